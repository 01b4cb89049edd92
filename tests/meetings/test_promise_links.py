"""A promise and a decision are answered from a mail: no sign-in, no script, once, by one person."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client

from thirdspace.access import clock, links
from thirdspace.meetings.actions import decisions, promises
from thirdspace.meetings.models import Decision, Promise, PromiseAnswer
from thirdspace.partnership.models import Seat
from thirdspace.web.models import Letter
from web.html import Page


@pytest.fixture(autouse=True)
def _stopped(now):
    """All happens on 16 June 2026."""


def day(days):
    return clock.today() + timedelta(days=days)


def path_to(world, name):
    """Return the first task link in the last mail to somebody."""
    letter = Letter.everywhere.filter(to=world.a.people[name].email).latest("pk")
    return re.search(r"http://127.0.0.1:8000(/link/\S+)", letter.text)[1]


@pytest.fixture
def promise(world):
    return promises.make_promise(
        world.scope("coordinator"),
        text="Send the course map 🗺️",
        owner_id=world.a.people["member_university"].pk,
        due=day(5),
    )


@pytest.fixture
def link(world, promise):
    return path_to(world, "member_university")


@pytest.fixture
def asked(world):
    made = decisions.decide(world.scope("coordinator"), text="Start the average again?")
    decisions.ask_both(
        world.scope("coordinator"),
        number=made.number,
        organization_ids=[world.org("university").pk],
        answer_by=day(14),
        if_silent="the old average stays.",
    )
    return path_to(world, "sponsor_university")


def stored(world):
    return Promise.objects.within(world.scope("operator")).get(number=1)


class TestPromise:
    def test_opening_it_five_times_answers_nothing(self, world, link):
        for _time in range(5):
            page = Client().get(link)
            assert page.status_code == 200
        assert Client().head(link).status_code == 200
        assert stored(world).state == "open"
        assert Client().post(link, {"answer": "done"}).status_code == 200

    def test_it_works_without_script_and_is_labelled(self, link):
        page = Page(Client().get(link).content.decode())
        assert page.unlabelled_controls() == []
        radios = [e for e in page.elements if e.get("type") == "radio" and e["name"] == "answer"]
        assert [e["value"] for e in radios] == ["done", "new_date", "cant"]
        assert not [e for e in radios if "checked" in e]
        assert page.by_id["due"]["type"] == "date"
        assert "hidden" not in page.by_id["due"]
        assert "Send the course map 🗺️" in page.source
        assert "Marcus Bell waits for it." in page.source

    @pytest.mark.parametrize("answer", ["done", "new_date", "cant"])
    def test_the_mail_may_choose_beforehand(self, link, answer):
        page = Page(Client().get(f"{link}?answer={answer}").content.decode())
        (chosen,) = [e for e in page.elements if e.get("type") == "radio" and "checked" in e
                     and e["name"] == "answer"]  # fmt: skip
        assert chosen["value"] == answer

    def test_done_once_and_who_is_told(self, world, link):
        client = Client()
        done = client.post(link, {"answer": "done", "line": "In the folder."})
        assert "Marcus Bell has a mail." in done.content.decode()
        assert (stored(world).state, stored(world).answer_line) == ("done", "In the folder.")
        assert "_auth_user_id" not in client.session
        assert Client().post(link, {"answer": "cant", "line": "x"}).status_code == 410
        assert stored(world).state == "done"
        assert PromiseAnswer.everywhere.count() == 1

    @pytest.mark.parametrize(
        "sent",
        [{}, {"answer": "maybe"}, {"answer": "cant"}, {"answer": "new_date"},
         {"answer": "new_date", "due": "soon"}, {"answer": "new_date", "due": "2026-06-15"}],
    )  # fmt: skip
    def test_a_slip_keeps_what_was_typed_and_the_link(self, world, link, sent):
        refused = Client().post(link, {**sent, "line": "  "})
        assert refused.status_code == 422
        page = Page(refused.content.decode())
        assert "notice now" in page.source
        if sent.get("answer") in ("cant", "new_date"):
            assert [
                e["value"] for e in page.elements if "checked" in e and e.get("name") == "answer"
            ] == [sent["answer"]]
        again = Client().post(link, {"answer": "new_date", "due": "2026-07-01"})
        assert again.status_code == 200
        assert stored(world).due.isoformat() == "2026-07-01"

    def test_undo_from_the_page_after(self, world, link):
        done = Client().post(link, {"answer": "new_date", "due": "2026-07-01"})
        undo = re.search(r'action="(/link/[^"]+)"', done.content.decode())[1]
        assert Client().get(undo).status_code == 200
        assert stored(world).due.isoformat() == "2026-07-01"
        assert "taken back" in Client().post(undo).content.decode()
        assert (stored(world).due, stored(world).moves) == (day(5), 0)
        assert Client().post(undo).status_code == 410

    def test_undo_ends_after_ten_minutes(self, world, link):
        done = Client().post(link, {"answer": "done"})
        undo = re.search(r'action="(/link/[^"]+)"', done.content.decode())[1]
        with clock.at(clock.now() + timedelta(minutes=11)):
            assert Client().post(undo).status_code == 404
        assert stored(world).state == "done"

    def test_undo_of_what_was_undone_in_the_app(self, world, link):
        done = Client().post(link, {"answer": "done"})
        undo = re.search(r'action="(/link/[^"]+)"', done.content.decode())[1]
        promises.undo_answer(world.scope("member_university"), number=1)
        assert Client().post(undo).status_code == 404

    def test_after_its_time(self, world, link):
        with clock.at(clock.now() + links.LIFETIME + timedelta(seconds=1)):
            assert Client().get(link).status_code == 404
            assert Client().post(link, {"answer": "done"}).status_code == 404
        assert stored(world).state == "open"

    def test_forwarded_to_somebody_who_is_signed_in(self, world, link):
        for name in ("coordinator", "coordinator_university", "stranger"):
            other = world.client(name)
            assert other.get(link).status_code == 403
            assert other.post(link, {"answer": "done"}).status_code == 403
        assert stored(world).state == "open"

    def test_its_owner_left_or_sits_elsewhere_now(self, world, link):
        seat = Seat.everywhere.filter(person=world.a.people["member_university"])
        seat.update(organization=world.org("district"))
        assert Client().post(link, {"answer": "done"}).status_code == 404
        seat.update(until=day(-1))
        assert Client().get(link).status_code == 404
        assert stored(world).state == "open"

    def test_answered_in_the_app_closes_every_link(self, world, promise, link):
        urls = promises.links_for(world.scope("coordinator"), [promise])
        promises.answer_promise(world.scope("member_university"), number=1, answer="done")
        for path in (link, urls[promise.pk].removeprefix("http://127.0.0.1:8000")):
            assert Client().get(path).status_code == 404
            assert Client().post(path, {"answer": "cant", "line": "x"}).status_code == 404
        assert stored(world).state == "done"

    def test_handed_over_closes_the_old_link(self, world, link):
        promises.change_promise(
            world.scope("coordinator"), number=1, text="Send it", due=day(5),
            owner_id=world.a.people["researcher"].pk,
        )  # fmt: skip
        assert Client().post(link, {"answer": "done"}).status_code == 404
        assert Client().get(path_to(world, "researcher")).status_code == 200

    def test_withdrawn(self, world, link):
        promises.withdraw_promise(world.scope("coordinator"), number=1, why="Twice.")
        assert Client().get(link).status_code == 404

    def test_a_link_opens_its_own_task_only(self, world, link, asked):
        assert Client().post(link, {"answer": "yes"}).status_code == 422
        assert Client().post(asked, {"answer": "done"}).status_code == 422
        assert (stored(world).state, Decision.everywhere.get().state) == ("open", "waiting")

    def test_many_links_at_once(self, world, promise, django_assert_num_queries):
        more = [
            promises.make_promise(
                world.scope("coordinator"), text=f"P{n}",
                owner_id=world.a.people["member_university"].pk,
            )
            for n in range(30)
        ]  # fmt: skip
        scope = world.scope("coordinator")
        with django_assert_num_queries(1):
            found = promises.links_for(scope, [promise, *more])
        assert set(found) == {each.pk for each in [promise, *more]}
        assert len(set(found.values())) == 31


class TestDecision:
    def test_opening_it_says_nothing(self, world, asked):
        for _time in range(5):
            page = Page(Client().get(asked).content.decode())
        assert page.unlabelled_controls() == []
        assert "the old average stays." in page.source
        assert Decision.everywhere.get().state == "waiting"

    def test_yes_once(self, world, asked):
        done = Client().post(asked, {"answer": "yes"})
        assert "it is decided" in done.content.decode()
        assert Decision.everywhere.get().state == "decided"
        assert Client().post(asked, {"answer": "no", "line": "x"}).status_code == 410

    @pytest.mark.parametrize("answer", ["no", "not_yet", "", "maybe"])
    def test_why_is_asked_for(self, world, asked, answer):
        assert Client().post(asked, {"answer": answer}).status_code == 422
        assert Decision.everywhere.get().state == "waiting"

    def test_answered_by_another_of_the_organization(self, world, asked):
        decisions.answer_decision(world.scope("coordinator_university"), number=1, answer="yes")
        assert Client().get(asked).status_code == 404

    def test_after_the_day_it_still_counts_while_the_link_lives(self, world, asked):
        with clock.at(clock.now() + timedelta(days=13, hours=23)):
            assert Client().post(asked, {"answer": "yes"}).status_code == 200
        assert Decision.everywhere.get().state == "decided"

    def test_its_holder_no_longer_sits_there(self, world, asked):
        Seat.everywhere.filter(person=world.a.people["sponsor_university"]).update(until=day(-1))
        assert Client().post(asked, {"answer": "yes"}).status_code == 404
