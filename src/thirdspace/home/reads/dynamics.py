"""Signs for and against the five dynamics, quarter by quarter.

Never added up into one score: people's codes stand on the upper line, what was computed from the
record on the lower one, and each quarter stands for itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thirdspace.access import clock, registries
from thirdspace.access.registries import Sign
from thirdspace.access.scope import Scope
from thirdspace.charts import Mark, strip
from thirdspace.charts.units import MOST, Side
from thirdspace.home.reads.standing import months_between
from thirdspace.partnership.dynamics import QUESTIONS, Dynamic

QUARTERS = 4
#: Names of the sides whose records no organization owns.
NO_ORGANIZATION = {
    "joint": gettext_lazy("joint record"),
    "computed": gettext_lazy("computed"),
    "other": gettext_lazy("not named"),
    "district": gettext_lazy("district"),
    "university": gettext_lazy("university"),
}


@dataclass(frozen=True)
class Quarter:
    """Three calendar months, or as much of them as has passed."""

    number: int
    first: date
    last: date

    @property
    def key(self) -> str:
        """Return its short name: Q1."""
        return _("Q%(number)d") % {"number": self.number}

    @cached_property
    def label(self) -> str:
        """Return its name and its months: Q1 Aug–Oct."""
        day = "j M" if self.last != _last_day(self.first) else "M"
        span = f"{date_format(self.first, 'M')}–{date_format(self.last, day)}"
        return f"{self.key} {span}"


@dataclass(frozen=True, slots=True)
class Lane:
    """One line of a cell: who says so, how many signs each way, and how it is drawn."""

    eroding: int
    strengthening: int
    drawing: SafeString


@dataclass(frozen=True, slots=True)
class Cell:
    """One dynamic in one quarter."""

    quarter: Quarter
    coded: Lane
    computed: Lane


@dataclass(frozen=True, slots=True)
class Row:
    """One dynamic over the quarters shown."""

    name: str
    question: str
    cells: Sequence[Cell]
    latest: str

    def since(self, quarter: Quarter) -> tuple[int, int]:
        """Return people's signs for and against from one quarter on."""
        lanes = [cell.coded for cell in self.cells if cell.quarter.first >= quarter.first]
        return sum(lane.strengthening for lane in lanes), sum(lane.eroding for lane in lanes)


@dataclass(frozen=True, slots=True)
class Dynamics:
    """The table of dynamics, and what it says in words."""

    quarters: Sequence[Quarter]
    rows: Sequence[Row]
    coded: int
    earlier: int
    reading: Sequence[str]


@dataclass(frozen=True, slots=True)
class _Heap:
    """The signs of one lane of one cell, by who they come from."""

    eroding: Counter[tuple[str, str]]
    strengthening: Counter[tuple[str, str]]


def five_dynamics(scope: Scope, started: date | None) -> Dynamics:
    """Return the five dynamics over the last four quarters of the partnership.

    Quarters are counted from the month the partnership started, or from January where that is not
    known. Where nothing was noted in a year, they end with the newest sign instead of today.

    Parameters
    ----------
    scope : Scope
        Who looks.
    started : date, optional
        When the partnership started.
    """
    today = clock.today()
    signs = [
        sign
        for source in registries.signals.entries()
        for sign in source.signs(scope)
        if sign.on <= today
    ]
    quarters = last_quarters(started, _end(signs, started, today))
    heaps = _sorted_into(quarters, signs)
    places = _places(heaps.values())
    told = _latest(signs)
    rows = [_row(dynamic, quarters, heaps, told.get(dynamic, ""), places) for dynamic in Dynamic]
    earlier = sum(s.count for s in signs if not s.computed and s.on < quarters[0].first)
    coded = sum(lane.coded.eroding + lane.coded.strengthening for r in rows for lane in r.cells)
    return Dynamics(quarters, rows, coded, earlier, _in_words(rows, quarters))


def last_quarters(started: date | None, end: date) -> tuple[Quarter, ...]:
    """Return the four quarters that end with the one `end` lies in."""
    start = started or date(end.year, 1, 1)
    current = months_between(start, end) // 3
    quarters = []
    for index in range(current - QUARTERS + 1, current + 1):
        first = _month_after(start, index * 3)
        quarters.append(Quarter(index % QUARTERS + 1, first, min(_last_day(first), end)))
    return tuple(quarters)


def _end(signs: Sequence[Sign], started: date | None, today: date) -> date:
    newest = max((sign.on for sign in signs), default=today)
    first = last_quarters(started, today)[0].first
    return today if newest >= first else newest


