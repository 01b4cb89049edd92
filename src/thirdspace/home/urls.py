"""A person's partnerships, and below each partnership's key the pages over all rooms."""

from __future__ import annotations

from django.urls import include, path

from thirdspace.access.routes import page, person_page
from thirdspace.home import pages
from thirdspace.home.permissions import READ, REPORT

app_name = "home"
_inside = [
    page("", pages.board, needs=READ, name="board"),
    page("attention/", pages.attention, needs=READ, name="attention"),
    page("timeline/", pages.timeline, needs=READ, name="timeline"),
    page("search/", pages.search, needs=READ, name="search"),
    page("report/", pages.report, needs=REPORT, name="report"),
]
urlpatterns = [
    person_page("", pages.partnerships, name="partnerships"),
    path("<slug:partnership>/", include(_inside)),
]
