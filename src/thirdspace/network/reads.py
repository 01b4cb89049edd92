"""The cross-case matrix: coded passages of each partnership that released its counts.

Each partnership is read as its own partnership's audience without an organization: what one side
keeps to itself or shows to named others is never counted here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thirdspace.access import entrance
from thirdspace.access.entrance import Place
from thirdspace.access.scope import Audience
from thirdspace.charts import Mark
from thirdspace.charts.units import MOST
from thirdspace.evidence.models import Code, Source
from thirdspace.evidence.permissions import READ as READ_EVIDENCE
from thirdspace.evidence.reads.matrix import matrix_counts, tallied
from thirdspace.network.entrance import NetworkScope
from thirdspace.partnership.dynamics import Direction, Dynamic
from thirdspace.problems import NotThere

#: What a column of the matrix stands for.
COLUMNS = {"dynamic": gettext_lazy("Five dynamics"), "code": gettext_lazy("Codes")}


@dataclass(frozen=True, slots=True)
class Cell:
    """Passages of one partnership under one column.

    `url` leads those with a seat there to the quotes; for others it is "".
    """

    column: str
    eroding: int
    strengthening: int
    sources: int
    label: str
    url: str = ""

    @property
    def contrasts(self) -> list[Mark]:
        """Return a mark for each eroding passage."""
        return [Mark("other")] * self.eroding

    @property
    def supports(self) -> list[Mark]:
        """Return a mark for each strengthening passage."""
        return [Mark("other")] * self.strengthening


@dataclass(frozen=True, slots=True)
class Row:
    """One partnership: how many of its sources are coded, and its cells.

    `undirected` passages point no way; those `elsewhere` have a code of no column.
    """

    name: str
    sources: int
    coded: int
    eroding: int
    strengthening: int
    undirected: int
    elsewhere: int
    opens: bool
    cells: Sequence[Cell]


@dataclass(frozen=True, slots=True)
class NetworkMatrix:
    """The matrix; `width` keeps the zero lines of its cells on one line."""

    by: str
    columns: Sequence[str]
    rows: Sequence[Row]
    width: tuple[int, int]

    @property
    def passages(self) -> int:
        """Return all passages counted."""
        return sum(r.eroding + r.strengthening + r.undirected + r.elsewhere for r in self.rows)


@dataclass(slots=True)
class _Heap:
    """What was counted under one column of one partnership."""

    counts: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))
    sources: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Counted:
    """One partnership's counts by column key; `names` says how its columns are called.

    The key "" is no column: codes that speak to no dynamic.
    """

    place: Place
    heaps: Mapping[str, _Heap]
    names: Mapping[str, str]
    coded: int
    sources: int

    def passages(self, direction: str) -> int:
        """Count the passages of all columns that point one way."""
        return sum(heap.counts[direction] for key, heap in self.heaps.items() if key)

    @property
    def elsewhere(self) -> int:
        """Count the passages of no column."""
        return sum(self.heaps[""].counts.values()) if "" in self.heaps else 0


def network_matrix(scope: NetworkScope, by: str = "dynamic") -> NetworkMatrix:
    """Return the matrix of all released partnerships, by name; four queries a partnership.

    Parameters
    ----------
    scope : NetworkScope
        Who reads, in which network.
    by : str
        ``dynamic`` or ``code``.
    """
    counted = [_counted(place, by) for place in scope.places]
    columns = _columns(counted, by)
    open_ids = _open_ids(scope)
    rows = [_row(one, columns, by, opens=one.place.id in open_ids) for one in counted]
    cells = [cell for row in rows for cell in row.cells]
    width = (
        max((min(cell.eroding, MOST) for cell in cells), default=0),
        max((min(cell.strengthening, MOST) for cell in cells), default=0),
    )
    return NetworkMatrix(by, list(columns.values()), rows, width)


def released_counts(scope: NetworkScope) -> Iterator[dict[str, str]]:
    """Yield the counts behind the matrix: case, code, direction, n."""
    for place in scope.places:
        for row in matrix_counts(entrance.read_as(place.key, Audience.PARTNERSHIP)):
            yield {
                "case": row.case,
                "code": row.code,
                "direction": row.direction,
                "n": str(row.n),
            }


def _counted(place: Place, by: str) -> _Counted:
    reading = entrance.read_as(place.key, Audience.PARTNERSHIP)
    codes = {
        pk: (name, dynamic)
        for pk, name, dynamic in Code.objects.within(reading).values_list("pk", "name", "dynamic")
    }
    heaps: defaultdict[str, _Heap] = defaultdict(_Heap)
    names: dict[str, str] = {}
    tallies = tallied(reading)
    for tally in tallies:
        name, dynamic = codes[tally.code_id]
        # Codes of several partnerships meet when they are called alike.
        key = dynamic if by == "dynamic" else name.casefold()
        names.setdefault(key, name)
        heaps[key].counts[tally.direction] += tally.n
        heaps[key].sources.add(tally.source_id)
    coded = len({tally.source_id for tally in tallies})
    return _Counted(place, heaps, names, coded, Source.objects.within(reading).count())


def _columns(counted: Sequence[_Counted], by: str) -> dict[str, str]:
    if by == "dynamic":
        return {value: str(label) for value, label in Dynamic.choices}
    names: dict[str, str] = {}
    for one in counted:
        names = {**one.names, **names}
    return dict(sorted(names.items()))


def _row(one: _Counted, columns: Mapping[str, str], by: str, *, opens: bool) -> Row:
    return Row(
        name=one.place.name,
        sources=one.sources,
        coded=one.coded,
        eroding=one.passages(Direction.ERODING),
        strengthening=one.passages(Direction.STRENGTHENING),
        undirected=one.passages(""),
        elsewhere=one.elsewhere,
        opens=opens,
        cells=[
            _cell(one, key, name, _inside(one, key, by) if opens else "")
            for key, name in columns.items()
        ],
    )


def _cell(one: _Counted, key: str, column: str, url: str) -> Cell:
    heap = one.heaps.get(key, _Heap())
    eroding, strengthening = heap.counts[Direction.ERODING], heap.counts[Direction.STRENGTHENING]
    said = _(
        "%(name)s, %(column)s: %(eroding)d eroding, %(strengthening)d strengthening; "
        "%(sources)d of %(all)d sources"
    ) % {
        "name": one.place.name, "column": column, "eroding": eroding,
        "strengthening": strengthening, "sources": len(heap.sources), "all": one.sources,
    }  # fmt: skip
    return Cell(column, eroding, strengthening, len(heap.sources), said, url)


def _inside(one: _Counted, key: str, by: str) -> str:
    """Return the partnership's own page of the quotes behind a cell."""
    page = reverse("evidence:quotes", args=[one.place.key])
    asked = urlencode({"columns": by, "column": key})
    return f"{page}?{asked}" if key in one.heaps else ""


def _open_ids(scope: NetworkScope) -> set[int]:
    """Return the released partnerships whose quotes this person may open with their own seat."""
    seated = set(entrance.open_to(scope.person_id))
    return {place.id for place in scope.places if place.id in seated and _may_open(scope, place)}


def _may_open(scope: NetworkScope, place: Place) -> bool:
    try:
        inside = entrance.enter(
            person_id=scope.person_id, person_name=scope.person_name, key=place.key
        )
    except NotThere:  # the organization they hold the seat for has left
        return False
    return inside.may(READ_EVIDENCE)
