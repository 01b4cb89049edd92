"""The codebook: codes as they stand, what was counted under each, and its versions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from thirdspace.access.routes import nothing_here
from thirdspace.access.scope import Scope
from thirdspace.evidence.models import Code, CodebookVersion
from thirdspace.evidence.reads import matrix
from thirdspace.partnership.dynamics import Direction, Dynamic


@dataclass(frozen=True, slots=True)
class CodeLine:
    """A code of the tree; `depth` is 0 for one that stands below no other."""

    id: int
    name: str
    definition: str
    dynamic: str
    parent: str
    depth: int
    eroding: int
    strengthening: int
    undirected: int

    @property
    def all(self) -> int:
        """Return how many passages carry the code."""
        return self.eroding + self.strengthening + self.undirected


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version of the codebook."""

    number: int
    made_at: datetime
    person: str
    codes: int


def tree(scope: Scope, counts: Mapping[tuple[int, str], int] | None = None) -> tuple[CodeLine, ...]:
    """Return all codes, each followed by those below it.

    Parameters
    ----------
    counts : mapping, optional
        Passages by code and direction; all that the scope sees when left out.
    """
    codes = list(Code.objects.within(scope).order_by("position", "name"))
    below: dict[int | None, list[Code]] = {}
    for code in codes:
        below.setdefault(code.parent_id, []).append(code)
    names = {code.pk: code.name for code in codes}
    if counts is None:
        counts = matrix.by_code(matrix.tallied(scope))
    lines: list[CodeLine] = []
    waiting = [(code, 0) for code in reversed(below.get(None, []))]
    while waiting:
        code, depth = waiting.pop()
        lines.append(_line(code, depth, names, counts))
        waiting.extend((child, depth + 1) for child in reversed(below.get(code.pk, [])))
    return tuple(lines)


def one(scope: Scope, code_id: int) -> dict[str, Any] | None:
    """Return what a code says now, as the form wants it; None when there is none."""
    fields = ("name", "definition", "dynamic", "parent")
    found: dict[str, Any] | None = (
        Code.objects.within(scope).filter(pk=code_id).values(*fields).first()
    )
    return found


def versions(scope: Scope) -> Sequence[VersionLine]:
    """Return all versions of the codebook, newest first."""
    rows = CodebookVersion.objects.within(scope).select_related("person").order_by("-number")
    return [
        VersionLine(row.number, row.made_at, str(row.person or ""), len(row.codes)) for row in rows
    ]


def version(scope: Scope, number: int) -> Sequence[Mapping[str, Any]]:
    """Return the codes of one version, as they stood.

    Raises
    ------
    NotThere
        There is no such version.
    """
    row = CodebookVersion.objects.within(scope).filter(number=number).first()
    if row is None:
        raise nothing_here()
    return [{**code, "dynamic": dynamic_label(code["dynamic"])} for code in row.codes]


def dynamic_label(value: str) -> str:
    """Return how a dynamic reads on screen; nothing for none."""
    return str(Dynamic(value).label) if value else ""


def _line(
    code: Code, depth: int, names: Mapping[int, str], counts: Mapping[tuple[int, str], int]
) -> CodeLine:
    return CodeLine(
        id=code.pk,
        name=code.name,
        definition=code.definition,
        dynamic=dynamic_label(code.dynamic),
        parent=names[code.parent_id] if code.parent_id else "",
        depth=depth,
        eroding=counts.get((code.pk, Direction.ERODING), 0),
        strengthening=counts.get((code.pk, Direction.STRENGTHENING), 0),
        undirected=counts.get((code.pk, ""), 0),
    )
