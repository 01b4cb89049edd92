"""A new partnership from nothing: typed, pasted, kept, founded once; nobody told before."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client

from cast import CANARY, World
from thirdspace.access import clock
from thirdspace.access.models import AuditEvent
from thirdspace.access.permissions import Role
from thirdspace.home.models import SetUp
from thirdspace.home.setup import store
from thirdspace.home.setup.found import found
from thirdspace.meetings.models import AgendaItem, Attendance, Meeting, Reflection, Series
from thirdspace.partnership.models import (
    Affiliation,
    Membership,
    Organization,
    Partnership,
    Person,
    Seat,
)
from thirdspace.web.models import Letter

HEAD = "Name\tMail\tOrg\tJob\tPhone"
ROWS = [
    "Bell, Marcus\tcoordinator@harbor.example.org\tHCS\tPartnership lead\t555-0142",
    "Fisk, Dana\tdfisk@bayview.example\tBayview\tDean’s office\t555-0187",
    "Lindqvist, Ana\tmember_district@harbor.example.org\tHCS\tTalent lead\t555-0143",
    "Lind, Rosa\trlind@harbor.example\tHCS\tMiddle school principal\t555-0144",
    "Ortiz, Lucía\tlortiz@bayview\tBayview\tField coach\t555-0188",
]
PASTE = "\n".join([HEAD, *ROWS])
GOOD = PASTE.replace("lortiz@bayview\t", "lortiz@bayview.example\t")
TITLES = [
    "Why us, why now: each side in its own words",
    "Three words to define: residency, mentor, ready",
    "First promises, one each",
    "Reflection: how did we work?",
    "Read decisions back",
]


def first_step(world: World, **changes: str) -> dict[str, str]:
    return {
        "name": "Bayview Principal Residency",
        "purpose": "A year of paid residency for six future principals.",
        "mine": str(world.org("district").pk),
        "own_kind": "district",
        "other_name": "Bayview College",
        "other_short": "",
        "other_kind": "university",
        **changes,
    }


def third_step(**changes: str) -> dict[str, str]:
    lines = {}
    for place, (title, minutes) in enumerate(zip(TITLES, (20, 15, 10, 8, 7), strict=True)):
        lines |= {f"title_{place}": title, f"minutes_{place}": str(minutes)}
    return {
        "day": "2026-06-25", "starts": "14:00", "ends": "15:00", "time_zone": "America/New_York",
        "place": "Bayview College, room 210", "again": "two_weeks", **lines, **changes,
    }  # fmt: skip


class Founder:
    """Somebody who presses the buttons."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.path = ""

    def begin(self, sent: dict[str, str]) -> Founder:
        answer = self.client.post("/new/", sent)
        assert answer.status_code == 302, answer.content.decode()
        self.path = answer["Location"].partition("#")[0]
        return self

    def post(self, part: str, sent: dict[str, str]):
        return self.client.post(f"{self.path}{part}/", sent)

    def paste(self, text: str, **more: str):
        return self.post("people", {"pasted": text, "do": "check", **more})

    def keep(self, text: str, **more: str):
        self.paste(text)
        return self.post("people", {"pasted": text, "do": "keep", **more})

    def invite(self, **changes: str):
        return self.post("meeting", {**third_step(**changes), "do": "invite"})

    def page(self) -> str:
        return self.client.get(self.path).content.decode()


@pytest.fixture
def founder(world: World) -> Founder:
    """The coordinator of the district, after step 1."""
    return Founder(world.client("coordinator")).begin(first_step(world))


def new_partnership() -> Partnership:
    return Partnership.everywhere.get(key="bayview-principal-residency")


def test_from_nothing_to_an_agenda_both_sides_see(world: World, founder: Founder) -> None:
    founder.keep(GOOD)
    answer = founder.invite()
    made = new_partnership()
    meeting = Meeting.everywhere.get(partnership=made)
    assert answer["Location"] == f"/{made.key}/meetings/{meeting.pk}/"
    members = Membership.everywhere.filter(partnership=made).order_by("position", "id")
    assert [m.organization.name for m in members] == ["Harbor County Schools", "Bayview College"]
    items = AgendaItem.everywhere.filter(meeting=meeting).order_by("position")
    assert [(i.title, i.minutes) for i in items] == list(
        zip(TITLES, (20, 15, 10, 8, 7), strict=True)
    )
    assert Reflection.everywhere.filter(meeting=meeting).count() == 1
    series = Series.everywhere.get(partnership=made)
    assert (series.cadence, series.minutes) == ("two_weeks", 60)
    assert series.purpose == "A year of paid residency for six future principals."
    assert meeting.starts_at.isoformat() == "2026-06-25T18:00:00+00:00"
    assert Attendance.everywhere.filter(meeting=meeting).count() == 5


