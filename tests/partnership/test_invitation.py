"""An invitation is opened as often as one likes and used once; it signs nobody in."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client

from thirdspace.access import clock, links
from thirdspace.partnership import actions
from thirdspace.partnership.models import Person

GOOD = {"name": "Nora Newman", "password": "seven green kites", "again": "seven green kites"}


@pytest.fixture
def invited(world, settings, django_capture_on_commit_callbacks):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

    def invite(email="new@example.org"):
        with django_capture_on_commit_callbacks(execute=True):
            seat = actions.invite_person(
                world.scope("coordinator"), email=email, name="Nora New", role="member",
                organization_id=world.org("district").pk,
            )  # fmt: skip
        return seat, mail.outbox[-1]

    return invite


def path_in(message) -> str:
    found = re.search(r"http://127.0.0.1:8000(/\S+)", message.body)
    return found[1]


def test_opened_thrice_used_once(invited):
    seat, message = invited()
    link = path_in(message)
    assert message.to == ["new@example.org"]
    client = Client()
    for _time in range(3):
        page = client.get(link)
        assert page.status_code == 200
        assert "Nora New" in page.content.decode()
    done = client.post(link, GOOD)
    assert done.status_code == 200
    person = Person.objects.get(pk=seat.person_id)
    assert person.name == "Nora Newman"
    assert person.check_password(GOOD["password"])
    assert "_auth_user_id" not in client.session  # nobody is signed in
    assert client.get("/harbor/agreements/").status_code == 302
    assert client.get(link).status_code == 410
    assert client.post(link, GOOD).status_code == 410


def test_a_forwarded_link_acts_for_the_person_invited(world, invited):
    seat, message = invited()
    other = world.client("member_district")
    assert other.post(path_in(message), GOOD).status_code == 403  # somebody else is signed in
    assert not Person.objects.get(pk=seat.person_id).has_usable_password()
    assert Client().post(path_in(message), GOOD).status_code == 200
    assert Person.objects.get(pk=seat.person_id).check_password(GOOD["password"])
    assert not world.a.people["member_district"].check_password(GOOD["password"])


def test_it_expires(invited):
    _seat, message = invited()
    with clock.at(clock.now() + timedelta(days=15)):
        assert Client().get(path_in(message)).status_code == 404
        assert Client().post(path_in(message), GOOD).status_code == 404


@pytest.mark.parametrize(
    "change",
    [{"password": "short", "again": "short"}, {"again": "seven green kite"}, {"name": " "},
     {"password": "newexampleorg", "again": "newexampleorg", "name": "newexampleorg"}],
)  # fmt: skip
def test_a_slip_does_not_use_it_up(invited, change):
    seat, message = invited()
    link = path_in(message)
    assert Client().post(link, {**GOOD, **change}).status_code == 422
    assert not Person.objects.get(pk=seat.person_id).has_usable_password()
    assert Client().post(link, GOOD).status_code == 200


def test_inviting_again_closes_the_old_link(world, invited, django_capture_on_commit_callbacks):
    seat, first = invited()
    with django_capture_on_commit_callbacks(execute=True):
        actions.invite_again(world.scope("coordinator"), seat_id=seat.pk)
    assert Client().get(path_in(first)).status_code == 404
    assert Client().get(path_in(mail.outbox[-1])).status_code == 200


def test_who_has_a_password_gets_no_link_that_could_change_it(world, invited):
    known = world.a.people["member_university"]
    _seat, message = invited(known.email)
    assert path_in(message) == "/account/login/"


def test_a_second_invitation_never_changes_a_password(world, invited):
    seat, first = invited()
    assert Client().post(path_in(first), GOOD).status_code == 200
    token = links.make(
        world.scope("coordinator"), "partnership.join", record_id=seat.pk,
        person_id=seat.person_id, organization_id=seat.organization_id,
    )  # fmt: skip
    changed = {**GOOD, "password": "another fine day out", "again": "another fine day out"}
    assert Client().post(f"/link/{token}/", changed).status_code == 422
    assert Person.objects.get(pk=seat.person_id).check_password(GOOD["password"])
