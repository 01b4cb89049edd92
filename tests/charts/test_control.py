from datetime import date, timedelta
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thirdspace.charts import ControlPicture, Event, Words, draw_control
from thirdspace.methods.spc import i_chart, run_chart
from thirdspace.problems import MethodProblem

GOLDEN = Path(__file__).parent / "golden"
NAN = float("nan")
SHARES = [19, 17.6, 20.2, 18, 19.5, 17, 18.2, 20.6, 17.8, 19.3, 18, 20, 17.9, 19.5, 18.8]
SHARES += [16.8, 16.1, 17.4, 15.4, 16.5, 15.1, 15.8, 14.7, 15.2]
DAYS = tuple(date(2025, 10, 20) + timedelta(weeks=n) for n in range(24))
EVENTS = (
    Event(13, 15, "1–3 Noon call", "1 school, adopted"),
    Event(16, 17, "4 Bus text", "abandoned", stopped=True),
    Event(18, 21, "6 Noon call", "4 schools, adapted"),
    Event(21, 24, "9–10 Welcome talk", "3 schools, adopted"),
)


def picture(chart=None, **changes):
    chart = chart or i_chart(SHARES, screen_mr=False, freeze=12)
    given = {
        "uid": "m1",
        "title": "Fewer are absent",
        "chart": chart,
        "x": DAYS[: len(chart.values)],
        "reading": chart.sentence,
        "caption": "Measure M-01.",
        "unit": " %",
    }
    return ControlPicture(**given | changes)


def drawn(figure):
    return figure.wide, figure.narrow


def words_on(drawing):
    return [e.text for e in ET.fromstring(drawing).iter("text")]


def classes(drawing, tag):
    return [e.get("class") for e in ET.fromstring(drawing).iter(tag)]


@pytest.mark.parametrize("paper", ["wide", "narrow"])
def test_drawing_is_the_golden_one(paper):
    drawing = getattr(draw_control(picture(events=EVENTS)), paper)
    golden = (GOLDEN / f"control_{paper}.svg").read_text(encoding="utf-8")
    assert drawing.replace("><", ">\n<") + "\n" == golden


def test_it_reads_itself_to_those_who_do_not_see_it():
    for drawing, name in zip(drawn(draw_control(picture())), ["wide", "narrow"], strict=True):
        root = ET.fromstring(drawing)
        assert root.get("role") == "img"
        assert root.get("aria-labelledby") == f"m1-{name}-t m1-{name}-d"
        assert root.find(f"title[@id='m1-{name}-t']").text == "Fewer are absent"
        assert "9 in a row below" in root.find(f"desc[@id='m1-{name}-d']").text


def test_a_shift_is_written_on_the_chart_with_hollow_points():
    for drawing in drawn(draw_control(picture())):
        assert "Shift: 9 in a row below" in words_on(drawing)
        assert classes(drawing, "circle") == ["pt"] * 15 + ["pt sig"] * 9
        assert "note-line" in classes(drawing, "path")


def test_a_shift_upward_is_written_over_the_points():
    chart = run_chart([6, 4] * 7 + [4] + [7] * 9, freeze=14)
    root = ET.fromstring(draw_control(picture(chart)).wide)
    (words,) = (e for e in root.iter("text") if e.text == "Shift: 9 in a row above")
    highest = min(float(c.get("cy")) for c in root.iter("circle"))
    assert 0 < float(words.get("y")) < highest


def test_a_frozen_center_goes_on_dashed_and_says_what_set_it():
    wide, narrow = drawn(draw_control(picture()))
    assert classes(wide, "path").count("zero") == 1
    assert classes(wide, "path").count("zero dash") == 1
    assert "first 12 set the limits" in words_on(wide)
    assert "first 12 set the limits" in words_on(narrow)


def test_lines_are_named_beside_the_wide_chart():
    assert {"average 18.8 %", "upper limit 23.9 %", "lower limit 13.6 %", "last 15.2 %"} <= set(
        words_on(draw_control(picture()).wide)
    )


def test_dates_show_the_year_once_and_the_start_of_the_shift():
    shown = words_on(draw_control(picture()).wide)
    assert "20 Oct 2025" in shown
    assert "2 Feb" in shown or "2 Feb 2026" in shown
    assert [w for w in shown if w.endswith("2025")] == ["20 Oct 2025"]


