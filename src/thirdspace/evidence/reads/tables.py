"""The matrix as it is drawn, and the tables people take away."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from thirdspace.access.scope import Scope
from thirdspace.charts import Mark
from thirdspace.evidence import consent
from thirdspace.evidence.reads import quotes, sources
from thirdspace.evidence.reads.matrix import Cell, Head, Matrix
from thirdspace.partnership.dynamics import Direction

CODING_COLUMNS = (
    "source", "speaker", "date", "code", "direction", "start", "end", "coder", "words", "withheld",
)  # fmt: skip
#: Beyond this many cells the numbers stand alone: drawings would no longer be read.
_MOST_DRAWN = 120
_MOST_MARKS = 12


@dataclass(frozen=True, slots=True)
class DrawnCell:
    """A cell with its marks and the address of its quotes ("" when it has none)."""

    cell: Cell
    label: str
    url: str
    contrasts: tuple[Mark, ...]
    supports: tuple[Mark, ...]
    column: str


@dataclass(frozen=True, slots=True)
class DrawnRow:
    """A row of the drawn matrix."""

    head: Head
    cells: tuple[DrawnCell, ...]
    margin: Cell


@dataclass(frozen=True, slots=True)
class Drawn:
    """The matrix as the page shows it; `width` keeps the zero lines of the table together."""

    columns: tuple[Head, ...]
    rows: tuple[DrawnRow, ...]
    totals: tuple[tuple[str, Cell], ...]
    whole: Cell
    sources: int
    marks: bool
    width: tuple[int, int]


def drawn(scope: Scope, found: Matrix, rows: str, columns: str) -> Drawn:
    """Return the matrix ready to be drawn."""
    base = reverse("evidence:quotes", args=[scope.partnership_key])
    lines = []
    for head, line, margin in zip(found.rows, found.cells, found.margins, strict=True):
        cells = tuple(
            _cell(head, column, cell, f"{base}?{_query(rows, head, columns, column)}")
            for column, cell in zip(found.columns, line, strict=True)
        )
        lines.append(DrawnRow(head, cells, margin))
    every = [cell for line in found.cells for cell in line]
    return Drawn(
        columns=found.columns,
        rows=tuple(lines),
        totals=tuple((h.label, t) for h, t in zip(found.columns, found.totals, strict=True)),
        whole=found.whole,
        sources=sum(head.sources for head in found.rows),
        marks=len(every) <= _MOST_DRAWN,
        width=(
            _places(cell.eroding for cell in every),
            _places(cell.strengthening for cell in every),
        ),
    )


def flat(found: Matrix) -> Iterator[Mapping[str, str]]:
    """Return one line for each row, column and direction with any passage."""
    for head, line in zip(found.rows, found.cells, strict=True):
        for column, cell in zip(found.columns, line, strict=True):
            counts = {
                Direction.ERODING.value: cell.eroding,
                Direction.STRENGTHENING.value: cell.strengthening,
                "": cell.undirected,
            }
            for direction, n in counts.items():
                if n:
                    yield {
                        "case": head.label,
                        "code": column.label,
                        "direction": direction,
                        "n": str(n),
                    }


def codings(scope: Scope) -> Iterator[Mapping[str, str]]:
    """Return all codings a scope sees, one line each; what may not be quoted says why."""
    known = sources.by_id(scope)
    faces = {pk: consent.face(scope, source) for pk, source in known.items()}
    withheld = {pk: consent.why_withheld(scope, source) for pk, source in known.items()}
    rows = quotes.codings(scope).select_related("code", "person").order_by("source", "start", "pk")
    for row in rows.iterator(chunk_size=2000):
        source = known[row.source_id]
        yield {
            "source": faces[source.pk].title,
            "speaker": faces[source.pk].speaker,
            "date": source.when,
            "code": row.code.name,
            "direction": row.direction,
            "start": str(row.start),
            "end": str(row.end),
            "coder": str(row.person or row.coder),
            "words": "" if withheld[source.pk] else row.words,
            "withheld": withheld[source.pk],
        }


def _places(counts: Iterator[int]) -> int:
    return max((min(n, _MOST_MARKS) for n in counts), default=0)


def _query(rows: str, row: Head, columns: str, column: Head) -> str:
    return urlencode({"rows": rows, "row": row.key, "columns": columns, "column": column.key})


def _cell(row: Head, column: Head, cell: Cell, url: str) -> DrawnCell:
    mark = Mark(row.side)  # type: ignore[arg-type]
    label = _("%(row)s, %(column)s: %(eroding)s eroding, %(strengthening)s strengthening") % {
        "row": row.label,
        "column": column.label,
        "eroding": cell.eroding,
        "strengthening": cell.strengthening,
    }
    return DrawnCell(
        cell=cell,
        label=label,
        url=url if cell.all else "",
        contrasts=(mark,) * cell.eroding,
        supports=(mark,) * cell.strengthening,
        column=column.label,
    )
