"""The matrix equals a naive count, in few queries, and its quotes are the counted ones."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from evidence.helpers import add_source, code, code_words
from thirdspace.evidence.models import Coding
from thirdspace.evidence.reads import matrix, quotes, tables
from thirdspace.partnership.dynamics import Dynamic

CODES = ("shared commitment", "shared ownership", "joint drafting", "weather")
PARTS = ("We wrote", "it together", "Nobody", "asked us", "first")


@pytest.fixture
def coded(world):
    """Three sources of two sides, one of them not to be quoted, with forty codings."""
    draw = random.Random(7)
    writers = [world.scope("researcher"), world.scope("member_district")]
    sources = [
        add_source(writers[0], role="Director", when="2026-05-22"),
        add_source(writers[1], file="b.txt", role="director", when="2026-02"),
        add_source(writers[0], file="c.txt", consent="none", when="2025"),
    ]
    codes = [code(writers[0], name) for name in CODES]
    for source in sources:
        seats = writers if source.consent != "none" else writers[:1]
        for scope in seats:
            for words in PARTS:
                for chosen in draw.sample(codes, 2):
                    way = draw.choice(["eroding", "strengthening", ""])
                    code_words(scope, source, words, code_id=chosen.pk, direction=way)
    return writers[0]


def naive(scope, row_of, column_of) -> Counter:
    rows = Coding.objects.within(scope).select_related("source__organization", "code")
    return Counter((row_of(c.source), column_of(c.code), c.direction) for c in rows)


def counted(found: matrix.Matrix) -> Counter:
    cells = {
        (row.key, column.key, direction): n
        for row, line in zip(found.rows, found.cells, strict=True)
        for column, cell in zip(found.columns, line, strict=True)
        for direction, n in (
            ("eroding", cell.eroding), ("strengthening", cell.strengthening),
            ("", cell.undirected),
        )
        if n
    }  # fmt: skip
    return Counter(cells)


ROWS = {
    "organization": lambda s: str(s.organization_id),
    "source": lambda s: str(s.pk),
    "role": lambda s: s.role.casefold() or "none",
    "quarter": lambda s: {"2026-05-22": "2026-Q2", "2026-02": "2026-Q1"}.get(s.when, s.when),
    "case": lambda _s: "none",
}


@pytest.mark.parametrize("rows", matrix.Rows.values)
def test_the_matrix_of_codes_equals_a_naive_count(coded, rows) -> None:
    found = matrix.matrix(coded, rows=rows, columns="code")
    assert counted(found) == naive(coded, ROWS[rows], lambda c: c.name)
    assert found.whole.all == Coding.objects.within(coded).count()


def test_the_matrix_of_dynamics_leaves_out_codes_without_one(coded) -> None:
    found = matrix.matrix(coded)
    expected = naive(coded, ROWS["organization"], lambda c: c.dynamic)
    assert counted(found) == Counter({k: n for k, n in expected.items() if k[1]})
    assert [column.key for column in found.columns] == Dynamic.values


def test_a_source_that_may_not_be_quoted_counts(world, coded) -> None:
    other = world.scope("member_district")
    assert matrix.matrix(other, columns="code").whole == matrix.matrix(coded, columns="code").whole


def test_what_one_may_not_know_of_does_not_count(world, coded) -> None:
    before = matrix.matrix_counts(world.scope("member_college"))
    hidden = add_source(coded, file="d.txt", visibility="own")
    code_words(coded, hidden, "Nobody")
    assert matrix.matrix_counts(world.scope("member_college")) == before
    assert matrix.matrix_counts(coded) != before


def test_the_quotes_of_a_cell_are_those_it_counts(coded) -> None:
    found = matrix.matrix(coded, columns="code")
    for row, line in zip(found.rows, found.cells, strict=True):
        for column, cell in zip(found.columns, line, strict=True):
            where = {"rows": "organization", "columns": "code"}
            chosen = matrix.chosen(coded, row=row.key, column=column.key, **where)
            assert chosen is not None
            assert quotes.counts(coded, *chosen[2:])["all"] == cell.all
            shown = quotes.of_sources(coded, *chosen[2:])
            assert len(shown.rows) == min(cell.all, 20)
            ways = Counter(quote.direction for quote in shown.rows)
            assert ways["eroding"] == cell.eroding


def test_pages_of_quotes_follow_one_another(coded) -> None:
    rows = list(Coding.objects.within(coded))
    where = ({c.source_id for c in rows}, {c.code_id for c in rows})
    first = quotes.of_sources(coded, *map(list, where))
    second = quotes.of_sources(coded, *map(list, where), cursor=first.next_cursor)
    ids = [quote.card.record_id for quote in (*first.rows, *second.rows)]
    assert ids == sorted((c.pk for c in rows), reverse=True)[:40]


def test_no_such_cell(coded) -> None:
    where = {"rows": "organization", "columns": "dynamic"}
    assert matrix.chosen(coded, row="0", column="ownership", **where) is None


def test_counts_by_partnership_are_sorted_and_hold_no_zero(coded) -> None:
    rows = matrix.matrix_counts(coded)
    assert rows == sorted(rows, key=lambda r: (r.case, r.code, r.direction))
    assert {r.case for r in rows} == {"harbor"}
    expected = naive(coded, lambda _s: "harbor", lambda c: c.name)
    assert {(r.case, r.code, r.direction): r.n for r in rows} == dict(expected)


def test_the_matrix_as_a_table(coded) -> None:
    lines = list(tables.flat(matrix.matrix(coded, columns="code")))
    assert sum(int(line["n"]) for line in lines) == Coding.objects.within(coded).count()
    assert set(lines[0]) == {"case", "code", "direction", "n"}


def test_signs_count_what_points_one_way(coded) -> None:
    signs = matrix.signs(coded)
    rows = Coding.objects.within(coded).exclude(direction="").exclude(code__dynamic="")
    assert sum(sign.count for sign in signs) == rows.count()
    assert {sign.on.isoformat() for sign in signs} <= {"2026-05-01", "2026-02-01", "2025-01-01"}
    assert {sign.side for sign in signs} == {"district", "university"}
    assert not any(sign.computed for sign in signs)


def test_the_matrix_takes_three_queries(coded, django_assert_num_queries) -> None:
    with django_assert_num_queries(3):
        matrix.matrix(coded)
    with django_assert_num_queries(2):
        matrix.signs(coded)


def test_quotes_take_two_queries(coded, django_assert_num_queries) -> None:
    ids = list(Coding.objects.within(coded).values_list("pk", flat=True))
    with django_assert_num_queries(2):
        quotes.cards(coded, ids)
