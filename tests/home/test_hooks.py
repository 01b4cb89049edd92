"""A tool outside is told, signed, what the whole partnership may see, and nothing else."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import create_server
from threading import Thread
from time import monotonic, sleep

import pytest
from django.utils import timezone

from thirdspace.access import audit, registries
from thirdspace.access.models import AuditEvent
from thirdspace.access.registries import Sentences
from thirdspace.access.scope import Visibility
from thirdspace.claims import actions as claims
from thirdspace.home import actions, hooks
from thirdspace.home.models import Hook
from thirdspace.home.reads import hooks as reads
from thirdspace.partnership import actions as partnership
from thirdspace.problems import InputProblem, NotAllowed, NotThere
from thirdspace.web import outside


class Tool:
    """A server on this machine that takes messages, and answers as a test says."""

    def __init__(self) -> None:
        self.answers: list[int] = []  # then 200
        self.got: list[tuple[str, bytes]] = []
        tool = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                tool.got.append((self.headers["Thirdspace-Signature"], body))
                status = tool.answers.pop(0) if tool.answers else 200
                self.send_response(status)
                if status == 302:
                    self.send_header("Location", tool.url)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/in?key=secret"
        Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    @property
    def events(self) -> list[dict]:
        return [event for _signature, body in self.got for event in json.loads(body)["events"]]


@pytest.fixture
def tool() -> Iterator[Tool]:
    made = Tool()
    yield made
    made.close()


@pytest.fixture
def inside(settings) -> None:
    """Let hooks lead into the own network, as one setting does."""
    settings.HOOKS_INSIDE = True


@pytest.fixture
def hook(world, tool, inside) -> Hook:
    """A hook that was told already that it is one."""
    made = actions.add_hook(world.scope("coordinator"), name="Steering channel", url=tool.url)
    hooks.tell("harbor", made.pk)
    tool.got.clear()
    return made


@pytest.fixture
def minute(django_capture_on_commit_callbacks):
    """Let a minute's tick pass."""

    def pass_by() -> None:
        with django_capture_on_commit_callbacks(execute=True):
            hooks.tell_due(timezone.now())

    return pass_by


def say(world, statement: str, name: str = "coordinator", **more) -> None:
    claims.make_claim(world.scope(name), statement=statement, **more)


# --- What is told --------------------------------------------------------------------------


def test_it_is_told_what_is_new_in_order_and_once(world, hook, tool, minute):
    say(world, "First")
    say(world, "Second", name="member_university")
    minute()
    minute()
    assert [event["sentence"] for event in tool.events] == [
        "made the claim “First”", "made the claim “Second”",
    ]  # fmt: skip
    first = tool.events[0]
    assert first["kind"] == "claims.make_claim"
    assert first["organization"] == "Harbor County"
    assert first["url"].startswith("http://127.0.0.1:8000/harbor/claims/")
    assert tool.events[0]["id"] < tool.events[1]["id"]
    whole = json.loads(tool.got[0][1])
    assert whole["partnership"] == {"key": "harbor", "name": "Harbor Leaders Partnership"}
    assert "Northfield: made the claim “Second”" in whole["text"]


def test_the_first_thing_it_is_told_is_that_it_was_added(world, tool, inside, minute):
    say(world, "Before")
    actions.add_hook(world.scope("coordinator"), name="Channel", url=tool.url)
    minute()
    assert [event["kind"] for event in tool.events] == ["home.add_hook"]
    assert b"key=secret" not in tool.got[0][1]


def test_it_is_signed_with_the_secret_and_the_time(hook, world, tool, minute):
    say(world, "Signed “ñ”")
    minute()
    signature, body = tool.got[0]
    parts = dict(part.split("=", 1) for part in signature.split(","))
    digest = hmac.digest(hook.secret.encode("ascii"), parts["t"].encode() + b"." + body, "sha256")
    assert parts["v1"] == digest.hex()
    assert abs(int(parts["t"]) - timezone.now().timestamp()) < 60
    wrong = hmac.new(b"another secret", parts["t"].encode() + b"." + body, hashlib.sha256)
    assert parts["v1"] != wrong.hexdigest()


@pytest.mark.parametrize("level", [Visibility.OWN, Visibility.NAMED])
def test_what_a_side_keeps_to_itself_is_never_told(world, hook, tool, minute, level):
    named = {"named": [world.org("university").pk]} if level == Visibility.NAMED else {}
    say(world, "Ours alone", visibility=level, **named)
    minute()
    assert tool.got == []
    say(world, "For all")
    minute()
    assert "Ours alone" not in json.dumps(tool.events)
    assert len(tool.events) == 1


def test_no_name_of_a_person_leaves(world, hook, tool, minute):
    partnership.invite_person(
        world.scope("coordinator"), email="new@example.org", name="Ana Lindqvist",
        organization_id=world.org("district").pk, role="member",
    )  # fmt: skip
    say(world, "Marcus Bell wrote it, Marcus Bellamy did not")
    minute()
    told = json.dumps(tool.events, ensure_ascii=False)
    assert "invited a person" in told
    assert "Ana Lindqvist" not in told
    assert "a person wrote it, Marcus Bellamy did not" in told


