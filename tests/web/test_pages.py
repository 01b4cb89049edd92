"""Pages that belong to no room hold together: ids, labels, headings, classes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

import thirdspace.web
from web.html import Page

pytestmark = [pytest.mark.urls("web.urls"), pytest.mark.django_db]

STATIC = Path(thirdspace.web.__file__).parent / "static/thirdspace"
STYLED = set(
    re.findall(r"\.([a-zA-Z][\w-]*)", "".join(p.read_text() for p in STATIC.glob("css/*")))
)
# These name the plain form of a component, which needs no rule of its own.
PLAIN = {"other", "contrasts", "mentions", "helptext"}
PAGES = [
    "/help/",
    "/patterns/",
    "/account/login/",
    "/account/password/reset/",
    "/account/password/reset/done/",
    "/account/password/reset/key/1-wrong/",
    "/account/signup/",
    "/raise/conflict/",
    "/raise/rows/",
    "/nowhere/at/all/",
]


@pytest.fixture(params=PAGES)
def page(request, client) -> Page:
    return Page(client.get(request.param).text)


def test_ids_labels_and_references_hold(page):
    assert page.repeated_ids() == []
    assert page.unlabelled_controls() == []
    assert page.dangling_references() == []


def test_one_title_and_no_heading_is_skipped(page):
    assert page.headings.count(1) == 1
    steps = zip(page.headings, page.headings[1:], strict=False)
    assert [(a, b) for a, b in steps if b > a + 1] == []


def test_every_class_has_a_style(page):
    assert page.classes - STYLED - PLAIN == set()


def test_styles_and_scripts_come_from_files_that_exist(page):
    asked = [
        e.get("href") or e.get("src", "")
        for e in page.elements
        if (e["tag"] == "link" or e["tag"] == "script" or e["tag"] == "use")
    ]
    assert asked
    for address in asked:
        assert finders.find(address.removeprefix("/static/").partition("#")[0]), address


def test_it_is_our_page_and_says_its_language(page):
    assert page.elements[0]["lang"] == "en"
    assert page.by_id["main"]["tag"] == "main"
    assert "#main" in page.links


def test_health_answers_while_the_database_does(client):
    answer = client.get("/health/")
    assert (answer.status_code, answer.text) == (200, "ok\n")
    assert "no-cache" in answer.headers["Cache-Control"]


def test_sign_in_refuses_in_words(client):
    answer = client.post("/account/login/", {"login": "a@example.org", "password": "wrong"})
    assert answer.status_code == 200
    assert "There is a problem" in answer.text


def test_asking_for_a_new_password_sends_a_mail_that_does_not_say_who_is_here(
    client, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post("/account/password/reset/", {"email": "stranger@example.org"})
    assert answer.url == "/account/password/reset/done/"
    assert "nobody here uses this address" in mailoutbox[0].body
