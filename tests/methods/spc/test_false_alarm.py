"""The stated false-alarm rates against every possible order and against random series."""

from functools import partial
from itertools import combinations, groupby, pairwise, product

import numpy as np
import pytest

from thirdspace.methods import spc
from thirdspace.methods.spc import false_alarm, i_chart, run_chart
from thirdspace.methods.spc.false_alarm import EXACT_UP_TO
from thirdspace.methods.spc.rules import ANHOEJ
from thirdspace.methods.spc.rules.orders import ways
from thirdspace.methods.spc.simulation import simulated_false_alarm


def flags(sides):
    n = len(sides)
    longest = max(len(list(run)) for _, run in groupby(sides))
    crossings = sum(a != b for a, b in pairwise(sides))
    return longest > ANHOEJ.longest_run_max(n) or crossings < ANHOEJ.crossings_min(n)


@pytest.mark.parametrize("n", [10, 11, 13])
def test_rate_for_a_known_line_equals_all_orders(n):
    orders = list(product([False, True], repeat=n))
    assert false_alarm(n) == pytest.approx(sum(map(flags, orders)) / len(orders), abs=1e-15)


@pytest.mark.parametrize("n", [10, 14])
def test_rate_for_the_median_of_the_same_points_equals_all_orders(n):
    orders = [[i in above for i in range(n)] for above in combinations(range(n), n // 2)]
    exact = sum(map(flags, orders)) / len(orders)
    assert false_alarm(n, own_median=True) == pytest.approx(exact, abs=1e-15)


@pytest.mark.parametrize("n", [1, 2, 9, 30])
def test_all_orders_together_are_all_there_are(n):
    assert sum(ways(n, parts, n) for parts in range(n + 1)) == 2 ** (n - 1)


def test_below_ten_points_there_is_no_rule_to_raise_an_alarm():
    assert [false_alarm(n) for n in (0, 1, 9)] == [0, 0, 0]
    assert false_alarm(10) > 0


def test_the_bound_for_long_series_holds_and_is_close():
    from thirdspace.methods.spc.false_alarm import _bound

    for n in (100, 500, EXACT_UP_TO):
        assert false_alarm(n) <= _bound(n, ANHOEJ) <= 1.2 * false_alarm(n)
    assert 0.1 < false_alarm(EXACT_UP_TO + 1) < 0.13


CHARTS = 800


@pytest.mark.parametrize(
    ("draw", "n", "freeze"),
    [
        (run_chart, 24, None),
        (run_chart, 24, 12),
        (run_chart, 24, 13),  # an odd baseline has a point on its median
        (partial(i_chart, screen_mr=False), 24, None),
        (partial(i_chart, screen_mr=True), 24, 12),
    ],
)
def test_random_series_raise_as_many_alarms_as_stated(draw, n, freeze):
    random = np.random.default_rng(7).normal(size=(CHARTS, n))
    charts = [draw(y, freeze=freeze) for y in random]
    stated = charts[0].false_alarm
    flagged = np.mean([chart.signal for chart in charts])
    assert flagged == pytest.approx(stated, abs=4 * (stated * (1 - stated) / CHARTS) ** 0.5)


CHANCE = {
    "mr": lambda random, n: (random.normal(size=n + 1),),
    "p": lambda random, n: (random.binomial(200, 0.3, size=n), np.full(n, 200)),
    "c": lambda random, n: (random.poisson(40, size=n),),
    "u": lambda random, n: (random.poisson(40, size=n), np.full(n, 8.0)),
    "pp": lambda random, n: (random.binomial(200, 0.3, size=n), np.full(n, 200)),
    "ip": lambda random, n: (random.normal(10, size=n), np.full(n, 2.0)),
    "xbar": lambda random, n: (random.normal(size=(n, 5)),),
    "s": lambda random, n: (random.normal(size=(n, 5)),),
    "t": lambda random, n: (random.exponential(30, size=n),),
    "g": lambda random, n: (random.geometric(0.01, size=n) - 1,),
}


@pytest.mark.parametrize("rules", ["anhoej", "western_electric"])
@pytest.mark.parametrize("kind", CHANCE)
def test_random_charts_of_every_kind_raise_as_many_alarms_as_stated(kind, rules):
    random, n, drawn = np.random.default_rng(9), 24, 300
    charts = [spc.chart(*CHANCE[kind](random, n), kind=kind, rules=rules) for _ in range(drawn)]
    stated = charts[0].false_alarm
    flagged = np.mean([chart.signal for chart in charts])
    # Counts are only near to normal values: half a point in a hundred more.
    assert flagged == pytest.approx(stated, abs=0.005 + 4 * (stated * (1 - stated) / drawn) ** 0.5)


@pytest.mark.parametrize("n", [12, 24, 61])
def test_simulated_and_counted_rates_agree(n):
    exact = false_alarm(n - n % 2, own_median=True)
    assert simulated_false_alarm("run", n, n) == pytest.approx(exact, abs=0.004)


def test_loose_limits_raise_more_alarms_and_screening_more_still():
    firm, loose = (simulated_false_alarm("i", 24, baseline) for baseline in (24, 12))
    screened = simulated_false_alarm("i", 24, 12, screened=True)
    assert firm < loose < screened


def test_alarms_add_up_over_phases_and_left_out_points_do_not_count():
    own = false_alarm(12, own_median=True)
    chart = run_chart([1, 2] * 6 + [90] + [1, 2] * 6, part=[13], exclude=[13])
    assert chart.false_alarm == pytest.approx(1 - (1 - own) ** 2)


def test_the_rate_of_a_chart_is_always_the_same():
    values = [4, 6, 5, 7, 3] * 5
    first, second = (i_chart(values, screen_mr=True, freeze=15).false_alarm for _ in range(2))
    assert first == second > 0