def test_nothing_of_another_partnership_is_told(world, hook, tool, minute):
    claims.make_claim(world.b.scope("coordinator"), statement="Far away")
    minute()
    assert tool.got == []


def test_many_acts_go_fifty_at_a_time(world, hook, tool, minute):
    for number in range(60):
        say(world, f"Claim {number}")
    minute()
    assert len(tool.events) == 50
    minute()
    assert [event["sentence"] for event in tool.events] == [
        f"made the claim “Claim {number}”" for number in range(60)
    ]


# --- When it does not answer ---------------------------------------------------------------


def test_what_was_not_taken_is_sent_again_later(world, hook, tool, minute):
    say(world, "Once")
    tool.answers = [500]
    minute()
    hook.refresh_from_db()
    assert (hook.failures, hook.last_error) == (1, "500 Internal Server Error")
    minute()
    assert len(tool.got) == 1  # it waits
    Hook.everywhere.update(try_at=timezone.now())
    minute()
    assert [event["sentence"] for event in tool.events] == ["made the claim “Once”"] * 2
    assert tool.events[0]["id"] == tool.events[1]["id"]
    hook.refresh_from_db()
    assert (hook.failures, hook.try_at, hook.last_error) == (0, None, "")


def test_a_server_that_is_down_is_tried_again(world, hook, tool, minute):
    tool.close()
    say(world, "Nobody hears it")
    minute()
    hook.refresh_from_db()
    assert hook.failures == 1
    assert "refused" in hook.last_error
    assert timedelta(seconds=50) < hook.try_at - timezone.now() <= timedelta(minutes=1)


def test_it_waits_longer_each_time(world, hook, tool, minute):
    say(world, "Again and again")
    waits = []
    for _try in range(7):
        tool.answers = [503]
        minute()
        hook.refresh_from_db()
        waits.append(round((hook.try_at - timezone.now()).total_seconds() / 60))
        Hook.everywhere.update(try_at=timezone.now())
    assert waits == [1, 5, 15, 60, 240, 240, 240]


def test_nothing_is_followed(world, hook, tool, minute):
    say(world, "Elsewhere")
    tool.answers = [302]
    minute()
    assert len(tool.got) == 1
    hook.refresh_from_db()
    assert hook.last_error.startswith("302")


def test_after_twenty_failures_it_is_stopped_and_said(world, hook, tool, minute):
    Hook.everywhere.update(failures=hooks.ENOUGH - 1)
    say(world, "Too often")
    tool.answers = [404]
    minute()
    hook.refresh_from_db()
    assert hook.stopped_at is not None
    (signal,) = reads.signals(world.scope("coordinator"))
    assert signal.need == "act"
    assert "404 Not Found" in signal.detail
    assert reads.signals(world.scope("member_district")) == []
    assert AuditEvent.everywhere.latest("pk").verb == "home.stop_hook"
    minute()
    assert len(tool.got) == 1
    actions.restart_hook(world.scope("coordinator"), hook_id=hook.pk)
    minute()
    assert tool.events[1]["sentence"] == "made the claim “Too often”"
    assert reads.signals(world.scope("coordinator")) == []


def test_one_that_fails_holds_up_no_other(world, hook, tool, minute):
    other = actions.add_hook(world.scope("coordinator"), name="Other", url=tool.url)
    Hook.everywhere.filter(pk=hook.pk).update(url="http://127.0.0.1:9/")
    say(world, "For the other")
    minute()
    other.refresh_from_db()
    assert other.failures == 0
    assert tool.events[-1]["sentence"] == "made the claim “For the other”"


def test_what_goes_wrong_in_one_place_stops_no_other(world, hook, tool, minute, caplog):
    far = world.b.scope("coordinator")
    broken = actions.add_hook(far, name="Far", url=tool.url)
    Hook.everywhere.filter(pk=broken.pk).update(id=0)  # its turn comes first
    registries.sentences.add("test", Sentences({"test.break": "%(label"}))
    try:
        audit.record(far, "test.break", world.b.partnership)
        say(world, "For all the others")
        minute()
    finally:
        del registries.sentences._entries["test"]
    assert "Web hook 0 could not be told" in caplog.text
    assert [event["sentence"] for event in tool.events] == ["made the claim “For all the others”"]


# --- Where it may lead ---------------------------------------------------------------------

INSIDE = [
    "https://127.0.0.1/", "https://localhost/", "https://10.1.2.3/", "https://192.168.0.1/",
    "https://172.16.0.1/", "https://169.254.169.254/latest/meta-data/", "https://[::1]/",
    "https://[fe80::1]/", "https://[fd00::1]/", "https://0.0.0.0/", "https://224.0.0.1/",
    "https://100.64.0.1/", "https://[::ffff:127.0.0.1]/", "https://[64:ff9b::a00:1]/",
    "https://[2002:7f00:1::]/", "https://2130706433/", "https://0x7f.1/",
]  # fmt: skip
UNUSABLE = [
    "", "no address", "http://203.0.113.9/", "ftp://example.org/", "https://", "https:///path",
    "https://name:password@example.org/", "https://example.org:0/", "https://example.org:99999/",
    "https://example.org/a b", "https://example.org/\r\nHost: x", "https://[broken/",
    "https://example.org/ñ", "https://example.org/\x7f",
    f"https://{'a' * 70}.example.org/", "https://nothing.invalid/",
]  # fmt: skip


