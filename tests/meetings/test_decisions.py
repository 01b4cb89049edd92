"""Decisions: who had a part, who was absent and may object, what needs both, and silence."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from thirdspace.access import clock, keys
from thirdspace.access.models import AuditEvent, Proposal, TaskLink
from thirdspace.access.registries import Owes
from thirdspace.access.scope import Visibility
from thirdspace.meetings.actions import decisions as actions
from thirdspace.meetings.actions import meetings as planning
from thirdspace.meetings.actions.parts import parts_of, seen_mark
from thirdspace.meetings.actions.presence import set_presence
from thirdspace.meetings.models import AgendaItem, Attendance, Decision, Meeting
from thirdspace.meetings.reads.decision_page import decision_page
from thirdspace.meetings.reads.decision_signals import (
    decision_signals,
    decision_signs,
    owed_decisions,
)
from thirdspace.meetings.reads.decisions import decision_list, made_in, shares
from thirdspace.partnership.models import Seat
from thirdspace.problems import Conflict, InputProblem, NotAllowed, NotThere
from thirdspace.web.models import Letter


@pytest.fixture(autouse=True)
def _stopped(now):
    """All happens on 16 June 2026."""


def day(days):
    return clock.today() + timedelta(days=days)


def decide(world, who="coordinator", **fields):
    return actions.decide(
        world.scope(who), **{"text": "The yearly plan starts as a blank page.", **fields}
    )


def ask(world, who="coordinator", number=1, to=("university",), **fields):
    given = {"answer_by": day(14), "if_silent": "the old plan stays.", **fields}
    return actions.ask_both(
        world.scope(who), number=number, organization_ids=[world.org(o).pk for o in to], **given
    )


def say(world, who, answer, line="", number=1):
    return actions.answer_decision(world.scope(who), number=number, answer=answer, line=line)


def stored(world, number=1):
    return Decision.objects.within(world.scope("operator")).get(number=number)


def row(world, number=1, who="coordinator"):
    return decision_page(world.scope(who), number).row


def letters_to(world, name):
    return list(Letter.everywhere.filter(to=world.a.people[name].email).order_by("pk"))


def here(world, meeting, *names, state="here"):
    scope = world.scope("coordinator")
    for name in names:
        attendance = Attendance.objects.within(scope).get(
            meeting=meeting, person=world.a.people[name]
        )
        set_presence(scope, meeting_id=meeting.pk, attendance_id=attendance.pk, state=state)


class TestInAMeeting:
    def test_who_is_here_decides_who_is_not_may_object(self, world, open_meeting):
        here(world, open_meeting, "coordinator", "member_university")
        before = Letter.everywhere.count()
        made = decide(world, meeting_id=open_meeting.pk)
        found = row(world)
        assert made.short == "D-01"
        assert [org.name for org in found.decided] == ["Harbor County", "Northfield"]
        assert [each.org.name for each in found.absent] == ["Lakeside", "State Office"]
        assert {org.name for org in found.counts_for} == {
            "Harbor County", "Northfield", "Lakeside", "State Office",
        }  # fmt: skip
        assert (found.proposed_by.name, found.object_until) == ("Harbor County", day(9))
        assert found.everyone is False
        assert Letter.everywhere.count() == before  # said by mail once the meeting is over
        planning.close_meeting(world.scope("coordinator"), meeting_id=open_meeting.pk)
        (told,) = letters_to(world, "member_college")[-1:]
        assert "may object until 25 Jun 2026" in told.text
        (told,) = letters_to(world, "member_university")[-1:]
        assert "object" not in told.text
        assert [each.short for each in made_in(world.scope("coordinator"), open_meeting)] == [
            "D-01"
        ]

    def test_until_somebody_is_marked_nobody_is_called_absent(self, world, open_meeting):
        decide(world, meeting_id=open_meeting.pk)
        found = row(world)
        assert ([org.name for org in found.decided], found.absent) == (["Harbor County"], [])

    def test_closing_says_who_was_there(self, world, open_meeting):
        decide(world, meeting_id=open_meeting.pk)
        here(world, open_meeting, "coordinator", "member_university", "facilitator")
        with clock.at(clock.now() + timedelta(minutes=30)):  # after it was decided
            here(world, open_meeting, "facilitator", state="left")
            planning.close_meeting(world.scope("coordinator"), meeting_id=open_meeting.pk)
        found = row(world)
        assert [org.name for org in found.decided] == [
            "Harbor County",
            "Northfield",
            "State Office",
        ]
        assert [each.org.name for each in found.absent] == ["Lakeside"]
        assert found.object_until == day(9)

    def test_closing_keeps_what_somebody_set_by_hand(self, world, open_meeting):
        made = decide(world, meeting_id=open_meeting.pk)
        scope = world.scope("coordinator")
        parts = parts_of(scope, made)
        actions.change_decision(
            scope, number=made.number, text=made.text, proposed_by_id=made.proposed_by_id,
            decided_ids=[world.org("college").pk], absent_ids=[],
            counts_for_ids=list(parts["counts_for"]), benefits={}, bears={}, reason="",
        )  # fmt: skip
        here(world, open_meeting, "coordinator")
        planning.close_meeting(scope, meeting_id=open_meeting.pk)
        assert [org.name for org in row(world).decided] == ["Lakeside"]

    def test_who_left_is_absent_from_then_on(self, world, open_meeting):
        here(world, open_meeting, "coordinator", "facilitator")
        with clock.at(clock.now() + timedelta(minutes=38)):
            here(world, open_meeting, "facilitator", state="left")
            decide(world, meeting_id=open_meeting.pk)
        left = next(e for e in row(world).absent if e.org.name == "State Office")
        assert left.line == "left at 15:08"

    def test_without_a_meeting_the_writer_s_organization_decided(self, world):
        decide(world)
        found = row(world)
        assert [org.name for org in found.decided] == ["Harbor County"]
        assert (found.absent, found.object_until) == ([], None)
        assert len(found.counts_for) == 4

    def test_what_can_not_be_decided(self, world, meeting):
        for wrong in (
            {"text": " "},
            {"text": "x" * 501},
            {"proposed_by_id": world.b.org("district").pk},
        ):
            with pytest.raises(InputProblem):
                decide(world, **wrong)
        with pytest.raises(NotThere):
            actions.decide(world.b.scope("coordinator"), text="x", meeting_id=meeting.pk)
        with pytest.raises(NotAllowed):
            decide(world, "sponsor_district")

    def test_seen_by_whoever_sees_the_meeting(self, world, open_meeting):
        here(world, open_meeting, "coordinator")
        Meeting.objects.within(world.scope("operator")).filter(pk=open_meeting.pk).update(
            visibility=Visibility.NAMED, named=f",{world.org('university').pk},"
        )
        before = Letter.everywhere.count()
        decide(world, meeting_id=open_meeting.pk)
        assert row(world, who="member_university").number == 1
        with pytest.raises(NotThere):
            row(world, who="member_college")
        planning.close_meeting(world.scope("coordinator"), meeting_id=open_meeting.pk)
        decide(world, meeting_id=open_meeting.pk)  # noted afterwards: told at once
        told = {letter.to for letter in Letter.everywhere.order_by("pk")[before:]
                if "Minutes" not in letter.subject}  # fmt: skip
        assert world.a.people["member_college"].email not in told
        assert world.a.people["sponsor_university"].email in told


class TestObjecting:
    def absent(self, world, open_meeting):
        here(world, open_meeting, "coordinator")
        decide(world, meeting_id=open_meeting.pk)

    def test_it_stands_beside_the_decision(self, world, open_meeting):
        self.absent(world, open_meeting)
        actions.object_to(world.scope("sponsor_university"), number=1, line="Not in August.")
        assert [(o.org.name, o.line) for o in row(world).objections] == [
            ("Northfield", "Not in August.")
        ]
        assert row(world).state == "decided"
        (talk,) = [s for s in decision_signals(world.scope("coordinator")) if s.need == "talk"]
        assert talk.title.startswith("Northfield objects")
        actions.object_to(world.scope("sponsor_university"), number=1, line="Not in July.")
        assert [o.line for o in row(world).objections] == ["Not in July."]

    def test_until_the_day(self, world, open_meeting):
        self.absent(world, open_meeting)
        with clock.at(clock.now() + timedelta(days=9)):
            actions.object_to(world.scope("sponsor_university"), number=1, line="Late but in time.")
        with clock.at(clock.now() + timedelta(days=10)), pytest.raises(InputProblem):
            actions.object_to(world.scope("coordinator_university"), number=1, line="Too late.")

    def test_only_who_was_apart_and_answers_for_it(self, world, open_meeting):
        self.absent(world, open_meeting)
        for who in ("sponsor_district", "member_university"):
            with pytest.raises(NotAllowed):
                actions.object_to(world.scope(who), number=1, line="x")
        with pytest.raises(InputProblem):
            actions.object_to(world.scope("sponsor_university"), number=1, line=" ")


class TestChanging:
    def change(self, world, who="coordinator", **fields):
        district, university = world.org("district").pk, world.org("university").pk
        given = {
            "number": 1,
            "text": "The plan starts blank.",
            "proposed_by_id": university,
            "decided_ids": [district],
            "absent_ids": [university],
            "counts_for_ids": [district, university],
            "benefits": {district: "Fewer drafts."},
            "bears": {university: "One day."},
            "reason": "Northfield asked.",
            **fields,
        }
        return actions.change_decision(world.scope(who), **given)

    def test_every_part(self, world):
        decide(world)
        self.change(world)
        found = row(world)
        assert (found.text, found.proposed_by.name) == ("The plan starts blank.", "Northfield")
        assert [(e.org.name, e.line) for e in found.benefits] == [
            ("Harbor County", "Fewer drafts.")
        ]
        assert [(e.org.name, e.line) for e in found.bears] == [("Northfield", "One day.")]
        assert found.object_until == day(9)
        assert "Decided without you" in letters_to(world, "sponsor_university")[-1].subject
        act = AuditEvent.everywhere.get(verb="meetings.change_decision")
        assert act.before["text"] == "The yearly plan starts as a blank page."
        assert act.after["bears"] == "Northfield: One day."

    def test_not_both_deciding_and_absent(self, world):
        decide(world)
        both = [world.org("district").pk]
        with pytest.raises(InputProblem):
            self.change(world, decided_ids=both, absent_ids=both)
        with pytest.raises(InputProblem):
            self.change(world, benefits={world.b.org("district").pk: "x"})

    def test_two_at_once(self, world):
        seen = seen_mark(world.scope("coordinator"), decide(world))
        self.change(world, seen=seen)
        with pytest.raises(Conflict) as both:
            self.change(world, who="member_university", text="Other words.", seen=seen)
        assert "The plan starts blank." in both.value.theirs
        assert "Northfield" in both.value.theirs
        assert both.value.yours == "Other words."

    def test_what_was_asked_is_not_changed_by_one_side(self, world):
        decide(world)
        ask(world)
        with pytest.raises(InputProblem):
            self.change(world)
        now = stored(world)
        same = {"text": now.text, "proposed_by_id": now.proposed_by_id, "decided_ids": [],
                "absent_ids": []}  # fmt: skip
        with pytest.raises(InputProblem):  # who bears the cost is part of what was asked
            self.change(world, **same)
        assert row(world).bears == []


class TestNeedsBoth:
    def test_it_waits_and_says_for_whom(self, world):
        decide(world)
        ask(world, reason="Nine weeks lie below.")
        found = row(world)
        assert (found.state, found.decided, found.decided_at) == ("waiting", [], None)
        assert [(v.org.name, v.answer) for v in found.voices] == [
            ("Harbor County", "yes"), ("Northfield", ""),
        ]  # fmt: skip
        assert [org.name for org in found.silent] == ["Northfield"]
        for name in ("coordinator_university", "sponsor_university"):
            (letter,) = letters_to(world, name)
            assert "the old plan stays." in letter.text
            assert "Nine weeks lie below." in letter.text
        assert letters_to(world, "sponsor_district") == []

    def test_both_yes_decides(self, world):
        decide(world)
        ask(world)
        say(world, "sponsor_university", "yes")
        found = row(world)
        assert (found.state, found.decided_at) == ("decided", clock.now())
        assert [org.name for org in found.decided] == ["Harbor County", "Northfield"]
        assert not TaskLink.everywhere.filter(used_at=None).exists()
        assert "Decided" in letters_to(world, "coordinator")[-1].subject
        last = decision_page(world.scope("coordinator"), 1).events[0]
        assert (last.side, last.sentence[:17]) == ("joint", "gave the last yes")

    def test_all_three(self, world):
        Seat.everywhere.filter(person=world.a.people["member_college"]).update(role="sponsor")
        decide(world)
        ask(world, to=("university", "college"))
        say(world, "sponsor_university", "yes")
        assert stored(world).state == "waiting"
        say(world, "member_college", "yes")
        assert stored(world).state == "decided"

    def test_not_yet_goes_on_the_next_agenda(self, world, series, open_meeting):
        here(world, open_meeting, "coordinator")
        later = planning.plan_meeting(
            world.scope("coordinator"), series_id=series.pk,
            starts_at=open_meeting.starts_at + timedelta(days=14),
        )  # fmt: skip
        decide(world, meeting_id=open_meeting.pk)
        ask(world)
        say(world, "sponsor_university", "not_yet", "Show us the costs.")
        found = row(world)
        assert (found.state, found.voices[1].answer) == ("not_yet", "not_yet")
        assert found.voices[1].line == "Show us the costs."
        items = AgendaItem.objects.within(world.scope("coordinator")).filter(meeting=later)
        item = items.get(title__startswith="D-01")
        assert (item.kind, item.note, item.brought_by) == (
            "decide", "Show us the costs.", world.org("university"),
        )  # fmt: skip

    def test_not_yet_without_a_next_meeting(self, world):
        decide(world)
        ask(world)
        say(world, "sponsor_university", "not_yet", "Later.")
        assert stored(world).state == "not_yet"

    def test_no_keeps_the_reason(self, world):
        decide(world)
        ask(world)
        say(world, "coordinator_university", "no", "It costs us a day.")
        assert row(world).state == "declined"
        assert row(world).voices[1].line == "It costs us a day."
        assert "It costs us a day." in letters_to(world, "coordinator")[-1].text
        with pytest.raises(NotThere):
            say(world, "sponsor_university", "yes")

    @pytest.mark.parametrize(("answer", "line"), [("no", ""), ("not_yet", " "), ("maybe", "x")])
    def test_a_no_says_why(self, world, answer, line):
        decide(world)
        ask(world)
        with pytest.raises(InputProblem):
            say(world, "sponsor_university", answer, line)
        assert stored(world).state == "waiting"

    def test_who_is_not_asked_can_not_answer(self, world):
        decide(world)
        ask(world)
        for who in ("member_university", "member_college", "facilitator", "researcher"):
            with pytest.raises(NotAllowed):
                say(world, who, "yes")
        with pytest.raises(NotThere):
            actions.answer_decision(world.b.scope("coordinator"), number=1, answer="yes")

    def test_silence_is_shown_and_is_no_yes(self, world):
        decide(world)
        ask(world)
        with clock.at(clock.now() + timedelta(days=14)):
            assert row(world).silence == ""
        with clock.at(clock.now() + timedelta(days=15)):
            found = row(world)
            assert found.silence == (
                "No answer from Northfield by 30 Jun 2026; the old plan stays."
            )
            assert found.state == "waiting"
            (past,) = decision_signals(world.scope("coordinator"))
            assert (past.need, past.detail, past.held_by) == (
                "act", found.silence, "Ingrid Halloran",
            )  # fmt: skip
            say(world, "sponsor_university", "yes")
            late = row(world)
        assert late.state == "decided"
        assert [voice.late for voice in late.voices] == [False, True]

    def test_one_side_alone_is_refused(self, world):
        decide(world)
        for to in ((), ("district",)):
            with pytest.raises(InputProblem, match="Only one organization"):
                ask(world, to=to)

    @pytest.mark.parametrize("wrong", [{"if_silent": " "}, {"to": ("state",)}, {"to": ("funder",)}])
    def test_what_is_missing_is_said(self, world, wrong):
        decide(world)
        with pytest.raises(InputProblem):
            ask(world, **wrong)
        assert stored(world).state == "decided"

    def test_not_by_a_past_day(self, world):
        decide(world)
        with pytest.raises(InputProblem, match="is over"):
            ask(world, answer_by=day(-1))

    def test_only_one_question_at_a_time(self, world):
        decide(world)
        ask(world)
        with pytest.raises(Conflict):
            ask(world, "coordinator_university", to=("district",))
        say(world, "sponsor_university", "no", "No.")
        ask(world)
        assert row(world).state == "waiting"
        say(world, "sponsor_university", "yes")
        with pytest.raises(InputProblem):
            ask(world)

    def test_a_member_s_question_waits_for_their_own_side_too(self, world):
        decide(world, "member_district")
        ask(world, "member_district")
        assert [org.name for org in row(world).silent] == ["Harbor County", "Northfield"]
        assert len(letters_to(world, "sponsor_district")) == 1

    def test_reasons_are_seen_by_whoever_sees_the_decision(self, world, meeting):
        Meeting.objects.within(world.scope("operator")).filter(pk=meeting.pk).update(
            visibility=Visibility.NAMED, named=f",{world.org('university').pk},"
        )
        decide(world, meeting_id=meeting.pk, text="A secret plan.")
        ask(world)
        say(world, "sponsor_university", "no", "A secret reason.")
        apart = world.scope("member_college")
        assert not Proposal.objects.within(apart).exists()
        seen = AuditEvent.objects.within(apart).values_list("label", "after")
        assert "secret" not in str(list(seen))
        assert row(world, who="member_university").voices[1].line == "A secret reason."

    def test_an_organization_that_leaves_is_no_yes(self, world):
        decide(world)
        ask(world)
        keys.leave(world.scope("sponsor_university"))
        assert stored(world).state != "decided"


class TestWithdrawing:
    def test_by_who_proposed_it_with_a_reason(self, world):
        decide(world)
        ask(world)
        actions.withdraw_decision(world.scope("coordinator"), number=1, why="Asked too early.")
        assert row(world).state == "withdrawn"
        assert not TaskLink.everywhere.filter(used_at=None).exists()
        with pytest.raises(NotThere):
            say(world, "sponsor_university", "yes")
        assert "Asked too early." in decision_page(world.scope("coordinator"), 1).events[0].sentence

    def test_not_by_others_and_not_what_all_agreed(self, world):
        decide(world)
        with pytest.raises(NotAllowed):
            actions.withdraw_decision(world.scope("member_university"), number=1, why="x")
        ask(world)
        say(world, "sponsor_university", "yes")
        with pytest.raises(NotAllowed):
            actions.withdraw_decision(world.scope("coordinator"), number=1, why="x")


class TestReads:
    def test_what_waits_comes_first_then_the_newest(self, world):
        for text in ("One", "Two", "Three"):
            decide(world, text=text)
        decide(world, "member_university", text="Four")
        ask(world, number=2)
        found = decision_list(world.scope("coordinator"))
        assert [r.text for r in found.waiting] == ["Two"]
        assert [r.text for r in found.rows] == ["Four", "Three", "One"]
        own = decision_list(world.scope("coordinator"), proposed_by=world.org("university").pk)
        assert ([r.text for r in own.rows], own.count) == (["Four"], 1)

    def test_shares_count_the_absent_and_rank_nobody(self, world, open_meeting):
        here(world, open_meeting, "coordinator", "member_university")
        decide(world, meeting_id=open_meeting.pk)
        decide(world, "member_university", meeting_id=open_meeting.pk)
        found = shares(world.scope("coordinator"))
        assert [(r.organization, r.proposed, r.decided, r.absent) for r in found.organizations] == [
            ("Harbor County", 1, 2, 0), ("Northfield", 1, 2, 0), ("Lakeside", 0, 0, 2),
            ("State Office", 0, 0, 2), ("Bright", 0, 0, 0),
        ]  # fmt: skip
        assert "absent from 2" in found.sentence

    def test_my_answer_is_owed(self, world):
        decide(world)
        ask(world)
        (owed,) = owed_decisions(world.scope("sponsor_university"))
        assert (owed.owes, owed.task, owed.record_id) == (
            Owes.ON_ME, "meetings.decision", stored(world).proposal_id,
        )  # fmt: skip
        assert owed.detail == "Needs both; Harbor County agreed."
        for who in ("coordinator", "member_university", "member_college", "funder"):
            assert owed_decisions(world.scope(who)) == []

    def test_often_absent_is_worth_a_look(self, world, open_meeting):
        here(world, open_meeting, "coordinator", "member_university", "member_college")
        for _time in range(3):
            decide(world, meeting_id=open_meeting.pk)
        (look,) = decision_signals(world.scope("coordinator"))
        assert (look.need, look.title) == ("look", "State Office was absent from 3 decisions")

    def test_signs_of_ownership(self, world, open_meeting):
        here(world, open_meeting, "coordinator")
        decide(world, meeting_id=open_meeting.pk)
        here(world, open_meeting, "member_university", "member_college", "facilitator")
        decide(world, meeting_id=open_meeting.pk)
        signs = decision_signs(world.scope("coordinator"))
        assert [(s.dynamic, s.strengthens, s.computed, s.count) for s in signs] == [
            ("ownership", False, True, 1), ("ownership", True, True, 1),
        ]  # fmt: skip
        assert decision_signs(world.scope("funder")) == []

    def test_queries_do_not_grow(self, world, counted_on_sqlite):
        scope, counted = world.scope("sponsor_university"), []
        for more in (1, 15):
            for _time in range(more):
                number = decide(world).number
                ask(world, number=number)
                decide(world)
            with CaptureQueriesContext(connection) as queries:
                decision_list(scope)
                owed_decisions(scope)
                decision_signals(scope)
                decision_signs(scope)
                shares(scope)
            counted.append(len(queries))
        assert counted[0] == counted[1]

    def test_parts_of_another_partnership_stay_there(self, world):
        made = decide(world)
        assert all(not lines for lines in parts_of(world.b.scope("coordinator"), made).values())
