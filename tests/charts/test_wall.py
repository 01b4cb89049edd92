"""A wall of small charts: groups by finding, never a ranking; what is hidden stays hidden."""

import json
from dataclasses import replace
from datetime import date, timedelta
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from geometry import off_paper, overlapping, paper, words_on
from hypothesis import given, settings
from hypothesis import strategies as st

from thirdspace.charts import Event, WallItem, WallPicture, WallWords, draw_wall
from thirdspace.charts.wall import item_of, items_of
from thirdspace.charts.wall.strip import counts_of
from thirdspace.methods import spc
from thirdspace.problems import MethodProblem

NAN = float("nan")
DAYS = tuple(date(2025, 9, 1) + timedelta(weeks=n) for n in range(24))
NAMES = ("Zebra", "apple", "Élan", "Mill River Partnership for Leaders of Schools", "Oak", "Beech")
TABLE = np.random.default_rng(5).normal(90, 1.5, (6, 24))
TABLE[0, 12:] += 6
TABLE[3, 20] -= 20
TABLE[4, 5] = NAN
CHARTS = spc.many_charts(TABLE, screen_mr=False, rules=("anhoej", "western_electric"))
HIDDEN = WallItem("Not Released", hidden="Both sides keep this measure to themselves.")
SHORT = WallItem("Young", (NAN,) * 22 + (90.0, 91.0), judged=False, note="2 points: too few.")
EVENTS = (Event(20, 21, "20 Jan", "snow"), Event(22, 22, "3 Feb", "flu"))


def picture(**changes):
    given = {
        "uid": "w",
        "title": "One school moved up",
        "items": (*items_of(CHARTS, NAMES), HIDDEN, SHORT),
        "x": DAYS,
        "reading": CHARTS.sentence,
        "caption": "Caption.",
        "events": EVENTS,
    }
    return WallPicture(**given | changes)


FIGURE = draw_wall(picture())
DRAWN = (FIGURE.wide, FIGURE.narrow)


def places(drawing):
    """Upper left corner of each small chart, with its name."""
    found = []
    for group in ET.fromstring(drawing).findall("g"):
        x, y = map(float, group.get("transform")[len("translate(") : -1].split())
        found.append(
            (x, y, " ".join(t.text for t in group.findall("text") if "t-b" in t.get("class")))
        )
    return found


def test_charts_stand_in_groups_by_finding_and_in_a_group_by_name():
    for drawing in DRAWN:
        names = [name for _, _, name in places(drawing)]
        assert names[-2:] == ["Young", "Not Released"]
        assert [row[0] for row in FIGURE.rows] == names
    groups = dict(picture().groups)
    assert list(groups) == ["signal", "quiet", "short", "hidden"]
    for items in groups.values():
        names = [item.name.casefold() for item in items]
        assert names == sorted(names)
    assert {"Zebra", NAMES[3]} <= {item.name for item in groups["signal"]}


def test_signals_that_chance_would_hardly_give_stand_first():
    chance = spc.false_discovery(CHARTS)
    items = items_of(CHARTS, NAMES, "anhoej", chance)
    groups = dict(picture(items=items).groups)
    worth = {name for name, q in zip(NAMES, chance.q, strict=True) if q <= 0.1}
    assert {item.name for item in groups["first"]} == worth & {i.name for i in items if i.signal}
    assert groups["first"]
    assert next(iter(groups)) == "first"


def test_the_order_of_what_is_handed_over_changes_nothing():
    assert draw_wall(picture(items=picture().items[::-1])) == FIGURE


def test_each_group_says_how_many_of_all_it_has():
    counts = {state: len(items) for state, items in picture().groups}
    for drawing in DRAWN:
        assert f"Signal: {counts['signal']} of 8" in words_on(drawing)
        assert "Not shown: 1 of 8" in words_on(drawing)


def test_charts_lie_apart_and_on_the_paper():
    for drawing, columns in zip(DRAWN, (4, 1), strict=True):
        width, height = paper(drawing)
        corners = places(drawing)
        assert len({x for x, _, _ in corners}) <= columns
        assert len({(x, y) for x, y, _ in corners}) == len(corners) == 8
        assert all(0 <= x < width and 0 < y < height - 50 for x, y, _ in corners)


