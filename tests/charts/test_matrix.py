"""The matrix: one mark is one record, and what is protected never reaches the drawing."""

import re
from xml.etree import ElementTree as ET

import pytest
from geometry import assert_readable, labels, paper, words_on
from hypothesis import given, settings
from hypothesis import strategies as st

from thirdspace.charts import MatrixPicture, draw_matrix
from thirdspace.charts.matrix import Cell, MatrixColumn, MatrixRow, MatrixWords
from thirdspace.charts.units import MOST
from thirdspace.problems import MethodProblem

COLUMNS = (MatrixColumn("Commitment", Cell(14, 5)), MatrixColumn("Ownership", Cell(10, 8)))
ROWS = (
    MatrixRow("Harbor County", (Cell(8, 1), Cell(7, 0)), "district", "5 interviews", Cell(15, 1)),
    MatrixRow("Northfield", (Cell(6, 4), Cell(3, 8)), "university", "4 interviews", Cell(9, 12)),
    MatrixRow("State Office", (Cell(0, 0), Cell(0, 0)), "other", total=Cell(0, 0)),
)
MASK = Cell(hidden=True)


def picture(rows=ROWS, columns=COLUMNS, **changes):
    given = {"uid": "m", "title": "On ownership the sides part", "kind": "Organization"}
    return MatrixPicture(
        rows=tuple(rows), columns=tuple(columns), **given | {"reading": "In words."} | changes
    )


def plain(counts, **changes):
    """A matrix without stances."""
    columns = [MatrixColumn(f"Code {n}") for n in range(len(counts[0]))]
    rows = [MatrixRow(f"Case {n}", tuple(map(Cell, row))) for n, row in enumerate(counts)]
    return picture(rows, columns, **changes)


def marks(drawing):
    """How many filled and hollow marks there are."""
    found = [e.get("class", "") for e in ET.fromstring(drawing).iter()]
    units = [c for c in found if c.startswith("unit")]
    hollow = sum("hollow" in c for c in units)
    return len(units) - hollow, hollow


def placed(drawing):
    """Left, top, right and bottom of each row of marks."""
    for group in ET.fromstring(drawing).iter("g"):
        x, y = map(float, re.findall(r"-?[\d.]+", group.get("transform")))
        (row,) = group
        yield x, y, x + float(row.get("width")), y + float(row.get("height"))


WORDS = st.text(max_size=40)


@st.composite
def matrices(draw):
    stances, width = draw(st.booleans()), draw(st.integers(1, 20))
    counts = st.integers(0, 15) | st.integers(0, 10**9)
    known = st.builds(Cell, counts, counts if stances else st.none())
    cell = known if draw(st.booleans()) else known | st.just(MASK)
    totals = st.none() | (known if cell is known else st.just(MASK))
    rows = st.builds(
        MatrixRow,
        WORDS,
        st.lists(cell, min_size=width, max_size=width).map(tuple),
        st.sampled_from(["district", "university", "other", "joint", "computed"]),
        WORDS,
        total=totals,
    )
    columns = st.lists(st.builds(MatrixColumn, WORDS, totals), min_size=width, max_size=width)
    return picture(draw(st.lists(rows, min_size=1, max_size=5)), draw(columns), kind=draw(WORDS))


