"""The door answers only to a scope, and a scope sees only what it may."""

from __future__ import annotations

import pytest
from django.db.models import CharField, IntegerField, Value
from hypothesis import given
from hypothesis import strategies as st

from thirdspace.access import clock, entrance
from thirdspace.access.models import Guarded, ScopeMissing, SearchEntry, naming
from thirdspace.access.scope import Audience, Scope, Visibility, can_see, visible
from thirdspace.partnership.models import Kind, Membership, Organization, Person, Seat
from thirdspace.problems import NotAllowed, NotThere


@pytest.mark.parametrize("call", ["all", "filter", "get", "create", "exists", "count"])
def test_a_query_without_a_scope_is_refused(call: str) -> None:
    with pytest.raises(ScopeMissing, match="within"):
        getattr(SearchEntry.objects, call)()


def test_a_person_without_a_seat_learns_nothing(world) -> None:
    with pytest.raises(NotThere) as known:
        entrance.enter(person_id=world.stranger.pk, person_name="x", key="harbor")
    with pytest.raises(NotThere) as unknown:
        entrance.enter(person_id=world.stranger.pk, person_name="x", key="no-such-key")
    assert known.value.as_dict() == unknown.value.as_dict()


def test_a_seat_that_ended_opens_nothing(world) -> None:
    person = world.a.people["member_district"]
    Seat.everywhere.filter(person=person).update(until="2020-01-01")
    with pytest.raises(NotThere):
        world.scope("member_district")


def test_an_organization_that_left_opens_nothing(world) -> None:
    Membership.everywhere.filter(organization=world.org("college")).update(left=clock.today())
    with pytest.raises(NotThere):
        world.scope("member_college")


def test_a_scope_sees_its_own_people_and_organizations_only(world) -> None:
    scope = world.scope("coordinator")
    assert set(Organization.objects.within(scope)) == set(world.a.organizations.values())
    assert set(Person.objects.within(scope)) == set(world.a.people.values())


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("coordinator", {"own-district", "named", "partnership", "funder", "public"}),
        ("member_university", {"own-university", "named", "partnership", "funder", "public"}),
        ("member_college", {"partnership", "funder", "public"}),
        ("funder", {"funder", "public"}),
        (
            "operator",
            {"own-district", "own-university", "named", "partnership", "funder", "public"},
        ),
    ],
)
def test_levels_of_visibility(world, name: str, seen: set[str]) -> None:
    _entries(world)
    shown = SearchEntry.objects.within(world.scope(name)).values_list("title", flat=True)
    assert set(shown) == seen


def test_the_public_sees_only_what_is_public(world) -> None:
    _entries(world)
    scope = entrance.read_as("harbor", Audience.PUBLIC)
    assert set(SearchEntry.objects.within(scope).values_list("title", flat=True)) == {"public"}


def _entries(world) -> None:
    operator = world.scope("operator")
    district, university = world.org("district").pk, world.org("university").pk
    rows = [
        ("own-district", Visibility.OWN, district, ""),
        ("own-university", Visibility.OWN, university, ""),
        ("named", Visibility.NAMED, district, naming([university])),
        ("partnership", Visibility.PARTNERSHIP, district, ""),
        ("funder", Visibility.FUNDER, district, ""),
        ("public", Visibility.PUBLIC, None, ""),
    ]
    for number, (title, visibility, origin, named) in enumerate(rows):
        SearchEntry.objects.add(
            operator, kind="x", record_id=number, title=title, body="", url="/", at=clock.now(),
            visibility=visibility, origin_id=origin, named=named,
        )  # fmt: skip


LEVELS = st.sampled_from(list(Visibility.values))
IDS = st.integers(1, 4)


@pytest.mark.django_db
@given(
    visibility=LEVELS, origin=st.none() | IDS, named=st.sets(IDS, max_size=3),
    audience=st.sampled_from(list(Audience)), organization=st.none() | IDS, operator=st.booleans(),
)  # fmt: skip
def test_the_query_and_the_record_give_one_answer(
    visibility, origin, named, audience, organization, operator
) -> None:
    scope = Scope(
        partnership_id=1, partnership_key="k", partnership_name="n", permissions=frozenset(),
        audience=audience, organization_id=organization, operator=operator,
    )  # fmt: skip
    # One row is enough to ask the database the rule's question with these values.
    holder, _ = Organization.everywhere.get_or_create(name="row", kind=Kind.DISTRICT)
    asked = (
        Organization.everywhere.filter(pk=holder.pk)
        .annotate(
            visibility=Value(visibility, output_field=CharField()),
            origin_id=Value(origin, output_field=IntegerField()),
            named=Value(naming(named), output_field=CharField()),
        )
        .filter(visible(scope))
        .exists()
    )
    told = can_see(scope, visibility=visibility, origin_id=origin, named=naming(named))
    assert asked == told


def test_a_missing_right_is_told_in_words(world) -> None:
    from thirdspace.claims.permissions import WRITE

    with pytest.raises(NotAllowed, match="Write claims"):
        world.scope("funder").require(WRITE)


def test_guarded_adds_only_to_its_own_partnership(world) -> None:
    scope = world.scope("coordinator")
    entry = SearchEntry.objects.add(
        scope, kind="x", record_id=1, title="t", body="", url="/", at=clock.now()
    )
    assert (entry.partnership_id, entry.origin_id) == (
        world.a.partnership.pk,
        world.org("district").pk,
    )
    assert isinstance(SearchEntry.objects, Guarded)
