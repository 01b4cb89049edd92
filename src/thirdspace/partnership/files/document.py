"""partnerships.yaml: the partnerships, their organizations and what happened in them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from thirdspace.access import entrance
from thirdspace.access.folder import Intake, Tally
from thirdspace.access.scope import Scope
from thirdspace.formats.dates import read_date
from thirdspace.formats.folder import DOCUMENT
from thirdspace.partnership.actions.outside_ids import DIGITS, check_outside_id
from thirdspace.partnership.files.words import KINDS
from thirdspace.partnership.models import (
    Event,
    Kind,
    Membership,
    Organization,
    OutsideId,
    Partnership,
)
from thirdspace.problems import FileProblem, InputProblem

#: Where the keys of the whole document that no room uses are kept on each of its partnerships.
WHOLE = "(whole document)"
_DOCUMENT = ("network", "partnerships")  # the room of networks reads its own key
_PARTNERSHIP = ("key", "name", "started", "organizations", "events")
_ORGANIZATION = ("name", "kind", "short_name", "district", "ids", "joined", "left")
_EVENT = ("what", "date", "kind", "mode", "organization")
_KEY = re.compile(r"[A-Za-z0-9_-]{1,60}")
#: First words of addresses that belong to the installation.
TAKEN = frozenset({
    "account", "calendar", "health", "help", "link", "mail", "networks", "new", "patterns",
    "static", "week",
})  # fmt: skip


@dataclass(slots=True)
class Place:
    """One partnership of the document while it is being stored."""

    entry: Mapping[str, Any]
    partnership: Partnership
    scope: Scope
    members: dict[str, Organization] = field(default_factory=dict)
    tally: Tally = field(default_factory=Tally)


def read_places(intake: Intake) -> list[Place]:
    """Store the partnerships and organizations of the document and let later parts find them."""
    document = intake.folder.documents[DOCUMENT]
    whole = _unused(intake, document, _DOCUMENT, "")
    places = []
    for entry in _entries(intake, document, "partnerships"):
        place = _place(intake, entry, whole)
        if place:
            places.append(place)
            _read_organizations(intake, place)
    if not places and not intake.problems:
        _refuse(
            intake, "partnerships", "The document lists no partnership.",
            "Everything else in the folder belongs to one.",
            "Add the list “partnerships” with at least a key and a name.",
        )  # fmt: skip
    return places


def read_events(intake: Intake, place: Place) -> None:
    """Store what happened; an event is known again by its date, words and organization."""
    known = _known_events(place.scope)
    position = max((event.position for event in known.values()), default=-1)
    seen: Counter[tuple[object, ...]] = Counter()
    new = []
    for entry in _entries(intake, place.entry, "events"):
        fields = _event(intake, place, entry)
        natural = (fields["when"], fields["what"], fields["organization_id"])
        # Two events may read alike; the second in the file is the second in the store.
        seen[natural] += 1
        event = known.get((*natural, seen[natural]))
        if event:
            place.tally.change(event, fields)
        else:
            position += 1
            new.append({**fields, "position": position})
    Event.objects.add_many(place.scope, new)
    place.tally.counts["events"] += len(new)


def _known_events(scope: Scope) -> dict[tuple[object, ...], Event]:
    seen: Counter[tuple[object, ...]] = Counter()
    known: dict[tuple[object, ...], Event] = {}
    for event in Event.objects.within(scope).order_by("position", "id"):
        natural = (event.when, event.what, event.organization_id)
        seen[natural] += 1
        known[(*natural, seen[natural])] = event
    return known


def _place(intake: Intake, entry: Mapping[str, Any], whole: dict[str, Any]) -> Place | None:
    key = _text(intake, entry, "key", "partnerships")
    if not _KEY.fullmatch(key) or key.lower() in TAKEN or key in intake.scopes:
        _refuse(
            intake, "key", f"“{key[:60]}” can't be the key of a partnership.",
            "A key is short, made of letters, digits, - and _, used once, and no word that "
            "addresses of this workspace begin with.",
            "Choose another key, and use it in the tables too.",
        )  # fmt: skip
        return None
    fields = {
        "name": _text(intake, entry, "name", "partnerships"),
        "started": _day(intake, entry, "started"),
        "extra": _unused(intake, entry, _PARTNERSHIP, "") | ({WHOLE: whole} if whole else {}),
    }
    tally = Tally()
    partnership = Partnership.everywhere.filter(key=key).first()
    if partnership is None:
        partnership = Partnership(key=key, **fields)
        partnership.save()
        tally.counts["partnerships"] += 1
    else:
        tally.change(partnership, fields)
    scope = entrance.operate(key, person_id=intake.person_id, person_name=intake.person_name)
    intake.scopes[key] = scope
    intake.organizations[key] = {}
    return Place(entry, partnership, scope, tally=tally)


# --- Organizations -------------------------------------------------------------------------


def _read_organizations(intake: Intake, place: Place) -> None:
    entries = list(_entries(intake, place.entry, "organizations"))
    known = {
        m.organization.name: m
        for m in Membership.objects.within(place.scope).select_related("organization")
    }
    # Districts first: a school names the district it belongs to.
    for position, entry in sorted(enumerate(entries), key=lambda pair: _is_school(pair[1])):
        name = _text(intake, entry, "name", "organizations")
        organization = _organization(intake, place, entry, name, known.get(name))
        place.members[name] = organization
        intake.organizations[place.partnership.key][name] = organization.pk
        _store_membership(intake, place, entry, organization, position)


def _is_school(entry: Mapping[str, Any]) -> bool:
    return str(entry.get("kind", "")).strip().lower() == "school"


def _organization(
    intake: Intake, place: Place, entry: Mapping[str, Any], name: str, known: Membership | None
) -> Organization:
    ids = _outside_ids(intake, entry)
    fields: dict[str, Any] = {"kind": _kind(intake, entry)}
    if "short_name" in entry:
        fields["short_name"] = _text(
            intake, entry, "short_name", "organizations", needed=False, most=40
        )
    if entry.get("district"):
        fields["parent_id"] = _district(intake, place, entry, fields["kind"])
    organization = known.organization if known else _same_outside(ids)
    if organization is None:
        organization = Organization(name=name, **fields)
        organization.save()
        place.tally.counts["organizations"] += 1
    else:
        place.tally.change(organization, fields)
    _store_ids(place, organization, ids)
    return organization


def _kind(intake: Intake, entry: Mapping[str, Any]) -> Kind:
    written = _text(intake, entry, "kind", "organizations").lower()
    kind = KINDS.get(written)
    if written and kind is None:
        _refuse(
            intake, "kind", f"“{written[:40]}” is no kind of organization.",
            f"“{str(entry.get('name', ''))[:80]}” needs one, so that it carries the right mark.",
            f"Use one of: {', '.join(KINDS)}.",
        )  # fmt: skip
    # Refused above if unknown; nothing stays, but later rows that name it can still be checked.
    return kind or Kind.COMMUNITY


def _district(intake: Intake, place: Place, entry: Mapping[str, Any], kind: Kind) -> int | None:
    district = place.members.get(str(entry["district"]))
    if kind is Kind.SCHOOL and district and district.kind == Kind.DISTRICT:
        return district.pk
    _refuse(
        intake, "district", f"“{str(entry['district'])[:80]}” can't be the district of "
        f"“{str(entry.get('name', ''))[:80]}”.",
        "Only a school has a district, and it must be a district of the same partnership.",
        "Mend the name, or take the key out.",
    )  # fmt: skip
    return None


def _outside_ids(intake: Intake, entry: Mapping[str, Any]) -> dict[tuple[str, str], str]:
    given = entry.get("ids") or {}
    if not isinstance(given, Mapping):
        _refuse(
            intake, "ids", "The outside ids are not keys with values.",
            "Each id stands under the name of its system.",
            "Write it such as “nces_leaid: '0622710'”.",
        )  # fmt: skip
        return {}
    ids = {}
    for word, value in given.items():
        system, name = (word, "") if word in DIGITS else (OutsideId.System.FREE.value, word)
        try:
            ids[system, name] = check_outside_id(system, str(value), name)
        except InputProblem as problem:
            _refuse(intake, f"ids.{word}", problem.what, problem.why, problem.next_step)
    return ids


def _same_outside(ids: Mapping[tuple[str, str], str]) -> Organization | None:
    """Find the organization that a public system names alike, in any partnership of this home."""
    for (system, _name), value in ids.items():
        if system in DIGITS:
            found = (
                OutsideId.everywhere.select_related("organization")
                .filter(system=system, value=value)
                .first()
            )
            if found:
                return found.organization
    return None


def _store_ids(
    place: Place, organization: Organization, ids: Mapping[tuple[str, str], str]
) -> None:
    stored = {
        (row.system, row.name): row
        for row in OutsideId.everywhere.filter(organization=organization)
    }
    for (system, name), value in ids.items():
        if (system, name) in stored:
            place.tally.change(stored[system, name], {"value": value})
        else:
            OutsideId(organization=organization, system=system, name=name, value=value).save()
            place.tally.counts["outside ids"] += 1


def _store_membership(
    intake: Intake, place: Place, entry: Mapping[str, Any], organization: Organization, at: int
) -> None:
    fields: dict[str, Any] = {"extra": _unused(intake, entry, _ORGANIZATION, "organizations.")}
    for name in ("joined", "left"):
        if entry.get(name):
            fields[name] = _first_day(_day(intake, entry, name))
    membership = Membership.objects.within(place.scope).filter(organization=organization).first()
    if membership:
        place.tally.change(membership, fields)
    else:
        Membership.objects.add(place.scope, organization=organization, position=at, **fields)


# --- Events --------------------------------------------------------------------------------


def _event(intake: Intake, place: Place, entry: Mapping[str, Any]) -> dict[str, Any]:
    named = _text(intake, entry, "organization", "events", needed=False)
    if named and named not in place.members:
        _refuse(
            intake, "organization", f"An event names an unknown organization: “{named[:80]}”.",
            f"{place.partnership.key} has: {', '.join(sorted(place.members)) or 'none'}.",
            "Mend the name, or add the organization.",
        )  # fmt: skip
    organization = place.members.get(named)
    return {
        "what": _text(intake, entry, "what", "events", most=5000),
        "when": _day(intake, entry, "date"),
        "kind": _text(intake, entry, "kind", "events", needed=False, most=60),
        "mode": _text(intake, entry, "mode", "events", needed=False, most=40),
        "organization_id": organization.pk if organization else None,
        "extra": _unused(intake, entry, _EVENT, "events."),
    }


# --- Reading plain values ------------------------------------------------------------------


def _entries(intake: Intake, holder: Mapping[str, Any], key: str) -> Iterator[Mapping[str, Any]]:
    listed = holder.get(key) or []
    if not isinstance(listed, list):
        listed = [None]
    for entry in listed:
        if isinstance(entry, Mapping):
            yield entry
        else:
            _refuse(
                intake, key, f"“{key}” is not a list of entries with keys.",
                "Each entry begins with a hyphen and has keys below it.",
                "Compare it with the example in the reference page “Partnership folder”.",
            )  # fmt: skip


def _text(
    intake: Intake,
    entry: Mapping[str, Any],
    key: str,
    where: str,
    *,
    needed: bool = True,
    most: int = 200,
) -> str:
    value = entry.get(key)
    text = "" if value is None or isinstance(value, list | Mapping) else str(value).strip()
    if len(text) > most or (not text and (needed or value not in (None, ""))):
        _refuse(
            intake, key, f"An entry of “{where}” has no usable “{key}”.",
            f"It is a word or a line of text, {most} characters at most.",
            f"Mend “{key}” of the entry: {_short(entry)}.",
        )  # fmt: skip
    return text[:most]


def _day(intake: Intake, entry: Mapping[str, Any], key: str) -> str:
    value = entry.get(key)
    if value is None:
        return ""
    try:
        return read_date(str(value), column=key, file=DOCUMENT).text
    except FileProblem as problem:
        intake.problems.append(problem)
        return ""


def _first_day(text: str) -> date | None:
    return read_date(text).first_day if text else None


def _unused(
    intake: Intake, entry: Mapping[str, Any], known: tuple[str, ...], where: str
) -> dict[str, Any]:
    """Return the keys that no room uses yet: kept, exported again and named in the report."""
    extra = {key: value for key, value in entry.items() if key not in known}
    intake.unused.extend(f"{DOCUMENT}: {where}{key} (kept)" for key in extra)
    return extra


def _short(entry: Mapping[str, Any]) -> str:
    return ", ".join(f"{key}: {value}" for key, value in entry.items() if key != "events")[:120]


def _refuse(intake: Intake, column: str, what: str, why: str, next_step: str) -> None:
    intake.refuse(DOCUMENT, None, column, what, why, next_step)
