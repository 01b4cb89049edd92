"""Letters reach a real mail server once, wait while it is down, and are told when refused."""

from __future__ import annotations

import socketserver
import threading
from base64 import b64decode
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection, connections
from django.utils import timezone

from thirdspace.access import clock, registries
from thirdspace.access.registries import Registry, Tick
from thirdspace.web import mail, tick
from thirdspace.web.letters import box, delivery
from thirdspace.web.models import Bounce, Letter

pytestmark = pytest.mark.django_db

ANA = "ana@example.org"
INVITATION = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:CANCEL\r\nEND:VCALENDAR\r\n"
START = datetime(2026, 6, 16, 7, 30, tzinfo=UTC)


def stored(to: str = ANA, **parts) -> Letter:
    letter = mail.written(to, "Two lines\nin one", text="See https://example.org/link/a/", **parts)
    (pk,) = box.put([letter])
    return Letter.everywhere.get(pk=pk)


def delivered(letter: Letter) -> Letter:
    delivery.deliver([letter.pk])
    return Letter.everywhere.get(pk=letter.pk)


class NoService(socketserver.BaseRequestHandler):
    def handle(self) -> None:
        self.server.asked += 1
        self.request.sendall(b"554 no service today\r\n")


@pytest.fixture
def run_ticks(monkeypatch, django_capture_on_commit_callbacks):
    """Runs what is due, of which only the outbox is tested here."""
    only: Registry[Tick] = Registry("ticks")
    only.add("mail", registries.ticks.get("mail"))
    monkeypatch.setattr(tick, "ticks", only)

    def run() -> list[str]:
        with django_capture_on_commit_callbacks(execute=True):
            return tick.run_due(timezone.now())

    return run


