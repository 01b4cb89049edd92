"""Reciprocity balance: does each organization give about what it receives?

Question
--------
Money, time, places and knowledge go between organizations. Is one of them mostly giving, and do
those who receive say that it was of benefit?

Formula
-------
For each organization, with values in one unit: balance = (given - received) / (given + received).
1 gives only, -1 receives only, 0 is even. The same, counted and not valued, for exchanges whose
receiver confirmed a benefit.

Assumptions
-----------
What is listed is what was exchanged, in one unit; an exchange without a value counts in no sum and
is named. A value is what the partners wrote down, not a market price.

When not to use it
------------------
Never as a score to be brought to 0: partners can agree that one gives more, and much of what counts
has no value in hours or money. Read it beside the confirmed benefits. A few exchanges say little.

References
----------
Coburn & Penuel (2016), Educational Researcher 45(1), 48-54, 10.3102/0013189X16631750: mutualism as
what sets such partnerships apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum

from thirdspace.methods.inputs import number
from thirdspace.methods.reciprocity.records import Exchange
from thirdspace.methods.reciprocity.wording import balance_sentence
from thirdspace.methods.registry import method
from thirdspace.methods.sources import PARTNERSHIPS
from thirdspace.problems import MethodProblem


@dataclass(frozen=True)
class OrganizationBalance:
    """What one organization gave and received.

    Parameters
    ----------
    organization : str
        Its name.
    given, received : float
        Sums of values.
    balance : float, optional
        -1 to 1; None without a value.
    benefits_given, benefits_received : int
        Exchanges whose receiver confirmed a benefit.
    benefit_balance : float, optional
        The same balance over these; None without any.
    """

    organization: str
    given: float
    received: float
    balance: float | None
    benefits_given: int
    benefits_received: int
    benefit_balance: float | None


@dataclass(frozen=True)
class ReciprocityBalance:
    """The balance of every organization, and how many exchanges have no value."""

    exchanges: int
    without_value: int
    organizations: tuple[OrganizationBalance, ...]

    @property
    def sentence(self) -> str:
        """Say in one plain sentence how far giving and receiving are even."""
        return balance_sentence(self)


@method(
    "reciprocity.balance",
    title="Reciprocity balance",
    question="Does each organization give about what it receives?",
    cites=(PARTNERSHIPS,),
    since="0.1",
)
def reciprocity_balance(
    exchanges: Sequence[Exchange], *, organizations: Sequence[str]
) -> ReciprocityBalance:
    """Weigh what each organization gave against what it received.

    Parameters
    ----------
    exchanges : sequence of Exchange
        In any order; all values in one unit.
    organizations : sequence of str
        Every organization that may be named, in the order to be shown.

    Returns
    -------
    ReciprocityBalance
        A row for each organization.

    Raises
    ------
    MethodProblem
        A value below 0, an organization that gives to itself, or one that is not among those given.

    Examples
    --------
    >>> time = Exchange("district", "university", 30.0, confirmed=True)
    >>> money = Exchange("university", "district", 10.0)
    >>> found = reciprocity_balance([time, money], organizations=["district", "university"])
    >>> found.organizations[0].balance, found.organizations[0].benefit_balance
    (0.5, 1.0)
    """
    _check(exchanges, organizations)
    return ReciprocityBalance(
        len(exchanges),
        sum(exchange.value is None for exchange in exchanges),
        tuple(_row(name, exchanges) for name in organizations),
    )


def _row(name: str, exchanges: Sequence[Exchange]) -> OrganizationBalance:
    gave = [exchange for exchange in exchanges if exchange.giver == name]
    got = [exchange for exchange in exchanges if exchange.receiver == name]
    given, received = (fsum(each.value or 0.0 for each in part) for part in (gave, got))
    helped, was_helped = (sum(each.confirmed for each in part) for part in (gave, got))
    return OrganizationBalance(
        name,
        given,
        received,
        _balance(given, received),
        helped,
        was_helped,
        _balance(helped, was_helped),
    )


def _balance(given: float, received: float) -> float | None:
    whole = given + received
    return (given - received) / whole if whole else None


def _check(exchanges: Sequence[Exchange], organizations: Sequence[str]) -> None:
    for exchange in exchanges:
        if exchange.value is not None:
            number(exchange.value, "value", low=0)
        if exchange.giver == exchange.receiver:
            raise MethodProblem(
                f"{exchange.giver} gives to itself.",
                "An exchange is between two organizations.",
                "Name the one that received.",
                field="exchanges",
            )
    strange = {end for e in exchanges for end in (e.giver, e.receiver)} - set(organizations)
    if strange:
        raise MethodProblem(
            f"An exchange names {', '.join(sorted(strange))}, not among the organizations.",
            "Each organization has a row of its own.",
            "Add it to the organizations, or mend the exchange.",
            field="organizations",
        )
