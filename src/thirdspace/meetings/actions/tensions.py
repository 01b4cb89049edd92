"""Tensions: surfaced at one of three levels, opened further, talked about."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from thirdspace.access import audit, clock, search
from thirdspace.access.actions import action
from thirdspace.access.models import Visible, naming
from thirdspace.access.routes import nothing_here
from thirdspace.access.scope import Scope
from thirdspace.access.words import said, said_or_not
from thirdspace.meetings.actions.checked import one_of
from thirdspace.meetings.actions.outcomes import source_of
from thirdspace.meetings.levels import WIDER, Level, fields_of, level_of, may_open, unseen
from thirdspace.meetings.models import Tension, TensionState
from thirdspace.meetings.permissions import NOTE
from thirdspace.partnership.models import Organization
from thirdspace.problems import InputProblem, NotAllowed


@action(NOTE)
def surface(
    scope: Scope,
    *,
    text: str,
    level: str,
    between_ids: Iterable[int] = (),
    meeting_id: int | None = None,
    item_id: int | None = None,
    line_id: int | None = None,
) -> Tension:
    """Write down something that pulls in two directions.

    Parameters
    ----------
    level : str
        ``private``, ``own`` or ``shared``; see :class:`~thirdspace.meetings.levels.Level`.
    between_ids : iterable of int
        The organizations it is between, where that is clear.

    Raises
    ------
    InputProblem
        No words, no such level, or nobody's: a private one needs its writer.
    NotThere
        The meeting, item, line or an organization is not the scope's to see.
    """
    words = said(text, most=500, field="text")
    chosen = Level(one_of(level, Level.values, field="level"))
    _refuse_nobodys(scope, chosen)
    audit.one_at_a_time(scope.partnership_id)
    source = source_of(scope, meeting_id, item_id, line_id)
    tension = Tension.objects.add(
        scope,
        number=(Tension.objects.highest(scope, "number") or 0) + 1,
        text=words,
        surfaced_by_id=scope.person_id,
        between=naming(_organizations(scope, between_ids)),
        opened_at=clock.now(),
        **{**source.fields(), **fields_of(chosen, source.meeting)},
    )
    _record(scope, "meetings.surface_tension", tension, after={"level": chosen})
    return tension


@action(NOTE)
def change_level(scope: Scope, *, number: int, level: str) -> Tension:
    """Let more people see a tension; its writer may, and for their own side a coordinator.

    Raises
    ------
    InputProblem
        It would be seen by fewer than before.
    NotAllowed
        It is another person's to open.
    """
    tension = found(scope, number)
    before = level_of(tension)
    after = Level(one_of(level, Level.values, field="level"))
    _refuse_closing(before, after)
    _refuse_stranger(scope, tension)
    for field, value in fields_of(after, tension.meeting).items():
        setattr(tension, field, value)
    tension.save(update_fields=["private", "visibility", "named"])
    _record(
        scope, "meetings.open_tension", tension, before={"level": before}, after={"level": after}
    )
    return tension


@action(NOTE)
def talk_about(scope: Scope, *, number: int, state: str, what_changed: str = "") -> Tension:
    """Say where a tension stands now, and what changed; staying open is no failure.

    Raises
    ------
    InputProblem
        No such state, or it is settled and nobody says what changed.
    """
    tension = found(scope, number)
    before = tension.state
    tension.state = one_of(state, TensionState.values, field="state")
    tension.what_changed = _what_changed(state, what_changed)
    tension.settled_at = clock.now() if state == TensionState.SETTLED else None
    tension.save(update_fields=["state", "what_changed", "settled_at"])
    _record(
        scope, f"meetings.tension_{state}", tension,
        before={"state": before}, after={"state": state, "changed": tension.what_changed},
    )  # fmt: skip
    return tension


def found(scope: Scope, number: int) -> Tension:
    """Return the tension of that number, held still for the rest of the transaction.

    Raises
    ------
    NotThere
        No such tension, or not the scope's to see.
    """
    audit.one_at_a_time(scope.partnership_id)
    seen = Tension.objects.within(scope).select_related("meeting").filter(number=number).first()
    if seen is None:
        raise nothing_here()
    return seen


def _record(
    scope: Scope,
    verb: str,
    tension: Tension,
    *,
    after: dict[str, Any],
    before: dict[str, Any] | None = None,
) -> None:
    """Keep the act, and make the tension findable; of a private one, neither tells a word."""
    holder: Visible = unseen() if tension.private else tension
    told = {} if tension.private else {"before": before, "after": after}
    label = "" if tension.private else f"{tension.short} {tension.text}"
    audit.record(scope, verb, tension, label=label, within=holder, **told)
    if not tension.private:
        search.put(scope, [found_by(scope, tension)])


def found_by(scope: Scope, tension: Tension) -> dict[str, Any]:
    """Return how a tension that is not private is found by words."""
    return search.entry(
        tension,
        kind="tension",
        record_id=tension.pk,
        title=f"{tension.short} {tension.text}",
        body=tension.what_changed,
        url=reverse("meetings:tension", args=[scope.partnership_key, tension.number]),
        at=tension.opened_at,
    )


def _organizations(scope: Scope, ids: Iterable[int]) -> list[int]:
    wanted = set(ids)
    known = Organization.objects.within(scope).filter(pk__in=wanted).values_list("pk", flat=True)
    if len(known) < len(wanted):
        raise nothing_here()
    return list(known)


def _what_changed(state: str, words: str) -> str:
    trimmed = said_or_not(words, most=500, field="what_changed")
    if state == TensionState.SETTLED and not trimmed:
        raise InputProblem(
            _("It doesn't say what changed."),
            _("Who comes later must see how it was settled."),
            _("Write one sentence."),
            field="what_changed",
        )
    return trimmed


def _refuse_nobodys(scope: Scope, level: Level) -> None:
    nobody = {Level.PRIVATE: scope.person_id, Level.OWN: scope.organization_id}
    if level in nobody and not nobody[level]:
        raise InputProblem(
            _("Nobody could read this."),
            _("A private tension belongs to a person, an own-side one to an organization."),
            _("Share it, or act for a person and an organization."),
            field="level",
        )


def _refuse_closing(before: Level, after: Level) -> None:
    if WIDER.index(after) <= WIDER.index(before):
        raise InputProblem(
            _("A tension can't be seen by fewer people than before."),
            _("Who has read it can't un-read it, and the trail would say otherwise."),
            _("Say in “what changed” that it is settled, or that it was a mistake."),
            field="level",
        )


def _refuse_stranger(scope: Scope, tension: Tension) -> None:
    if not may_open(scope, tension):
        raise NotAllowed(
            _("You can't share this tension."),
            _("Its writer decides who sees it, or a coordinator of the same organization."),
            _("Ask one of them."),
        )
