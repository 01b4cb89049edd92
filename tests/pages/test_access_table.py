"""Every route, asked as every member of the cast, with GET and POST."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from pages.routes import Found, every_route
from pages.samples import Stage
from thirdspace.access.permissions import permissions_of

EVERY = every_route()
INSIDE = [f for f in EVERY if f.route.kind == "page"]
MEMBERS = (
    "coordinator", "coordinator_university", "member_district", "member_university",
    "member_college", "sponsor_district", "facilitator", "researcher", "funder", "candidate",
)  # fmt: skip
#: Pages that say 404 until they are told what to show.
NEED_A_QUERY = {"claims:cite", "evidence:quotes"}
#: What may be posted without a form's token, each with the reason.
WITHOUT_TOKEN = {
    "home:stop_mail": "a mail program stops a mail with one click; its own token names one person",
}
#: What somebody with the right may be told: done, shown, sent on, not there for them, not usable.
FINE = {200, 302, 404, 405, 409, 422}


def ids(found: Found) -> str:
    return found.name


def ask(client: Client, found: Found, staged: Stage, method: str):
    address = reverse(found.name, kwargs=staged.parts(found))
    client.raise_request_exception = True
    return client.post(address, {}) if method == "POST" else client.get(address)


@pytest.mark.parametrize("found", EVERY, ids=ids)
def test_the_table_has_a_sample_for_every_part(found: Found, staged: Stage) -> None:
    assert reverse(found.name, kwargs=staged.parts(found))


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("found", INSIDE, ids=ids)
def test_a_page_of_a_partnership(found: Found, method: str, staged: Stage) -> None:
    assert ask(staged.client("nobody"), found, staged, method).status_code in {302, 405}
    assert ask(staged.client("stranger"), found, staged, method).status_code in {404, 405}
    for name in MEMBERS:
        answer = ask(staged.client(name), found, staged, method)
        held = permissions_of([staged.world.scope(name).role])
        if method not in found.route.methods:
            assert answer.status_code == 405
        elif found.route.needs in held:
            assert answer.status_code in FINE | {403}, (name, answer.status_code)
        else:
            assert answer.status_code == 403, (name, answer.status_code)


@pytest.mark.parametrize("found", INSIDE, ids=ids)
def test_a_coordinator_reaches_every_page_of_theirs(found: Found, staged: Stage) -> None:
    held = permissions_of(["coordinator"])
    if found.name in NEED_A_QUERY:
        return  # their own tests ask them as a person does
    if "GET" in found.route.methods and found.route.needs in held:
        answer = ask(staged.client("coordinator"), found, staged, "GET")
        assert answer.status_code in {200, 302}, found.name


@pytest.mark.parametrize(
    "found", [f for f in EVERY if f.route.kind in {"person", "network"}], ids=ids
)
def test_a_page_of_a_person(found: Found, staged: Stage) -> None:
    method = found.route.methods[0]
    assert ask(staged.client("nobody"), found, staged, method).status_code == 302
    expected = {404} if found.parts else {200, 302}
    assert ask(staged.client("stranger"), found, staged, method).status_code in expected
    reached = {200, 302} if method == "GET" else FINE
    assert ask(staged.client("coordinator"), found, staged, method).status_code in reached


@pytest.mark.parametrize("found", [f for f in EVERY if "POST" in f.route.methods], ids=ids)
def test_nothing_is_written_without_the_forms_own_token(found: Found, staged: Stage) -> None:
    if found.name in WITHOUT_TOKEN:
        return
    client = Client(enforce_csrf_checks=True)
    client.force_login(
        staged.world.a.people["coordinator"],
        backend="allauth.account.auth_backends.AuthenticationBackend",
    )
    assert ask(client, found, staged, "POST").status_code == 403


@pytest.mark.parametrize("found", INSIDE, ids=ids)
def test_the_other_partnership_is_not_there(found: Found, staged: Stage) -> None:
    address = reverse(found.name, kwargs=staged.parts_of_b(found))
    client = staged.client("coordinator")
    assert client.get(address).status_code in {404, 405}
    assert client.post(address, {}).status_code in {404, 405}


@pytest.mark.parametrize("found", [f for f in INSIDE if len(f.parts) > 1], ids=ids)
def test_the_others_records_are_not_there_under_ones_own_key(found: Found, staged: Stage) -> None:
    parts = {**staged.parts_of_b(found), "partnership": "harbor"}
    if parts == staged.parts(found):
        return  # named by a number or key of its own partnership: it is one's own record
    answer = staged.client("coordinator").get(reverse(found.name, kwargs=parts))
    assert answer.status_code in {404, 405}
