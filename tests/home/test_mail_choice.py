"""When the mail of the week comes: one choice for all partnerships, nobody else's to see."""

from __future__ import annotations

from datetime import time

import pytest

from thirdspace.partnership.models import MailChoice
from web.html import Page

CHOICE = "/week/mail/"


def test_the_usual_is_offered_and_looking_stores_nothing(world):
    page = Page(world.client("coordinator").get(CHOICE).content.decode())
    checked = {e["value"] for e in page.elements if e.get("name") == "days" and "checked" in e}
    assert checked == {"2", "5"}
    assert page.unlabelled_controls() == []
    assert not MailChoice.everywhere.exists()


def test_a_choice_is_stored(world):
    client, marcus = world.client("coordinator"), world.a.people["coordinator"]
    answer = client.post(CHOICE, {"days": ["3", "1"], "at": "12:00", "after": "on"}, follow=True)
    assert "Your choice is stored" in answer.content.decode()
    kept = MailChoice.everywhere.get()
    assert (kept.person_id, kept.days, kept.at) == (marcus.pk, "13", time(12))
    assert (kept.before, kept.after) == (False, True)


def test_no_day_stops_the_mail(world):
    world.client("coordinator").post(CHOICE, {"at": "07:00"})
    assert MailChoice.everywhere.get().days == ""


@pytest.mark.parametrize("sent", [{"days": ["9"], "at": "07:00"}, {"days": ["2"], "at": "25:00"}])
def test_what_is_not_offered_is_refused(world, sent):
    answer = world.client("coordinator").post(CHOICE, sent)
    assert answer.status_code == 422
    assert "There is a problem" in answer.content.decode()
    assert not MailChoice.everywhere.exists()


def test_a_stranger_signs_in_first(world):
    answer = world.client("nobody").post(CHOICE, {"days": ["2"], "at": "07:00"})
    assert answer.status_code == 302
    assert not MailChoice.everywhere.exists()
