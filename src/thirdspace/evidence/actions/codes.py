"""Writes about the codebook: every change of a code makes a new version of the whole."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from thirdspace.access import audit, clock
from thirdspace.access.actions import action
from thirdspace.access.routes import nothing_here
from thirdspace.access.scope import Scope
from thirdspace.evidence.models import Code, CodebookVersion
from thirdspace.evidence.permissions import WRITE
from thirdspace.partnership.dynamics import dynamic_named
from thirdspace.problems import InputProblem


@action(WRITE)
def add_code(
    scope: Scope,
    *,
    name: str,
    definition: str = "",
    dynamic: str | None = None,
    parent_id: int | None = None,
) -> Code:
    """Add a code; its dynamic is the one its name stands for, unless it is given.

    Raises
    ------
    InputProblem
        There is a code of that name.
    """
    audit.one_at_a_time(scope.partnership_id)
    codes = Code.objects.within(scope)
    _refuse_taken(codes.filter(name=name).exists(), name)
    last = codes.aggregate(last=Max("position"))["last"]
    code = Code.objects.add(
        scope,
        name=name,
        definition=definition,
        dynamic=dynamic_named(name) if dynamic is None else dynamic,
        parent=_code(scope, parent_id),
        position=0 if last is None else last + 1,
    )
    current_codebook(scope)
    audit.record(scope, "evidence.add_code", code, label=name, after=facts(code))
    return code


@action(WRITE)
def change_code(
    scope: Scope, *, code_id: int, name: str, definition: str, dynamic: str, parent_id: int | None
) -> Code:
    """Change a code; passages keep it, and the codebook they were coded with stays readable.

    Raises
    ------
    InputProblem
        The name is taken, or the code would stand below itself.
    """
    audit.one_at_a_time(scope.partnership_id)
    code = _code(scope, code_id)
    if code is None:
        raise nothing_here()
    taken = Code.objects.within(scope).filter(name=name).exclude(pk=code_id).exists()
    _refuse_taken(taken, name)
    before = facts(code)
    code.name, code.definition, code.dynamic = name, definition, dynamic
    code.parent = _code(scope, parent_id)
    _refuse_circle(scope, code)
    if facts(code) != before:
        code.save(update_fields=["name", "definition", "dynamic", "parent"])
        current_codebook(scope)
        audit.record(
            scope, "evidence.change_code", code, label=name, before=before, after=facts(code)
        )
    return code


def facts(code: Code) -> dict[str, str]:
    """Return what a codebook says of a code, whose parent is loaded."""
    return {
        "name": code.name,
        "definition": code.definition,
        "dynamic": code.dynamic,
        "parent": code.parent.name if code.parent else "",
    }


def current_codebook(scope: Scope) -> CodebookVersion:
    """Return the codebook as it stands now, as a new version when something changed."""
    audit.one_at_a_time(scope.partnership_id)
    codes = Code.objects.within(scope).select_related("parent").order_by("position", "name")
    content: list[dict[str, Any]] = [facts(code) for code in codes]
    newest = CodebookVersion.objects.within(scope).order_by("-number").first()
    if newest is not None and newest.codes == content:
        return newest
    return CodebookVersion.objects.add(
        scope,
        number=newest.number + 1 if newest else 1,
        codes=content,
        made_at=clock.now(),
        person_id=scope.person_id,
    )


def below(parents: Iterable[tuple[int, int | None]], code_id: int) -> set[int]:
    """Return the ids of a code and all codes under it, from pairs of code and parent."""
    children: dict[int | None, list[int]] = {}
    for child, parent in parents:
        children.setdefault(parent, []).append(child)
    found, waiting = set(), [code_id]
    while waiting:
        code = waiting.pop()
        found.add(code)
        waiting.extend(child for child in children.get(code, ()) if child not in found)
    return found


def _code(scope: Scope, code_id: int | None) -> Code | None:
    if code_id is None:
        return None
    code = Code.objects.within(scope).select_related("parent").filter(pk=code_id).first()
    if code is None:
        raise nothing_here()
    return code


def _refuse_taken(taken: bool, name: str) -> None:
    if taken:
        raise InputProblem(
            _("There is a code “%(name)s” already.") % {"name": name},
            _("Each code has a name of its own."),
            _("Use that code, or choose another name."),
            field="name",
        )


def _refuse_circle(scope: Scope, code: Code) -> None:
    pairs = Code.objects.within(scope).values_list("pk", "parent_id")
    if code.parent_id in below(pairs, code.pk):
        raise InputProblem(
            _("A code can't stand below itself."),
            _("The code above it is the same code or one below it."),
            _("Choose another code above it, or none."),
            field="parent",
        )
