"""Power of rules: how often they find a real step, beside how often they raise a false alarm.

Question
--------
With this many points, which rules would find a change of this size, and what do they cost?

Formula
-------
Random series of the chart's own shape are drawn twice with the same seed: as they are, and with a
lasting step of so many sigmas from one point on. Each is charted with lines taken from its own
points (or the frozen ones), and the share with a signal under each set of rules is the rate of
false alarms, then the power. Its standard error is that of a share of so many series. Rates of
false alarms that can be counted are counted (`spc.false-alarm`). See
`thirdspace.methods.spc.simulation` for what is drawn for each kind of chart.

Assumptions
-----------
Independent points, spread as the kind of chart assumes; a step that stays. Any signal counts as
finding it, so the power holds the false alarms too.

When not to use it
------------------
Slow drifts, seasons and single odd points are found at other rates. A set of rules is not better
because its power is higher: look at both columns, and at what a false alarm costs the people who
must answer it.

References
----------
Anhøj & Olesen (2014), Run charts revisited, PLoS ONE 9(11), e113825, 10.1371/journal.pone.0113825.
Anhøj & Wentzel-Larsen (2020), Smooth operator, PLoS ONE 15(6), e0233920,
10.1371/journal.pone.0233920.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from thirdspace.methods.inputs import count, number
from thirdspace.methods.registry import method
from thirdspace.methods.spc.false_alarm import AlarmRate, rate_of, read_shape
from thirdspace.methods.spc.rules import RuleSet, all_rules, find_rules
from thirdspace.methods.spc.rules.sources import ANHOEJ_2014, ANHOEJ_2020
from thirdspace.methods.spc.simulation import Step
from thirdspace.methods.words import counted, plain
from thirdspace.problems import MethodProblem


@dataclass(frozen=True)
class AlarmRow:
    """What one set of rules finds and costs.

    Parameters
    ----------
    rules, title : str
        Id and name for people of the set.
    false_alarm, power : AlarmRate
        How often it raises a signal when nothing has changed, and after the step.
    """

    rules: str
    title: str
    false_alarm: AlarmRate
    power: AlarmRate


@dataclass(frozen=True)
class AlarmTable:
    """False alarms and power of sets of rules, for charts of one shape.

    Parameters
    ----------
    kind : str
        Kind of chart.
    points, baseline : int
        Points of the series, and how many of the first ones set the lines.
    step : float
        Size of the change, in sigmas.
    first : int
        First changed point, counted from 1.
    rows : tuple of AlarmRow
        A row for each set of rules, in the order asked for.
    """

    kind: str
    points: int
    baseline: int
    step: float
    first: int
    rows: tuple[AlarmRow, ...]

    @property
    def sentence(self) -> str:
        """Say in one plain sentence what the rules find and cost."""
        found = "; ".join(
            f"{row.rules} in {100 * row.power.rate:.0f} ({100 * row.false_alarm.rate:.0f})"
            for row in self.rows
        )
        error = max(row.power.standard_error for row in self.rows)
        return (
            f"Of 100 charts of {counted(self.points, 'point')} with a step of {plain(self.step)} "
            f"sigma from point {self.first}, a signal is shown (in brackets: with nothing changed) "
            f"under {found}; simulated, right within {200 * error:.1f}."
        )


@method(
    "spc.power",
    title="Power of rules",
    question="Which rules find a change of this size, and how many false alarms do they cost?",
    cites=(ANHOEJ_2014, ANHOEJ_2020),
    since="0.1",
)
def power(
    n: int,
    *,
    step: float = 1.0,
    at: int | None = None,
    rules: str | Sequence[str] | None = None,
    kind: str = "i",
    freeze: int | None = None,
    screen_mr: bool = False,
) -> AlarmTable:
    """Compare sets of rules on charts of one shape.

    Parameters
    ----------
    n : int
        Points of the series, 2 to 1,000.
    step : float
        Size of the change in sigmas; below 0 downward.
    at : int, optional
        First changed point, counted from 1; the first one of the second half if None.
    rules : sequence of str, optional
        Ids of sets of rules; all that can judge so many points if None.
    kind, freeze, screen_mr
        As for `false_alarm_rate`.

    Returns
    -------
    AlarmTable
        A row for each set of rules.

    Raises
    ------
    MethodProblem
        As `false_alarm_rate`; also no rules, or a change that starts outside the series.

    Examples
    --------
    >>> row = power(24, rules=["western_electric"]).rows[0]
    >>> round(100 * row.false_alarm.rate), round(100 * row.power.rate)
    (15, 44)
    """
    shape = read_shape(n, kind, freeze, screen_mr=screen_mr)
    first = shape.used // 2 + 1 if at is None else count(at, "at", least=1)
    if first > shape.used:
        raise _wrong("at", "The change starts after the last point.", "It must be in the series.")
    change = Step(number(step, "step", low=-100, high=100), first)
    sets = _sets(rules, shape.used)
    # All sets look at the same series before the next ones are drawn.
    false_alarms = [rate_of(found, shape) for found in sets]
    powers = [rate_of(found, shape, change) for found in sets]
    rows = tuple(
        AlarmRow(found.id, found.title, false, true)
        for found, false, true in zip(sets, false_alarms, powers, strict=True)
    )
    return AlarmTable(shape.kind, shape.used, shape.baseline, change.size, first, rows)


def _sets(rules: str | Sequence[str] | None, points: int) -> list[RuleSet]:
    if rules is None:
        return [s for s in all_rules() if s.runs is None or points <= s.runs.most_useful]
    if not rules:
        raise _wrong("rules", "No rules were named.", "The table has a row for each set of rules.")
    return [find_rules(id_) for id_ in ([rules] if isinstance(rules, str) else rules)]


def _wrong(field: str, what: str, why: str) -> MethodProblem:
    return MethodProblem(what, why, "Mend it, or leave it out for the usual choice.", field=field)
