"""Reflection, from the three questions to what becomes of an agreement to try."""

from __future__ import annotations

import re
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from thirdspace.access import clock, links, registries
from thirdspace.access.models import AuditEvent
from thirdspace.meetings import prompts
from thirdspace.meetings.actions import reflection as actions
from thirdspace.meetings.actions.listing import take_off
from thirdspace.meetings.actions.meetings import (
    cancel_meeting,
    close_meeting,
    open_meeting,
    plan_meeting,
)
from thirdspace.meetings.actions.reflection_outcome import check_trial, outcome
from thirdspace.meetings.actions.series import start_series
from thirdspace.meetings.letters.reflection import TASK
from thirdspace.meetings.models import (
    AgendaItem,
    Attendance,
    Reflection,
    ReflectionAnswer,
    Tension,
    Trial,
)
from thirdspace.meetings.reads import reflection as reads
from thirdspace.meetings.reads import reflections
from thirdspace.meetings.reads.agenda import agenda
from thirdspace.meetings.reads.meetings import find
from thirdspace.meetings.reads.minutes import minutes
from thirdspace.problems import InputProblem, NotAllowed, NotThere
from thirdspace.web.models import Letter
from web.html import Page

START = datetime(2026, 6, 2, 19, 30, tzinfo=UTC)
BASE = "/harbor/meetings/"
ATTENDING = (
    "coordinator", "member_district", "sponsor_district", "member_university",
    "coordinator_university", "sponsor_university", "researcher", "facilitator",
)  # fmt: skip


def when(number: int) -> datetime:
    return START + timedelta(days=14 * number)


@pytest.fixture
def table(world):
    """A series with a reflection at every meeting, and four meetings planned."""
    with clock.at(START - timedelta(days=2)):
        series = start_series(
            world.scope("coordinator"), name="Steering table", cadence="two_weeks", minutes=75,
            place="Room 4", time_zone="America/New_York", reflect_every=1, reflect_minutes=8,
            long_every_months=0,
        )  # fmt: skip
        return [
            plan_meeting(world.scope("coordinator"), series_id=series.pk, starts_at=when(number))
            for number in range(4)
        ]


@pytest.fixture
def run(world):
    return world.scope("coordinator")


@contextmanager
def during(number: int):
    """Stop the clock while a meeting is in session."""
    with clock.at(when(number) + timedelta(minutes=30)):
        yield


def now(scope, meeting) -> Reflection:
    return Reflection.objects.within(scope).get(meeting=meeting)


@pytest.fixture
def asked(run, table):
    """The first reflection, with its answers coming in."""
    with during(0):
        actions.open_reflection(run, meeting_id=table[0].pk)
        yield table[0]


