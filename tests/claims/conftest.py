"""A claim held by both sides, and events to cite."""

from __future__ import annotations

import pytest

from thirdspace.claims import actions
from thirdspace.claims.models import Claim
from thirdspace.partnership.models import Event


@pytest.fixture
def event(world):
    """Return a function that makes an event of one organization, or of nobody's."""

    def make(what="The plan came as a finished file.", org="university", place=None, **fields):
        place = place or world.a
        return Event.objects.add(
            place.scope("operator"),
            what=what,
            kind="drafting",
            when="2026-05-22",
            organization=place.org(org) if org else None,
            origin_id=place.org(org or "district").pk,
            **fields,
        )

    return make


@pytest.fixture
def claim(world) -> Claim:
    """A claim that the district made and the university holds too."""
    made = actions.make_claim(
        world.scope("coordinator"),
        statement="We now write the main documents together.",
        dynamic="ownership",
        since="2025-11",
    )
    actions.add_holder(
        world.scope("coordinator"),
        number=made.number,
        person_id=world.a.people["coordinator_university"].pk,
        organization_id=world.org("university").pk,
    )
    made.refresh_from_db()
    return made


@pytest.fixture
def link(world, claim, event):
    """Return a function that links an event to the claim."""

    def make(who="member_university", stance="contrasts", record=None, **fields):
        record = record or event()
        return actions.link_evidence(
            world.scope(who),
            number=fields.pop("number", claim.number),
            kind="event",
            record_id=record.pk,
            stance=stance,
            why=fields.pop("why", "The yearly plan is a main document."),
            **fields,
        )

    return make


@pytest.fixture
def now(world):
    """Return a function that reads a claim of the first partnership again."""

    def read(number):
        return Claim.objects.within(world.scope("operator")).get(number=number)

    return read
