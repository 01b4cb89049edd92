"""Dumbbells: marks where the answers are, guesses on their own line, hidden answers nowhere."""

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thirdspace.charts.dumbbell import DumbbellItem, DumbbellPicture, draw_dumbbell
from thirdspace.charts.text import text_width
from thirdspace.problems import MethodProblem

TICKS = ((0.0, "0 not started"), (2.0, "2 building"), (4.0, "4 sustaining"))
ITEM = DumbbellItem("Who decides", 3.0, 1.5, 2.8, 2.1, "1.5", "far apart, unknown", strong=True)
VALUES = st.none() | st.floats(0, 4)
ITEMS = st.lists(
    st.builds(
        DumbbellItem, st.text("abc -", max_size=80), VALUES, VALUES, VALUES, VALUES,
        st.just("1.5"), st.text("xyz ", max_size=40), st.booleans(),
    ),
    min_size=1,
    max_size=6,
)  # fmt: skip


def picture(*items, **changes):
    given_ = {"uid": "d", "title": "t", "reading": "r", "caption": "c", "ticks": TICKS}
    return DumbbellPicture(**given_ | {"items": items or (ITEM,)} | changes)


def marks(svg, tag):
    return [e for e in ET.fromstring(svg).iter(tag) if "c-" in (e.get("class") or "")]


def test_marks_stand_where_the_answers_are():
    svg = draw_dumbbell(picture()).wide
    (district,) = (e for e in marks(svg, "rect") if e.get("class") == "c-d")
    (university,) = (e for e in marks(svg, "circle") if e.get("class") == "c-u")
    assert float(district.get("x")) + float(district.get("width")) / 2 == pytest.approx(
        268 + 506 * 3 / 4, abs=0.2
    )
    assert float(university.get("cx")) == pytest.approx(268 + 506 * 1.5 / 4, abs=0.2)


def test_a_guess_has_the_guessers_hue_and_the_other_sides_shape():
    svg = draw_dumbbell(picture()).wide
    (of_district,) = (e for e in marks(svg, "circle") if e.get("class") == "c-d guess")
    (of_university,) = (e for e in marks(svg, "rect") if e.get("class") == "c-u guess")
    middle = float(next(e for e in marks(svg, "circle") if e.get("class") == "c-u").get("cy"))
    assert float(of_district.get("cy")) < middle < float(of_university.get("y"))


@given(ITEMS)
def test_everything_stays_on_the_paper(items):
    figure = draw_dumbbell(picture(*items))
    for svg in (figure.wide, figure.narrow):
        root = ET.fromstring(svg)
        width, height = (float(n) for n in root.get("viewBox").split()[2:])
        for words in root.iter("text"):
            x, long = float(words.get("x")), text_width(words.text, bold=True)
            start = x - long / 2 if words.get("text-anchor") == "middle" else x
            assert start >= -30
            assert start + long <= width + 30
            assert 0 < float(words.get("y")) <= height
        for circle in root.iter("circle"):
            assert 0 <= float(circle.get("cx")) <= width
            assert 0 <= float(circle.get("cy")) <= height


@given(ITEMS)
def test_the_table_and_the_data_have_every_answer(items):
    figure = draw_dumbbell(picture(*items))
    assert len(figure.rows) == len(items)
    assert len(figure.data) == sum(v is not None for item in items for v in item.values)


def test_a_hidden_answer_is_said_to_be():
    hidden = DumbbellItem("Trust", None, None, hidden="hidden: fewer than five answers")
    figure = draw_dumbbell(picture(ITEM, hidden))
    assert "hidden: fewer than five answers" in figure.wide
    assert "fewer than" in figure.narrow
    assert figure.rows[1][1:5] == ("hidden: fewer than five answers",) * 4
    assert {row["question"] for row in figure.data} == {"Who decides"}


def test_words_are_escaped():
    figure = draw_dumbbell(picture(DumbbellItem("<b>&", 1.0, 2.0)))
    assert "<b>" not in figure.wide + figure.narrow


@pytest.mark.parametrize(
    "change",
    [
        lambda: picture(items=()),
        lambda: picture(ticks=((0.0, "a"),)),
        lambda: picture(ticks=((1.0, "a"), (1.0, "b"))),
        lambda: picture(DumbbellItem("a", 5.0, 1.0)),
        lambda: picture(DumbbellItem("a", float("nan"), 1.0)),
        lambda: picture(DumbbellItem("a", 1.0, None, hidden="hidden")),
        lambda: picture(sides=("district", "nobody")),
    ],
)
def test_what_can_not_be_drawn_is_refused(change):
    with pytest.raises(MethodProblem):
        change()
