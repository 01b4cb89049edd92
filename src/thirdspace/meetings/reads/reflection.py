"""The reflection of one meeting: where it stands, who has finished, what was shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from thirdspace.access import dates
from thirdspace.access.routes import nothing_here
from thirdspace.access.scope import Scope
from thirdspace.meetings import blind, prompts
from thirdspace.meetings.actions.reflection import next_questions
from thirdspace.meetings.actions.reflection_outcome import to_check
from thirdspace.meetings.models import (
    AgendaItem,
    Attendance,
    ItemKind,
    Meeting,
    Reflection,
    ReflectionAnswer,
    ReflectionState,
    Trial,
)
from thirdspace.meetings.permissions import NOTE, REFLECT, RUN
from thirdspace.meetings.reads import tensions
from thirdspace.meetings.sitting import listed
from thirdspace.meetings.when import day_of
from thirdspace.methods.protect import SMALLEST_GROUP, SMALLEST_GROUP_AGREED


@dataclass(frozen=True, slots=True)
class Finished:
    """How many of an organization have answered, of those on the list; never who."""

    name: str
    side: str
    finished: int
    listed: int


@dataclass(frozen=True, slots=True)
class Box:
    """A reflection as the page of its meeting shows it."""

    meeting_id: int
    state: str  # as stored, or "canceled" with its meeting
    state_label: str
    minutes: int
    item: int | None  # its place on the agenda
    questions: tuple[str, ...]
    k: int
    counts: tuple[Finished, ...]
    answered: bool  # by the reader
    may_answer: bool
    may_run: bool
    may_note: bool
    history: str
    skipped_why: str
    outcome_written: bool

    @property
    def finished(self) -> int:
        """Return how many have answered."""
        return sum(each.finished for each in self.counts)


@dataclass(frozen=True, slots=True)
class Spread:
    """Answers on the scale; no mean where too few gave one."""

    n: int
    mean: float | None
    sd: float | None


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """Organizations whose answers are shown together."""

    organizations: tuple[tensions.Between, ...]
    n: int
    our_view: Spread
    their_view: Spread
    texts: tuple[tuple[str, tuple[str, ...]], ...]  # question, what was written to it


@dataclass(frozen=True, slots=True)
class Accuracy:
    """How well one organization knows another's answer."""

    guessing: tensions.Between
    about: tensions.Between
    sentence: str


@dataclass(frozen=True, slots=True)
class Shown:
    """What was shown, as it was frozen."""

    k: int
    total: int
    withheld: int
    groups: tuple[ShownGroup, ...]
    without_answers: tuple[tensions.Between, ...]
    accuracies: tuple[Accuracy, ...]


@dataclass(frozen=True, slots=True)
class TrialRow:
    """An agreement to try."""

    id: int
    text: str
    due: date
    state: str
    state_label: str
    line: str
    meeting_id: int | None
    meeting_title: str


@dataclass(frozen=True, slots=True)
class ReflectionPage:
    """One reflection with all that came of it."""

    meeting: Meeting
    box: Box
    shown: Shown | None
    tensions: Sequence[tensions.TensionRow]
    asset: str
    spoken_only: bool
    trials: Sequence[TrialRow]
    to_check: Sequence[TrialRow]


def reflection_of(scope: Scope, meeting: Meeting) -> Reflection:
    """Return the reflection of a meeting.

    Raises
    ------
    NotThere
        It has none.
    """
    found = _reflection(scope, meeting)
    if found is None:
        raise nothing_here()
    return found


def box(scope: Scope, meeting: Meeting) -> Box | None:
    """Return how the reflection of a meeting stands, or None if it has none."""
    found = _reflection(scope, meeting)
    return _box(scope, found) if found else None


def page(scope: Scope, meeting: Meeting) -> ReflectionPage:
    """Return the reflection of a meeting and what came of it.

    Raises
    ------
    NotThere
        The meeting has none.
    """
    found = reflection_of(scope, meeting)
    tried = Trial.objects.within(scope).filter(meeting=meeting).order_by("id")
    return ReflectionPage(
        meeting=meeting,
        box=_box(scope, found),
        shown=_shown(found) if found.shown else None,
        tensions=tensions.of_meeting(scope, meeting),
        asset=found.asset,
        spoken_only=found.spoken_only,
        trials=[trial_row(each) for each in tried.select_related("meeting")],
        to_check=[trial_row(each) for each in to_check(scope, found).select_related("meeting")],
    )


def questions_of(scope: Scope, found: Reflection) -> tuple[str, ...]:
    """Return the keys of the questions: those chosen, or those whose turn it is."""
    return tuple(found.prompts) or next_questions(scope, found)


def own_answer(scope: Scope, found: Reflection) -> ReflectionAnswer | None:
    """Return the reader's own answer, if there is one."""
    return ReflectionAnswer.objects.within(scope).filter(reflection=found).first()


def trial_row(trial: Trial) -> TrialRow:
    """Return how an agreement to try reads."""
    return TrialRow(
        id=trial.pk,
        text=trial.text,
        due=trial.due,
        state=trial.state,
        state_label=trial.get_state_display(),
        line=trial.checked_line,
        meeting_id=trial.meeting_id,
        meeting_title=trial.meeting.title if trial.meeting else "",
    )


