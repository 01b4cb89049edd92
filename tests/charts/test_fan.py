"""Forecast fans: bands inside each other, what came apart from what is expected, the gap said."""

import json
from xml.etree import ElementTree as ET

import pytest
from geometry import assert_readable, words_on
from hypothesis import given
from hypothesis import strategies as st

from thirdspace.charts.fan import Fan, FanBand, FanPicture, draw_fan, from_bands
from thirdspace.methods.forecast import supply
from thirdspace.problems import MethodProblem

PERIODS = ("2026–27", "2027–28", "2028–29", "2029–30")
BAND = FanBand("8 in 10 chance", (8, 9, 9, 10), (14, 16, 17, 20))
INNER = FanBand("5 in 10 chance", (10, 10, 11, 13), (12, 14, 15, 17))
NEED = Fan("needed", (11, 12, 13, 15), (BAND, INNER), side="district")
READY = Fan(
    "ready", (13, 13, 12, 11), (FanBand("8 in 10 chance", (10, 10, 9, 7), (16, 17, 16, 15)),)
)
NAMES = st.text("abc <&-", min_size=1, max_size=50).filter(str.strip)


def picture(*fans, **changes):
    said = {"uid": "f", "title": "t", "reading": "r", "caption": "c", "measure": "people"}
    return FanPicture(**said | {"periods": PERIODS, "fans": fans or (NEED, READY)} | changes)


def paths(svg, name):
    return [e for e in ET.fromstring(svg).iter("path") if name in e.get("class").split()]


@st.composite
def fans(draw):
    count = draw(st.integers(1, 12))
    past = draw(st.integers(0, count))
    numbers = st.floats(-1e6, 1e6, allow_nan=False)
    made = []
    for place in range(draw(st.integers(1, 2))):
        rows = [sorted(draw(st.tuples(*[numbers] * 3))) for _ in range(count - past)]
        low, median, high = (
            (None,) * past + tuple(row[column] for row in rows) for column in range(3)
        )
        came = draw(st.lists(numbers, min_size=past, max_size=past))
        side = draw(st.sampled_from(("district", "university", "other", None)))
        band = FanBand("8 in 10 chance", low, high)
        actual = (*came, *(None,) * (count - past))
        made.append(Fan(f"{place}{draw(NAMES)}", median, (band,), actual, side))
    periods = tuple(f"{2020 + place}–{21 + place}" for place in range(count))
    return picture(*made, periods=periods)


def test_bands_lie_in_each_other_around_the_middle():
    outer, inner = paths(draw_fan(picture(NEED)).wide, "tint")
    assert "core" in inner.get("class")
    assert "core" not in outer.get("class")
    tops = [float(path.get("d")[1:].split("L")[0].split()[1]) for path in (outer, inner)]
    (mark, *_) = (e for e in ET.fromstring(draw_fan(picture(NEED)).wide).iter("rect"))
    assert tops[0] < tops[1] < float(mark.get("y")) + float(mark.get("height")) / 2


def test_the_second_fan_is_dashed_with_dotted_bounds():
    svg = draw_fan(picture()).wide
    assert [path.get("class") for path in paths(svg, "line")] == ["line l-d", "line l-j dash"]
    assert len(paths(svg, "reach")) == 2
    assert len(paths(svg, "tint")) == 2


def test_the_gap_is_said_where_it_begins():
    figure = draw_fan(picture())
    for svg in (figure.wide, figure.narrow):
        said = " ".join(words_on(svg))
        assert "From 2028–29 need passes supply" in said
        assert "short by 1, then 4" in said
        assert len(paths(svg, "note-line")) == 1
    assert [row[-1] for row in figure.rows] == ["−2", "−1", "1", "4"]


def test_a_gap_that_closes_again_is_not_said_to_stay():
    need = Fan("needed", (14, 12, 13, 12), (BAND,))
    said = words_on(draw_fan(picture(need, READY)).wide)
    assert "In 2026–27, 2028–29, 2029–30 need passes supply" in said


def test_no_gap_is_said_too():
    enough = Fan("ready", (20, 20, 20, 20), (FanBand("8 in 10 chance", (9,) * 4, (30,) * 4),))
    figure = draw_fan(picture(NEED, enough))
    assert "Supply covers need in every period" in words_on(figure.wide)
    assert paths(figure.wide, "note-line") == []


