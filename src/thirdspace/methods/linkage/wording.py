"""The sentences of results."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thirdspace.methods.words import counted, percent

if TYPE_CHECKING:
    from thirdspace.methods.linkage.agreement import Agreements
    from thirdspace.methods.linkage.blocking import Blocking
    from thirdspace.methods.linkage.duplicates import Duplicates
    from thirdspace.methods.linkage.explained import Pair, Part
    from thirdspace.methods.linkage.fellegi_sunter import MatchModel
    from thirdspace.methods.linkage.link_lists import Linkage
    from thirdspace.methods.linkage.one_to_one import OneToOne
    from thirdspace.methods.linkage.review_band import ReviewBand

_FEW_MATCHES = 50


def agreements_sentence(found: Agreements) -> str:
    """Say what was compared, and how much was missing."""
    missing = percent(float((found.levels < 0).mean())) if found.levels.size else "0%"
    return (
        f"{counted(len(found.pairs), 'pair')} compared by {_listed(found.comparisons)}; in "
        f"{missing} of the comparisons a value is missing."
    )


def blocking_sentence(found: Blocking) -> str:
    """Say how many pairs are left to compare, and how many are lost."""
    left_out = sum(key.left_out for key in found.keys)
    have = "has" if len(found.pairs) == 1 else "have"
    text = (
        f"{counted(len(found.pairs), 'pair')} of {found.possible:,} {have} one of "
        f"{counted(len(found.keys), 'key')} in common"
    )
    if left_out:
        text += f"; groups with {counted(left_out, 'pair')} were too large to say anything"
    if found.known is None:
        return f"{text}; how many true pairs that loses is not known."
    lost = "is lost" if found.lost == 1 else "are lost"
    return f"{text}; {found.lost:,} of {counted(found.known, 'known true pair')} {lost}."


def model_sentence(found: MatchModel) -> str:
    """Say how many matches are expected, and what limits it."""
    text = (
        f"Of {found.all_pairs:,} possible pairs, {found.pairs:,} of them compared, about "
        f"{found.expected:,.0f} are expected to be the same person"
    )
    if not found.steady:
        return f"{text}; the estimate did not come to rest, so don’t build on it."
    if found.expected < _FEW_MATCHES:
        return f"{text}; from so few the weights are loose guesses."
    return f"{text}, if parts agree independently of one another."


def one_to_one_sentence(found: OneToOne) -> str:
    """Say how many pairs were chosen."""
    return (
        f"{counted(len(found.chosen), 'pair')} chosen of {found.offered:,} on offer; no other "
        "one-to-one set weighs more."
    )


def band_sentence(found: ReviewBand) -> str:
    """Say what stands, what to look at, and what the match rate can be."""
    low, high = found.match_rate
    stands = f"{len(found.automatic):,} of {counted(found.records, 'record')} linked without a look"
    if found.precision is not None:
        stands += f" (about {found.wrong:.1f} of them wrong by the model)"
    looked = f"{len(found.review):,} to look at"
    if found.beyond:
        looked += f", {found.beyond:,} more worth it than the queue holds"
    return (
        f"{stands}, {looked}; the match rate is between {percent(low)} and {percent(high)}, and a "
        "record without a link may still be there."
    )


def linkage_sentence(found: Linkage) -> str:
    """Say what was linked by what."""
    return f"Compared by {_listed(found.comparisons)}: {band_sentence(found.band)}"


def duplicates_sentence(found: Duplicates) -> str:
    """Say how many people the list seems to hold."""
    inside = sum(len(group.records) for group in found.groups)
    return (
        f"{inside:,} of {counted(found.records, 'record')} fall into "
        f"{counted(len(found.groups), 'group')} of the same person, which leaves "
        f"{counted(found.people, 'person', 'people')}; each group is a proposal to look at."
    )


def pair_sentence(found: Pair) -> str:
    """Say what speaks for and against one person, strongest first."""
    known = sorted(
        (part for part in found.parts if part.agreement != "not known"),
        key=lambda part: -abs(part.weight),
    )
    speaks = "; ".join(map(_said, known)) or "nothing could be compared"
    return f"The same person with a chance of {found.chance:.3f}: {speaks}."


def _said(part: Part) -> str:
    return f"{part.comparison.replace('_', ' ')} {part.agreement} ({part.weight:+.1f} bits)"


def _listed(comparisons: tuple[str, ...]) -> str:
    return ", ".join(name.replace("_", " ") for name in comparisons)
