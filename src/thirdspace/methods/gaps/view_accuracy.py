"""View accuracy: does one side know what the other thinks?

Question
--------
One side guessed the other's answer before it was shown. How near was the guess, and does it know
where the two differ?

Formula
-------
On a scale from 1 to m: ``accuracy = 1 - |mean guess - mean answer of the other| / (m - 1)``. 1 is
a perfect guess, 0 the farthest possible one.

Four boxes (same and know it, same and think otherwise, different and know it, different and don't
know it): answers differ if their means are half a point or more apart; a side knows it if its guess
puts the other where it is, above, below or near its own answer.

Assumptions
-----------
Both sides answer the same question on the same scale, and guess before they see. Missing answers
(NaN, “can't say”) are left out and counted.

When not to use it
------------------
A guess in the middle is never less than 0.5 accurate: read 0.75 on five points as one point off.
The half point is this workspace's own line: the box is a prompt to talk, no finding. Means hide a
side that disagrees within. Whether answers may be shown at all, reveal groups decide.

References
----------
McLeod & Chaffee (1973), American Behavioral Scientist 16(4), 469-499: agreement and accuracy as
two different things.
Molle, Handsman, Peters-Hawkins and others (2024), Education Sciences 14(11), 1221,
10.3390/educsci14111221: seeing with the other's eyes as a way of learning.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from thirdspace.methods.gaps.four_boxes import box_of
from thirdspace.methods.gaps.wording import view_sentence
from thirdspace.methods.inputs import count, numbers
from thirdspace.methods.registry import method
from thirdspace.methods.sources import COORIENTATION, MOLLE


@dataclass(frozen=True)
class ViewAccuracy:
    """How well one side knows the other's view.

    Parameters
    ----------
    points, guesses, answers, own, missing : int
        Points of the scale; guesses, the other side's answers and one's own; those left out.
    mean_guess, mean_answer, mean_own : float, optional
        Their means on the scale; None without any.
    accuracy : float, optional
        0 to 1; None without a guess or an answer.
    box : str, optional
        One of the four boxes; None unless all three means are known.
    """

    points: int
    guesses: int
    answers: int
    own: int
    missing: int
    mean_guess: float | None
    mean_answer: float | None
    mean_own: float | None
    accuracy: float | None
    box: str | None

    @property
    def sentence(self) -> str:
        """Say in one plain sentence what was found."""
        return view_sentence(self)


@method(
    "gaps.view-accuracy",
    title="View accuracy",
    question="Does one side know what the other thinks?",
    cites=(COORIENTATION, MOLLE),
    since="0.1",
)
def view_accuracy(
    guesses: ArrayLike, answers: ArrayLike, *, points: int, own: ArrayLike = ()
) -> ViewAccuracy:
    """Compare one side's guesses with the other side's answers.

    Parameters
    ----------
    guesses, answers : array of float, shape (n,) and (m,)
        What one side guessed, and what the other answered, from 1 to `points`; NaN if missing.
    points : int
        Points of the scale, 2 or more.
    own : array of float, shape (l,)
        The guessing side's own answers, for the box.

    Returns
    -------
    ViewAccuracy
        Means, accuracy and box; None where nothing was answered.

    Raises
    ------
    MethodProblem
        An answer off the scale, or a scale of fewer than 2 points.

    Examples
    --------
    >>> found = view_accuracy([2, 3], [4, 5], points=5, own=[4, 4])
    >>> found.accuracy, found.box
    (0.5, 'different and don’t know it')
    """
    points = count(points, "points", least=2)
    read = [
        numbers(given, name, least=0, missing=True, low=1, high=points)
        for given, name in ((guesses, "guesses"), (answers, "answers"), (own, "own"))
    ]
    known = [given[~np.isnan(given)] for given in read]
    guess, answer, mine = (float(given.mean()) if given.size else None for given in known)
    return ViewAccuracy(
        points=points,
        guesses=known[0].size,
        answers=known[1].size,
        own=known[2].size,
        missing=sum(map(len, read)) - sum(map(len, known)),
        mean_guess=guess,
        mean_answer=answer,
        mean_own=mine,
        accuracy=_accuracy(guess, answer, points),
        box=box_of(guess, answer, mine),
    )


def _accuracy(guess: float | None, answer: float | None, points: int) -> float | None:
    if guess is None or answer is None:
        return None
    return 1 - abs(guess - answer) / (points - 1)
