"""Who sees what comes out of a meeting: whoever sees the meeting, unless it was said otherwise."""

from __future__ import annotations

from typing import Any

from thirdspace.access.models import Visible, naming
from thirdspace.access.scope import Visibility


def seen_like(holder: Visible) -> dict[str, Any]:
    """Return the visibility fields of a record that is seen by whoever sees `holder`.

    The record's own origin may be another organization, so the holder's is named as well.
    """
    if holder.visibility not in (Visibility.OWN, Visibility.NAMED):
        return {"visibility": Visibility.PARTNERSHIP}
    ids = {int(part) for part in holder.named.split(",") if part}
    return {
        "visibility": Visibility.NAMED,
        "named": naming(ids | ({holder.origin_id} if holder.origin_id else set())),
    }
