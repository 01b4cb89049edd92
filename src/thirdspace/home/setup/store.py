"""Where drafts are kept, and what is known of their founder before there is a partnership.

There is no scope yet, so every query here names the person instead: their drafts, the
organizations they sit for today, the people they share a partnership with today.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from django.db.models import OuterRef, Q, Subquery

from thirdspace.access import clock, entrance, routes
from thirdspace.access.permissions import INSIDE
from thirdspace.home.models import SetUp
from thirdspace.home.setup.draft import Draft, Founded, Side, read, written
from thirdspace.partnership.files.document import TAKEN
from thirdspace.partnership.models import Membership, Organization, Partnership, Person, Seat
from thirdspace.partnership.seats import partnerships_of

#: A longer pause than this is a break, and not counted as time spent.
BREAK = timedelta(minutes=10)


def drafts_of(person_id: int) -> list[Draft]:
    """Return a person's set-ups under way, the newest first."""
    rows = SetUp.everywhere.filter(person_id=person_id).order_by("-saved_at", "-id")
    return [draft for draft in map(_draft, rows) if draft.founded is None]


def find(person_id: int, pk: int, *, locked: bool = False) -> Draft:
    """Return one's own set-up; `locked`, nobody else ends it until the transaction is over.

    Raises
    ------
    NotThere
        No such set-up, or somebody else's.
    """
    rows = SetUp.everywhere.select_for_update() if locked else SetUp.everywhere.all()
    found = rows.filter(pk=pk, person_id=person_id).first()
    if found is None:
        raise routes.nothing_here()
    return _draft(found)


def begin(person_id: int, *, name: str, purpose: str, sides: tuple[Side, ...]) -> Draft:
    """Keep a new set-up."""
    now = clock.now()
    draft = Draft(0, person_id, now, now, name=name, purpose=purpose, sides=sides)
    row = SetUp(person_id=person_id, begun_at=now, saved_at=now, data=written(draft))
    row.save()
    return replace(draft, pk=row.pk)


def save(draft: Draft) -> Draft:
    """Keep a set-up as it is now, and add the time since it was last kept.

    One that was finished meanwhile stays finished: a second press must not open it again.
    """
    now = clock.now()
    since = now - draft.saved_at
    spent = int(since.total_seconds()) if since < BREAK else 0
    kept = replace(draft, saved_at=now, seconds=draft.seconds + spent)
    rows = SetUp.everywhere.filter(pk=draft.pk, person_id=draft.person_id, data__founded=None)
    rows.update(saved_at=now, data=written(kept))
    return kept


def finish(draft: Draft, founded: Founded) -> None:
    """Forget what was pasted and typed; keep only where it led, for whoever presses twice."""
    save(replace(draft, name="", purpose="", sides=(), paste=None, meeting=None, founded=founded))


def drop(person_id: int, pk: int) -> None:
    """Throw one's own set-up away.

    Raises
    ------
    NotThere
        No such set-up, or somebody else's.
    """
    find(person_id, pk)
    SetUp.everywhere.filter(pk=pk, person_id=person_id).delete()


def _draft(row: SetUp) -> Draft:
    return read(row.pk, row.person_id, row.begun_at, row.saved_at, row.data)


# --- What is known of the founder ------------------------------------------------------------


def own_organizations(person_id: int) -> list[Side]:
    """Return the organizations for which a person works today, in any partnership."""
    seats = Seat.everywhere.filter(
        Seat.held_on(clock.today()),
        person_id=person_id,
        role__in=INSIDE,
        organization_id__in=Subquery(
            Membership.everywhere.filter(
                Q(left=None) | Q(left__gt=clock.today()), partnership=OuterRef("partnership")
            ).values("organization_id")
        ),
    )
    rows = Organization.everywhere.filter(pk__in=seats.values("organization_id")).order_by("name")
    return [Side(row.name, row.short_name, row.kind, row.pk) for row in rows]


def known_to(person: Person, emails: Iterable[str]) -> set[str]:
    """Return which addresses belong to people who share a partnership with a person today.

    Whether an address exists anywhere else is nobody's to know.
    """
    known: set[str] = set()
    for key in {mine.key for mine in partnerships_of(person.pk)}:
        scope = entrance.enter(person_id=person.pk, person_name=str(person), key=key)
        seats = Seat.objects.within(scope).filter(
            Seat.held_on(clock.today()), person__email__in=list(emails)
        )
        known |= set(seats.values_list("person__email", flat=True))
    return known


def is_free(key: str) -> bool:
    """Say whether a new partnership may have this key."""
    return key not in TAKEN and not Partnership.everywhere.filter(key=key).exists()