class TestReadable:
    @given(matrices())
    @settings(max_examples=60, deadline=None)
    def test_no_label_lies_on_another_or_on_marks(self, matrix):
        figure = draw_matrix(matrix)
        for drawing in (figure.wide, figure.narrow):
            assert_readable(drawing)
            words = labels(drawing)
            for left, top, right, bottom in placed(drawing):
                covered = (words[:, 0] < right) & (words[:, 2] > left)
                covered &= (words[:, 1] < bottom) & (words[:, 3] > top)
                assert not covered.any()

    def test_paper_keeps_its_width_with_fifty_codes_and_long_words(self):
        matrix = plain([[n % 5 for n in range(50)]] * 10)
        columns = [MatrixColumn("Verantwortungsgemeinschaft " * 2) for _ in range(50)]
        figure = draw_matrix(picture(matrix.rows, columns))
        assert (paper(figure.wide)[0], paper(figure.narrow)[0]) == (1100, 328)
        assert_readable(figure.wide)
        assert_readable(figure.narrow)

    def test_names_may_be_missing(self):
        rows, columns = [MatrixRow("", (MASK,), total=MASK)], [MatrixColumn("")]
        figure = draw_matrix(picture(rows, columns, kind=""))
        assert_readable(figure.wide)
        assert_readable(figure.narrow)

    def test_many_columns_go_on_below_with_the_rows_named_again(self):
        wide = draw_matrix(plain([[1] * 30, [2] * 30])).wide
        said = words_on(wide)
        assert said.count("Case 0") == said.count("Organization") > 1
        assert sum(word.startswith("Code") for word in said) == 30


class TestMarks:
    @given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), min_size=1, max_size=6))
    @settings(deadline=None)
    def test_one_mark_is_one_record_up_to_twelve_a_side(self, pairs):
        rows = [MatrixRow("One", tuple(Cell(a, b) for a, b in pairs), "university")]
        figure = draw_matrix(picture(rows, [MatrixColumn("C")] * len(pairs)))
        filled = sum(a for a, _ in pairs if a <= MOST)
        hollow = sum(b for _, b in pairs if b <= MOST)
        assert marks(figure.wide) == marks(figure.narrow) == (filled, hollow)

    @given(st.lists(st.integers(0, 20), min_size=1, max_size=30))
    @settings(deadline=None)
    def test_also_without_stances(self, counts):
        figure = draw_matrix(plain([counts]))
        filled = sum(n for n in counts if n <= MOST)
        assert marks(figure.wide) == marks(figure.narrow) == (filled, 0)

    def test_the_zero_is_written_where_there_is_no_contrast(self):
        said = words_on(draw_matrix(picture()).wide)
        first = said.index("Harbor County")
        assert said[first : first + 7] == [
            *("Harbor County", "5 interviews", "1", "8", "0", "7", "1 · 15")
        ]

    def test_nothing_coded_says_so(self):
        assert words_on(draw_matrix(picture()).wide).count("nothing coded") == 2
        assert "Nothing in Commitment, Ownership" in words_on(draw_matrix(picture()).narrow)
        assert "0" in words_on(draw_matrix(plain([[0, 3]])).wide)

    def test_a_number_over_twelve_stands_alone_and_bold(self):
        wide = draw_matrix(plain([[1234]])).wide
        (number,) = (e for e in ET.fromstring(wide).iter("text") if e.text == "1,234")
        assert number.get("class") == "t-b"
        assert marks(wide) == (0, 0)

    def test_each_row_of_marks_says_its_cell(self):
        spoken = [e.get("aria-label") for e in ET.fromstring(draw_matrix(picture()).wide).iter()]
        assert "Northfield, Ownership: 8 · 3" in spoken


class TestHidden:
    def test_a_hidden_cell_says_so_and_is_dashed(self):
        rows = [MatrixRow("Weekend", (MASK, MASK, Cell(31))), MatrixRow("Day", (Cell(5),) * 3)]
        figure = draw_matrix(picture(rows, [MatrixColumn(c) for c in "ABC"]))
        for drawing in (figure.wide, figure.narrow):
            assert words_on(drawing).count("hidden") == 2
            dashed = [e.get("class") for e in ET.fromstring(drawing).iter("rect")]
            assert dashed.count("cycle off") == 2
        assert figure.rows[0] == ("Weekend", "hidden", "hidden", "31")
        values = figure.vega_lite()["data"]["values"]
        assert [v["supports"] for v in values[:3]] == [None, None, 31]

    @pytest.mark.parametrize(
        ("rows", "columns"),
        [
            ([MatrixRow("A", (MASK, Cell(9)), total=Cell(12))], "xy"),
            ([MatrixRow("A", (MASK, Cell(9))), MatrixRow("B", (Cell(4), Cell(4)))], "xy"),
        ],
    )
    def test_a_total_may_not_give_a_hidden_cell_away(self, rows, columns):
        named = [MatrixColumn(name, Cell(13)) for name in columns]
        with pytest.raises(MethodProblem) as caught:
            picture(rows, named)
        assert "can be worked out from its total" in caught.value.what

    def test_two_hidden_cells_or_a_hidden_total_are_safe(self):
        two = [MatrixRow("A", (MASK, MASK, Cell(9)), total=Cell(15))]
        assert draw_matrix(picture(two, [MatrixColumn(c) for c in "ABC"])).rows[0][-1] == "15"
        one = [MatrixRow("A", (MASK, Cell(9)), total=MASK)]
        assert draw_matrix(picture(one, [MatrixColumn("B"), MatrixColumn("C")])).rows


