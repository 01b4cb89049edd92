"""My week with 300 open things, and the mail of the week for 1,000 people.

The open things are promises that the person owes or waits for, of which a list shows 100, and
readings that wait for their yes. Each of the 1,000 people owes five promises; every tenth sits in a
second partnership too.
"""

from __future__ import annotations

import sys
import time
from datetime import UTC, datetime, timedelta

from common import median_ms, place, queries, start, tell

PEOPLE, EACH, MANY = 1000, 5, 300
start()
from django.contrib.auth.hashers import make_password  # noqa: E402 - after Django

from thirdspace.access import clock, entrance  # noqa: E402 - after Django
from thirdspace.access.models import TaskLink  # noqa: E402 - after Django
from thirdspace.claims import actions as claims  # noqa: E402 - after Django
from thirdspace.home import digest  # noqa: E402 - after Django
from thirdspace.meetings.models import Promise  # noqa: E402 - after Django
from thirdspace.partnership.models import Person, Seat  # noqa: E402 - after Django
from thirdspace.web.models import Letter  # noqa: E402 - after Django

TUESDAY = datetime(2026, 6, 16, 7, 1, tzinfo=UTC)
clock.stop_at(TUESDAY)
places = [place("bench"), place("second")]
numbers = iter(range(1, 100_000))


def people(count: int) -> list[Person]:
    made = Person.everywhere.bulk_create(
        Person(email=f"p{n}@example.org", name=f"Person {n}", password=make_password(None))
        for n in range(count)
    )
    for found, seated in zip(places, (made, made[::10]), strict=True):
        Seat.everywhere.bulk_create(
            Seat(partnership=found.partnership, person=person, role="member",
                 organization=found.organizations["district"])
            for person in seated
        )  # fmt: skip
    return made


def promises(found, owner: Person, asked_by: Person, count: int) -> None:
    scope = entrance.operate(found.key)
    Promise.objects.add_many(
        scope,
        (
            {
                "number": next(numbers), "text": f"Send draft {n} with the changes marked",
                "owner": owner, "organization": found.organizations["district"],
                "origin": found.organizations["district"],
                "promised_to": found.organizations["university"], "made_by": asked_by,
                "due": TUESDAY.date() + timedelta(days=n % 30 - 10), "made_at": clock.now(),
            }
            for n in range(count)
        ),
    )  # fmt: skip


def readings(found, count: int) -> None:
    """Ask the coordinator of the district for a yes, so many times."""
    district, university = found.scope("coordinator"), found.scope("coordinator_university")
    for n in range(count):
        claim = claims.make_claim(district, statement=f"We wrote document {n} together.")
        claims.add_holder(
            district, number=claim.number, person_id=university.person_id,
            organization_id=university.organization_id,
        )  # fmt: skip
        claims.propose_reading(university, number=claim.number, status="holds", reading="Read.")


busy = places[0].people["coordinator"]
other = places[0].people["coordinator_university"]
promises(places[0], busy, other, 120)
promises(places[0], other, busy, 120)
readings(places[0], 100)
good = True

client = places[0].client("coordinator")
with queries() as made:
    page = client.get("/week/")
assert page.status_code == 200
open_things = page.content.count(b'<th scope="row"')
print(f"open things on the page: {open_things}, queries: {len(made)}")
good &= open_things >= MANY
good &= tell(f"my week, {open_things} open things", median_ms(lambda: client.get("/week/")), 100,
             "ms")  # fmt: skip

for person in people(PEOPLE):
    promises(places[0], person, busy, EACH)
Letter.everywhere.all().delete()
TaskLink.everywhere.all().delete()
began = time.perf_counter()
said = digest.send_due(TUESDAY)
took = time.perf_counter() - began
print(said, f"{TaskLink.everywhere.count()} links")
good &= Letter.everywhere.count() >= PEOPLE
good &= tell(f"digest of {PEOPLE:,} people, {EACH} things each", took, 30, "s")
began = time.perf_counter()
assert digest.send_due(TUESDAY + timedelta(minutes=15)) == ""
good &= tell("the next tick, nothing due", (time.perf_counter() - began) * 1000, 100, "ms")
sys.exit(not good)
