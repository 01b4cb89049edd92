"""Links: who may make, answer and withdraw them, and what they count."""

from __future__ import annotations

import pytest

from thirdspace.claims import actions, checks
from thirdspace.claims.actions.found import changed, count
from thirdspace.claims.models import Claim, EvidenceLink, Reply
from thirdspace.claims.reads.page import claim_page
from thirdspace.problems import Conflict, InputProblem, NotAllowed, NotThere


def counts(claim):
    return (claim.contrasts, claim.supports, claim.mentions)


class TestLinking:
    def test_it_counts_and_keeps_whose_record_it_is(self, world, claim, link, event, now):
        made = link(stance="contrasts", strength=3)
        link(stance="supports")
        link(stance="mentions")
        link(stance="supports")
        assert counts(now(1)) == (1, 2, 1)
        assert (made.side, made.record_organization) == ("university", world.org("university"))

    def test_once_for_each_organization(self, world, claim, link, event, now):
        record = event()
        link("member_university", record=record)
        with pytest.raises(Conflict) as both:
            link("coordinator_university", stance="supports", record=record)
        assert both.value.theirs == "Contrasts: The yearly plan is a main document."
        link("member_district", stance="supports", record=record)
        assert counts(now(1)) == (1, 1, 0)

    def test_what_the_linker_may_not_see_is_not_there(self, world, claim, link, event):
        with pytest.raises(NotThere):
            link("member_district", record=event(visibility="own"))

    def test_records_of_another_partnership_are_not_there(self, world, claim, link, event):
        with pytest.raises(NotThere):
            link(record=event(place=world.b))

    def test_an_unknown_kind_is_not_there(self, world, claim):
        with pytest.raises(NotThere):
            actions.link_evidence(
                world.scope("coordinator"),
                number=1,
                kind="dream",
                record_id=1,
                stance="supports",
                why="It came true.",
            )

    @pytest.mark.parametrize(
        ("fields", "field"),
        [({"stance": "proves"}, "stance"), ({"why": " "}, "why"), ({"strength": 5}, "strength")],
    )
    def test_what_can_not_be_used_is_refused(self, link, fields, field, now):
        with pytest.raises(InputProblem) as refused:
            link(**fields)
        assert refused.value.field == field
        assert counts(now(1)) == (0, 0, 0)

    def test_a_sponsor_may_not_link(self, link):
        with pytest.raises(NotAllowed):
            link("sponsor_district")

    def test_the_trail_has_no_word_of_the_record(self, world, link, event):
        from thirdspace.access.models import AuditEvent

        link(record=event("A secret sentence."), why="Because it says so.")
        told = AuditEvent.objects.within(world.scope("operator")).latest("id")
        assert told.verb == "claims.link_contrasts"
        assert "secret" not in f"{told.label}{told.after}"
        assert "Because" not in f"{told.label}{told.after}"


class TestCounting:
    def test_two_who_read_the_same_claim_do_not_lose_each_other_s_count(self, world, claim, now):
        scope = world.scope("coordinator")
        first, second = now(1), now(1)
        count(scope, first, "contrasts", +1)
        count(scope, second, "contrasts", +1)
        changed(scope, first)
        assert counts(now(1)) == (2, 0, 0)


class TestWithdrawing:
    def test_its_author_gives_a_reason_and_it_stays_in_the_history(self, world, link, now):
        made = link()
        actions.withdraw_link(
            world.scope("member_university"), link_id=made.pk, why="Wrong document."
        )
        assert counts(now(1)) == (0, 0, 0)
        kept = EvidenceLink.objects.within(world.scope("operator")).get()
        assert (kept.withdrawn_why, kept.withdrawn_at is None) == ("Wrong document.", False)

    @pytest.mark.parametrize(
        "who", ["coordinator", "coordinator_university", "member_district", "operator"]
    )
    def test_nobody_else_can(self, world, link, who, now):
        made = link("member_university")
        with pytest.raises(NotAllowed):
            actions.withdraw_link(world.scope(who), link_id=made.pk, why="Not true.")
        assert counts(now(1)) == (1, 0, 0)

    def test_it_needs_a_reason(self, world, link, now):
        made = link()
        with pytest.raises(InputProblem):
            actions.withdraw_link(world.scope("member_university"), link_id=made.pk, why="")
        assert counts(now(1)) == (1, 0, 0)

    def test_twice_is_not_there_and_linking_again_is_allowed(self, world, link, event, now):
        record = event()
        made = link(record=record)
        scope = world.scope("member_university")
        actions.withdraw_link(scope, link_id=made.pk, why="Wrong claim.")
        with pytest.raises(NotThere):
            actions.withdraw_link(scope, link_id=made.pk, why="Again.")
        link(record=record, stance="mentions")
        assert counts(now(1)) == (0, 0, 1)


class TestAnswering:
    def test_the_other_side_answers_and_the_evidence_stays(self, world, link, now):
        made = link()
        actions.reply_to_link(
            world.scope("sponsor_district"), link_id=made.pk, text="It goes to our board by law."
        )
        assert counts(now(1)) == (1, 0, 0)
        page = claim_page(world.scope("member_university"), 1)
        (evidence,) = page.contrasts.rows
        assert [r.text for r in evidence.replies] == ["It goes to our board by law."]
        assert Reply.objects.within(world.scope("operator")).count() == 1

    def test_a_link_of_another_partnership_is_not_there(self, world, link):
        made = link()
        with pytest.raises(NotThere):
            actions.reply_to_link(world.b.scope("coordinator"), link_id=made.pk, text="Hello")


class TestChecks:
    def test_all_is_well(self, world, link):
        link()
        assert list(checks.orphan_links()) == list(checks.wrong_counts()) == []

    def test_a_record_that_is_gone_and_a_kind_nobody_knows(self, world, link, event):
        record = event()
        link(record=record)
        other = link(record=event("Another."))
        record.delete()
        EvidenceLink.objects.within(world.scope("operator")).filter(pk=other.pk).update(
            kind="dream"
        )
        found = list(checks.orphan_links())
        assert len(found) == 2
        assert "“dream”" in found[0]
        assert "“event”" in found[1]

    def test_a_counter_that_is_not_what_the_links_say(self, world, link):
        link()
        Claim.objects.within(world.scope("operator")).update(contrasts=0)
        assert list(checks.wrong_counts()) == ["harbor, C-01: contrasts says 0, there are 1."]
