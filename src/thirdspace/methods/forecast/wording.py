"""The one sentence that each forecast says about itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thirdspace.methods.words import counted, joined, percent, plain

if TYPE_CHECKING:
    from thirdspace.methods.forecast.back_test import BackTest
    from thirdspace.methods.forecast.hazard_sum import HazardSum
    from thirdspace.methods.forecast.pull import Pull
    from thirdspace.methods.forecast.push import Push
    from thirdspace.methods.forecast.supply import Supply


def push_sentence(found: Push) -> str:
    """Return “In 5 years, AP from 120 to 85 (90% interval 74 to 96), …, if rates stay.”"""
    last = found.years[-1]
    rows = zip(found.states, found.initial, last.stock, last.low, last.high, strict=True)
    said = [
        f"{name} from {start:.0f} to {stock:.0f} "
        f"({plain(100 * found.confidence)}% interval {low:.0f} to {high:.0f})"
        for name, start, stock, low, high in rows
    ]
    return joined(f"in {counted(last.year, 'year')}", *said, "if the rates stay as they are")


def pull_sentence(found: Pull) -> str:
    """Return “Year 1: P 16 vacancies (90% interval 10 to 21), 16 from outside; …”"""
    first = found.years[0]
    surplus = any(max(year.surplus) > 0 for year in found.years)
    rows = zip(found.states, first.vacancies, first.low, first.high, first.hires, strict=True)
    said = [
        f"{name} {counted(round(vacant), 'vacancy', 'vacancies')} "
        f"({plain(100 * found.confidence)}% interval {low:.0f} to {high:.0f}), "
        f"{hires:.0f} to be hired"
        for name, vacant, low, high, hires in rows
    ]
    return joined(
        "in the first year",
        *said,
        f"looked ahead {counted(len(found.years), 'year')}, if the chances stay as they are",
        "in some year a level has more people than posts" if surplus else "",
    )


def hazard_sentence(found: HazardSum) -> str:
    """Return “Of 58 people about 9 leave; 5 to 14 posts to fill (90% interval); 1 missing …”"""
    level = f"{plain(100 * found.confidence)}% interval"
    opened = f" with {counted(found.openings, 'opening')}" if found.openings else ""
    return joined(
        f"of {counted(found.people, 'person', 'people')} about "
        f"{counted(round(found.mean), 'leaves', 'leave')}, so {found.low} to {found.high} "
        f"posts are to be filled{opened} ({level}, chance alone)",
        ""
        if found.supply is None
        else f"with {counted(found.supply, 'person', 'people')} ready the gap is "
        f"{found.gap_median} ({level} {found.gap_low} to {found.gap_high})",
    )


def back_test_sentence(found: BackTest) -> str:
    """Return “The 90% interval held in 11 of 12 years (92%): within the goal of 80 to 97%; …”"""
    return joined(
        f"the 90% interval held in {found.covered} of {counted(len(found.years), 'year')} "
        f"({percent(found.coverage)}; goal 80% to 97%): {found.verdict}",
        f"rates differ between years by {100 * found.year_sd:.1f} points beyond chance"
        if found.beyond_chance
        else "years differ no more than chance could make them",
        f"next year {found.next_low} to {found.next_high} of "
        f"{counted(found.years[-1].posts, 'post')} "
        f"(middle {found.next_median})",
    )


def supply_sentence(found: Supply) -> str:
    """Return “In year 1 about 5 people are placed (10 to 90 of 100 draws: 3 to 7); …”"""
    placed = found.placed
    said = (
        f"in the last of {counted(len(placed.median), 'year')} about "
        f"{counted(placed.median[-1], 'person is', 'people are')} placed "
        f"({placed.low[-1]} to {placed.high[-1]} in 80 of 100 draws)"
    )
    return joined(said, *_needed(found), f"{found.draws} draws, seed {found.seed}; chance alone")


def _needed(found: Supply) -> tuple[str, ...]:
    need, gap = found.need, found.gap
    if need is None or gap is None:
        return ()
    return (
        f"about {counted(need.median[-1], 'is', 'are')} needed",
        f"gap {gap.median[-1]} ({gap.low[-1]} to {gap.high[-1]})",
        _to_admit(found),
    )


def _to_admit(found: Supply) -> str:
    if found.missing is None or found.missing <= 0:
        return "over all years the pool suffices in most draws"
    missing = f"{counted(found.missing, 'is', 'are')} missing over all years"
    if found.to_admit is None:
        return f"{missing}, and nobody admitted now could help"
    return f"{missing}: admit {found.to_admit} more now"
