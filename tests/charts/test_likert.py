"""Likert bars: shares on one axis, counts written, and few answers nowhere."""

import json
from xml.etree import ElementTree as ET

import pytest
from geometry import assert_readable, words_on
from hypothesis import given
from hypothesis import strategies as st

from thirdspace.charts.likert import LikertBar, LikertItem, LikertPicture, draw_likert
from thirdspace.methods.rates import wilson
from thirdspace.problems import MethodProblem

FIVE = ("strongly disagree", "disagree", "neither", "agree", "strongly agree")
DISTRICT = LikertBar("Harbor County", "district", (1, 2, 3, 8, 6), 2)
UNIVERSITY = LikertBar("Universities", "university", (6, 5, 4, 3, 2), 0)
WHY = "hidden: fewer than five people"
NAMES = st.text("abc <&-", min_size=1, max_size=50).filter(str.strip)


def picture(*bars, **changes):
    items = (LikertItem("We decide together", bars or (DISTRICT, UNIVERSITY)),)
    said = {"uid": "l", "title": "t", "reading": "r", "caption": "c", "answers": FIVE}
    return LikertPicture(**said | {"items": items} | changes)


def boxes(svg, *classes):
    found = [e for e in ET.fromstring(svg).iter("rect") if "answer" in e.get("class").split()]
    return [e for e in found if set(classes) <= set(e.get("class").split())]


def width(box):
    return float(box.get("width"))


@st.composite
def pictures(draw):
    size = draw(st.integers(2, 7))
    answers = tuple(draw(NAMES) for _ in range(size))
    items = []
    for _ in range(draw(st.integers(1, 3))):
        bars = []
        for _ in range(draw(st.integers(1, 3))):
            side = draw(st.sampled_from(("district", "university", "other")))
            counts = tuple(draw(st.integers(0, 10**5)) for _ in range(size))
            if draw(st.booleans()) or 0 < sum(counts) < 5:
                bars.append(LikertBar(draw(NAMES), side, hidden=WHY))
            else:
                bars.append(LikertBar(draw(NAMES), side, counts, draw(st.integers(0, 99))))
        items.append(LikertItem(draw(NAMES), tuple(bars)))
    return picture(answers=answers, items=tuple(items))


def test_the_width_of_a_bar_is_its_share():
    svg = draw_likert(picture()).wide
    for hue, bar in (("a-d", DISTRICT), ("a-u", UNIVERSITY)):
        drawn = [*boxes(svg, hue, "against", "strong"), *boxes(svg, hue, "against", "mild")]
        drawn += [box for box in boxes(svg, hue, "mild") if "against" not in box.get("class")]
        drawn += [box for box in boxes(svg, hue, "strong") if "against" not in box.get("class")]
        counts = [count for place, count in enumerate(bar.counts) if place != 2]
        units = [width(box) / count for box, count in zip(drawn, counts, strict=True)]
        assert max(units) - min(units) < 0.2


def test_agreement_goes_right_disagreement_left_and_the_middle_stands_apart():
    svg = draw_likert(picture(DISTRICT)).wide
    (zero,) = (e for e in ET.fromstring(svg).iter("path") if e.get("class") == "zero")
    x = float(zero.get("d")[1:].split()[0])
    for box in boxes(svg, "a-d"):
        left, right = float(box.get("x")), float(box.get("x")) + width(box)
        assert (right <= x + 0.1) if "against" in box.get("class") else (left >= x - 0.1)
    (middle,) = boxes(svg, "between")
    assert float(middle.get("x")) > max(
        float(box.get("x")) + width(box) for box in boxes(svg, "a-d")
    )


def test_an_even_scale_has_no_middle():
    bar = LikertBar("District", "district", (1, 2, 3, 4), 0)
    svg = draw_likert(picture(bar, answers=("never", "rarely", "often", "always"))).wide
    assert boxes(svg, "between") == []
    assert len(boxes(svg)) == 4


def test_counts_are_written_in_the_bars_or_beside_them():
    said = words_on(draw_likert(picture(DISTRICT)).wide)
    assert {"1", "2", "3", "8", "6"} <= set(said)
    assert "n\u00a020, 2\u00a0missing" in said
    narrow = LikertBar("District", "district", (400, 1, 300, 2, 900), 0)
    said = " ".join(words_on(draw_likert(picture(narrow)).wide)).replace("\u00a0", " ")
    assert "counts 400 · 1 · 300 · 2 · 900" in said


