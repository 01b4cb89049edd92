"""What series, meetings and agendas give the other rooms."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thirdspace.access import registries
from thirdspace.access.models import TaskLink
from thirdspace.access.registries import LinkTask, Sentences, SignalSource, TaskSource, Thanks
from thirdspace.access.scope import Scope
from thirdspace.meetings import when
from thirdspace.meetings.actions.presence import say_coming
from thirdspace.meetings.forms.meetings import ComingForm
from thirdspace.meetings.letters.meetings import COMING
from thirdspace.meetings.models import Attendance, Meeting, MeetingState, Series
from thirdspace.meetings.reads.agenda import agenda
from thirdspace.meetings.reads.meeting_signals import owed, signals, signs
from thirdspace.problems import InputProblem, NotThere

SENTENCES = {
    "meetings.start_series": gettext_lazy("started the series “%(label)s”"),
    "meetings.change_series": gettext_lazy("changed the series “%(label)s”"),
    "meetings.end_series": gettext_lazy("ended the series “%(label)s”"),
    "meetings.plan_meeting": gettext_lazy("planned %(label)s"),
    "meetings.change_meeting": gettext_lazy("changed when or where %(label)s is"),
    "meetings.cancel_meeting": gettext_lazy("canceled %(label)s: %(why)s"),
    "meetings.invite": gettext_lazy("invited %(people)s people to %(label)s"),
    "meetings.open_meeting": gettext_lazy("opened %(label)s"),
    "meetings.next_item": gettext_lazy("went on at %(label)s: %(item)s"),
    "meetings.close_meeting": gettext_lazy("closed %(label)s"),
    "meetings.set_presence": gettext_lazy("noted at %(label)s: %(name)s, %(said)s"),
    "meetings.take_attendance": gettext_lazy("noted who is here at %(label)s"),
    "meetings.say_coming": gettext_lazy("answered for %(label)s: %(said)s"),
    "meetings.add_guest": gettext_lazy("added %(name)s as a guest of %(label)s"),
    "meetings.add_people": gettext_lazy("put %(names)s on the list of %(label)s"),
    "meetings.take_off": gettext_lazy("took %(names)s off the list of %(label)s"),
    "meetings.add_item": gettext_lazy("put “%(label)s” on the agenda"),
    "meetings.change_item": gettext_lazy("changed “%(label)s” on the agenda"),
    "meetings.move_item": gettext_lazy("moved “%(label)s” on the agenda"),
    "meetings.drop_item": gettext_lazy("took “%(label)s” off the agenda: %(why)s"),
    "meetings.make_feed": gettext_lazy("made an address for their calendar"),
    "meetings.void_feed": gettext_lazy("closed the address for their calendar"),
}


def page_of(scope: Scope, kind: str, record_id: int | None) -> str:
    """Return where the timeline leads for an act on a series, a meeting or an agenda."""
    key = scope.partnership_key
    if kind == Meeting._meta.label_lower:
        return reverse("meetings:meeting", args=[key, record_id])
    if kind == Series._meta.label_lower:
        return reverse("meetings:series", args=[key, record_id])
    return reverse("meetings:index", args=[key])


# --- The task of a mail link: do you come? -----------------------------------------------------


def _invited_to(scope: Scope, link: TaskLink) -> Meeting:
    planned = Meeting.objects.within(scope).filter(pk=link.record_id, state=MeetingState.PLANNED)
    mine = Attendance.objects.within(scope).filter(person=scope.person_id or 0)
    found = planned.filter(pk__in=mine.values("meeting_id")).first()
    if found is None:
        raise NotThere(
            _("Nobody waits for this answer any more."),
            _("The meeting has begun, is over, was canceled, or you are not on its list."),
            _("Nothing is lost. Sign in to look at the meeting."),
        )
    return found


def coming_context(scope: Scope, link: TaskLink) -> Mapping[str, Any]:
    """Return what the task page shows: when, where, and what it is about."""
    meeting = _invited_to(scope, link)
    return {
        "form": ComingForm(scope),
        "meeting": meeting,
        "when": when.span(meeting.starts_at, meeting.minutes, meeting.time_zone),
        "agenda": agenda(scope, meeting, ()),
    }


def coming_done(scope: Scope, link: TaskLink, sent: Mapping[str, str]) -> Thanks:
    """Store whether its holder comes."""
    meeting = _invited_to(scope, link)
    form = ComingForm(scope, sent)
    if not form.is_valid():
        raise InputProblem(
            _("There is no answer in what was sent."),
            _("It must say whether you come."),
            _("Go back and choose one."),
            field="coming",
        )
    row = say_coming(scope, meeting_id=meeting.pk, coming=form.cleaned_data["coming"] == "yes")
    facts = {"title": meeting.title, "said": row.get_state_display()}
    return Thanks(_("%(title)s: %(said)s.") % facts)


registries.sentences.add("meetings.meetings", Sentences(by_verb=SENTENCES, url=page_of))
registries.signals.add("meetings.meetings", SignalSource(signals=signals, signs=signs))
registries.tasks.add("meetings.meetings", TaskSource(owed=owed))
registries.link_tasks.add(
    COMING,
    LinkTask(
        gettext_lazy("An invitation to a meeting"),
        "meetings/meeting_task_coming.html",
        coming_context,
        coming_done,
    ),
)
