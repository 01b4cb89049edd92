"""The pages: what each member of the cast gets, what is stored, and what comes back."""

from __future__ import annotations

import pytest

from cast import CANARY
from thirdspace.claims import actions
from thirdspace.claims.models import Claim, EvidenceLink
from web.html import Page

BASE = "/harbor/claims/"


@pytest.fixture
def proposal(world, claim):
    return actions.propose_reading(
        world.scope("coordinator"), number=1, status="unsettled", reading="Since December."
    )


@pytest.fixture
def client(world):
    return world.client("coordinator")


def every_page(link_id, proposal_id):
    return [
        "",
        "new/",
        "1/",
        "1/wording/",
        "1/seen-by/",
        "1/mind/",
        "1/holders/",
        "1/history/",
        "1/link/",
        f"1/evidence/{link_id}/reply/",
        f"1/evidence/{link_id}/withdraw/",
        "1/reading/",
        "1/release/",
        f"1/answer/{proposal_id}/",
    ]


class TestLooks:
    def test_every_page_is_whole(self, world, claim, link, proposal):
        made = link("coordinator")
        actions.reply_to_link(world.scope("member_university"), link_id=made.pk, text="No.")
        actions.comment(world.scope("coordinator"), number=1, text="Which plan?")
        client = world.client("coordinator")
        record = made.record_id
        extra = [f"cite/?kind=event&record={record}", f"1/link/?kind=event&record={record}"]
        for path in [*every_page(made.pk, proposal.pk), *extra]:
            answer = client.get(BASE + path)
            assert answer.status_code == 200, path
            page = Page(answer.content.decode())
            assert page.unlabelled_controls() == [], path
            assert page.repeated_ids() == [], path
            assert page.dangling_references() == [], path
            assert page.headings[0] == 1, path
            assert CANARY not in page.source

    def test_the_claim_page_tells_all(self, world, link, proposal, client):
        link()
        text = client.get(BASE + "1/").content.decode()
        for words in (
            "We now write the main documents together.",
            "1 record from Northfield: 1 contrast, 0 support, 0 mention.",
            "The plan came as a finished file.",
            "Why this counts: The yearly plan is a main document.",
            "Contrast can’t be removed.",
            "Has not said yet.",
            "needs both",
        ):
            assert words in text
        assert (
            "Say yes or no" in world.client("sponsor_university").get(BASE + "1/").content.decode()
        )

    def test_an_empty_room_says_what_to_do(self, client):
        text = client.get(BASE).content.decode()
        assert "Nothing said yet" in text
        assert f'href="{BASE}new/"' in text

    @pytest.mark.parametrize(
        ("who", "status"), [("nobody", 302), ("stranger", 404), ("candidate", 403)]
    )
    def test_who_has_no_business_here(self, world, claim, who, status):
        client = world.client(who)
        for path in ("", "1/", "new/"):
            assert client.get(BASE + path).status_code == status

    def test_the_funder_reads_what_was_released_and_nothing_else(self, world, claim, link):
        made = link()
        client = world.client("funder")
        assert client.get(BASE + "1/").status_code == 404
        Claim.objects.within(world.scope("operator")).update(visibility="funder")
        answer = client.get(BASE + "1/")
        assert answer.status_code == 200
        assert "The plan came" not in answer.content.decode()
        assert "Discussion" not in answer.content.decode()
        for path in ("1/history/", f"1/evidence/{made.pk}/reply/", "tables/claims.csv", "new/"):
            assert client.get(BASE + path).status_code == 403

    def test_another_partnership_s_claim_is_not_there(self, world, claim):
        assert world.b.client("coordinator").get(BASE + "1/").status_code == 404
        assert world.b.client("coordinator").get("/far/claims/1/").status_code == 404

    def test_a_link_belongs_to_its_claim(self, world, claim, link, client):
        made = link()
        actions.make_claim(world.scope("coordinator"), statement="Another.")
        assert client.get(f"{BASE}2/evidence/{made.pk}/reply/").status_code == 404

    def test_the_trail_leads_to_the_claim(self, claim, client):
        assert client.get(f"{BASE}record/{claim.pk}/").url == BASE + "1/"
        assert client.get(f"{BASE}record/{claim.pk + 1}/").status_code == 404

    def test_filters_that_make_no_sense_narrow_nothing(self, claim, client):
        answer = client.get(BASE + "?status=odd&dynamic=x&cursor=%00&q=main")
        assert answer.status_code == 200
        assert "We now write" in answer.content.decode()


