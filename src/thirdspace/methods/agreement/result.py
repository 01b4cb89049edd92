"""What a coefficient of agreement returns."""

from __future__ import annotations

from dataclasses import dataclass
from math import isnan

from thirdspace.methods.agreement.ratings import Ratings
from thirdspace.methods.agreement.statistic import Statistic
from thirdspace.methods.agreement.wording import estimate_sentence, unit_basis


@dataclass(frozen=True)
class Agreement:
    """A coefficient of agreement between coders about given units.

    Parameters
    ----------
    coefficient : str
        Its name, with metric or weights.
    value : float, optional
        1 is perfect, 0 is what chance gives (for percent agreement: none), None is undefined.
    observed, expected : float, optional
        Disagreement seen and expected by chance; the value is 1 - observed / expected.
    coders, units, ratings, categories : int
        Coders; units that two or more coded; their ratings; categories used or declared.
    alone : int
        Units that one coder coded.
    reason : str
        Why it is undefined; empty if it is defined.
    """

    coefficient: str
    value: float | None
    observed: float | None
    expected: float | None
    coders: int
    units: int
    ratings: int
    categories: int
    alone: int
    reason: str

    @property
    def sentence(self) -> str:
        """Say in one plain sentence what was found."""
        return estimate_sentence(self, "agreement.bootstrap")

    @property
    def basis(self) -> str:
        """Say what it rests on."""
        return unit_basis(self)


def agreement_of(statistic: Statistic, ratings: Ratings) -> Agreement:
    """Compute a coefficient, or say why it is undefined."""
    observed, expected = statistic.estimate()
    reason = _undefined(ratings, expected)
    return Agreement(
        coefficient=statistic.name,
        value=None if reason else 1 - observed / expected,
        observed=_known(observed),
        expected=_known(expected),
        coders=ratings.coders,
        units=int(ratings.paired.sum()),
        ratings=int(ratings.per_unit[ratings.paired > 0].sum()),
        categories=len(ratings.categories),
        alone=int((ratings.per_unit == 1).sum()),
        reason=reason,
    )


def _undefined(ratings: Ratings, expected: float) -> str:
    """Say why a coefficient is undefined; nothing if it isn't."""
    if not ratings.per_unit.any():
        return "nothing was coded"
    if ratings.coders < 2:
        return "it needs two coders, and there is one"
    if not ratings.paired.any():
        return "no unit was coded by two coders"
    if expected > 0:
        return ""
    used = (ratings.paired @ ratings.counts > 0).sum()
    if used == 1:
        return "there is no variation: only one code was used"
    return "chance leaves no disagreement to compare with"


def _known(number: float) -> float | None:
    return None if isnan(number) else number
