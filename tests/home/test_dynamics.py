"""Quarters follow the partnership's own year; counts are counts and are told as they are."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from thirdspace.access import clock
from thirdspace.home.reads.dynamics import five_dynamics, last_quarters

from .conftest import NOW

STARTED = date(2025, 8, 1)


def test_quarters_follow_the_partnerships_own_year() -> None:
    quarters = last_quarters(STARTED, date(2026, 6, 16))
    assert [q.label for q in quarters] == [
        "Q1 Aug–Oct", "Q2 Nov–Jan", "Q3 Feb–Apr", "Q4 May–16 Jun",
    ]  # fmt: skip
    assert quarters[0].first == date(2025, 8, 1)
    assert quarters[1].last == date(2026, 1, 31)


def test_quarters_are_the_calendars_where_no_start_is_known() -> None:
    quarters = last_quarters(None, date(2026, 2, 10))
    assert [q.label for q in quarters] == [
        "Q2 Apr–Jun",
        "Q3 Jul–Sep",
        "Q4 Oct–Dec",
        "Q1 Jan–10 Feb",
    ]


def test_quarters_meet_without_gap_or_overlap() -> None:
    for month in range(1, 13):
        quarters = last_quarters(date(2019, month, 1), date(2026, 6, 16))
        gaps = {(b.first - a.last).days for a, b in pairwise(quarters)}
        assert gaps == {1}
        assert quarters[-1].first <= date(2026, 6, 16) == quarters[-1].last


def rows_by_name(dynamics):
    return {row.name: row for row in dynamics.rows}


def counts(row) -> list[tuple[int, int]]:
    return [(cell.coded.eroding, cell.coded.strengthening) for cell in row.cells]


@pytest.mark.django_db
def test_signs_fall_into_their_quarter_and_lane(world, room) -> None:
    room.add_sign("benefits", date(2025, 8, 1), strengthens=True, count=2)
    room.add_sign("benefits", date(2026, 1, 31), strengthens=False)
    room.add_sign("benefits", date(2026, 6, 16), strengthens=True)
    room.add_sign("benefits", date(2026, 6, 1), strengthens=True, computed=True, latest="old")
    room.add_sign("benefits", date(2026, 6, 2), strengthens=False, computed=True, latest="6 of 8")
    found = five_dynamics(world.scope("coordinator"), STARTED)
    benefits = rows_by_name(found)["Benefits"]
    assert counts(benefits) == [(0, 2), (1, 0), (0, 0), (0, 1)]
    assert (benefits.cells[3].computed.eroding, benefits.cells[3].computed.strengthening) == (1, 1)
    assert benefits.latest == "6 of 8"
    assert found.coded == 4


@pytest.mark.django_db
def test_a_drawing_says_whose_signs_they_are(world, room) -> None:
    room.add_sign("ownership", date(2026, 6, 1), strengthens=False, count=2)
    room.add_sign(
        "ownership", date(2026, 6, 1), strengthens=True,
        side="university", organization_name="Northfield",
    )  # fmt: skip
    ownership = rows_by_name(five_dynamics(world.scope("coordinator"), STARTED))["Ownership"]
    drawing = ownership.cells[3].coded.drawing
    assert "2 eroding (2 Harbor County), 1 strengthening (1 Northfield)" in drawing
    assert drawing.count('class="unit u-d hollow"') == 2
    assert drawing.count('class="unit u-u"') == 1


@pytest.mark.django_db
def test_the_words_say_what_the_counts_say(world, room) -> None:
    room.add_sign("benefits", date(2026, 3, 1), strengthens=True, count=11)
    room.add_sign("benefits", date(2026, 6, 1), strengthens=False)
    room.add_sign("spanners", date(2026, 6, 1), strengthens=False, count=5)
    room.add_sign("ownership", date(2026, 6, 1), strengthens=False, count=3)
    room.add_sign("ownership", date(2026, 3, 1), strengthens=True, count=3)
    room.add_sign("structures", date(2025, 9, 1), strengthens=True, count=4)
    assert five_dynamics(world.scope("coordinator"), STARTED).reading == [
        "Coded by people since 1 February 2026.",
        "More signs for than against: Benefits (11 for, 1 against).",
        "More against than for: Boundary spanners (0 for, 5 against).",
        "As many for as against: Ownership (3 for, 3 against).",
        "No coded passage: Commitment, Structures.",
    ]


@pytest.mark.django_db
def test_where_nothing_was_noted_in_a_year_the_newest_signs_are_shown(world, room) -> None:
    room.add_sign("benefits", date(2023, 6, 10), strengthens=True)
    room.add_sign("benefits", date(2021, 1, 1), strengthens=True, count=7)
    with clock.at(NOW):
        found = five_dynamics(world.scope("coordinator"), date(2020, 8, 1))
    assert found.quarters[-1].last == date(2023, 6, 10)
    assert (found.coded, found.earlier) == (1, 7)


@pytest.mark.django_db
def test_more_than_twelve_marks_become_a_number(world, room) -> None:
    room.add_sign("benefits", date(2026, 6, 1), strengthens=True, count=5000)
    row = rows_by_name(five_dynamics(world.scope("coordinator"), STARTED))["Benefits"]
    assert row.cells[3].coded.strengthening == 5000
    assert ">5000</text>" in row.cells[3].coded.drawing
