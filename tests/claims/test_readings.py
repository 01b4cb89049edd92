"""Readings and releases need each organization's yes; a link answers without signing in."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client

from thirdspace.access.models import Proposal, TaskLink
from thirdspace.access.scope import Visibility
from thirdspace.claims import actions
from thirdspace.claims.models import Claim, Status
from thirdspace.claims.reads.page import claim_page
from thirdspace.claims.reads.rows import claim_list
from thirdspace.claims.reads.waiting import owed, signals
from thirdspace.problems import Conflict, InputProblem, NotAllowed
from web.html import Page


def propose(world, who="coordinator", **fields):
    return actions.propose_reading(
        world.scope(who),
        **{
            "number": 1,
            "status": "unsettled",
            "reading": "True of documents since December.",
            "look_again": date(2026, 8, 31),
            **fields,
        },
    )


class TestReading:
    def test_it_waits_for_the_other_side(self, world, claim, now):
        proposal = propose(world)
        assert (proposal.state, now(1).status) == ("open", "open")
        actions.answer_proposal(
            world.scope("coordinator_university"), proposal_id=proposal.pk, yes=True
        )
        read = now(1)
        assert (read.status, read.reading) == ("unsettled", "True of documents since December.")
        assert read.look_again == date(2026, 8, 31)
        row = claim_list(world.scope("coordinator")).rows[0]
        assert row.one_sided is False

    def test_a_no_says_why_and_leaves_the_reading(self, world, claim, now):
        proposal = propose(world)
        other = world.scope("sponsor_university")
        with pytest.raises(InputProblem):
            actions.answer_proposal(other, proposal_id=proposal.pk, yes=False)
        actions.answer_proposal(other, proposal_id=proposal.pk, yes=False, line="Not the charter.")
        proposal.refresh_from_db()
        assert (proposal.state, now(1).status) == ("declined", "open")

    def test_one_holder_alone_settles_it_and_it_says_so(self, world, now):
        actions.make_claim(world.scope("coordinator"), statement="We do.")
        assert propose(world).state == "agreed"
        assert now(1).status == "unsettled"
        assert claim_list(world.scope("member_university")).rows[0].one_sided is True
        page = claim_page(world.scope("member_university"), 1)
        assert page.facts.read_by == ["Harbor County"]

    def test_a_second_proposal_waits_its_turn(self, world, claim):
        propose(world)
        with pytest.raises(Conflict) as both:
            propose(world, "member_university", status="holds")
        assert "Unsettled" in both.value.theirs
        assert "Holds" in both.value.yours

    def test_who_holds_nothing_can_not_answer(self, world, claim):
        proposal = propose(world)
        with pytest.raises(NotAllowed):
            actions.answer_proposal(
                world.scope("member_college"), proposal_id=proposal.pk, yes=True
            )

    def test_a_claim_of_one_s_own_is_not_told_to_all(self, world):
        actions.make_claim(world.scope("coordinator"), statement="A secret plan.", visibility="own")
        proposal = propose(world)
        seen = Proposal.objects.within(world.scope("member_university")).get(pk=proposal.pk)
        assert "secret" not in seen.sentence

    def test_rewording_afterwards_is_said(self, world, claim):
        proposal = propose(world)
        actions.answer_proposal(
            world.scope("coordinator_university"), proposal_id=proposal.pk, yes=True
        )
        assert claim_page(world.scope("coordinator"), 1).facts.reworded_since is False
        actions.reword_claim(
            world.scope("coordinator"), number=1, statement="Other words.", seen=claim.statement
        )
        assert claim_page(world.scope("coordinator"), 1).facts.reworded_since is True

    def test_going_back_is_allowed(self, world, now):
        actions.make_claim(world.scope("coordinator"), statement="We do.")
        for status in ("holds", "doubtful"):
            propose(world, status=status)
        assert now(1).status == Status.DOUBTFUL


class TestWhoIsAsked:
    def test_the_other_organization_owes_an_answer(self, world, claim):
        proposal = propose(world)
        assert [each.title for each in owed(world.scope("coordinator_university"))] == [
            proposal.sentence
        ]
        assert owed(world.scope("coordinator")) == []
        assert owed(world.scope("coordinator_university"))[0].url == (
            f"/harbor/claims/1/answer/{proposal.pk}/"
        )
        (asked,) = signals(world.scope("sponsor_university"))
        assert (asked.need, asked.detail) == ("act", "Waits for Northfield.")

    def test_its_holder_gets_a_link_by_mail(
        self, world, claim, mailoutbox, django_capture_on_commit_callbacks
    ):
        with django_capture_on_commit_callbacks(execute=True):
            propose(world)
        (mail,) = mailoutbox
        assert mail.to == ["coordinator_university@harbor.example.org"]
        assert "True of documents since December." in mail.body

    def test_where_no_holder_may_answer_all_who_may_are_asked(
        self, world, mailoutbox, django_capture_on_commit_callbacks
    ):
        actions.make_claim(world.scope("researcher"), statement="We do.")
        with django_capture_on_commit_callbacks(execute=True):
            propose(world)
        asked = {address for mail in mailoutbox for address in mail.to}
        assert {
            "coordinator_university@harbor.example.org",
            "sponsor_university@harbor.example.org",
        } <= asked
        assert all("university" in address for address in asked)


class TestLink:
    @pytest.fixture
    def url(self, world, claim, mailoutbox, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            propose(world)
        return re.search(r"/link/\S+/", mailoutbox[0].body)[0]

    def test_looking_often_answers_nothing_and_sending_answers_once(self, world, url, now):
        client = Client()
        for _look in range(3):
            page = client.get(url)
            assert page.status_code == 200
            assert "Do we read this claim as “Unsettled”?" in page.content.decode()
            assert Page(page.content.decode()).unlabelled_controls() == []
        assert now(1).status == "open"
        assert client.post(url, {"answer": "yes"}).status_code == 200
        assert now(1).status == "unsettled"
        assert client.get(url).status_code == 410
        assert client.post(url, {"answer": "no", "line": "x"}).status_code == 410
        assert now(1).status == "unsettled"

    def test_a_no_without_a_line_uses_nothing_up(self, world, url, now):
        client = Client()
        assert client.post(url, {"answer": "no"}).status_code == 422
        assert client.post(url, {}).status_code == 422
        assert client.post(url, {"answer": "no", "line": "Not yet."}).status_code == 200
        assert Proposal.objects.within(world.scope("operator")).get().state == "declined"

    def test_an_answer_given_elsewhere_closes_it(self, world, url):
        proposal = Proposal.objects.within(world.scope("operator")).get()
        actions.answer_proposal(
            world.scope("sponsor_university"), proposal_id=proposal.pk, yes=True
        )
        assert Client().get(url).status_code == 404
        used = TaskLink.objects.within(world.scope("operator")).get().used_at
        assert used is not None


class TestRelease:
    def test_each_organization_cited_or_holding_says_yes(self, world, claim, link, event, now):
        link("member_college", record=event(org="college"))
        proposal = actions.propose_release(world.scope("member_district"), number=1, to="funder")
        assert proposal.required_ids() == {
            world.org(name).pk for name in ("district", "university", "college")
        }
        for who in ("sponsor_district", "sponsor_university"):
            actions.answer_proposal(world.scope(who), proposal_id=proposal.pk, yes=True)
        assert now(1).visibility == "partnership"
        assert not Claim.objects.within(world.scope("funder")).exists()

    def test_the_last_yes_opens_it_to_the_funder(self, world, claim, now):
        proposal = actions.propose_release(world.scope("member_district"), number=1, to="funder")
        for who in ("sponsor_district", "sponsor_university"):
            actions.answer_proposal(world.scope(who), proposal_id=proposal.pk, yes=True)
        assert now(1).visibility == Visibility.FUNDER
        assert Claim.objects.within(world.scope("funder")).get().number == 1

    def test_a_coordinator_can_not_answer_for_the_sponsor(self, world, claim):
        proposal = actions.propose_release(world.scope("member_district"), number=1, to="funder")
        with pytest.raises(NotAllowed):
            actions.answer_proposal(world.scope("coordinator"), proposal_id=proposal.pk, yes=True)

    def test_a_released_claim_keeps_its_words_and_is_not_released_again(self, world, claim):
        Claim.objects.within(world.scope("operator")).update(visibility="funder")
        with pytest.raises(InputProblem):
            actions.reword_claim(
                world.scope("coordinator"), number=1, statement="New.", seen=claim.statement
            )
        with pytest.raises(InputProblem):
            actions.propose_release(world.scope("member_district"), number=1, to="funder")
        wider = actions.propose_release(world.scope("member_district"), number=1, to="public")
        assert wider.state == "open"
