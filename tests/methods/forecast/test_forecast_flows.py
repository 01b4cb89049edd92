"""Push and pull: people who move between levels, and posts that pull them."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thirdspace.methods.forecast import pull, push
from thirdspace.problems import MethodProblem

LEVELS = ["AP", "P"]
MOVES = [[0.78, 0.08], [0.02, 0.85]]


def test_push_is_what_simulated_careers_give():
    random = np.random.default_rng(3)
    moves = np.column_stack([MOVES, [0.14, 0.13]])
    ends = []
    for _ in range(4000):
        stock = np.array([120, 80])
        for _ in range(3):
            stock = sum(random.multinomial(n, row) for n, row in zip(stock, moves, strict=True))
            stock = stock[:2] + np.array([14, 3])
        ends.append(stock)
    year = push([120, 80], MOVES, [14, 3], states=LEVELS, years=3).years[-1]
    assert year.stock == pytest.approx(np.mean(ends, axis=0), rel=0.01)
    assert year.sd == pytest.approx(np.std(ends, axis=0), rel=0.05)


@settings(deadline=None)
@given(st.integers(2, 4), st.integers(0, 10**6), st.integers(1, 5))
def test_people_are_neither_made_nor_lost(k, seed, years):
    random = np.random.default_rng(seed)
    moves = random.dirichlet(np.ones(k + 1), size=k)[:, :k]
    start, joining = random.integers(0, 200, k), random.integers(0, 20, k)
    found = push(start, moves, joining, states=list("abcd"[:k]), years=years)
    people = start.sum()
    for year in found.years:
        assert sum(year.internal) + sum(year.leavers) == pytest.approx(people)
        people = sum(year.stock)
        assert people == pytest.approx(sum(year.internal) + joining.sum())
        assert all(
            low <= n <= high for low, n, high in zip(year.low, year.stock, year.high, strict=True)
        )
    doubled = push(2 * start, moves, 2 * joining, states=list("abcd"[:k]), years=years).years[-1]
    assert doubled.stock == pytest.approx([2 * n for n in found.years[-1].stock])
    assert doubled.sd == pytest.approx([2**0.5 * sd for sd in found.years[-1].sd])


def test_levels_in_another_order_give_the_same():
    there = push([120, 80], MOVES, [14, 3], states=LEVELS, years=4).years[-1]
    back = push([80, 120], [[0.85, 0.02], [0.08, 0.78]], [3, 14], states=["P", "AP"], years=4)
    assert back.years[-1].stock == pytest.approx(there.stock[::-1])
    assert back.years[-1].sd == pytest.approx(there.sd[::-1])


def test_recruits_may_change_by_year():
    steady = push([120, 80], MOVES, [[14, 3], [14, 3]], states=LEVELS, years=2)
    assert steady.years == push([120, 80], MOVES, [14, 3], states=LEVELS, years=2).years
    assert steady.sentence.startswith("In 2 years; AP from 120 to 101 (90% interval 91 to 110)")


def test_without_promotion_vacancies_are_leavers_movers_and_growth():
    found = pull([80], [[82], [80]], [0.1], states=["P"], moving=[0.05])
    first, second = found.years
    assert first.vacancies[0] == pytest.approx(8 + 4 + 2)
    assert first.hires[0] == pytest.approx(8 + 2)
    assert first.sd[0] == pytest.approx((80 * 0.15 * 0.85) ** 0.5)
    assert second.vacancies[0] == pytest.approx(82 * 0.15 - 2)


def test_one_vacancy_is_no_vacancies():
    assert "P 1 vacancy (" in pull([10], [[10]], [0.1], states=["P"]).sentence


def test_a_vacancy_above_pulls_one_from_below():
    chain = [[0, 0.7, 0], [0, 0, 0.5], [0, 0, 0]]
    year = pull(
        [300, 100, 10], [[300, 100, 10]], [0.1, 0.1, 0.2], states=list("abc"), promotion=chain
    )
    top, middle = 2.0, 10 + 0.5 * 2
    bottom = 30 + 0.7 * middle
    found = year.years[0]
    assert found.vacancies == pytest.approx((bottom, middle, top))
    assert found.promoted == pytest.approx((0.7 * middle, 1, 0))
    assert found.hires == pytest.approx((bottom, 0.3 * middle, 1))
    assert sum(found.hires) == pytest.approx(sum(found.leavers))


def test_promotions_draw_on_people_to_spare_before_anybody_is_hired():
    found = pull([100, 50], [[60, 50]], [0.1, 0.2], states=LEVELS, promotion=[[0, 1], [0, 0]])
    year = found.years[0]
    assert year.vacancies == pytest.approx((0, 10))
    assert year.surplus == pytest.approx((100 - 10 - 10 - 60, 0))
    assert year.hires == pytest.approx((0, 0))
    assert found.sentence.endswith("more people than posts.")
    short = pull([100, 50], [[85, 50]], [0.1, 0.2], states=LEVELS, promotion=[[0, 1], [0, 0]])
    assert short.years[0].hires == pytest.approx((5, 0))


def test_people_to_spare_wait_for_the_next_year():
    found = pull([100], [[50], [50]], [0.2], states=["P"])
    assert [year.surplus[0] for year in found.years] == pytest.approx([30, 14])
    assert [year.vacancies[0] for year in found.years] == [0, 0]


def test_pull_spread_is_that_of_simulated_years():
    random = np.random.default_rng(5)
    gone = random.multinomial(200, [0.1, 0.06, 0.84], size=20000)
    above = random.binomial(50, 0.2, size=20000)
    vacancies = gone[:, 0] + gone[:, 1] + 0.8 * above
    year = pull(
        [200, 50],
        [[200, 50]],
        [0.1, 0.2],
        states=LEVELS,
        moving=[0.06, 0],
        promotion=[[0, 0.8], [0, 0]],
    ).years[0]
    assert year.vacancies[0] == pytest.approx(vacancies.mean(), rel=0.01)
    assert year.sd[0] == pytest.approx(vacancies.std(), rel=0.03)


def pulled_by(promotion):
    return pull([1, 1], [[1, 1]], [0, 0], states=LEVELS, promotion=promotion)


@pytest.mark.parametrize(
    ("call", "field"),
    [
        (lambda: push([1, 2], MOVES, [0, 0], states=["a", "a"], years=1), "states"),
        (lambda: push([], [], [], states=[], years=1), "states"),
        (lambda: push([1], MOVES, [0, 0], states=LEVELS, years=1), "initial"),
        (lambda: push([1, -2], MOVES, [0, 0], states=LEVELS, years=1), "initial"),
        (lambda: push([1, 2], [[0.9, 0.2], [0, 1]], [0, 0], states=LEVELS, years=1), "transition"),
        (lambda: push([1], [[0.5]], [0], states=["P"], years=1, wastage=[0.1]), "transition"),
        (lambda: push([1, 2], [0.5, 0.5], [0, 0], states=LEVELS, years=1), "transition"),
        (lambda: push([1, 2], MOVES, [[0, 0]], states=LEVELS, years=2), "recruits"),
        (lambda: push([1, 2], MOVES, [0, "1"], states=LEVELS, years=2), "recruits"),
        (lambda: push([1, 2], MOVES, [0, 0], states=LEVELS, years=0), "years"),
        (lambda: pull([1], [[1]], [1.2], states=["P"]), "leaving"),
        (lambda: pull([1], [[1]], [0.6], states=["P"], moving=[0.6]), "moving"),
        (lambda: pull([1], [[1, 2]], [0.6], states=["P"]), "targets"),
        (lambda: pulled_by([[0, 1], [1, 0]]), "promotion"),
        (lambda: pulled_by([[0.6, 0], [0.6, 0]]), "promotion"),
        (lambda: pull([1], [[float("nan")]], [0.6], states=["P"]), "targets"),
    ],
)
def test_what_can_not_be_is_refused(call, field):
    with pytest.raises(MethodProblem) as caught:
        call()
    assert caught.value.field == field
