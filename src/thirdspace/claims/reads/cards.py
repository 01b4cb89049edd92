"""Records as their rooms tell them to one reader."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from thirdspace.access import registries
from thirdspace.access.registries import Card
from thirdspace.access.scope import Audience, Scope

#: By kind and id.
Cards = Mapping[tuple[str, int], Card]


def cards_of(scope: Scope, records: Iterable[tuple[str, int]]) -> Cards:
    """Return the cards of records that a scope may see, in a few queries for each kind.

    Outside the partnership a record whose words are held back is not released at all.
    """
    wanted: dict[str, set[int]] = defaultdict(set)
    for kind, record_id in records:
        wanted[kind].add(record_id)
    cards = {
        (kind, record_id): card
        for kind, ids in sorted(wanted.items())
        if (citable := registries.citables.get(kind))
        for record_id, card in citable.cards(scope, sorted(ids)).items()
    }
    inside = scope.audience is Audience.PARTNERSHIP
    return {key: card for key, card in cards.items() if inside or not card.withheld}
