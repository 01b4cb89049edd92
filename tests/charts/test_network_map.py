"""Network maps: no line through a name, no name over another, nothing left out."""

import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thirdspace.charts.network_map import MapPerson, MapTie, NetworkMapPicture, draw_network_map
from thirdspace.charts.network_map.layout import lay_out
from thirdspace.charts.text import LEADING, SMALL_LEADING, text_width
from thirdspace.methods.network import Tie, layout
from thirdspace.problems import MethodProblem

SIDES = {"District": "district", "Lakeshore University": "university", "State": "other"}


def picture(count=12, pairs=(), label="Person {}", note="", **changes):
    organizations = {f"p{i:02}": list(SIDES)[i % 3] for i in range(count)}
    ties = [Tie(f"p{a:02}", f"p{b:02}") for a, b in pairs]
    seats = layout(ties, organizations, first_bank=["District"]).seats
    people = tuple(
        MapPerson(
            s.person, label.format(s.person), s.organization, SIDES[s.organization], s.bank, s.row,
            note, s.person == "p00",
        )
        for s in seats
    )  # fmt: skip
    given_ = {
        "uid": "m",
        "title": "t",
        "reading": "r",
        "caption": "c",
        "people": people,
        "ties": tuple(MapTie(tie.first, tie.second) for tie in ties),
    }
    return NetworkMapPicture(**given_ | changes)


PAIRS = st.sets(st.tuples(st.integers(0, 29), st.integers(0, 29)).filter(lambda p: p[0] < p[1]))


def box(bank, x, y, width, size):
    left = x if bank else x - width
    return left, left + width, y - size, y + 3


def boxes(paper):
    """Rectangles that names, notes and headings take: left, right, top, bottom."""
    for place in paper.places:
        bank, x, y = place.person.bank, paper.name_x(place.person.bank), place.top
        for line in place.lines:
            yield box(bank, x, y, text_width(line, bold=place.person.marked), 12.5)
            y += LEADING
        y += SMALL_LEADING - LEADING
        for line in place.note:
            yield box(bank, x, y, text_width(line, 12.0), 12.0)
            y += SMALL_LEADING
    for heading in paper.headings:
        x = paper.mark_x(heading.bank) + (-6 if heading.bank else 6)
        for number, line in enumerate(heading.lines):
            y = heading.y + LEADING * number
            yield box(heading.bank, x, y, text_width(line, bold=True), 12.5)


@pytest.mark.parametrize(("width", "names"), [(1000.0, 290.0), (328.0, 104.0)])
@given(PAIRS, st.text("abc DWmi-", min_size=1, max_size=60).filter(str.strip))
@settings(max_examples=30, deadline=None)
def test_no_name_covers_another_or_leaves_the_paper(width, names, pairs, label):
    paper = lay_out(picture(30, pairs, label + "{}", note="holds two parts"), width, names)
    found = sorted(boxes(paper), key=lambda box: box[2])
    for place, (left, right, top, bottom) in enumerate(found):
        assert left >= 0
        assert right <= width
        assert 0 <= top < bottom <= paper.height + 1
        for other_left, other_right, other_top, _ in found[place + 1 :]:
            assert other_top >= bottom - 3 or other_left >= right or other_right <= left


@given(PAIRS)
@settings(max_examples=30, deadline=None)
def test_ties_stay_between_the_marks(pairs):
    drawn = picture(30, pairs)
    figure = draw_network_map(drawn)
    for svg, width, names in ((figure.wide, 1000, 290), (figure.narrow, 328, 104)):
        paper = lay_out(drawn, width, names)
        left, right = paper.mark_x(0), paper.mark_x(1)
        paths = re.findall(r'class="tie[^"]*" d="([^"]+)"', svg)
        assert len(paths) == len(drawn.ties)
        for path in paths:
            across = [float(n) for n in re.findall(r"-?[\d.]+", path)][::2]
            assert min(across) >= left - 0.1
            assert max(across) <= right + 0.1


def test_shapes_and_words_say_the_side():
    root = ET.fromstring(draw_network_map(picture(3, [(0, 1), (0, 2)])).wide)
    classes = [e.get("class") for e in root.iter() if (e.get("class") or "").startswith("unit")]
    assert sorted(classes) == ["unit u-d", "unit u-o", "unit u-u"]
    words = [e.text for e in root.iter("text")]
    assert "Lakeshore University" in words
    assert sum(e.get("class") == "tie cross" for e in root.iter("path")) == 2


def test_the_table_names_everyone_they_work_with():
    figure = draw_network_map(picture(6, [(0, 1), (0, 3)], note="holds two parts"))
    rows = {row[0]: row for row in figure.rows}
    assert rows["Person p00"][1:] == (
        "District",
        "Person p01 (1)",
        "Person p03 (1)",
        "holds two parts",
    )
    assert len(figure.rows) == len(figure.data) == 6
    assert figure.vega_lite()["layer"][0]["layer"][0]["mark"]["type"] == "rule"


def test_names_are_escaped():
    figure = draw_network_map(picture(2, [(0, 1)], label="<script>&{}"))
    assert "<script>" not in figure.wide + figure.narrow
    ET.fromstring(figure.narrow)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"people": ()}, "people"),
        ({"people": (MapPerson("a", " ", "o", "other", 0, 0),)}, "people"),
        ({"people": (MapPerson("a", "x", "o", "other", 0, 0),) * 2}, "people"),
        (
            {
                "people": (
                    MapPerson("a", "x", "o", "other", 0, 0),
                    MapPerson("b", "x", "o", "other", 0, 0),
                )
            },
            "people",
        ),
        ({"ties": (MapTie("p00", "zoe"),)}, "ties"),
        ({"ties": (MapTie("p00", "p00"),)}, "ties"),
    ],
)
def test_what_can_not_be_drawn_is_refused(changes, field):
    with pytest.raises(MethodProblem) as caught:
        picture(**changes)
    assert caught.value.field == field
