"""Making, wording, sharing, holding and discussing a claim."""

from __future__ import annotations

from datetime import date

import pytest

from thirdspace.access import search
from thirdspace.access.models import AuditEvent
from thirdspace.access.scope import Visibility
from thirdspace.claims import actions
from thirdspace.claims.models import Claim, Comment, Holder, MindChanger, Wording
from thirdspace.problems import Conflict, InputProblem, NotAllowed, NotThere


def acts(world, claim):
    rows = AuditEvent.objects.within(world.scope("operator")).filter(
        kind="claims.claim", record_id=claim.pk
    )
    return list(rows.order_by("id").values_list("verb", flat=True))


class TestMaking:
    def test_numbers_count_on_whoever_sees_them(self, world):
        first = actions.make_claim(
            world.scope("member_district"), statement="Ours.", visibility=Visibility.OWN
        )
        second = actions.make_claim(world.scope("member_university"), statement="Everybody's.")
        assert (first.short, second.short) == ("C-01", "C-02")
        assert not Claim.objects.within(world.scope("member_university")).filter(number=1).exists()

    def test_the_maker_holds_it_and_its_words_are_kept(self, world):
        claim = actions.make_claim(world.scope("member_district"), statement=" Ours. ")
        scope = world.scope("operator")
        holder = Holder.objects.within(scope).get(claim=claim)
        assert holder.person == world.a.people["member_district"]
        assert Wording.objects.within(scope).get(claim=claim).statement == "Ours."
        assert acts(world, claim) == ["claims.make_claim"]

    @pytest.mark.parametrize(
        ("fields", "field"),
        [
            ({"statement": "  "}, "statement"),
            ({"statement": "x" * 501}, "statement"),
            ({"dynamic": "luck"}, "dynamic"),
            ({"since": "spring"}, "since"),
            ({"since": "2026", "until": "2025-12"}, "until"),
            ({"visibility": "public"}, "visibility"),
            ({"visibility": "named"}, "named"),
        ],
    )
    def test_what_can_not_be_used_is_refused(self, world, fields, field):
        with pytest.raises(InputProblem) as refused:
            actions.make_claim(world.scope("coordinator"), **{"statement": "We do.", **fields})
        assert refused.value.field == field

    @pytest.mark.parametrize("who", ["sponsor_district", "funder", "candidate"])
    def test_who_may_not_write(self, world, who):
        with pytest.raises(NotAllowed):
            actions.make_claim(world.scope(who), statement="We do.")

    def test_it_is_found_by_its_words_by_those_who_see_it(self, world):
        actions.make_claim(
            world.scope("member_district"), statement="Harvest claims.", visibility="own"
        )
        assert search.find(world.scope("coordinator"), "harvest", kind="claim").count() == 1
        assert search.find(world.scope("member_university"), "harvest").count() == 0


class TestWording:
    def test_former_words_stay(self, world, claim, now):
        actions.reword_claim(
            world.scope("member_university"),
            number=1,
            statement="We write most documents together.",
            seen=claim.statement,
        )
        assert now(1).statement == "We write most documents together."
        kept = Wording.objects.within(world.scope("operator")).filter(claim=claim).order_by("id")
        assert [w.statement for w in kept] == [claim.statement, now(1).statement]

    def test_two_people_at_once_see_both_versions(self, world, claim, now):
        seen = claim.statement
        actions.reword_claim(world.scope("coordinator"), number=1, statement="Mine.", seen=seen)
        with pytest.raises(Conflict) as both:
            actions.reword_claim(
                world.scope("member_university"), number=1, statement="Theirs.", seen=seen
            )
        assert (both.value.theirs, both.value.yours) == ("Mine.", "Theirs.")
        assert now(1).statement == "Mine."

    def test_the_same_words_are_no_change(self, world, claim):
        before = len(acts(world, claim))
        actions.reword_claim(
            world.scope("coordinator"), number=1, statement=claim.statement, seen=claim.statement
        )
        assert len(acts(world, claim)) == before


