"""Every kind of chart and every rule set is drawn: stepped limits, signals in words, phases."""

from datetime import date, timedelta
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from geometry import overlapping, paper, words_on
from hypothesis import given, settings
from hypothesis import strategies as st

from thirdspace.charts import ControlPicture, draw, draw_control
from thirdspace.charts.control.layout import NARROW, WIDE, lay_out
from thirdspace.charts.control.signs import MOST_LANES
from thirdspace.methods import spc

CHANCE = np.random.default_rng(7)
SIZES = CHANCE.integers(20, 90, 24)
COUNTS = CHANCE.binomial(SIZES, 0.3)
INPUTS = {
    **dict.fromkeys(("run", "i", "mr", "c", "g"), (COUNTS, None)),
    **dict.fromkeys(("p", "pp", "u", "up", "ip"), (COUNTS, SIZES)),
    "t": (COUNTS + 1, None),
    "xbar": (CHANCE.normal(5, 1, (24, 4)), None),
    "s": (CHANCE.normal(5, 1, (24, 4)), None),
}
DAYS = tuple(date(2025, 9, 1) + timedelta(weeks=n) for n in range(24))
STEPS = spc.chart([5, 6, 4, 7, 9, 3], [40, 40, 20, 20, 40, 40], kind="p")


def picture(chart, **changes):
    return ControlPicture(
        uid="k",
        title="Title",
        chart=chart,
        x=tuple(map(str, range(len(chart.values)))),
        reading=chart.sentence,
        caption="",
        **changes,
    )


def paths(drawing, classes):
    return [e.get("d") for e in ET.fromstring(drawing).iter("path") if e.get("class") == classes]


def drawn_words(chart):
    return words_on(draw_control(picture(chart)).wide)


def test_every_kind_has_an_input_here():
    assert set(INPUTS) == set(spc.KINDS)


@pytest.mark.parametrize("kind", spc.KINDS)
@pytest.mark.parametrize("rules", ["anhoej", "nelson", "none"])
def test_every_kind_is_drawn_on_the_paper(kind, rules):
    y, n = INPUTS[kind]
    figure = draw(spc.chart(y, n, kind=kind, rules=rules), x=DAYS)
    assert len(figure.rows) == len(figure.data) == 24
    for drawing in (figure.wide, figure.narrow):
        width, height = paper(drawing)
        for circle in ET.fromstring(drawing).iter("circle"):
            assert 0 <= float(circle.get("cx")) <= width
            assert 0 <= float(circle.get("cy")) <= height
        assert bool(paths(drawing, "limit")) == (kind != "run")


def test_limits_step_where_denominators_change():
    upper, lower = paths(draw_control(picture(STEPS)).wide, "limit")
    assert (upper.count("M"), upper.count("H"), upper.count("V")) == (1, 3, 2)
    assert (lower.count("M"), lower.count("H"), lower.count("V")) == (1, 1, 0)


def test_steps_stand_at_the_limits_of_their_points():
    layout = lay_out(picture(STEPS), WIDE)
    upper = paths(draw_control(picture(STEPS)).wide, "limit")[0]
    heights = [float(step.split("H")[0]) for step in upper.split(" ")[1].split("V")]
    expected = [layout.down(STEPS.upper[place]) for place in (0, 2, 4)]
    assert heights == pytest.approx(expected, abs=0.06)


def test_where_there_is_no_denominator_there_is_no_limit():
    chart = spc.chart([5, 6, 0, 7, 9], [40, 40, 0, 40, 40], kind="p")
    upper = paths(draw_control(picture(chart)).wide, "limit")[0]
    assert upper.count("M") == 2
    assert draw_control(picture(chart)).rows[2][1] == ""


@pytest.mark.parametrize(
    ("kind", "name"), [("g", "median"), ("t", "center"), ("c", "average"), ("run", "median")]
)
def test_the_center_line_has_its_right_name(kind, name):
    y, n = INPUTS[kind]
    shown = drawn_words(spc.chart(y, n, kind=kind))
    assert [w.split()[0] for w in shown if w.startswith(("median", "center", "average"))] == [name]


