"""What a forecast fan is drawn from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import isfinite
from typing import TYPE_CHECKING

from thirdspace.charts.shapes import Side, check_side
from thirdspace.charts.text import blank
from thirdspace.problems import MethodProblem

if TYPE_CHECKING:
    from thirdspace.methods.forecast import Bands

Values = tuple[float | None, ...]


@dataclass(frozen=True)
class FanBand:
    """One band of a fan, such as from the 10 to the 90 of 100 draws.

    Parameters
    ----------
    chance : str
        How sure it is, in words: “8 in 10 chance”.
    low, high : tuple of float or None
        Its bounds, one a period; None where nothing is forecast.
    """

    chance: str
    low: Values
    high: Values


@dataclass(frozen=True)
class Fan:
    """One quantity, looked ahead.

    Parameters
    ----------
    label : str
        What it is: “new principals needed”.
    median : tuple of float or None
        The middle of what is expected, one a period; None where nothing is forecast.
    bands : tuple of FanBand
        One or more, the widest first; each lies inside the one before.
    actual : tuple of float or None
        What came, one a period; empty if nothing has.
    side : str, optional
        Whose quantity it is; drawn in ink if it is no one side's.
    """

    label: str
    median: Values
    bands: tuple[FanBand, ...]
    actual: Values = ()
    side: Side | None = None

    @property
    def values(self) -> tuple[float, ...]:
        """Return every number that is drawn."""
        rows = (
            self.median,
            self.actual,
            *(b.low for b in self.bands),
            *(b.high for b in self.bands),
        )
        return tuple(value for row in rows for value in row if value is not None)


@dataclass(frozen=True)
class FanWords:
    """The words on the chart; a page in another language passes its own."""

    last: str = "{value} ({low} to {high})"
    actual: str = "{value} came in {period}"
    passes: str = "From {period} need passes supply"
    some: str = "In {periods} need passes supply"
    short: str = "short by {first}"
    then: str = "short by {first}, then {others} and {last}"
    two: str = "short by {first}, then {last}"
    between: str = "short by {low} to {high}"
    never: str = "Supply covers need in every period"
    filled: str = "{label}; band: {chances}"
    dotted: str = "{label}; dotted: {chances}"
    dots: str = "In ink: what came."
    period: str = "Period"
    came: str = "{label}: came"
    middle: str = "{label}: expected"
    band: str = "{label}: {chance}"
    gap: str = "Gap"
    range: str = "{low} to {high}"


@dataclass(frozen=True)
class FanPicture:
    """Fans to be drawn.

    Parameters
    ----------
    uid : str
        Start of the ids inside the drawing; unique on the page.
    title, reading, caption : str
        The finding, what it shows in plain words, and where it comes from.
    periods : tuple of str
        The periods, past ones first.
    fans : tuple of Fan
        One quantity; or two, the need before the supply.
    measure : str
        What the axis counts: “people”.
    gap : Fan, optional
        Need less supply as a forecast of its own, with its bands; else the middles are subtracted.
    words : FanWords
        The words on the chart.

    Raises
    ------
    MethodProblem
        No periods, none or more than two fans, rows that are not one value a period, a middle
        outside its band, bands that don't lie in each other, or a gap without two fans.
    """

    uid: str
    title: str
    reading: str
    caption: str
    periods: tuple[str, ...]
    fans: tuple[Fan, ...]
    measure: str
    gap: Fan | None = None
    words: FanWords = field(default_factory=FanWords)

    def __post_init__(self) -> None:
        if not self.periods or len(self.fans) not in (1, 2):
            raise _problem(
                f"There are {len(self.fans)} fans and {len(self.periods)} periods.",
                "Give one fan or two, and one period or more.",
            )
        if len({fan.label for fan in self.fans}) < len(self.fans):
            raise _problem("Both fans have the same name.", "Name what each of them counts.")
        for fan in self.fans:
            self._check(fan)
        if self.gap:
            self._check(self.gap)
            if len(self.fans) < 2:
                raise _problem("A gap needs a need and a supply.", "Give both, the need first.")

    def _check(self, fan: Fan) -> None:
        if fan.side is not None:
            check_side(fan.side)
        if blank(fan.label) or not fan.bands:
            raise _problem("A fan has no name or no band.", "A forecast is a band, so give one.")
        bounds = [row for band in fan.bands for row in (band.low, band.high)]
        actual = fan.actual or (None,) * len(self.periods)
        self._check_rows(fan.label, (fan.median, actual, *bounds))
        _check_nested(fan.label, fan.median, fan.bands)

    def _check_rows(self, label: str, rows: Sequence[Values]) -> None:
        for row in rows:
            if len(row) != len(self.periods) or not all(v is None or isfinite(v) for v in row):
                raise _problem(
                    f"“{label}” has {len(row)} values for {len(self.periods)} periods.",
                    "Give one finite number for each period, or None.",
                )

    @cached_property
    def difference(self) -> Fan | None:
        """Need less supply for each period, if there are both; without bands if none was given."""
        if self.gap or len(self.fans) < 2:
            return self.gap
        pairs = zip(self.fans[0].median, self.fans[1].median, strict=True)
        middle = tuple(None if a is None or b is None else a - b for a, b in pairs)
        return Fan(self.words.gap, middle, ())


def _check_nested(label: str, median: Values, bands: Sequence[FanBand]) -> None:
    for place, middle in enumerate(median):
        bounds = [
            *(band.low[place] for band in bands),
            middle,
            *(band.high[place] for band in reversed(bands)),
        ]
        known = [bound for bound in bounds if bound is not None]
        if len(known) not in (0, len(bounds)) or known != sorted(known):
            raise _problem(
                f"The bands of “{label}” do not lie around its middle, the widest outside.",
                "Give every bound or none, the widest band first.",
            )


def from_bands(
    bands: Bands, label: str, chance: str, side: Side | None = None, *, past: Sequence[float] = ()
) -> Fan:
    """Return the fan of a forecast of supply, after the periods that are known.

    Parameters
    ----------
    bands : Bands
        `placed`, `need` or `gap` of `thirdspace.methods.forecast.supply`.
    label, chance : str
        What it is, and how sure the band is, in words.
    side : str, optional
        Whose it is.
    past : sequence of float
        What came in the periods before.
    """
    before: Values = (None,) * len(past)
    band = FanBand(chance, before + bands.low, before + bands.high)
    actual = (*past, *(None,) * len(bands.median)) if past else ()
    return Fan(label, before + bands.median, (band,), actual, side)


def _problem(what: str, next_step: str) -> MethodProblem:
    why = "A fan is a middle and its bands, with one value for each period."
    return MethodProblem(what, why, next_step, field="fans")
