"""Promises: who may be given one, how it is answered, who asks, what is told to whom."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from thirdspace.access import clock
from thirdspace.access.models import AuditEvent
from thirdspace.access.registries import Owes
from thirdspace.access.scope import Visibility
from thirdspace.meetings.actions import promises as actions
from thirdspace.meetings.models import Meeting, Promise, PromiseAnswer
from thirdspace.meetings.reads import promises as reads
from thirdspace.meetings.reads.promise_page import promise_page
from thirdspace.meetings.reads.promise_signals import owed_by, promise_signals, promise_signs
from thirdspace.partnership.models import Seat
from thirdspace.problems import Conflict, InputProblem, NotAllowed, NotThere
from thirdspace.web.models import Letter


@pytest.fixture(autouse=True)
def _stopped(now):
    """All happens on 16 June 2026."""


def day(days):
    return clock.today() + timedelta(days=days)


def promise(world, who="coordinator", owner="member_university", **fields):
    given = {"text": "Send the course map", "due": day(5), **fields}
    return actions.make_promise(world.scope(who), owner_id=world.a.people[owner].pk, **given)


def letters_to(world, name):
    return list(Letter.everywhere.filter(to=world.a.people[name].email).order_by("pk"))


def stored(world, number=1):
    return Promise.objects.within(world.scope("operator")).get(number=number)


def leave(world, name, days=-1):
    Seat.everywhere.filter(person=world.a.people[name]).update(until=day(days))


class TestMaking:
    def test_it_is_the_owner_s_for_their_organization(self, world):
        made = promise(world)
        assert (made.short, made.owner, made.organization) == (
            "P-01", world.a.people["member_university"], world.org("university"),
        )  # fmt: skip
        assert (made.due, made.first_due, made.moves) == (day(5), day(5), 0)
        assert (made.origin, made.visibility) == (world.org("district"), "partnership")
        assert promise(world, text="Another").short == "P-02"

    def test_its_owner_has_a_mail_with_a_link(self, world):
        promise(world)
        (letter,) = letters_to(world, "member_university")
        assert "Send the course map" in letter.text
        assert "/link/" in letter.text
        assert "Marcus Bell" in letter.text

    def test_one_s_own_needs_no_mail(self, world):
        promise(world, owner="coordinator")
        assert not Letter.everywhere.exists()

    def test_in_a_meeting_the_minutes_tell(self, world, meeting):
        before = Letter.everywhere.count()
        made = promise(world, meeting_id=meeting.pk)
        assert made.meeting == meeting
        assert Letter.everywhere.count() == before

    def test_no_day_is_allowed_a_past_one_is_not(self, world):
        assert promise(world, due=None).due is None
        with pytest.raises(InputProblem, match="15 Jun 2026 is over") as refused:
            promise(world, due=day(-1))
        assert refused.value.field == "due"

    def test_never_to_a_person_who_left(self, world):
        leave(world, "member_university")
        with pytest.raises(InputProblem) as refused:
            promise(world)
        told = str(refused.value)
        assert "Samir Patel has left Northfield" in told
        assert "Ingrid Halloran" in told
        assert not Promise.everywhere.exists()

    @pytest.mark.parametrize("owner", ["funder", "candidate"])
    def test_never_to_who_works_not_inside(self, world, owner):
        with pytest.raises(InputProblem):
            promise(world, owner=owner)

    def test_never_to_a_stranger(self, world):
        for person in (world.stranger, world.b.people["member_district"]):
            with pytest.raises(InputProblem) as refused:
                actions.make_promise(world.scope("coordinator"), text="x", owner_id=person.pk)
            assert person.name not in str(refused.value)

    def test_not_for_an_organization_they_do_not_sit_for(self, world):
        with pytest.raises(InputProblem):
            promise(world, organization_id=world.org("district").pk)
        with pytest.raises(InputProblem):
            promise(world, promised_to_id=world.b.org("district").pk)

    def test_emoji_and_other_scripts_and_length(self, world):
        words = "إرسال خريطة المقرر 🗺️ שלום"
        assert promise(world, text=words).text == words
        with pytest.raises(InputProblem, match="too long"):
            promise(world, text="x" * 501)
        with pytest.raises(InputProblem):
            promise(world, text=" \n")

    def test_a_sponsor_does_not_write(self, world):
        with pytest.raises(NotAllowed):
            promise(world, "sponsor_district")

    def test_it_is_seen_like_its_meeting(self, world, meeting):
        Meeting.objects.within(world.scope("operator")).filter(pk=meeting.pk).update(
            visibility=Visibility.OWN
        )
        made = promise(world, owner="coordinator", meeting_id=meeting.pk)
        assert Promise.objects.within(world.scope("member_district")).filter(pk=made.pk).exists()
        assert not Promise.objects.within(world.scope("member_university")).exists()
        with pytest.raises(InputProblem, match="could not see"):
            promise(world, meeting_id=meeting.pk)

    def test_not_from_another_s_meeting(self, world, meeting):
        with pytest.raises(NotThere):
            promise(world, meeting_id=meeting.pk + 999)
        with pytest.raises(NotThere):
            actions.make_promise(
                world.b.scope("coordinator"), text="x",
                owner_id=world.b.people["member_district"].pk, meeting_id=meeting.pk,
            )  # fmt: skip


class TestAnswering:
    def test_done(self, world):
        promise(world)
        actions.answer_promise(
            world.scope("member_university"), number=1, answer="done", line="It is there."
        )
        kept = stored(world)
        assert (kept.state, kept.answered_at, kept.answer_line) == (
            "done", clock.now(), "It is there.",
        )  # fmt: skip
        (letter,) = letters_to(world, "coordinator")
        assert "It is there." in letter.text
        assert "Samir Patel" in letter.text

    def test_a_new_date_shows_both_and_counts(self, world):
        promise(world)
        mine = world.scope("member_university")
        actions.answer_promise(mine, number=1, answer="new_date", due=day(20))
        moved = stored(world)
        assert (moved.state, moved.due, moved.first_due, moved.moves) == (
            "open", day(20), day(5), 1,
        )  # fmt: skip
        (answer,) = promise_page(world.scope("coordinator"), 1).answers
        assert (answer.due_before, answer.due_after) == (day(5), day(20))
        text = letters_to(world, "coordinator")[0].text
        assert "21 Jun 2026" in text
        assert "6 Jul 2026" in text

    @pytest.mark.parametrize(
        "sent",
        [{"answer": "new_date"}, {"answer": "new_date", "due": -1},
         {"answer": "new_date", "due": 5}, {"answer": "cant"},
         {"answer": "cant", "line": "  "}, {"answer": ""}, {"answer": "maybe"},
         {"answer": "done", "line": "x" * 501}],
    )  # fmt: skip
    def test_what_is_missing_is_said(self, world, sent):
        promise(world)
        if "due" in sent:
            sent = {**sent, "due": day(sent["due"])}
        with pytest.raises(InputProblem):
            actions.answer_promise(world.scope("member_university"), number=1, **sent)
        assert (stored(world).state, stored(world).moves) == ("open", 0)
        assert not PromiseAnswer.everywhere.exists()

    def test_cant_says_why(self, world):
        promise(world)
        actions.answer_promise(
            world.scope("member_university"), number=1, answer="cant", line="No access."
        )
        assert (stored(world).state, stored(world).answer_line) == ("cant", "No access.")

    def test_a_coordinator_of_the_same_organization_may_and_it_is_told(self, world):
        promise(world)
        actions.answer_promise(world.scope("coordinator_university"), number=1, answer="done")
        act = AuditEvent.everywhere.get(verb="meetings.keep_promise")
        assert act.person_name == "Ingrid Halloran"
        assert "for Samir Patel" in act.label

    @pytest.mark.parametrize(
        "who",
        ["coordinator", "member_district", "sponsor_university", "researcher", "member_college"],
    )
    def test_nobody_else_may(self, world, who):
        promise(world)
        with pytest.raises(NotAllowed):
            actions.answer_promise(world.scope(who), number=1, answer="done")
        with pytest.raises(NotThere):
            actions.answer_promise(world.b.scope("coordinator"), number=1, answer="done")

    def test_the_same_answer_twice_is_one(self, world):
        promise(world)
        mine = world.scope("member_university")
        actions.answer_promise(mine, number=1, answer="done")
        with pytest.raises(InputProblem, match="no longer open"):
            actions.answer_promise(mine, number=1, answer="done")
        assert PromiseAnswer.everywhere.count() == 1

    def test_it_can_be_answered_differently_later(self, world):
        promise(world)
        mine = world.scope("member_university")
        actions.answer_promise(mine, number=1, answer="cant", line="Ill.")
        actions.answer_promise(mine, number=1, answer="done")
        assert (stored(world).state, stored(world).answer_line) == ("done", "")


class TestTakingBack:
    def answered(self, world, **answer):
        promise(world)
        mine = world.scope("member_university")
        actions.answer_promise(mine, number=1, **answer)
        return mine

    def test_state_and_day_go_back(self, world):
        mine = self.answered(world, answer="new_date", due=day(20), line="Two courses more.")
        actions.undo_answer(mine, number=1)
        back = stored(world)
        assert (back.state, back.due, back.moves, back.answer_line) == ("open", day(5), 0, "")
        assert PromiseAnswer.everywhere.get().undone_at == clock.now()
        assert "Taken back" in letters_to(world, "coordinator")[-1].subject

    def test_to_the_answer_before(self, world):
        mine = self.answered(world, answer="cant", line="Ill.")
        actions.answer_promise(mine, number=1, answer="done")
        actions.undo_answer(mine, number=1)
        assert (stored(world).state, stored(world).answer_line) == ("cant", "Ill.")

    def test_only_for_ten_minutes(self, world):
        mine = self.answered(world, answer="done")
        with clock.at(clock.now() + timedelta(minutes=10, seconds=1)), pytest.raises(InputProblem):
            actions.undo_answer(mine, number=1)
        assert stored(world).state == "done"

    def test_only_one_s_own(self, world):
        self.answered(world, answer="done")
        with pytest.raises(InputProblem):
            actions.undo_answer(world.scope("coordinator_university"), number=1)


class TestChanging:
    def change(self, world, who="coordinator", owner="member_university", **fields):
        given = {"number": 1, "text": "Send the map", "due": day(5), **fields}
        return actions.change_promise(world.scope(who), owner_id=world.a.people[owner].pk, **given)

    def test_words_and_day(self, world):
        promise(world)
        self.change(world, due=day(9))
        assert (stored(world).text, stored(world).due, stored(world).moves) == (
            "Send the map", day(9), 1,
        )  # fmt: skip

    def test_somebody_else_keeps_it_and_is_told(self, world):
        promise(world)
        self.change(world, owner="researcher")
        assert stored(world).owner == world.a.people["researcher"]
        assert len(letters_to(world, "researcher")) == 1

    def test_two_at_once(self, world):
        seen = actions.seen_mark(promise(world))
        self.change(world, seen=seen)
        with pytest.raises(Conflict) as both:
            self.change(world, text="Send two maps", seen=seen)
        assert "Send the map" in both.value.theirs
        assert both.value.yours == "Send two maps"

    def test_an_answered_one_stays(self, world):
        promise(world)
        actions.answer_promise(world.scope("member_university"), number=1, answer="done")
        with pytest.raises(InputProblem):
            self.change(world)

    def test_withdrawn_with_a_reason(self, world):
        promise(world)
        with pytest.raises(NotAllowed):
            actions.withdraw_promise(world.scope("member_college"), number=1, why="x")
        actions.withdraw_promise(world.scope("coordinator"), number=1, why="Noted twice.")
        assert (stored(world).state, stored(world).answer_line) == ("withdrawn", "Noted twice.")
        with pytest.raises(InputProblem):
            actions.answer_promise(world.scope("member_university"), number=1, answer="done")


class TestNudging:
    def test_once_a_week_whoever_asks(self, world):
        promise(world, promised_to_id=world.org("district").pk)
        actions.nudge(world.scope("coordinator"), number=1)
        assert "Marcus Bell waits" in letters_to(world, "member_university")[-1].subject
        with pytest.raises(InputProblem, match="was asked today"):
            actions.nudge(world.scope("member_district"), number=1)
        with clock.at(clock.now() + timedelta(days=7)):
            actions.nudge(world.scope("member_district"), number=1)
        assert len(letters_to(world, "member_university")) == 3

    @pytest.mark.parametrize("who", ["member_university", "member_college", "member_district"])
    def test_only_who_waits(self, world, who):
        promise(world)
        with pytest.raises(NotAllowed):
            actions.nudge(world.scope(who), number=1)

    def test_not_whose_owner_left(self, world):
        promise(world)
        leave(world, "member_university")
        with pytest.raises(InputProblem, match="has left"):
            actions.nudge(world.scope("coordinator"), number=1)


class TestReads:
    def test_by_side(self, world, meeting):
        promise(world, meeting_id=meeting.pk)
        promise(world, owner="facilitator", meeting_id=meeting.pk)
        promise(world, owner="coordinator", meeting_id=meeting.pk, joint=True)
        promise(world)
        found = reads.made_in(world.scope("coordinator"), meeting)
        assert [(b.side, len(b.rows)) for b in found] == [
            ("district", 0), ("joint", 1), ("university", 2),
        ]  # fmt: skip
        assert reads.made_in(world.b.scope("coordinator"), meeting) == []

    def test_since_the_last_meeting(self, world, series, meeting):
        mine = world.scope("member_university")
        for due in (day(1), day(2), None):
            promise(world, meeting_id=meeting.pk, due=due)
        promise(world, due=day(1))
        Meeting.objects.within(world.scope("operator")).filter(pk=meeting.pk).update(state="closed")
        with clock.at(clock.now() + timedelta(days=13)):
            actions.answer_promise(mine, number=1, answer="done")
        with clock.at(clock.now() + timedelta(days=14)):
            told = reads.since(mine, series.pk, clock.now())
            assert told == reads.Kept(kept=1, late=1, open=1)
        assert reads.since(world.b.scope("coordinator"), series.pk, clock.now()) == reads.Kept(
            0, 0, 0
        )

    def test_kept_by_organization_never_by_person(self, world):
        for number in range(1, 7):
            promise(world, due=day(1))
            if number < 6:
                actions.answer_promise(
                    world.scope("member_university"), number=number, answer="done"
                )
        with clock.at(clock.now() + timedelta(days=3)):
            (found,) = reads.kept_by_organization(world.scope("coordinator"))
        assert found.organization.name == "Northfield"
        assert (found.found.of_due.count, found.found.of_due.of) == (5, 6)
        assert "5 of 6" in found.found.sentence

    def test_filters(self, world):
        promise(world, due=day(1))
        promise(world, owner="member_district", due=day(9))
        promise(world, owner="member_district")
        actions.answer_promise(world.scope("member_district"), number=3, answer="done")
        with clock.at(clock.now() + timedelta(days=2)):
            found = reads.promise_list(world.scope("coordinator"), show="late")
            assert [(row.number, row.late) for row in found.rows] == [(1, "1 day late")]
            assert found.counts == {"open": 2, "late": 1, "answered": 1}
            own = reads.promise_list(
                world.scope("coordinator"), organization_id=world.org("district").pk
            )
            assert [row.number for row in own.rows] == [2]

    def test_the_page_says_what_happened(self, world):
        promise(world)
        actions.answer_promise(world.scope("member_university"), number=1, answer="done")
        page = promise_page(world.scope("coordinator"), 1)
        assert page.may_answer is False
        assert [event.sentence for event in page.events] == [
            "said done: P-01 “Send the course map”", "noted the promise P-01 “Send the course map”",
        ]  # fmt: skip
        with pytest.raises(NotThere):
            promise_page(world.b.scope("coordinator"), 1)


class TestMyWeek:
    def test_what_i_owe_and_what_i_wait_for(self, world):
        promise(world, due=None, text="Later")
        promise(world)
        promise(world, owner="member_college", promised_to_id=world.org("university").pk)
        mine = owed_by(world.scope("member_university"))
        assert [(o.owes, o.title, o.record_id) for o in mine] == [
            (Owes.OWE, "Send the course map", stored(world, 2).pk),
            (Owes.OWE, "Later", stored(world, 1).pk),
        ]
        assert [value for value, _label in mine[0].answers] == ["done", "new_date", "cant"]
        assert {o.owes for o in owed_by(world.scope("coordinator"))} == {Owes.WAIT}
        assert len(owed_by(world.scope("coordinator"))) == 3
        (waits,) = owed_by(world.scope("coordinator_university"))
        assert (waits.who, waits.post) == ("Carla Mendes", "/harbor/meetings/promises/3/nudge/")
        assert owed_by(world.scope("member_district")) == []
        assert owed_by(world.b.scope("member_university")) == []

    def test_a_nudge_rests_for_a_week(self, world):
        promise(world)
        actions.nudge(world.scope("coordinator"), number=1)
        (waits,) = owed_by(world.scope("coordinator"))
        assert (waits.post, waits.act) == ("", "")

    def test_many_are_read_in_few_queries(self, world, meeting, counted_on_sqlite):
        scope = world.scope("coordinator")
        counted = []
        for more in (1, 40):
            for _time in range(more):
                promise(world, owner="coordinator", meeting_id=meeting.pk)
                promise(world, meeting_id=meeting.pk)
            with CaptureQueriesContext(
                connection,
            ) as queries:
                owed_by(scope)
                promise_signals(scope)
                promise_signs(scope)
                reads.made_in(scope, meeting)
                reads.promise_list(scope)
                reads.kept_by_organization(scope)
            counted.append(len(queries))
        assert counted[0] == counted[1]


class TestSignals:
    def test_late_ones_by_organization_held_by_its_coordinator(self, world):
        promise(world, due=day(1))
        promise(world, due=day(2))
        with clock.at(clock.now() + timedelta(days=4)):
            (late,) = promise_signals(world.scope("coordinator"))
            (sign,) = [s for s in promise_signs(world.scope("coordinator")) if s.on == day(-3)]
        assert (late.need, late.title) == ("act", "2 promises of Northfield are late")
        assert late.held_by == "Ingrid Halloran"
        assert (sign.dynamic, sign.strengthens, sign.count) == ("commitment", False, 1)

    def test_whose_owner_left(self, world):
        promise(world)
        leave(world, "member_university")
        (orphan,) = promise_signals(world.scope("coordinator"))
        assert orphan.title == "1 promise of Northfield has nobody to keep it"
        assert "Samir" not in str(orphan)

    def test_kept_ones_are_signs_of_commitment(self, world):
        promise(world)
        actions.answer_promise(world.scope("member_university"), number=1, answer="done")
        (sign,) = promise_signs(world.scope("coordinator"))
        assert (sign.strengthens, sign.organization_name, sign.on) == (True, "Northfield", day(0))

    def test_the_funder_sees_none(self, world):
        promise(world, due=day(1))
        with clock.at(clock.now() + timedelta(days=4)):
            assert promise_signals(world.scope("funder")) == []
            assert promise_signs(world.scope("funder")) == []
