"""Writes claims.csv and evidence.csv, in an order that never changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from thirdspace.access import registries
from thirdspace.access.scope import Scope
from thirdspace.claims.files.minds import write_minds
from thirdspace.claims.files.words import KEY, NOT_SHARED, STATUS_WORDS, key_of
from thirdspace.claims.models import Claim, EvidenceLink, Holder, MindChanger, Status
from thirdspace.partnership.files.cells import written_day
from thirdspace.partnership.models import Organization


def claim_rows(scope: Scope) -> Iterator[Mapping[str, str]]:
    """Yield the claims a scope may see, by number."""
    names = {str(each.pk): each.name for each in Organization.objects.within(scope)}
    holders, minds = _holders(scope), _minds(scope)
    for claim in Claim.objects.within(scope).select_related("origin").order_by("number"):
        yield {
            "partnership": scope.partnership_key,
            "claim": key_of(claim),
            "statement": claim.statement,
            "dynamic": claim.dynamic,
            "theme": claim.theme,
            "status": STATUS_WORDS[Status(claim.status)],
            "reading": claim.reading,
            "since": claim.since,
            "until": claim.until,
            "organization": claim.origin.name if claim.origin else "",
            "holders": "; ".join(holders[claim.pk]),
            "made": written_day(claim.made_at),
            "visibility": claim.visibility,
            "changes_mind": write_minds(minds[claim.pk]),
            "named": _named(claim.named, names),
            "read": written_day(claim.read_at),
            "agreed_by": _named(claim.read_by, names),
            "look_again": written_day(claim.look_again),
            **{name: cell for name, cell in claim.extra.items() if name != KEY},
        }


def _named(ids: str, names: Mapping[str, str]) -> str:
    return "; ".join(sorted(names[pk] for pk in ids.split(",") if pk in names))


def _holders(scope: Scope) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for holder in Holder.objects.within(scope).select_related("person").order_by("id"):
        if holder.person.email not in found[holder.claim_id]:
            found[holder.claim_id].append(holder.person.email)
    return found


def _minds(scope: Scope) -> dict[int, list[tuple[str, str]]]:
    rows = MindChanger.objects.within(scope).filter(replaced_at=None)
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for row in rows.select_related("organization"):
        found[row.claim_id].append((row.organization.name if row.organization else "", row.text))
    return found


def evidence_rows(scope: Scope) -> Iterator[Mapping[str, str]]:
    """Yield the links a scope may see, by claim and day.

    A record that the scope may not see keeps its row, so that no contrast is lost, without its
    name and the reason why it counts.
    """
    links = list(
        EvidenceLink.objects.within(scope)
        .select_related("claim", "person", "organization", "record_organization")
        .order_by("claim__number", "linked_at", "id")
    )
    keys = _record_keys(scope, links)
    for link in links:
        key = keys.get((link.kind, link.record_id))
        owner = link.record_organization
        yield {
            "partnership": scope.partnership_key,
            "claim": key_of(link.claim),
            "kind": link.kind,
            "record": key or NOT_SHARED,
            "stance": link.stance,
            "why": link.why if key else NOT_SHARED,
            "strength": str(link.strength),
            "person": link.person.email if link.person else "",
            "organization": owner.name if owner else "",
            "date": written_day(link.linked_at),
            "withdrawn": written_day(link.withdrawn_at),
            "linked_for": link.organization.name if link.organization else "",
            "withdrawn_why": link.withdrawn_why,
            **link.extra,
        }


def _record_keys(scope: Scope, links: Sequence[EvidenceLink]) -> dict[tuple[str, int], str]:
    """Return how the folder names the records of links, one look-up for each kind."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for link in links:
        wanted[link.kind].add(link.record_id)
    return {
        (kind, record_id): key
        for kind, ids in sorted(wanted.items())
        if (citable := registries.citables.get(kind))
        for record_id, key in citable.to_key(scope, sorted(ids)).items()
    }
