"""What an import did to each partnership, for its audit record and the summary."""

from __future__ import annotations

from collections import Counter, defaultdict

from thirdspace.access.scope import Scope

CHANGED = "changed records"


class Tallies:
    """Counts by partnership of what is new, and how many records changed."""

    def __init__(self) -> None:
        self._by_key: defaultdict[str, Counter[str]] = defaultdict(Counter)

    def add(self, scope: Scope, what: str, n: int) -> None:
        """Count new or changed records."""
        self._by_key[scope.partnership_key][what] += n

    def of(self, key: str) -> Counter[str]:
        """Return what happened to one partnership; empty when nothing did."""
        return +self._by_key[key]
