"""All that the board shows, each part from its own read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from thirdspace.access.scope import Scope
from thirdspace.home.reads.attention import Attention, needing
from thirdspace.home.reads.dynamics import Dynamics, five_dynamics
from thirdspace.home.reads.said import Said, said
from thirdspace.home.reads.standing import Standing, standing
from thirdspace.home.reads.timeline import News, news_since

#: Signals on the board; the rest stand on a page of their own.
MOST_SIGNALS = 12


@dataclass(frozen=True, slots=True)
class Board:
    """How the partnership stands, for one reader."""

    standing: Standing
    attention: Attention
    said: Said | None
    dynamics: Dynamics
    news: News


def board_of(scope: Scope, last_visit: datetime | None) -> Board:
    """Return the board.

    Parameters
    ----------
    scope : Scope
        Who looks.
    last_visit : datetime, optional
        When they last did.
    """
    now = standing(scope)
    return Board(
        standing=now,
        attention=needing(scope, most=MOST_SIGNALS),
        said=said(scope),
        dynamics=five_dynamics(scope, now.started),
        news=news_since(scope, last_visit),
    )
