"""Routes for the tests of `web`, so that they need no room."""

from __future__ import annotations

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template import RequestContext, Template
from django.urls import include, path

from thirdspace.problems import Conflict, FileProblem, FileProblems, NotThere
from thirdspace.web import errors, pages

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.server_error

SECRET = "canary-secret-words"  # what a stranger must never read


def conflict(request: HttpRequest) -> HttpResponse:
    raise Conflict(
        "Two people changed this.",
        "Ana stored her text first.",
        "Compare both and send again.",
        theirs="Her <b>text</b>",
        yours="Your text",
    )


def gone(request: HttpRequest) -> HttpResponse:
    raise NotThere("There is nothing here.", "It may be old.", "Go back.")


def rows(request: HttpRequest) -> HttpResponse:
    refused = FileProblem(
        "“soon” is not a date.", "It has no day.", "Write 2026-06-16.",
        file="promises.csv", line=7, column="due",
    )  # fmt: skip
    raise FileProblems([refused], file="folder")


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError(SECRET)


def denied(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied(SECRET)


def odd(request: HttpRequest) -> HttpResponse:
    raise SuspiciousOperation(SECRET)


def plain(request: HttpRequest) -> HttpResponse:
    return HttpResponse("stored")


NOTE = Template(
    """{% extends "web/slim.html" %}{% block heading %}Note{% endblock %}
    {% block content %}<form method="post" class="stack" novalidate>{% include "web/_form.html" %}
    <button class="btn main">Store</button></form>{% endblock %}"""
)


class NoteForm(forms.Form):
    note = forms.CharField(widget=forms.Textarea(attrs={"data-autosave": "note"}), min_length=5)


def note(request: HttpRequest) -> HttpResponse:
    form = NoteForm(request.POST or None)
    if form.is_valid():
        return redirect("home:partnerships")
    return HttpResponse(NOTE.render(RequestContext(request, {"form": form})))


def start(request: HttpRequest) -> HttpResponse:
    return render(request, "web/slim.html")


_views = (note, conflict, gone, rows, broken, denied, odd, plain)
_web = [
    path("help/", login_not_required(pages.help_page), name="help"),
    path("patterns/", login_not_required(pages.patterns), name="patterns"),
    path("health/", login_not_required(pages.health), name="health"),
]
_home = [
    path("", login_not_required(start), name="partnerships"),
    path("<slug:partnership>/", login_not_required(plain), name="board"),
    path("<slug:partnership>/claims/", login_not_required(plain), name="claims"),
    path("<slug:partnership>/search/", login_not_required(plain), name="search"),
]
urlpatterns = [
    *(path(f"raise/{view.__name__}/", login_not_required(view)) for view in _views),
    path("account/", include("allauth.account.urls")),
    path("", include((_web, "web"))),
    path("", include((_home, "home"))),
]