def test_each_side_has_one_coordinator_and_all_others_are_members(
    world: World, founder: Founder
) -> None:
    founder.keep(GOOD)
    founder.invite()
    seats = Seat.everywhere.filter(partnership=new_partnership())
    leads = seats.filter(role=Role.COORDINATOR).select_related("person", "organization")
    assert {(s.person.name, str(s.organization)) for s in leads} == {
        ("Marcus Bell", "Harbor County"), ("Dana Fisk", "Bayview College"),
    }  # fmt: skip
    assert seats.filter(role=Role.MEMBER).count() == 3
    assert seats.get(person__email="rlind@harbor.example").title == "Middle school principal"
    dana = Person.everywhere.get(email="dfisk@bayview.example")
    assert Affiliation.everywhere.get(person=dana).organization.name == "Bayview College"


def test_the_coordinator_that_was_chosen_coordinates(world: World, founder: Founder) -> None:
    founder.keep(GOOD, coordinator="6")
    founder.invite()
    seat = Seat.everywhere.get(
        partnership=new_partnership(), role=Role.COORDINATOR, organization__name="Bayview College"
    )
    assert seat.person.name == "Lucía Ortiz"


def test_an_organization_one_sits_for_is_reused_and_the_other_is_made(
    world: World, founder: Founder
) -> None:
    before = Organization.everywhere.count()
    founder.keep(GOOD)
    founder.invite()
    assert Organization.everywhere.count() == before + 1


def test_nobody_is_told_and_nothing_is_made_before_invite(world: World, founder: Founder) -> None:
    counts = [m.everywhere.count() for m in (Partnership, Person, Organization, Seat, AuditEvent)]
    founder.keep(GOOD)
    founder.post("meeting", third_step())
    assert [
        m.everywhere.count() for m in (Partnership, Person, Organization, Seat, AuditEvent)
    ] == counts
    assert Letter.everywhere.count() == 0


def test_everybody_else_is_invited_by_mail_in_the_founders_name(
    world: World, founder: Founder
) -> None:
    founder.keep(GOOD)
    founder.invite()
    letters = Letter.everywhere.filter(subject__contains="You are invited to")
    assert set(letters.values_list("to", flat=True)) == {
        "dfisk@bayview.example", "lortiz@bayview.example", "rlind@harbor.example",
        "member_district@harbor.example.org",
    }  # fmt: skip
    assert all("Marcus Bell" in letter.text for letter in letters)
    acts = AuditEvent.everywhere.filter(partnership_id=new_partnership().pk)
    assert set(acts.values_list("person_name", flat=True)) == {"Marcus Bell"}


def test_pressed_twice_it_is_founded_once(world: World, founder: Founder) -> None:
    founder.keep(GOOD)
    first = founder.invite()
    mails = Letter.everywhere.count()
    second = founder.invite()
    assert second["Location"] == first["Location"]
    assert founder.client.get(founder.path)["Location"] == first["Location"]
    assert Partnership.everywhere.filter(name="Bayview Principal Residency").count() == 1
    assert Letter.everywhere.count() == mails


def test_a_press_that_came_late_does_not_open_it_again(world: World, founder: Founder) -> None:
    founder.keep(GOOD)
    person = world.a.people["coordinator"]
    late = store.find(person.pk, SetUp.everywhere.get().pk)
    founder.invite()
    store.save(late)
    assert found(person, late.pk).key == new_partnership().key
    assert Partnership.everywhere.filter(name="Bayview Principal Residency").count() == 1


def test_what_was_pasted_is_forgotten_afterwards(world: World, founder: Founder) -> None:
    founder.keep(GOOD)
    founder.invite()
    assert "555-0142" not in str(SetUp.everywhere.get().data)
    assert "dfisk" not in str(SetUp.everywhere.get().data)


