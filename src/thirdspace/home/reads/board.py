"""All that the board shows, each part from its own read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from threading import Lock

from django.utils.translation import get_language

from thirdspace.access import audit, clock
from thirdspace.access.scope import Scope
from thirdspace.home.reads.attention import Attention, needing
from thirdspace.home.reads.dynamics import Dynamics, five_dynamics
from thirdspace.home.reads.said import Said, said
from thirdspace.home.reads.standing import Standing, standing
from thirdspace.home.reads.timeline import News, news_since

#: Signals on the board; the rest stand on a page of their own.
MOST_SIGNALS = 12
# Of several threads that want the same new board, one makes it and the others wait for it.
_MAKING = tuple(Lock() for _ in range(64))


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
    seal = audit.newest_seal(scope)
    if not seal:  # nothing was ever done here: nothing to know a second look by
        return _made(scope, last_visit)
    with _MAKING[scope.partnership_id % len(_MAKING)]:
        return _kept(scope, last_visit, seal, clock.today(), get_language())


@lru_cache(maxsize=128)
def _kept(
    scope: Scope, last_visit: datetime | None, _seal: str, _day: date, _language: str | None
) -> Board:
    """Return the board as of the partnership's newest act.

    Every write leaves an act in the trail, so while its newest seal is the same, and the day and
    the reader are too, the board is.
    """
    return _made(scope, last_visit)


def _made(scope: Scope, last_visit: datetime | None) -> Board:
    now = standing(scope)
    return Board(
        standing=now,
        attention=needing(scope, most=MOST_SIGNALS),
        said=said(scope),
        dynamics=five_dynamics(scope, now.started),
        news=news_since(scope, last_visit),
    )
