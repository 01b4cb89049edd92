"""A worked example: a method or a chart, its numbers, and the figure drawn from them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from thirdspace.charts import Figure

INVENTED = "The numbers are invented."
NIST = "Flow rates of ten batches: NIST/SEMATECH e-Handbook, 6.3.2.2, public domain."


@dataclass(frozen=True)
class Example:
    """What one picture of the reference is drawn from.

    Parameters
    ----------
    id : str
        Id of the method whose result is drawn; for a chart of no method, its own name.
    picture : type
        The class of `thirdspace.charts` that holds what is drawn.
    numbers : str
        Where the numbers come from, in a sentence.
    figure : callable
        Draws it.
    """

    id: str
    picture: type
    numbers: str
    figure: Callable[[], Figure]