def test_the_interval_is_that_of_wilson():
    figure = draw_likert(picture(DISTRICT))
    rate = wilson(14, 20)
    assert figure.rows[0][-3:] == tuple(
        f"{100 * share:.1f}\u00a0%" for share in (rate.rate, rate.low, rate.high)
    )
    lines = [e for e in ET.fromstring(figure.wide).iter("path") if e.get("class") == "note-line"]
    assert len(lines) == 2
    (first,) = [box for box in boxes(figure.wide, "mild") if "against" not in box.get("class")]
    unit = width(first) / (8 / 20)
    start = float(lines[0].get("d")[1:].split()[0]) - float(first.get("x"))
    assert start == pytest.approx(rate.low * unit, abs=0.5)


def test_the_table_has_every_count():
    figure = draw_likert(picture())
    assert figure.rows[0][:9] == (
        *("We decide together", "Harbor County"),
        *("1", "2", "3", "8", "6", "20", "2"),
    )
    assert len(figure.columns) == len(figure.rows[0])
    assert [row["people"] for row in figure.data if row["side"] == "Universities"] == [
        6,
        5,
        4,
        3,
        2,
    ]


def test_a_hidden_side_is_said_to_be_and_has_no_numbers():
    figure = draw_likert(picture(DISTRICT, LikertBar("Parents", "other", hidden=WHY)))
    assert WHY in words_on(figure.wide)
    assert WHY in " ".join(words_on(figure.narrow))
    assert figure.rows[1] == ("We decide together", "Parents", *[WHY] * 10)
    assert "Parents" not in json.dumps(figure.vega_lite())
    assert boxes(figure.wide, "a-o") == boxes(figure.narrow, "a-o") == []


def test_nobody_answered_is_said():
    figure = draw_likert(picture(LikertBar("Parents", "other", (0,) * 5, 9)))
    assert "no answers, 9\u00a0missing" in words_on(figure.wide)
    assert boxes(figure.wide) == []
    assert figure.rows[0][-3:] == ("", "", "")


@given(pictures())
def test_everything_can_be_read(drawn):
    figure = draw_likert(drawn)
    for svg in (figure.wide, figure.narrow):
        assert_readable(svg)
        paper = float(ET.fromstring(svg).get("viewBox").split()[2])
        for box in boxes(svg):
            assert -0.1 <= float(box.get("x")) <= float(box.get("x")) + width(box) <= paper + 0.1
    assert {len(row) for row in figure.rows} == {len(figure.columns)}


@given(pictures())
def test_hidden_sides_have_no_data(drawn):
    data = draw_likert(drawn).data
    shown = [bar for item in drawn.items for bar in item.bars if not bar.hidden]
    assert len(data) == len(shown) * len(drawn.answers)
    assert sum(row["people"] for row in data) == sum(bar.answers for bar in shown)


def test_words_are_escaped():
    bar = LikertBar("<b>&", "district", (1, 2, 3, 4, 5), 0)
    figure = draw_likert(picture(bar, answers=("<i>", *FIVE[1:])))
    assert not any(tag in figure.wide + figure.narrow for tag in ("<b>", "<i>"))


@pytest.mark.parametrize(
    "change",
    [
        lambda: picture(items=()),
        lambda: picture(items=(LikertItem("a", ()),)),
        lambda: picture(items=(LikertItem(" ", (DISTRICT,)),)),
        lambda: picture(answers=("a",)),
        lambda: picture(answers=("a",) * 8),
        lambda: picture(answers=FIVE[:4]),
        lambda: picture(least=2),
        lambda: picture(LikertBar("a", "district", (1, 1, 1, 1, 0), 0)),
        lambda: picture(LikertBar("a", "district", (-1, 5, 5, 5, 5), 0)),
        lambda: picture(LikertBar("a", "district", (1.5, 5, 5, 5, 5), 0)),
        lambda: picture(LikertBar("a", "district", (5, 5, 5, 5, 5))),
        lambda: picture(LikertBar("a", "district", (5, 5, 5, 5, 5), -1)),
        lambda: picture(LikertBar("", "district", (5, 5, 5, 5, 5), 0)),
        lambda: picture(LikertBar("a", "nobody", (5, 5, 5, 5, 5), 0)),
        lambda: picture(LikertBar("a", "other", (1, 0, 0, 0, 0), None, WHY)),
        lambda: picture(LikertBar("a", "other", (), 3, WHY)),
    ],
)
def test_what_can_not_be_drawn_is_refused(change):
    with pytest.raises(MethodProblem):
        change()


def test_three_answers_may_be_shown_if_all_agreed():
    bar = LikertBar("a", "district", (1, 1, 1, 0, 0), 0)
    assert draw_likert(picture(bar, least=3)).rows[0][7] == "3"
