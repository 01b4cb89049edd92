"""What an import did to each partnership, for its audit record and the summary."""

from __future__ import annotations

from collections import defaultdict

from thirdspace.access.folder import Tally
from thirdspace.access.scope import Scope


class Tallies:
    """A tally for each partnership of a folder."""

    def __init__(self) -> None:
        self._by_key: defaultdict[str, Tally] = defaultdict(Tally)

    def add(self, scope: Scope, what: str, n: int) -> None:
        """Count new or changed records.

        What changed is not told here: each source has an audit record of its own, seen by those
        who see the source.
        """
        self._by_key[scope.partnership_key].counts[what] += n

    def of(self, key: str) -> Tally:
        """Return what happened to one partnership."""
        return self._by_key[key]
