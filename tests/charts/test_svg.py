"""What holds for every drawing: well-formed, no colors, no styles, nothing typed gets through."""

import re
from datetime import date
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thirdspace.charts import (
    ControlPicture,
    Event,
    FunnelPicture,
    Mark,
    WallItem,
    WallPicture,
    WallWords,
    Words,
    draw_control,
    draw_funnel,
    draw_wall,
    mentions,
    spark,
    strip,
    tally,
)
from thirdspace.charts.scale import round_ticks, spread
from thirdspace.charts.svg import number, stand_alone
from thirdspace.charts.wall import item_of
from thirdspace.methods.spc import funnel, i_chart

HOSTILE = "</title><script>alert(1)</script>\" ' & <b onload=x> \x00\x0b ]]>"
CHART = i_chart([6, 4] * 7 + [6] + [3] * 8 + [40], screen_mr=True, freeze=14)
MARKS = [Mark("district", 4), Mark("university", 2), Mark("other"), Mark("joint"), Mark("computed")]
COLOR = re.compile(
    r"#[0-9a-f]{3,8}\b|rgb|hsl|oklch|\b(?:style|fill|stroke|color|on\w+)\s*=", re.IGNORECASE
)


def all_drawings(words):
    """Every kind of drawing, with the same words wherever words can be put."""
    days = tuple(date(2026, 1, 1 + n) for n in range(len(CHART.values)))
    for x in (days, (words,) * len(days)):
        figure = draw_control(
            ControlPicture(
                uid=words,
                title=words,
                chart=CHART,
                x=x,
                reading=words,
                caption=words,
                unit=words,
                events=(Event(2, 5, words, words), Event(4, 6, words, words, stopped=True)),
                words=Words(run_below=words.replace("{", "") + "{count}", months=(words,) * 12),
            )
        )
        yield from (figure.wide, figure.narrow)
    for figure in (wall(words), funnel_of_sites(words)):
        yield from (figure.wide, figure.narrow)
    yield spark(CHART, words)
    yield tally(MARKS, MARKS, words)
    yield strip(MARKS * 3, MARKS, words)
    yield mentions(MARKS, words)


def wall(words):
    """A small chart of each state."""
    return draw_wall(
        WallPicture(
            uid=words,
            title=words,
            items=(
                item_of(words, CHART),
                WallItem(words, CHART.values, judged=False, note=words),
                WallItem(words, hidden=words),
            ),
            x=(words,) * len(CHART.values),
            reading=words,
            caption=words,
            unit=words,
            events=(Event(2, 5, words, words),),
            words=WallWords(strip=words.replace("{", "")),
        )
    )


def funnel_of_sites(words):
    """One site outside, one inside and one hidden."""
    return draw_funnel(
        FunnelPicture(
            uid=words,
            title=words,
            found=funnel([90, 30], [100, 90], target=0.4),
            names=(words, f"{words} 2"),
            reading=words,
            caption=words,
            size=words,
            unit=words,
            hidden=((f"{words} 3", words),),
        )
    )


PLAIN, ATTACKED = list(all_drawings("plain")), list(all_drawings(HOSTILE))


@pytest.mark.parametrize("drawing", PLAIN + ATTACKED)
def test_is_well_formed_and_nothing_typed_becomes_markup(drawing):
    root = ET.fromstring(drawing)
    tags = {e.tag for e in root.iter()}
    assert tags <= {"svg", "title", "desc", "path", "circle", "rect", "text", "span", "g"}
    assert not any(name.startswith("on") for e in root.iter() for name in e.attrib)


@pytest.mark.parametrize("drawing", PLAIN)
def test_has_no_color_and_no_style_of_its_own(drawing):
    assert COLOR.findall(drawing) == []


@pytest.mark.parametrize("drawing", PLAIN)
def test_says_in_words_what_it_shows(drawing):
    root = ET.fromstring(drawing)
    image = root if root.tag == "svg" else root.find("svg")
    assert image.get("role") == "img"
    assert image.get("aria-label") or image.find("title").text


def test_the_two_drawings_of_a_figure_share_no_id():
    ids = [e.get("id") for d in PLAIN[:2] for e in ET.fromstring(d).iter() if e.get("id")]
    assert len(ids) == len(set(ids)) == 4


def test_a_drawing_as_a_file_keeps_its_style_sheet_inside():
    alone = ET.fromstring(stand_alone(PLAIN[0], "a > b { --x: '</style>' }"))
    assert alone.tag == "{http://www.w3.org/2000/svg}svg"
    assert alone[0].text == "a > b { --x: '</style>' }"


@given(st.floats(-1e6, 1e6), st.floats(0, 1e6))
def test_round_ticks_enclose_the_values_in_few_steps(low, width):
    ticks = round_ticks(low, low + width)
    slack = 1e-9 * max(abs(low), width, 1)
    assert 2 <= len(ticks) <= 6
    assert ticks[0] - slack <= low <= low + width <= ticks[-1] + slack
    assert all(a < b for a, b in pairwise(ticks))


@given(st.lists(st.floats(0, 100), max_size=5))
def test_labels_are_moved_apart_and_stay_inside(places):
    moved = sorted(spread(places, 10, 0, 100))
    assert all(b - a >= 10 - 1e-9 for a, b in pairwise(moved))
    assert all(-1e-9 <= place <= 100 for place in moved)


@pytest.mark.parametrize(
    ("value", "written"), [(1, "1"), (1.25, "1.2"), (-0.04, "0"), (3.06, "3.1")]
)
def test_coordinates_are_short(value, written):
    assert number(value) == written
