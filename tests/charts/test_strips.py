"""Two-sided strips: one mark is one record, and all zero lines meet."""

import json
from xml.etree import ElementTree as ET

import pytest
from geometry import assert_readable, words_on
from hypothesis import given
from hypothesis import strategies as st

from thirdspace.charts.strips import StripItem, StripsPicture, draw_strips
from thirdspace.charts.units import SIDES, Mark
from thirdspace.problems import MethodProblem

ITEM = StripItem(
    "It would outlast any one person.",
    (Mark("university"), Mark("university"), Mark("joint")),
    (Mark("district", 3),),
    "Doubtful",
)
WHY = "hidden: fewer than five people spoke"
MARKS = st.lists(
    st.builds(Mark, st.sampled_from(SIDES), st.none() | st.integers(1, 4)), max_size=30
).map(tuple)
NAMES = st.text("abc <&-", min_size=1, max_size=90).filter(str.strip)
SHOWN = st.builds(StripItem, NAMES, MARKS, MARKS, st.text("xyz <", max_size=60))
HIDDEN = st.builds(StripItem, NAMES, hidden=st.just(WHY))


def picture(*items, **changes):
    said = {"uid": "t", "title": "t", "reading": "r", "caption": "c", "items": items or (ITEM,)}
    return StripsPicture(**said | changes)


def marks(svg, kind=""):
    return [e for e in ET.fromstring(svg).iter() if f"unit{kind}" in e.get("class", "")]


def test_hollow_marks_contrast_and_filled_ones_support():
    figure = draw_strips(picture())
    for svg in (figure.wide, figure.narrow):
        hollow = [mark for mark in marks(svg) if "hollow" in mark.get("class")]
        assert [mark.get("class") for mark in hollow] == [
            "unit u-j hollow",
            "unit u-u hollow",
            "unit u-u hollow",
        ]
        assert len(marks(svg)) == 4
        assert {"3", "1", "contrasts", "supports"} <= set(words_on(svg))


def test_zero_lines_meet():
    svg = draw_strips(picture(ITEM, StripItem("none"), StripItem("b", (Mark("joint"),) * 9))).wide
    zeros = [e.get("d") for e in ET.fromstring(svg).iter("path") if e.get("class") == "zero"]
    assert len(zeros) == 3
    assert len({path.split()[0] for path in zeros}) == 1


def test_over_twelve_the_number_stands_alone_by_the_line():
    svg = draw_strips(picture(StripItem("many", (Mark("joint"),) * 12, (Mark("joint"),) * 13))).wide
    assert len(marks(svg)) == 12
    (alone,) = (e for e in ET.fromstring(svg).iter("text") if e.text == "13")
    assert float(alone.get("x")) == 608


def test_the_zero_is_written():
    assert words_on(draw_strips(picture(StripItem("none"))).wide).count("0") == 2


def test_the_table_says_whose_the_records_are():
    assert draw_strips(picture()).rows == (
        (ITEM.label, "3", "1 joint, 2 university", "1", "1 district", "Doubtful"),
    )


def test_a_hidden_row_is_said_to_be_and_has_no_numbers():
    figure = draw_strips(picture(ITEM, StripItem("Who stays", hidden=WHY)))
    assert WHY in " ".join(words_on(figure.wide))
    assert WHY in " ".join(words_on(figure.narrow))
    assert figure.rows[1] == ("Who stays", *[WHY] * 4, "")
    assert "Who stays" not in json.dumps(figure.vega_lite())
    assert len(marks(figure.wide)) == 4


@given(st.lists(SHOWN | HIDDEN, min_size=1, max_size=6))
def test_everything_can_be_read_and_counts_agree(items):
    figure = draw_strips(picture(*items))
    for svg in (figure.wide, figure.narrow):
        assert_readable(svg)
        drawn = sum(
            len(m) for item in items for m in (item.contrasts, item.supports) if len(m) <= 12
        )
        assert len(marks(svg)) == drawn
    assert sum(row["records"] for row in figure.data) == sum(
        len(item.contrasts) + len(item.supports) for item in items
    )
    assert sum(row["along"] for row in figure.data) == sum(
        len(item.supports) - len(item.contrasts) for item in items
    )


def test_words_are_escaped():
    figure = draw_strips(picture(StripItem("<b>&", note="<i>")))
    assert not any(tag in figure.wide + figure.narrow for tag in ("<b>", "<i>"))


@pytest.mark.parametrize(
    "change",
    [
        lambda: picture(items=()),
        lambda: picture(StripItem(" ")),
        lambda: picture(StripItem("a", (Mark("nobody"),))),
        lambda: picture(StripItem("a", (Mark("joint", 5),))),
        lambda: picture(StripItem("a", (Mark("joint", 0),))),
        lambda: picture(StripItem("a", (Mark("joint"),), hidden=WHY)),
    ],
)
def test_what_can_not_be_drawn_is_refused(change):
    with pytest.raises(MethodProblem):
        change()
