"""Everybody reads the letters to their own address, and no other."""

from __future__ import annotations

import pytest

from thirdspace.web import mail
from thirdspace.web.letters import box, delivery
from web.html import Page
from web.test_pages import PLAIN, STYLED

SECRET = "https://example.org/link/secret/"


@pytest.fixture
def kept(settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"


def letter_to(world, name: str, subject: str = "Do we read it this way?") -> int:
    text = f"Marcus, answer by Friday:\n{SECRET}\n\n<b>Thanks</b>"
    return box.put([mail.written(world.a.people[name].email, subject, text=text)])[0]


@pytest.fixture
def marcus(world):
    return world.client("coordinator")


def test_mine_are_listed_and_read(world, marcus, kept):
    pk = letter_to(world, "coordinator")
    letter_to(world, "member_district", "For Ana only")
    box_page = marcus.get("/mail/").text
    assert "Do we read it this way?" in box_page
    assert "kept here" in box_page
    assert "For Ana only" not in box_page
    shown = marcus.get(f"/mail/{pk}/")
    assert f'href="{SECRET}"' in shown.text
    assert "&lt;b&gt;Thanks" in shown.text
    assert "no-store" in shown.headers["Cache-Control"]


def test_another_person_s_letter_is_not_there(world, marcus, kept):
    pk = letter_to(world, "member_district")
    answer = marcus.get(f"/mail/{pk}/")
    assert answer.status_code == 404
    assert SECRET not in answer.text


def test_who_did_not_sign_in_reads_nothing(world, client, kept):
    pk = letter_to(world, "coordinator")
    for address in ("/mail/", f"/mail/{pk}/", "/mail/test/"):
        assert client.get(address).status_code == 302


def test_what_a_server_took_says_where_to_look(world, marcus, sink):
    pk = letter_to(world, "coordinator")
    delivery.deliver([pk])
    shown = marcus.get(f"/mail/{pk}/").text
    assert "look for it in your mailbox" in shown
    assert SECRET not in shown


def test_a_refusal_is_told_to_whom_it_concerns(world, marcus, sink):
    email = world.a.people["coordinator"].email
    sink.says[email] = "550 mailbox closed"
    delivery.deliver([letter_to(world, "coordinator")])
    assert "did not arrive" in marcus.get("/mail/").text
    assert "550 mailbox closed" in marcus.get("/mail/").text
    assert "550" not in world.client("member_district").get("/mail/").text


def test_it_says_how_mail_goes_out_and_no_more(world, marcus, settings, sink):
    settings.EMAIL_HOST_USER = "canary-user"
    page = marcus.get("/mail/").text
    assert "Mail goes out by a mail server." in page
    assert "canary" not in page
    assert str(sink.port) not in page


class TestTestMail:
    def said(self, client) -> str:
        answer = client.post("/mail/test/", follow=True)
        assert answer.redirect_chain == [("/mail/", 302)]
        return answer.text

    def test_taken(self, world, marcus, sink):
        assert "The mail server took a test mail for" in self.said(marcus)
        assert sink.mails[0]["To"] == world.a.people["coordinator"].email

    def test_refused(self, world, marcus, sink):
        sink.says[world.a.people["coordinator"].email] = "550 mailbox closed"
        said = self.said(marcus)
        assert "The mail server refused the address." in said
        assert "550 mailbox closed" in said
        assert "Check how the address is written" in said

    def test_the_server_is_down(self, world, marcus, down):
        said = self.said(marcus)
        assert "can’t be reached" in said or "can&#x27;t be reached" in said
        assert str(down.port) not in said

    def test_kept(self, world, marcus, kept):
        said = self.said(marcus)
        assert "kept here, below" in said
        assert "A test mail from Thirdspace" in said

    def test_looking_sends_nothing(self, world, marcus, sink):
        assert marcus.get("/mail/test/").url == "/mail/"
        assert sink.mails == []


@pytest.mark.parametrize("address", ["/mail/", "/mail/{}/"])
def test_the_pages_hold_together(world, marcus, kept, address):
    box.note_bounce(world.a.people["coordinator"].email, "nobody here")
    page = Page(marcus.get(address.format(letter_to(world, "coordinator"))).text)
    assert page.repeated_ids() == []
    assert page.dangling_references() == []
    assert page.unlabelled_controls() == []
    assert page.classes - STYLED - PLAIN == set()
    steps = zip(page.headings, page.headings[1:], strict=False)
    assert [(a, b) for a, b in steps if b > a + 1] == []


def test_many_are_paged_with_the_same_queries(
    world, marcus, kept, counted_on_sqlite, django_assert_num_queries
):
    marcus.get("/mail/")
    for n in range(60):
        letter_to(world, "coordinator", f"Letter {n:02}")
    with django_assert_num_queries(5):
        first = marcus.get("/mail/").text
    assert first.count("Letter ") == 50
    following = Page(first).links
    (cursor,) = [link for link in following if "cursor=" in link]
    assert marcus.get(f"/mail/{cursor}").text.count("Letter ") == 10
