"""Lines of the notes: stored once, never overwritten, followed by what they become."""

from __future__ import annotations

import time
from datetime import date, timedelta
from uuid import uuid4

import pytest

from cast import World
from thirdspace.access import clock
from thirdspace.access.models import AuditEvent, SearchEntry
from thirdspace.meetings.actions import meetings
from thirdspace.meetings.actions.lines import remove_line, set_level, write_line
from thirdspace.meetings.models import Decision, Line, LineVersion, Meeting, Promise, Tension
from thirdspace.meetings.reads import live
from thirdspace.meetings.reads.lines import seen, show
from thirdspace.problems import Conflict, InputProblem, NotAllowed, NotThere

KEY = "7d4f0b52-4d6e-4f0f-9a53-0a9a6c3f5b11"


@pytest.fixture
def write(world: World, open_meeting: Meeting):
    """Return a function that types a line as a member of the cast."""

    def act(text: str, who: str = "coordinator", *, key: str = "", seen: int = 0, **more):
        return write_line(
            world.scope(who), meeting_id=open_meeting.pk, key=key or str(uuid4()), text=text,
            seen=seen, **more,
        )  # fmt: skip

    return act


@pytest.fixture
def remove(world: World, open_meeting: Meeting):
    def act(key: str, who: str = "coordinator", *, seen: int = 1) -> None:
        remove_line(world.scope(who), meeting_id=open_meeting.pk, key=key, seen=seen)

    return act


@pytest.fixture
def shown(world: World, open_meeting: Meeting):
    """Return a function that shows the notes as a member of the cast sees them."""

    def look(who: str = "coordinator"):
        scope = world.scope(who)
        return show(scope, open_meeting, seen(scope, open_meeting))

    return look


def texts(lines) -> list[str]:
    return [line.text for line in lines]


class TestOnceAndNoneLost:
    def test_the_same_line_sent_twice_is_stored_once(self, write):
        first, again = write("We listen.", key=KEY), write("We listen.", key=KEY)
        assert (first.pk, first.change) == (again.pk, again.change)
        assert Line.everywhere.count() == LineVersion.everywhere.count() == 1

    def test_a_late_second_sending_does_not_undo_what_another_wrote(self, write):
        write("We listen.", key=KEY)
        write("We listen first.", "coordinator_university", key=KEY, seen=1)
        assert write("We listen.", key=KEY).text == "We listen first."

    def test_a_late_second_sending_does_not_bring_back_a_line_taken_out(self, write, remove):
        write("We listen.", key=KEY)
        remove(KEY, "coordinator_university")
        assert write("We listen.", key=KEY).removed_at is not None

    def test_every_wording_is_kept(self, write):
        write("One", key=KEY)
        write("Two", key=KEY, seen=1)
        write("Three", "coordinator_university", key=KEY, seen=2)
        rows = LineVersion.everywhere.order_by("version").values_list("text", "person__name")
        assert list(rows) == [
            ("One", "Marcus Bell"), ("Two", "Marcus Bell"), ("Three", "Ingrid Halloran"),
        ]  # fmt: skip

    def test_two_who_change_one_line_are_both_shown(self, write):
        write("One", key=KEY)
        write("Hers", "coordinator_university", key=KEY, seen=1)
        with pytest.raises(Conflict) as refused:
            write("His", key=KEY, seen=1)
        assert (refused.value.theirs, refused.value.yours) == ("Hers", "His")
        assert Line.everywhere.get().text == "Hers"

    def test_what_one_sent_oneself_meanwhile_is_no_conflict(self, write):
        write("One", key=KEY)
        write("Two", key=KEY, seen=1)
        assert write("Three", key=KEY, seen=1).version == 3

    def test_each_change_counts_up(self, write, remove, open_meeting):
        write("One", key=KEY)
        write("Other")
        write("Two", key=KEY, seen=1)
        remove(KEY, seen=2)
        open_meeting.refresh_from_db()
        assert open_meeting.line_changes == Line.everywhere.get(key=KEY).change == 4

    def test_an_empty_new_line_is_ignored(self, write):
        assert write(" \n ") is None
        assert not Line.everywhere.exists()

    def test_an_empty_change_changes_nothing(self, write):
        write("One", key=KEY)
        assert write("", key=KEY, seen=1).text == "One"

    @pytest.mark.parametrize("text", ["😀 ja", "שלום עולם", "a" * 10_000, "one\ntwo"])
    def test_any_text_is_kept_as_it_is(self, write, text):
        assert write(text).text == text

    def test_characters_that_draw_nothing_are_taken_out(self, write):
        assert write("a\x00b\x1b[2Jc\r\nd").text == "ab[2Jc\nd"

    def test_too_long_a_line_is_refused_in_words(self, write):
        with pytest.raises(InputProblem, match="10001 characters"):
            write("a" * 10_001)

    def test_it_is_typed_when_it_was_typed_but_never_later_than_now(self, write):
        early = clock.now() - timedelta(minutes=5)
        assert write("One", typed_at=early).typed_at == early
        assert write("Two", typed_at=clock.now() + timedelta(days=1)).typed_at == clock.now()

    def test_the_item_is_kept_and_a_dropped_one_costs_no_line(self, write, world, open_meeting):
        item = live.head_of(world.scope("coordinator"), open_meeting).item_id
        assert write("One", item_id=item).item_id == item
        assert write("Two", item_id=999_999).item_id is None

    def test_closed_notes_are_refused_with_the_words_still_there(self, write, world, open_meeting):
        write("One", key=KEY)
        meetings.close_meeting(
            world.scope("coordinator"), meeting_id=open_meeting.pk, send_minutes=False
        )
        assert write("One", key=KEY).text == "One"
        with pytest.raises(Conflict) as refused:
            write("Late")
        assert refused.value.yours == "Late"

    def test_plain_lines_leave_no_act_and_are_not_found_yet(self, write, world):
        acts, found = AuditEvent.everywhere.count(), SearchEntry.everywhere.count()
        write("We listen.")
        assert (AuditEvent.everywhere.count(), SearchEntry.everywhere.count()) == (acts, found)

    @pytest.mark.parametrize("who", ["funder", "candidate"])
    def test_who_may_not_type_is_refused(self, write, who):
        with pytest.raises(NotAllowed):
            write("One", who)

    def test_another_partnership_finds_nothing(self, world, open_meeting):
        with pytest.raises(NotThere):
            write_line(world.b.scope("coordinator"), meeting_id=open_meeting.pk, key=KEY, text="x")


