"""Lists, tallies and the page: what each reader sees, in a constant number of queries."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from thirdspace.access import clock
from thirdspace.claims import actions
from thirdspace.claims.models import Claim, EvidenceLink
from thirdspace.claims.reads import board_claims
from thirdspace.claims.reads.history import history
from thirdspace.claims.reads.page import claim_page
from thirdspace.claims.reads.rows import Sought, claim_list
from thirdspace.claims.reads.waiting import signals
from thirdspace.problems import NotThere


def queries(call):
    with CaptureQueriesContext(connection) as caught:
        call()
    return len(caught)


def make(world, statement, who="coordinator", **fields):
    return actions.make_claim(world.scope(who), statement=statement, **fields)


class TestList:
    def test_the_most_contested_come_first_then_the_most_supported(self, world, link):
        second, third = make(world, "Second."), make(world, "Third.")
        link(number=second.number, stance="contrasts")
        link(number=third.number, stance="contrasts")
        link(number=third.number, stance="supports")
        numbers = [row.number for row in claim_list(world.scope("coordinator")).rows]
        assert numbers == [3, 2, 1]

    def test_pages_hold_each_claim_once(self, world, link):
        for place in range(7):
            link(number=make(world, f"Claim {place}.").number, stance="supports")
        for newest in (True, False):
            seen, cursor = [], ""
            while True:
                page = claim_list(
                    world.scope("coordinator"), Sought(newest=newest), cursor=cursor, size=3
                )
                seen += [row.number for row in page.rows]
                cursor = page.next_cursor
                if not cursor:
                    break
            assert sorted(seen) == list(range(1, 9))

    def test_it_is_narrowed(self, world, link):
        make(world, "Harvest works.", dynamic="benefits")
        link(stance="contrasts")
        scope = world.scope("coordinator")
        for sought, expected in (
            (Sought(words="harvest"), [2]),
            (Sought(dynamic="benefits"), [2]),
            (Sought(contrasted=True), [1]),
            (Sought(status="holds"), []),
        ):
            assert [row.number for row in claim_list(scope, sought).rows] == expected

    def test_what_is_hidden_is_not_listed_or_counted(self, world):
        make(world, "Ours.", visibility="own")
        make(world, "Named.", visibility="named", named=[world.org("university").pk])
        make(world, "All.")
        seen = {
            who: [row.statement for row in claim_list(world.scope(who)).rows]
            for who in ("coordinator", "member_university", "member_college", "funder")
        }
        assert sorted(seen["coordinator"]) == ["All.", "Named.", "Ours."]
        assert sorted(seen["member_university"]) == ["All.", "Named."]
        assert seen["member_college"] == ["All."]
        assert seen["funder"] == []
        assert claim_list(world.b.scope("coordinator")).count == 0

    def test_the_board_shows_a_few_and_counts_all(self, world):
        for place in range(8):
            make(world, f"Claim {place}.")
        board = board_claims(world.scope("coordinator"), 6)
        assert (len(board.rows), board.count) == (6, 8)

    def test_queries_do_not_grow(self, world, link):
        scope = world.scope("coordinator")
        link()
        one = queries(lambda: claim_list(scope))
        for place in range(10):
            link(number=make(world, f"Claim {place}.").number, stance="supports")
        assert queries(lambda: claim_list(scope)) == one == 4


class TestTally:
    def test_every_record_counts_by_whose_it_is(self, world, link, event):
        link("member_university", record=event(org="university"))
        link("member_district", record=event(org="university"))
        link("member_district", record=event(org="district"), stance="supports", strength=4)
        link("member_district", record=event(org=""), stance="mentions")
        (row,) = claim_list(world.scope("coordinator")).rows
        assert row.tally.label == "2 (Northfield 2) contrast, 1 (Harbor County 1) support"
        assert [(m.side, m.strength) for m in row.tally.supports] == [("district", 4)]
        lines = dict(row.tally.lines())
        assert [(x.what, x.contrasts, x.supports, x.mentions) for x in lines["Organization"]] == [
            ("Harbor County", 0, 1, 0),
            ("Northfield", 2, 0, 0),
            *[(x.what, 0, 0, 1) for x in lines["Organization"] if x.mentions],
        ]
        assert {x.what for x in lines["Strength"]} == {
            "A single source",
            "Several sources with outcome data",
        }

    def test_no_evidence_is_said(self, world, claim):
        (row,) = claim_list(world.scope("coordinator")).rows
        assert row.tally.label == "no evidence: we say this, nothing shows it yet"
        assert "nothing shows it" in claim_page(world.scope("coordinator"), 1).state


class TestPage:
    def test_a_record_kept_back_still_counts_without_its_words_and_reason(self, world, link, event):
        record = event("A secret sentence.", visibility="own")
        link("member_university", record=record, why="It says so.")
        page = claim_page(world.scope("member_district"), 1)
        (evidence,) = page.contrasts.rows
        assert len(page.row.tally.contrasts) == 1
        assert evidence.card.withheld
        assert (evidence.card.words, evidence.why) == ("", "")
        assert evidence.card.organization_name == "Northfield"
        (own,) = claim_page(world.scope("member_university"), 1).contrasts.rows
        assert (own.card.withheld, own.why) == ("", "It says so.")

    def test_the_funder_sees_a_released_claim_without_the_discussion(self, world, link, event):
        made = link(record=event(), why="It says so.")
        link(record=event("Released.", visibility="funder"), why="For all.")
        actions.reply_to_link(world.scope("coordinator"), link_id=made.pk, text="No.")
        actions.comment(world.scope("coordinator"), number=1, text="Between us.")
        Claim.objects.within(world.scope("operator")).update(visibility="funder")
        page = claim_page(world.scope("funder"), 1)
        assert len(page.row.tally.contrasts) == 2
        assert {(e.card.words != "", e.why) for e in page.contrasts.rows} == {
            (True, "For all."),
            (False, ""),
        }
        assert page.timeline is None
        assert page.waiting == []
        assert all(not e.replies and not e.linked.person for e in page.contrasts.rows)
        assert all(not held.person for held in page.holders)

    def test_evidence_is_paged_per_stance(self, world, link, event):
        for place in range(25):
            link(record=event(f"Event {place}."))
        link(stance="supports")
        first = claim_page(world.scope("coordinator"), 1)
        second = claim_page(
            world.scope("coordinator"), 1, {"contrasts": first.contrasts.next_cursor}
        )
        ids = [e.link_id for e in (*first.contrasts.rows, *second.contrasts.rows)]
        assert len(set(ids)) == 25
        assert second.contrasts.next_cursor == ""
        assert len(second.supports.rows) == 1

    def test_the_discussion_and_acts_are_one_timeline(self, world, claim, link):
        link()
        actions.comment(world.scope("member_district"), number=1, text="Which plan?")
        actions.propose_reading(
            world.scope("coordinator"), number=1, status="holds", reading="Yes."
        )
        told = [e.sentence for e in claim_page(world.scope("coordinator"), 1).timeline.events]
        assert "said: “Which plan?”" in told
        assert "linked evidence that contrasts with C-01" in told
        assert any("C-01" in sentence and "Holds" in sentence for sentence in told)
        assert told[-1] == f"made the claim “{claim.statement}”"

    def test_banks_have_the_district_first_and_name_who_is_silent(self, world, claim):
        actions.state_mind_changer(world.scope("coordinator_university"), number=1, text="Two.")
        actions.state_mind_changer(
            world.scope("coordinator"), number=1, text="Charter 4.", joint=True
        )
        banks = claim_page(world.scope("coordinator"), 1).banks
        assert [(b.side, b.name, b.text) for b in banks] == [
            ("district", "Harbor County", ""),
            ("joint", "", "Charter 4."),
            ("university", "Northfield", "Two."),
        ]

    def test_other_claims_on_the_same_records_are_named(self, world, link, event):
        record = event()
        other = make(world, "Another claim.")
        make(world, "Unrelated.")
        link(record=record)
        link(record=record, number=other.number, stance="supports")
        page = claim_page(world.scope("coordinator"), 1)
        assert [r.statement for r in page.related] == ["Another claim."]

    def test_what_is_not_seen_is_not_there(self, world):
        make(world, "Ours.", visibility="own")
        for scope in (world.scope("member_university"), world.b.scope("coordinator")):
            with pytest.raises(NotThere):
                claim_page(scope, 1)

    def test_queries_do_not_grow(self, world, link, event):
        scope = world.scope("coordinator")

        def fill():
            made = link(record=event())
            link(record=event(), stance="supports")
            link(record=event(), stance="mentions")
            actions.reply_to_link(world.scope("member_district"), link_id=made.pk, text="No.")
            actions.comment(world.scope("member_district"), number=1, text="Well.")
            actions.state_mind_changer(world.scope("member_district"), number=1, text="More.")

        fill()
        actions.propose_reading(scope, number=1, status="holds", reading="Yes.")
        few = queries(lambda: claim_page(scope, 1))
        for _again in range(6):
            fill()
        assert queries(lambda: claim_page(scope, 1)) == few
        assert few <= 24


class TestHistory:
    def test_withdrawn_evidence_and_former_words_are_there(self, world, link, claim):
        made = link()
        scope = world.scope("member_university")
        actions.withdraw_link(scope, link_id=made.pk, why="Wrong document.")
        actions.reword_claim(scope, number=1, statement="New words.", seen=claim.statement)
        kept = history(world.scope("coordinator"), 1)
        assert [w.reason for w in kept.withdrawn] == ["Wrong document."]
        assert [w.text for w in kept.wordings] == ["New words.", claim.statement]


class TestSignals:
    def test_contrast_unanswered_for_a_month_asks_for_talk(self, world, link):
        made = link()
        scope = world.scope("coordinator")
        assert signals(scope) == []
        EvidenceLink.objects.within(scope).update(linked_at=clock.now() - timedelta(days=31))
        (signal,) = signals(scope)
        assert (signal.need, signal.url) == ("talk", "/harbor/claims/1/")
        actions.reply_to_link(world.scope("member_university"), link_id=made.pk, text="Us too.")
        assert len(signals(scope)) == 1  # one's own word is no answer
        actions.reply_to_link(world.scope("member_district"), link_id=made.pk, text="True.")
        assert signals(scope) == []

    def test_a_date_that_has_passed_asks_for_another_look(self, world, claim):
        scope = world.scope("coordinator")
        Claim.objects.within(scope).update(look_again=clock.today() - timedelta(days=1))
        (signal,) = signals(scope)
        assert (signal.need, signal.held_by) == ("act", "Marcus Bell")

    def test_nothing_is_asked_outside(self, world, claim):
        Claim.objects.within(world.scope("operator")).update(
            look_again=clock.today() - timedelta(days=1), visibility="funder"
        )
        assert signals(world.scope("funder")) == []
