"""The week as a mail: on the chosen days, once, only to people with a seat, with its links."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from home.owing import waits_for, waits_on_me
from thirdspace.access import clock, links, registries
from thirdspace.access.models import TaskLink
from thirdspace.home import choices, digest
from thirdspace.partnership.models import MailChoice, Person, Seat
from thirdspace.problems import NotThere
from thirdspace.web.letters.delivery import deliver
from thirdspace.web.models import Letter

TUESDAY = datetime(2026, 6, 16, 7, 0, tzinfo=UTC)


def send(at: datetime = TUESDAY) -> str:
    """Send what is due at a moment; the clock of the workspace says the same."""
    with clock.at(at):
        return digest.send_due(at)


def letters(**which) -> list[Letter]:
    return list(Letter.everywhere.filter(**which).order_by("pk"))


@pytest.fixture
def marcus(world, owed) -> Person:
    """Somebody with something in each list."""
    scope = world.scope("coordinator")
    owed.add(scope, "Name a second contact", due=date(2026, 6, 12))
    owed.add(scope, "Two-page report", due=date(2026, 6, 22))
    owed.add(scope, "Change to the renewal", **waits_on_me("Change to the renewal"))
    owed.add(scope, "Course map", **waits_for(date(2026, 6, 11)))
    return world.a.people["coordinator"]


def test_it_says_what_is_owed_and_by_when(marcus):
    assert send() == "1 digest sent."
    (letter,) = letters()
    assert letter.to == marcus.email
    assert letter.subject == "Tuesday: you owe 2 (1 late), 1 waits on you, you wait for 1 (1 late)"
    for words in (letter.text, letter.html):
        assert "Good morning, Marcus Bell." in words
        assert "4 days late:" in words
        assert "By 22 Jun 2026: Two-page report." in words
        assert "Carla Mendes, 5 days: Change to the renewal." in words
        assert "5 days late:" in words
        assert "Ingrid Halloran, Course map." in words
        assert "until 23 June" in words
    assert "Done, New date or Can’t: http" in letter.text
    assert "<b>4 days late:</b>" in letter.html


def test_each_link_opens_one_task_for_a_week(marcus, world):
    send()
    (letter,) = letters()
    tokens = re.findall(r"/link/([\w-]+)/", letter.text)
    assert len(tokens) == 2
    with clock.at(TUESDAY + timedelta(days=6)):
        link, _task, _scope = links.look(tokens[0])
        assert (link.person_id, link.organization_id) == (marcus.pk, world.org("district").pk)
        assert links.use(tokens[0], {}).sentence == "Kept."
    with clock.at(TUESDAY + timedelta(days=7)), pytest.raises(NotThere):
        links.look(tokens[1])


def test_a_mail_program_may_stop_it_by_one_click(marcus, mailoutbox):
    send()
    deliver([letters(to=marcus.email)[0].pk])
    headers = mailoutbox[-1].extra_headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    stop = re.fullmatch(r"<http.*?(/week/stop/[^>]+)>", headers["List-Unsubscribe"])
    assert stop
    program = Client(enforce_csrf_checks=True)
    assert program.post(stop[1], {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert MailChoice.everywhere.get(person=marcus).days == ""


def test_it_comes_once_a_day_and_on_the_usual_days(marcus):
    assert send(TUESDAY - timedelta(minutes=1)) == ""
    assert send(TUESDAY + timedelta(minutes=20)) == "1 digest sent."
    assert send(TUESDAY + timedelta(minutes=35)) == ""
    assert send(TUESDAY + timedelta(days=1)) == ""
    assert send(TUESDAY + timedelta(days=3)) == "1 digest sent."
    assert MailChoice.everywhere.get(person=marcus).digest_on == date(2026, 6, 19)


def test_of_two_that_both_saw_it_due_one_makes_it(marcus):
    with clock.at(TUESDAY):
        readers = choices.due(TUESDAY)
        assert [digest._send(readers, TUESDAY) for _process in range(2)] == [1, 0]
    assert len(letters()) == 1
    assert TaskLink.everywhere.count() == 2


def test_the_time_is_that_of_the_installation(marcus, settings):
    settings.TIME_ZONE = "America/New_York"
    with timezone.override("America/New_York"):
        assert send(datetime(2026, 6, 16, 10, 59, tzinfo=UTC)) == ""
        assert send(datetime(2026, 6, 16, 11, 1, tzinfo=UTC)) == "1 digest sent."


def test_a_choice_of_days_and_time(marcus):
    choices.choose(marcus.pk, days=["3"], at=time(12), before=True, after=True)
    assert send() == ""
    assert send(TUESDAY + timedelta(days=1, hours=4)) == ""
    assert send(TUESDAY + timedelta(days=1, hours=5)) == "1 digest sent."


def test_nothing_to_say_is_no_mail_that_day(world, owed):
    assert send() == ""
    owed.add(world.scope("coordinator"), "Since noon")
    assert send(TUESDAY + timedelta(hours=5)) == ""
    assert letters() == []


@pytest.mark.parametrize("why", ["seat ended", "not active"])
def test_only_to_people_with_a_seat(marcus, why):
    if why == "seat ended":
        Seat.everywhere.filter(person=marcus).update(until=date(2026, 6, 15))
    else:
        Person.everywhere.filter(pk=marcus.pk).update(is_active=False)
    assert send() == ""


def test_what_goes_wrong_for_one_stops_no_other(marcus, world, owed, caplog):
    ana = world.a.people["member_district"]
    owed.add(world.scope("member_district"), "Her report")
    owed.breaks_for.add(marcus.pk)
    assert send() == "1 digest sent."
    assert [letter.to for letter in letters()] == [ana.email]
    assert f"person {marcus.pk}" in caplog.text
    owed.breaks_for.clear()
    assert send(TUESDAY + timedelta(minutes=15)) == "1 digest sent."
    assert len(letters(to=marcus.email)) == 1


def test_a_long_list_is_cut_and_says_so(marcus, world, owed):
    for number in range(30):
        owed.add(world.scope("coordinator"), f"Thing {number}", due=date(2026, 7, 1))
    send()
    (letter,) = letters()
    assert "12 more are in your week." in letter.text
    assert TaskLink.everywhere.count() == digest.MOST


def test_what_one_can_only_wait_for_has_no_link(world, owed):
    fields = {**waits_for(date(2026, 6, 19)), "post": "", "act": "reminder goes 17 Jun"}
    owed.add(world.scope("coordinator"), "Addresses", **fields)
    send()
    (letter,) = letters()
    assert "Ingrid Halloran, Addresses." in letter.text
    assert "reminder goes" not in letter.text
    assert "/thing/" not in letter.html


def test_words_of_people_are_escaped(world, owed):
    owed.add(world.scope("coordinator"), "<script>alert(1)</script> & more")
    send()
    (letter,) = letters()
    assert "<script>" not in letter.html
    assert "<script>alert(1)</script> & more" in letter.text


def test_the_mail_is_in_the_language_of_the_person(marcus):
    Person.everywhere.filter(pk=marcus.pk).update(language="es")
    send()
    (letter,) = letters()
    assert letter.subject.startswith("martes:")


def test_it_is_stopped_by_its_link_without_signing_in(marcus):
    send()
    (letter,) = letters()
    path = re.search(r"http://[^/]+(/week/stop/\S+/)", letter.text)[1]
    anybody = Client(enforce_csrf_checks=True)
    assert anybody.get(path).status_code == 200
    assert send(TUESDAY + timedelta(days=3)) == "1 digest sent."
    # A mail program stops it with one click: no page before, no cookie.
    answer = anybody.post(path, {"List-Unsubscribe": "One-Click"})
    assert "The mail is stopped" in answer.content.decode()
    assert send(TUESDAY + timedelta(days=7)) == ""


def test_a_made_up_link_stops_nothing(marcus):
    assert Client().post("/week/stop/MQ:made-up/").status_code == 404
    assert send() == "1 digest sent."


def test_the_tick_is_registered():
    tick = registries.ticks.get("home.digest")
    assert tick is not None
    assert tick.every == timedelta(minutes=15)
