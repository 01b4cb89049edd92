"""Reads claims.csv: new claims in bulk, changed ones with their history."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Max

from thirdspace.access import clock
from thirdspace.access.folder import Intake
from thirdspace.access.models import naming
from thirdspace.access.scope import Visibility
from thirdspace.claims.files.minds import read_minds
from thirdspace.claims.files.words import KEY, STATUSES, Place
from thirdspace.claims.models import Claim, Holder, MindChanger, Status, Wording
from thirdspace.partnership.dynamics import Dynamic, dynamic_named
from thirdspace.partnership.files.cells import Cells, moment, same_day

_SHORT = re.compile(r"C-0*([1-9][0-9]{0,8})")
_OUTSIDE = (Visibility.FUNDER, Visibility.PUBLIC)
_VISIBILITIES = {value: value for value in Visibility.values}
_MOMENTS = ("made_at", "read_at")


def read_claims(intake: Intake, place: Place, rows: Iterable[Cells[Place]]) -> None:
    """Store the claims of one partnership."""
    seen: dict[str, Cells[Place]] = {}
    for cells in rows:
        key = cells.words("claim", 60)
        if key in seen:
            cells.refuse(
                "claim", f"The claim “{key}” is there twice.",
                "Which of the two counts can't be known.", "Keep one of the rows.",
            )  # fmt: skip
        seen[key] = cells
    read = {key: _fields(cells) for key, cells in seen.items()}
    if intake.problems:
        return
    known = place.claims.keys() & read.keys()
    _store_changed(place, {key: read[key] for key in read if key in known})
    _store_new(place, {key: read[key] for key in read if key not in known})
    _store_holders(place, seen)
    _store_minds(place, seen)


# --- One row -------------------------------------------------------------------------------


def _fields(cells: Cells[Place]) -> dict[str, Any]:
    """Return the fields that the columns of the table give; others stay as they are."""
    by_column: dict[str, Any] = {
        "statement": lambda: {"statement": cells.words("statement", 500)},
        "dynamic": lambda: {"dynamic": _dynamic(cells)},
        "theme": lambda: {"theme": cells.text("theme")[:120]},
        "status": lambda: {"status": cells.choice("status", STATUSES, Status.OPEN.value)},
        "reading": lambda: {"reading": cells.text("reading")},
        "since": lambda: {"since": cells.span("since")},
        "until": lambda: {"until": cells.span("until")},
        "organization": lambda: {"origin_id": cells.organization("organization")},
        "made": lambda: {"made_at": cells.day("made")} if cells.text("made") else {},
        "read": lambda: {"read_at": cells.day("read")},
        "agreed_by": lambda: {"read_by": naming(cells.organizations("agreed_by"))},
        "look_again": lambda: {"look_again": cells.day("look_again")},
        "visibility": lambda: {"visibility": _visibility(cells)},
        "named": lambda: {"named": naming(cells.organizations("named"))},
    }
    fields: dict[str, Any] = {}
    for column, read in by_column.items():
        if cells.has(column):
            fields |= read()
    return fields | {"extra": cells.extra()}


def _dynamic(cells: Cells[Place]) -> str:
    names = {value: value for value in Dynamic.values}
    found = dynamic_named(cells.text("dynamic"))
    return found or str(cells.choice("dynamic", names, ""))


def _visibility(cells: Cells[Place]) -> str:
    visibility = str(cells.choice("visibility", _VISIBILITIES, Visibility.PARTNERSHIP.value))
    stored = cells.place.claims.get(cells.text("claim"))
    if stored and visibility in _OUTSIDE and visibility != stored.visibility:
        cells.refuse(
            "visibility", "A folder can't release a claim that is here already.",
            "A release needs a yes from each organization.", "Propose it on the claim's page.",
        )  # fmt: skip
    return visibility


# --- Storing -------------------------------------------------------------------------------


def _store_new(place: Place, new: dict[str, dict[str, Any]]) -> None:
    now = clock.now()
    numbers = _numbers(place, new)
    rows = [
        {
            **fields,
            "number": numbers[key],
            "made_at": moment(fields.get("made_at")) or now,
            "read_at": moment(fields.get("read_at")),
            "changed_at": now,
            "extra": _extra(key, fields["extra"]),
        }
        for key, fields in new.items()
    ]
    added = Claim.objects.add_many(place.scope, [{"origin_id": None, **row} for row in rows])
    place.claims.update(zip(new, added, strict=True))
    Wording.objects.add_many(place.scope, [_wording(claim, claim.made_at) for claim in added])
    place.tally.counts["claims"] = len(added)


def _numbers(place: Place, keys: Iterable[str]) -> dict[str, int]:
    """Give each new claim its number: the one its key says, or the next that is free."""
    said = {key: int(m[1]) for key in keys if (m := _SHORT.fullmatch(key))}
    last = Claim.objects.within(place.scope).aggregate(last=Max("number"))["last"] or 0
    taken = {claim.number for claim in place.claims.values()}
    numbers: dict[str, int] = {}
    following = max([last, *said.values()])
    for key in keys:
        number = said.get(key, 0)
        if not number or number in taken:
            following += 1
            number = following
        taken.add(number)
        numbers[key] = number
    return numbers


def _extra(key: str, extra: dict[str, str]) -> dict[str, str]:
    return extra if _SHORT.fullmatch(key) and key == _short(key) else {**extra, KEY: key}


def _short(key: str) -> str:
    match = _SHORT.fullmatch(key)
    return f"C-{int(match[1]):02d}" if match else ""


def _wording(claim: Claim, at: datetime) -> dict[str, Any]:
    return {"claim": claim, "statement": claim.statement, "at": at}


def _store_changed(place: Place, read: dict[str, dict[str, Any]]) -> None:
    now = clock.now()
    changed, worded = [], []
    for key, fields in read.items():
        claim = place.claims[key]
        differs = _differences(claim, {**fields, "extra": _extra(key, fields["extra"])})
        for name, value in differs.items():
            setattr(claim, name, value)
        if {"status", "reading"} & differs.keys() and "read_by" not in fields:
            claim.read_by = ""  # nobody here agreed to what the folder says
        if differs:
            claim.changed_at = now
            changed.append(claim)
            place.tally.changed(key)
        if "statement" in differs:
            worded.append(_wording(claim, now))
    fields_read = {name.removesuffix("_id") for fields in read.values() for name in fields}
    if changed:
        Claim.objects.within(place.scope).bulk_update(
            changed, sorted(fields_read | {"changed_at", "read_by"}), batch_size=500
        )
    Wording.objects.add_many(place.scope, worded)


def _differences(claim: Claim, fields: dict[str, Any]) -> dict[str, Any]:
    differs: dict[str, Any] = {}
    for name, value in fields.items():
        stored = getattr(claim, name)
        if name in _MOMENTS:
            if not same_day(stored, value):
                differs[name] = moment(value)
        elif stored != value:
            differs[name] = value
    return differs


def _store_holders(place: Place, seen: dict[str, Cells[Place]]) -> None:
    held: dict[int, set[int]] = defaultdict(set)
    for claim_id, person_id in Holder.objects.within(place.scope).values_list(
        "claim_id", "person_id"
    ):
        held[claim_id].add(person_id)
    new = []
    for key, cells in seen.items():
        for email in dict.fromkeys([*cells.several("holder"), *cells.several("holders")]):
            person = cells.person("holders", email)
            if person and person[0] not in held[place.claims[key].pk]:
                held[place.claims[key].pk].add(person[0])
                new.append(_holder(place.claims[key], *person))
    Holder.objects.add_many(place.scope, new)
    place.tally.counts["holders"] = len(new)


def _holder(claim: Claim, person_id: int, organization_id: int) -> dict[str, Any]:
    return {"claim": claim, "person_id": person_id, "organization_id": organization_id}


def _store_minds(place: Place, seen: dict[str, Cells[Place]]) -> None:
    stored: dict[tuple[int, int | None], MindChanger] = {
        (row.claim_id, row.organization_id): row
        for row in MindChanger.objects.within(place.scope).filter(replaced_at=None)
    }
    new, replaced = [], []
    now = clock.now()
    for key, cells in seen.items():
        for name, text in read_minds(cells.text("changes_mind"), place.organizations).items():
            whose = place.organizations[name].pk if name else None
            former = stored.get((place.claims[key].pk, whose))
            if former and former.text == text:
                continue
            if former:
                replaced.append(former.pk)
            new.append(
                {"claim": place.claims[key], "organization_id": whose, "text": text, "at": now}
            )
    MindChanger.objects.within(place.scope).filter(pk__in=replaced).update(replaced_at=now)
    MindChanger.objects.add_many(place.scope, new)
    place.tally.counts["mind changers"] = len(new)
