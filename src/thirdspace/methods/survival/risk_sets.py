"""Sums over those at risk at each event time, and back: the two halves of a partial likelihood."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from thirdspace.methods.survival.spells import Floats, Ints, Spells, summed


@dataclass(frozen=True, eq=False)
class RiskSets:
    """Who is at risk at which of m event times: from `first` up to, not with, `last`.

    Parameters
    ----------
    times : array of float, shape (m,)
        Distinct times with an event, ascending.
    first, last : array of int, shape (n,)
        Event times up to a person's entry, and up to their end.
    own : array of int
        Places of the people who had the event.
    """

    times: Floats
    first: Ints
    last: Ints
    own: Ints

    @property
    def at(self) -> Ints:
        """Return which event time each of `own` had."""
        return self.last[self.own] - 1

    def totals(self, values: Floats) -> Floats:
        """Sum the values of those at risk at each event time; shape (m,)."""
        return self._ahead(self.last, values) - self._ahead(self.first, values)

    def exposures(self, rates: Floats) -> Floats:
        """Sum, for each person, the rates of the event times at which they were at risk."""
        run = np.concatenate([[0.0], np.cumsum(rates)])
        found: Floats = run[self.last] - run[self.first]
        return found

    def own_totals(self, values: Floats) -> Floats:
        """Sum the values of those who had the event at each event time; shape (m,)."""
        return summed(self.at, values[self.own], len(self.times))

    def _ahead(self, place: Ints, values: Floats) -> Floats:
        """Sum the values of places beyond each event time, from the end: late sums stay exact."""
        sums = summed(place, values, len(self.times) + 1)
        return np.cumsum(sums[:0:-1])[::-1]


@dataclass(frozen=True, eq=False)
class LingeringSets(RiskSets):
    """Risk sets in which those who left by another cause stay, with a falling weight.

    Parameters
    ----------
    lingers : array of int
        Places of the people who left by another cause.
    kept : array of float, shape (m,)
        Share not yet censored just before each event time.
    kept_at_end : array of float, shape (n,)
        The same just before each person's end.
    """

    lingers: Ints
    kept: Floats
    kept_at_end: Floats

    def totals(self, values: Floats) -> Floats:
        """Sum the values of those at risk and, weighted, of those lingering."""
        scaled = (values / self.kept_at_end)[self.lingers]
        sums = summed(self.last[self.lingers], scaled, len(self.times) + 1)
        return super().totals(values) + self.kept * np.cumsum(sums)[:-1]

    def exposures(self, rates: Floats) -> Floats:
        """Sum the rates of the times at which each was at risk or, weighted, lingered."""
        found = super().exposures(rates)
        ahead = np.concatenate([np.cumsum((rates * self.kept)[::-1])[::-1], [0.0]])
        found[self.lingers] += (ahead[self.last] / self.kept_at_end)[self.lingers]
        return found


def risk_sets(spells: Spells) -> RiskSets:
    """Return who is at risk when somebody has the event."""
    times = spells.event_times()
    last = np.searchsorted(times, spells.time, side="right")
    first = np.zeros_like(last)
    if spells.entry is not None:
        first = np.searchsorted(times, spells.entry, side="right")
    return RiskSets(times, first, last, np.flatnonzero(spells.cause > 0))
