"""What several rooms ask in one request is asked once.

While a page is only read, a function marked with :func:`once` keeps its answer for the same
arguments. Nothing is kept outside a request, nor in one that may write.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

_kept: ContextVar[dict[Hashable, Any] | None] = ContextVar("thirdspace_once", default=None)


@contextmanager
def remembering(*, reading: bool) -> Iterator[None]:
    """Keep answers for the length of one request, if it only reads."""
    token = _kept.set({} if reading else None)
    try:
        yield
    finally:
        _kept.reset(token)


def once(function: Callable[P, R]) -> Callable[P, R]:
    """Mark a read whose answer nobody changes: frozen, or treated so by all who ask.

    Parameters
    ----------
    function : callable
        Called with hashable arguments, a scope among them.
    """

    @wraps(function)
    def asked(*args: P.args, **kwargs: P.kwargs) -> R:
        kept = _kept.get()
        if kept is None:
            return function(*args, **kwargs)
        key = (function, args, tuple(sorted(kwargs.items())))
        if key not in kept:
            kept[key] = function(*args, **kwargs)
        answer: R = kept[key]
        return answer

    return asked
