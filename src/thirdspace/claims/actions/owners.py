"""Whose the cited records are, once that may be told no longer, or again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from thirdspace.access import registries
from thirdspace.access.entrance import jointly
from thirdspace.access.scope import Scope
from thirdspace.claims.models import EvidenceLink


def name_anew(scope: Scope, kind: str, record_ids: Sequence[int]) -> None:
    """Write on every link to some records whose they are now.

    Also on claims that the scope doesn't see: who asked not to be named is named on none.
    """
    citable = registries.citables.get(kind)
    if citable is None:
        raise LookupError(f"No room registered the kind {kind}.")
    links = EvidenceLink.objects.within(jointly(scope)).filter(kind=kind, record_id__in=record_ids)
    cited = list(links.values_list("record_id", flat=True).distinct())
    records: dict[int | None, list[int]] = defaultdict(list)
    for record_id, card in citable.cards(scope, cited).items():
        records[card.owner_id].append(record_id)
    for owner, ids in records.items():
        links.filter(record_id__in=ids).update(record_organization_id=owner)
