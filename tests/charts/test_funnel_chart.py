"""A funnel: exact limits, names only of those outside, no order by value anywhere."""

import json
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from geometry import off_paper, overlapping, paper, words_on
from hypothesis import given, settings
from hypothesis import strategies as st

from thirdspace.charts import FunnelPicture, draw_funnel
from thirdspace.charts.funnel import LIMITS
from thirdspace.methods import spc
from thirdspace.problems import MethodProblem

SIZES = [240, 40, 330, 90, 370, 0, 60, 120]
COUNTS = [149, 13, 26, 29, 146, 0, 20, 41]
NAMES = ("Harbor", "mill", "Granite", "Oak", "Élan", "Empty", "Ash & Sons", "Beech")
FOUND = spc.funnel(COUNTS, SIZES)


def picture(**changes):
    given = {
        "uid": "f",
        "title": "Two schools differ by more than chance",
        "found": FOUND,
        "names": NAMES,
        "reading": FOUND.sentence,
        "caption": "Caption.",
        "size": "students",
    }
    return FunnelPicture(**given | changes)


FIGURE = draw_funnel(picture())
DRAWN = (FIGURE.wide, FIGURE.narrow)


def way(drawing, classes):
    return [
        np.array([list(map(float, pair.split())) for pair in e.get("d")[1:].split("L")])
        for e in ET.fromstring(drawing).iter("path")
        if e.get("class") == classes
    ]


def circles(drawing):
    return [
        (e.get("class"), float(e.get("cx")), float(e.get("cy")))
        for e in ET.fromstring(drawing).iter("circle")
    ]


def test_limits_are_the_exact_ones_of_the_method():
    for drawing in DRAWN:
        outer, inner = way(drawing, "bound-998"), way(drawing, "bound-95")
        assert len(outer) == len(inner) == 2
        points = circles(drawing)
        granite = next(point for point in points if point[0] == "pt sig" and point[2] > 150)
        low, high = sorted(outer, key=lambda line: line[:, 1].mean(), reverse=True)
        at = [np.interp(granite[1], line[:, 0], line[:, 1]) for line in (low, high)]
        scale = (at[0] - at[1]) / (FOUND.upper_998[2] - FOUND.lower_998[2])
        drawn = at[0] - (FOUND.values[2] - FOUND.lower_998[2]) * scale
        assert granite[2] == pytest.approx(drawn, abs=1)


def test_the_funnel_narrows_toward_large_sites():
    for drawing in DRAWN:
        one, other = way(drawing, "bound-998")
        width = np.abs(one[:, 1] - other[:, 1])
        assert width[0] > width[-1]
        assert one[0, 0] < one[-1, 0]


def test_sites_are_points_inside_the_paper_and_those_far_out_are_hollow():
    for drawing in DRAWN:
        width, height = paper(drawing)
        points = circles(drawing)
        assert len(points) == 7
        assert sum(classes == "pt sig" for classes, _, _ in points) == sum(FOUND.outside_998)
        assert all(0 < x < width and 0 < y < height for _, x, y in points)


def test_only_sites_outside_are_named_on_the_chart():
    outside = {
        name
        for name, near, far in zip(NAMES, FOUND.outside_95, FOUND.outside_998, strict=True)
        if near or far
    }
    assert outside == {"Harbor", "Granite", "Élan"}
    for drawing in DRAWN:
        assert set(words_on(drawing)) & set(NAMES) == outside
        assert overlapping(drawing) == []
        assert off_paper(drawing) == []


def test_lines_are_named_beside_the_wide_and_in_words_under_the_narrow():
    assert {"99.8 % limits", "95 % limits"} <= set(words_on(FIGURE.wide))
    target = f"all sites {100 * FOUND.target:.1f} %"
    assert target in words_on(FIGURE.wide)
    assert target in " ".join(words_on(FIGURE.narrow))
    agreed = spc.funnel(COUNTS, SIZES, target=0.3)
    assert "target 30.0 %" in words_on(draw_funnel(picture(found=agreed)).wide)


def test_the_table_has_the_numbers_in_the_order_of_names():
    assert [row[0] for row in FIGURE.rows] == sorted(NAMES, key=lambda name: name.casefold())
    rows = {row[0]: row for row in FIGURE.rows}
    assert rows["Empty"] == ("Empty", "0", *[""] * 5, "no cases")
    for place, name in enumerate(NAMES):
        if SIZES[place]:
            limits = [f"{100 * getattr(FOUND, limit)[place]:.1f} %" for limit, _, _ in LIMITS]
            value = f"{100 * FOUND.values[place]:.1f} %"
            assert list(rows[name][1:-1]) == [str(SIZES[place]), value, *limits]
    assert rows["Harbor"][-1] == "beyond the 99.8 % limits"
    assert rows["Oak"][-1] == "inside"


def test_the_data_are_the_same_numbers_and_can_be_sent():
    spec = json.loads(json.dumps(FIGURE.vega_lite(), allow_nan=False))
    values = {row["site"]: row for row in spec["data"]["values"]}
    assert "Empty" not in values
    assert values["Oak"]["value"] == pytest.approx(100 * 29 / 90)
    assert values["Oak"]["upper_998"] == pytest.approx(100 * FOUND.upper_998[3])


def test_a_hidden_site_shows_its_reason_and_no_number():
    figure = draw_funnel(picture(hidden=(("Elm", "hidden: fewer than 10 students"),)))
    row = next(row for row in figure.rows if row[0] == "Elm")
    assert row == ("Elm", *[""] * 6, "hidden: fewer than 10 students")
    assert figure.data == FIGURE.data
    for drawing, without in zip((figure.wide, figure.narrow), DRAWN, strict=True):
        assert circles(drawing) == circles(without)
        assert "Elm: hidden: fewer than 10 students" in words_on(drawing)
        assert off_paper(drawing) == []


def test_rates_are_written_in_their_own_unit():
    found = spc.funnel([2, 8, 3], [100.5, 300, 250], kind="rate")
    figure = draw_funnel(
        picture(found=found, names=("a", "b", "c"), multiply=1000, unit="", size="days")
    )
    assert figure.rows[0][:3] == ("a", "100.5", "19.9")


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"names": NAMES[:3]}, "There are 8 sites and 3 names."),
        ({"names": ("a",) * 8}, "Two sites have the same name."),
        ({"hidden": (("Oak", "few"),)}, "“Oak” is hidden and has numbers."),
    ],
)
def test_a_funnel_that_can_not_be_drawn_is_answered_with_a_way_out(changes, what):
    with pytest.raises(MethodProblem) as caught:
        picture(**changes)
    assert caught.value.what == what
    assert caught.value.next_step


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 5000), st.floats(0, 1)).filter(lambda site: site[0] > 0),
        min_size=1,
        max_size=30,
    ),
    st.sampled_from([None, 0.0, 0.2, 1.0]),
)
def test_any_sites_are_drawn_on_the_paper_with_names_apart(sites, target):
    counts = [round(size * share) for size, share in sites]
    found = spc.funnel(counts, [size for size, _ in sites], target=target)
    names = tuple(f"School {n}" for n in range(len(sites)))
    figure = draw_funnel(picture(found=found, names=names))
    for drawing in (figure.wide, figure.narrow):
        width, height = paper(drawing)
        assert "nan" not in drawing
        assert all(0 < x < width and 0 < y < height for _, x, y in circles(drawing))
        assert [pair for pair in overlapping(drawing) if set(pair) <= set(names)] == []
