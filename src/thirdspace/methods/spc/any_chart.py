"""Any kind of chart, by its id."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from numpy.typing import ArrayLike

from thirdspace.methods.inputs import chosen
from thirdspace.methods.spc.c_chart import KIND as C
from thirdspace.methods.spc.charting import charted
from thirdspace.methods.spc.g_chart import KIND as G
from thirdspace.methods.spc.i_chart import KIND as I
from thirdspace.methods.spc.i_prime_chart import KIND as I_PRIME
from thirdspace.methods.spc.kind import ChartKind, Choices, Kind
from thirdspace.methods.spc.mr_chart import KIND as MR
from thirdspace.methods.spc.p_chart import KIND as P
from thirdspace.methods.spc.p_prime_chart import KIND as P_PRIME
from thirdspace.methods.spc.result import ControlChart
from thirdspace.methods.spc.run_chart import KIND as RUN
from thirdspace.methods.spc.s_chart import KIND as S
from thirdspace.methods.spc.t_chart import KIND as T
from thirdspace.methods.spc.u_chart import KIND as U
from thirdspace.methods.spc.u_prime_chart import KIND as U_PRIME
from thirdspace.methods.spc.xbar_chart import KIND as XBAR
from thirdspace.problems import MethodProblem

#: Every kind of chart by its id, in the order of a picker.
KINDS: Mapping[ChartKind, Kind] = MappingProxyType(
    {kind.id: kind for kind in (RUN, I, MR, XBAR, S, T, P, P_PRIME, C, U, U_PRIME, G, I_PRIME)}
)


def chart(
    y: ArrayLike,
    n: ArrayLike | None = None,
    *,
    kind: ChartKind = "run",
    rules: str = "anhoej",
    x: Sequence[Any] | None = None,
    freeze: int | None = None,
    part: Sequence[int] = (),
    exclude: Sequence[int] = (),
    screen_mr: bool = False,
    ordered: bool = True,
    multiply: float = 1.0,
) -> ControlChart:
    """Make a chart of any kind.

    Parameters
    ----------
    y : array of float, shape (n,) or (points, size), or list of lists
        Values or counts in order of time; NaN where one is missing.
    n : array of float, of the shape of `y`, optional
        Denominators, for the kinds that have them.
    kind : str
        ``run``, ``i``, ``mr``, ``xbar``, ``s``, ``t``, ``p``, ``pp`` (P′), ``c``, ``u``, ``up``
        (U′), ``g`` or ``ip`` (I′).
    rules : str
        Id of a rule set: see `thirdspace.methods.spc.all_rules`.
    x : sequence of date, number or str, optional
        The point that each row of `y` belongs to; see `thirdspace.methods.spc.points`.
    freeze : int, optional
        Take the lines of the first phase from its first `freeze` points only.
    part : sequence of int
        Last point of each phase but the last, counted from 1.
    exclude : sequence of int
        Points drawn but left out of lines and rules, counted from 1.
    screen_mr : bool
        Leave very large moving ranges out of limits that come from moving ranges (i, t, pp, up,
        ip). The chart says whether it did.
    ordered : bool
        Whether points stand in order of time. If not, as in a funnel of sites, only single points
        are judged (xbar, s, p, pp, c, u, up).
    multiply : float
        Unit to show: 1000 for “per 1,000”.

    Returns
    -------
    ControlChart
        Lines, signals and false-alarm rate.

    Raises
    ------
    MethodProblem
        An unknown kind, a choice that this kind does not have, or what the kind itself refuses.

    Examples
    --------
    >>> from thirdspace.methods import spc
    >>> shares = spc.chart([12, 15, 8, 10], [50, 50, 40, 60], kind="p")
    >>> [round(limit, 2) for limit in shares.upper]
    [0.4, 0.4, 0.42, 0.39]
    """
    found = KINDS[chosen(kind, tuple(KINDS), "kind")]  # type: ignore[index]
    choices = Choices(rules, freeze, part, exclude, multiply, ordered, screen_mr)
    _check_choices(found, choices, n, x)
    return charted(found, choices, y, n, x)


def _check_choices(
    kind: Kind, choices: Choices, n: ArrayLike | None, x: Sequence[Any] | None
) -> None:
    if n is None and kind.denominators == "always":
        raise MethodProblem(
            f"The {kind.title} needs denominators.",
            "It draws y / n, and its limits depend on n.",
            "Give n, of the same shape as y.",
            field="n",
        )
    for field, useless in (
        ("n", n is not None and kind.denominators == "never"),
        ("x", x is not None and not kind.gathers),
        ("screen_mr", choices.screen_mr and not kind.screens),
        ("ordered", not choices.ordered and not kind.funnels),
    ):
        if useless:
            raise MethodProblem(
                f"The {kind.title} has no choice “{field}”.",
                "It would change nothing here, or have no meaning.",
                f"Leave “{field}” out, or draw another kind of chart.",
                field=field,
            )
