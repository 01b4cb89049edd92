"""What stands in a report, read through the eyes of its reader."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from thirdspace.access import clock
from thirdspace.access.scope import Audience, Scope
from thirdspace.home.reads.dynamics import Dynamics, five_dynamics
from thirdspace.home.reads.standing import Standing, standing
from thirdspace.home.report.statements import Statement, statements_of
from thirdspace.home.report.together import Together, together


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart that is evidence, drawn once however many claims rest on it."""

    anchor: str
    title: str
    source: str
    svg: str


@dataclass(frozen=True, slots=True)
class Contents:
    """One report."""

    reader: str
    made_at: datetime
    standing: Standing
    dynamics: Dynamics
    statements: Sequence[Statement]
    drawings: Sequence[Drawing]
    records: int
    not_released: int
    together: Together | None


def contents(scope: Scope) -> Contents:
    """Return what a report holds for the reader of a scope."""
    now = standing(scope)
    statements = statements_of(scope)
    return Contents(
        reader=_reader(scope.audience),
        made_at=clock.now(),
        standing=now,
        dynamics=five_dynamics(scope, now.started),
        statements=statements,
        drawings=_drawings(statements),
        records=sum(len(each.pieces) + each.not_released for each in statements),
        not_released=sum(each.not_released for each in statements),
        together=together(scope),
    )


def _reader(audience: Audience) -> str:
    return {
        Audience.PARTNERSHIP: _("people inside the partnership"),
        Audience.FUNDER: _("the funder"),
        Audience.PUBLIC: _("the public"),
    }[audience]


def _drawings(statements: Iterable[Statement]) -> list[Drawing]:
    drawn = {
        piece.chart: Drawing(piece.chart, piece.words, piece.source_label, piece.figure)
        for statement in statements
        for piece in statement.pieces
        if piece.chart
    }
    return list(drawn.values())
