"""What a reference case is, and what compares it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

Case = dict[str, Any]
Check = Callable[[Case], Iterator[str]]
