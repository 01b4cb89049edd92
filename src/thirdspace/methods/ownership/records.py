"""What the methods of ownership read, one record each."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class DecisionRecord:
    """A decision and the organizations around it; None where nobody noted it, () for none."""

    proposed_by: tuple[str, ...] | None
    decided_by: tuple[str, ...] | None
    absent: tuple[str, ...] | None = None
    benefits: tuple[str, ...] | None = None
    bears_cost: tuple[str, ...] | None = None


@dataclass(frozen=True)
class MakingAct:
    """Acts by which an organization made a text: draft, rewrite, decide, amend, comment, view."""

    organization: str
    kind: str
    count: int = 1