class TestQuestions:
    def test_the_library_comes_round_before_it_repeats(self):
        used = []
        for _turn in range(len(prompts.LIBRARY) // prompts.SET):
            used.append(prompts.rotation(used))
        assert len({key for keys in used for key in keys}) == len(prompts.LIBRARY)
        assert prompts.rotation(used) == used[0]

    def test_each_speaks_to_a_dynamic_and_all_five_are_spoken_to(self):
        dynamics = {prompt.dynamic for prompt in prompts.LIBRARY} - {""}
        assert dynamics == {"commitment", "ownership", "benefits", "structures", "spanners"}
        assert len({prompt.key for prompt in prompts.LIBRARY}) == len(prompts.LIBRARY)

    def test_those_whose_turn_it_is_are_asked(self, run, table):
        with during(0):
            first = actions.open_reflection(run, meeting_id=table[0].pk).prompts
        with during(1):
            second = actions.open_reflection(run, meeting_id=table[1].pk).prompts
        assert len(first) == len(second) == 3
        assert not set(first) & set(second)

    def test_a_skipped_set_was_not_asked(self, run, table):
        with during(0):
            first = actions.open_reflection(run, meeting_id=table[0].pk).prompts
            actions.skip(run, meeting_id=table[0].pk, why="the funder report")
        assert actions.next_questions(run, now(run, table[1])) == tuple(first)

    def test_chosen_ones_are_asked_and_one_s_own_too(self, run, table):
        chosen = ["stop", "held_up", "How was the retreat?"]
        actions.prepare(run, meeting_id=table[0].pk, questions=chosen)
        with during(0):
            assert actions.open_reflection(run, meeting_id=table[0].pk).prompts == chosen
        box = reads.box(run, table[0])
        assert box.questions == (prompts.words("stop"), prompts.words("held_up"), chosen[2])

    @pytest.mark.parametrize("chosen", [["stop"], ["stop"] * 3, ["stop", "held_up", " "]])
    def test_three_different_ones(self, run, table, chosen):
        with pytest.raises(InputProblem):
            actions.prepare(run, meeting_id=table[0].pk, questions=chosen)

    def test_three_are_enough_only_before_it_opens(self, run, table):
        chosen = ["stop", "held_up", "numbers"]
        actions.prepare(run, meeting_id=table[0].pk, questions=chosen, three_is_enough=True)
        with during(0):
            actions.open_reflection(run, meeting_id=table[0].pk)
        with pytest.raises(InputProblem, match="Answers are coming in"):
            actions.prepare(run, meeting_id=table[0].pk, questions=chosen, three_is_enough=False)
        assert now(run, table[0]).three_is_enough

    def test_a_meeting_that_was_called_off_has_none(self, run, table):
        with clock.at(START - timedelta(days=1)):
            cancel_meeting(run, meeting_id=table[0].pk, why="snow")
        with during(0), pytest.raises(InputProblem):
            actions.open_reflection(run, meeting_id=table[0].pk)

    def test_what_went_with_its_meeting_is_neither_planned_nor_skipped(self, world, run, asked):
        mine = world.scope("member_district")
        with clock.at(START - timedelta(days=1)):
            cancel_meeting(run, meeting_id=asked.pk, why="snow")
        found = reflections.overview(run)
        row = next(each for each in found.rows if each.title == "Steering table 1")
        assert row.state_label == "Canceled with its meeting"
        assert found.coverage.coverage.of == 0
        assert registries.tasks.get("meetings.reflection").owed(mine) == []
        assert not reads.box(mine, asked).may_answer
        with pytest.raises(InputProblem, match="called off"):
            actions.answer(mine, meeting_id=asked.pk, our_view=3)
        for path in (f"{asked.pk}/", f"{asked.pk}/reflection/"):
            page = world.client("coordinator").get(f"{BASE}{path}").text
            assert "Canceled with its meeting." in page
            assert "Skip, with a reason" not in page


class TestAnswers:
    def test_one_a_person_which_may_be_changed(self, world, asked):
        mine = world.scope("member_district")
        actions.answer(mine, meeting_id=asked.pk, texts=["A", "", "C"], our_view=3, their_view=4)
        changed = actions.answer(mine, meeting_id=asked.pk, texts=["", "B", ""], our_view=2)
        assert ReflectionAnswer.objects.within(mine).count() == 1
        assert (changed.texts, changed.our_view, changed.their_view) == (["", "B", ""], 2, None)

    @pytest.mark.parametrize(
        "given",
        [{"texts": [" ", ""]}, {}, {"our_view": 6}, {"their_view": 0}, {"texts": ["x" * 2001]}],
    )
    def test_what_is_no_answer(self, world, asked, given):
        with pytest.raises(InputProblem):
            actions.answer(world.scope("member_district"), meeting_id=asked.pk, **given)

    def test_only_while_it_is_open(self, world, run, table):
        mine = world.scope("member_district")
        with during(0):
            with pytest.raises(InputProblem, match="Planned"):
                actions.answer(mine, meeting_id=table[0].pk, our_view=3)
            actions.open_reflection(run, meeting_id=table[0].pk)
            actions.show(run, meeting_id=table[0].pk)
            with pytest.raises(InputProblem, match="Held"):
                actions.answer(mine, meeting_id=table[0].pk, our_view=3)

    def test_who_is_not_on_the_list_is_not_asked(self, world, asked):
        with pytest.raises(NotAllowed, match="not on the list"):
            actions.answer(world.scope("operator"), meeting_id=asked.pk, our_view=3)

    def test_the_page_shows_who_has_finished_as_counts(self, world, asked):
        actions.answer(world.scope("member_district"), meeting_id=asked.pk, our_view=3)
        box = reads.box(world.scope("member_university"), asked)
        counts = {each.name: (each.finished, each.listed) for each in box.counts}
        assert counts["Harbor County"] == (1, 3)
        assert counts["Northfield"] == (0, 4)
        assert not box.answered
        assert reads.box(world.scope("member_district"), asked).answered


class TestPhones:
    def test_everybody_who_attends_gets_a_link_of_their_own(self, world, run, table):
        with during(0):
            letters = actions.send(run, meeting_id=table[0].pk)
        sent = Letter.everywhere.filter(subject__startswith="How do we work together?")
        assert letters == sent.count() == 9
        assert len({letter.to for letter in sent}) == 9
        assert now(run, table[0]).state == "open"

    def token(self, world, name, reflection):
        person = world.a.people[name]
        scope = world.scope(name)
        return links.make(scope, TASK, record_id=reflection.pk, person_id=person.pk,
                          organization_id=scope.organization_id)  # fmt: skip

    def test_a_link_opens_the_questions_and_stores_the_answer(self, world, run, asked):
        token = self.token(world, "member_district", now(run, asked))
        client = world.client("nobody")
        page = Page(client.get(reverse("web:task", args=[token])).content.decode())
        assert "Nobody sees your answer" in page.source
        assert "records request" in page.source
        assert page.unlabelled_controls() == []
        sent = {"text_0": "We wait", "text_1": "", "text_2": "", "our_view": "2", "their_view": ""}
        answer = client.post(reverse("web:task", args=[token]), sent)
        assert "Nobody else can read it." in answer.content.decode()
        mine = ReflectionAnswer.objects.within(world.scope("member_district")).get()
        assert (mine.texts, mine.our_view, mine.their_view) == (["We wait", "", ""], 2, None)

    def test_an_empty_answer_does_not_use_the_link_up(self, world, run, asked):
        token = self.token(world, "member_district", now(run, asked))
        client = world.client("nobody")
        assert client.post(reverse("web:task", args=[token]), {}).status_code == 422
        assert client.get(reverse("web:task", args=[token])).status_code == 200

    def test_a_link_closes_when_the_answers_are_shown(self, world, run, asked):
        token = self.token(world, "member_district", now(run, asked))
        actions.show(run, meeting_id=asked.pk)
        with pytest.raises(NotThere):
            links.look(token)

    def test_the_letter_tells_what_is_asked_and_that_it_is_private(self, world, run, table):
        with during(0):
            actions.send(run, meeting_id=table[0].pk)
        letter = Letter.everywhere.filter(to="member_district@harbor.example.org").last()
        assert prompts.words(now(run, table[0]).prompts[0]) in letter.text
        assert "Nobody sees who said what." in letter.text
        (path,) = re.findall(r"https?://[^/]+(/\S+)", letter.text)
        with during(0):
            assert "Private." in world.client("nobody").get(path).content.decode()


class TestOutcome:
    def shown(self, run, meeting):
        actions.open_reflection(run, meeting_id=meeting.pk)
        actions.show(run, meeting_id=meeting.pk)

    def test_one_tension_one_asset_one_agreement(self, world, run, table):
        with during(0):
            self.shown(run, table[0])
            outcome(
                run, meeting_id=table[0].pk, tension="March or May?", asset="We call each other",
                trial="Send drafts before they are finished", minutes=12,
            )  # fmt: skip
        tension = Tension.objects.within(world.scope("member_university")).get()
        assert (tension.text, tension.meeting_id) == ("March or May?", table[0].pk)
        trial = Trial.objects.within(run).get()
        assert trial.due == when(1).date()  # until the next reflection of the series
        found = now(run, table[0])
        assert (found.asset, found.minutes, found.state) == ("We call each other", 12, "shown")

    def test_the_tension_may_stay_private(self, world, run, table):
        with during(0):
            self.shown(run, table[0])
            outcome(run, meeting_id=table[0].pk, tension="I feel alone", level="private")
        assert not Tension.objects.within(world.scope("member_district")).exists()
        labels = AuditEvent.objects.within(world.scope("member_district")).values_list(
            "label", "after"
        )
        assert "I feel alone" not in str(list(labels))

    def test_spoken_only_writes_nothing(self, run, table):
        with during(0):
            self.shown(run, table[0])
            outcome(run, meeting_id=table[0].pk, spoken_only=True)
        assert now(run, table[0]).spoken_only
        assert not Trial.objects.within(run).exists()
        assert not Tension.objects.within(run).exists()

    @pytest.mark.parametrize(
        "given", [{}, {"spoken_only": True, "asset": "We call"}, {"asset": "So", "minutes": 76}]
    )
    def test_what_is_unclear(self, run, table, given):
        with during(0):
            self.shown(run, table[0])
            with pytest.raises(InputProblem):
                outcome(run, meeting_id=table[0].pk, **given)

    def test_one_outcome(self, run, table):
        with during(0):
            self.shown(run, table[0])
            outcome(run, meeting_id=table[0].pk, asset="We call")
            with pytest.raises(InputProblem, match="written down already"):
                outcome(run, meeting_id=table[0].pk, trial="More")

    def test_talking_without_showing_keeps_the_answers_private(self, world, run, asked):
        actions.answer(world.scope("member_district"), meeting_id=asked.pk, texts=["Hush"])
        outcome(run, meeting_id=asked.pk, spoken_only=True)
        found = now(run, asked)
        assert (found.state, found.shown) == ("shown", None)
        text = world.client("coordinator").get(f"{BASE}{asked.pk}/reflection/").content.decode()
        assert "stays private" in text
        assert "Hush" not in text

    def test_last_time_s_agreement_comes_first(self, run, table):
        with during(0):
            self.shown(run, table[0])
            outcome(run, meeting_id=table[0].pk, trial="Send drafts early")
        with during(1):
            self.shown(run, table[1])
            with pytest.raises(InputProblem, match="Look first at what you tried"):
                outcome(run, meeting_id=table[1].pk, asset="We call")
            trial = Trial.objects.within(run).get()
            check_trial(run, trial_id=trial.pk, state="kept", line="Twice")
            outcome(run, meeting_id=table[1].pk, asset="We call")
            with pytest.raises(InputProblem):
                check_trial(run, trial_id=trial.pk, state="dropped")

    def test_without_a_next_one_it_needs_a_day(self, run, table):
        with during(3):
            self.shown(run, table[3])
            with pytest.raises(InputProblem, match="until when"):
                outcome(run, meeting_id=table[3].pk, trial="Call on Mondays")
            outcome(run, meeting_id=table[3].pk, trial="Call", due=date(2026, 9, 1))
        assert Trial.objects.within(run).get().due == date(2026, 9, 1)


class TestSkipping:
    def test_it_needs_a_reason(self, run, table):
        with pytest.raises(InputProblem):
            actions.skip(run, meeting_id=table[0].pk, why=" ")

    def test_one_that_was_never_held_says_so(self, run, table):
        for number, why in ((0, "snow"), (1, "the funder report")):
            with during(number):
                actions.skip(run, meeting_id=table[number].pk, why=why)
        assert reads.box(run, table[2]).history == (
            "Not held yet in this series. Skipped 2 Jun 2026 (snow) and 16 Jun 2026 (the funder "
            "report)."
        )

    @pytest.mark.parametrize("reached", [True, False])
    def test_its_item_is_not_held_once_the_meeting_is_closed(self, run, table, reached):
        with during(0):
            open_meeting(run, meeting_id=table[0].pk)
            if not reached:
                AgendaItem.objects.within(run).filter(meeting=table[0]).update(state="waiting")
            actions.skip(run, meeting_id=table[0].pk, why="the funder report")
            close_meeting(run, meeting_id=table[0].pk)
        (item,) = agenda(run, find(run, table[0].pk), ()).rows
        assert (item.state, item.state_label) == ("carried", "not held")
        assert "Reflection" not in minutes(run, find(run, table[0].pk)).carried

    def test_one_that_was_held_after_all_is_done(self, run, table):
        with during(0):
            open_meeting(run, meeting_id=table[0].pk)
            actions.open_reflection(run, meeting_id=table[0].pk)
            close_meeting(run, meeting_id=table[0].pk)
            assert agenda(run, find(run, table[0].pk), ()).rows[0].state == "carried"
            actions.show(run, meeting_id=table[0].pk)
        assert agenda(run, find(run, table[0].pk), ()).rows[0].state == "done"

    def test_a_held_one_is_not_skipped(self, run, asked):
        actions.show(run, meeting_id=asked.pk)
        with pytest.raises(InputProblem):
            actions.skip(run, meeting_id=asked.pk, why="late")

    def test_the_box_tells_when_it_was_held_and_skipped(self, run, table):
        with during(0):
            actions.open_reflection(run, meeting_id=table[0].pk)
            actions.show(run, meeting_id=table[0].pk)
        for number in (1, 2):
            with during(number):
                actions.skip(run, meeting_id=table[number].pk, why="the funder report")
        assert reads.box(run, table[3]).history == (
            "Last held 2 Jun 2026. Skipped 16 Jun 2026 and 30 Jun 2026, each time for: the funder "
            "report."
        )
        assert reads.box(run, table[0]).history == ""


def needs(scope):
    return [each.need for each in registries.signals.get("meetings.reflection").signals(scope)]


class TestWhatItAsks:
    def test_none_held_in_ninety_days(self, run, table):
        with clock.at(when(0) + timedelta(days=90)):
            assert needs(run) == []
        with clock.at(when(0) + timedelta(days=91)):
            assert needs(run) == ["talk"]

    def test_two_skipped_in_a_row(self, run, table):
        for number in (0, 1):
            with during(number):
                actions.skip(run, meeting_id=table[number].pk, why="the funder report")
                found = needs(run)
        assert found == ["look"]

    def test_a_trial_past_its_day(self, world, run, table):
        with during(0):
            actions.open_reflection(run, meeting_id=table[0].pk)
            outcome(run, meeting_id=table[0].pk, trial="Call on Mondays")
            assert needs(run) == []
        with clock.at(when(1) + timedelta(days=1)):
            assert needs(run) == ["talk"]
            due = registries.tasks.get("meetings.reflection").owed(run)
            assert [each.title for each in due] == ["Was it kept? “Call on Mondays”"]
            assert (
                registries.tasks.get("meetings.reflection").owed(world.scope("member_district"))
                == []
            )

    def test_it_is_looked_at_by_who_runs_and_sits_in_the_series(self, world, run, table):
        owed = registries.tasks.get("meetings.reflection").owed
        joel = Attendance.objects.within(run).filter(person=world.a.people["facilitator"])
        with during(0):
            actions.open_reflection(run, meeting_id=table[0].pk)
            outcome(run, meeting_id=table[0].pk, trial="Call on Mondays")
        with clock.at(when(1) + timedelta(days=1)):
            assert len(owed(world.scope("facilitator"))) == 1
            take_off(run, meeting_id=table[3].pk, attendance_ids=[joel.get(meeting=table[3]).pk])
            assert owed(world.scope("facilitator")) == []
            assert len(owed(run)) == 1

    def test_a_tension_of_more_than_sixty_days_for_whoever_sees_it(self, world, run, table):
        from thirdspace.meetings.actions.tensions import surface

        with during(0):
            surface(world.scope("member_district"), text="March or May?", level="own")
        with clock.at(when(0) + timedelta(days=62)):
            assert needs(run) == ["talk"]
            assert needs(world.scope("member_university")) == []
            assert needs(world.scope("funder")) == []

    def test_an_unanswered_one_waits_for_me(self, world, asked):
        owed = registries.tasks.get("meetings.reflection").owed
        mine = world.scope("member_district")
        assert [(each.owes, each.task) for each in owed(mine)] == [("on_me", TASK)]
        actions.answer(mine, meeting_id=asked.pk, our_view=3)
        assert owed(mine) == []

    def test_signs_for_the_structures(self, run, table):
        with during(0):
            actions.open_reflection(run, meeting_id=table[0].pk)
            actions.show(run, meeting_id=table[0].pk)
        with during(1):
            actions.skip(run, meeting_id=table[1].pk, why="late")
        signs = registries.signals.get("meetings.reflection").signs(run)
        assert [(each.dynamic, each.strengthens, each.computed) for each in signs] == [
            ("structures", True, True), ("structures", False, True),
        ]  # fmt: skip

    def test_coverage_and_follow_through_say_their_n(self, run, table):
        with during(0):
            actions.open_reflection(run, meeting_id=table[0].pk)
            outcome(run, meeting_id=table[0].pk, trial="Call on Mondays", minutes=12)
        with during(1):
            check_trial(run, trial_id=Trial.objects.within(run).get().pk, state="kept")
            actions.skip(run, meeting_id=table[1].pk, why="late")
        with clock.at(when(2) - timedelta(days=1)):
            found = reflections.overview(run)
        assert (found.coverage.coverage.count, found.coverage.coverage.of) == (1, 2)
        assert (found.follow.kept_on_time, found.follow.made) == (1, 1)
        assert "too few to judge" in found.coverage.sentence


class TestPages:
    def test_pages_are_whole(self, world, run, table):
        client = world.client("coordinator")
        with during(0):
            actions.open_reflection(run, meeting_id=table[0].pk)
            actions.answer(run, meeting_id=table[0].pk, texts=["So"], our_view=3)
            pk = table[0].pk
            paths = ["reflection/", f"{pk}/reflection/", f"{pk}/reflection/answer/",
                     f"{pk}/reflection/outcome/", f"{pk}/reflection/skip/",
                     f"{table[1].pk}/reflection/prepare/"]  # fmt: skip
            self.look(client, paths)
            outcome(run, meeting_id=pk, trial="Call", asset="We call", tension="March or May?")
            trial = Trial.objects.within(run).get()
            self.look(client, ["reflection/", f"{pk}/reflection/", f"trials/{trial.pk}/check/"])

    def look(self, client, paths):
        for path in paths:
            answer = client.get(BASE + path)
            assert answer.status_code == 200, path
            page = Page(answer.content.decode())
            assert page.unlabelled_controls() == [], path
            assert page.repeated_ids() == [], path
            assert page.dangling_references() == [], path

    def test_the_whole_way_through_the_pages(self, world, table):
        client, pk = world.client("coordinator"), table[0].pk
        there = f"{BASE}{pk}/reflection/"
        with during(0):
            chosen = {"questions": ["stop", "held_up", "numbers"], "three_is_enough": "on"}
            assert client.post(f"{there}prepare/", chosen).url == there
            assert client.post(f"{there}send/").url == there
            sent = {"text_0": "The form", "our_view": "2"}
            assert client.post(f"{there}answer/", sent).url == there
            assert client.post(f"{there}show/").url == there
            assert client.post(f"{there}outcome/", {"asset": "We call"}).url == there
            text = client.get(there).content.decode()
        assert "1 answer came in, and it takes 3." in text
        assert "We call" in text
        assert "The form" not in text

    def test_two_questions_are_too_few(self, world, table):
        answer = world.client("coordinator").post(
            f"{BASE}{table[0].pk}/reflection/prepare/", {"questions": ["stop", "held_up"]}
        )
        assert answer.status_code == 422

    def test_a_member_does_not_run_it(self, world, table):
        client, there = world.client("member_district"), f"{BASE}{table[0].pk}/reflection/"
        for step in ("prepare/", "send/", "show/", "skip/"):
            assert client.post(there + step).status_code == 403

    def test_a_meeting_without_one(self, world, run, table):
        Reflection.objects.within(run).filter(meeting=table[0]).delete()
        client = world.client("coordinator")
        assert reads.box(run, table[0]) is None
        assert client.get(f"{BASE}{table[0].pk}/reflection/").status_code == 404

    def test_the_index_asks_a_constant_number_of_questions(
        self, run, table, django_assert_max_num_queries, counted_on_sqlite
    ):
        with during(2), django_assert_max_num_queries(6):
            reflections.overview(run)
