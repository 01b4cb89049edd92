"""What a stranger can learn or take at the door: sign-in, passwords, addresses, headers."""

from __future__ import annotations

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse

from cast import PASSWORD, World
from thirdspace.partnership.models import Person


@pytest.fixture(autouse=True)
def _nobody_tried_before(settings) -> None:
    cache.clear()


EMAIL = "coordinator@harbor.example.org"


def sign_in(client: Client, email: str = EMAIL, password: str = PASSWORD, **more):
    return client.post("/account/login/", {"login": email, "password": password, **more})


def test_the_right_password_opens_and_the_wrong_one_does_not(world: World) -> None:
    client = Client()
    assert sign_in(client, password="wrong").status_code == 200
    assert client.get("/harbor/").status_code == 302
    assert sign_in(client).status_code == 302
    assert client.get("/harbor/").status_code == 200


def test_the_eleventh_failed_sign_in_is_too_many(world: World) -> None:
    answers = [
        sign_in(Client(), email=f"nobody{n}@harbor.example.org", password="wrong").status_code
        for n in range(11)
    ]
    assert answers[:10] == [200] * 10
    assert answers[10] == 429


def test_an_address_one_makes_up_does_not_start_the_count_anew(world: World) -> None:
    for n in range(11):
        answer = Client().post(
            "/account/login/",
            {"login": f"nobody{n}@harbor.example.org", "password": "wrong"},
            headers={"X-Forwarded-For": f"10.1.1.{n}"},
        )
    assert answer.status_code == 429


def test_behind_a_proxy_each_place_has_a_count_of_its_own(world: World, settings) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1

    def tried(number: int, made_up: str, place: str) -> int:
        given = {"login": f"nobody{number}@harbor.example.org", "password": "wrong"}
        headers = {"X-Forwarded-For": f"{made_up}, {place}"}
        return Client().post("/account/login/", given, headers=headers).status_code

    answers = [tried(n, f"10.9.9.{n}", "192.0.2.1") for n in range(11)]
    assert answers == [200] * 10 + [429]
    assert tried(11, "10.9.9.1", "192.0.2.2") == 200


def test_the_count_holds_over_all_processes(world: World, settings) -> None:
    from thirdspace.config import settings as configured

    settings.CACHES = configured.CACHES
    call_command("createcachetable", verbosity=0)
    for number in range(400):  # a flood of other entries pushes no count out
        cache.set(f"other-{number}", number)
    for _time in range(10):
        sign_in(Client(), email=f"nobody{_time}@harbor.example.org", password="wrong")
    with connection.cursor() as cursor:  # in the database, where every process counts
        cursor.execute("SELECT count(*) FROM thirdspace_cache WHERE cache_key LIKE %s", ["%login%"])
        assert cursor.fetchone()[0] > 1
    assert sign_in(Client(), email="nobody@harbor.example.org").status_code == 429


def test_a_forgotten_password_tells_nobody_who_has_an_account(world: World) -> None:
    answers = []
    for email in (EMAIL, "nobody@harbor.example.org"):
        answer = Client().post("/account/password/reset/", {"email": email}, follow=True)
        answers.append((answer.redirect_chain, answer.content.replace(email.encode(), b"")))
    assert answers[0] == answers[1]


@pytest.mark.parametrize(
    "away",
    ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)",
     "https:evil.example"],
)  # fmt: skip
def test_sign_in_sends_nobody_to_another_site(world: World, away: str) -> None:
    answer = sign_in(Client(), next=away)
    assert answer.status_code == 302
    assert answer.url == "/"
    page = Client().get("/account/login/", {"next": away}).content
    assert b'href="' + away.encode() not in page


@pytest.mark.parametrize("path", ["email/", "signup/", "confirm-email/"])
def test_nobody_takes_an_address_that_was_not_given_to_them(world: World, path: str) -> None:
    client = world.client("member_district")
    answer = client.post(
        f"/account/{path}",
        {"email": "sponsor-to-be@harbor.example.org", "action_add": "1", "password1": PASSWORD},
    )
    assert answer.status_code in {200, 302} if path == "signup/" else answer.status_code == 404
    assert not Person.everywhere.filter(email__startswith="sponsor-to-be").exists()


def test_the_cookies_are_kept_from_scripts_and_from_other_sites(world: World) -> None:
    client = Client()
    sign_in(client)
    session = client.cookies["sessionid"]
    assert session["httponly"]
    assert session["samesite"] == "Lax"


PAGES = (
    "/harbor/", "/harbor/no/such/page/", "/far/", "/harbor/evidence/codings.csv",
    "/harbor/claims/tables/claims.csv", "/harbor/agreements/organizations/new/",
    reverse("home:partnerships"), "/networks/",
)  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("name", ["coordinator", "stranger", "funder"])
def test_every_answer_is_guarded_and_kept_by_nobody(world: World, path: str, name: str) -> None:
    answer = world.client(name).get(path)
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "same-origin"
    if "/no/such/" not in path:
        assert {"private", "no-store"} <= set(answer["Cache-Control"].split(", "))


def test_a_download_has_a_plain_file_name(world: World) -> None:
    client = world.client("coordinator")
    for path in ("evidence/codings.csv", "evidence/matrix.csv", "claims/tables/claims.csv"):
        answer = client.get(f"/harbor/{path}")
        assert answer["Content-Type"] == "text/csv; charset=utf-8"
        assert answer["Content-Disposition"].startswith('attachment; filename="')
        assert answer["Content-Disposition"].count('"') == 2


def test_no_mail_goes_to_an_address_without_an_account_that_names_a_partnership(
    world: World,
) -> None:
    Client().post("/account/password/reset/", {"email": "nobody@harbor.example.org"})
    assert not [m for m in mail.outbox if "Harbor Leaders" in m.subject + m.body]
