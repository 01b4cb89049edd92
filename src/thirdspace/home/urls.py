"""A person's partnerships, and below each partnership's key the pages over all rooms."""

from __future__ import annotations

from django.urls import include, path

from thirdspace.access.routes import open_page, page, person_page
from thirdspace.home.pages import hooks, rooms, week
from thirdspace.home.permissions import HOOKS, READ, REPORT
from thirdspace.home.setup import pages as setup

app_name = "home"
_ASK = ("GET", "POST")
_inside = [
    page("", rooms.board, needs=READ, name="board"),
    page("attention/", rooms.attention, needs=READ, name="attention"),
    page("timeline/", rooms.timeline, needs=READ, name="timeline"),
    page("search/", rooms.search, needs=READ, name="search"),
    page("report/", rooms.report, needs=REPORT, name="report"),
    page("hooks/", hooks.index, needs=HOOKS, name="hooks"),
    page("hooks/new/", hooks.new, needs=HOOKS, name="new_hook", methods=_ASK),
    page("hooks/<int:pk>/test/", hooks.hello, needs=HOOKS, name="test_hook", methods=("POST",)),
    page("hooks/<int:pk>/restart/", hooks.restart, needs=HOOKS, name="restart_hook",
         methods=("POST",)),
    page("hooks/<int:pk>/remove/", hooks.remove, needs=HOOKS, name="remove_hook",
         methods=("POST",)),
]  # fmt: skip
_week = [
    person_page("week/", week.week, name="week"),
    person_page("week/mail/", week.mail_choice, name="mail_choice", methods=_ASK),
    open_page(
        "week/stop/<str:token>/", week.stop, name="stop_mail", methods=_ASK,
        why="The token is the key: whoever got a mail may stop it without signing in.",
    ),
]  # fmt: skip
_setup = [
    person_page("new/", setup.begin, name="setup", methods=_ASK),
    person_page("new/<int:pk>/", setup.draft, name="setup_draft"),
    person_page("new/<int:pk>/organizations/", setup.organizations, name="setup_organizations",
                methods=("POST",)),
    person_page("new/<int:pk>/people/", setup.table, name="setup_people", methods=("POST",)),
    person_page("new/<int:pk>/meeting/", setup.meeting, name="setup_meeting", methods=("POST",)),
    person_page("new/<int:pk>/drop/", setup.drop, name="setup_drop", methods=("POST",)),
]  # fmt: skip
urlpatterns = [
    person_page("", rooms.partnerships, name="partnerships"),
    *_week,
    *_setup,
    path("<slug:partnership>/", include(_inside)),
]