class TestFigure:
    def test_the_table_holds_cells_and_totals(self):
        figure = draw_matrix(picture())
        assert figure.columns == ("Organization", "Commitment", "Ownership", "All")
        assert figure.rows[1] == ("Northfield", "4 · 6", "8 · 3", "12 · 9")
        assert figure.rows[-1] == ("All", "5 · 14", "8 · 10", "")

    def test_without_totals_there_is_no_column_or_row_for_them(self):
        figure = draw_matrix(plain([[1, 2], [3, 4]]))
        assert figure.columns == ("Organization", "Code 0", "Code 1")
        assert figure.rows == (("Case 0", "1", "2"), ("Case 1", "3", "4"))
        assert "All" not in words_on(figure.wide) + words_on(figure.narrow)

    def test_it_goes_to_vega_lite(self):
        spec = draw_matrix(picture()).vega_lite()
        assert spec["data"]["values"][0] == {
            "row": "Harbor County",
            "column": "Commitment",
            "supports": 8,
            "contrasts": 1,
            "hidden": False,
            "said": "1 · 8",
        }
        assert spec["layer"][0]["encoding"]["text"] == {"field": "said"}

    def test_words_typed_are_never_markup(self):
        hostile = "</text><script>alert(1)</script>\" ' & {0} \x00"
        rows = [MatrixRow(hostile, (Cell(3, 2), MASK), note=hostile)]
        columns = [MatrixColumn(hostile), MatrixColumn("b")]
        figure = draw_matrix(picture(rows, columns, kind=hostile, uid=hostile, title=hostile))
        allowed = {"svg", "title", "desc", "path", "rect", "text", "g"}
        for drawing in (figure.wide, figure.narrow):
            assert {e.tag for e in ET.fromstring(drawing).iter()} <= allowed

    def test_a_page_in_another_language_brings_its_words(self):
        words = MatrixWords(nothing="nada", total="Todo")
        assert {"nada", "Todo"} <= set(words_on(draw_matrix(picture(words=words)).wide))


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"rows": ()}, "The matrix is empty."),
        ({"columns": ()}, "The matrix is empty."),
        ({"columns": COLUMNS[:1]}, "“Harbor County” has 2 cells for 1 columns."),
        (
            {"rows": (MatrixRow("A", (Cell(-1), Cell(0))),), "columns": (MatrixColumn("x"),) * 2},
            "A cell holds a negative count.",
        ),
        (
            {"rows": (MatrixRow("A", (Cell(1, -1), Cell(0, 0))),)},
            "A cell holds a negative count.",
        ),
        (
            {"rows": (MatrixRow("A", (Cell(1), Cell(1, 0))),)},
            "Some cells tell support from contrast and others do not.",
        ),
        (
            {"rows": (MatrixRow("A", (Cell(3, hidden=True), MASK)),)},
            "A hidden cell carries a number.",
        ),
    ],
)
def test_a_matrix_that_can_not_be_drawn_is_answered_with_a_way_out(changes, what):
    with pytest.raises(MethodProblem) as caught:
        picture(**changes)
    assert caught.value.what == what
    assert caught.value.next_step.endswith(".")
