"""Which organization a written word or an address names: by name, initials, words or domain."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from thirdspace.formats.people_table.headings import plain
from thirdspace.formats.people_table.records import Known, Match

#: Words that many organizations share, so they tell none apart.
_COMMON = frozenset({
    "school", "schools", "district", "county", "public", "university", "college", "state", "city",
    "the", "of", "and", "for", "department", "office", "unified", "independent", "community",
    "de", "la", "del", "y", "escuela", "universidad", "distrito", "org", "edu", "gov", "com", "net",
    "us", "k12", "example", "mail", "www", "dept", "education",
})  # fmt: skip


def match_organizations(
    written: Iterable[str], organizations: Sequence[Known]
) -> tuple[Match, ...]:
    """Which of the organizations does each written word name?

    Parameters
    ----------
    written : iterable of str
        Cells of the column, as often as they occur; empty ones don't count.
    organizations : sequence of Known
        Those that may be meant.

    Returns
    -------
    tuple of Match
        One for each distinct word, in order of first use. No organization where none fits, or
        where two fit equally well.
    """
    counts = Counter(word for word in written if word)
    return tuple(Match(word, *_best(word, organizations), count) for word, count in counts.items())


def by_domain(email: str, organizations: Sequence[Known]) -> int | None:
    """Which organization does the domain of an address point to? None for none or several."""
    parts = plain(email.rpartition("@")[2].replace(".", " ")).split()
    fits = [
        place
        for place, known in enumerate(organizations)
        if any(part in _signs(known) for part in parts if part not in _COMMON)
    ]
    return fits[0] if len(fits) == 1 else None


def _best(word: str, organizations: Sequence[Known]) -> tuple[int | None, bool]:
    for rule, sure in ((_is_name, True), (_is_initials, False), (_shares_words, False)):
        fits = [place for place, known in enumerate(organizations) if rule(plain(word), known)]
        if fits:
            return (fits[0], sure) if len(fits) == 1 else (None, False)
    return None, False


def _is_name(word: str, known: Known) -> bool:
    return bool(word) and word in (plain(known.name), plain(known.short_name))


def _is_initials(word: str, known: Known) -> bool:
    return word.replace(" ", "") in _initials(known)


def _shares_words(word: str, known: Known) -> bool:
    return bool(_own(word) & _own_words(known))


def _own(word: str) -> set[str]:
    return set(word.split()) - _COMMON


def _own_words(known: Known) -> set[str]:
    return _own(f"{plain(known.name)} {plain(known.short_name)}")


def _initials(known: Known) -> set[str]:
    """Return the first letters of its names, with and without its small words."""
    found = set()
    for name in (plain(known.name), plain(known.short_name)):
        words = name.split()
        large = [word for word in words if word not in ("the", "of", "and", "for", "de", "la", "y")]
        found |= {"".join(word[0] for word in chosen) for chosen in (words, large)}
    return {letters for letters in found if len(letters) > 1}


def _signs(known: Known) -> set[str]:
    """Return what a domain may be made of: own words, initials, and words written together."""
    together = {plain(name).replace(" ", "") for name in (known.name, known.short_name) if name}
    return _own_words(known) | _initials(known) | together
