"""Fellegi-Sunter: how likely is it that two records are the same person?

Question
--------
Given how their parts agree, what are the odds that two records belong to one person?

Formula
-------
Each level of agreement has two shares: m among pairs of the same person, u among other pairs. Its
weight is log2(m / u), in bits; the weight of a pair is the sum over its parts, and its odds are
2^weight times the odds of any pair. m and the share of matches are estimated by EM. u comes from
pairs drawn at random, from which the matches among them are taken out, or from EM too. Where a
value is the same, u is how common that very value is: Smith weighs less than a rare surname.
A missing part weighs nothing.

Assumptions
-----------
Parts agree independently of one another, among matches and among others; values go missing by
chance. Names that go with an origin, or relatives at one address, break this and make weights of
such pairs too high.

When not to use it
------------------
With a shared id that is always right, join by it. Below about 50 true matches m is a loose guess.
If matches and others don’t differ clearly in at least three parts, EM can find something other
than matches: look at m and u before using them.

References
----------
Fellegi & Sunter (1969), Journal of the American Statistical Association 64(328), 1183-1210,
10.1080/01621459.1969.10501049.
Newcombe, Kennedy, Axford & James (1959), Science 130(3381), 954-959, 10.1126/science.130.3381.954.
Enamorado, Fifield & Imai (2019), American Political Science Review 113(2), 353-371,
10.1017/S0003055418000783.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from thirdspace.methods.inputs import count, counts, numbers, same_length
from thirdspace.methods.linkage import mixture
from thirdspace.methods.linkage.priors import MATCHES, OTHERS
from thirdspace.methods.linkage.sources import ENAMORADO, FELLEGI_SUNTER, NEWCOMBE_1959
from thirdspace.methods.linkage.wording import model_sentence
from thirdspace.methods.registry import method
from thirdspace.problems import MethodProblem

Bits = NDArray[np.float64]
Levels = NDArray[np.int64]
Priors = Sequence[tuple[Sequence[float], Sequence[float]]]
_START_SAME, _START_SHARE, _ADDED = 0.9, 0.1, 0.5
_HIGHEST = 100  # no comparison tells so many levels apart
_LEAST_PRIOR = 1e-12  # a level that can't be has no odds


@dataclass(frozen=True)
class MatchModel:
    """What agreement says about two records being one person.

    Parameters
    ----------
    m, u : tuple of tuple of float
        Share of each level of each comparison, among matches and among other pairs.
    share : float
        Share of matches among all pairs.
    pairs, all_pairs : int
        Pairs looked at, and pairs that could be formed.
    rounds : int
        Rounds of EM.
    steady : bool
        Whether EM came to rest.
    """

    m: tuple[tuple[float, ...], ...]
    u: tuple[tuple[float, ...], ...]
    share: float
    pairs: int
    all_pairs: int
    rounds: int
    steady: bool

    @property
    def expected(self) -> float:
        """Number of matches to be expected."""
        return self.share * self.all_pairs

    @property
    def weights(self) -> tuple[tuple[float, ...], ...]:
        """Weight of each level of each comparison, log2(m / u), in bits."""
        rows = zip(self.m, self.u, strict=True)
        return tuple(
            tuple(float(np.log2(a / b)) for a, b in zip(m, u, strict=True)) for m, u in rows
        )

    @property
    def start(self) -> float:
        """Weight that any pair begins with: log2 of the odds of a match, in bits."""
        return float(np.log2(self.share) - np.log2(1 - self.share))

    @property
    def sentence(self) -> str:
        """Say in one plain sentence what was found."""
        return model_sentence(self)

    def parts(
        self, levels: NDArray[np.int8], sharing: Bits | None = None, records: int = 0
    ) -> Bits:
        """Return the weight of every part of every pair, in bits.

        Parameters
        ----------
        levels : array of int, shape (pairs, comparisons)
            Levels of agreement; -1 where something is missing.
        sharing : array of float, shape (pairs, comparisons), optional
            Where values are the same: how many records have that value, less one; NaN elsewhere.
            Without it every shared value counts as one of middling rarity.
        records : int
            Records of both lists.
        """
        rows = zip(levels.T, self.m, self.u, strict=True)
        bits = [np.append(np.log2(np.divide(m, u)), 0.0)[column] for column, m, u in rows]
        weights = np.stack(bits, axis=1)
        if sharing is None:
            return weights
        same = np.array([u[-1] for u in self.u])
        # One more record, of middling rarity: few records say little about how common a value is.
        common = sharing / (records + 1 / same)
        return np.asarray(weights + np.nan_to_num(np.log2(same) - np.log2(common)))


def probability(weight: Bits) -> Bits:
    """Return the chance of a match for weights in bits."""
    return mixture.expectation(np.asarray(weight) * np.log(2))


@method(
    "linkage.fellegi-sunter",
    title="Fellegi-Sunter model",
    question="How likely is it that two records are the same person?",
    cites=(FELLEGI_SUNTER, NEWCOMBE_1959, ENAMORADO),
    since="0.1",
)
def fellegi_sunter(
    levels: ArrayLike,
    *,
    random_levels: ArrayLike | None = None,
    all_pairs: int | None = None,
    priors: Priors | None = None,
) -> MatchModel:
    """Estimate what each level of agreement is worth.

    Parameters
    ----------
    levels : array of int, shape (pairs, comparisons)
        Level of agreement of each pair, from 0, “different”; the highest is “the same”; -1 where a
        value is missing.
    random_levels : array of int, shape (pairs, comparisons), optional
        The same for pairs drawn at random from all, from which u is taken. Without them u is
        estimated by EM, from `levels`.
    all_pairs : int, optional
        Pairs that could be formed, if those of `levels` are only the ones worth comparing.
    priors : sequence of pairs of sequences of float, optional
        For each comparison the shares of its levels to be expected beforehand, among matches and
        among others; they count as 5 matches and 2,000 others. By default half a pair is added to
        each level seen.

    Returns
    -------
    MatchModel
        m, u and share of matches.

    Raises
    ------
    MethodProblem
        No pairs, levels that are not whole numbers from -1, or fewer than three comparisons where
        u is to be estimated by EM.

    Examples
    --------
    >>> matches, others = [[1, 1, 1]] * 90 + [[1, 1, 0]] * 10, [[0, 0, 0]] * 800 + [[1, 0, 0]] * 100
    >>> model = fellegi_sunter(matches + others)
    >>> round(model.share, 2), round(model.m[2][1], 2), round(model.u[0][1], 2)
    (0.1, 0.9, 0.11)
    """
    seen = _levels(levels, "levels")
    drawn = None if random_levels is None else _levels(random_levels, "random_levels")
    wide = _sizes(seen, drawn, priors)
    total = len(seen) if all_pairs is None else count(all_pairs, "all_pairs", least=len(seen))
    if drawn is None and len(wide) < 3:
        raise MethodProblem(
            f"There are {len(wide)} comparisons.",
            "Two kinds of pairs can be told apart by EM alone only with three or more.",
            "Compare more parts, or give “random_levels”.",
            field="levels",
        )
    found = _fitted(seen, drawn, wide, _prior(priors, wide), total)
    ends = np.cumsum(wide)[:-1]
    return MatchModel(
        m=tuple(tuple(part.tolist()) for part in np.split(found.m, ends)),
        u=tuple(tuple(part.tolist()) for part in np.split(found.u, ends)),
        share=found.share,
        pairs=len(seen),
        all_pairs=total,
        rounds=found.rounds,
        steady=found.steady,
    )


def _fitted(
    seen: Levels, drawn: Levels | None, wide: tuple[int, ...], prior: mixture.Prior, total: int
) -> mixture.Mixture:
    """Start from matches that agree in nearly all and others that agree as pairs do by chance."""
    patterns = mixture.patterns(seen, wide)
    at_random = patterns if drawn is None else mixture.patterns(drawn, wide)
    by_chance = at_random.counts @ at_random.marks
    m = ((1 - _START_SAME) / np.maximum(np.array(wide) - 1, 1))[patterns.owner]
    m[np.cumsum(wide) - 1] = _START_SAME
    u = mixture.shares(by_chance + prior.u, patterns.owner)
    start = mixture.Mixture(m, u, _START_SHARE * len(seen) / total)
    return mixture.fit(patterns, start, prior, total, None if drawn is None else by_chance)


def _prior(priors: Priors | None, wide: tuple[int, ...]) -> mixture.Prior:
    if priors is None:
        return mixture.Prior(np.full(sum(wide), _ADDED), np.full(sum(wide), _ADDED))
    m, u = (
        np.concatenate([numbers(one, "priors", low=_LEAST_PRIOR, high=1) for one in part])
        for part in zip(*priors, strict=True)
    )
    same_length(m, u, ("m of the priors", "priors"))
    return mixture.Prior(MATCHES * m, OTHERS * u)


def _levels(levels: ArrayLike, field: str) -> Levels:
    shifted = numbers(levels, field, ndim=2, low=-1, high=_HIGHEST) + 1
    return counts(shifted, field, ndim=2) - 1


def _sizes(seen: Levels, drawn: Levels | None, priors: Priors | None) -> tuple[int, ...]:
    """Return the number of levels of each comparison."""
    columns = {seen.shape[1], *([] if drawn is None else [drawn.shape[1]])}
    if priors is not None:
        columns.add(len(priors))
    if len(columns) > 1 or 0 in columns:
        raise MethodProblem(
            "The comparisons don’t fit together.",
            "Levels, random levels and priors need one column for each comparison.",
            "Give the same comparisons in the same order.",
            field="levels",
        )
    every = seen if drawn is None else np.concatenate([seen, drawn])
    most = np.maximum(every.max(axis=0), 0) + 1
    wide = most if priors is None else np.array([len(m) for m, _ in priors])
    if (most > wide).any():
        raise MethodProblem(
            "There is a level that the priors don’t know.",
            f"The highest levels are {most - 1}, the priors have {wide} levels.",
            "Give a prior share for every level.",
            field="priors",
        )
    return tuple(wide.tolist())
