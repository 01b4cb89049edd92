"""Acts become sentences in the words of the room they happened in."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.utils import timezone, translation

from thirdspace.access import audit, clock, dates
from thirdspace.access.told import told
from thirdspace.partnership.models import Event

pytestmark = pytest.mark.django_db

LATE = datetime(2026, 5, 22, 3, 30, tzinfo=UTC)


@pytest.fixture
def act(world):
    """Write an act on an event and return it."""

    def written(verb: str = "partnership.add_event", *, who="coordinator", label="A retreat"):
        scope = world.scope(who)
        event = Event.objects.add(scope, kind="retreat", what=label)
        with clock.at(LATE):
            return audit.record(scope, verb, event, label=label, after={"kind": "retreat"})

    return written


def test_a_line_says_who_did_what_when_and_where(world, act):
    with timezone.override("America/New_York"):  # where it is still the day before
        (line,) = told(world.scope("coordinator"), [act(label="50 % of a day")])
    assert line.sentence == "noted what happened: “50 % of a day”"
    assert (line.actor, line.organization_name, line.side) == (
        "Marcus Bell", "Harbor County", "district",
    )  # fmt: skip
    assert (line.at, line.when) == (LATE, "21 May 2026")
    assert line.url.endswith("/events/")


def test_on_its_own_page_a_thing_does_not_lead_to_itself(world, act):
    (line,) = told(world.scope("coordinator"), [act()], linked=False)
    assert line.url == ""


def test_lines_keep_the_order_of_the_acts(world, act):
    first, second = act(label="one"), act(label="two")
    lines = told(world.scope("coordinator"), [second, first])
    assert [line.sentence[-4:-1] for line in lines] == ["two", "one"]


def test_an_act_no_room_has_words_for_is_told_plainly(world, act):
    (line,) = told(world.scope("coordinator"), [act("elsewhere.mend")])
    assert (line.sentence, line.url) == ("changed “A retreat”", "")


def test_what_an_act_does_not_say_is_left_out(world, act):
    (line,) = told(world.scope("coordinator"), [act("network.add_reader", label="Coast")])
    assert line.sentence == "let  read in the network “Coast”"


def test_an_act_for_nobody_is_joint(world, act):
    (line,) = told(world.scope("coordinator"), [act(who="operator")])
    assert (line.side, line.organization_name) == ("joint", "")


@pytest.mark.parametrize(
    ("written", "said", "in_spanish"),
    [
        ("2026-05-22", "22 May 2026", "22 may 2026"),
        ("2022-04", "April 2022", "abril 2022"),
        ("2021", "2021", "2021"),
        ("", "", ""),
    ],
)
def test_a_date_reads_as_exactly_as_it_is_known(written, said, in_spanish):
    assert dates.partial_day(written) == said
    with translation.override("es"):
        assert dates.partial_day(written).lower() == in_spanish