# --- Rows that need a look ---------------------------------------------------------------------


def test_a_row_that_needs_a_look_comes_first_with_its_field(founder: Founder) -> None:
    founder.paste(PASTE)
    page = founder.page()
    assert "“lortiz@bayview” has no ending. Row 6 of your sheet." in page
    assert page.index('name="email-6"') < page.index("rlind@harbor.example</span>")
    assert "5 names pasted: 4 are ready, 1 needs a look." in page
    assert "Keep the four, ask Dana for the fifth" in page


def test_it_cannot_be_kept_until_it_is_mended(founder: Founder) -> None:
    refused = founder.keep(PASTE)
    assert refused.status_code == 422
    assert "Row 6 needs a look." in refused.content.decode()
    mended = founder.keep(PASTE, **{"row": "6", "email-6": "lortiz@bayview.example"})
    assert mended.status_code == 302
    assert "Invite five people" in founder.page()


def test_the_others_can_be_kept_and_the_rest_asked_for(world: World, founder: Founder) -> None:
    founder.paste(PASTE)
    founder.post("people", {"pasted": PASTE, "do": "keep_ready"})
    founder.invite()
    assert Seat.everywhere.filter(partnership=new_partnership()).count() == 4
    first = AgendaItem.everywhere.filter(meeting__partnership=new_partnership()).first()
    assert first.note == "Still to invite: Lucía Ortiz. Dana Fisk, please."


def test_for_ones_own_side_one_asks_oneself(world: World, founder: Founder) -> None:
    mine = GOOD.replace("rlind@harbor.example", "rlind")
    founder.paste(mine)
    assert "Keep the four, add the fifth later" in founder.page()
    founder.post("people", {"pasted": mine, "do": "keep_ready"})
    founder.invite()
    first = AgendaItem.everywhere.filter(meeting__partnership=new_partnership()).first()
    assert first.note == "Still to invite: Rosa Lind. Marcus Bell, please."


def test_a_row_can_be_left_out_and_put_back(founder: Founder) -> None:
    founder.paste(PASTE)
    founder.paste(PASTE, **{"row": "6", "out-6": "on"})
    assert "left out" in founder.page()
    assert "4 names pasted: 4 are ready." in founder.page()
    founder.paste(PASTE, row="6")
    assert "1 needs a look" in founder.page()


def test_one_answer_settles_all_rows_that_write_an_organization_alike(founder: Founder) -> None:
    strange = GOOD.replace("\tHCS\t", "\tCentral office\t")
    founder.paste(strange)
    assert "2 need a look" in founder.page()
    founder.paste(strange, **{"row": "4", "organization-4": "0"})
    assert "5 names pasted: 5 are ready." in founder.page()


def test_what_a_column_means_can_be_changed(founder: Founder) -> None:
    founder.paste(GOOD)
    meanings = ["family_first", "email", "organization", "leave_out", "role"]
    founder.paste(GOOD, **{f"column-{n}": meaning for n, meaning in enumerate(meanings)})
    page = founder.page()
    assert "sure: you said so" in page
    assert '<td data-h="Role" dir="auto">555-0187</td>' in page


def test_of_very_many_that_need_a_look_some_can_be_mended_at_once(founder: Founder) -> None:
    lines = [f"Row, P{n}\tp{n}@gmail.example\tNobody {n}\t\t" for n in range(480)]
    founder.paste("\n".join([HEAD, *lines]))
    page = founder.page()
    assert page.count('name="row"') == 50
    assert "“Nobody 479” is neither of the two." in page


def test_a_meaning_of_no_such_kind_changes_nothing(founder: Founder) -> None:
    founder.paste(GOOD)
    founder.paste(GOOD, **{f"column-{n}": "nonsense" for n in range(5)})
    assert "5 names pasted: 5 are ready." in founder.page()


def test_undo_takes_the_paste_back(founder: Founder) -> None:
    founder.keep(GOOD)
    founder.post("people", {"do": "undo"})
    page = founder.page()
    assert "Fisk" not in page
    assert "Read what I pasted" in page


def test_nobody_of_the_other_side_is_refused(founder: Founder) -> None:
    refused = founder.keep("\n".join([HEAD, ROWS[0], ROWS[3]]))
    assert refused.status_code == 422
    assert "Nobody of Bayview College is among them." in refused.content.decode()


