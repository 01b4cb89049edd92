"""people.csv: who holds which seat, for which organization, from when to when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from thirdspace.access.folder import Intake
from thirdspace.access.permissions import Role
from thirdspace.access.scope import Scope
from thirdspace.formats.csv_table import Row
from thirdspace.formats.dates import read_date
from thirdspace.partnership.files.document import Place
from thirdspace.partnership.models import Affiliation, Kind, Organization, Person, Seat
from thirdspace.problems import FileProblem

TABLE = "people.csv"


@dataclass(slots=True)
class _Line:
    """One row whose words were understood."""

    row: Row
    place: Place
    email: str
    organization_id: int
    role: str


def read_people(intake: Intake, places: dict[str, Place]) -> None:
    """Store people and seats; a seat is known again by person, organization and role."""
    lines = [line for row in intake.rows(TABLE) if (line := _line(intake, places, row))]
    people = _people(intake, lines)
    seats = {
        (place.partnership.pk, seat.person_id, seat.organization_id, seat.role): seat
        for place in places.values()
        for seat in Seat.objects.within(place.scope)
    }
    new: dict[str, list[dict[str, Any]]] = {key: [] for key in places}
    for line in lines:
        person = people[line.email]
        fields = _seat_fields(intake, line, people)
        natural = (line.place.partnership.pk, person.pk, line.organization_id, line.role)
        if natural not in seats:
            new[line.place.partnership.key].append(
                {"person": person, "organization_id": line.organization_id, "role": line.role}
                | fields
            )
            seats[natural] = Seat()
        elif seats[natural].pk:
            line.place.tally.change(seats[natural], fields)
        else:
            _refuse(
                intake, line.row, "role", "This seat is listed twice.",
                "A person holds a role for an organization once.",
                "Keep one of the two rows.",
            )  # fmt: skip
    for key, rows in new.items():
        Seat.objects.add_many(places[key].scope, rows)
        places[key].tally.counts["seats"] += len(rows)
    _affiliate(lines, people)


def seat_host(intake: Intake, place: Place) -> None:
    """Give the person who imports a seat, and let the import act for that organization."""
    organization = place.members.get(intake.person_for) or _first(place)
    if organization is None:
        return
    scope = place.scope.acting_for(organization.pk, str(organization), organization.side)
    place.scope = intake.scopes[place.partnership.key] = scope
    if intake.person_id is None:
        return
    mine = Seat.objects.within(scope).filter(person_id=intake.person_id, role=Role.COORDINATOR)
    if intake.person_for in place.members:
        mine = mine.filter(organization=organization)
    if not mine.exists():
        Seat.objects.add(
            scope,
            person_id=intake.person_id,
            organization=organization,
            role=Role.COORDINATOR,
        )
        Affiliation.everywhere.get_or_create(person_id=intake.person_id, organization=organization)
        place.tally.counts["seats"] += 1


def _first(place: Place) -> Organization | None:
    members = list(place.members.values())
    districts = [organization for organization in members if organization.kind == Kind.DISTRICT]
    return next(iter(districts or members), None)


def _line(intake: Intake, places: dict[str, Place], row: Row) -> _Line | None:
    scope = intake.scope_of(TABLE, row)
    organization_id = intake.organization_of(TABLE, row, scope) if scope else None
    email = _email(intake, row, "email")
    role = row.values.get("role", "").strip().lower()
    if role not in Role.values:
        _refuse(
            intake, row, "role", f"“{role[:40]}” is no role in the workspace.",
            "A role says what its holder may do.", f"Use one of: {', '.join(Role.values)}.",
        )  # fmt: skip
        return None
    if scope is None or organization_id is None or not email:
        return None
    return _Line(row, places[scope.partnership_key], email, organization_id, role)


def _email(intake: Intake, row: Row, column: str) -> str:
    email = row.values.get(column, "").strip().lower()
    try:
        validate_email(email)
    except ValidationError:
        _refuse(
            intake, row, column, f"“{email[:80]}” is not an e-mail address.",
            "People are known by their address.", "Write it such as name@organization.example.",
        )  # fmt: skip
        return ""
    return email


def _people(intake: Intake, lines: list[_Line]) -> dict[str, Person]:
    """Return every person the rows name, making those who are new here."""
    people = {
        person.email: person
        for person in Person.objects.filter(email__in={line.email for line in lines})
    }
    new: dict[str, Person] = {}
    for line in lines:
        name = line.row.values["name"].strip()[:200] or line.email.partition("@")[0]
        known = people.get(line.email)
        if known is None and line.email not in new:
            new[line.email] = Person(email=line.email, name=name)
            new[line.email].set_unusable_password()
            line.place.tally.counts["people"] += 1
        # Whoever has a password wrote their own name; a folder doesn't change it.
        elif known and not known.has_usable_password():
            line.place.tally.change(known, {"name": name})
    people |= {person.email: person for person in Person.objects.bulk_create(new.values())}
    return people


def _seat_fields(intake: Intake, line: _Line, people: dict[str, Person]) -> dict[str, Any]:
    cells = line.row.values
    extra: dict[str, Any] = dict(intake.extra_of(TABLE, line.row))
    fields: dict[str, Any] = {
        "title": cells.get("title", "").strip()[:120],
        "since": _day(intake, line.row, "from", extra),
        "until": _day(intake, line.row, "to", extra),
        "backup": _backup(intake, line, people),
        "extra": extra,
    }
    return fields


def _day(intake: Intake, row: Row, column: str, extra: dict[str, Any]) -> date | None:
    """Read a date; what was written is kept when it is less than a day, to be written again."""
    text = row.values.get(column, "").strip()
    if not text:
        return None
    try:
        read = read_date(text, column=column, file=TABLE, line=row.line)
    except FileProblem as problem:
        intake.problems.append(problem)
        return None
    if read.first_day != read.last_day:
        extra[column] = read.text
    return read.last_day if column == "to" else read.first_day


def _backup(intake: Intake, line: _Line, people: dict[str, Person]) -> Person | None:
    if not line.row.values.get("backup", "").strip():
        return None
    email = _email(intake, line.row, "backup")
    person = people.get(email) or _seated(line.place.scope, email)
    if email and person is None:
        _refuse(
            intake, line.row, "backup", f"Nobody here has the address “{email[:80]}”.",
            "A backup is somebody who has a seat in the partnership.",
            "Add a row for that person, or leave the cell empty.",
        )  # fmt: skip
    return person


def _seated(scope: Scope, email: str) -> Person | None:
    return Person.objects.within(scope).filter(email=email).first()


def _affiliate(lines: list[_Line], people: dict[str, Person]) -> None:
    """Let everybody belong to the organization they hold a seat for."""
    known = set(
        Affiliation.everywhere.filter(person__in=people.values()).values_list(
            "person_id", "organization_id"
        )
    )
    new = {
        (people[line.email].pk, line.organization_id): line.row.values.get("title", "").strip()
        for line in lines
    }
    Affiliation.everywhere.bulk_create(
        Affiliation(person_id=person_id, organization_id=organization_id, title=title[:120])
        for (person_id, organization_id), title in new.items()
        if (person_id, organization_id) not in known
    )


def _refuse(intake: Intake, row: Row, column: str, what: str, why: str, next_step: str) -> None:
    intake.refuse(TABLE, row, column, what, why, next_step)
