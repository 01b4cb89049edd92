"""Shapes of time compared: how simple a curve describes the hazard well enough?

Question
--------
Is the hazard constant, rising, or curved in time, and does any curve do as well as one coefficient
for each period?

Formula
-------
Each shape is fitted to the same person-periods (`discrete_hazard`): constant, linear, and so on to
the fifth power, and general. A shape that contains another is compared with it by the difference in
deviance, a chi-square with the difference in parameters as degrees of freedom. Chosen is the last
power up to which each is better than the one before at p < 0.05; general time, if it is better
still than that one.

Assumptions
-----------
Those of the discrete-time hazard model. The tests hold for large samples.

When not to use it
------------------
Where theory or policy names the periods that matter (a first review in year three), ask about them,
not about powers. Testing one shape after another gives no exact error rate: the choice describes.

References
----------
Singer & Willett (2003), section 12.1, 10.1093/acprof:oso/9780195152968.001.0001.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike

from thirdspace.methods.inputs import counts
from thirdspace.methods.registry import method
from thirdspace.methods.survival.discrete_hazard import POWERS, DiscreteHazard, discrete_hazard
from thirdspace.methods.survival.sources import SINGER_WILLETT_BOOK
from thirdspace.methods.survival.tail import chi_square_tail
from thirdspace.methods.survival.wording import shapes_sentence

#: A larger shape is kept when it is better at this level.
LEVEL = 0.05


@dataclass(frozen=True)
class ShapeTest:
    """A larger shape beside a smaller one it contains.

    Parameters
    ----------
    larger, smaller : str
        The shapes.
    statistic, p : float, optional
        Difference in deviance and its p-value; no p-value without a degree of freedom.
    df : int
        Difference in parameters.
    """

    larger: str
    smaller: str
    statistic: float
    df: int
    p: float | None


@dataclass(frozen=True)
class HazardShapes:
    """The shapes fitted, smallest first, and their tests.

    Parameters
    ----------
    rows, events : int
        Person-periods, and how many hold the event.
    models : tuple of DiscreteHazard
        Powers of time as far as there are periods, then general time.
    steps : tuple of ShapeTest
        Each power beside the one before, then general time beside each power.
    chosen : str
        The simplest shape that none of the tests improves on, going up.
    """

    rows: int
    events: int
    models: tuple[DiscreteHazard, ...]
    steps: tuple[ShapeTest, ...]
    chosen: str

    @property
    def sentence(self) -> str:
        """Say in one plain sentence what was found."""
        return shapes_sentence(self)


@method(
    "survival.hazard-shapes",
    title="Shapes of the hazard",
    question="How simple a curve in time describes the hazard well enough?",
    cites=(SINGER_WILLETT_BOOK,),
    since="0.1",
)
def hazard_shapes(
    period: ArrayLike,
    event: ArrayLike,
    *,
    covariates: ArrayLike | None = None,
    link: str = "logit",
) -> HazardShapes:
    """Fit every shape of time and compare them by likelihood-ratio tests.

    Parameters
    ----------
    period, event, covariates, link : as for `discrete_hazard`
        Person-periods; the same covariates are in every model.

    Returns
    -------
    HazardShapes
        The models, their tests, and the shape chosen.

    Raises
    ------
    MethodProblem
        As `discrete_hazard`.

    Examples
    --------
    >>> found = hazard_shapes([1, 1, 1, 1, 2, 2, 2, 3, 3], [1, 0, 0, 0, 1, 0, 0, 1, 0])
    >>> [model.shape for model in found.models], found.chosen
    (['constant', 'linear', 'quadratic', 'general'], 'constant')
    """
    periods = len(np.unique(counts(period, "period")))
    shapes = [*(shape for shape, power in POWERS.items() if power < periods), "general"]
    models = [
        discrete_hazard(period, event, covariates=covariates, shape=shape, link=link)
        for shape in shapes
    ]
    *powers, general = models
    upward = tuple(_compared(larger, smaller) for smaller, larger in pairwise(powers))
    beside_general = tuple(_compared(general, smaller) for smaller in powers)
    return HazardShapes(
        rows=general.rows,
        events=general.events,
        models=tuple(models),
        steps=upward + beside_general,
        chosen=_chosen(upward, beside_general),
    )


def _compared(larger: DiscreteHazard, smaller: DiscreteHazard) -> ShapeTest:
    statistic = max(smaller.deviance - larger.deviance, 0.0)
    df = larger.parameters - smaller.parameters
    return ShapeTest(larger.shape, smaller.shape, statistic, df, chi_square_tail(statistic, df))


def _chosen(upward: tuple[ShapeTest, ...], beside_general: tuple[ShapeTest, ...]) -> str:
    better = [test.p is not None and test.p < LEVEL for test in upward]
    last = beside_general[better.index(False) if False in better else len(better)]
    return last.larger if last.p is not None and last.p < LEVEL else last.smaller