def test_the_founder_is_there_once_whatever_the_paste_says(world: World, founder: Founder) -> None:
    mine = "Bell, Marc\tCOORDINATOR@harbor.example.org\tBayview\tBoss\t1"
    founder.keep("\n".join([GOOD, mine]))
    founder.invite()
    seat = Seat.everywhere.get(partnership=new_partnership(), person=world.a.people["coordinator"])
    assert (str(seat.organization), seat.role) == ("Harbor County", Role.COORDINATOR)


def test_a_founder_who_is_not_in_the_paste_takes_part_too(founder: Founder) -> None:
    founder.keep("\n".join([HEAD, *GOOD.split("\n")[2:]]))
    assert "Invite five people" in founder.page()


def test_one_address_in_both_organizations_needs_a_look(founder: Founder) -> None:
    twice = "\n".join([GOOD, "Fisk, Dana\tdfisk@bayview.example\tHCS\tGuest\t"])
    founder.paste(twice)
    assert "Row 3 has the same address." in founder.page()


def test_pasted_twice_counts_once(founder: Founder) -> None:
    founder.paste(f"{GOOD}\n{GOOD}")
    page = founder.page()
    assert "5 names pasted: 5 are ready." in page
    assert "said the same again" in page


# --- What others may learn ---------------------------------------------------------------------


def test_known_here_is_only_who_shares_a_partnership_with_the_founder(
    world: World, founder: Founder
) -> None:
    elsewhere = world.b.people["member_district"]
    founder.paste(f"{GOOD}\nFar, Person\t{elsewhere.email}\tBayview\tGuest\t1")
    rows = founder.page().split("<tr>")
    tags = {
        email: "known here" in row
        for row in rows
        for email in ("member_district@harbor.example.org", elsewhere.email, "rlind@harbor")
        if f'<span class="s">{email}' in row
    }
    assert tags == {
        "member_district@harbor.example.org": True, elsewhere.email: False, "rlind@harbor": False,
    }  # fmt: skip
    assert CANARY not in founder.page()


def test_who_shared_one_once_is_not_known_here(world: World, founder: Founder) -> None:
    Seat.everywhere.filter(person=world.a.people["member_district"]).update(until=date(2020, 1, 1))
    founder.paste(GOOD)
    assert "known here" not in founder.page()


@pytest.mark.parametrize("who", ["coordinator_university", "stranger"])
def test_somebody_elses_draft_is_not_there(world: World, founder: Founder, who: str) -> None:
    other = world.client(who)
    parts = ("organizations", "people", "meeting", "drop")
    assert other.get(founder.path).status_code == 404
    assert {other.post(f"{founder.path}{part}/").status_code for part in parts} == {404}
    assert "Bayview Principal" not in other.get("/new/").content.decode()


def test_who_is_not_signed_in_is_asked_to(world: World, founder: Founder) -> None:
    assert "/account/login/" in world.client("nobody").get(founder.path)["Location"]


def test_an_organization_one_does_not_sit_for_cannot_be_taken(world: World) -> None:
    sent = first_step(world, mine=str(world.org("university").pk))
    answer = world.client("coordinator").post("/new/", sent)
    assert answer.status_code == 422


def test_somebody_without_any_seat_can_begin(world: World) -> None:
    sent = first_step(world, mine="", own_name="Sam’s District", own_kind="district")
    founder = Founder(world.client("stranger")).begin(sent)
    founder.keep("Dana Fisk <dfisk@bayview.example>\nEllis Ward <eward@bayview.example>")
    founder.invite()
    seat = Seat.everywhere.get(partnership=new_partnership(), person=world.stranger)
    assert (str(seat.organization), seat.role) == ("Sam’s District", Role.COORDINATOR)


