"""The first part of the partnership folder: partnerships.yaml and people.csv."""

from __future__ import annotations

from thirdspace.access.folder import Intake
from thirdspace.partnership.actions import finding
from thirdspace.partnership.files.document import read_events, read_places
from thirdspace.partnership.files.outgoing import write
from thirdspace.partnership.files.people import read_people, seat_host

__all__ = ["read", "write"]


def read(intake: Intake) -> None:
    """Store partnerships, organizations, people, seats and events, and open them to later parts."""
    places = read_places(intake)
    _check_host(intake)
    read_people(intake, {place.partnership.key: place for place in places})
    for place in places:
        seat_host(intake, place)
        read_events(intake, place)
        if place.tally.tell(intake, place.scope, "partnership.import_folder", place.partnership):
            finding.list_all(place.scope)


def _check_host(intake: Intake) -> None:
    listed = {name for names in intake.organizations.values() for name in names}
    if intake.person_for and intake.person_for not in listed:
        intake.refuse(
            "partnerships.yaml", None, "organizations",
            f"No partnership of the folder has an organization “{intake.person_for}”.",
            "The person who imports gets a seat for that organization.",
            f"Name one of: {', '.join(sorted(listed)) or 'none is listed'}.",
        )  # fmt: skip