def _reflection(scope: Scope, meeting: Meeting) -> Reflection | None:
    found = Reflection.objects.within(scope).select_related("meeting").filter(meeting=meeting)
    return found.first()


def _box(scope: Scope, found: Reflection) -> Box:
    attending = list(
        Attendance.objects.within(scope)
        .filter(meeting=found.meeting, person__isnull=False)
        .select_related("organization")
        .order_by("organization__name", "id")
    )
    is_open = found.state == ReflectionState.OPEN and not found.called_off
    return Box(
        meeting_id=found.meeting_id,
        state="canceled" if found.called_off else found.state,
        state_label=found.stands,
        minutes=found.minutes,
        item=_place(scope, found),
        questions=tuple(prompts.words(key) for key in questions_of(scope, found)),
        k=SMALLEST_GROUP_AGREED if found.three_is_enough else SMALLEST_GROUP,
        counts=_counts(scope, found, attending) if is_open else (),
        answered=is_open and own_answer(scope, found) is not None,
        may_answer=is_open
        and scope.may(REFLECT)
        and any(each.person_id == scope.person_id for each in attending),
        may_run=scope.may(RUN),
        may_note=scope.may(NOTE),
        history=_history(scope, found),
        skipped_why=found.skipped_why,
        outcome_written=bool(found.asset or found.spoken_only)
        or Trial.objects.within(scope).filter(meeting=found.meeting_id).exists(),
    )


def _place(scope: Scope, found: Reflection) -> int | None:
    items = AgendaItem.objects.within(scope).filter(meeting=found.meeting_id)
    kinds = list(items.order_by("position", "id").values_list("kind", flat=True))
    return kinds.index(ItemKind.REFLECT) + 1 if ItemKind.REFLECT in kinds else None


def _counts(
    scope: Scope, found: Reflection, attending: Sequence[Attendance]
) -> tuple[Finished, ...]:
    finished = blind.finished(scope, [found])[found.pk]
    by_organization: dict[int, list[Attendance]] = {}
    for each in attending:
        by_organization.setdefault(each.organization_id, []).append(each)
    return tuple(
        Finished(str(rows[0].organization), rows[0].organization.side, finished[pk], len(rows))
        for pk, rows in by_organization.items()
    )


def _history(scope: Scope, found: Reflection) -> str:
    """Return when it was last held in the series, and what was skipped since."""
    ended = Q(state__in=(ReflectionState.SHOWN, ReflectionState.SKIPPED))
    earlier = Reflection.objects.within(scope).filter(
        ended,
        meeting__series=found.meeting.series_id,
        meeting__starts_at__lt=found.meeting.starts_at,
    )
    skipped: list[Reflection] = []
    for each in earlier.select_related("meeting").order_by("-meeting__starts_at"):
        if each.state == ReflectionState.SHOWN:
            held = _("Last held %(day)s.") % {"day": _day(each)}
            return f"{held} {_skipped(skipped[::-1])}".strip()
        skipped.append(each)
    return f"{_('Not held yet in this series.')} {_skipped(skipped[::-1])}" if skipped else ""


def _skipped(rows: Sequence[Reflection]) -> str:
    reasons = {each.skipped_why for each in rows}
    if not rows:
        return ""
    if len(reasons) > 1:
        with_reasons = [f"{_day(each)} ({each.skipped_why.rstrip('. ')})" for each in rows]
        return _("Skipped %(days)s.") % {"days": listed(with_reasons)}
    said = {"days": listed([_day(each) for each in rows]), "why": reasons.pop().rstrip(". ")}
    if len(rows) == 1:
        return _("Skipped %(days)s: %(why)s.") % said
    return _("Skipped %(days)s, each time for: %(why)s.") % said


def _day(each: Reflection) -> str:
    return dates.day(day_of(each.meeting.starts_at, each.meeting.time_zone))


# --- What was frozen -----------------------------------------------------------------------


def _shown(found: Reflection) -> Shown:
    frozen: Mapping[str, Any] = found.shown or {}
    return Shown(
        k=frozen["k"],
        total=frozen["total"],
        withheld=frozen["withheld"],
        groups=tuple(_group(each, found.prompts) for each in frozen["groups"]),
        without_answers=tuple(_between(each) for each in frozen["without_answers"]),
        accuracies=tuple(
            Accuracy(_between(each["guessing"]), _between(each["about"]), each["sentence"])
            for each in frozen["accuracy"]
        ),
    )


def _group(group: Mapping[str, Any], asked: Sequence[str]) -> ShownGroup:
    return ShownGroup(
        organizations=tuple(_between(each) for each in group["organizations"]),
        n=group["n"],
        our_view=Spread(**group["our_view"]),
        their_view=Spread(**group["their_view"]),
        texts=tuple(
            (prompts.words(key), tuple(texts))
            for key, texts in zip(asked, group["texts"], strict=True)
        ),
    )


def _between(called: Mapping[str, Any]) -> tensions.Between:
    return tensions.Between(called["name"], called["side"])