def _month_after(start: date, months: int) -> date:
    month = start.year * 12 + start.month - 1 + months
    return date(month // 12, month % 12 + 1, 1)


def _last_day(first: date) -> date:
    return _month_after(first, 3) - timedelta(days=1)


#: Dynamic, quarter, and whether it was computed.
Key = tuple[str, Quarter, bool]


def _sorted_into(quarters: Sequence[Quarter], signs: Iterable[Sign]) -> dict[Key, _Heap]:
    heaps: dict[Key, _Heap] = {
        (dynamic, quarter, computed): _Heap(Counter(), Counter())
        for dynamic in Dynamic.values
        for quarter in quarters
        for computed in (False, True)
    }
    for sign in signs:
        quarter = next((q for q in quarters if q.first <= sign.on <= q.last), None)
        if quarter:
            heap = heaps[sign.dynamic, quarter, sign.computed]
            whose = heap.strengthening if sign.strengthens else heap.eroding
            side = "computed" if sign.computed else sign.side
            whose[side, sign.organization_name] += sign.count
    return heaps


def _places(heaps: Iterable[_Heap]) -> tuple[int, int]:
    # The same places everywhere, so that the zero lines of the table meet.
    counts = [(h.eroding.total(), h.strengthening.total()) for h in heaps]
    shown = [(c if c <= MOST else 3, s if s <= MOST else 3) for c, s in counts]
    return max(left for left, _right in shown), max(right for _left, right in shown)


def _row(
    dynamic: Dynamic,
    quarters: Sequence[Quarter],
    heaps: Mapping[Key, _Heap],
    latest: str,
    places: tuple[int, int],
) -> Row:
    def lane(quarter: Quarter, *, computed: bool) -> Lane:
        heap = heaps[dynamic.value, quarter, computed]
        whose = _("computed from the record") if computed else _("coded by people")
        return _lane(heap, f"{dynamic.label}, {quarter.label}, {whose}", places)

    cells = [Cell(q, lane(q, computed=False), lane(q, computed=True)) for q in quarters]
    return Row(
        name=str(dynamic.label),
        question=str(QUESTIONS[dynamic]),
        cells=cells,
        latest=latest,
    )


def _latest(signs: Iterable[Sign]) -> dict[str, str]:
    """Return what the newest computed sign of each dynamic says."""
    told = sorted((s for s in signs if s.computed and s.latest), key=lambda sign: sign.on)
    return {sign.dynamic: sign.latest for sign in told}


def _lane(heap: _Heap, title: str, places: tuple[int, int]) -> Lane:
    eroding, strengthening = heap.eroding.total(), heap.strengthening.total()
    label = _(
        "%(title)s: %(eroding)d eroding%(those)s, %(strengthening)d strengthening%(these)s"
    ) % {
        "title": title,
        "eroding": eroding,
        "those": _named(heap.eroding),
        "strengthening": strengthening,
        "these": _named(heap.strengthening),
    }
    drawn = strip(_marks(heap.eroding), _marks(heap.strengthening), label, places)
    return Lane(eroding, strengthening, mark_safe(drawn))  # noqa: S308 - our own SVG


def _marks(whose: Counter[tuple[str, str]]) -> list[Mark]:
    return [mark for (side, _name), n in whose.items() for mark in [Mark(_side(side))] * n]


def _side(name: str) -> Side:
    sides: dict[str, Side] = {
        "district": "district", "university": "university", "joint": "joint", "computed": "computed"
    }  # fmt: skip
    return sides.get(name, "other")


def _named(whose: Counter[tuple[str, str]]) -> str:
    if not whose or any(side == "computed" for side, _name in whose):
        return ""
    parts = (f"{n} {name or NO_ORGANIZATION[_side(side)]}" for (side, name), n in whose.items())
    return f" ({', '.join(parts)})"


def _in_words(rows: Sequence[Row], quarters: Sequence[Quarter]) -> list[str]:
    """Say how people's signs of the last two quarters stand against each other."""
    counted = [(row.name, *row.since(quarters[-2])) for row in rows]
    groups = (
        (_("More signs for than against: %(which)s."), [c for c in counted if c[1] > c[2]]),
        (_("More against than for: %(which)s."), [c for c in counted if c[1] < c[2]]),
        (_("As many for as against: %(which)s."), [c for c in counted if c[1] == c[2] > 0]),
    )
    told = [sentence % {"which": _listed(group)} for sentence, group in groups if group]
    silent = [name for name, strengthening, eroding in counted if not strengthening + eroding]
    if silent:
        told.append(_("No coded passage: %(which)s.") % {"which": ", ".join(silent)})
    since = date_format(quarters[-2].first, "j F Y")
    return [_("Coded by people since %(day)s.") % {"day": since}, *told]


def _listed(group: Sequence[tuple[str, int, int]]) -> str:
    return "; ".join(
        _("%(name)s (%(for)d for, %(against)d against)")
        % {"name": name, "for": strengthening, "against": eroding}
        for name, strengthening, eroding in group
    )
