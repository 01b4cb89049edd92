"""A link from a mail: open to its holder, for one task, once, before it expires."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from thirdspace.access import clock, links, registries
from thirdspace.access.models import TaskLink
from thirdspace.partnership.models import Event
from thirdspace.problems import NotThere


@pytest.fixture
def task(world):
    """A task that adds an event with what was sent."""

    def perform(scope, link, sent) -> registries.Thanks:
        Event.objects.add(scope, kind="told", what=sent["what"])
        return registries.Thanks("Thank you, it is noted.")

    name = "tests.tell"
    registries.link_tasks._entries.pop(name, None)
    registries.link_tasks.add(
        name,
        registries.LinkTask("Tell us", "web/task.html", lambda _scope, _link: {}, perform),
    )
    yield name
    registries.link_tasks._entries.pop(name)


@pytest.fixture
def token(world, task) -> str:
    return links.make(
        world.scope("coordinator"), task, record_id=1,
        person_id=world.a.people["member_university"].pk,
        organization_id=world.org("university").pk,
    )  # fmt: skip


def _told(world) -> list[Event]:
    return list(Event.objects.within(world.scope("operator")))


def test_a_mail_scanner_may_fetch_it_many_times(world, token) -> None:
    scanner = Client()
    for method in (scanner.get, scanner.head, scanner.get):
        assert method(f"/link/{token}/").status_code == 200
    assert _told(world) == []
    assert Client().post(f"/link/{token}/", {"what": "Done"}).status_code == 200
    assert [e.what for e in _told(world)] == ["Done"]


def test_it_works_once(world, token) -> None:
    Client().post(f"/link/{token}/", {"what": "one"})
    assert Client().post(f"/link/{token}/", {"what": "two"}).status_code == 410
    answer = Client().get(f"/link/{token}/")
    assert answer.status_code == 410
    assert "This link was used on" in answer.content.decode()
    assert len(_told(world)) == 1


def test_a_used_link_sends_a_new_one_to_its_owner_alone(
    world, token, mailoutbox, django_capture_on_commit_callbacks
) -> None:
    Client().post(f"/link/{token}/", {"what": "one"})
    for _twice in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            asked = Client().post(f"/link/{token}/", {"new_link": "yes"})
        assert asked.status_code == 200
        assert "/link/" not in asked.content.decode()
    assert [mail.to for mail in mailoutbox] == [[world.a.people["member_university"].email]]


def test_a_forwarded_link_is_refused_to_who_is_signed_in_as_themselves(world, token) -> None:
    other = world.client("member_district")
    assert other.get(f"/link/{token}/").status_code == 403
    assert other.post(f"/link/{token}/", {"what": "mine"}).status_code == 403
    assert _told(world) == []
    assert world.client("member_university").get(f"/link/{token}/").status_code == 200


def test_it_acts_for_the_organization_it_names(world, token) -> None:
    Client().post(f"/link/{token}/", {"what": "one"})
    assert _told(world)[0].origin_id == world.org("university").pk


def test_it_expires(world, token) -> None:
    with clock.at(clock.now() + links.LIFETIME + timedelta(minutes=1)):
        assert Client().get(f"/link/{token}/").status_code == 404
        assert Client().post(f"/link/{token}/", {"what": "late"}).status_code == 404
    assert _told(world) == []


def test_a_failed_task_does_not_use_the_link_up(world, token) -> None:
    client = Client(raise_request_exception=False)
    client.post(f"/link/{token}/", {})  # what it needs is missing
    assert Client().post(f"/link/{token}/", {"what": "again"}).status_code == 200


def test_only_a_hash_is_stored(world, token) -> None:
    row = TaskLink.everywhere.get()
    assert token not in {row.token_hash, row.task}
    assert len(row.token_hash) == 64


def test_a_holder_whose_seat_ended_opens_nothing(world, token) -> None:
    from thirdspace.partnership.models import Seat

    Seat.everywhere.filter(person=world.a.people["member_university"]).update(until="2020-01-01")
    assert Client().get(f"/link/{token}/").status_code == 404


def test_a_link_opens_no_other_page(world, token) -> None:
    client = Client()
    client.get(f"/link/{token}/")
    assert "_auth_user_id" not in client.session


def test_a_task_done_elsewhere_voids_its_links(world, task, token) -> None:
    class Thing:
        pk = 1

    links.void(world.scope("coordinator"), Thing(), task)
    with pytest.raises(NotThere):
        links.look(token)


def test_no_link_without_a_registered_task(world) -> None:
    with pytest.raises(LookupError):
        links.make(world.scope("coordinator"), "tests.no_such", record_id=1, person_id=1,
                   organization_id=1)  # fmt: skip
