"""What a typed line means, and what it leaves open."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thirdspace.meetings.lines_grammar import About, Known, Typed, read_line, split_lead

PEOPLE = [
    Known(1, "Ana Lindqvist"), Known(2, "Marcus Bell"), Known(3, "Ingrid Halloran"),
    Known(4, "Renée Castillo"), Known(5, "Ana Torres"), Known(6, "María del Carmen Ruiz"),
    Known(7, "Lena Ortiz", gone=True), Known(8, "Samir Patel"),
    Known(9, "Samir Patel", gone=True), Known(10, "Bo"),
]  # fmt: skip
TODAY = date(2026, 6, 16)


def read(text: str) -> Typed:
    return read_line(text, people=PEOPLE, today=TODAY, next_meeting=date(2026, 6, 30))


def asked(text: str) -> list[tuple[str, str]]:
    return [(ask.about.value, ask.words) for ask in read(text).asks]


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("decision: a blank page", "decision", "a blank page"),
        ("DECISION : a blank page", "decision", "a blank page"),
        ("  Decision:a blank page", "decision", "a blank page"),
        ("decisión: una página en blanco", "decision", "una página en blanco"),
        ("decisio\u0301n: con acento suelto", "decision", "con acento suelto"),
        ("/d a blank page", "decision", "a blank page"),
        ("tension: who decides?", "tension", "who decides?"),
        ("Tensión: ¿quién decide?", "tension", "¿quién decide?"),
        ("/t who decides?", "tension", "who decides?"),
        ("thanks: to Bo", "thanks", "to Bo"),
        ("gracias: a Bo", "thanks", "a Bo"),
        ("We made a decision: a blank page", "plain", "We made a decision: a blank page"),
        ("decisions: two", "plain", "decisions: two"),
        ("/definitely not", "plain", "/definitely not"),
        ("promised: x", "plain", "promised: x"),
        ("", "plain", ""),
    ],
)
def test_the_first_word_decides(text, kind, words):
    assert (read(text).kind, read(text).text) == (kind, words)


def test_the_word_is_told_apart_as_it_was_typed():
    assert split_lead("  Promise : @Bo x") == ("promise", "Promise :", "@Bo x")


@pytest.mark.parametrize(
    ("text", "words", "person", "due"),
    [
        ("@Ana Lindqvist move cabinet reading of the plan to September, by 30 June",
         "move cabinet reading of the plan to September", 1, date(2026, 6, 30)),
        ("by 30 June @Lindqvist moves the reading", "moves the reading", 1, date(2026, 6, 30)),
        ("@renee, send the list by tomorrow.", "send the list.", 4, date(2026, 6, 17)),
        ("@Castillo will send the list, Friday", "send the list", 4, date(2026, 6, 19)),
        ("@Marcus Bell blank-page day, 9:00 to 15:00, 14 August",
         "blank-page day, 9:00 to 15:00", 2, date(2026, 8, 14)),
        ("the list (@Bo) by 7/3, with names", "the list, with names", 10, date(2026, 7, 3)),
        ("@maría ruiz bring chapter 5/3 by 2026-07-01", "bring chapter 5/3", 6,
         date(2026, 7, 1)),
        ("@Bo by May 1 we begin, end it by 3 July", "by May 1 we begin, end it", 10,
         date(2026, 7, 3)),
        ("@Bo send it by the end of June", "send it", 10, date(2026, 6, 30)),
        ("@Bo send it no later than 3 July", "send it", 10, date(2026, 7, 3)),
        ("@Ingrid escribir la lista, para el 3 de julio", "escribir la lista", 3,
         date(2026, 7, 3)),
        ("@Bo bring it by next table", "bring it", 10, date(2026, 6, 30)),
        ("@Bo first row\nsecond row, by 3 July", "first row\nsecond row", 10, date(2026, 7, 3)),
    ],
)  # fmt: skip
def test_a_promise_loses_its_person_and_its_day_cleanly(text, words, person, due):
    typed = read(f"promise: {text}")
    assert (typed.text, typed.person_id, typed.due, typed.asks) == (words, person, due, ())


@pytest.mark.parametrize(
    "text",
    ["@Bo prepare the session for Friday", "@Bo plan the work of May 3", "@Bo score it 4/5",
     "@Bo write where the team sat", "@Bo greet everybody every Monday", "@Bo send it by September",
     "@Bo send it"],
)  # fmt: skip
def test_a_day_that_belongs_to_what_is_promised_is_none_to_keep_it_by(text):
    typed = read(f"promise: {text}")
    assert typed.text == text.removeprefix("@Bo ")
    assert [ask.about for ask in typed.asks] == [About.NO_DATE]
    assert typed.settled


@pytest.mark.parametrize(
    "words", ["both sides", "together", "Together", "ambas partes", "los dos lados", "juntos"]
)
def test_both_sides(words):
    assert read(f"promise: @Bo write it {words}, by 3 July").joint
    assert not read("promise: @Bo write it altogether, by 3 July").joint


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("x, by 3 July", [("owner", "")]),
        ("@ x, by 3 July", [("owner", "")]),
        ("bo@example.org x, by 3 July", [("owner", "")]),
        ("@Ana x, by 3 July", [("ambiguous", "Ana Lindqvist, Ana Torres")]),
        ("@Zed x, by 3 July", [("unknown", "Zed")]),
        ("@Bob x, by 3 July", [("unknown", "Bob")]),
        ("@Lena x, by 3 July", [("gone", "Lena Ortiz")]),
        ("@Bo x, by 31 June", [("impossible", "31 June")]),
        ("@Bo x, by 5.3.", [("unclear", "5.3.")]),
        ("@Bo x, by 2025-06-01", [("past", "2025-06-01")]),
        ("@Bo x", [("no_date", "")]),
        ("@Bo by 3 July", [("empty", "")]),
        ("@Zed x, by 31 June", [("unknown", "Zed"), ("impossible", "31 June")]),
        ("@Bo " + "x" * 501 + ", by 3 July", [("too_long", "")]),
        ("", [("empty", "")]),
    ],
)
def test_what_is_open_is_asked(text, about):
    assert asked(f"promise: {text}") == about


def test_nobody_planned_a_next_meeting():
    typed = read_line("/p @Bo x by next table", people=PEOPLE, today=TODAY, next_meeting=None)
    assert [ask.about for ask in typed.asks] == [About.UNPLANNED]


def test_of_two_of_one_name_who_left_is_not_meant():
    assert read("promise: @Samir x, by 3 July").person_id == 8


def test_only_a_missing_day_leaves_it_settled():
    assert read("promise: @Bo x").settled
    assert not read("promise: x, by 3 July").settled
    assert not read("decision:").settled


@pytest.mark.parametrize(
    ("text", "person", "about"),
    [
        ("thanks: to Renée, for saying it out loud", 4, []),
        ("thanks: @castillo", 4, []),
        ("thanks: Bo and all who cooked", 10, []),
        ("thanks: to everybody", None, []),
        ("thanks: to Ana", None, [("ambiguous", "Ana Lindqvist, Ana Torres")]),
        ("gracias: a Ingrid", 3, []),
    ],
)
def test_thanks_go_to_who_is_named_first(text, person, about):
    assert (read(text).person_id, asked(text)) == (person, about)


@given(st.text(max_size=200), st.sampled_from(["", "promise: ", "/p @Bo ", "thanks: ", "/d "]))
def test_any_text_is_read(text, lead):
    typed = read(lead + text)
    assert typed.kind in {"plain", "decision", "promise", "tension", "thanks"}
    assert typed.person_id is None or typed.kind in {"promise", "thanks"}


def test_ten_thousand_characters_are_read_at_once():
    text = "promise: " + "@a 5/3 by may 1, " * 580
    began = time.perf_counter()
    read(text)
    assert time.perf_counter() - began < 0.5
