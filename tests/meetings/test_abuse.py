"""What somebody might try in the notes and around them, to bind or expose the other side."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse

from cast import build_world
from thirdspace.access import clock, keys, links, rows, search
from thirdspace.home.setup import store
from thirdspace.meetings.actions import agenda, decisions, lines, promises, reflection
from thirdspace.meetings.actions import meetings as planning
from thirdspace.meetings.actions.series import start_series
from thirdspace.meetings.letters.promises import links_for
from thirdspace.meetings.models import (
    Decision,
    DecisionState,
    Line,
    Meeting,
    Promise,
    PromiseState,
    Reflection,
)
from thirdspace.meetings.reads.lines import seen
from thirdspace.partnership.models import Seat
from thirdspace.problems import InputProblem, NotThere

KEY = "a-line-of-the-notes"


def write(scope, meeting, text, *, key=KEY, since=0):
    return lines.write_line(scope, meeting_id=meeting.pk, key=key, text=text, seen=since)


@pytest.fixture
def asked(world, open_meeting):
    """A decision that the district asked the university about."""
    line = write(world.scope("coordinator"), open_meeting, "decision: Northfield pays the vans")
    decision = Decision.everywhere.get(pk=line.record_id)
    decisions.ask_both(
        world.scope("coordinator"), number=decision.number,
        organization_ids=[world.org("district").pk, world.org("university").pk],
        answer_by=clock.today() + timedelta(days=5), if_silent="No vans.",
    )  # fmt: skip
    return decision


class TestConsent:
    @pytest.mark.parametrize("answer", ["no", ""])
    def test_typing_a_line_again_decides_nothing_that_was_asked(
        self, world, open_meeting, asked, answer
    ) -> None:
        if answer:
            decisions.answer_decision(
                world.scope("coordinator_university"), number=asked.number, answer=answer,
                line="We can't.",
            )  # fmt: skip
        district = world.scope("coordinator")
        lines.remove_line(district, meeting_id=open_meeting.pk, key=KEY, seen=1)
        write(district, open_meeting, "decision: Northfield pays the vans", since=1)
        asked.refresh_from_db()
        assert asked.state != DecisionState.DECIDED
        assert Decision.everywhere.latest("pk").needs_both is False

    def test_what_it_costs_is_part_of_what_was_asked(self, world, asked) -> None:
        with pytest.raises(InputProblem):
            decisions.change_decision(
                world.scope("coordinator"), number=asked.number, text=asked.text,
                proposed_by_id=asked.proposed_by_id, decided_ids=[], absent_ids=[],
                counts_for_ids=[], benefits={}, reason="",
                bears={world.org("university").pk: "50,000 dollars"},
            )  # fmt: skip

    def test_an_organization_that_leaves_leaves_no_open_question(self, world, asked) -> None:
        keys.leave(world.scope("coordinator_university"))
        asked.refresh_from_db()
        assert asked.state == DecisionState.DECLINED
        with pytest.raises(NotThere):
            decisions.answer_decision(world.scope("coordinator"), number=asked.number, answer="yes")

    def test_the_other_side_does_not_bring_a_promise_back(self, world, open_meeting) -> None:
        owner = world.scope("member_district")
        line = write(owner, open_meeting, "promise: @Ana Lindqvist pays the vans by 30 June 2026")
        lines.remove_line(owner, meeting_id=open_meeting.pk, key=KEY, seen=1)
        write(
            world.scope("member_university"), open_meeting,
            "promise: @Ana Lindqvist pays the vans and more by 30 June 2026", since=1,
        )  # fmt: skip
        taken_out = Promise.everywhere.get(pk=line.record_id)
        assert (taken_out.state, taken_out.text) == (PromiseState.WITHDRAWN, "pays the vans")


class TestOwnSide:
    def test_a_line_stays_on_the_side_whose_tension_it_is(self, world, open_meeting) -> None:
        district, university = world.scope("member_district"), world.scope("member_university")
        write(district, open_meeting, "placements")
        write(university, open_meeting, "tension: we doubt their numbers", since=1)
        lines.set_level(university, meeting_id=open_meeting.pk, key=KEY, level="own")
        assert not seen(district, open_meeting).exists()
        assert seen(university, open_meeting).count() == 1

    def test_kept_after_the_meeting_it_is_found_no_more(self, world, open_meeting) -> None:
        university = world.scope("member_university")
        write(university, open_meeting, "tension: zebracrossing of trust")
        planning.close_meeting(world.scope("coordinator"), meeting_id=open_meeting.pk)
        assert search.find(world.scope("coordinator"), "zebracrossing").exists()
        lines.set_level(university, meeting_id=open_meeting.pk, key=KEY, level="own")
        assert not search.find(world.scope("coordinator"), "zebracrossing").exists()


def test_the_rule_of_a_reflection_holds_once_it_was_opened(world, open_meeting) -> None:
    scope = world.scope("coordinator")
    item = agenda.add_item(
        scope, meeting_id=open_meeting.pk, title="Reflect", kind="reflect", minutes=8
    )
    reflection.open_reflection(scope, meeting_id=open_meeting.pk)
    for who in ("member_district", "sponsor_district", "coordinator"):
        reflection.answer(
            world.scope(who), meeting_id=open_meeting.pk, texts=["secret"], our_view=2
        )
    reflection.skip(scope, meeting_id=open_meeting.pk, why="No time.")
    agenda.change_item(scope, meeting_id=open_meeting.pk, item_id=item.pk, minutes=9)
    with pytest.raises(InputProblem):
        reflection.prepare(
            scope, meeting_id=open_meeting.pk, questions=["Who?", "B?", "C?"],
            three_is_enough=True,
        )  # fmt: skip
    assert Reflection.everywhere.get(meeting=open_meeting).skipped_why == "No time."


def test_an_old_undo_link_leaves_a_newer_answer_alone(world) -> None:
    owner = world.scope("member_district")
    promise = promises.make_promise(
        world.scope("coordinator_university"), text="vans", owner_id=owner.person_id,
        organization_id=owner.organization_id, due=clock.today() + timedelta(days=9),
    )  # fmt: skip
    token = links_for(owner, [promise])[promise.pk].rstrip("/").rsplit("/", 1)[-1]
    later = (clock.today() + timedelta(days=20)).isoformat()
    thanks = links.use(token, {"answer": "new_date", "due": later, "line": ""})
    promises.answer_promise(owner, number=promise.number, answer="done")
    with pytest.raises(NotThere):
        links.use(thanks.undo, {})
    promise.refresh_from_db()
    assert promise.state == PromiseState.DONE


class TestSlipsOfTheClock:
    def test_a_line_from_the_year_one_breaks_no_page(self, world, open_meeting) -> None:
        at = reverse("meetings:write_line", args=["harbor", open_meeting.pk])
        sent = {"key": KEY, "text": "hello", "typed_at": "0001-01-01 00:00:00"}
        assert world.client("member_university").post(at, sent).status_code == 302
        assert Line.everywhere.get().typed_at.year >= 2000
        for name in ("notes", "minutes", "meeting", "minutes_docx", "close"):
            page = reverse(f"meetings:{name}", args=["harbor", open_meeting.pk])
            assert world.client("coordinator").get(page).status_code == 200

    @pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01"])
    def test_a_meeting_of_no_year_is_refused(self, world, series, day) -> None:
        before = Meeting.everywhere.count()
        sent = {"day": day, "clock": "23:30", "minutes": 75, "place": "", "title": "x"}
        at = reverse("meetings:plan", args=["harbor", series.pk])
        assert world.client("coordinator").post(at, sent).status_code == 422
        assert Meeting.everywhere.count() == before


def test_who_reads_or_left_founds_for_nobody(world) -> None:
    for name in ("candidate", "funder"):
        assert store.own_organizations(world.a.people[name].pk) == []
    member = world.a.people["member_district"]
    assert store.own_organizations(member.pk)
    Seat.everywhere.filter(person=member).update(until=clock.today() - timedelta(days=1))
    assert store.own_organizations(member.pk) == []


@pytest.mark.postgres
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
@pytest.mark.rows_closed  # what is stored must be there for the other threads
@pytest.mark.django_db(transaction=True)
def test_typing_and_forms_at_once_wait_for_each_other() -> None:
    with rows.holding_all():
        world = build_world()
        scope, typist = world.scope("coordinator"), world.scope("member_university")
        table = start_series(
            scope, name="Table", cadence="week", minutes=60, place="", time_zone="UTC"
        )
        meeting = planning.plan_meeting(scope, series_id=table.pk, starts_at=clock.now())
        planning.open_meeting(scope, meeting_id=meeting.pk)
    failed: list[str] = []

    def repeated(act) -> None:
        try:
            for number in range(25):
                with rows.holding([scope.partnership_id]):
                    act(number)
        except Exception as error:  # counted below: none is allowed
            failed.append(repr(error))
        finally:
            connection.close()

    def typing(number: int) -> None:
        write(typist, meeting, f"decision: number {number}", key=f"line-{number:05}")

    def form(number: int) -> None:
        promises.make_promise(
            scope, text=f"Promise {number}", owner_id=scope.person_id, meeting_id=meeting.pk
        )

    threads = [threading.Thread(target=repeated, args=(act,)) for act in (typing, form)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert failed == []
    with rows.holding_all():
        assert Decision.everywhere.count() == Promise.everywhere.count() == 25
