"""The demo is built by actions, the same each time, and every role finds its way in."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test import Client

from thirdspace.access import audit, clock, entrance, rows
from thirdspace.access.models import Answer, AuditEvent, Proposal
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
from thirdspace.meetings.models import (
    AgendaItem,
    Decision,
    DecisionState,
    Deliverable,
    Line,
    Meeting,
    MeetingState,
    Promise,
    PromiseState,
    Reflection,
    Series,
    Tension,
)
from thirdspace.meetings.reads.minutes import minutes
from thirdspace.meetings.reads.presence import who
from thirdspace.partnership.models import Event, Kind, Organization, Person
from thirdspace.web.models import Letter

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
    assert Series.objects.within(scope).count() == 5
    assert Meeting.objects.within(scope).count() == 45
    assert Decision.objects.within(scope).count() == 39
    assert Promise.objects.within(scope).count() == 81
    assert Deliverable.objects.within(scope).count() == 8


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


def test_the_table_of_the_day_is_planned_and_invited(scope):
    today = Meeting.objects.within(scope).get(title="Steering table 21")
    items = AgendaItem.objects.within(scope).filter(meeting=today).order_by("position")

    assert today.state == MeetingState.PLANNED
    assert today.invited_at
    assert list(items.values_list("minutes", "led_by__name")) == [
        (8, "Marcus Bell"), (15, "Renée Castillo"), (15, "Priya Nair"), (12, "Marcus Bell"),
        (8, "Beth Oduya"), (10, "Joel Okafor"), (7, "Marcus Bell"),
    ]  # fmt: skip


def test_twelve_people_of_five_organizations_sit_at_the_steering_table(scope):
    held = Meeting.objects.within(scope).get(title="Steering table 20")
    today = Meeting.objects.within(scope).get(title="Steering table 21")
    sitting = Counter(each.organization for each in who(scope, today))

    assert sitting == {
        "Harbor County": 3, "Northfield": 3, "Lakeside": 3, "State Office": 1,
        "Parents' Alliance": 2,
    }  # fmt: skip
    assert minutes(scope, today).filled == "9 of 12 said that they come."
    assert minutes(scope, held).filled == "12 of 14 seats filled."


def test_nothing_is_left_waiting_in_a_meeting_that_is_over(scope):
    items = AgendaItem.objects.within(scope).filter(state__in=("waiting", "now"))

    assert not items.filter(meeting__state__in=("closed", "cancelled")).exists()


def test_reflection_waits_since_30_april(scope):
    table = Reflection.objects.within(scope).filter(meeting__series__name="Steering table")
    last = table.order_by("-meeting__starts_at").values_list("meeting__number", "state")[:4]

    assert list(last) == [(21, "planned"), (20, "skipped"), (19, "skipped"), (18, "shown")]


def test_eight_promises_were_kept_since_2_june_and_three_are_late(scope):
    promises = Promise.objects.within(scope)
    since = datetime(2026, 6, 2, 19, 30, tzinfo=UTC)

    assert promises.filter(state=PromiseState.DONE, answered_at__gte=since).count() == 8
    assert promises.filter(state=PromiseState.OPEN).count() == 11
    assert sorted(promises.filter(state=PromiseState.OPEN, due__lt=TODAY.date())
                  .values_list("owner__name", flat=True)) == [
        "Ana Lindqvist", "Ingrid Halloran", "Marcus Bell",
    ]  # fmt: skip


def test_the_new_baseline_waits_for_northfield(scope):
    asked = Decision.objects.within(scope).get(number=39)
    [proposal] = Proposal.objects.within(scope).filter(pk=asked.proposal_id)
    said_yes = Answer.objects.within(scope).filter(proposal=proposal, yes=True)

    assert asked.state == DecisionState.WAITING
    assert asked.answer_by == date(2026, 6, 30)
    assert asked.if_silent == "The old average stays."
    assert [str(answer.organization) for answer in said_yes] == ["Harbor County"]


def test_typed_lines_became_what_they_say(scope):
    lines = Line.objects.within(scope).filter(meeting__title="Steering table 20")
    became = Counter(lines.values_list("kind", flat=True))

    assert became == {"plain": 5, "promise": 11, "decision": 1, "tension": 1, "thanks": 1}


def test_a_private_tension_and_one_of_another_side_are_not_seen(scope):
    def seen_by(name: str) -> list[int]:
        seen = Tension.objects.within(person(name)).order_by("number")
        return list(seen.values_list("number", flat=True))

    assert seen_by("Samir Patel") == [1, 3, 4, 5, 7]
    assert seen_by("Ana Lindqvist") == [1, 3, 5, 6, 7]
    assert seen_by("Carla Mendes") == [1, 2, 3, 5, 7]


def test_mail_is_of_the_last_two_weeks(scope):
    letters = Letter.everywhere.all()
    mine = letters.filter(to="mbell@harbor.example").order_by("-made_at", "-id")

    assert min(letters.values_list("made_at", flat=True)).date() == date(2026, 6, 2)
    assert letters.count() < 250
    assert mine.filter(subject__startswith="Minutes: Steering table 20").count() == 1
    assert mine.filter(subject__startswith="Steering table 21, ").count() == 1
    digest = mine.filter(made_at__date=TODAY.date()).first()
    assert digest.subject.startswith("Tuesday: you owe 2 (1 late), ")


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
