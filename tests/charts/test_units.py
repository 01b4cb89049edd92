"""Unit strips: the marks are those of the design, in shape, class and place."""

from xml.etree import ElementTree as ET

import pytest

from thirdspace.charts import Mark, mentions, strip, tally

SHAPES = {
    "district": '<rect class="unit u-d" x="3.8" y="1.8" width="7.5" height="7.5"/>',
    "university": '<circle class="unit u-u" cx="7.5" cy="5.5" r="3.8"/>',
    "other": '<path class="unit u-o" d="M7.5 1l4.5 4.5-4.5 4.5-4.5-4.5Z"/>',
    "joint": '<path class="unit u-j" d="M7.5 1a6.4 6.4 0 0 1 0 9a6.4 6.4 0 0 1 0-9Z"/>',
    "computed": '<rect class="unit u-c" x="5.6" y="1" width="3.8" height="9"/>',
}


def marks(drawing):
    return [e for e in ET.fromstring(drawing).iter() if "unit" in e.get("class", "")]


@pytest.mark.parametrize(("side", "shape"), SHAPES.items())
def test_each_side_has_its_shape(side, shape):
    assert mentions([Mark(side)], "one") == (
        '<svg width="16" height="11" viewBox="0 0 16 11" role="img" aria-label="one">'
        f'<path class="zero" d="M0.5 -1.5v14"/>{shape}</svg>'
    )


def test_contrasts_are_hollow_left_and_supports_filled_right_of_one_line():
    drawing = tally([Mark("university"), Mark("joint")], [Mark("district")], "2, 1", (6, 7))
    assert drawing == (
        '<span class="tally"><span>2</span>'
        '<svg width="148" height="11" viewBox="0 0 148 11" role="img" aria-label="2, 1">'
        '<path class="zero" d="M66.5 -1.5v14"/>'
        '<path class="unit u-j hollow" d="M59.5 1a6.4 6.4 0 0 1 0 9a6.4 6.4 0 0 1 0-9Z"/>'
        '<circle class="unit u-u hollow" cx="48.5" cy="5.5" r="3.8"/>'
        '<rect class="unit u-d" x="69.8" y="1.8" width="7.5" height="7.5"/>'
        "</svg><span>1</span></span>"
    )


def test_marks_stand_in_the_same_order_whoever_linked_first():
    sides = ["other", "computed", "university", "joint", "district"]
    there = strip([], [Mark(side) for side in sides], "five")
    back = strip([], [Mark(side) for side in sides[::-1]], "five")
    assert there == back
    assert [e.get("class")[-1] for e in marks(there)] == list("jduoc")


def test_zero_is_written_and_the_line_stays():
    drawing = tally([], [Mark("joint")] * 3, "none against")
    assert drawing.startswith('<span class="tally"><span>0</span>')
    assert '<path class="zero"' in drawing


def test_twelve_marks_are_drawn_and_thirteen_are_a_number_alone():
    assert len(marks(tally([Mark("district")] * 12, [], "12"))) == 12
    drawing = tally([Mark("district")] * 13, [Mark("joint")], "13")
    assert "<span>13</span>" in drawing
    assert len(marks(drawing)) == 1
    alone = strip([Mark("district")] * 13, [Mark("joint")], "13")
    assert ">13</text>" in alone
    assert len(marks(alone)) == 1


def test_without_evidence_the_line_stands_where_it_stands_in_other_rows():
    assert tally([], [], "no evidence") == (
        '<span class="tally"><span>0</span>'
        '<svg width="137" height="11" viewBox="0 0 137 11" role="img" aria-label="no evidence">'
        '<path class="zero" d="M66.5 -1.5v14"/></svg><span>0</span></span>'
    )


def test_a_table_can_keep_the_zero_lines_together():
    lines = [
        strip([Mark("joint")] * n, [Mark("joint")], "x", (5, 2)).split('class="zero"')[1][:12]
        for n in range(6)
    ]
    assert len(set(lines)) == 1


@pytest.mark.parametrize(("strength", "ticks"), [(None, 0), (1, 0), (2, 1), (3, 2), (4, 3)])
def test_strength_adds_ticks_and_leaves_the_mark_as_large(strength, ticks):
    drawing = mentions([Mark("joint", strength)], "x")
    assert SHAPES["joint"] in drawing
    assert drawing.count("v2.5") == ticks
