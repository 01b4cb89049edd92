"""The steps of the first tutorial, done as it says; what it promises to show is shown."""

from __future__ import annotations

import csv
import html
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.test import Client

from thirdspace.cli import folder, integrity, program
from thirdspace.partnership.models import Person

ROOT = Path(__file__).parents[2]
TUTORIAL = " ".join(
    (ROOT / "docs" / "tutorials" / "first-partnership.md").read_text(encoding="utf-8").split()
)
YOU = "you@harbor.example"
CLAIM = "/harbor/claims/2/"


def told(words: str) -> str:
    """Return words that the tutorial holds."""
    assert words in TUTORIAL, f"the tutorial does not say: {words}"
    return words


@pytest.fixture
def browser(db) -> Client:
    folder.import_folder(ROOT / "examples" / "harbor", YOU, "Harbor County Schools")
    client = Client()
    client.force_login(
        Person.objects.get(email=YOU), backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    return client


def seen(client: Client, address: str) -> str:
    answer = client.get(address, follow=True)
    assert answer.status_code == 200
    text = re.sub(r"<svg.*?</svg>|<[^>]+>", " ", answer.content.decode(), flags=re.DOTALL)
    return " ".join(html.unescape(text).split())


def link(client: Client, words: str, stance: str, why: str) -> None:
    page = client.get(f"{CLAIM}link/", {"q": words}).content.decode()
    [record] = re.findall(r'name="cited" value="([^"]+)"', page)
    sent = {"cited": record, "stance": stance, "strength": "2", "why": why}
    answer = client.post(f"{CLAIM}link/?q={words}", sent)
    assert answer.status_code == 302, answer.content.decode()


def test_the_import_says_what_was_stored(db):
    intake = folder.import_folder(ROOT / "examples" / "harbor", YOU, "Harbor County Schools")
    stored = {f"{count} {noun}" for noun, count in intake.stored.items()}
    for words in ("105 codings", "136 observations", "12 claims", "67 links"):
        assert told(words) in stored

    again = folder.import_folder(ROOT / "examples" / "harbor", YOU, "Harbor County Schools")
    assert not +again.stored


def test_the_board(browser):
    board = seen(browser, "/")

    for words in ("How the partnership stands", "Needs attention", "What we say about ourselves",
                  "Five dynamics, by quarter"):  # fmt: skip
        assert told(words) in board
    claims = board[board.index("What we say about ourselves") :]
    first = told("Our partnership would outlast any one person.")
    assert claims.index(first) < claims.index("We now write the main documents together.")
    assert "acting for Harbor County" in board


def test_a_claim_a_quote_and_a_chart(browser):
    assert told("Our meetings get the right people at a bearable cost.") in seen(browser, CLAIM)
    assert told("Holds with limits") in seen(browser, CLAIM)

    offered = seen(browser, f"{CLAIM}link/?q={told('drive ninety').replace(' ', '+')}")
    for words in ("Link evidence", "Words in the record", "Find records", "Why this counts",
                  "How does it bear on the claim?", "Link it"):  # fmt: skip
        assert told(words) in offered
    assert told("I drive ninety minutes each way for the steering table and it shows up nowhere "
                "in my load.") in offered  # fmt: skip
    why = told("The cost is real and nobody books it.")
    link(browser, "drive ninety", "contrasts", why)
    assert told("2 contrast, 3 support, 0 mention") in seen(browser, CLAIM)
    assert why in seen(browser, CLAIM)

    assert told("no signal so far") in seen(browser, f"{CLAIM}link/?q=promises")
    link(browser, "promises", "mentions", "Promises are what meetings are for.")
    page = seen(browser, CLAIM)
    assert told("2 contrast, 3 support, 1 mention") in page
    assert told("Promises kept by their date") in page


def test_the_matrix(browser):
    assert told("See the matrix") in seen(browser, "/harbor/evidence/")
    page = seen(browser, "/harbor/evidence/matrix/")

    assert told("105 passages from 14 sources: 42 erode, 63 strengthen.") in page
    assert told("Harbor County has 0 that erode and 7 that strengthen, Northfield 8 and 3.")
    grid = browser.get("/harbor/evidence/matrix/").content.decode()
    cell = re.search(r'<a href="([^"]+)"[^>]*>(?:(?!</a>).)*Harbor County[^"]*Boundary spanners',
                     grid, re.DOTALL)  # fmt: skip
    assert cell, "no cell for Harbor County and Boundary spanners"
    assert "The speakers did not agree to be quoted." in seen(browser, html.unescape(cell[1]))


def test_the_reports(browser, tmp_path):
    assert told("Download the report") in seen(browser, told("/harbor/report/"))
    reports = {}
    for reader in ("partnership", "funder"):
        out = tmp_path / f"{reader}.html"
        done = CliRunner().invoke(program, ["report", "harbor", "--for", reader, "--out", str(out)])
        assert done.exit_code == 0, done.output
        reports[reader] = set(re.findall(r"C-\d\d", out.read_text(encoding="utf-8")))

    assert reports["partnership"] == {f"C-{number:02d}" for number in range(1, 13)}
    assert reports["funder"] == {told("C-05")}


def test_check_and_export(browser, tmp_path):
    link(browser, "drive ninety", "contrasts", "The cost is real and nobody books it.")
    link(browser, "promises", "mentions", "Promises are what meetings are for.")

    assert list(integrity.everything()) == []
    folder.export_folder(["harbor"], tmp_path / "my-copy")
    written = (tmp_path / "my-copy" / "evidence.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(written.splitlines())
    assert [row["stance"] for row in rows if row["person"] == YOU] == ["contrasts", "mentions"]
