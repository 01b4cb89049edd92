"""The demo is built by actions, the same each time, and every role finds its way in."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test import Client

from thirdspace.access import audit, clock, entrance, rows
from thirdspace.access.models import AuditEvent
from thirdspace.access.scope import Scope
from thirdspace.claims.models import Claim, EvidenceLink
from thirdspace.cli import folder, integrity
from thirdspace.demo.build import build
from thirdspace.demo.chronicle import KEY
from thirdspace.demo.logins import Login, logins
from thirdspace.demo.story.claims import CLAIMS
from thirdspace.demo.story.members import TODAY
from thirdspace.evidence.models import Coding, Source
from thirdspace.improvement.models import Measure, Observation
from thirdspace.partnership.models import Event, Kind, Organization, Person

pytestmark = pytest.mark.django_db
EXAMPLE = Path(__file__).parents[2] / "examples" / "harbor"


@pytest.fixture(scope="module")
def told(django_db_setup, django_db_blocker):
    """The demo, built once for all tests of this file and taken away afterwards."""
    with django_db_blocker.unblock(), transaction.atomic(), rows.holding_all():
        with clock.at(TODAY):
            build()
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _on_the_day_of_the_demo():
    with clock.at(TODAY):
        yield


@pytest.fixture
def scope(told) -> Scope:
    return entrance.operate(KEY)


def person(name: str) -> Scope:
    found = Person.objects.get(name=name)
    return entrance.enter(person_id=found.pk, person_name=found.name, key=KEY)


def signed_in(login: Login) -> Client:
    client = Client()
    answer = client.post(
        "/account/login/", {"login": login.email, "password": login.password}, follow=False
    )
    assert answer.status_code == 302, answer.content.decode()
    return client


def test_as_many_as_the_story_tells(scope):
    kinds = Counter(Organization.objects.within(scope).values_list("kind", flat=True))

    assert kinds == {
        Kind.SCHOOL: 6, Kind.UNIVERSITY: 2, Kind.DISTRICT: 1, Kind.STATE: 1, Kind.COMMUNITY: 1,
        Kind.FUNDER: 1,
    }  # fmt: skip
    assert Person.objects.within(scope).count() == 40
    assert Event.objects.within(scope).count() == 23
    assert Source.objects.within(scope).count() == 14
    assert Coding.objects.within(scope).count() == 105
    assert Coding.objects.within(scope).filter(direction="eroding").count() == 42
    assert Measure.objects.within(scope).count() == 8
    assert Observation.objects.within(scope).count() == 136
    assert Claim.objects.within(scope).count() == 12


def test_tallies_are_those_of_the_story(scope):
    stored = {
        claim.short: (claim.contrasts, claim.supports, claim.mentions)
        for claim in Claim.objects.within(scope)
    }
    of_the_story = {
        claim.key: tuple(
            sum(link.stance == stance for link in claim.links)
            for stance in ("contrasts", "supports", "mentions")
        )
        for claim in CLAIMS
    }

    assert stored == of_the_story
    assert stored["C-03"] == (5, 1, 1)
    assert stored["C-07"] == (4, 5, 1)
    links = EvidenceLink.objects.within(scope).filter(withdrawn_at=None)
    assert links.count() == sum(map(sum, stored.values()))


def test_claim_seven_reads_as_agreed(scope):
    claim = Claim.objects.within(scope).get(number=7)

    assert claim.statement == "We now write the main documents together."
    assert claim.status == "unsettled"
    assert claim.look_again.isoformat() == "2026-08-31"
    assert claim.visibility == "partnership"


def test_measures_bear_the_numbers_of_the_story(scope):
    measures = {measure.key: measure for measure in Measure.objects.within(scope).order_by("key")}

    assert measures["M-01"].name == "Students who miss two or more days a week"
    assert measures["M-01"].reading["signal"]
    assert measures["M-01"].reading["since"] == "2026-02-23"
    assert measures["M-04"].reading["signal"]
    assert measures["M-02"].reading["since"] == "2025-09-01"
    assert [key for key in measures if not measures[key].reading["signal"]] == [
        "M-03", "M-05", "M-07", "M-08",
    ]  # fmt: skip


def test_the_trail_holds_from_the_first_act_to_the_last(scope):
    moments = list(AuditEvent.objects.within(scope).order_by("id").values_list("at", flat=True))

    assert list(audit.broken_links(scope.partnership_id)) == []
    assert moments == sorted(moments)
    assert moments[0].date().isoformat() == "2024-08-19"
    assert moments[-1] < TODAY


def test_people_did_it_themselves(scope):
    by_people = AuditEvent.objects.within(scope).exclude(person_id=None)

    assert by_people.count() > 0.9 * AuditEvent.objects.within(scope).count()
    assert by_people.values("person_id").distinct().count() >= 15


def test_check_finds_nothing(scope):
    assert list(integrity.everything()) == []


@pytest.mark.parametrize("login", logins(), ids=lambda login: login.role)
def test_every_role_signs_in_and_opens_the_board(scope, login):
    answer = signed_in(login).get(f"/{KEY}/")

    assert answer.status_code == 200
    assert "Harbor Leaders Partnership" in answer.content.decode()


def test_a_funder_sees_only_what_was_released(scope):
    funder = person("Claire Whitfield")

    assert [claim.short for claim in Claim.objects.within(funder)] == ["C-05"]
    assert [measure.key for measure in Measure.objects.within(funder)] == ["M-01"]
    assert sorted(source.file[:2] for source in Source.objects.within(funder)) == [
        "08", "11", "13",
    ]  # fmt: skip


def test_hours_of_one_university_are_its_own(scope):
    assert Measure.objects.within(person("Tom Whitaker")).filter(key="M-08").exists()
    assert not Measure.objects.within(person("Marcus Bell")).filter(key="M-08").exists()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="order of rows is PostgreSQL's own")
def test_the_example_folder_is_an_export_of_the_demo(scope, tmp_path):
    folder.export_folder([KEY], tmp_path / "harbor")

    assert _files(tmp_path / "harbor") == _files(EXAMPLE)


def _files(place: Path) -> dict[str, bytes]:
    return {
        path.relative_to(place).as_posix(): path.read_bytes()
        for path in sorted(place.rglob("*"))
        if path.is_file()
    }
