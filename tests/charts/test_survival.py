"""Survival curves: steps where the numbers are, bands around them, and nobody who stands out."""

import json
import re
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from geometry import assert_readable, words_on
from hypothesis import given
from hypothesis import strategies as st

from thirdspace.charts.scale import Scale
from thirdspace.charts.survival import (
    Curve,
    SurvivalPicture,
    draw_survival,
    from_incidence,
    from_kaplan_meier,
    from_life_table,
)
from thirdspace.charts.survival.trace import MOST_CORNERS, at_risk, trace
from thirdspace.methods.survival import cumulative_incidence, kaplan_meier, life_table
from thirdspace.problems import MethodProblem

TIME = [1, 1, 2, 3, 3, 4, 5, 6, 6, 7, 8, 8, 9, 9, 10]
EVENT = [1, 0, 1, 1, 1, 0, 1, 1, 0, 1, 1, 0, 1, 0, 0]
ROWS = st.lists(st.tuples(st.integers(1, 30), st.integers(0, 1)), min_size=1, max_size=80)
NAMES = st.text("abc <&-", min_size=1, max_size=60).filter(str.strip)


def curve(**changes):
    found = from_kaplan_meier(kaplan_meier(TIME, EVENT), "Harbor County", "district")
    kept = {name: getattr(found, name) for name in Curve.__dataclass_fields__}
    return Curve(**kept | changes)


def picture(*curves, **changes):
    said = {"uid": "s", "title": "t", "reading": "r", "caption": "c"}
    axes = {"measure": "still in post", "clock": "years", "least": 1}
    return SurvivalPicture(**said | axes | {"curves": curves or (curve(),)} | changes)


def lines(svg, name="line"):
    """Lines of the plot, without those of the key."""
    paths = [e for e in ET.fromstring(svg).iter("path") if name in e.get("class").split()]
    return [path for path in paths if not path.get("d").startswith("M0 ")]


def corners(path):
    """Follow M, H and V."""
    x, y, found = 0.0, 0.0, []
    for command, *at in re.findall(r"([MHV])([\d.-]+)(?: ([\d.-]+))?", path.get("d")):
        x = x if command == "V" else float(at[0])
        y = float(at[1]) if command == "M" else float(at[0]) if command == "V" else y
        found.append((x, y))
    return found


def test_the_line_steps_where_somebody_left():
    svg = draw_survival(picture(curve(at_risk=[100] * 10))).wide
    (line,) = lines(svg)
    top, bottom = (float(words.get("y")) - 4 for words in _ticks(svg))
    across, down = Scale(0, 10, 52, 790), Scale(0, 1, bottom, top)
    found = kaplan_meier(TIME, EVENT)
    for time, share in zip(found.time, found.survival, strict=True):
        near = min(abs(x - across(time)) + abs(y - down(share)) for x, y in corners(line))
        assert near < 0.3 or share in found.survival[found.time < time]


def _ticks(svg):
    texts = {e.text: e for e in ET.fromstring(svg).iter("text")}
    return texts["100\u00a0%"], texts["0\u00a0%"]


def test_a_line_is_thin_where_it_rests_on_few():
    thick, thin = lines(draw_survival(picture()).wide)
    assert "few" in thin.get("class")
    assert "few" not in thick.get("class")
    assert corners(thick)[-1] == corners(thin)[0]


def test_the_table_has_the_numbers_of_the_method():
    figure, found = draw_survival(picture()), kaplan_meier(TIME, EVENT)
    by_time = dict(zip(found.time.tolist(), range(len(found.time)), strict=True))
    for row, datum in zip(figure.rows, figure.data, strict=True):
        place = by_time[datum["time"]]
        assert datum["share"] == found.survival[place]
        assert datum["at_risk"] == found.at_risk[place]
        assert row[:3] == ("Harbor County", f"{found.time[place]:g}", str(found.at_risk[place]))
        assert row[3] == f"{100 * found.survival[place]:.1f}\u00a0%"
        assert row[4] == f"{100 * found.low[place]:.1f}\u00a0%"
    assert {row["time"] for row in figure.data} >= set(
        found.time[np.diff(found.survival, prepend=1) < 0]
    )


def test_people_at_risk_stand_under_the_dates():
    found = kaplan_meier(TIME, EVENT)
    assert [at_risk(curve(), time) for time in (0, 1, 2.5, 10, 11)] == [15, 15, 12, 1, 0]
    said = words_on(draw_survival(picture()).wide)
    assert str(found.people) in said
    assert "people at risk" in said


def test_the_median_is_marked_and_said():
    figure = draw_survival(picture())
    (drop,) = lines(figure.wide, "reach")
    assert corners(drop)[0][0] == pytest.approx(Scale(0, 10, 52, 790)(7), abs=0.1)
    assert "half by 7" in words_on(figure.wide)
    assert any("half by 7" in said for said in words_on(figure.narrow))
    early = draw_survival(
        picture(from_kaplan_meier(kaplan_meier(TIME, [1] + [0] * 14), "few leave"))
    )
    assert "half not reached" in words_on(early.wide)


def test_the_tail_of_single_people_is_left_out_everywhere():
    figure = draw_survival(picture(least=6))
    assert max(row["time"] for row in figure.data) == 7
    assert min(row["at_risk"] for row in figure.data) >= 6
    for svg in (figure.wide, figure.narrow):
        assert any("fewer than 6" in said for said in words_on(svg))
    assert "<6" in words_on(figure.narrow)  # whose axis goes beyond the end of the line


def test_a_group_that_is_always_small_has_no_line():
    figure = draw_survival(picture(least=16))
    assert figure.data == ()
    assert figure.rows == ()
    assert lines(figure.wide) == []


