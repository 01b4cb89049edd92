"""Decision shares: who proposes, who decides, and who is not in the room.

Question
--------
From which organizations do decisions come, which had a part in them, and who was absent?

Formula
-------
For each organization: proposals / all decisions; decisions it had a part in / all decisions; the
number of decisions made while nobody of it was there; and, where noted, how many it benefits from
and how many it bears the cost of. A joint proposal counts for each proposer, so shares may add up
to more than 1.

Decisions where something was not noted stay in the denominator: a share is then at least what it
says, and the number of gaps is said.

Assumptions
-----------
What is written down as a decision is one, and all of the same weight.

When not to use it
------------------
It is no ranking: organizations stay in the order given, and a small partner may rightly decide
less. With a handful of decisions read the list, not the shares. These are full counts, so there is
no interval.

References
----------
Molle, Handsman, Peters-Hawkins and others (2024), Education Sciences 14(11), 1221,
10.3390/educsci14111221: shared ownership grows with a shared part in decisions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

from thirdspace.methods.ownership.records import DecisionRecord
from thirdspace.methods.ownership.wording import decision_sentence
from thirdspace.methods.rates.proportion import share
from thirdspace.methods.registry import method
from thirdspace.methods.sources import MOLLE
from thirdspace.problems import MethodProblem

NOTED = tuple(field.name for field in fields(DecisionRecord))


@dataclass(frozen=True)
class OrganizationDecisions:
    """One organization's part; shares are of all decisions, None if there are none."""

    organization: str
    proposed: int
    proposed_share: float | None
    decided: int
    decided_share: float | None
    absent: int
    benefits: int
    bears_cost: int


@dataclass(frozen=True)
class DecisionShares:
    """Who had which part in decisions.

    Parameters
    ----------
    decisions : int
        All decisions.
    organizations : tuple of OrganizationDecisions
        In the order given, never sorted by a number.
    not_noted : dict of str to int
        For each part of a decision, such as ``proposed_by``, where nobody noted it.
    """

    decisions: int
    organizations: tuple[OrganizationDecisions, ...]
    not_noted: dict[str, int]

    @property
    def sentence(self) -> str:
        """Say in one plain sentence what was found."""
        return decision_sentence(self)


@method(
    "ownership.decision-shares",
    title="Decision shares",
    question="From which organizations do decisions come, and who had a part in them?",
    cites=(MOLLE,),
    since="0.1",
)
def decision_shares(
    decisions: Sequence[DecisionRecord], *, organizations: Sequence[str]
) -> DecisionShares:
    """Count each organization's part in decisions.

    Parameters
    ----------
    decisions : sequence of DecisionRecord
        Decisions in any order.
    organizations : sequence of str
        Every organization that may be named, in the order to be shown.

    Returns
    -------
    DecisionShares
        A row for each organization, and what was not noted. Without decisions shares are None.

    Raises
    ------
    MethodProblem
        A decision names an organization that is not among those given.

    Examples
    --------
    >>> both = DecisionRecord(proposed_by=("district",), decided_by=("district", "university"))
    >>> found = decision_shares([both], organizations=["district", "university"])
    >>> found.organizations[1].proposed_share, found.organizations[1].decided_share
    (0.0, 1.0)
    """
    named = {name: _named(decisions, name) for name in NOTED}
    strange = sorted({org for names in named.values() for org in names} - set(organizations))
    if strange:
        raise MethodProblem(
            f"A decision names {', '.join(strange)}, which is not among the organizations.",
            "Each organization has a row of its own.",
            "Add it to the organizations, or mend the decision.",
            field="organizations",
        )
    return DecisionShares(
        decisions=len(decisions),
        organizations=tuple(_row(org, named, len(decisions)) for org in organizations),
        not_noted={
            name: sum(getattr(decision, name) is None for decision in decisions) for name in NOTED
        },
    )


def _named(decisions: Sequence[DecisionRecord], name: str) -> list[str]:
    """List the organizations named in one part of all decisions, each once a decision."""
    noted = [getattr(decision, name) for decision in decisions]
    return [org for orgs in noted if orgs is not None for org in set(orgs)]


def _row(org: str, named: dict[str, list[str]], decisions: int) -> OrganizationDecisions:
    times = {name: orgs.count(org) for name, orgs in named.items()}
    return OrganizationDecisions(
        organization=org,
        proposed=times["proposed_by"],
        proposed_share=share(times["proposed_by"], decisions),
        decided=times["decided_by"],
        decided_share=share(times["decided_by"], decisions),
        absent=times["absent"],
        benefits=times["benefits"],
        bears_cost=times["bears_cost"],
    )