def test_words_of_the_strip_and_of_the_headings_lie_apart():
    flat = [ET.fromstring(drawing) for drawing in DRAWN]
    for root in flat:
        for group in root.findall("g"):
            root.remove(group)
        top = ET.tostring(root, encoding="unicode")
        assert overlapping(top) == []
        assert off_paper(top) == []


def test_every_point_of_a_chart_lies_inside_its_place():
    for drawing in DRAWN:
        for group in ET.fromstring(drawing).findall("g"):
            for path in group.iter("path"):
                if path.get("class").startswith(("line", "pts")):
                    pairs = path.get("d").replace("h0", "").replace("L", "M").split("M")[1:]
                    at = np.array([list(map(float, pair.split())) for pair in pairs])
                    assert at.min() >= 0
                    assert at[:, 0].max() <= 328
                    assert at[:, 1].max() <= 76


def test_charts_can_have_scales_of_their_own():
    one, own = (draw_wall(picture(own_scales=own)) for own in (False, True))

    def grids(drawing):
        groups = ET.fromstring(drawing).findall("g")[:7]
        return [
            tuple(t.text for t in g.iter("text") if t.get("text-anchor") == "end") for g in groups
        ]

    assert len(set(grids(one.wide))) == 1
    assert len(set(grids(own.wide))) > 1
    assert all(len(labels) >= 2 for labels in grids(own.wide) + grids(one.narrow))
    assert one.rows == own.rows


def test_the_strip_counts_signals_above_and_below_at_each_time():
    above, below = counts_of(picture())
    flags = CHARTS.flags("anhoej")
    high = CHARTS.center[:, None] < TABLE
    assert above == tuple((flags & high).sum(axis=0))
    assert below == tuple((flags & ~high).sum(axis=0))
    said = f"at most {max(above)} above, {max(below)} below"
    assert any(said in words for words in words_on(FIGURE.wide))


def test_an_event_is_a_band_in_the_strip_and_in_every_chart_that_is_shown():
    for drawing in DRAWN:
        classes = [e.get("class") for e in ET.fromstring(drawing).iter("rect")]
        assert classes.count("cycle") == len(EVENTS) * (1 + 7)
        assert classes.count("cycle off") == 1
        assert {"20 Jan snow", "3 Feb flu"} <= set(words_on(drawing))


def test_signals_are_hollow_points_and_missing_values_break_the_line():
    for drawing in DRAWN:
        root = ET.fromstring(drawing)
        dots = [e.get("d") for e in root.iter("path") if e.get("class") == "pts sig"]
        assert sum(way.count("h0") for way in dots) == CHARTS.flags("anhoej").sum()
        lines = [e.get("d") for e in root.iter("path") if e.get("class") == "line"]
        assert sorted(way.count("M") for way in lines) == [1] * 6 + [2]


def test_the_table_and_the_data_have_the_numbers():
    row = next(row for row in FIGURE.rows if row[0] == "Oak")
    assert row[2:5] == ("23", f"{CHARTS.center[4]:.1f}", f"{TABLE[4, -1]:.1f}")
    signals = next(row[5] for row in FIGURE.rows if row[0] == NAMES[3])
    assert "19 Jan 2026" in signals.split(", ")
    values = [d["value"] for d in FIGURE.data if d["site"] == "Oak"]
    assert values[5] is None
    assert values[0] == TABLE[4, 0]
    spec = FIGURE.vega_lite()
    assert spec["facet"]["field"] == "site"
    assert json.loads(json.dumps(spec, allow_nan=False))["spec"]["layer"]


def test_a_hidden_chart_shows_its_reason_and_nothing_else():
    assert all(d["site"] != "Not Released" for d in FIGURE.data)
    assert FIGURE.rows[-1] == ("Not Released", HIDDEN.hidden, "", "", "", "")
    for drawing in DRAWN:
        group = ET.fromstring(drawing).findall("g")[-1]
        assert {e.get("class") for e in group.iter("path")} == {"axis"}
        said = " ".join(t.text for t in group.iter("text"))
        assert said == f"Not Released {HIDDEN.hidden}"


