"""The matrix, the quotes of a cell, and both as tables to take away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from thirdspace.access.routes import nothing_here
from thirdspace.access.scope import Scope
from thirdspace.evidence.permissions import EXPORT, WRITE
from thirdspace.evidence.reads import matrix, quotes, tables
from thirdspace.formats.csv_table import write_table
from thirdspace.partnership.dynamics import Direction


def grid(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Show who says what."""
    rows, columns = _asked(request)
    found = matrix.matrix(scope, rows=rows, columns=columns)
    context = {
        "scope": scope,
        "grid": tables.drawn(scope, found, rows, columns),
        "rows": rows,
        "columns": columns,
        "row_choices": matrix.Rows.choices,
        "column_choices": matrix.Columns.choices,
        "may_export": scope.may(EXPORT),
    }
    return render(request, "evidence/matrix.html", context)


def grid_csv(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Give the matrix as a table."""
    rows, columns = _asked(request)
    found = matrix.matrix(scope, rows=rows, columns=columns)
    return _csv("matrix.csv", ("case", "code", "direction", "n"), tables.flat(found))


def codings_csv(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Give all codings as a table; words only where they may be quoted."""
    return _csv("codings.csv", tables.CODING_COLUMNS, tables.codings(scope))


def cell(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Show the quotes of one cell."""
    rows, columns = _asked(request)
    where = {"row": request.GET.get("row", ""), "column": request.GET.get("column", "")}
    found = matrix.chosen(scope, rows=rows, columns=columns, **where)
    if found is None:
        raise nothing_here()
    row, column, source_ids, code_ids = found
    direction = request.GET.get("direction")
    if direction not in ("", *Direction.values):
        direction = None
    page = quotes.of_sources(
        scope, source_ids, code_ids, direction=direction, cursor=request.GET.get("cursor", "")
    )
    context = {
        "scope": scope,
        "page": page,
        "row": row,
        "column": column,
        "counts": quotes.counts(scope, source_ids, code_ids),
        "direction": direction,
        "may_write": scope.may(WRITE),
    }
    return render(request, "evidence/quotes.html", context)


def _asked(request: HttpRequest) -> tuple[str, str]:
    rows = request.GET.get("rows", "")
    columns = request.GET.get("columns", "")
    return (
        rows if rows in matrix.Rows.values else matrix.Rows.ORGANIZATION.value,
        columns if columns in matrix.Columns.values else matrix.Columns.DYNAMIC.value,
    )


def _csv(name: str, columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> HttpResponse:
    return HttpResponse(
        write_table(columns, rows),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
