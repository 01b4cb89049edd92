"""One call from a result to a figure, and a figure as a file of its own."""

import re
from datetime import date
from xml.etree import ElementTree as ET

import numpy as np
import pytest

from thirdspace.charts import draw
from thirdspace.charts.dumbbell import DumbbellItem, DumbbellPicture, draw_dumbbell
from thirdspace.methods import spc
from thirdspace.problems import MethodProblem

SVG = "{http://www.w3.org/2000/svg}"
CHART = spc.chart([5, 6, 4, 7, 5, 6, 9, 4], [40] * 8, kind="p", multiply=100, freeze=6)


def test_a_chart_says_what_it_is_how_it_was_judged_and_how_often_that_is_wrong():
    figure = draw(CHART)
    rate = f"{100 * CHART.false_alarm:.0f} of 100 charts"
    assert figure.title == "P chart: no signal"
    assert figure.reading == CHART.sentence
    assert figure.caption == (
        "P chart, 8 points; lines from the first 6 points. Rules: anhoej 1. If nothing had "
        f"changed, about {rate} like this would show a signal."
    )
    assert [row[0] for row in figure.rows] == list("12345678")


def test_what_is_said_wins():
    day = date(2026, 3, 2)
    figure = draw(CHART, title="Fewer are late", x=[day] * 8, unit=" %", decimals=0)
    assert figure.title == "Fewer are late"
    assert figure.rows[0][:2] == ("2 Mar 2026", "12 %")


def test_points_have_the_names_they_were_gathered_by():
    chart = spc.chart([1, 2, 3, 4], kind="run", x=["a", "a", "b", "c"])
    assert [row[0] for row in draw(chart).rows] == ["a", "b", "c"]
    chart = spc.chart([1, 2, 3, 4], kind="run", x=[2024, 2024, 2025, 2026])
    assert [row[0] for row in draw(chart).rows] == ["2024", "2025", "2026"]


@pytest.mark.parametrize(
    ("values", "written"), [([1, 999], "500"), ([0.1, 0.9], "0.500"), ([4, 4], "4.00")]
)
def test_decimals_fit_the_differences(values, written):
    assert draw(spc.run_chart(values)).rows[0][2] == written


def test_phases_and_screening_are_named():
    chart = spc.chart([5, 6, 4, 7] * 6, kind="i", part=[12], screen_mr=True)
    assert (
        "2 phases; lines from all points, very large moving ranges left out" in draw(chart).caption
    )


def test_a_funnel_in_one_call():
    found = spc.funnel([20, 30, 90], [60, 100, 120])
    figure = draw(found, names=["a", "b", "c"], size="students")
    assert figure.reading == found.sentence
    assert "exact binomial distribution around the pooled share" in figure.caption
    assert figure.rows[0][2] == "33.3 %"
    rate = draw(spc.funnel([2, 8], [100, 300], kind="rate", target=0.03))
    assert "exact Poisson distribution around the given rate" in rate.caption
    assert [row[0] for row in rate.rows] == ["1", "2"]


def test_many_charts_in_one_call():
    table = np.random.default_rng(1).normal(50, 2, (5, 24))
    charts = spc.many_charts(table, screen_mr=False)
    figure = draw(charts, names=list("edcba"))
    assert sorted(row[0] for row in figure.rows) == list("abcde")
    assert figure.reading.startswith(charts.sentence)
    assert "would if nothing had changed" in figure.reading
    assert "it is no ranking" in figure.caption


@pytest.mark.parametrize("what", [None, "words", 3])
def test_what_can_not_be_drawn_is_answered_with_a_way_out(what):
    with pytest.raises(MethodProblem, match="can’t be drawn in one call"):
        draw(what)


def test_a_file_of_its_own_carries_its_words_and_style_sheets():
    figure = draw(CHART, title="Fewer <b> are late & gone")
    root = ET.fromstring(figure.svg())
    assert root.tag == f"{SVG}svg"
    assert root.get("class") == "chart wide alone"
    style = root.find(f"{SVG}style").text
    assert "--ink" in style
    assert ".limit" in style
    assert ".alone" in style
    said = " ".join(e.text for e in root.findall(f"{SVG}text"))
    assert said == f"{figure.title} {figure.reading} {figure.caption}"
    assert figure._repr_svg_() == figure.svg()


def test_a_file_of_its_own_holds_the_whole_drawing_between_its_words():
    figure = draw(CHART, title="A title " * 30)
    root = ET.fromstring(figure.svg())
    left, top, width, height = map(float, root.get("viewBox").split())
    inside = root.find(f"{SVG}g")
    down = float(inside.get("transform").split()[1].rstrip(")"))
    drawn = ET.fromstring(figure.wide)
    drawn_height = float(drawn.get("viewBox").split()[3])
    before = [float(e.get("y")) for e in root.findall(f"{SVG}text") if e.get("class") == "t-b"]
    after = [float(e.get("y")) for e in root.findall(f"{SVG}text") if e.get("class") != "t-b"]
    assert max(before) < down
    assert down + drawn_height < min(after)
    assert max(after) < top + height
    assert left < 0 < width
    assert len(list(inside)) == len(list(drawn))
    ids = {e.get("id") for e in root.iter() if e.get("id")}
    assert set(root.get("aria-labelledby").split()) == ids


def test_a_diagram_is_a_file_of_its_own_too():
    item = DumbbellItem("Who decides?", 2.0, 4.0)
    picture = DumbbellPicture("d", "Far apart", "r", "c", (item,), ((1, "never"), (5, "always")))
    assert "Far apart" in draw_dumbbell(picture).svg()


def test_two_figures_on_a_page_share_no_id():
    one = draw(spc.run_chart([5, 6, 4, 7]), title="One")
    other = draw(spc.run_chart([5, 6, 4, 8]), title="One")
    ids = [set(re.findall(r' id="([^"]+)"', figure.svg())) for figure in (one, other)]
    assert ids[0]
    assert not ids[0] & ids[1]


def test_a_notebook_shows_the_numbers_too():
    html = draw(spc.run_chart([5, 6, 4, 7]), title="<One>")._repr_html_()
    assert html.count("<tr>") == 5
    assert "<One>" not in html


def test_a_choice_that_does_not_fit_is_refused():
    with pytest.raises(MethodProblem, match="no choice “names”"):
        draw(spc.run_chart([1, 2, 3]), names=["a"])


def test_series_without_a_value_are_drawn():
    assert draw(spc.many_charts([[float("nan")] * 5] * 2, screen_mr=False)).rows is not None