def test_many_gaps_are_said_from_the_least_to_the_greatest():
    count = 9
    need = Fan("a", tuple(range(1, count + 1)), (FanBand("x", (0,) * count, (20,) * count),))
    ready = Fan("b", (0,) * count, (FanBand("x", (0,) * count, (1,) * count),))
    periods = tuple(str(2020 + place) for place in range(count))
    assert "short by 1 to 9" in words_on(draw_fan(picture(need, ready, periods=periods)).wide)


def test_a_forecast_of_supply_is_drawn_after_what_came():
    found = supply([10, 12, 9], [0.4, 0.5], seed=1, leaving=[[0.2] * 40] * 3)
    need = from_bands(found.need, "posts", "8 in 10 chance", "district", past=(7,))
    ready = from_bands(found.placed, "placed", "8 in 10 chance", "university", past=(6,))
    gap = from_bands(found.gap, "Gap", "8 in 10 chance", past=(1,))
    figure = draw_fan(picture(need, ready, gap=gap))
    assert figure.columns[-3:] == ("Gap: came", "Gap: expected", "Gap: 8 in 10 chance")
    assert [row[-2] for row in figure.rows[1:]] == [
        str(n).replace("-", "−") for n in found.gap.median
    ]
    assert figure.rows[0][:3] == ("2026–27", "7", "")
    assert [row["expected"] for row in figure.data if row["what"] == "posts"][1:] == list(
        found.need.median
    )
    assert "7 came in 2026–27" in words_on(figure.wide)
    came = [e for e in ET.fromstring(figure.wide).iter() if e.get("class") == "pt"]
    assert [e.tag for e in came] == ["rect", "circle"]


def test_the_table_has_every_number():
    figure = draw_fan(picture())
    assert figure.rows[0] == ("2026–27", "11", "8 to 14", "10 to 12", "13", "10 to 16", "−2")
    assert len(figure.columns) == len(figure.rows[0])
    assert len(figure.data) == 4 * 3


@given(fans())
def test_everything_can_be_read(drawn):
    figure = draw_fan(drawn)
    for svg in (figure.wide, figure.narrow):
        assert_readable(svg)
        width, height = map(float, ET.fromstring(svg).get("viewBox").split()[2:])
        for circle in ET.fromstring(svg).iter("circle"):
            assert 0 <= float(circle.get("cx")) <= width
            assert 0 <= float(circle.get("cy")) <= height
    assert {len(row) for row in figure.rows} == {len(figure.columns)}
    assert json.dumps(figure.vega_lite(), allow_nan=False)


def test_words_are_escaped():
    fan = Fan("<b>&", NEED.median, NEED.bands)
    figure = draw_fan(picture(fan, measure="<i>", periods=("<u>", "b", "c", "d")))
    assert not any(tag in figure.wide + figure.narrow for tag in ("<b>", "<i>", "<u>"))


@pytest.mark.parametrize(
    "change",
    [
        lambda: picture(fans=()),
        lambda: picture(NEED, READY, NEED),
        lambda: picture(NEED, NEED),
        lambda: picture(periods=()),
        lambda: picture(periods=("a",)),
        lambda: picture(Fan("", NEED.median, NEED.bands)),
        lambda: picture(Fan("a", NEED.median, ())),
        lambda: picture(Fan("a", NEED.median, (INNER, BAND))),
        lambda: picture(Fan("a", (30, 30, 30, 30), (BAND,))),
        lambda: picture(Fan("a", (None, 12, 13, 15), (BAND,))),
        lambda: picture(Fan("a", (float("nan"), 12, 13, 15), (BAND,))),
        lambda: picture(Fan("a", NEED.median, (BAND,), actual=(1,))),
        lambda: picture(Fan("a", NEED.median, (BAND,), side="nobody")),
        lambda: picture(NEED, gap=READY),
        lambda: picture(gap=Fan("gap", (90, 90, 90, 90), (BAND,))),
        lambda: picture(gap=Fan("gap", NEED.median, ())),
    ],
)
def test_what_can_not_be_drawn_is_refused(change):
    with pytest.raises(MethodProblem):
        change()
