"""One meeting: planned, invited, held item by item, closed, and its minutes."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from thirdspace.access.forms import ScopedForm
from thirdspace.access.scope import Scope
from thirdspace.meetings import calendar_files
from thirdspace.meetings import minutes_docx as docx
from thirdspace.meetings import minutes_html as html
from thirdspace.meetings.actions import listing, presence
from thirdspace.meetings.actions import meetings as actions
from thirdspace.meetings.forms.meetings import (
    AddForm,
    CancelForm,
    CloseForm,
    ComingForm,
    GuestForm,
    PeopleForm,
)
from thirdspace.meetings.forms.series import WhenForm, shown_as
from thirdspace.meetings.models import Meeting
from thirdspace.meetings.pages.asking import asked, sent
from thirdspace.meetings.pages.series import ics as calendar_file
from thirdspace.meetings.permissions import NOTE, RUN, WRITE
from thirdspace.meetings.reads import presence as presence_reads
from thirdspace.meetings.reads import reflection, settling
from thirdspace.meetings.reads.calendar import entry_of
from thirdspace.meetings.reads.meetings import find
from thirdspace.meetings.reads.minutes import minutes as minutes_of
from thirdspace.meetings.reads.presence import who
from thirdspace.meetings.sitting import names
from thirdspace.problems import Conflict, InputProblem

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _to(scope: Scope, pk: int) -> str:
    return reverse("meetings:meeting", args=[scope.partnership_key, pk])


def one(request: HttpRequest, scope: Scope, pk: int) -> HttpResponse:
    """Show a meeting: what is on, who is here, what it leaves behind."""
    meeting = find(scope, pk)
    page = minutes_of(scope, meeting)
    context = {
        "scope": scope,
        "meeting": meeting,
        "page": page,
        "box": reflection.box(scope, meeting),
        "mine": page.person(scope.person_id),
        "may_run": scope.may(RUN),
        "may_write": scope.may(WRITE),
        "may_note": scope.may(NOTE),
    }
    return render(request, "meetings/meeting.html", context)


def edit(request: HttpRequest, scope: Scope, pk: int) -> HttpResponse:
    """Change when and where a planned meeting is."""
    meeting = find(scope, pk)
    now = {name: getattr(meeting, name) for name in ("minutes", "place", "title")}
    now |= shown_as(meeting.starts_at, meeting.time_zone)
    form = WhenForm(scope, meeting.time_zone, request.POST or None, initial=now)
    form.fields["title"].required = True
    return asked(
        request,
        form,
        lambda values: actions.change_meeting(scope, meeting_id=pk, **values),
        done=_("The meeting is changed. Everybody who was invited is told."),
        to=_to(scope, pk),
        template="meetings/meeting_edit.html",
        meeting=meeting,
    )


def cancel(request: HttpRequest, scope: Scope, pk: int) -> HttpResponse:
    """Cancel a planned meeting."""
    return asked(
        request,
        CancelForm(scope, request.POST or None),
        lambda values: actions.cancel_meeting(scope, meeting_id=pk, **values),
        done=_("The meeting is canceled. Everybody who was invited is told."),
        to=_to(scope, pk),
        template="meetings/meeting_cancel.html",
        look="grave",
        meeting=find(scope, pk),
    )


def invite(request: HttpRequest, scope: Scope, pk: int) -> HttpResponse:
    """Show who would be invited to what, then send the invitations."""
    meeting = find(scope, pk)
    if request.method == "POST":
        return _act(request, scope, pk, lambda: actions.invite(scope, meeting_id=pk),
                    _("The invitations are on their way."))  # fmt: skip
    context = {"scope": scope, "meeting": meeting, "page": minutes_of(scope, meeting)}
    return render(request, "meetings/meeting_invite.html", context)


def open_it(request: HttpRequest, scope: Scope, pk: int) -> HttpResponse:
    """Open a meeting: its first item begins."""
    return _act(request, scope, pk, lambda: actions.open_meeting(scope, meeting_id=pk),
                _("The meeting is open. Say who is here."))  # fmt: skip


def next_item(request: HttpRequest, scope: Scope, pk: int) -> HttpResponse:
    """Go on to the next item, from the one the person saw."""
    find(scope, pk)
    seen = request.POST.get("item", "")
    try:
        actions.next_item(scope, meeting_id=pk, seen=int(seen) if seen.isdecimal() else 0)
    except Conflict as conflict:
        messages.info(request, _("%(what)s On now: %(now)s.")
                      % {"what": conflict.what, "now": conflict.theirs})  # fmt: skip
    to_notes = request.POST.get("back") == "notes"
    return redirect("meetings:notes" if to_notes else "meetings:meeting",
                    scope.partnership_key, pk)  # fmt: skip


def close(request: HttpRequest, scope: Scope, pk: int) -> HttpResponse:
    """Show what is still to settle, then close the meeting."""
    meeting = find(scope, pk)
    page = minutes_of(scope, meeting)
    return asked(
        request,
        CloseForm(scope, request.POST if request.method == "POST" else None),
        lambda values: actions.close_meeting(scope, meeting_id=pk, **values),
        done=_("The meeting is closed."),
        to=_to(scope, pk),
        template="meetings/meeting_close.html",
        meeting=meeting,
        page=page,
        loose=settling.to_settle(scope, meeting),
        not_reached=settling.not_reached(page.agenda),
    )


def _act(
    request: HttpRequest, scope: Scope, pk: int, act: Callable[[], Meeting], done: str
) -> HttpResponse:
    """Act on a meeting and go back to it; what is refused is said there."""
    find(scope, pk)
    try:
        act()
    except (InputProblem, Conflict) as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, done)
    return redirect(_to(scope, pk))


# --- Who is there ----------------------------------------------------------------------------


def people(request: HttpRequest, scope: Scope, pk: int) -> HttpResponse:
    """Note who is here and whose voice they bring, and add guests."""
    meeting = find(scope, pk)
    invited, others = who(scope, meeting), presence_reads.not_on_list(scope, meeting)
    guest_sent = "guest" in request.POST
    form = PeopleForm(scope, meeting, invited, None if guest_sent else request.POST or None)
    guest = GuestForm(scope, request.POST if guest_sent else None)
    if sent(request, guest, lambda v: presence.add_guest(scope, meeting_id=pk, **v)):
        messages.success(request, _("The guest is on the list."))
        return redirect("meetings:people", scope.partnership_key, pk)
    if sent(request, form, lambda _v: _taken(scope, pk, form)):
        messages.success(request, _("It is noted who is here."))
        return redirect(_to(scope, pk))
    status = 422 if form.is_bound or guest.is_bound else 200
    context = {
        "scope": scope,
        "meeting": meeting,
        "form": form,
        "guest": guest,
        "others": names(others),
        "may_list": scope.may(RUN) and meeting.state in listing.CHANGEABLE,
        "add": AddForm(scope, others, auto_id="add_%s") if others else None,
        "was_there": listing.WAS_THERE,
    }
    return render(request, "meetings/meeting_people.html", context, status=status)


def _taken(scope: Scope, pk: int, form: PeopleForm) -> None:
    presence.take_attendance(
        scope, meeting_id=pk, states=form.chosen("state"), voices=form.chosen("voice")
    )


def add_person(request: HttpRequest, scope: Scope, pk: int) -> HttpResponse:
    """Put somebody on the list of a meeting and of those after it."""
    form = AddForm(scope, presence_reads.not_on_list(scope, find(scope, pk)), request.POST)
    if sent(request, form, lambda v: _added(scope, pk, **v)):
        messages.success(request, _("They are on the list, also of the meetings after this one."))
    else:
        _say_errors(request, form)
    return redirect("meetings:people", scope.partnership_key, pk)


def _added(scope: Scope, pk: int, *, seat: int, voice: str) -> None:
    listing.add_people(scope, meeting_id=pk, voices={seat: voice})


def take_off(request: HttpRequest, scope: Scope, pk: int, attendance_id: int) -> HttpResponse:
    """Take somebody off the list of a meeting and of those after it."""
    try:
        listing.take_off(scope, meeting_id=pk, attendance_ids=[attendance_id])
    except InputProblem as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, _("They are off the list, also of the meetings after this one."))
    return redirect("meetings:people", scope.partnership_key, pk)


def coming(request: HttpRequest, scope: Scope, pk: int) -> HttpResponse:
    """Say whether one comes oneself."""
    find(scope, pk)
    form = ComingForm(scope, request.POST)
    if sent(request, form, lambda v: _said(scope, pk, v["coming"])):
        messages.success(request, _("Stored. You can change it until the meeting begins."))
    else:
        _say_errors(request, form)
    return redirect(_to(scope, pk))


def _say_errors(request: HttpRequest, form: ScopedForm) -> None:
    messages.error(request, " ".join(str(w) for words in form.errors.values() for w in words))


def _said(scope: Scope, pk: int, answer: str) -> None:
    presence.say_coming(scope, meeting_id=pk, coming=answer == "yes")


# --- The minutes, and the calendar -----------------------------------------------------------


def ics(request: HttpRequest, scope: Scope, pk: int) -> HttpResponse:
    """Give one meeting for a calendar."""
    meeting = find(scope, pk)
    text = calendar_files.feed(scope.partnership_name, [entry_of(scope, meeting)])
    return calendar_file(text, "meeting.ics")


def minutes(request: HttpRequest, scope: Scope, pk: int) -> HttpResponse:
    """Show the minutes, as they print on two sheets."""
    meeting = find(scope, pk)
    context = {
        "scope": scope,
        "meeting": meeting,
        "page": minutes_of(scope, meeting),
        "box": reflection.box(scope, meeting),
    }
    return render(request, "meetings/minutes.html", context)


def minutes_docx(request: HttpRequest, scope: Scope, pk: int) -> HttpResponse:
    """Give the minutes as a text document."""
    meeting = find(scope, pk)
    data = docx.written(minutes_of(scope, meeting), scope.partnership_name)
    return _download(data, DOCX, f"minutes-{meeting.pk}.docx")


def minutes_html(request: HttpRequest, scope: Scope, pk: int) -> HttpResponse:
    """Give the minutes as one page that needs no other file."""
    meeting = find(scope, pk)
    text = html.written(scope, minutes_of(scope, meeting))
    return _download(text.encode(), "text/html; charset=utf-8", f"minutes-{meeting.pk}.html")


def _download(data: bytes, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
