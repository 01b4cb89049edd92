from xml.etree import ElementTree as ET

import pytest

from thirdspace.charts import spark
from thirdspace.methods.spc import run_chart


def test_draws_center_line_and_hollow_signals_and_says_it_in_words():
    chart = run_chart([6, 4] * 7 + [6] + [3] * 9, freeze=14)
    root = ET.fromstring(spark(chart, chart.sentence))
    assert root.get("viewBox") == "0 0 330 84"
    assert "9 in a row below" in root.get("aria-label")
    points = [c.get("class") for c in root.iter("circle")]
    assert points == ["pt"] * 15 + ["pt sig"] * 9


@pytest.mark.parametrize("values", [[5], [5, 5], [1, float("nan"), 2]])
def test_few_equal_and_missing_values_are_drawn(values):
    root = ET.fromstring(spark(run_chart(values), "x"))
    assert len(list(root.iter("circle"))) == sum(v == v for v in values)


def test_points_left_out_are_not_drawn():
    drawing = spark(run_chart([1, 99, 2], exclude=[2]), "x")
    assert drawing.count("<circle") == 2
