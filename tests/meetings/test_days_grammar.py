"""Days as people type them: read when they are certain, offered while they are typed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thirdspace.meetings.days_grammar import Calendar, Fault, days_in, fold, offer_days

TODAY = date(2026, 6, 16)  # a Tuesday
TABLE = date(2026, 6, 30)
HERE = Calendar(TODAY, TABLE)


def read(words: str, calendar: Calendar = HERE):
    found = days_in(fold(words), calendar)
    assert len(found) == 1, found
    assert (found[0].start, found[0].end) == (0, len(words)), found
    return found[0].fault or found[0].day


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("30 June", date(2026, 6, 30)),
        ("June 30", date(2026, 6, 30)),
        ("3rd of July", date(2026, 7, 3)),
        ("July the 3rd", date(2026, 7, 3)),
        ("Jul 3", date(2026, 7, 3)),
        ("3 Sept.", date(2026, 9, 3)),
        ("3 May", date(2027, 5, 3)),
        ("16 June", date(2026, 6, 16)),
        ("3 May 2028", date(2028, 5, 3)),
        ("May 3, 2028", date(2028, 5, 3)),
        ("7/3", date(2026, 7, 3)),
        ("5/3", date(2027, 5, 3)),
        ("26/6", date(2026, 6, 26)),
        ("6/26", date(2026, 6, 26)),
        ("6/26/27", date(2027, 6, 26)),
        ("26.6.", date(2026, 6, 26)),
        ("6.6.2027", date(2027, 6, 6)),
        ("2026-09-01", date(2026, 9, 1)),
        ("today", TODAY),
        ("tomorrow", date(2026, 6, 17)),
        ("the day after tomorrow", date(2026, 6, 18)),
        ("Friday", date(2026, 6, 19)),
        ("this Friday", date(2026, 6, 19)),
        ("Tuesday", date(2026, 6, 23)),
        ("next Friday", date(2026, 6, 26)),
        ("next Monday", date(2026, 6, 22)),
        ("in 2 weeks", date(2026, 6, 30)),
        ("in two weeks", date(2026, 6, 30)),
        ("within 10 days", date(2026, 6, 26)),
        ("in a month", date(2026, 7, 16)),
        ("end of June", date(2026, 6, 30)),
        ("the end of February", date(2027, 2, 28)),
        ("end of the month", date(2026, 6, 30)),
        ("next table", TABLE),
        ("our next steering table", TABLE),
        ("next meeting", TABLE),
        ("Friday 26 June", date(2026, 6, 26)),
        ("Friday, June 26", date(2026, 6, 26)),
        ("26 de junio de 2026", date(2026, 6, 26)),
        ("mañana", date(2026, 6, 17)),
        ("viernes", date(2026, 6, 19)),
        ("próximo viernes", date(2026, 6, 26)),
        ("en dos semanas", date(2026, 6, 30)),
        ("fin de mes", date(2026, 6, 30)),
        ("fines de julio", date(2026, 7, 31)),
        ("la próxima reunión", TABLE),
    ],
)
def test_styles(words, day):
    assert read(words) == day


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("31 June", Fault.IMPOSSIBLE),
        ("29 February", Fault.IMPOSSIBLE),
        ("2026-02-30", Fault.IMPOSSIBLE),
        ("13/13", Fault.IMPOSSIBLE),
        ("0 May", Fault.IMPOSSIBLE),
        ("5.3.", Fault.UNCLEAR),
        ("Friday 25 June", Fault.UNCLEAR),
        ("3 May 2026", Fault.PAST),
        ("2025-12-24", Fault.PAST),
    ],
)
def test_what_is_no_day_one_can_go_by(words, fault):
    assert read(words) == fault


def test_a_next_table_that_nobody_planned():
    assert read("next table", Calendar(TODAY)) == Fault.UNPLANNED


def test_29_february_in_a_year_that_has_one():
    assert read("29 February", Calendar(date(2027, 12, 1))) == date(2028, 2, 29)


@pytest.mark.parametrize(
    "words",
    ["chapter 5", "9:00 to 15:00", "version 1.2.3", "http://x.org/5/3/", "A/B", "May", "10-12",
     "Maya", "12 Mayors", "COVID-19", "2026", "room 5/3a"],
)  # fmt: skip
def test_what_only_looks_like_a_day(words):
    assert days_in(fold(words), HERE) == []


def test_of_days_that_overlap_the_longest_stands():
    found = days_in(fold("by Friday 26 June 2026 or 7/3"), HERE)
    assert [(f.start, f.end, f.day) for f in found] == [
        (3, 22, date(2026, 6, 26)), (26, 29, date(2026, 7, 3)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("prefix", "days"),
    [
        ("26 ju", [date(2026, 6, 26), date(2026, 7, 26)]),
        ("ju 26", [date(2026, 6, 26), date(2026, 7, 26)]),
        ("31 ju", [date(2026, 7, 31)]),
        ("26", [date(2026, 6, 26), date(2026, 7, 26)]),
        ("Fri", [date(2026, 6, 19), date(2026, 6, 26)]),
        ("Friday", [date(2026, 6, 19), date(2026, 6, 26)]),
        ("tom", [date(2026, 6, 17)]),
        ("next t", [date(2026, 6, 23), date(2026, 6, 25), TABLE]),
        ("6/26", [date(2026, 6, 26)]),
        ("26.6.", [date(2026, 6, 26)]),
        ("end of j", [date(2026, 6, 30), date(2026, 7, 31), date(2027, 1, 31)]),
        ("vier", [date(2026, 6, 19), date(2026, 6, 26)]),
        ("31 June", []),
        ("zzz", []),
    ],
)
def test_offers(prefix, days):
    assert offer_days(prefix, TODAY, TABLE) == days


def test_before_anything_is_typed_the_usual_days_are_offered():
    assert offer_days("", TODAY, TABLE) == [date(2026, 6, 19), TABLE]


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz0123456789/.- ,éñ", max_size=30))
def test_any_words_are_read_and_every_offer_is_to_come(words):
    for found in days_in(fold(words), HERE):
        assert found.day is None or found.day >= TODAY
    assert all(day >= TODAY for day in offer_days(words, TODAY, TABLE))


@given(st.text())
def test_folding_keeps_every_place(text):
    assert len(fold(text)) == len(text)
