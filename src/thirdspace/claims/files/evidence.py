"""Reads evidence.csv: links from records to claims."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count

from thirdspace.access import clock, registries
from thirdspace.access.folder import Intake
from thirdspace.access.registries import Card
from thirdspace.claims.files.words import EVIDENCE, NOT_SHARED, STANCES, STRENGTHS, Place
from thirdspace.claims.models import Claim, EvidenceLink, Stance, Strength
from thirdspace.partnership.files.cells import Cells, moment, same_day

#: What makes two links the same: claim, kind, record, and who linked for which organization.
Same = tuple[int, str, int, int | None]
#: What a row says of a link.
FIELDS = (
    "stance", "strength", "why", "person", "linked_at", "withdrawn_at", "withdrawn_why", "extra",
    "side", "record_organization",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Linked:
    """One row, read."""

    cells: Cells[Place]
    same: Same
    fields: dict[str, Any]


def read_evidence(intake: Intake, place: Place, rows: Iterable[Cells[Place]]) -> None:
    """Store the links of one partnership; the claims' counters follow."""
    shared = [cells for cells in rows if not _kept_back(intake, cells)]
    records = _records(intake, place, shared)
    linked = [_linked(cells, place, records) for cells in shared] if not intake.problems else []
    _refuse_twice(linked)
    if intake.problems:
        return
    _recount(place, _store(place, linked))


def _kept_back(intake: Intake, cells: Cells[Place]) -> bool:
    if cells.text("record") != NOT_SHARED:
        return False
    intake.unused.append(
        f"{EVIDENCE}, line {cells.row.line}: the record was not shared with whoever made the "
        "folder (left out)"
    )
    return True


def _records(
    intake: Intake, place: Place, rows: Iterable[Cells[Place]]
) -> dict[tuple[str, str], tuple[int, Card]]:
    """Find the records that rows name: one look-up for each kind."""
    wanted: dict[str, list[str]] = defaultdict(list)
    for cells in rows:
        wanted[cells.text("kind")].append(cells.text("record"))
    found: dict[tuple[str, str], tuple[int, Card]] = {}
    for kind, keys in wanted.items():
        citable = registries.citables.get(kind)
        ids = citable.from_key(place.scope, list(dict.fromkeys(keys))) if citable else {}
        cards = citable.cards(place.scope, list(ids.values())) if citable else {}
        found |= {(kind, key): (pk, cards[pk]) for key, pk in ids.items() if pk in cards}
    for cells in rows:
        _refuse_unknown(cells, place, found)
    return found


def _refuse_unknown(
    cells: Cells[Place], place: Place, found: Mapping[tuple[str, str], tuple[int, Card]]
) -> None:
    kind, key, claim = cells.text("kind"), cells.text("record"), cells.text("claim")
    if registries.citables.get(kind) is None:
        cells.refuse(
            "kind", f"Records of the kind “{kind[:60]}” can't be cited.",
            "No room here keeps such records.",
            f"Use one of: {', '.join(registries.citables.names())}.",
        )  # fmt: skip
    elif (kind, key) not in found:
        cells.refuse(
            "record", f"There is no {kind} “{key[:80]}”.",
            "A record must be in the folder or here already before it is cited.",
            "Add it, or mend its name.",
        )  # fmt: skip
    if claim not in place.claims:
        cells.refuse(
            "claim", f"There is no claim “{claim[:60]}”.",
            "Neither claims.csv nor this partnership has it.", "Add it to claims.csv.",
        )  # fmt: skip


def _linked(
    cells: Cells[Place], place: Place, records: Mapping[tuple[str, str], tuple[int, Card]]
) -> Linked:
    record_id, card = records[cells.text("kind"), cells.text("record")]
    email = cells.text("person")
    person = cells.person("person", email) if email else None
    said_for = cells.organization("linked_for")
    linker = said_for or (person[1] if person else None)
    fields: dict[str, Any] = {
        "stance": cells.choice("stance", STANCES, Stance.MENTIONS.value),
        "strength": cells.choice("strength", STRENGTHS, Strength.ONE.value),
        "why": cells.words("why", 500),
        "person_id": person[0] if person else None,
        "linked_at": cells.day("date"),
        "withdrawn_at": cells.day("withdrawn"),
        "extra": cells.extra(),
        **_reason(cells),
        **_whose(cells, place, card),
    }
    claim_id = place.claims[cells.text("claim")].pk
    return Linked(cells, (claim_id, card.kind, record_id, linker), fields)


