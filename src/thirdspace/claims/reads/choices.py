"""What a form may offer: organizations, people who may hold a claim, records to cite."""

from __future__ import annotations

from thirdspace.access import clock, registries
from thirdspace.access.permissions import INSIDE
from thirdspace.access.registries import Card
from thirdspace.access.scope import Scope
from thirdspace.claims.reads.cards import cards_of
from thirdspace.partnership.models import Organization, Seat

#: Records found a kind and search.
MOST = 12


def other_organizations(scope: Scope) -> list[tuple[str, str]]:
    """Return the organizations of the partnership but one's own, as choices."""
    known = Organization.objects.within(scope).order_by("name")
    return [(str(each.pk), str(each)) for each in known if each.pk != scope.organization_id]


def possible_holders(scope: Scope) -> list[tuple[str, str]]:
    """Return who may hold a claim and for which organization, as choices “person:organization”."""
    seats = (
        Seat.objects.within(scope)
        .filter(Seat.held_on(clock.today()), role__in=INSIDE, person__is_active=True)
        .select_related("person", "organization")
        .order_by("person__name", "id")
    )
    return list(
        dict.fromkeys(
            (f"{seat.person_id}:{seat.organization_id}", f"{seat.person}, {seat.organization}")
            for seat in seats
        )
    )


def kinds() -> list[tuple[str, str]]:
    """Return the kinds of records that can be cited, as choices."""
    return [(each.kind, str(each.label)) for each in registries.citables.entries()]


def records(scope: Scope, words: str, kind: str, chosen: tuple[str, int] | None) -> list[Card]:
    """Return records to choose from: the one a person came with, then what the words find.

    Parameters
    ----------
    scope : Scope
        Who looks; only records they may see are found.
    words : str
        What to look for; without words, each kind offers its newest.
    kind : str
        One kind only, or "" for all.
    chosen : (str, int), optional
        Kind and id of the record the person came with.
    """
    first = list(cards_of(scope, [chosen]).values()) if chosen else []
    if first and not words:
        return first
    wanted = [each for each in registries.citables.entries() if kind in ("", each.kind)]
    found = [card for each in wanted for card in each.find(scope, words, MOST)]
    return [*first, *(card for card in found if card not in first)]
