"""The published sets of rules, by id and version."""

from __future__ import annotations

from types import MappingProxyType

from thirdspace.methods.spc.rules.rule import Rule, RuleSet
from thirdspace.methods.spc.rules.run_rules import RunRules
from thirdspace.methods.spc.rules.sources import (
    ANHOEJ_2014,
    ANHOEJ_2020,
    NELSON_1984,
    NHS_ENGLAND,
    NIST,
    PERLA,
    SWED_EISENHART,
    WESTERN_ELECTRIC_1956,
    WHEELER,
)
from thirdspace.problems import MethodProblem

BEYOND_3S = Rule("beyond_3s", 1, 1, 3)
TWO_OF_THREE = Rule("we2_2of3_beyond_2s", 3, 2, 2)
FOUR_OF_FIVE = Rule("we3_4of5_beyond_1s", 5, 4, 1)
EIGHT_ON_ONE_SIDE = Rule("we4_8_one_side", 8, 8)
NELSON = (
    BEYOND_3S,
    Rule("nelson2_9_one_side", 9, 9),
    Rule("nelson3_6_trend", 6, 6, pattern="trend"),
    Rule("nelson4_14_alternating", 14, 14, pattern="alternating"),
    TWO_OF_THREE,
    FOUR_OF_FIVE,
    Rule("nelson7_15_within_1s", 15, 15, 1, "within"),
    Rule("nelson8_8_beyond_1s_both_sides", 8, 8, 1, "either", span="both_sides"),
)
NHS = (
    BEYOND_3S,
    Rule("nhs_7_one_side", 7, 7),
    Rule("nhs_7_trend", 7, 7, pattern="trend"),
    Rule("nhs_2of3_near_limit", 3, 2, 2, outer=3, completing=False, span="one_side"),
)
IHI = (
    Rule("ihi_shift_6_median_skip", 6, 6),
    Rule("ihi_trend_5_ties_skipped", 5, 5, pattern="trend"),
)
THREE_OF_FOUR = Rule("wheeler_3of4_beyond_1p5s", 4, 3, 1.5, completing=False)

ANHOEJ = RunRules("anhoej", "1", (ANHOEJ_2014, ANHOEJ_2020), "anhoej")
# The search for a box takes a third of a second for 365 points, and many seconds for 1,000.
BEST_BOX = RunRules("anhoej_bestbox", "1", (ANHOEJ_2020,), "bestbox", most_useful=365)
CUT_BOX = RunRules("anhoej_cutbox", "1", (ANHOEJ_2020,), "cutbox", most_useful=365)
RUN_COUNT = RunRules("run_count", "1", (SWED_EISENHART, PERLA), "run_count")


def _with_runs(title: str, runs: RunRules) -> RuleSet:
    """Anhøj's tests of runs, and single points beyond the limits of a chart that has some."""
    return RuleSet(
        runs.id, runs.version, title, runs.cites, "median", (BEYOND_3S,), runs, line_policy="drop"
    )


_SETS = (
    _with_runs("Anhøj", ANHOEJ),
    _with_runs("Anhøj, best box", BEST_BOX),
    _with_runs("Anhøj, cut box", CUT_BOX),
    RuleSet(
        "western_electric",
        "1",
        "Western Electric 1–4",
        (WESTERN_ELECTRIC_1956, NIST),
        "mean",
        (BEYOND_3S, TWO_OF_THREE, FOUR_OF_FIVE, EIGHT_ON_ONE_SIDE),
    ),
    RuleSet("nelson", "1", "Nelson 1–8", (NELSON_1984,), "mean", NELSON),
    RuleSet("nhs_mdc", "1", "NHS Making Data Count", (NHS_ENGLAND,), "mean", NHS),
    RuleSet(
        "ihi_run",
        "1",
        "Run chart, 6 in a shift and 5 in a trend",
        (PERLA, SWED_EISENHART),
        "median",
        IHI,
        RUN_COUNT,
        line_policy="drop",
    ),
    RuleSet(
        "wheeler",
        "1",
        "Wheeler",
        (WHEELER,),
        "mean",
        (BEYOND_3S, THREE_OF_FOUR, EIGHT_ON_ONE_SIDE),
    ),
    RuleSet("none", "1", "No rules", (), "mean", ()),
)
RULES = MappingProxyType({rules.id: rules for rules in _SETS})


def all_rules() -> tuple[RuleSet, ...]:
    """Return every set of rules, the usual one first."""
    return tuple(RULES.values())


def find_rules(id: str) -> RuleSet:  # noqa: A002  the name people type
    """Return the set of rules with this id.

    Raises
    ------
    MethodProblem
        No set has it.
    """
    if not isinstance(id, str) or id not in RULES:
        raise MethodProblem(
            f"There are no rules called “{id}”.",
            f"The sets of rules are {', '.join(RULES)}.",
            "Take one of them.",
            field="rules",
        )
    return RULES[id]