def _reason(cells: Cells[Place]) -> dict[str, str]:
    reason = cells.text("withdrawn_why")[:500]
    return {"withdrawn_why": reason} if reason else {}


def _whose(cells: Cells[Place], place: Place, card: Card) -> dict[str, Any]:
    """Return whose record it is: the record says so; the row, where the record names nobody."""
    named = cells.organization("organization")
    if card.nameless or card.organization_id or named is None:
        return {"side": card.side, "record_organization_id": card.owner_id}
    side = place.organizations[cells.text("organization")].side
    return {"side": side, "record_organization_id": named}


def _refuse_twice(linked: Iterable[Linked]) -> None:
    seen: set[Same] = set()
    for each in linked:
        standing = each.fields["withdrawn_at"] is None and each.same[3] is not None
        if standing and each.same in seen:
            each.cells.refuse(
                "record", "This record is linked to this claim twice for one organization.",
                "One record counts once for each organization.",
                "Keep one of the rows, or say when the other was withdrawn.",
            )  # fmt: skip
        if standing:
            seen.add(each.same)


def _store(place: Place, linked: Iterable[Linked]) -> set[int]:
    """Store what is new or changed, and return the claims that it bears on."""
    stored = _stored(place)
    nth: Counter[Same] = Counter()
    new, changed = [], []
    for each in linked:
        # A record may be linked, withdrawn and linked again: the second row is the second link.
        known = stored[each.same]
        link = known[nth[each.same]] if nth[each.same] < len(known) else None
        nth[each.same] += 1
        if link is None:
            new.append(_new(each))
        elif _changed(link, each.fields):
            changed.append(link)
            place.tally.changed(f"{each.cells.text('claim')}, {each.cells.text('record')}")
    EvidenceLink.objects.add_many(place.scope, new)
    if changed:
        EvidenceLink.objects.within(place.scope).bulk_update(changed, FIELDS, batch_size=500)
    place.tally.counts["links"] = len(new)
    return {row["claim_id"] for row in new} | {link.claim_id for link in changed}


def _stored(place: Place) -> dict[Same, list[EvidenceLink]]:
    found: dict[Same, list[EvidenceLink]] = defaultdict(list)
    for link in EvidenceLink.objects.within(place.scope).order_by("linked_at", "id"):
        found[link.claim_id, link.kind, link.record_id, link.organization_id].append(link)
    return found


def _new(each: Linked) -> dict[str, Any]:
    claim_id, kind, record_id, linker = each.same
    return {
        **each.fields,
        "claim_id": claim_id,
        "kind": kind,
        "record_id": record_id,
        "organization_id": linker,
        "linked_at": moment(each.fields["linked_at"]) or clock.now(),
        "withdrawn_at": moment(each.fields["withdrawn_at"]),
    }


def _changed(link: EvidenceLink, fields: Mapping[str, Any]) -> bool:
    before = {name: getattr(link, name) for name in fields}
    for name, value in fields.items():
        if name in ("linked_at", "withdrawn_at"):
            _set_day(link, name, value)
        else:
            setattr(link, name, value)
    return before != {name: getattr(link, name) for name in fields}


def _set_day(link: EvidenceLink, name: str, day: date | None) -> None:
    # An older folder does not say that a link was withdrawn since: it stays withdrawn.
    if day is not None and not same_day(getattr(link, name), day):
        setattr(link, name, moment(day))


def _recount(place: Place, claim_ids: set[int]) -> None:
    """Count the links of the claims again."""
    rows = (
        EvidenceLink.objects.within(place.scope)
        .filter(claim__in=claim_ids, withdrawn_at=None)
        .values("claim_id", "stance")
        .annotate(n=Count("pk"))
    )
    counted = {(row["claim_id"], row["stance"]): row["n"] for row in rows}
    claims = list(Claim.objects.within(place.scope).filter(pk__in=claim_ids))
    for claim in claims:
        for stance in Stance.values:
            setattr(claim, stance, counted.get((claim.pk, stance), 0))
    if claims:
        Claim.objects.within(place.scope).bulk_update(claims, Stance.values, batch_size=500)
