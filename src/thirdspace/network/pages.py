"""Views: the networks one may read in, and the matrix of one."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from thirdspace.formats.csv_table import write_table
from thirdspace.network import entrance, reads
from thirdspace.network.entrance import NetworkScope


def index(request: HttpRequest) -> HttpResponse:
    """List the networks the person may read in."""
    found = entrance.networks_of(request.user.pk or 0)
    return render(request, "network/index.html", {"networks": found})


def network(request: HttpRequest, scope: NetworkScope) -> HttpResponse:
    """Show the cross-case matrix of one network."""
    by = request.GET.get("by", "")
    by = by if by in reads.COLUMNS else "dynamic"
    shown = {
        "scope": scope,
        "matrix": reads.network_matrix(scope, by),
        "choices": reads.COLUMNS.items(),
    }
    return render(request, "network/network.html", shown)


def matrix_csv(request: HttpRequest, scope: NetworkScope) -> HttpResponse:
    """Give the counts behind the matrix as a table."""
    body = write_table(("case", "code", "direction", "n"), reads.released_counts(scope))
    name = f'attachment; filename="{scope.network_key}.csv"'
    return HttpResponse(
        body, content_type="text/csv; charset=utf-8", headers={"Content-Disposition": name}
    )
