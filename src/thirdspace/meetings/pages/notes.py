"""The notes of a meeting, while it lasts: the page, what is new, and every line as it is sent."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any
from uuid import uuid4

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse

from thirdspace.access.scope import Scope
from thirdspace.meetings.actions import lines as actions
from thirdspace.meetings.forms.lines import LevelForm, LineForm, RemoveForm, values
from thirdspace.meetings.models import Line, Meeting, MeetingState
from thirdspace.meetings.notes_words import other_person, words
from thirdspace.meetings.permissions import NOTE, RUN
from thirdspace.meetings.reads import live as reads
from thirdspace.meetings.reads.lines import Shown, last_writer, seen, show
from thirdspace.meetings.reads.meetings import find
from thirdspace.meetings.reads.named import offered
from thirdspace.problems import Conflict, NotAllowed, Problem


def live(request: HttpRequest, scope: Scope, pk: int) -> HttpResponse:
    """Show the notes and a line to type in; it works without a script too."""
    meeting = find(scope, pk)
    feed = reads.feed(scope, meeting, 0)
    form = LineForm(scope, initial={"key": uuid4(), "item": feed.head.item_id, "seen": 0})
    return _page(request, scope, meeting, feed, form)


def _page(
    request: HttpRequest,
    scope: Scope,
    meeting: Meeting,
    feed: reads.Feed,
    form: LineForm,
    problem: Problem | None = None,
) -> HttpResponse:
    writable = _open_to(scope, meeting)
    context = {
        "scope": scope,
        "meeting": meeting,
        "feed": feed,
        "form": form,
        "problem": problem,
        "may_run": scope.may(RUN) and meeting.state == MeetingState.OPEN,
        "writable": writable,
        "setup": _setup(scope, meeting, feed) if writable else {},
    }
    status = problem.status if problem else 200
    return render(request, "meetings/notes.html", context, status=status)


def _open_to(scope: Scope, meeting: Meeting) -> bool:
    return scope.may(NOTE) and meeting.state in (MeetingState.PLANNED, MeetingState.OPEN)


def _setup(scope: Scope, meeting: Meeting, feed: reads.Feed) -> dict[str, Any]:
    """Return what the script of the page starts with."""
    routes = {"lines": "lines", "write": "write_line", "remove": "remove_line",
              "level": "level_line", "offers": "offers"}  # fmt: skip
    here = [scope.partnership_key, meeting.pk]
    return {
        "urls": {name: reverse(f"meetings:{route}", args=here) for name, route in routes.items()},
        "meeting": meeting.pk,
        "person": scope.person_id,
        "zone": meeting.time_zone,
        "change": feed.change,
        "people": [asdict(one) for one in offered(scope, meeting)],
        "words": words(),
    }


def lines(request: HttpRequest, scope: Scope, pk: int) -> HttpResponse:
    """Answer what changed since a count of changes, as JSON."""
    meeting = find(scope, pk)
    since = request.GET.get("since", "")
    feed = reads.feed(scope, meeting, int(since) if since.isdecimal() and len(since) < 16 else 0)
    return JsonResponse(
        {
            "change": feed.change,
            "standing": feed.standing,
            "html": _html(request, scope, meeting, feed.lines),
            "head": asdict(feed.head),
            "counts": feed.counts,
            "token": get_token(request),
            "person": scope.person_id,
        }
    )


def _html(request: HttpRequest, scope: Scope, meeting: Meeting, some: list[Shown]) -> str:
    context = {"scope": scope, "meeting": meeting, "lines": some}
    return render_to_string("meetings/_lines.html", context, request)


def write(request: HttpRequest, scope: Scope, pk: int) -> HttpResponse:
    """Store a line; from a page without a script, go back to it."""
    meeting = find(scope, pk)
    form = LineForm(scope, request.POST)
    try:
        _refuse_other_person(request, scope)
        line = actions.write_line(scope, **form.fields_of_line(meeting))
    except Problem as problem:
        if not _asks_json(request):
            return _page(request, scope, meeting, reads.feed(scope, meeting, 0), form, problem)
        if isinstance(problem, Conflict) and _open_to(scope, meeting):
            return _both(request, scope, meeting, problem)
        raise
    return _stored(request, scope, meeting, line)


def _refuse_other_person(request: HttpRequest, scope: Scope) -> None:
    """Refuse lines kept on a computer at which somebody else has signed in since."""
    person = request.POST.get("person")
    if person and person != str(scope.person_id):
        raise NotAllowed(*other_person())


def _asks_json(request: HttpRequest) -> bool:
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"


def _both(request: HttpRequest, scope: Scope, meeting: Meeting, problem: Conflict) -> HttpResponse:
    """Answer a conflict with both texts, and the line as it is stored now."""
    key = request.POST["key"]
    now = show(scope, meeting, seen(scope, meeting).filter(key=key))
    told = {
        **problem.as_dict(),
        "by": last_writer(scope, meeting, key),
        "html": _html(request, scope, meeting, now),
    }
    return JsonResponse(told, status=problem.status)


def _stored(
    request: HttpRequest, scope: Scope, meeting: Meeting, line: Line | None
) -> HttpResponse:
    if not _asks_json(request):
        return redirect("meetings:notes", scope.partnership_key, meeting.pk)
    kept = show(scope, meeting, seen(scope, meeting).filter(pk=line.pk)) if line else []
    return JsonResponse({"html": _html(request, scope, meeting, kept)})


def remove(request: HttpRequest, scope: Scope, pk: int) -> HttpResponse:
    """Take a line out of the notes."""
    meeting = find(scope, pk)
    sent = values(RemoveForm(scope, request.POST))
    _refuse_other_person(request, scope)
    try:
        actions.remove_line(scope, meeting_id=pk, key=sent["key"], seen=sent["seen"] or 0)
    except Conflict as problem:
        if not _open_to(scope, meeting):
            raise
        return _both(request, scope, meeting, problem)
    return _stored(request, scope, meeting, None)


def level(request: HttpRequest, scope: Scope, pk: int) -> HttpResponse:
    """Say who sees a tension."""
    meeting = find(scope, pk)
    sent = values(LevelForm(scope, request.POST))
    _refuse_other_person(request, scope)
    line = actions.set_level(scope, meeting_id=pk, key=sent["key"], level=sent["level"])
    return _stored(request, scope, meeting, line)


def offers(request: HttpRequest, scope: Scope, pk: int) -> HttpResponse:
    """Answer the days that an unfinished word may mean, as JSON."""
    found = reads.offers(scope, find(scope, pk), request.GET.get("q", ""))
    return JsonResponse({"offers": [asdict(offer) for offer in found]})
