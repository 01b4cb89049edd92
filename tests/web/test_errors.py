"""Every refusal says what, why and what next, in the form the asker reads, and leaks nothing."""

from __future__ import annotations

import pytest
from django.test import Client

from web.urls import SECRET

pytestmark = pytest.mark.urls("web.urls")


def test_a_problem_is_a_page_with_its_status(client):
    answer = client.get("/raise/gone/")
    assert answer.status_code == 404
    for words in ("There is nothing here.", "It may be old.", "Go back."):
        assert words in answer.text


def test_a_conflict_shows_both_versions_escaped(client):
    answer = client.get("/raise/conflict/")
    assert answer.status_code == 409
    assert "Her &lt;b&gt;text&lt;/b&gt;" in answer.text
    assert "Your text" in answer.text


def test_every_refused_row_is_listed_with_its_place(client):
    answer = client.get("/raise/rows/")
    assert answer.status_code == 422
    assert "promises.csv, line 7, column “due”" in answer.text
    assert "Write 2026-06-16." in answer.text


def test_a_program_gets_json(client):
    answer = client.get("/raise/conflict/", headers={"Accept": "application/json"})
    assert answer.status_code == 409
    assert answer.json()["next_step"] == "Compare both and send again."
    assert answer.json()["theirs"] == "Her <b>text</b>"


def test_an_exchanged_part_of_a_page_gets_a_fragment(client):
    answer = client.get("/raise/gone/", headers={"HX-Request": "true"})
    assert answer.status_code == 404
    assert "There is nothing here." in answer.text
    assert "<html" not in answer.text


@pytest.mark.parametrize(
    ("path", "status"),
    [("/raise/broken/", 500), ("/raise/denied/", 403), ("/raise/odd/", 400), ("/a/b/c", 404)],
)
@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_nothing_of_an_error_leaks(path, status, accept):
    answer = Client(raise_request_exception=False).get(path, headers={"Accept": accept})
    assert answer.status_code == status
    assert SECRET not in answer.text
    assert "Traceback" not in answer.text
    assert answer.headers["Content-Type"].startswith(accept)


def test_a_form_without_its_token_is_told_so_in_words():
    answer = Client(enforce_csrf_checks=True).post("/raise/plain/", {"what": "a long text"})
    assert answer.status_code == 403
    assert "too old to send" in answer.text
    assert "kept on this device" in answer.text
