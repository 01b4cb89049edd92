"""A report stands alone, reads well, and holds nothing its reader may not see."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from thirdspace.access import clock, entrance
from thirdspace.access.scope import Audience, Visibility
from thirdspace.claims.models import MindChanger
from thirdspace.evidence.models import Code, CodebookVersion, Coding, Source, TextVersion
from thirdspace.home.report import render
from thirdspace.home.report.statements import statements_of
from web.html import Page

from .conftest import add_claim, add_note, link

pytestmark = pytest.mark.django_db

SECRETS = ("SECRETCLAIM", "SECRETNOTE", "SECRETWHY", "SECRETQUOTE", "SECRETMIND", "CANARYFAR")


@pytest.fixture
def harbor(world, room):
    """Claims and records at every level of visibility, linked both ways."""
    district, university = world.scope("coordinator"), world.scope("member_university")
    released = add_claim(district, 1, "We write the main documents together", Visibility.PUBLIC)
    inside = add_claim(district, 2, "SECRETCLAIM inside", Visibility.PARTNERSHIP)
    own = add_claim(university, 3, "SECRETCLAIM own", Visibility.OWN)
    open_note = add_note(district, "They sat down with us", Visibility.PUBLIC)
    held = add_note(district, "SECRETQUOTE", Visibility.PUBLIC)
    room.withheld[held.pk] = "The speaker did not agree to be quoted that far."
    inside_note = add_note(university, "SECRETNOTE inside")
    own_note = add_note(university, "SECRETNOTE own", Visibility.OWN)
    chart = add_note(district, "Absence shifted down", Visibility.PUBLIC)
    room.figures[chart.pk] = '<svg class="chart" role="img" aria-label="Absence"></svg>'
    link(district, released, open_note, "supports")
    link(district, released, chart, "supports")
    link(university, released, inside_note, "contrasts", why="SECRETWHY")
    link(university, released, own_note, "contrasts", why="SECRETWHY")
    link(district, released, held, "mentions", why="SECRETWHY")
    link(district, inside, inside_note, "supports")
    link(district, inside, chart, "supports")
    link(university, own, own_note, "supports")
    MindChanger.objects.add(district, claim=inside, text="SECRETMIND", at=clock.now())
    MindChanger.objects.add(district, claim=released, text="Two joint drafts", at=clock.now())
    return world


def report_for(audience: Audience) -> str:
    return render(entrance.read_as("harbor", audience), made_by="Marcus Bell, Harbor County")


@pytest.mark.parametrize("audience", [Audience.FUNDER, Audience.PUBLIC])
def test_nothing_unreleased_is_told(harbor, audience: Audience) -> None:
    text = report_for(audience)
    assert [secret for secret in SECRETS if secret in text] == []
    assert "Northfield" not in text
    assert "We write the main documents together" in text
    assert "They sat down with us" in text


@pytest.mark.parametrize("audience", [Audience.FUNDER, Audience.PUBLIC])
def test_what_was_not_released_is_counted(harbor, audience: Audience) -> None:
    (statement,) = statements_of(entrance.read_as("harbor", audience))
    assert (statement.contrasts, statement.supports, statement.mentions) == (2, 2, 1)
    assert statement.not_released == 3
    assert "3 records not released." in report_for(audience)


def test_inside_what_one_side_keeps_to_itself_stays_out(harbor) -> None:
    text = report_for(Audience.PARTNERSHIP)
    assert "SECRETNOTE own" not in text
    assert "SECRETCLAIM own" not in text
    assert "SECRETQUOTE" not in text
    assert "SECRETNOTE inside" in text
    assert "The speaker did not agree" in text
    assert "1 record not released." in text


@pytest.mark.parametrize("audience", list(Audience))
def test_the_file_stands_alone(harbor, audience: Audience) -> None:
    text = report_for(audience)
    page = Page(text)
    references = [
        e.get(key, "") for e in page.elements for key in ("src", "href", "action", "data")
    ]
    assert [r for r in references if r and not r.startswith("#")] == []
    assert not re.search(r"url\(|@import|https?://", text)
    assert not {"script", "iframe", "link", "img", "form"} & {e["tag"] for e in page.elements}
    assert [name for e in page.elements for name in e if name.startswith("on")] == []


@pytest.mark.parametrize("audience", list(Audience))
def test_the_file_is_readable_by_everyone(harbor, audience: Audience) -> None:
    page = Page(report_for(audience))
    assert page.dangling_references() == []
    assert page.repeated_ids() == []
    assert page.headings[0] == 1
    assert page.headings.count(1) == 1
    assert [b - a for a, b in pairwise(page.headings) if b - a > 1] == []
    tags = [e["tag"] for e in page.elements]
    assert tags.count("table") == tags.count("caption") > 0
    assert next(e for e in page.elements if e["tag"] == "html")["lang"].startswith("en")
    assert [
        e
        for e in page.elements
        if e["tag"] == "svg" and not ({"aria-label", "aria-hidden"} & set(e))
    ] == []


def test_a_chart_is_drawn_once_and_linked_from_each_claim(harbor) -> None:
    text = report_for(Audience.PARTNERSHIP)
    assert text.count('aria-label="Absence"') == 1
    assert len(re.findall(r'href="#chart-note-\d+"', text)) == 2


def test_the_tally_adds_up_three_ways(harbor) -> None:
    first = statements_of(entrance.read_as("harbor", Audience.PARTNERSHIP))[0]
    for by in ("Organization", "Kind", "Strength"):
        lines = [line for line in first.tally() if line.by in (by, "Not released")]
        assert sum(line.contrasts for line in lines) == first.contrasts
        assert sum(line.supports for line in lines) == first.supports
        assert sum(line.mentions for line in lines) == first.mentions


def test_it_says_who_made_it_for_whom(harbor) -> None:
    text = report_for(Audience.FUNDER)
    assert "For the funder." in text
    assert "Made by Marcus Bell, Harbor County." in text
    assert "16 June 2026" in text


def test_what_would_change_our_mind_stands_with_its_claim(harbor) -> None:
    assert "Two joint drafts" in report_for(Audience.PUBLIC)


def add_quote(world, words: str, *, consent: str):
    scope = world.scope("coordinator")
    source = Source.objects.add(
        scope, file=f"{consent}.txt", title=f"Interview {words}", speaker=f"Speaker {words}",
        organization=world.org("university"), visibility=Visibility.PUBLIC, consent=consent,
        when="2026-05-01", added_at=clock.now(),
    )  # fmt: skip
    version = TextVersion.objects.add(
        scope, source=source, number=1, text=words, sha256="", made_at=clock.now()
    )
    book, _made = CodebookVersion.objects.within(scope).get_or_create(
        partnership=world.a.partnership, number=1, defaults={"codes": [], "made_at": clock.now()}
    )
    code = Code.objects.add(scope, name=f"Code {words}", dynamic="benefits")
    return Coding.objects.add(
        scope, source=source, version=version, start=0, end=len(words), code=code, codebook=book,
        direction="strengthening", coder_kind="study", coded_at=clock.now(),
    )  # fmt: skip


def test_a_quote_goes_only_as_far_as_its_speaker_agreed(world) -> None:
    scope = world.scope("coordinator")
    claim = add_claim(scope, 1, "We gain from it", Visibility.PUBLIC)
    for words, consent in (("OPENWORDS", "public"), ("SECRETQUOTE", "funder")):
        coding = add_quote(world, words, consent=consent)
        link(scope, claim, coding, "supports", why=f"Why {words}", kind="quote")
    public, funder = report_for(Audience.PUBLIC), report_for(Audience.FUNDER)
    assert "OPENWORDS" in public
    assert "SECRETQUOTE" not in public
    assert "SECRETQUOTE" in funder
    assert "1 record not released." in public


def test_the_page_asks_then_gives_a_file(harbor) -> None:
    client = harbor.client("member_district")
    assert b"Who will read it?" in client.get("/harbor/report/").content
    answer = client.get("/harbor/report/", {"reader": "public"})
    assert answer["Content-Disposition"] == 'attachment; filename="harbor-public.html"'
    assert "SECRET" not in answer.content.decode()
    assert client.get("/harbor/report/", {"reader": "all"}).status_code == 422


def test_the_funder_makes_no_report(harbor) -> None:
    assert harbor.client("funder").get("/harbor/report/").status_code == 403
    assert harbor.client("stranger").get("/harbor/report/").status_code == 404


def test_an_empty_partnership_has_a_report_too(world) -> None:
    text = report_for(Audience.PUBLIC)
    assert "No claim may be shown to this reader yet." in text
    assert Page(text).dangling_references() == []
