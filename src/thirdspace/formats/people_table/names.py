"""How a written name reads: “Bell, Marcus” is Marcus Bell, “Marcus Bell, EdD” is as it stands."""

from __future__ import annotations

from thirdspace.formats.people_table.headings import plain

#: What may follow a name after a comma without being a first name.
_AFTER = frozenset({
    "jr", "sr", "ii", "iii", "iv", "phd", "ph d", "edd", "ed d", "eds", "ed s", "ma", "m a", "mba",
    "med", "m ed", "mat", "ms", "m s", "md", "jd", "j d", "esq", "dr", "prof", "nbct", "psyd",
})  # fmt: skip


def has_family_first(name: str) -> bool:
    """Say whether a name is written with the family name first and a comma behind it."""
    family, given, _titles = _taken_apart(name)
    return bool(family and given)


def turned(name: str) -> str:
    """Return a name in the order it is spoken: first name, family name, what follows."""
    family, given, titles = _taken_apart(name)
    if not (family and given):
        return name
    return ", ".join([f"{given} {family}", *titles])


def _taken_apart(name: str) -> tuple[str, str, list[str]]:
    parts = [part for part in (each.strip() for each in _comma(name).split(",")) if part]
    titles = [part for part in parts[1:] if plain(part) in _AFTER]
    names = [part for part in parts if part not in titles]
    return (names[0], " ".join(names[1:]), titles) if len(names) > 1 else (name, "", titles)


def _comma(name: str) -> str:
    return name.replace("،", ",").replace("，", ",")  # Arabic and full-width commas
