"""The matrix: how many passages erode and strengthen, by who speaks and what they speak of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Min, TextChoices
from django.db.models.functions import Substr
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thirdspace.access.registries import Sign
from thirdspace.access.scope import Scope
from thirdspace.evidence import consent
from thirdspace.evidence.models import Code, Coding, Source
from thirdspace.evidence.reads import sources
from thirdspace.formats.dates import read_date
from thirdspace.partnership.dynamics import Direction, Dynamic
from thirdspace.partnership.models import Organization
from thirdspace.partnership.reads.who import members


class Rows(TextChoices):
    """What a row of the matrix stands for."""

    ORGANIZATION = "organization", gettext_lazy("Organization")
    CASE = "case", gettext_lazy("Case")
    ROLE = "role", gettext_lazy("Role")
    SOURCE = "source", gettext_lazy("Source")
    QUARTER = "quarter", gettext_lazy("Quarter")


class Columns(TextChoices):
    """What a column of the matrix stands for."""

    DYNAMIC = "dynamic", gettext_lazy("Five dynamics")
    CODE = "code", gettext_lazy("Codes")


@dataclass(frozen=True, slots=True)
class Tally:
    """Passages of one source under one code that point one way."""

    code_id: int
    direction: str
    source_id: int
    n: int


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One count of the cross-case matrix; `case` is the key of the partnership."""

    case: str
    code: str
    direction: str
    n: int


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a row or column."""

    key: str
    label: str
    side: str = "other"
    sources: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """Passages of one row and column."""

    eroding: int = 0
    strengthening: int = 0
    undirected: int = 0

    @property
    def all(self) -> int:
        """Return all passages of the cell."""
        return self.eroding + self.strengthening + self.undirected


@dataclass(frozen=True, slots=True)
class Matrix:
    """Counts by row and column; `totals` are those of the columns, `margins` of the rows."""

    columns: tuple[Head, ...]
    rows: tuple[Head, ...]
    cells: tuple[tuple[Cell, ...], ...]
    margins: tuple[Cell, ...]
    totals: tuple[Cell, ...]
    whole: Cell


def tallied(scope: Scope) -> list[Tally]:
    """Count the passages a scope sees, by code, direction and source."""
    found = (
        Coding.objects.within(scope)
        .values_list("code_id", "direction", "source_id")
        .annotate(n=Count("pk"))
        .order_by("code_id", "direction", "source_id")
    )
    return [Tally(*row) for row in found]


def by_code(tallies: Iterable[Tally]) -> Mapping[tuple[int, str], int]:
    """Fold counts by code and direction."""
    counts: Counter[tuple[int, str]] = Counter()
    for tally in tallies:
        counts[tally.code_id, tally.direction] += tally.n
    return counts


def matrix_counts(scope: Scope) -> list[MatrixRow]:
    """Count passages by partnership, code and direction, sorted; a pair without any is absent."""
    names = dict(Code.objects.within(scope).values_list("pk", "name"))
    rows = (
        MatrixRow(scope.partnership_key, names[code], direction, n)
        for (code, direction), n in by_code(tallied(scope)).items()
    )
    return sorted(rows, key=lambda row: (row.code, row.direction))


def matrix(
    scope: Scope, *, rows: str = Rows.ORGANIZATION, columns: str = Columns.DYNAMIC
) -> Matrix:
    """Return the matrix of all passages a scope sees, withheld ones too; three queries."""
    known = sources.by_id(scope)
    head_of = {pk: _row_head(scope, source, rows) for pk, source in known.items()}
    column_of, heads = _columns(scope, columns)
    counts: dict[tuple[str, str], Counter[str]] = {}
    for tally in tallied(scope):
        column = column_of[tally.code_id]
        if column is not None:
            place = head_of[tally.source_id].key, column
            counts.setdefault(place, Counter())[tally.direction] += tally.n
    row_heads = _sorted_rows(head_of.values())
    cells = tuple(
        tuple(_cell(counts.get((row.key, column.key), {})) for column in heads) for row in row_heads
    )
    return Matrix(
        columns=heads,
        rows=row_heads,
        cells=cells,
        margins=tuple(_sum(line) for line in cells),
        totals=tuple(_sum(line[place] for line in cells) for place in range(len(heads))),
        whole=_sum(cell for line in cells for cell in line),
    )


def chosen(
    scope: Scope, *, rows: str, row: str, columns: str, column: str
) -> tuple[Head, Head, list[int], list[int]] | None:
    """Return the heads, source ids and code ids of one cell; None when there is no such cell.

    An empty `row` stands for all rows: how a comparison of partnerships leads to the quotes.
    """
    known = sources.by_id(scope)
    heads = {pk: _row_head(scope, source, rows) for pk, source in known.items()}
    column_of, column_heads = _columns(scope, columns)
    source_ids = [pk for pk, head in heads.items() if not row or head.key == row]
    column_head = next((head for head in column_heads if head.key == column), None)
    if not source_ids or column_head is None:
        return None
    code_ids = [code for code, key in column_of.items() if key == column]
    row_head = heads[source_ids[0]] if row else Head("", scope.partnership_name)
    return row_head, column_head, source_ids, code_ids


#: What decides, beside the reader, how a source's voice is named.
_VOICE = ("organization_id", "attribution", "origin_id")


def signs(scope: Scope) -> Sequence[Sign]:
    """Return the coded signs for and against each dynamic, by month, side and organization."""
    found = (
        Coding.objects.within(scope)
        .exclude(direction="")
        .exclude(code__dynamic="")
        .values(
            "direction",
            *(f"source__{name}" for name in _VOICE),
            dynamic=F("code__dynamic"),
            month=Substr("source__when", 1, 7),
        )
        .annotate(n=Count("pk"), added=Min("source__added_at"))
        .order_by()
    )
    organizations = members(scope).ever
    faces: dict[tuple[Any, ...], consent.Face] = {}
    return [_sign(row, _face_of(scope, organizations, faces, row)) for row in found]


def _face_of(
    scope: Scope,
    organizations: Mapping[int, Organization],
    faces: dict[tuple[Any, ...], consent.Face],
    row: Mapping[str, Any],
) -> consent.Face:
    """Name the voice of a group of passages, as consent lets this reader know it."""
    organization, attribution, origin = key = tuple(row[f"source__{name}"] for name in _VOICE)
    if key not in faces:
        one = Source(
            organization=organizations.get(organization),
            attribution=attribution,
            origin_id=origin,
        )
        faces[key] = consent.face(scope, one)
    return faces[key]


def _sign(row: Mapping[str, Any], face: consent.Face) -> Sign:
    day = read_date(row["month"]).first_day if row["month"] else row["added"].date()
    return Sign(
        row["dynamic"],
        row["direction"] == Direction.STRENGTHENING,
        day.replace(day=1),
        face.side,
        face.organization_name,
        computed=False,
        count=row["n"],
    )


def _columns(scope: Scope, columns: str) -> tuple[dict[int, str | None], tuple[Head, ...]]:
    """Say which column each code counts in, and give the heads."""
    codes = list(Code.objects.within(scope).order_by("position", "name"))
    if columns == Columns.CODE:
        return {c.pk: c.name for c in codes}, tuple(Head(c.name, c.name) for c in codes)
    heads = tuple(Head(value, str(label)) for value, label in Dynamic.choices)
    return {c.pk: c.dynamic or None for c in codes}, heads


def _row_head(scope: Scope, source: Source, rows: str) -> Head:
    return _ROW_HEADS[Rows(rows)](consent.face(scope, source), source)


def _of_organization(face: consent.Face, _source: Source) -> Head:
    if face.organization_id is None:
        return Head(f"unnamed-{face.side}", face.speaker or _("No organization"), face.side)
    return Head(str(face.organization_id), face.organization_name, face.side)


def _of_case(face: consent.Face, source: Source) -> Head:
    case = source.case if face.known else None
    return Head(str(case.pk), case.name) if case else Head("none", _("In no case"))


def _of_role(face: consent.Face, source: Source) -> Head:
    named = face.organization_id is not None and source.role
    return Head(source.role.casefold(), source.role) if named else Head("none", _("Not named"))


def _of_source(face: consent.Face, source: Source) -> Head:
    return Head(str(source.pk), face.title, face.side)


def _of_quarter(_face: consent.Face, source: Source) -> Head:
    if len(source.when) < len("2024-03"):
        return Head(source.when or "none", source.when or _("No date"))
    year, month = source.when[:4], int(source.when[5:7])
    quarter = (month + 2) // 3
    label = _("Quarter %(quarter)s of %(year)s") % {"quarter": quarter, "year": year}
    return Head(f"{year}-Q{quarter}", label)


_ROW_HEADS: Mapping[Rows, Callable[[consent.Face, Source], Head]] = {
    Rows.ORGANIZATION: _of_organization,
    Rows.CASE: _of_case,
    Rows.ROLE: _of_role,
    Rows.SOURCE: _of_source,
    Rows.QUARTER: _of_quarter,
}
_SIDES = ("district", "university", "other")


def _sorted_rows(heads: Iterable[Head]) -> tuple[Head, ...]:
    """Return each row once, with how many sources it has: by side, then by name."""
    seen: dict[str, Head] = {}
    counts: Counter[str] = Counter()
    for head in heads:
        seen.setdefault(head.key, head)
        counts[head.key] += 1
    rows = (Head(head.key, head.label, head.side, counts[head.key]) for head in seen.values())
    return tuple(sorted(rows, key=lambda row: (_SIDES.index(row.side), row.label, row.key)))


def _cell(counts: Mapping[str, int]) -> Cell:
    return Cell(
        counts.get(Direction.ERODING, 0),
        counts.get(Direction.STRENGTHENING, 0),
        counts.get("", 0),
    )


def _sum(cells: Iterable[Cell]) -> Cell:
    found = list(cells)
    return Cell(
        sum(cell.eroding for cell in found),
        sum(cell.strengthening for cell in found),
        sum(cell.undirected for cell in found),
    )