def test_a_hidden_chart_moves_no_scale_and_no_count():
    without = draw_wall(picture(items=tuple(i for i in picture().items if i.name != HIDDEN.name)))
    lines = [
        [
            e.get("d")
            for e in ET.fromstring(f.wide).iter("path")
            if e.get("class") in ("line", "bar")
        ]
        for f in (FIGURE, without)
    ]
    assert lines[0] == lines[1]


def test_one_chart_goes_on_a_wall_as_it_is():
    chart = spc.chart(TABLE[0], kind="i", rules="anhoej")
    item = item_of("Zebra", chart)
    assert (item.signal, item.signals, item.note) == (True, chart.signal_points, chart.sentence)
    assert item_of("r", spc.run_chart(TABLE[0])).upper == ()
    assert item_of("young", spc.run_chart([1.0, 2.0])).state == "short"


def test_shares_of_many_charts_are_drawn_as_shares():
    charts = spc.many_charts([[1, 2, 3, 0]], n=[[10, 10, 10, 0]], kind="p", screen_mr=False)
    (item,) = items_of(charts, ["a"])
    assert item.values[:3] == [0.1, 0.2, 0.3]
    assert item.values[3] != item.values[3]
    assert max(item.upper[:3]) <= 1


def test_a_signal_of_crossings_alone_is_said_in_words():
    charts = spc.many_charts([[1] * 6 + [9] * 6 + [1] * 5 + [9] * 5], kind="run", screen_mr=False)
    (item,) = items_of(charts, ["a"])
    assert item.state == "signal"
    assert item.signals == frozenset()
    assert "crossings is the signal" in item.note


def test_words_can_be_those_of_another_language():
    words = WallWords(signal="Señal: {count} de {all}")
    assert any(w.startswith("Señal: ") for w in words_on(draw_wall(picture(words=words)).wide))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"items": ()}, "items"),
        ({"x": ()}, "items"),
        ({"x": DAYS[:5]}, "items"),
        ({"items": (WallItem("a", (1.0,) * 23),)}, "items"),
        ({"items": (WallItem("a", (1.0,) * 24, upper=(1.0,)),)}, "items"),
        ({"items": (WallItem("a", (float("inf"),) * 24),)}, "items"),
        ({"items": (WallItem("a", (1.0,) * 24, signals=frozenset({25})),)}, "items"),
        ({"items": (replace(HIDDEN, values=(1.0,) * 24),)}, "items"),
        ({"items": (replace(HIDDEN, center=4.0),)}, "items"),
        ({"items": (replace(HIDDEN, note="90 points"),)}, "items"),
        ({"items": (replace(HIDDEN, signal=True),)}, "items"),
        ({"items": (replace(HIDDEN, first=True),)}, "items"),
        ({"events": (Event(20, 25, "late"),)}, "events"),
    ],
)
def test_a_wall_that_can_not_be_drawn_is_answered_with_a_way_out(changes, field):
    with pytest.raises(MethodProblem) as caught:
        picture(**changes)
    assert caught.value.field == field
    assert caught.value.next_step


def test_another_number_of_names_is_refused():
    with pytest.raises(MethodProblem, match="6 charts and 1 name"):
        items_of(CHARTS, ["a"])


def test_without_rules_there_is_nothing_to_group_by():
    with pytest.raises(MethodProblem, match="No rules were applied"):
        items_of(spc.many_charts(TABLE, screen_mr=False, rules=()), NAMES)


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.lists(st.floats(-1e6, 1e6) | st.just(NAN), min_size=4, max_size=4),
        min_size=1,
        max_size=6,
    )
)
def test_any_values_are_drawn_on_the_paper(table):
    items = tuple(WallItem(str(n), tuple(row)) for n, row in enumerate(table))
    figure = draw_wall(picture(items=items, x=DAYS[:4], events=()))
    for drawing in (figure.wide, figure.narrow):
        assert "nan" not in drawing
        assert len(places(drawing)) == len(table)
