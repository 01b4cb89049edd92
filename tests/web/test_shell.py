"""The masthead knows where one is, and shows only rooms that may be opened."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from django.test import RequestFactory

from thirdspace.access import permissions, registries
from thirdspace.access.permissions import Permission
from thirdspace.access.scope import Scope
from thirdspace.web.context import Shell, shell

pytestmark = pytest.mark.urls("web.urls")

READ = Permission("sample.read", "Read.", ())
SECRET = Permission("sample.secret", "Read secrets.", ())
for sample in (READ, SECRET):  # the list of all permissions is tested to be complete
    permissions._by_name.pop(sample.name)


@pytest.fixture
def rooms(monkeypatch):
    fresh: registries.Registry[registries.Room] = registries.Registry("rooms")
    fresh.add("claims", registries.Room("Claims", "home:claims", READ, 2))
    fresh.add("board", registries.Room("Board", "home:board", READ, 1))
    fresh.add("closed", registries.Room("Closed", "home:claims", SECRET, 3))
    fresh.add("nowhere", registries.Room("Nowhere", "nowhere:index", READ, 4))
    monkeypatch.setattr(registries, "rooms", fresh)


def at(path: str, scope: Scope | None = None):
    request = RequestFactory().get(path)
    request.user = AnonymousUser()
    if scope:
        request.scope = scope
    return request


@pytest.fixture
def scope() -> Scope:
    return Scope(
        partnership_id=1,
        partnership_key="harbor",
        partnership_name="Harbor Leaders",
        permissions=frozenset({"sample.read"}),
        organization_name="Harbor County",
        organization_side="district",
        person_id=1,
        person_name="Marcus Bell",
    )


def test_a_page_without_a_scope_has_neither_rooms_nor_search():
    found: Shell = shell(at("/help/"))["shell"]
    assert (found.partnership, found.person, found.rooms) == (None, None, ())
    assert found.urls["help"] == "/help/"
    assert "search" not in found.urls


@pytest.mark.usefixtures("rooms")
@pytest.mark.parametrize(
    ("path", "marks"),
    [
        ("/harbor/", {"Board": "page", "Claims": ""}),
        ("/harbor/claims/", {"Board": "", "Claims": "page"}),
        ("/harbor/claims/7/", {"Board": "", "Claims": "true"}),
    ],
)
def test_rooms_in_order_with_the_current_one_marked(path, marks, scope):
    found: Shell = shell(at(path, scope))["shell"]
    assert {room.name: room.current for room in found.rooms} == marks
    assert [room.name for room in found.rooms] == ["Board", "Claims"]


@pytest.mark.usefixtures("rooms")
def test_the_masthead_names_partnership_person_and_organization(scope):
    html = render_to_string("web/base.html", request=at("/harbor/claims/", scope))
    assert "Harbor Leaders" in html
    assert "Marcus Bell" in html
    assert "acting for Harbor County" in html
    assert 'action="/harbor/search/"' in html
    assert '<a href="/harbor/claims/" aria-current="page">Claims</a>' in html


def test_the_slim_masthead_has_no_rooms(scope):
    html = render_to_string("web/slim.html", request=at("/harbor/", scope))
    assert 'role="search"' not in html
    assert 'id="rooms"' not in html