class TestDecisions:
    def test_a_decision_is_made_and_shown(self, write, shown):
        write("decision: the yearly plan starts as a blank page", "coordinator_university")
        decision = Decision.everywhere.get()
        assert decision.text == "the yearly plan starts as a blank page"
        assert str(decision.proposed_by) == "Northfield"
        line = shown()[0]
        assert line.became.words == f"decision {decision.short}"
        assert line.became.proposed_by.name == "Northfield"
        assert line.became.absent == ""  # nobody is marked yet, so nobody is called absent

    def test_its_words_follow_the_line(self, write):
        write("decision: a blank page", key=KEY)
        write("decision: a blank page, together", key=KEY, seen=1)
        assert Decision.everywhere.get().text == "a blank page, together"

    def test_a_line_that_turns_plain_withdraws_it(self, write, shown):
        write("decision: a blank page", key=KEY)
        write("a blank page", key=KEY, seen=1)
        assert Decision.everywhere.get().state == "withdrawn"
        assert shown()[0].became is None

    def test_taken_out_and_brought_back_it_is_the_same_decision(self, write, remove):
        line = write("decision: a blank page", key=KEY)
        remove(KEY)
        assert Decision.everywhere.get().state == "withdrawn"
        write("decision: a blank page", key=KEY, seen=line.version)
        assert [d.state for d in Decision.everywhere.all()] == ["decided"]

    def test_a_word_alone_asks(self, write, shown):
        write("decision:")
        assert not Decision.everywhere.exists()
        assert "nothing after the word" in shown()[0].questions[0]

    def test_a_seat_that_makes_no_records_is_told(self, write, shown):
        write("decision: a blank page", "sponsor_district")
        assert not Decision.everywhere.exists()
        assert "Your seat makes no records" in shown("sponsor_district")[0].questions[0]


