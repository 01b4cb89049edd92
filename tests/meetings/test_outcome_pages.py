"""Pages of decisions and promises: who may open which, what they show, what is kept on a slip."""

from __future__ import annotations

from datetime import timedelta

import pytest

from thirdspace.access import clock
from thirdspace.meetings.actions import agenda, decisions, promises
from thirdspace.meetings.forms.decisions import ListForm as DecisionList
from thirdspace.meetings.forms.promises import ListForm as PromiseList
from thirdspace.meetings.models import AgendaItem, Decision, Promise
from thirdspace.meetings.reads.promises import made_in
from thirdspace.partnership.models import Kind, Membership, Organization
from web.html import Page


@pytest.fixture(autouse=True)
def _stopped(now):
    """All happens on 16 June 2026."""


def day(days):
    return clock.today() + timedelta(days=days)


@pytest.fixture
def promise(world):
    return promises.make_promise(
        world.scope("coordinator"), text="<b>Send</b> خريطة المقرر 🗺️",
        owner_id=world.a.people["member_university"].pk, due=day(5),
        promised_to_id=world.org("district").pk,
    )  # fmt: skip


@pytest.fixture
def asked(world):
    decisions.decide(world.scope("coordinator"), text="<i>Start</i> again?", reason="Nine weeks.")
    return decisions.ask_both(
        world.scope("coordinator"), number=1, organization_ids=[world.org("university").pk],
        answer_by=day(14), if_silent="the old average stays.",
    )  # fmt: skip


def get(world, who, path):
    answer = world.client(who).get(f"/harbor/meetings/{path}")
    assert answer.status_code == 200, path
    page = Page(answer.content.decode())
    assert page.unlabelled_controls() == []
    return page


PAGES = ("promises/", "promises/?show=late", "promises/?show=answered", "promises/new/",
         "promises/1/", "promises/1/edit/", "decisions/", "decisions/?proposed_by=x",
         "decisions/new/", "decisions/1/", "decisions/1/edit/",
         "decisions/1/withdraw/")  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_every_page_opens_and_escapes(world, promise, asked, path):
    page = get(world, "coordinator", path)
    assert "<b>Send" not in page.source
    assert "<i>Start" not in page.source
    assert world.client("stranger").get(f"/harbor/meetings/{path}").status_code == 404
    assert world.client("funder").get(f"/harbor/meetings/{path}").status_code == 403


def test_empty_lists_say_what_to_do(world):
    assert "Note a promise" in get(world, "coordinator", "promises/").source
    assert "blank page" in get(world, "coordinator", "decisions/").source
    assert "Note a promise" not in get(world, "sponsor_district", "promises/").source


def test_note_answer_undo_and_nudge_a_promise(world):
    mine, theirs = world.client("coordinator"), world.client("member_university")
    person, university = world.a.people["member_university"], world.org("university")
    sent = {"text": "Send it", "owner": f"{person.pk}:{university.pk}", "due": "2026-06-20"}
    made = mine.post("/harbor/meetings/promises/new/", sent)
    assert made.headers["Location"] == "/harbor/meetings/promises/1/"
    assert mine.post("/harbor/meetings/promises/1/nudge/").status_code == 302
    assert mine.post("/harbor/meetings/promises/1/nudge/").status_code == 422
    assert mine.get("/harbor/meetings/promises/1/answer/").status_code == 403
    page = Page(theirs.get("/harbor/meetings/promises/1/answer/?answer=cant").content.decode())
    assert [e["value"] for e in page.elements if "checked" in e and e.get("name") == "answer"] == [
        "cant"
    ]
    slip = theirs.post("/harbor/meetings/promises/1/answer/", {"answer": "cant", "line": ""})
    assert slip.status_code == 422
    theirs.post("/harbor/meetings/promises/1/answer/", {"answer": "done", "line": "There."})
    assert Promise.everywhere.get().state == "done"
    assert "Undo my answer" in theirs.get("/harbor/meetings/promises/1/").content.decode()
    theirs.post("/harbor/meetings/promises/1/undo/")
    assert Promise.everywhere.get().state == "open"


@pytest.mark.parametrize(
    "wrong", [{"text": ""}, {"owner": "1:1:1"}, {"owner": "999:1"}, {"due": "2026-06-01"},
              {"due": "x"}, {"promised_to": "999"}, {"meeting": "99999999999999999999"}]
)  # fmt: skip
def test_a_slip_in_a_new_promise_keeps_the_words(world, wrong):
    person, university = world.a.people["member_university"], world.org("university")
    sent = {"text": "Keep my words", "owner": f"{person.pk}:{university.pk}", **wrong}
    answer = world.client("coordinator").post("/harbor/meetings/promises/new/", sent)
    assert answer.status_code == 422
    assert not Promise.everywhere.exists()
    assert ("Keep my words" in answer.content.decode()) == ("text" not in wrong)


def test_edit_and_withdraw_a_promise(world, promise):
    client = world.client("coordinator")
    path = "/harbor/meetings/promises/1/edit/"
    page = Page(client.get(path).content.decode())
    seen = next(e["value"] for e in page.elements if e.get("name") == "seen")
    sent = {"text": "Other words", "owner": f"{promise.owner_id}:{promise.organization_id}",
            "due": "2026-06-30", "seen": seen}  # fmt: skip
    assert client.post(path, sent).status_code == 302
    assert client.post(path, {**sent, "text": "Again"}).status_code == 409
    assert client.post(path, {"why": " "}).status_code == 422
    assert client.post(path, {"why": "Noted twice."}).status_code == 302
    assert Promise.everywhere.get().state == "withdrawn"


