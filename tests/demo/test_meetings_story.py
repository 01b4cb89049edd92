"""The meetings of the story as plain data: true to themselves and to what is told elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

import pytest

from thirdspace.demo.chapters.meetings import begins
from thirdspace.demo.story.events import EVENTS
from thirdspace.demo.story.measures import TABLES
from thirdspace.demo.story.meetings import APART, DELIVERABLES, SERIES
from thirdspace.demo.story.meetings.left_behind import Decision, Note, Outcome, Promise, Tension
from thirdspace.demo.story.meetings.records import Meeting, Series
from thirdspace.demo.story.members import ORGANIZATIONS, PEOPLE, SEAT_OF, TODAY

SINCE = {person.key: person.since for person in PEOPLE}
UNTIL = {person.key: person.until or date.max for person in PEOPLE}
MEETINGS = [(series, meeting) for series in SERIES for meeting in series.meetings]
LAST_TABLE = date(2026, 6, 2)


def left_behind() -> Iterator[tuple[date, Outcome]]:
    for _series, meeting in MEETINGS:
        for item in meeting.items:
            yield from ((meeting.on, outcome) for outcome in item.outcomes)
    yield from ((apart.on, apart.what) for apart in APART)


PROMISES = [(day, what) for day, what in left_behind() if isinstance(what, Promise)]
DECISIONS = [(day, what) for day, what in left_behind() if isinstance(what, Decision)]


def series(key: str) -> Series:
    return next(each for each in SERIES if each.key == key)


def minutes(of: Series, meeting: Meeting) -> int:
    """Return how long a meeting is by its series, as it then was."""
    changed = [dict(change.fields) for change in of.changes if change.on <= meeting.on]
    agreed = [int(fields["minutes"]) for fields in changed if "minutes" in fields]
    return [of.minutes, *agreed][-1]


def is_open(promise: Promise) -> bool:
    return not promise.answers or promise.answers[-1].what == "new_date"


def last_due(promise: Promise) -> date:
    days = (promise.due, *(answer.due for answer in promise.answers))
    return max(day for day in days if day)


def test_how_much_the_two_years_hold():
    kinds = Counter(type(what).__name__ for _day, what in left_behind())

    assert len(MEETINGS) == 45
    assert kinds == {"Decision": 39, "Promise": 81, "Tension": 7, "Note": 13}
    assert len(DELIVERABLES) == 8


def test_today_is_steering_table_21_and_twenty_were_held():
    tables = series("steering").meetings

    assert [table.on for table in tables[:20]] == list(TABLES)
    assert len(tables) == 21
    assert tables[-1].ahead
    assert begins(series("steering"), tables[-1]).isoformat() == "2026-06-16T19:30:00+00:00"
    assert begins(series("steering"), tables[13]).isoformat() == "2026-01-20T20:30:00+00:00"


def test_todays_agenda_has_seven_items():
    today = series("steering").meetings[-1]

    assert [(item.minutes, item.led_by) for item in today.items] == [
        (8, "marcus"), (15, "renee"), (15, "priya"), (12, "marcus"), (8, "beth"), (10, "joel"),
        (7, "marcus"),
    ]  # fmt: skip
    assert [item.title for item in today.items if item.funder] == ["Year-1 report to the funder"]


@pytest.mark.parametrize(("of", "meeting"), MEETINGS, ids=lambda each: each.key)
def test_an_agenda_fits_its_meeting(of, meeting):
    assert sum(item.minutes for item in meeting.items) <= minutes(of, meeting)
    assert len({item.title for item in meeting.items}) == len(meeting.items)


@pytest.mark.parametrize("of", SERIES, ids=lambda each: each.key)
def test_meetings_come_one_after_the_other(of):
    days = [of.started, *(meeting.on for meeting in of.meetings)]

    assert days == sorted(set(days))
    assert all(meeting.on >= TODAY.date() for meeting in of.meetings if meeting.ahead)


def test_who_acts_has_a_seat_on_that_day():
    acting = [
        (person, meeting.on)
        for of, meeting in MEETINGS
        if not meeting.ahead and not meeting.cancelled
        for person in (of.run_by, *meeting.visitors, *(item.led_by for item in meeting.items))
    ]
    acting += [(promise.owner, day) for day, promise in PROMISES]
    acting += [
        (answer.by or promise.owner, answer.on)
        for _day, promise in PROMISES
        for answer in promise.answers
    ]

    assert [(who, day) for who, day in acting if not SINCE[who] <= day <= UNTIL[who]] == []


def test_decisions_are_numbered_as_they_were_made():
    in_order = [what.key for _day, what in sorted(DECISIONS, key=lambda each: each[0])]

    assert in_order == [f"D-{number:02d}" for number in range(1, 40)]


def test_the_decision_on_the_portrait_is_the_one_told_as_an_event():
    [event] = [event for event in EVENTS if event.key == "portrait-adopted"]
    [(day, portrait)] = [(day, what) for day, what in DECISIONS if what.key == "D-31"]

    assert day == event.when
    assert "D-31" in event.what
    assert "leader portrait" in portrait.text


def test_the_district_proposes_less_in_the_second_year():
    by_the_district = [(day < date(2025, 9, 1), w.proposed_by == "harbor") for day, w in DECISIONS]
    first = [theirs for early, theirs in by_the_district if early]
    second = [theirs for early, theirs in by_the_district if not early]

    assert sum(first) / len(first) > 0.7
    assert sum(second) / len(second) < 0.5


def test_four_decisions_needed_a_yes_of_more_than_one():
    asked = {
        what.key: [reply.answer for reply in what.asks.replies]
        for _day, what in DECISIONS
        if what.asks
    }

    assert asked == {
        "D-12": ["yes", "yes", "yes", "yes"], "D-34": ["yes"], "D-35": ["not_yet"],
        "D-39": ["yes"],
    }  # fmt: skip


def test_eleven_promises_are_open_and_three_of_them_late():
    owed = [promise for _day, promise in PROMISES if is_open(promise)]
    late = [promise for promise in owed if promise.due and promise.due < TODAY.date()]
    sides = Counter("joint" if promise.joint else SEAT_OF[promise.owner] for promise in owed)

    assert sides == {"harbor": 4, "northfield": 2, "lakeside": 2, "joint": 2, "state": 1}
    assert {(promise.owner, str(promise.due)) for promise in late} == {
        ("ana", "2026-06-04"), ("ingrid", "2026-06-11"), ("marcus", "2026-06-12"),
    }  # fmt: skip


def test_eight_promises_were_kept_since_the_last_table():
    kept = [
        promise
        for _day, promise in PROMISES
        if not is_open(promise) and promise.answers[-1].on >= LAST_TABLE
    ]

    assert [promise.answers[-1].what for promise in kept] == ["done"] * 8


def test_promises_end_in_all_ways():
    last = Counter(promise.answers[-1].what for _day, promise in PROMISES if promise.answers)
    moved = [p for _day, p in PROMISES if any(each.what == "new_date" for each in p.answers)]
    done = [p for _day, p in PROMISES if p.answers and p.answers[-1].what == "done"]
    late = [p for p in done if p.answers[-1].on > last_due(p)]

    assert last == {"done": 62, "cant": 8}
    assert len(moved) == 10
    assert len(late) == 17


def test_no_answer_comes_before_its_promise():
    for day, promise in PROMISES:
        days = [day, *(answer.on for answer in promise.answers)]
        assert days == sorted(days), promise.text
        assert promise.due is None or promise.due >= day, promise.text


def test_reflection_was_last_held_on_30_april_and_skipped_twice_since():
    reflected = [
        (meeting.on, bool(meeting.reflected.skipped))
        for meeting in series("steering").meetings
        if meeting.reflected
    ]

    assert reflected[-3:] == [
        (date(2026, 4, 30), False), (date(2026, 5, 14), True), (LAST_TABLE, True),
    ]  # fmt: skip
    held = [m.on for _s, m in MEETINGS if m.reflected and not m.reflected.skipped]
    assert max(held) == date(2026, 4, 30)


def test_the_funder_takes_more_of_the_table_before_a_report():
    share = {
        table.on: sum(item.minutes for item in table.items if item.funder)
        / sum(item.minutes for item in table.items)
        for table in series("steering").meetings
    }

    assert share[date(2025, 11, 18)] == max(share.values())
    assert share[date(2025, 12, 9)] == 0
    assert share[date(2026, 5, 14)] > share[date(2026, 3, 3)]


def test_tensions_are_numbered_and_one_is_nobody_elses():
    tensions = [what for _day, what in left_behind() if isinstance(what, Tension)]
    tensions.sort(key=lambda tension: tension.key)

    assert [tension.key for tension in tensions] == [f"T-{number:02d}" for number in range(1, 8)]
    assert Counter(tension.level for tension in tensions) == {"shared": 4, "own": 2, "private": 1}
    assert "cabinet sees papers first" in tensions[-1].text


def test_what_a_deliverable_is_named_by_exists():
    due = {deliverable.key for deliverable in DELIVERABLES}
    named = {item.deliverable for _s, m in MEETINGS for item in m.items if item.deliverable}
    organizations = {organization.key for organization in ORGANIZATIONS}

    assert named <= due
    assert {d.owed_to for d in DELIVERABLES} == {"", "fund"}
    assert {w.organization for d in DELIVERABLES for w in d.waiting} <= organizations


def test_people_write_plainly():
    lines = [what.text for _day, what in left_behind()]
    lines += [item.title for _series, meeting in MEETINGS for item in meeting.items]

    assert not set("".join(lines)) & set("—–‘’…{}|")
    assert all(text == text.strip() for text in lines)
    assert all(what.text[-1] in ".?" for _day, what in left_behind() if isinstance(what, Note))
    assert all(what.text[-1] in ".?" for _day, what in DECISIONS)
    assert not [p.text for _day, p in PROMISES if p.text.endswith(".")]
