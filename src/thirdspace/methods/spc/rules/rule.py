"""What a rule and a set of rules are: data that the engine reads and a chart prints."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import inf
from typing import Literal

from thirdspace.methods.registry import Citation
from thirdspace.methods.spc.rules.run_rules import RunRules

Pattern = Literal["zone", "trend", "alternating"]
Side = Literal["same", "either", "within"]
Span = Literal["any", "one_side", "both_sides"]
LinePolicy = Literal["drop", "reset"]
Center = Literal["mean", "median"]


@dataclass(frozen=True)
class Rule:
    """A pattern in a window of points that is a signal.

    Parameters
    ----------
    name : str
        Lasting name: ``we2_2of3_beyond_2s``.
    window : int
        Points in a row that are looked at.
    need : int
        How many of them must show it.
    zone : float
        Distance from the center line, in sigmas.
    side : str
        Of a zone: ``same``, beyond it, all above or all below; ``either``, beyond it above or
        below; ``within``, closer to the line than it.
    pattern : str
        ``zone``; or ``trend``, each point higher (or each lower) than the one before; or
        ``alternating``, up and down in turn. The latter two know no zone.
    strict : bool
        A point exactly at the edge of the zone does not count.
    completing : bool
        The last point of the window must show it, so that a signal ends where it was completed.
    outer : float
        Of a zone: points farther out than this, in sigmas, do not count.
    span : str
        Where the points of the window lie, whether they show it or not: ``any``; all on
        ``one_side`` of the line; or on ``both_sides``.
    """

    name: str
    window: int
    need: int
    zone: float = 0.0
    side: Side = "same"
    pattern: Pattern = "zone"
    strict: bool = True
    completing: bool = True
    outer: float = inf
    span: Span = "any"

    @property
    def needs_limits(self) -> bool:
        """Whether it asks for sigma; the others ask for the side of the line or for neighbors."""
        return self.pattern == "zone" and self.zone > 0


@dataclass(frozen=True)
class RuleSet:
    """Published rules that are used together.

    Parameters
    ----------
    id, version : str
        Printed under every chart.
    title : str
        Name for people.
    cites : tuple of Citation
        Where they were published.
    center : str
        Center line they were published for, ``mean`` or ``median``; the kind of chart decides.
    rules : tuple of Rule
        Patterns in windows.
    runs : RunRules, optional
        Tests of all runs of a phase together.
    line_policy : str
        A point on the center line, for rules on the sides of it: ``drop``, it is passed over;
        ``reset``, it ends the row. Likewise for a point equal to the one before it in a trend.
    """

    id: str
    version: str
    title: str
    cites: tuple[Citation, ...]
    center: Center
    rules: tuple[Rule, ...]
    runs: RunRules | None = None
    line_policy: LinePolicy = "reset"

    @property
    def name(self) -> str:
        """Id and version as printed: ``anhoej 1``."""
        return f"{self.id} {self.version}"

    @cached_property
    def needs_limits(self) -> bool:
        """Whether some rule asks for limits; without them the others still work."""
        return any(rule.needs_limits for rule in self.rules)

    def rules_for(self, *, limits: bool) -> tuple[Rule, ...]:
        """Return the patterns that work on a chart with or without limits."""
        return self.rules if limits else tuple(rule for rule in self.rules if not rule.needs_limits)
