"""What must hold between the records of this room, and with those of others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from django.db.models import F

from thirdspace.access import registries
from thirdspace.meetings.models import DeliverableEvidence, Line, LineVersion, Meeting


def orphan_evidence() -> Iterator[str]:
    """Yield a sentence for each kind of record that shows a deliverable's state but is gone."""
    cited: dict[tuple[int, str], set[int]] = defaultdict(set)
    rows = DeliverableEvidence.everywhere.order_by("partnership_id", "kind")
    for partnership_id, kind, record_id in rows.values_list("partnership_id", "kind", "record_id"):
        cited[partnership_id, kind].add(record_id)
    for (partnership_id, kind), ids in cited.items():
        citable = registries.citables.get(kind)
        gone = ids - (citable.exists(partnership_id, sorted(ids)) if citable else set())
        if gone:
            yield f"{len(gone)} records of the kind “{kind}” show a deliverable but are gone."


def lost_wordings() -> Iterator[str]:
    """Yield a sentence for each meeting with lines whose newest wording is not in their history.

    Lines that came with a folder have no history before their first change here.
    """
    kept = LineVersion.everywhere.filter(version=F("line__version"), text=F("line__text"))
    lost = Line.everywhere.filter(version__gt=1).exclude(pk__in=kept.values("line_id"))
    for title in sorted(set(lost.values_list("meeting__title", flat=True))):
        yield f"“{title}” has lines whose wording is not in their history."


def counted_behind() -> Iterator[str]:
    """Yield a sentence for each meeting whose lines changed more often than it counted."""
    ahead = Line.everywhere.filter(change__gt=F("meeting__line_changes")).values("meeting_id")
    for title in Meeting.everywhere.filter(pk__in=ahead).values_list("title", flat=True):
        yield f"“{title}” counted fewer changes of its lines than there were."
