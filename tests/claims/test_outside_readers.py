"""What the funder and the public learn of a released claim: that records count, not whose."""

from __future__ import annotations

import pytest

from cast import World
from thirdspace.access.entrance import read_as
from thirdspace.access.scope import Audience, Scope, Visibility
from thirdspace.claims import actions
from thirdspace.claims.models import Claim
from thirdspace.claims.reads.page import claim_page
from thirdspace.claims.reads.rows import claim_list
from thirdspace.evidence import actions as evidence
from thirdspace.evidence.models import Source, TextVersion
from thirdspace.partnership import actions as partnership
from thirdspace.partnership.models import Event


@pytest.fixture
def claim(world: World) -> Claim:
    """A released claim on an event, a quote and an event of another side, none of them released."""
    scope, college = world.scope("coordinator"), world.scope("member_college")
    made = actions.make_claim(scope, statement="We write the main documents together.")
    ours = partnership.add_event(scope, what="We wrote a day long.", kind="retreat")
    theirs = partnership.add_event(
        college, what="Lakeside wrote alone.", organization_id=college.organization_id
    )
    evidence.add_code(scope, name="ownership")
    source = evidence.add_source(
        college, file="a.txt", data=b"They wrote it for us.",
        organization_id=college.organization_id, consent="partnership",
    )  # fmt: skip
    code = evidence.add_code(scope, name="voice")
    coding = evidence.code_passage(
        college, version_id=TextVersion.everywhere.get(source=source).pk, start=0, end=10,
        code_id=code.pk,
    )  # fmt: skip
    for by, kind, record, stance in (
        (scope, "event", ours.pk, "supports"),
        (college, "event", theirs.pk, "contrasts"),
        (college, "quote", coding.pk, "contrasts"),
    ):
        actions.link_evidence(by, number=made.number, kind=kind, record_id=record, stance=stance,
                              why="Because Lakeside said so.", strength=3)  # fmt: skip
    Claim.everywhere.filter(pk=made.pk).update(visibility=Visibility.PUBLIC)
    return made


def readers(world: World) -> list[Scope]:
    return [world.scope("funder"), *(read_as("harbor", a) for a in ("funder", "public"))]


SECRETS = ("Lakeside", "Carla", "Quote", "Event", "Several", "wrote alone", "for us")


def test_every_record_counts_and_none_is_named(world: World, claim: Claim) -> None:
    for scope in readers(world):
        [row] = claim_list(scope).rows
        assert (len(row.tally.contrasts), len(row.tally.supports)) == (2, 1)
        assert {mark.side for mark in row.tally.contrasts} == {"other"}
        assert row.tally.label == "2 (not released 2) contrast, 1 (not released 1) support"
        told = repr(row.tally.lines()) + repr(row.tally)
        assert not [secret for secret in SECRETS if secret in told]


def test_the_page_names_nobody_either(world: World, claim: Claim) -> None:
    for scope in readers(world):
        told = repr(claim_page(scope, claim.number))
        assert not [secret for secret in SECRETS if secret in told]
    client = world.client("funder")
    for path in ("", "claims/", f"claims/{claim.number}/", "search/?q=Lakeside", "timeline/",
                 "attention/"):  # fmt: skip
        body = client.get(f"/harbor/{path}").content.decode()
        assert not [s for s in ("Lakeside State", "Carla", "wrote alone", "for us") if s in body]


def test_what_is_released_is_named(world: World, claim: Claim) -> None:
    Event.everywhere.filter(what__startswith="Lakeside").update(visibility=Visibility.FUNDER)
    tally = claim_list(world.scope("funder")).rows[0].tally
    assert tally.whose_contrasts == "Lakeside 1, not released 1"
    assert claim_list(read_as("harbor", Audience.PUBLIC)).rows[0].tally.owners == ["not released"]


def test_a_released_source_whose_words_are_held_back_is_not_released(
    world: World, claim: Claim
) -> None:
    Source.everywhere.update(visibility=Visibility.PUBLIC)
    tally = claim_list(world.scope("funder")).rows[0].tally
    assert tally.whose_contrasts == "not released 2"


def test_inside_the_partnership_all_sides_are_named(world: World, claim: Claim) -> None:
    [row] = claim_list(world.scope("member_district")).rows
    assert row.tally.whose_contrasts == "Lakeside 2"
