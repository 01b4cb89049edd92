"""Reflection: prepared, asked in private, shown by organization, and what comes of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from thirdspace.access import audit, clock, links
from thirdspace.access.actions import action
from thirdspace.access.routes import nothing_here
from thirdspace.access.scope import Scope
from thirdspace.access.words import said, said_or_not
from thirdspace.meetings import blind, prompts, showing
from thirdspace.meetings.actions import carrying
from thirdspace.meetings.actions.checked import whole
from thirdspace.meetings.letters.reflection import TASK, send_questions
from thirdspace.meetings.levels import unseen
from thirdspace.meetings.models import (
    Attendance,
    MeetingState,
    Reflection,
    ReflectionAnswer,
    ReflectionState,
)
from thirdspace.meetings.permissions import REFLECT, RUN
from thirdspace.partnership.models import Organization
from thirdspace.problems import InputProblem, NotAllowed

MOST_WORDS = 2000


@action(RUN)
def prepare(
    scope: Scope, *, meeting_id: int, questions: Sequence[str], three_is_enough: bool = False
) -> Reflection:
    """Choose the questions of a reflection, and how small a group may be shown alone.

    Parameters
    ----------
    questions : sequence of str
        Three keys of :data:`thirdspace.meetings.prompts.LIBRARY`, or questions of one's own.
    three_is_enough : bool
        All who attend agreed that groups of three may be shown; only before it opens.

    Raises
    ------
    InputProblem
        It opened already, or these are not three questions.
    """
    reflection = found(scope, meeting_id)
    refuse_unless(reflection, ReflectionState.PLANNED)
    if reflection.opened_at:
        raise InputProblem(
            _("This reflection was opened before."),
            _("Answers were given to its questions, under its rule."),
            _("Choose other questions for the next meeting."),
        )
    reflection.prompts = _three(questions)
    reflection.three_is_enough = three_is_enough
    reflection.save(update_fields=["prompts", "three_is_enough"])
    told = {"prompts": reflection.prompts, "three_is_enough": three_is_enough}
    record(scope, "meetings.prepare_reflection", reflection, told)
    return reflection


@action(RUN)
def open_reflection(scope: Scope, *, meeting_id: int) -> Reflection:
    """Let answers come in.

    Raises
    ------
    InputProblem
        It was held or skipped, or the meeting was called off.
    """
    reflection = found(scope, meeting_id)
    refuse_unless(reflection, ReflectionState.PLANNED)
    reflection.prompts = reflection.prompts or list(next_questions(scope, reflection))
    reflection.state = ReflectionState.OPEN
    reflection.opened_at = clock.now()
    reflection.save(update_fields=["prompts", "state", "opened_at"])
    record(scope, "meetings.open_reflection", reflection)
    return reflection


@action(RUN)
def send(scope: Scope, *, meeting_id: int) -> int:
    """Send everybody who attends a link to the questions; return how many letters it took.

    Raises
    ------
    InputProblem
        It was held or skipped.
    """
    reflection = found(scope, meeting_id)
    if reflection.state == ReflectionState.PLANNED:
        reflection = open_reflection(scope, meeting_id=meeting_id)
    refuse_unless(reflection, ReflectionState.OPEN)
    letters = send_questions(scope, reflection)
    record(scope, "meetings.send_reflection", reflection, {"letters": letters})
    return letters


@action(REFLECT)
def answer(
    scope: Scope,
    *,
    meeting_id: int,
    texts: Sequence[str] = (),
    our_view: int | None = None,
    their_view: int | None = None,
) -> ReflectionAnswer:
    """Answer in private, or change one's answer; nobody else ever reads it with its name.

    Parameters
    ----------
    texts : sequence of str
        One for each question; any may be empty.
    our_view, their_view : int, optional
        1 to 5: how well we worked together, and what the other side will say.

    Raises
    ------
    InputProblem
        It isn't open, says nothing, or is off the scale.
    NotAllowed
        The person is not on the meeting's list.
    """
    reflection = found(scope, meeting_id)
    refuse_unless(reflection, ReflectionState.OPEN)
    fields: dict[str, Any] = {
        "organization_id": _attending(scope, reflection).organization_id,
        "texts": [said_or_not(text, most=MOST_WORDS, field="texts") for text in texts],
        "our_view": _on_scale(our_view, "our_view"),
        "their_view": _on_scale(their_view, "their_view"),
        "at": clock.now(),
    }
    _refuse_empty(fields)
    mine = ReflectionAnswer.objects.within(scope).filter(reflection=reflection)
    if not mine.update(**fields):
        ReflectionAnswer.objects.add(
            scope, reflection=reflection, person_id=scope.person_id, **fields
        )
    # Neither who answered nor what: only counts by organization may be known.
    audit.record(scope, "meetings.answer_reflection", reflection, within=unseen())
    return mine.get()


@action(RUN)
def show(scope: Scope, *, meeting_id: int) -> Reflection:
    """Show the answers by organization, and freeze what was shown; no answer changes after it.

    Raises
    ------
    InputProblem
        It isn't open.
    """
    reflection = found(scope, meeting_id)
    refuse_unless(reflection, ReflectionState.OPEN)
    answers = blind.given(scope, reflection)
    reflection.shown = showing.freeze(
        answers,
        _asked(scope, reflection, {each.organization_id for each in answers}),
        prompts=len(reflection.prompts),
        three_is_enough=reflection.three_is_enough,
        seed=reflection.pk,
    )
    close(scope, reflection, ReflectionState.SHOWN, "shown")
    record(scope, "meetings.show_reflection", reflection, {"answers": len(answers)})
    return reflection


@action(RUN)
def skip(scope: Scope, *, meeting_id: int, why: str) -> Reflection:
    """Leave a reflection out, with the reason that will stand beside it.

    Raises
    ------
    InputProblem
        There is no reason, or it was held already.
    """
    reflection = found(scope, meeting_id)
    refuse_unless(reflection, ReflectionState.PLANNED, ReflectionState.OPEN)
    reflection.skipped_why = said(why, most=300, field="why")
    close(scope, reflection, ReflectionState.SKIPPED, "skipped_why")
    record(scope, "meetings.skip_reflection", reflection, {"why": reflection.skipped_why})
    return reflection


def found(scope: Scope, meeting_id: int) -> Reflection:
    """Return the reflection of a meeting, held still for the rest of the transaction.

    Raises
    ------
    NotThere
        No such meeting, not the scope's to see, or it has no reflection.
    """
    audit.one_at_a_time(scope.partnership_id)
    reflections = Reflection.objects.within(scope).select_related("meeting")
    reflection = reflections.filter(meeting_id=meeting_id).first()
    if reflection is None:
        raise nothing_here()
    return reflection


def next_questions(scope: Scope, reflection: Reflection) -> tuple[str, ...]:
    """Return the questions whose turn it is: those asked longest ago."""
    earlier = Reflection.objects.within(scope).exclude(pk=reflection.pk)
    asked = earlier.exclude(state=ReflectionState.SKIPPED).order_by("meeting__starts_at", "id")
    return prompts.rotation(asked.values_list("prompts", flat=True))


def close(scope: Scope, reflection: Reflection, state: str, *fields: str) -> None:
    """Store a last state; links that are still open no longer open anything."""
    reflection.state = state
    if state == ReflectionState.SHOWN:
        reflection.shown_at = clock.now()
    reflection.save(update_fields=["state", "shown_at", *fields])
    links.void(scope, reflection, TASK)
    if reflection.meeting.state == MeetingState.CLOSED:
        carrying.settle_reflection(scope, reflection.meeting)


def record(
    scope: Scope, verb: str, reflection: Reflection, after: dict[str, Any] | None = None
) -> None:
    """Write an act on a reflection into the trail, seen by whoever sees the meeting."""
    meeting = reflection.meeting
    audit.record(scope, verb, reflection, label=meeting.title, after=after, within=meeting)


def refuse_unless(reflection: Reflection, *states: str) -> None:
    """Refuse what can't be done to a reflection as it stands.

    Raises
    ------
    InputProblem
        It stands elsewhere, or the meeting was called off.
    """
    if reflection.called_off:
        raise InputProblem(
            _("This meeting was called off."),
            _("Nobody has worked together in it."),
            _("Reflect at the next meeting."),
        )
    if reflection.state not in states:
        raise InputProblem(
            _("This reflection can't be changed that way now."),
            _("It stands at “%(state)s”.") % {"state": reflection.get_state_display()},
            _("Open its page to see what can be done."),
        )


def _three(questions: Sequence[str]) -> list[str]:
    asked = [said(question, most=200, field="questions") for question in questions]
    if len(set(asked)) != prompts.SET or len(asked) != prompts.SET:
        raise InputProblem(
            _("These are %(n)d different questions.") % {"n": len(set(asked))},
            _("Eight minutes are enough for three."),
            _("Choose three."),
            field="questions",
        )
    return asked


def _attending(scope: Scope, reflection: Reflection) -> Attendance:
    attending = Attendance.objects.within(scope).filter(
        meeting=reflection.meeting, person_id=scope.person_id or 0
    )
    mine = attending.first()
    if mine is None:
        raise NotAllowed(
            _("You are not on the list of this meeting."),
            _("The questions go to those who take part in it."),
            _("Ask whoever runs the meeting to add you."),
        )
    return mine


def _asked(scope: Scope, reflection: Reflection, answered: set[int]) -> dict[int, Organization]:
    attending = Attendance.objects.within(scope).filter(
        meeting=reflection.meeting, person__isnull=False
    )
    ids = answered | set(attending.values_list("organization_id", flat=True))
    return {each.pk: each for each in Organization.objects.within(scope).filter(pk__in=ids)}


def _on_scale(view: int | None, field: str) -> int | None:
    return None if view is None else whole(view, 1, showing.POINTS, field=field)


def _refuse_empty(fields: dict[str, Any]) -> None:
    # Empty answers would make a small group look large enough to be shown.
    if not any(fields["texts"]) and fields["our_view"] is None and fields["their_view"] is None:
        raise InputProblem(
            _("There is nothing in your answer."),
            _("Each part may stay empty, but not all of them."),
            _("Write a line or choose a number; or close the page and say it aloud."),
        )