class TestPromises:
    LINE = "promise: @Ana Lindqvist move the reading to September, by 30 June"

    def test_a_promise_has_owner_day_and_clean_words(self, write, world, shown):
        write(self.LINE)
        promise = Promise.everywhere.get()
        assert promise.text == "move the reading to September"
        assert promise.owner == world.a.people["member_district"]
        assert str(promise.organization) == "Harbor County"
        assert promise.due == date(2026, 6, 30)
        became = shown("member_university")[0].became
        assert (became.owner.name, became.due) == ("Ana Lindqvist", date(2026, 6, 30))

    def test_owner_and_day_follow_the_line(self, write):
        write(self.LINE, key=KEY)
        write("promise: @samir read it together, by 3 July", key=KEY, seen=1)
        promise = Promise.everywhere.get()
        assert (promise.text, str(promise.owner), promise.joint, promise.due) == (
            "read it together", "Samir Patel", True, date(2026, 7, 3),
        )  # fmt: skip

    def test_without_an_owner_it_stays_plain_and_asks(self, write, shown):
        write("promise: move the reading, by 30 June", key=KEY)
        assert not Promise.everywhere.exists()
        assert shown()[0].questions == ("Who? Type @ and a name.",)
        write("promise: @ana move the reading, by 30 June", key=KEY, seen=1)
        assert Promise.everywhere.get().due == date(2026, 6, 30)

    def test_without_a_day_it_is_made_and_asks(self, write, shown):
        write("promise: @ana move the reading")
        assert Promise.everywhere.get().due is None
        assert shown()[0].became.undated

    @pytest.mark.parametrize(
        ("text", "question"),
        [
            ("promise: @Zed x, by 30 June", "Who is “Zed”?"),
            ("promise: @ana x, by 31 June", "No calendar has “31 June”"),
            ("promise: @ana x, by 2025-06-01", "“2025-06-01” is past"),
            ("promise: @ana x, by 5.3.", "can be read in two ways"),
            ("promise: @ana x, by next table", "No next meeting is planned"),
        ],
    )
    def test_what_is_unclear_is_asked_and_never_guessed(self, write, shown, text, question):
        write(text)
        assert not Promise.everywhere.exists()
        assert question in shown()[0].questions[0]

    def test_the_next_table_is_the_next_planned_meeting(self, write, world, open_meeting):
        meetings.plan_meeting(
            world.scope("coordinator"), series_id=open_meeting.series_id,
            starts_at=open_meeting.starts_at + timedelta(days=14),
        )  # fmt: skip
        write("promise: @ana bring it by next table")
        assert Promise.everywhere.get().due == date(2026, 6, 30)

    def test_taken_out_and_brought_back_it_is_the_same_promise(self, write, remove):
        write(self.LINE, key=KEY)
        remove(KEY)
        assert Promise.everywhere.get().state == "withdrawn"
        write(self.LINE, key=KEY, seen=1)
        assert [(p.state, p.answer_line) for p in Promise.everywhere.all()] == [("open", "")]

    def test_from_promise_to_decision(self, write):
        write(self.LINE, key=KEY)
        write("decision: the reading moves", key=KEY, seen=1)
        assert Promise.everywhere.get().state == "withdrawn"
        assert Decision.everywhere.get().text == "the reading moves"


class TestThanks:
    def test_thanks_go_to_a_person_and_are_told_once(self, write, world, shown):
        line = write("thanks: to Renée, for saying it out loud")
        assert line.about == world.a.people["sponsor_district"]
        assert shown()[0].became.thanked.name == "Renée Castillo"
        assert AuditEvent.everywhere.filter(verb="meetings.thank").count() == 1


class TestTensions:
    WORDS = "being asked is not the same as deciding"

    @pytest.fixture
    def line(self, write) -> Line:
        return write(f"tension: {self.WORDS}", key=KEY)

    def level(self, world, meeting, level, who="coordinator"):
        set_level(world.scope(who), meeting_id=meeting.pk, key=KEY, level=level)

    def test_until_somebody_says_it_the_record_stays_on_the_own_side(self, line, shown):
        assert Tension.everywhere.get().visibility == "own"
        assert shown()[0].became.levels == ("shared", "own")
        assert shown("member_university")[0].became.levels == ()
        assert texts(shown("member_university")) == [f"tension: {self.WORDS}"]

    def test_shared_is_seen_by_all(self, line, world, open_meeting, shown):
        self.level(world, open_meeting, "shared")
        assert shown("member_university")[0].became.words == Tension.everywhere.get().short.join(
            ["tension ", ""]
        )

    def test_kept_on_the_own_side_it_goes_from_other_screens(
        self, line, world, open_meeting, shown, write
    ):
        before = live.feed(world.scope("member_university"), open_meeting, 0)
        self.level(world, open_meeting, "own")
        open_meeting.refresh_from_db()
        after = live.feed(world.scope("member_university"), open_meeting, before.change)
        assert (before.standing, after.standing, after.lines) == (1, 0, [])
        assert texts(shown("member_district")) == [f"tension: {self.WORDS}"]
        events = AuditEvent.everywhere.filter(verb="meetings.keep_line")
        assert [event.visibility for event in events] == ["own"]
        with pytest.raises(InputProblem, match="not yours to change"):
            write("mine", "member_university", key=KEY, seen=1)

    def test_it_can_be_shared_later_but_not_kept_back(self, line, world, open_meeting, shown):
        self.level(world, open_meeting, "own")
        self.level(world, open_meeting, "shared")
        assert len(shown("member_university")) == 1
        with pytest.raises(InputProblem, match="fewer people"):
            self.level(world, open_meeting, "own")

    def test_the_other_side_does_not_decide(self, line, world, open_meeting):
        with pytest.raises(NotThere):
            self.level(world, open_meeting, "shared", "coordinator_university")

    def test_its_words_follow_the_line_and_its_end_too(self, line, write, remove):
        write("tension: who decides", key=KEY, seen=1)
        assert Tension.everywhere.get().text == "who decides"
        remove(KEY, seen=2)
        assert Tension.everywhere.get().state == "settled"
        write("tension: who decides", key=KEY, seen=2)
        assert Tension.everywhere.get().state == "open"