def test_phases_have_lines_of_their_own_and_the_measure_breaks_between():
    chart = run_chart([1, 2] * 6 + [8, 9] * 6, part=[12])
    wide = draw_control(picture(chart)).wide
    assert classes(wide, "path").count("zero") == 2
    assert classes(wide, "path").count("line") == 2
    assert "phase 2" in words_on(wide)


def test_missing_values_break_the_line_and_points_left_out_are_ghosts():
    values = [3, 5, NAN, 4, 6, 90, 5, 3]
    figure = draw_control(picture(run_chart(values, exclude=[6])))
    assert classes(figure.wide, "path").count("line") == 2
    assert classes(figure.wide, "circle").count("limit") == 1
    assert figure.rows[2] == ("3 Nov 2025", "", "4.5 %", "")
    assert figure.rows[5] == ("24 Nov 2025", "90.0 %", "4.5 %", "left out")


def test_points_outside_the_limits_are_written_with_their_value():
    chart = i_chart([5, 6, 5, 4, 5, 6, 5, 4, 5, 20], screen_mr=True)
    figure = draw_control(picture(chart, decimals=0))
    assert "20 %" in words_on(figure.narrow)
    assert figure.rows[-1][-1] == "outside the limits"


def test_few_crossings_are_written_on_the_chart():
    chart = run_chart([1] * 6 + [9] * 6 + [1] * 5 + [9] * 5)
    wide = draw_control(picture(chart)).wide
    assert "Shift: 3 crossings, at least 7 expected" in words_on(wide)


def test_events_are_bands_and_overlapping_ones_stand_in_lanes():
    bands = {}
    for rect in ET.fromstring(draw_control(picture(events=EVENTS)).wide).iter("rect"):
        bands[float(rect.get("x"))] = (rect.get("class"), float(rect.get("y")))
    kinds = [bands[x] for x in sorted(bands)]
    assert kinds == [("cycle", 4), ("cycle off", 4), ("cycle", 4), ("cycle", 42)]


def test_numbers_behind_the_chart_are_a_table():
    figure = draw_control(picture())
    assert figure.columns == ("Point", "Value", "Center", "Lower", "Upper", "Signal")
    assert figure.rows[0] == ("20 Oct 2025", "19.0 %", "18.8 %", "13.6 %", "23.9 %", "")
    assert figure.rows[-1][-1] == "shift"
    assert draw_control(picture(run_chart(SHARES))).columns == (
        *("Point", "Value", "Center"),
        "Signal",
    )


def test_the_figure_goes_to_other_tools_as_vega_lite():
    chart = run_chart([1, NAN, 3, 2])
    spec = draw_control(picture(chart)).vega_lite()
    assert spec["title"] == "Fewer are absent"
    values = spec["data"]["values"]
    assert [v["value"] for v in values] == [1, None, 3, 2]
    assert values[0]["x"] == "2025-10-20"
    assert {layer["encoding"]["y"]["field"] for layer in spec["layer"]} == {"value", "center"}


def test_a_page_in_another_language_brings_its_words():
    words = Words(run_below="Cambio: {count} seguidos por debajo", average="promedio {value}")
    shown = words_on(draw_control(picture(words=words)).wide)
    assert "Cambio: 9 seguidos por debajo" in shown
    assert "promedio 18.8 %" in shown


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"x": DAYS[:3]}, "The chart has 24 values and 3 dates."),
        ({"events": (Event(20, 25, "late"),)}, "An event lies outside the chart."),
        ({"events": (Event(5, 4, "backwards"),)}, "An event lies outside the chart."),
    ],
)
def test_a_picture_that_can_not_be_drawn_is_answered_with_a_way_out(changes, what):
    with pytest.raises(MethodProblem) as caught:
        picture(**changes)
    assert caught.value.what == what
    assert caught.value.next_step.endswith(".")


@given(st.lists(st.floats(-1e9, 1e9) | st.just(NAN), min_size=1, max_size=40))
def test_every_mark_lies_on_the_paper(values):
    if all(v != v for v in values):
        return
    figure = draw_control(picture(run_chart(values), x=tuple(map(str, range(len(values))))))
    for drawing in drawn(figure):
        root = ET.fromstring(drawing)
        width, height = map(float, root.get("viewBox").split()[2:])
        for circle in root.iter("circle"):
            assert 0 <= float(circle.get("cx")) <= width
            assert 0 <= float(circle.get("cy")) <= height
