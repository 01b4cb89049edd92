"""Rule sets as data, and the engine that applies any of them: what counts as a signal."""

from __future__ import annotations

from thirdspace.methods.spc.rules.engine import matches
from thirdspace.methods.spc.rules.published import ANHOEJ, RULES, all_rules, find_rules
from thirdspace.methods.spc.rules.rule import Rule, RuleSet
from thirdspace.methods.spc.rules.run_counts import RunCounts, count_runs
from thirdspace.methods.spc.rules.run_rules import RunBounds, RunRules
from thirdspace.methods.spc.rules.signals import Signal, any_signal, flags, signals_in

__all__ = [
    "ANHOEJ",
    "RULES",
    "Rule",
    "RuleSet",
    "RunBounds",
    "RunCounts",
    "RunRules",
    "Signal",
    "all_rules",
    "any_signal",
    "count_runs",
    "find_rules",
    "flags",
    "matches",
    "signals_in",
]