# --- What is typed -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"name": ""}, "This field is required"),
        ({"other_name": "harbor county schools"}, "This is your own organization"),
        ({"mine": "new", "own_name": ""}, "Write the name of your organization"),
        ({"other_kind": "planet"}, "planet"),
    ],
)
def test_step_1_says_what_is_missing(world: World, changes: dict[str, str], words: str) -> None:
    answer = world.client("coordinator").post("/new/", first_step(world, **changes))
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert SetUp.everywhere.count() == 0


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"day": "2020-01-01"}, "This day is over"),
        ({"ends": "13:00"}, "ends before it begins"),
        ({"time_zone": "Mars/Base"}, "Mars/Base"),
        ({f"title_{n}": "" for n in range(5)}, "Write at least one line"),
    ],
)
def test_step_3_says_what_is_wrong(founder: Founder, changes: dict[str, str], words: str) -> None:
    founder.keep(GOOD)
    answer = founder.invite(**changes)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Partnership.everywhere.filter(name="Bayview Principal Residency").exists()


def test_invite_before_the_people_are_kept_is_refused(founder: Founder) -> None:
    founder.paste(GOOD)
    answer = founder.invite()
    assert answer.status_code == 422
    assert "The people are not kept yet." in answer.content.decode()


def test_another_organization_in_step_1_asks_for_the_people_again(
    world: World, founder: Founder
) -> None:
    founder.keep(GOOD)
    founder.post("organizations", first_step(world, other_name="Hilltop University"))
    assert founder.invite().status_code == 422


def test_a_line_that_is_emptied_is_not_on_the_agenda(founder: Founder) -> None:
    founder.keep(GOOD)
    founder.invite(title_3="", title_4="")
    items = AgendaItem.everywhere.filter(meeting__partnership=new_partnership())
    assert items.count() == 3


@pytest.mark.parametrize("text", ["", "   ", "Name\tMail", "x\ty\n" * 2000, "a" * 200_000])
def test_a_paste_that_cannot_be_read_keeps_what_was_typed(founder: Founder, text: str) -> None:
    answer = founder.paste(text)
    assert answer.status_code == 422
    assert "data-problem" in answer.content.decode()
    assert store.find(SetUp.everywhere.get().person_id, SetUp.everywhere.get().pk).paste is None


def test_names_of_any_kind_are_shown_as_text(founder: Founder) -> None:
    names = ["<script>alert(1)</script>", "ليلى حداد", "Zoë 🌱", "x" * 10_000]
    lines = "\n".join(f"{name}\tp{n}@bayview.example\tBayview\t\t" for n, name in enumerate(names))
    founder.paste(f"{HEAD}\n{lines}")
    page = founder.page()
    assert "<script>alert" not in page
    assert "ليلى حداد" in page
    assert "The name is longer than 200 characters. Row 5 of your sheet." in page


@pytest.mark.parametrize(
    ("name", "key"),
    [("Week", "week-2"), ("New", "new-2"), ("harbor", "harbor-2"), ("ليلى", "partnership"),
     ("Mail & more", "mail-more")],
)  # fmt: skip
def test_a_key_is_free_and_no_word_of_the_workspace(world: World, name: str, key: str) -> None:
    founder = Founder(world.client("coordinator")).begin(first_step(world, name=name))
    founder.keep(GOOD)
    assert founder.invite()["Location"].startswith(f"/{key}/meetings/")


def test_several_drafts_are_kept_and_each_can_be_thrown_away(
    world: World, founder: Founder
) -> None:
    second = Founder(founder.client).begin(first_step(world, name="Another idea"))
    page = founder.client.get("/new/").content.decode()
    assert "Another idea" in page
    assert "Bayview Principal Residency" in page
    second.post("drop", {})
    assert "Another idea" not in founder.client.get("/new/").content.decode()


def test_save_and_go_on_later(founder: Founder) -> None:
    answer = founder.paste(GOOD, do="later")
    assert answer["Location"] == "/new/"
    assert "5 names pasted: 5 are ready." in founder.page()


def test_time_is_counted_without_the_breaks(world: World) -> None:
    began = clock.now()
    client = world.client("coordinator")
    founder = Founder(client).begin(first_step(world))
    for minutes in (3, 6, 300, 302):
        with clock.at(began + timedelta(minutes=minutes)):
            founder.paste(GOOD)
    assert "eight minutes so far" in founder.page()


def test_a_page_asks_a_constant_number_of_questions(
    founder: Founder, django_assert_max_num_queries, counted_on_sqlite
) -> None:
    many = "\n".join(f"Row, P{n}\tp{n}@bayview.example\tBayview\t\t" for n in range(480))
    founder.paste(f"{HEAD}\n{many}")
    with django_assert_max_num_queries(14):
        founder.page()
