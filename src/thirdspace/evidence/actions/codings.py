"""Writes about passages: code one, take one's own coding back."""

from __future__ import annotations

from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from thirdspace.access import audit, clock
from thirdspace.access.actions import action
from thirdspace.access.routes import nothing_here
from thirdspace.access.scope import Scope
from thirdspace.evidence import consent
from thirdspace.evidence.actions.codes import current_codebook
from thirdspace.evidence.models import Code, Coding, Source, TextVersion
from thirdspace.evidence.permissions import WRITE
from thirdspace.partnership.models import Person
from thirdspace.problems import InputProblem, NotAllowed


@action(WRITE)
def code_passage(
    scope: Scope,
    *,
    version_id: int,
    start: int,
    end: int,
    code_id: int,
    direction: str = "",
    note: str = "",
) -> Coding:
    """Code a passage of a text.

    Parameters
    ----------
    start, end : int
        Code points of the text, the end exclusive.

    Raises
    ------
    NotAllowed
        The whole text is not open to the scope.
    InputProblem
        The passage lies outside the text, or this person coded it so already.
    """
    audit.one_at_a_time(scope.partnership_id)
    version = _open_version(scope, version_id)
    code = Code.objects.within(scope).filter(pk=code_id).first()
    if code is None:
        raise nothing_here()
    if not 0 <= start < end <= len(version.text):
        raise InputProblem(
            _("The passage lies outside the text."),
            _("It must begin before it ends, and end where the text does at the latest."),
            _("Mark the words again."),
            field="words",
        )
    place = {"version": version, "start": start, "end": end, "code": code, "direction": direction}
    coder = _coder(scope)
    if Coding.objects.within(scope).filter(**place, coder=coder["coder"]).exists():
        raise InputProblem(
            _("You coded this passage so already."),
            _("The same words, code and direction count once for each coder."),
            _("Choose another code, or go back to the text."),
            field="code",
        )
    coding = Coding.objects.add(
        scope,
        source=version.source,
        **place,
        **coder,
        codebook=current_codebook(scope),
        note=note,
        coded_at=clock.now(),
    )
    _count(scope, version.source_id, 1)
    audit.record(scope, "evidence.code_passage", coding, label=code.name, within=version.source)
    return coding


@action(WRITE)
def withdraw_coding(scope: Scope, *, coding_id: int) -> Source:
    """Take back a coding of one's own; the trail keeps what it said.

    Raises
    ------
    NotAllowed
        Somebody else made it.
    """
    found = Coding.objects.within(scope).select_related("source__organization", "code")
    coding = found.filter(pk=coding_id).first()
    if coding is None:
        raise nothing_here()
    if scope.person_id is None or coding.person_id != scope.person_id:
        raise NotAllowed(
            _("You can't take back this coding."),
            _("Somebody else made it."),
            _("Code the passage your way beside it, and talk about the difference."),
        )
    audit.record(
        scope, "evidence.withdraw_coding", coding, label=coding.code.name, before=_facts(coding),
        within=coding.source,
    )  # fmt: skip
    source = coding.source
    coding.delete()
    _count(scope, source.pk, -1)
    return source


def _open_version(scope: Scope, version_id: int) -> TextVersion:
    found = TextVersion.objects.within(scope).select_related("source__organization")
    version = found.filter(pk=version_id).first()
    if version is None:
        raise nothing_here()
    if closed := consent.why_closed(scope, version.source):
        raise NotAllowed(
            _("You can't code this source."), closed, _("Ask a researcher to code it.")
        )
    return version


def _coder(scope: Scope) -> dict[str, Any]:
    people = Person.objects.within(scope)
    person = people.filter(pk=scope.person_id).first() if scope.person_id else None
    if person is None:
        raise NotAllowed(
            _("A passage is coded by a person."),
            _("This machine itself holds no seat in the partnership."),
            _("Sign in, or import the codings of a study with a folder."),
        )
    return {"coder_kind": Coding.CoderKind.PERSON, "coder": person.email, "person": person}


def _count(scope: Scope, source_id: int, change: int) -> None:
    Source.objects.within(scope).filter(pk=source_id).update(codings=F("codings") + change)


def _facts(coding: Coding) -> dict[str, Any]:
    kept = ("version_id", "start", "end", "direction", "coder", "codebook_id", "note", "coded_at")
    return {"code": coding.code.name, **{name: getattr(coding, name) for name in kept}}