def test_late_entry_is_said_and_the_few_at_its_start_are_left_out():
    entry = [0, 0, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2]
    found = from_kaplan_meier(kaplan_meier(TIME, EVENT, entry=entry), "Late", "university")
    figure = draw_survival(picture(found, least=5))
    assert any("times of their own" in said for said in words_on(figure.wide))
    assert figure.data[0]["time"] > 1
    assert trace(found, 5).origin < 1


def test_a_hidden_group_is_said_to_be_and_has_no_numbers():
    hidden = Curve("Parents", hidden="hidden: fewer than five people")
    figure = draw_survival(picture(curve(), hidden))
    assert "Parents: hidden: fewer than five people" in words_on(figure.wide)
    assert figure.rows[-1] == ("Parents", *["hidden: fewer than five people"] * 5)
    assert {row["group"] for row in figure.data} == {"Harbor County"}
    assert "Parents" not in json.dumps(figure.vega_lite())


def test_ways_of_leaving_grow_from_nothing():
    cause = [1, 0, 2, 1, 1, 0, 2, 1, 0, 2, 1, 0, 1, 0, 0]
    found = cumulative_incidence(TIME, cause, names=["moved", "retired"])
    figure = draw_survival(picture(*from_incidence(found)))
    assert {row["group"] for row in figure.data} == {"moved", "retired"}
    last = [row["share"] for row in figure.data if row["group"] == "moved"][-1]
    assert last == pytest.approx(found.incidence[-1, 0])
    first, second = (line for line in lines(figure.wide) if "few" not in line.get("class"))
    assert "dash" in second.get("class")
    assert "dash" not in first.get("class")
    assert corners(first)[0][1] > corners(first)[-1][1]
    assert words_on(figure.wide).count("moved") == 1  # people at risk are the same: written once
    assert_readable(figure.wide)


def test_a_life_table_begins_with_its_first_period():
    table = life_table([7, 8, 8, 9, 12], [1, 1, 0, 1, 0], first=7)
    found = from_life_table(table, "grades")
    assert (found.start, found.median) == (6, table.step_median)
    assert draw_survival(picture(found)).data[0]["time"] == 7


def test_a_long_curve_is_drawn_with_corners_that_can_be_told_apart():
    found = from_kaplan_meier(kaplan_meier(np.arange(1, 5001), np.ones(5000)), "many")
    kept = trace(found, 1)
    assert len(kept.time) <= MOST_CORNERS + 1
    assert kept.time[-1] == 5000
    assert kept.share.tolist() == found.share[kept.time.astype(int) - 1].tolist()


@given(st.lists(st.tuples(NAMES, ROWS), min_size=1, max_size=6, unique_by=lambda one: one[0]))
def test_everything_can_be_read(groups):
    sides = ("district", "university", "other", None)
    curves = [
        from_kaplan_meier(kaplan_meier(*zip(*rows, strict=True)), name, sides[place % 4])
        for place, (name, rows) in enumerate(groups)
    ]
    figure = draw_survival(picture(*curves))
    for svg in (figure.wide, figure.narrow):
        assert_readable(svg)
        width, height = map(float, ET.fromstring(svg).get("viewBox").split()[2:])
        assert json.dumps(figure.vega_lite(), allow_nan=False)
        for line in lines(svg):
            assert all(0 <= x <= width and 0 <= y <= height for x, y in corners(line))


@given(ROWS, st.integers(2, 20))
def test_no_number_of_few_people_is_given_away(rows, least):
    found = from_kaplan_meier(kaplan_meier(*zip(*rows, strict=True)), "group")
    figure = draw_survival(picture(found, least=least))
    assert all(row["at_risk"] >= least for row in figure.data)
    assert all(int(row[2]) >= least for row in figure.rows)


@given(ROWS)
def test_bands_hold_the_line(rows):
    found = trace(from_kaplan_meier(kaplan_meier(*zip(*rows, strict=True)), "group"), 1)
    assert (found.low[found.known] <= found.share[found.known] + 1e-9).all()
    assert (found.high[found.known] >= found.share[found.known] - 1e-9).all()


def test_words_are_escaped():
    figure = draw_survival(picture(curve(label="<b>&"), measure="<i>"))
    assert "<b>" not in figure.wide + figure.narrow
    assert "<i>" not in figure.wide + figure.narrow


@pytest.mark.parametrize(
    "change",
    [
        lambda: picture(curves=()),
        lambda: picture(*[curve(label=str(place)) for place in range(7)]),
        lambda: picture(curve(), curve()),
        lambda: picture(curve(), curve(label="x", origin=0.0, share=np.linspace(0, 0.1, 10))),
        lambda: picture(least=0),
        lambda: curve(label=" "),
        lambda: curve(side="nobody"),
        lambda: curve(time=range(10, 0, -1)),
        lambda: curve(time=range(3)),
        lambda: curve(start=2.0),
        lambda: curve(share=[0.9, 0.8, 0.85] + [0.5] * 7),
        lambda: curve(share=[1.2] * 10),
        lambda: curve(high=[0.01] * 10),
        lambda: curve(median=99.0),
        lambda: curve(at_risk=[-1] * 10),
        lambda: curve(hidden="hidden"),
        lambda: Curve("x", hidden="hidden", median=1.0),
        lambda: Curve("x"),
    ],
)
def test_what_can_not_be_drawn_is_refused(change):
    with pytest.raises(MethodProblem):
        change()


def test_where_all_groups_are_hidden_only_the_reason_is_left():
    figure = draw_survival(picture(Curve("Parents", hidden="hidden: fewer than five people")))
    assert_readable(figure.wide)
    assert figure.data == ()
    assert lines(figure.wide) == lines(figure.narrow) == []