class TestTaken:
    def test_all_parts_arrive(self, sink):
        parts = {"html": "<p>See</p>", "calendar": INVITATION,
                 "attachments": [["minutes.docx", "application/x-word", "QUJD"]]}  # fmt: skip
        delivered(stored(**parts))
        (got,) = sink.mails
        assert got["To"] == ANA
        assert got["Subject"] == "Two lines in one"
        assert got["Auto-Submitted"] == "auto-generated"
        assert "https://example.org/link/a/" in got.get_body(("plain",)).get_content()
        assert "<p>See</p>" in got.get_body(("html",)).get_content()
        (invitation,) = [p for p in got.walk() if p.get_content_type() == "text/calendar"]
        assert invitation.get_param("method") == "CANCEL"
        assert "METHOD:CANCEL" in invitation.get_content()
        (file,) = got.iter_attachments()
        assert (file.get_filename(), file.get_content()) == ("minutes.docx", b64decode("QUJD"))

    def test_an_attachment_keeps_its_bytes(self, sink, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            mail.send(ANA, "Minutes", "web/letters/test", {},
                      attachments=[("a.bin", b"\x00\xff", "application/octet-stream")])  # fmt: skip
        (file,) = sink.mails[0].iter_attachments()
        assert file.get_content() == b"\x00\xff"

    def test_its_words_are_forgotten(self, sink):
        letter = delivered(stored(html="<p>secret</p>", calendar=INVITATION))
        assert (letter.state, letter.subject, letter.to) == ("sent", "Two lines in one", ANA)
        assert (letter.text, letter.html, letter.calendar, letter.attachments) == ("", "", "", [])
        assert letter.sent_at

    def test_once_is_enough(self, sink):
        letter = stored()
        for _time in range(3):
            delivery.deliver([letter.pk])
        assert len(sink.mails) == 1

    def test_one_that_somebody_has_taken_is_left_alone_until_they_are_lost(self, sink):
        letter = stored()
        assert box.claim(letter.pk)
        delivery.deliver([letter.pk])
        assert not sink.mails
        with time_machine.travel(timezone.now() + box.CLAIM + timedelta(seconds=1)):
            delivery.deliver([letter.pk])
        assert len(sink.mails) == 1

    def test_each_try_carries_the_same_message_id(self, sink):
        sink.says["DATA"] = "451 later"
        letter = delivered(stored())
        first = delivery.written(letter).message()["Message-ID"]
        sink.says.clear()
        box.make_due([letter.pk])
        delivered(letter)
        assert sink.mails[0]["Message-ID"] == first
        assert stored().pk != letter.pk
        assert delivery.written(stored()).message()["Message-ID"] != first


class TestWaiting:
    def test_a_server_that_is_down_is_tried_until_it_is_up(self, down, run_ticks):
        with time_machine.travel(START, tick=False) as traveller:
            letter = delivered(stored())
            assert letter.state == "waiting"
            assert "refused" in letter.last_error  # the connection
            assert letter.text  # nothing lost
            assert letter.next_try_at == START + box.WAITS[0]
            traveller.move_to(START + timedelta(seconds=50))
            assert run_ticks() == []
            traveller.move_to(START + timedelta(minutes=2))
            assert run_ticks() == ["Letters due: 1."]
            assert Letter.everywhere.get().tries == 2
            with down.up():
                traveller.move_to(START + timedelta(minutes=10))
                assert run_ticks() == ["Letters due: 1."]
        assert Letter.everywhere.get().state == "sent"
        assert len(down.mails) == 1

    def test_the_next_try_comes_though_the_workspace_s_clock_stands_still(self, down, run_ticks):
        with clock.at(START):
            letter = delivered(stored())
        assert letter.made_at == START
        assert letter.next_try_at - timezone.now() < box.WAITS[0]
        assert letter.next_try_at > timezone.now()

    def test_after_two_days_it_is_given_up_but_the_address_is_not_blamed(self, down):
        letter, tries = stored(), 0
        with time_machine.travel(START, tick=False) as traveller:
            box.make_due()
            while letter.state == "waiting":
                letter, tries = delivered(letter), tries + 1
                traveller.shift(letter.next_try_at - timezone.now() if letter.next_try_at else 0)
            assert timezone.now() - START > timedelta(days=2)
        assert (letter.state, tries) == ("refused", len(box.WAITS) + 1)
        assert letter.last_error
        assert mail.refused_addresses([ANA]) == {}

    def test_a_server_that_says_no_is_asked_once_for_all(self, down):
        letters = [stored(f"p{n}@example.org") for n in range(3)]
        with socketserver.TCPServer(("127.0.0.1", down.port), NoService) as server:
            server.asked = 0
            thread = threading.Thread(target=server.serve_forever)
            thread.start()
            delivery.deliver([letter.pk for letter in letters])
            server.shutdown()
            thread.join()
        assert server.asked == 1
        for letter in Letter.everywhere.all():
            assert (letter.state, letter.tries) == ("waiting", 1)
            assert letter.last_error == "The mail server said: 554 no service today"

    def test_a_passing_refusal_waits_and_the_next_letter_goes(self, sink):
        sink.says[ANA] = "450 mailbox busy"
        letters = [stored(), stored("marcus@example.org")]
        delivery.deliver([letter.pk for letter in letters])
        waiting = Letter.everywhere.get(to=ANA)
        assert (waiting.state, waiting.last_error) == (
            "waiting", "The mail server said: 450 mailbox busy",
        )  # fmt: skip
        assert [m["To"] for m in sink.mails] == ["marcus@example.org"]

    def test_a_line_that_breaks_is_opened_anew(self, sink):
        sink.says["DATA"] = "421 going down"
        first, second = stored(), stored("marcus@example.org")
        delivery.deliver([first.pk])
        sink.says.clear()
        delivery.deliver([second.pk])
        assert [m["To"] for m in sink.mails] == ["marcus@example.org"]

    def test_when_the_server_is_no_longer_set_it_goes_on_waiting(self, settings):
        letter = stored()
        settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
        assert delivered(letter).state == "waiting"


class TestRefused:
    @pytest.mark.parametrize("where", [ANA, "DATA"])
    def test_for_good_in_the_servers_words(self, sink, where):
        sink.says[where] = "550 5.1.1 nobody here"
        letter = delivered(stored())
        assert (letter.state, letter.next_try_at) == ("refused", None)
        assert letter.last_error == "The mail server said: 550 5.1.1 nobody here"
        assert mail.refused_addresses(["Ana@Example.org", "marcus@example.org"]) == {
            "Ana@Example.org": letter.last_error
        }

    def test_an_address_that_can_t_be_written(self, sink):
        assert delivered(stored("ana@exa mple.org")).state == "refused"
        assert not sink.mails

    def test_what_was_taken_since_clears_an_address(self, sink):
        box.note_bounce(ANA, "nobody here")
        assert mail.refused_addresses([ANA]) == {ANA: "nobody here"}
        delivered(stored())
        assert mail.refused_addresses([ANA]) == {}
        box.note_bounce(ANA, "nobody here again")
        assert mail.refused_addresses([ANA]) == {ANA: "nobody here again"}
        assert Bounce.everywhere.count() == 2

    def test_it_can_be_sent_again_when_the_reason_is_gone(self, sink):
        sink.says[ANA] = "550 nobody here"
        letter = delivered(stored())
        sink.says.clear()
        assert box.make_due() == []
        assert box.make_due([letter.pk]) == [letter.pk]
        assert delivered(letter).state == "sent"
        assert box.make_due([letter.pk]) == []  # its words are gone


def test_what_is_being_sent_is_not_made_due():
    letter = stored()
    assert box.claim(letter.pk)
    assert box.make_due() == box.make_due([letter.pk]) == []


@pytest.mark.rows_closed  # what is stored must be there for the other threads
@pytest.mark.django_db(transaction=True)
def test_two_workers_send_a_letter_once(sink):
    if connection.vendor == "sqlite":
        pytest.skip("in memory there is one writer; tests/cli/test_mail.py has two processes")
    sink.seconds = 0.3
    letter = stored()
    ready = threading.Barrier(4)

    def work():
        ready.wait()
        delivery.deliver([letter.pk])
        connections.close_all()

    workers = [threading.Thread(target=work) for _each in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(sink.mails) == 1