class TestForms:
    def test_a_new_claim(self, client, world):
        sent = {"statement": "We mean the same by equity.", "visibility": "partnership"}
        answer = client.post(BASE + "new/", sent)
        assert answer.url == BASE + "1/"
        assert "The claim is stored." in client.get(answer.url).content.decode()

    def test_what_was_typed_comes_back_with_the_problem(self, client):
        sent = {"statement": "We do.", "visibility": "partnership", "since": "spring"}
        answer = client.post(BASE + "new/", sent)
        assert answer.status_code == 422
        assert "We do." in answer.content.decode()
        assert "“spring” is not a date." in answer.content.decode()

    def test_linking_a_record_one_came_with(self, world, claim, event, client):
        record = event()
        sent = {
            "cited": f"event:{record.pk}",
            "stance": "contrasts",
            "strength": "2",
            "why": "It was finished when we saw it.",
        }
        answer = client.post(f"{BASE}1/link/?kind=event&record={record.pk}", sent)
        assert answer.url == BASE + "1/"
        assert EvidenceLink.objects.within(world.scope("coordinator")).get().strength == 2

    def test_a_record_that_is_not_offered_can_not_be_linked(self, world, claim, event, client):
        hidden = event("Secret.", visibility="own")
        sent = {"cited": f"event:{hidden.pk}", "stance": "supports", "strength": 1, "why": "So."}
        answer = client.post(f"{BASE}1/link/?kind=event&record={hidden.pk}", sent)
        assert answer.status_code == 422
        assert "Secret." not in answer.content.decode()

    def test_records_are_found_by_words_and_kind(self, claim, event, client):
        event("The harvest retreat.")
        event("Another day.")
        text = client.get(BASE + "1/link/?q=harvest&kind=event").content.decode()
        assert "harvest retreat" in text
        assert "Another day" not in text
        assert "No record found" in client.get(BASE + "1/link/?q=zzz").content.decode()

    def test_the_same_record_twice_shows_both(self, world, claim, event, client):
        record = event()
        sent = {"cited": f"event:{record.pk}", "stance": "supports", "strength": 1, "why": "So."}
        url = f"{BASE}1/link/?kind=event&record={record.pk}"
        client.post(url, sent)
        assert client.post(url, sent).status_code == 409

    def test_rewording_what_somebody_changed_shows_both(self, world, claim, client):
        sent = {"statement": "Mine.", "seen": "What it was before."}
        answer = client.post(BASE + "1/wording/", sent)
        assert answer.status_code == 409
        assert "Mine." in answer.content.decode()
        assert claim.statement in answer.content.decode()

    def test_the_words_on_the_page_are_the_words_seen(self, claim, client):
        page = Page(client.get(BASE + "1/wording/").content.decode())
        seen = next(e["value"] for e in page.elements if e.get("name") == "seen")
        client.post(BASE + "1/wording/", {"statement": "New words.", "seen": seen})
        assert "New words." in client.get(BASE + "1/").content.decode()

    def test_evidence_of_another_can_not_be_withdrawn(self, world, claim, link, client, now):
        made = link("member_university")
        answer = client.post(f"{BASE}1/evidence/{made.pk}/withdraw/", {"why": "No."})
        assert answer.status_code == 403
        assert now(1).contrasts == 1

    def test_an_empty_comment_comes_back(self, claim, client):
        assert client.post(BASE + "1/comment/", {"text": " "}).status_code == 422
        assert client.post(BASE + "1/comment/", {"text": "Which?"}).status_code == 302

    def test_holders(self, world, claim, client):
        person = world.a.people["member_college"].pk
        sent = {"holder": f"{person}:{world.org('college').pk}"}
        assert client.post(BASE + "1/holders/", sent).status_code == 302
        assert client.post(BASE + "1/holders/", sent).status_code == 422
        assert client.post(BASE + "1/holders/999/remove/").status_code == 404
        text = client.get(BASE + "1/").content.decode()
        assert "Carla Mendes" in text

    def test_a_proposal_is_answered(self, world, proposal, now):
        client = world.client("sponsor_university")
        url = f"{BASE}1/answer/{proposal.pk}/"
        assert client.post(url, {"answer": "no"}).status_code == 422
        assert client.post(url, {"answer": "yes"}).url == BASE + "1/"
        assert now(1).status == "unsettled"
        assert client.get(url).status_code == 404

    def test_a_release_is_proposed(self, world, claim):
        client = world.client("member_district")
        assert client.post(BASE + "1/release/", {"to": "funder"}).status_code == 302
        assert client.post(BASE + "1/release/", {"to": "all"}).status_code == 422

    def test_a_mind_changer_and_a_reading(self, client, claim):
        sent = {"text": "Two documents in a row.", "check_on": "2026-08-31"}
        assert client.post(BASE + "1/mind/", sent).status_code == 302
        sent = {"status": "unsettled", "reading": "Since December.", "look_again": "2026-08-31"}
        assert client.post(BASE + "1/reading/", sent).status_code == 302
        text = client.get(BASE + "1/").content.decode()
        assert "Two documents in a row." in text
        assert "Since December." in text

    def test_writing_needs_the_right(self, world, claim, link):
        made = link()
        client = world.client("sponsor_district")
        for path in ("new/", "1/link/", "1/wording/", f"1/evidence/{made.pk}/withdraw/"):
            assert client.post(BASE + path, {}).status_code == 403


class TestTables:
    def test_both_tables_come_as_csv(self, claim, link, client):
        link()
        text = client.get(BASE + "tables/evidence.csv").content.decode()
        assert "The yearly plan is a main document." in text
        assert "We now write" in client.get(BASE + "tables/claims.csv").content.decode()
        assert client.get(BASE + "tables/people.csv").status_code == 404
