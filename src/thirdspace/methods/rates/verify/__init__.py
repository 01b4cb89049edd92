"""Reference cases of rates: intervals, funnels, groups held against one, and strata.

What a file holds is read from its keys, never from its name. Each module here knows one kind:
``reads(case)`` says whether it is one, ``check(name, case, file)`` compares all it expects.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from thirdspace.methods.cases import CaseResult
from thirdspace.methods.rates.verify import counts, groups, strata

KINDS = (counts, groups, strata)


def reads(case: Any) -> bool:
    """Say whether this is a case of rates."""
    return isinstance(case, dict) and any(kind.reads(case) for kind in KINDS)


def check(name: str, case: dict[str, Any], file: Path) -> Iterator[CaseResult]:
    """Run every case of the file."""
    kind = next(kind for kind in KINDS if kind.reads(case))
    yield from kind.check(name, case, file)