def test_note_and_change_a_decision(world):
    client = world.client("coordinator")
    district, university = world.org("district").pk, world.org("university").pk
    made = client.post("/harbor/meetings/decisions/new/", {"text": "Blank page", "reason": ""})
    assert made.headers["Location"] == "/harbor/meetings/decisions/1/edit/"
    page = Page(client.get("/harbor/meetings/decisions/1/edit/").content.decode())
    seen = next(e["value"] for e in page.elements if e.get("name") == "seen")
    sent = {
        "text": "Blank page", "reason": "Asked.", "proposed_by": university, "seen": seen,
        f"part_{district}": "decided", f"part_{university}": "absent",
        f"counts_{district}": "on", f"benefits_{university}": "A say.",
    }  # fmt: skip
    assert client.post("/harbor/meetings/decisions/1/edit/", sent).status_code == 302
    assert client.post("/harbor/meetings/decisions/1/edit/", sent).status_code == 409
    shown = get(world, "sponsor_university", "decisions/1/")
    assert "A say." in shown.source
    assert "/harbor/meetings/decisions/1/object/" in shown.links
    objected = world.client("sponsor_university").post(
        "/harbor/meetings/decisions/1/object/", {"line": "Not in August."}
    )
    assert objected.status_code == 302
    assert "Not in August." in get(world, "coordinator", "decisions/").source


def test_ask_and_answer_a_decision(world):
    decisions.decide(world.scope("coordinator"), text="Start again?")
    client, path = world.client("coordinator"), "/harbor/meetings/decisions/1/ask/"
    sent = {"organizations": [world.org("university").pk], "answer_by": "2026-06-30",
            "if_silent": "it stays."}  # fmt: skip
    get(world, "coordinator", "decisions/1/ask/")
    for wrong in ({"organizations": []}, {"answer_by": "2026-06-01"}, {"if_silent": ""},
                  {"organizations": [world.org("district").pk]}):  # fmt: skip
        assert client.post(path, {**sent, **wrong}).status_code == 422
    assert client.post(path, sent).status_code == 302
    assert client.post(path, sent).status_code == 409
    assert "no answer yet" in get(world, "member_college", "decisions/").source
    sponsor, path = world.client("sponsor_university"), "/harbor/meetings/decisions/1/answer/"
    get(world, "sponsor_university", "decisions/1/answer/")
    assert sponsor.post(path, {"answer": "no", "line": ""}).status_code == 422
    assert world.client("sponsor_district").get(path).status_code == 200
    assert world.client("member_university").get(path).status_code == 403
    assert sponsor.post(path, {"answer": "yes"}).status_code == 302
    assert Decision.everywhere.get().state == "decided"
    assert sponsor.get(path).status_code == 404


def test_the_trail_leads_to_the_thing(world, promise, asked):
    client = world.client("coordinator")
    answer = client.get(f"/harbor/meetings/promises/?id={promise.pk}")
    assert answer.headers["Location"] == "/harbor/meetings/promises/1/"
    answer = client.get(f"/harbor/meetings/decisions/?id={asked.pk}")
    assert answer.headers["Location"] == "/harbor/meetings/decisions/1/"
    for wrong in ("x", "", "99999999999999999999999", "٣"):
        assert client.get("/harbor/meetings/promises/", {"id": wrong}).status_code == 404
        assert client.get("/harbor/meetings/decisions/", {"id": wrong}).status_code == 404
    assert "P-01" in client.get("/harbor/timeline/").content.decode()


def test_late_ones_and_rates_by_organization(world, promise):
    with clock.at(clock.now() + timedelta(days=7)):
        page = get(world, "coordinator", "promises/")
    assert "2 days late" in page.source
    assert "0 of 1 due so far" in page.source


def test_filters_offer_organizations_that_have_one(world, promise, asked):
    school = Organization.everywhere.create(name="Pier Street Middle", kind=Kind.SCHOOL)
    Membership.objects.add(world.scope("coordinator"), organization=school)
    offered = {
        name: [str(label) for _pk, label in form(world.scope("coordinator")).fields[field].choices]
        for name, form, field in (
            ("promises", PromiseList, "organization"), ("decisions", DecisionList, "proposed_by"),
        )
    }  # fmt: skip
    assert offered == {
        "promises": ["All organizations", "Northfield"], "decisions": ["Anybody", "Harbor County"],
    }  # fmt: skip


def test_a_promise_names_its_item_by_its_place(world, meeting):
    scope = world.scope("coordinator")
    items = list(AgendaItem.objects.within(scope).filter(meeting=meeting).order_by("position"))
    agenda.drop_item(scope, meeting_id=meeting.pk, item_id=items[0].pk, why="not today")
    promises.make_promise(
        scope, text="Send it", owner_id=scope.person_id, meeting_id=meeting.pk,
        item_id=items[2].pk,
    )  # fmt: skip
    promises.make_promise(scope, text="Call", owner_id=scope.person_id, meeting_id=meeting.pk)
    (bank,) = [bank for bank in made_in(scope, meeting) if bank.rows]
    assert [(row.text, row.item) for row in bank.rows] == [("Send it", 2), ("Call", None)]
    assert "item 2" in get(world, "coordinator", "promises/1/").source