@pytest.mark.parametrize("url", INSIDE + UNUSABLE)
def test_an_address_that_is_not_public_is_refused(world, url):
    with pytest.raises(InputProblem) as refused:
        actions.add_hook(world.scope("coordinator"), name="Channel", url=url)
    assert refused.value.field == "url"
    assert not Hook.everywhere.exists()


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "2002:808:808::"])
def test_a_public_address_is_not_refused(address):
    host = f"[{address}]" if ":" in address else address
    outside.check(f"https://{host}/in")


def test_it_is_checked_again_when_it_connects(world, hook, tool, minute, settings):
    # The name led elsewhere when it was typed.
    settings.HOOKS_INSIDE = False
    Hook.everywhere.update(url=tool.url.replace("http:", "https:"))
    say(world, "Not for inside")
    minute()
    assert tool.got == []
    hook.refresh_from_db()
    assert hook.last_error == "Its host is unknown, or it is not a public one."


def test_a_tool_that_answers_drop_by_drop_is_cut_off(settings, monkeypatch):
    settings.HOOKS_INSIDE = True
    monkeypatch.setattr(outside, "TIMEOUT", 0.5)

    def drip() -> None:
        line, _whence = server.accept()
        with line, suppress(OSError):
            while True:
                line.send(b"H")
                sleep(0.1)

    with create_server(("127.0.0.1", 0)) as server:
        Thread(target=drip, daemon=True).start()
        began = monotonic()
        reply = outside.post(f"http://127.0.0.1:{server.getsockname()[1]}/", b"{}", {})
    assert not reply.taken
    assert monotonic() - began < 2


# --- The pages -----------------------------------------------------------------------------


def test_the_secret_is_shown_once(world, tool, inside):
    client = world.client("coordinator")
    made = client.post("/harbor/hooks/new/", {"name": "Channel", "url": tool.url})
    secret = Hook.everywhere.get().secret
    assert secret in made.content.decode()
    listed = client.get("/harbor/hooks/").content.decode()
    assert secret not in listed
    assert "key=secret" not in listed
    assert "127.0.0.1" in listed


def test_a_refused_address_is_said_beside_the_field(world):
    answer = world.client("coordinator").post(
        "/harbor/hooks/new/", {"name": "Channel", "url": "https://10.0.0.1/"}
    )
    assert answer.status_code == 422
    assert "not a public one" in answer.content.decode()
    assert 'value="https://10.0.0.1/"' in answer.content.decode()


def test_the_test_button_says_what_was_answered(world, hook, tool):
    client = world.client("coordinator")
    page = client.post(f"/harbor/hooks/{hook.pk}/test/", follow=True).content.decode()
    assert "It arrived: 200 OK." in page
    assert [(event["kind"], event["id"]) for event in tool.events] == [("hello", 0)]
    tool.answers = [403]
    page = client.post(f"/harbor/hooks/{hook.pk}/test/", follow=True).content.decode()
    assert "It did not arrive: 403 Forbidden" in page


def test_removing_forgets_it(world, hook, tool, minute):
    world.client("coordinator").post(f"/harbor/hooks/{hook.pk}/remove/")
    assert not Hook.everywhere.exists()
    say(world, "Nobody hears it")
    minute()
    assert tool.got == []


def test_it_can_be_started_again_from_the_page(world, hook):
    Hook.everywhere.update(stopped_at=timezone.now(), failures=20)
    client = world.client("coordinator")
    assert "Start again" in client.get("/harbor/hooks/").content.decode()
    client.post(f"/harbor/hooks/{hook.pk}/restart/")
    hook.refresh_from_db()
    assert (hook.stopped_at, hook.failures) == (None, 0)


def test_only_coordinators_and_only_their_own(world, hook):
    with pytest.raises(NotAllowed):
        actions.add_hook(world.scope("member_district"), name="x", url="https://8.8.8.8/")
    with pytest.raises(NotThere):
        actions.remove_hook(world.b.scope("coordinator"), hook_id=hook.pk)
    assert world.client("member_district").get("/harbor/hooks/").status_code == 403
    assert world.client("stranger").get("/harbor/hooks/").status_code == 404


def test_an_empty_list_says_what_to_do(world):
    assert (
        "Nobody outside is told"
        in world.client("coordinator").get("/harbor/hooks/").content.decode()
    )


def test_the_tick_is_registered():
    tick = registries.ticks.get("home.hooks")
    assert tick is not None
    assert tick.every == timedelta(minutes=1)