@pytest.mark.parametrize(
    ("values", "rules", "said"),
    [
        ([5, 6, 5, 6, 5, 6, *range(5, 13)], "nelson", "in a row rising"),
        ([5, 6, 5, 6, 5, 6, *range(12, 4, -1)], "nhs_mdc", "falling"),
        ([1, 3] * 10, "nelson", "in a row up and down in turn"),
        ([5, 6] * 6 + [9] * 9, "western_electric", "Shift: "),
        ([0, 10, *[5, 6] * 9, 0, 10], "nelson", "in a row within 1 sigma"),
        ([5, 6] * 8 + [9, 9, 5, 6], "western_electric", "2 of 3 beyond 2 sigma, above"),
        ([5, 6] * 8 + [2, 2, 5, 6], "western_electric", "2 of 3 beyond 2 sigma, below"),
        ([9, 1, 1, 9, 9, 1, 1, 9, 9, 1, *[5] * 9], "nelson", "beyond 1 sigma, on either side"),
    ],
)
def test_signals_of_other_rule_sets_are_written_on_the_chart(values, rules, said):
    chart = spc.chart(values, kind="i", rules=rules)
    figure = draw_control(picture(chart))
    for drawing in (figure.wide, figure.narrow):
        assert any(said in words for words in words_on(drawing)), (chart.sentence, said)
    found = next(signal for signal in chart.signals if signal.rule != "beyond_3s")
    assert all(figure.rows[place - 1][-1] for place in found.points)


def test_too_many_crossings_are_no_shift():
    chart = spc.chart([1, 9] * 15, kind="run", rules="ihi_run")
    assert "Zigzag: 29 crossings, at most 20 expected" in drawn_words(chart)


def test_signals_without_a_place_are_counted_and_stand_in_the_table():
    values = np.tile(np.repeat([2.0, 8.0], 9), 10) + np.tile([0, 1], 90)
    chart = spc.chart(values, kind="i", rules="western_electric")
    figure = draw_control(picture(chart))
    assert any(words.endswith("more in the table") for words in words_on(figure.narrow))
    signs = lay_out(picture(chart), NARROW).signs
    assert max(sign.lane for sign in signs) <= MOST_LANES
    marked = {place for place, row in enumerate(figure.rows, start=1) if row[-1]}
    assert marked == chart.signal_points | set(chart.outside_points)


def test_points_in_no_order_have_no_line_and_no_last():
    wide = draw_control(picture(spc.chart(COUNTS, SIZES, kind="p", ordered=False))).wide
    assert paths(wide, "line") == []
    assert not any(words.startswith("last") for words in words_on(wide))


def test_no_value_under_0_is_on_the_axis_where_none_can_be():
    chart = spc.chart([6, 4] * 7 + [1] * 9, [40] * 23, kind="p", freeze=14, multiply=100)
    assert min(lay_out(picture(chart), WIDE).ticks) < 0
    assert not any(words.startswith("−") for words in drawn_words(chart))
    assert any(words.startswith("−") for words in drawn_words(spc.chart([-1, 2, 0, 1], kind="run")))


def test_of_neighbors_outside_the_limits_only_the_farthest_is_written():
    chart = spc.chart([5, 6] * 10 + [14, 16, 15, 5], kind="i", freeze=20)
    assert chart.outside_points == (21, 22, 23)
    shown = drawn_words(chart)
    assert "16.0" in shown
    assert not {"14.0", "15.0"} & set(shown)


def test_with_very_many_points_only_the_line_and_signals_are_drawn():
    values = [*CHANCE.normal(50, 2, 200), 90, float("nan"), 50.0]
    chart = spc.chart(values, kind="i", rules="western_electric", freeze=100)
    figure = draw_control(picture(chart))
    for drawing in (figure.wide, figure.narrow):
        circles = [e.get("class") for e in ET.fromstring(drawing).iter("circle")]
        assert circles.count("pt sig") == len(chart.signal_points)
    narrow = [e.get("class") for e in ET.fromstring(figure.narrow).iter("circle")]
    alone = 203 not in chart.signal_points  # between gaps a point has no line to be seen by
    assert narrow.count("pt") == alone


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.integers(0, 20), min_size=12, max_size=60),
    st.sampled_from(["western_electric", "nelson", "nhs_mdc", "ihi_run", "anhoej"]),
)
def test_words_about_signals_lie_apart_and_inside_the_plot(values, rules):
    if len(set(values)) < 3:
        return
    chart = spc.chart(values, kind="i", rules=rules)
    figure = draw_control(picture(chart))
    for drawing, size in ((figure.wide, WIDE), (figure.narrow, NARROW)):
        layout = lay_out(picture(chart), size)
        said = {sign.words for sign in layout.signs}
        assert [pair for pair in overlapping(drawing) if set(pair) <= said] == []
        for words in ET.fromstring(drawing).iter("text"):
            if words.text in said:
                assert layout.top <= float(words.get("y")) <= layout.bottom
