"""A figure from a result in one call, for a notebook: what is not said is filled in honestly."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from inspect import signature
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import ArrayLike

from thirdspace.charts.control import (
    ControlPicture,
    Event,
    caption,
    draw_control,
    fitting_decimals,
    headline,
    title_of,
)
from thirdspace.charts.figure import Figure
from thirdspace.charts.funnel import FunnelPicture, draw_funnel
from thirdspace.charts.wall import WallPicture, draw_wall, first_rules, items_of
from thirdspace.methods.spc import (
    ControlChart,
    Funnel,
    ManyCharts,
    false_discovery,
    find_rules,
)
from thirdspace.methods.words import counted
from thirdspace.problems import MethodProblem


def draw(result: object, **choices: Any) -> Figure:
    """Draw a result: a control chart, a funnel, or many charts as a wall.

    The reading is the result's own sentence; the caption names the method, n, the rule set and its
    false-alarm rate. A notebook shows the figure by itself; `Figure.svg` gives a file.

    Parameters
    ----------
    result : ControlChart, Funnel or ManyCharts
        What to draw.
    title : str
        The finding, in a sentence; one is made if it is not given.
    x : sequence of date or str
        When each point was taken (control charts and walls).
    names : sequence of str
        What each site is called (funnels and walls).
    unit : str
        Written after each value, with its space: ``" %"``.
    decimals : int
        Decimals of the values; chosen to fit if not given.
    events : sequence of Event
        Bands behind the points (control charts and walls).
    own_scales : bool
        Give each chart its own scale (walls).
    size : str
        What the size of a site counts (funnels).
    rules : str
        Id of the rule set that says what is a signal; the first one if not given (walls).

    Raises
    ------
    MethodProblem
        A result that can't be drawn in one call, or choices that do not fit it.

    Examples
    --------
    >>> from thirdspace.methods import spc
    >>> figure = draw(spc.run_chart([5, 6, 4, 7, 5, 6]), title="Visits vary as before")
    >>> figure.title, figure.rows[0]
    ('Visits vary as before', ('1', '5.00', '5.50', ''))
    """
    maker = _MAKERS.get(type(result))
    if maker is None:
        raise MethodProblem(
            f"A {type(result).__name__} can’t be drawn in one call.",
            "Control charts, funnels and many charts can.",
            "Hand over one of them, or make the picture yourself.",
            field="result",
        )
    takes = [name for name in signature(maker).parameters if name != "result"]
    unknown = sorted(choices.keys() - set(takes))
    if unknown:
        raise MethodProblem(
            f"There is no choice “{unknown[0]}” for a {type(result).__name__}.",
            f"Its choices are {', '.join(takes)}.",
            "Take one of them, or leave it out.",
            field=unknown[0],
        )
    return maker(result, **choices)


def _control(
    result: ControlChart,
    *,
    title: str = "",
    x: Sequence[date | str] | None = None,
    unit: str = "",
    decimals: int | None = None,
    events: Sequence[Event] = (),
) -> Figure:
    return draw_control(
        ControlPicture(
            uid=_uid(title, result.values),
            title=title or headline(result),
            chart=result,
            x=_places(result) if x is None else tuple(x),
            reading=result.sentence,
            caption=caption(result),
            decimals=fitting_decimals(result.values) if decimals is None else decimals,
            unit=unit,
            events=tuple(events),
        )
    )


def _funnel(
    result: Funnel,
    *,
    title: str = "",
    names: Sequence[str] | None = None,
    size: str = "cases",
    unit: str | None = None,
    decimals: int | None = None,
) -> Figure:
    share = result.kind == "share"
    multiply = 100 if share else 1
    drawn = tuple(value * multiply for value in (*result.values, result.target))
    sites, outside = len(result.sizes), sum(result.outside_998)
    law = "binomial" if share else "Poisson"
    goal = f"the {'pooled' if result.pooled else 'given'} {result.kind}"
    return draw_funnel(
        FunnelPicture(
            uid=_uid(title, result.values),
            title=title
            or f"Funnel: {outside} of {counted(sites, 'site')} beyond the 99.8 % limits",
            found=result,
            names=_numbered(sites) if names is None else tuple(names),
            reading=result.sentence,
            caption=f"Funnel of {counted(sites, 'site')}; limits at 95 % and 99.8 % from the exact "
            f"{law} distribution around {goal}. A site’s place among the others says nothing.",
            size=size,
            multiply=multiply,
            unit=(" %" if share else "") if unit is None else unit,
            decimals=fitting_decimals(drawn) if decimals is None else decimals,
        )
    )


def _wall(
    result: ManyCharts,
    *,
    title: str = "",
    x: Sequence[date | str] | None = None,
    names: Sequence[str] | None = None,
    rules: str = "",
    unit: str = "",
    decimals: int | None = None,
    events: Sequence[Event] = (),
    own_scales: bool = False,
) -> Figure:
    sites, points = result.values.shape
    found = find_rules(rules or first_rules(result))
    signals, chance = int(result.flagged(found.id).sum()), false_discovery(result)
    called = _numbered(sites) if names is None else names
    shown = tuple(result.center.tolist())
    scale = "each on its own scale" if own_scales else "all on one scale"
    return draw_wall(
        WallPicture(
            uid=_uid(title, result.values),
            title=title or f"{signals} of {counted(sites, 'chart')} with a signal",
            items=items_of(result, called, found.id, chance),
            x=_numbered(points) if x is None else tuple(x),
            reading=f"{result.sentence} {chance.sentence}",
            caption=f"{title_of(result.kind)}, {counted(sites, 'series', 'series')} of up to "
            f"{counted(points, 'point')}, {scale}. Rules: {found.name}. Charts stand in groups by "
            "what was found, then by name; it is no ranking.",
            own_scales=own_scales,
            decimals=fitting_decimals(shown) if decimals is None else decimals,
            unit=unit,
            events=tuple(events),
        )
    )


def _numbered(count: int) -> tuple[str, ...]:
    return tuple(str(place) for place in range(1, count + 1))


def _places(chart: ControlChart) -> tuple[str, ...]:
    given = (name if isinstance(name, str) else f"{name:g}" for name in chart.labels)
    return tuple(given) or _numbered(len(chart.values))


def _uid(title: str, values: ArrayLike) -> str:
    """Start the ids of a drawing: two figures on one page must not share them."""
    return f"chart-{crc32(title.encode() + np.asarray(values).tobytes()):08x}"


_MAKERS: dict[type, Callable[..., Figure]] = {
    ControlChart: _control,
    Funnel: _funnel,
    ManyCharts: _wall,
}