class TestSharing:
    def test_a_wider_circle_sees_it_and_finds_it(self, world):
        scope = world.scope("member_district")
        actions.make_claim(scope, statement="Harvest claims.", visibility="own")
        actions.share_claim(scope, number=1, visibility="named", named=[world.org("university").pk])
        assert Claim.objects.within(world.scope("member_university")).count() == 1
        assert Claim.objects.within(world.scope("member_college")).count() == 0
        assert search.find(world.scope("member_university"), "harvest").count() == 1

    def test_it_is_never_hidden_again_nor_released_by_one(self, world, claim):
        for level in ("own", "funder"):
            with pytest.raises(InputProblem):
                actions.share_claim(world.scope("coordinator"), number=1, visibility=level)

    def test_only_its_own_organization_shares_it(self, world, claim):
        with pytest.raises(NotAllowed):
            actions.share_claim(
                world.scope("member_university"), number=1, visibility="partnership"
            )


class TestHolders:
    def test_the_other_side_can_not_take_a_holder_out(self, world, claim):
        held = Holder.objects.within(world.scope("operator")).get(
            organization=world.org("university")
        )
        with pytest.raises(NotAllowed):
            actions.remove_holder(world.scope("coordinator"), holder_id=held.pk)
        actions.remove_holder(world.scope("member_university"), holder_id=held.pk)
        assert not Holder.objects.within(world.scope("operator")).filter(pk=held.pk).exists()

    def test_twice_is_refused(self, world, claim):
        with pytest.raises(InputProblem):
            actions.add_holder(
                world.scope("coordinator"),
                number=1,
                person_id=world.a.people["coordinator_university"].pk,
                organization_id=world.org("university").pk,
            )

    @pytest.mark.parametrize(
        ("who", "org"), [("funder", "funder"), ("member_district", "university")]
    )
    def test_who_has_no_such_seat_inside_can_not_hold(self, world, claim, who, org):
        with pytest.raises(InputProblem):
            actions.add_holder(
                world.scope("coordinator"),
                number=1,
                person_id=world.a.people[who].pk,
                organization_id=world.org(org).pk,
            )

    def test_who_does_not_see_it_can_not_hold(self, world):
        scope = world.scope("coordinator")
        actions.make_claim(scope, statement="Ours.", visibility="own")
        with pytest.raises(InputProblem):
            actions.add_holder(
                scope,
                number=1,
                person_id=world.a.people["member_university"].pk,
                organization_id=world.org("university").pk,
            )

    def test_people_of_another_partnership_are_not_there(self, world, claim):
        with pytest.raises(NotThere):
            actions.add_holder(
                world.scope("coordinator"),
                number=1,
                person_id=world.b.people["coordinator"].pk,
                organization_id=world.b.org("district").pk,
            )


class TestDiscussion:
    def test_a_sponsor_may_comment(self, world, claim):
        actions.comment(world.scope("sponsor_university"), number=1, text="Which plan?")
        assert Comment.objects.within(world.scope("coordinator")).get().text == "Which plan?"
        assert acts(world, claim)[-1] == "claims.comment"

    def test_the_funder_may_not(self, world, claim):
        with pytest.raises(NotAllowed):
            actions.comment(world.scope("funder"), number=1, text="Hello")

    def test_a_claim_not_seen_is_not_there(self, world):
        actions.make_claim(world.scope("coordinator"), statement="Ours.", visibility="own")
        with pytest.raises(NotThere):
            actions.comment(world.scope("member_university"), number=1, text="Hello")


class TestMindChangers:
    def test_one_s_own_is_replaced_and_kept(self, world, claim):
        for text in ("First.", "Second."):
            actions.state_mind_changer(
                world.scope("coordinator"), number=1, text=text, check_on=date(2026, 8, 31)
            )
        actions.state_mind_changer(world.scope("member_university"), number=1, text="Theirs.")
        actions.state_mind_changer(
            world.scope("member_university"), number=1, text="Both.", joint=True
        )
        rows = MindChanger.objects.within(world.scope("operator"))
        standing = rows.filter(replaced_at=None).values_list("organization__short_name", "text")
        assert set(standing) == {
            ("Harbor County", "Second."),
            ("Northfield", "Theirs."),
            (None, "Both."),
        }
        assert rows.get(text="First.").replaced_at is not None
