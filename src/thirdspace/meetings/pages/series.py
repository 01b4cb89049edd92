"""The room's first page, series, and a person's own calendar."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from thirdspace.access import clock, rows
from thirdspace.access.scope import Scope
from thirdspace.meetings import calendar_files, feeds, rhythm_rules
from thirdspace.meetings.actions import calendar as calendar_actions
from thirdspace.meetings.actions import meetings as meeting_actions
from thirdspace.meetings.actions import series as actions
from thirdspace.meetings.forms.series import NewSeriesForm, SeriesForm, WhenForm, shown_as
from thirdspace.meetings.models import Meeting, MeetingState, Series
from thirdspace.meetings.pages.asking import asked, sent
from thirdspace.meetings.permissions import NOTE, RUN, WRITE
from thirdspace.meetings.reads import calendar as calendar_reads
from thirdspace.meetings.reads import series as reads
from thirdspace.problems import InputProblem
from thirdspace.web import mail


def index(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Show what is next, and how the rhythm of each series is kept."""
    context = {
        "scope": scope,
        "page": reads.index(scope),
        "may_run": scope.may(RUN),
        "may_write": scope.may(WRITE),
        "may_note": scope.may(NOTE),
    }
    return render(request, "meetings/index.html", context)


def past(request: HttpRequest, scope: Scope) -> HttpResponse:
    """List meetings that are over, newest first."""
    page = reads.past_page(scope, cursor=request.GET.get("cursor", ""))
    found = [reads.past_row(scope, each) for each in page.rows]
    return render(request, "meetings/past.html", {"scope": scope, "page": page, "rows": found})


def new(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Start a series."""
    form = NewSeriesForm(scope, request.POST or None)
    made: list[Series] = []

    def start(values: dict[str, Any]) -> None:
        made.append(actions.start_series(scope, **values))

    if sent(request, form, start):
        messages.success(request, _("The series is there. Now plan its first meeting."))
        return redirect("meetings:plan", scope.partnership_key, made[0].pk)
    status = 422 if form.is_bound else 200
    return render(
        request, "meetings/series_new.html", {"scope": scope, "form": form}, status=status
    )


def one(request: HttpRequest, scope: Scope, pk: int) -> HttpResponse:
    """Show a series: its rhythm, what is ahead, what is over."""
    page = reads.one(scope, pk, cursor=request.GET.get("cursor", ""))
    context = {"scope": scope, "page": page, "may_run": scope.may(RUN)}
    return render(request, "meetings/series.html", context)


def edit(request: HttpRequest, scope: Scope, pk: int) -> HttpResponse:
    """Change a series, or end it."""
    series = reads.series_seen(scope, pk)
    to = reverse("meetings:series", args=[scope.partnership_key, pk])
    if "end" in request.POST:
        return _end(request, scope, series, to)
    now = {name: getattr(series, name) for name in SeriesForm.base_fields}
    return asked(
        request,
        SeriesForm(scope, request.POST or None, initial=now),
        lambda values: actions.change_series(scope, series_id=pk, **values),
        done=_("The series is changed. Meetings that are planned already stay as they are."),
        to=to,
        template="meetings/series_edit.html",
        series=series,
    )


def _end(request: HttpRequest, scope: Scope, series: Series, to: str) -> HttpResponse:
    try:
        actions.end_series(scope, series_id=series.pk)
    except InputProblem as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, _("The series has ended. All of it can still be read."))
    return redirect(to)


def plan(request: HttpRequest, scope: Scope, pk: int) -> HttpResponse:
    """Plan the next meeting of a series, at the time its rhythm asks for."""
    series = reads.series_seen(scope, pk)
    made: list[Meeting] = []

    def act(values: dict[str, Any]) -> None:
        made.append(meeting_actions.plan_meeting(scope, series_id=pk, **values))

    form = WhenForm(scope, series.time_zone, request.POST or None, initial=_next(scope, series))
    if sent(request, form, act):
        messages.success(request, _("The meeting is planned. Look at its agenda, then invite."))
        return redirect("meetings:meeting", scope.partnership_key, made[0].pk)
    context = {"scope": scope, "form": form, "series": series}
    status = 422 if form.is_bound else 200
    return render(request, "meetings/series_plan.html", context, status=status)


def _next(scope: Scope, series: Series) -> dict[str, object]:
    last = Meeting.objects.within(scope).filter(series=series)
    last = last.exclude(state=MeetingState.CANCELLED).order_by("-starts_at")
    latest = last.values_list("starts_at", flat=True).first()
    start = {"minutes": series.minutes, "place": series.place}
    following = latest and rhythm_rules.next_start(latest, series.cadence, series.time_zone)
    if following and following > clock.now():
        start |= shown_as(following, series.time_zone)
    return start


# --- A person's own calendar -----------------------------------------------------------------


def calendar(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Make or void one's own address for calendar programs; it is shown once."""
    address = ""
    if request.POST.get("act") == "make":
        token = calendar_actions.make_feed(scope)
        address = mail.absolute(reverse("calendar:feed", args=[token]))
    elif request.POST.get("act") == "void":
        calendar_actions.void_feed(scope)
        messages.success(request, _("The address is closed."))
        return redirect("meetings:calendar", scope.partnership_key)
    context = {"scope": scope, "address": address, "made_at": calendar_reads.made_at(scope)}
    return render(request, "meetings/series_calendar.html", context)


def feed(request: HttpRequest, token: str) -> HttpResponse:
    """Give a person's meetings to their calendar program."""
    scope = feeds.scope_of(token)
    with rows.holding([scope.partnership_id]):
        text = calendar_files.feed(scope.partnership_name, calendar_reads.entries(scope))
    return ics(text, "meetings.ics")


def ics(text: str, name: str) -> HttpResponse:
    """Return a calendar file."""
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
