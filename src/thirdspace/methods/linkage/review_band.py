"""Review band: which links can stand by themselves, and which must a person look at?

Question
--------
Which links are safe without a look, which go to a person, and how much of a list is matched then?

Formula
-------
Links are sorted by their chance of being right. A first part is linked automatically: as long as
the wrong ones to be expected, sum(1 - p), plus 1.645 times their standard deviation,
sqrt(sum p (1 - p)), stay within what the wanted precision allows. Within that, links below `sure`
are left to people as far as the queue has room. The queue takes the next ones, down to the chance
`least`, and never more than its share of the records.

The match rate lies between links made automatically and all that are worth a look. **Not linked is
not the same as not there**: a person without a link may have moved, changed name, or never have
been in the other list. A share of anything among linked people has bounds: all without a link count
once as having it and once as not.

Assumptions
-----------
The chances are right on average, as those of a well-fitting `linkage.fellegi-sunter` are; links go
wrong independently.

When not to use it
------------------
Chances of a model that was not checked against some pairs decided by people. Fewer than about 100
links: a precision of 0.995 can’t be told from 0.97 then.

References
----------
Fellegi & Sunter (1969), Journal of the American Statistical Association 64(328), 1183-1210,
10.1080/01621459.1969.10501049: links, non-links, and possible links left to clerks.
Belin & Rubin (1995), Journal of the American Statistical Association 90(430), 694-707,
10.1080/01621459.1995.10476563: false-match rates from a model.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from thirdspace.methods.inputs import count, number, numbers
from thirdspace.methods.linkage.sources import BELIN_RUBIN, FELLEGI_SUNTER
from thirdspace.methods.linkage.wording import band_sentence
from thirdspace.methods.registry import method
from thirdspace.problems import MethodProblem

PRECISION, QUEUE, SURE, LEAST = 0.995, 0.10, 0.99, 0.02
_ONE_SIDED_95 = 1.6448536269514722


@dataclass(frozen=True)
class ReviewBand:
    """Links that stand, links to look at, and the bounds of the match rate.

    Parameters
    ----------
    automatic, review : tuple of int
        Places of the links, best first.
    beyond : int
        Links worth a look for which the queue has no room.
    records : int
        Records of the list that is to be matched.
    wrong : float
        Wrong links to be expected among the automatic ones.
    precision : float, optional
        Expected share of automatic links that are right; None without any.
    lowest_automatic, lowest_review : float, optional
        Smallest chance among the links of each kind; None without any.
    """

    automatic: tuple[int, ...]
    review: tuple[int, ...]
    beyond: int
    records: int
    wrong: float
    precision: float | None
    lowest_automatic: float | None
    lowest_review: float | None

    @property
    def match_rate(self) -> tuple[float, float]:
        """Share of the records linked: automatically, and if all worth a look are right."""
        low = len(self.automatic)
        return low / self.records, (low + len(self.review) + self.beyond) / self.records

    def outcome_bounds(self, having: int) -> tuple[float, float]:
        """Return the bounds of a share that `having` of the automatically linked people have."""
        known = count(having, "having")
        if known > len(self.automatic):
            raise MethodProblem(
                f"{known} linked people have it, but only {len(self.automatic)} are linked.",
                "A part can’t be larger than its whole.",
                "Count only people with an automatic link.",
                field="having",
            )
        return known / self.records, (known + self.records - len(self.automatic)) / self.records

    @property
    def sentence(self) -> str:
        """Say in one plain sentence what was found."""
        return band_sentence(self)


@method(
    "linkage.review-band",
    title="Review band",
    question="Which links can stand by themselves, and which must a person look at?",
    cites=(FELLEGI_SUNTER, BELIN_RUBIN),
    since="0.1",
)
def review_band(
    chances: ArrayLike,
    *,
    records: int,
    precision: float = PRECISION,
    queue: float = QUEUE,
    sure: float = SURE,
    least: float = LEAST,
) -> ReviewBand:
    """Divide one-to-one links into those that stand and those to look at.

    Parameters
    ----------
    chances : array of float, shape (links,)
        Chance of each link to be right, from 0 to 1.
    records : int
        Records of the list that is to be matched, at least as many as links.
    precision : float
        Share of automatic links that must be right, held with a chance of 95%.
    queue : float
        Largest share of the records that people look at; one record may always be looked at.
    sure : float
        Links below it are left to people while the queue has room.
    least : float
        Links below it are not worth a look.

    Returns
    -------
    ReviewBand
        Both kinds of links and the bounds of the match rate.

    Raises
    ------
    MethodProblem
        Values outside 0 to 1, no records, or more links than records.

    Examples
    --------
    >>> found = review_band([0.99999] * 60 + [0.7, 0.4, 0.001], records=80)
    >>> len(found.automatic), found.review, found.match_rate
    (60, (60, 61), (0.75, 0.775))
    """
    p = numbers(chances, "chances", least=0, low=0, high=1)
    size = count(records, "records", least=max(1, len(p)))
    limits = {"precision": precision, "queue": queue, "sure": sure, "least": least}
    wanted, share, high, low = (number(v, k, low=0, high=1) for k, v in limits.items())
    order = np.argsort(-p, kind="stable")
    ranked = p[order]
    worth, room = int((ranked >= low).sum()), max(1, int(share * size))
    needed = max(int((ranked >= high).sum()), worth - room)
    automatic = min(needed, _most_automatic(ranked, wanted), worth)
    end = min(worth, automatic + room)
    linked, looked = ranked[:automatic], ranked[automatic:end]
    return ReviewBand(
        automatic=tuple(order[:automatic].tolist()),
        review=tuple(order[automatic:end].tolist()),
        beyond=worth - end,
        records=size,
        wrong=float((1 - linked).sum()),
        precision=float(linked.mean()) if automatic else None,
        lowest_automatic=float(linked[-1]) if automatic else None,
        lowest_review=float(looked[-1]) if end > automatic else None,
    )


def _most_automatic(ranked: NDArray[np.float64], precision: float) -> int:
    """Return how many of the best links keep the precision, with a chance of 95%."""
    wrong = np.cumsum(1 - ranked)
    margin = _ONE_SIDED_95 * np.sqrt(np.cumsum(ranked * (1 - ranked)))
    kept = wrong + margin <= (1 - precision) * np.arange(1, len(ranked) + 1)
    return int(np.flatnonzero(kept)[-1]) + 1 if kept.any() else 0
