"""Every query a page of this room needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Shown(Generic[R]):
    """One page of what a list shows, and the cursor of the next one."""

    rows: Sequence[R]
    next_cursor: str