class TestTaking:
    def test_who_changed_it_meanwhile_is_asked_first(self, write, remove):
        write("One", key=KEY)
        write("Two", "coordinator_university", key=KEY, seen=1)
        with pytest.raises(Conflict):
            remove(KEY)

    def test_twice_or_never_there_is_no_mistake(self, write, remove, shown):
        write("One", key=KEY)
        remove(KEY)
        remove(KEY)
        remove(str(uuid4()))
        assert shown() == []
        # Who did it is told, without the words.
        events = AuditEvent.everywhere.filter(verb="meetings.remove_line")
        assert [(e.person_name, e.label) for e in events] == [("Marcus Bell", "Steering table 1")]


class TestFeed:
    def test_it_tells_what_changed_and_how_many_there_are(self, write, world, open_meeting):
        scope = world.scope("member_university")
        write("One", key=KEY)
        write("Two")
        open_meeting.refresh_from_db()
        first = live.feed(scope, open_meeting, 0)
        write("One more", key=KEY, seen=1)
        open_meeting.refresh_from_db()
        then = live.feed(scope, open_meeting, first.change)
        assert (texts(first.lines), texts(then.lines)) == (["One", "Two"], ["One more"])
        assert then.standing == 2

    def test_it_says_what_is_on_and_who_types(self, write, world, open_meeting):
        write("One", "coordinator_university")
        open_meeting.refresh_from_db()
        with clock.at(clock.now() + timedelta(minutes=18)):
            late = live.head_of(world.scope("coordinator"), open_meeting)
        head = live.head_of(world.scope("coordinator"), open_meeting)
        assert head.heading == "Item 1: Who carries what"
        assert (head.lead, late.lead) == ("Item 1 of 3, 15 minutes left.",
                                          "Item 1 of 3, 3 minutes over.")  # fmt: skip
        assert "Typing now: Ingrid Halloran." in head.state
        assert "Typing now" not in late.state
        assert "14:30 to 14:45, now 14:30." in head.state

    def test_days_are_offered_with_what_helps_to_choose(self, world, open_meeting):
        found = live.offers(world.scope("coordinator"), open_meeting, "26 ju")
        assert [(o.label, o.iso, o.note) for o in found] == [
            ("26 June 2026", "2026-06-26", "Friday, in 10 days"),
            ("26 July 2026", "2026-07-26", "Sunday"),
            ("No date yet", "", "asks you again at the end"),
        ]


class TestCost:
    def post(self, client, meeting, text):
        return client.post(
            f"/harbor/meetings/{meeting.pk}/notes/write/",
            {"key": str(uuid4()), "text": text, "seen": 0},
            headers={"accept": "application/json"},
        )

    def test_a_plain_line_takes_few_queries(
        self, world, open_meeting, django_assert_max_num_queries, counted_on_sqlite
    ):
        client = world.client("coordinator")
        with django_assert_max_num_queries(16):
            assert self.post(client, open_meeting, "We listen.").status_code == 200

    def test_a_plain_line_is_stored_in_sixty_milliseconds(self, world, open_meeting):
        client = world.client("coordinator")
        took = []
        for n in range(20):
            began = time.perf_counter()
            self.post(client, open_meeting, f"Line {n}")
            took.append(time.perf_counter() - began)
        assert sorted(took)[10] < 0.060

    def test_the_feed_takes_as_many_queries_for_many_lines(
        self, world, open_meeting, write, django_assert_max_num_queries, counted_on_sqlite
    ):
        client = world.client("coordinator")
        for n in range(12):
            write(f"promise: @ana task {n}, by 30 June")
            write(f"decision: thing {n}")
            write(f"tension: pull {n}")
            write("promise: @zed nobody")
        with django_assert_max_num_queries(22):
            answer = client.get(f"/harbor/meetings/{open_meeting.pk}/notes/lines/?since=0")
        assert answer.json()["standing"] == 48
