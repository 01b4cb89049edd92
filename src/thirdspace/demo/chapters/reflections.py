"""Reflections: private answers, shown by organization, one thing to try; or skipped."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

from thirdspace.demo.chapters.outcomes import Place
from thirdspace.demo.chronicle import Act, Told
from thirdspace.demo.story.meetings.records import Private, Reflected
from thirdspace.meetings.actions.reflection import (
    answer,
    next_questions,
    open_reflection,
    prepare,
    show,
    skip,
)
from thirdspace.meetings.actions.reflection_outcome import check_trial, outcome
from thirdspace.meetings.models import Meeting, Reflection, Trial, TrialState

#: A moment between two acts in the room.
_MOMENT = timedelta(seconds=10)


def acts(place: Place, reflected: Reflected) -> Iterator[Act]:
    """Give the acts of one reflection, from when its item begins."""
    if reflected.skipped:
        yield Act(place.begins, partial(_skip, place, reflected))
        return
    if reflected.answers:
        yield Act(place.begins + _MOMENT, partial(_open, place, reflected))
        for nth, private in enumerate(reflected.answers, 2):
            yield Act(place.begins + nth * _MOMENT, partial(_answer, place, private))
        yield Act(place.begins + timedelta(minutes=3), partial(_show, place))
    end = place.begins + timedelta(minutes=place.item.minutes)
    if any(reflected.last_trial):
        yield Act(end - 3 * _MOMENT, partial(_check, place, reflected))
    yield Act(end - _MOMENT, partial(_leave, place, reflected))


def _skip(place: Place, reflected: Reflected, told: Told) -> None:
    meeting_id = told.meetings[place.meeting.key]
    skip(told.scope(place.run_by), meeting_id=meeting_id, why=reflected.skipped)


def _open(place: Place, reflected: Reflected, told: Told) -> None:
    scope, meeting_id = told.scope(place.run_by), told.meetings[place.meeting.key]
    if reflected.three_is_enough:
        planned = Reflection.objects.within(scope).get(meeting=meeting_id)
        questions = next_questions(scope, planned)
        prepare(scope, meeting_id=meeting_id, questions=questions, three_is_enough=True)
    open_reflection(scope, meeting_id=meeting_id)


def _answer(place: Place, private: Private, told: Told) -> None:
    answer(
        told.scope(private.by),
        meeting_id=told.meetings[place.meeting.key],
        texts=private.texts,
        our_view=private.our_view,
        their_view=private.their_view,
    )


def _show(place: Place, told: Told) -> None:
    show(told.scope(place.run_by), meeting_id=told.meetings[place.meeting.key])


def _check(place: Place, reflected: Reflected, told: Told) -> None:
    scope = told.scope(place.run_by)
    state, line = reflected.last_trial
    series = Meeting.objects.within(scope).get(pk=told.meetings[place.meeting.key]).series_id
    tried = Trial.objects.within(scope).filter(state=TrialState.OPEN)
    trial = tried.get(meeting__series=series)
    check_trial(scope, trial_id=trial.pk, state=state, line=line)


def _leave(place: Place, reflected: Reflected, told: Told) -> None:
    outcome(
        told.scope(place.run_by),
        meeting_id=told.meetings[place.meeting.key],
        asset=reflected.asset,
        trial=reflected.trial,
        due=reflected.until,
        minutes=place.item.minutes,
        spoken_only=reflected.spoken_only,
    )
