"""Private answers: by which groups they are shown, and that nobody is ever told apart."""

from __future__ import annotations

import itertools
import json
from datetime import UTC, datetime, timedelta

import pytest

from thirdspace.access import clock
from thirdspace.access.models import AuditEvent
from thirdspace.access.permissions import Role
from thirdspace.meetings import blind
from thirdspace.meetings.actions import reflection as actions
from thirdspace.meetings.actions.meetings import plan_meeting
from thirdspace.meetings.actions.series import start_series
from thirdspace.meetings.models import Reflection, ReflectionAnswer
from thirdspace.meetings.reads import reflection as reads
from thirdspace.partnership.models import Person, Seat

START = datetime(2026, 6, 2, 19, 30, tzinfo=UTC)


@pytest.fixture
def crowd(world):
    """Seat more people, so that each organization can be as large as a test needs."""
    made = itertools.count(1)

    def seat(organization, count):
        names = []
        for _each in range(count):
            name = f"extra{next(made)}"
            person = Person.everywhere.create_user(f"{name}@harbor.example.org", name=name.title())
            Seat.everywhere.create(
                partnership=world.a.partnership,
                person=person,
                organization=world.org(organization),
                role=Role.MEMBER,
            )
            world.a.people[name] = person
            names.append(name)
        return names

    return seat


@pytest.fixture
def hold(world):
    """Hold a reflection: `said` maps a name to texts, our view and their view; return it shown."""

    def held(said, *, three_is_enough=False):
        run = world.scope("coordinator")
        with clock.at(START - timedelta(days=1)):
            series = start_series(
                run, name="Table", cadence="two_weeks", minutes=75, place="Room 4",
                time_zone="America/New_York", reflect_every=1,
            )  # fmt: skip
            meeting = plan_meeting(run, series_id=series.pk, starts_at=START)
        questions = ["stop", "held_up", "numbers"]
        with clock.at(START):
            actions.prepare(run, meeting_id=meeting.pk, questions=questions,
                            three_is_enough=three_is_enough)  # fmt: skip
            actions.open_reflection(run, meeting_id=meeting.pk)
            for name, (texts, ours, theirs) in said.items():
                actions.answer(world.scope(name), meeting_id=meeting.pk, texts=texts,
                               our_view=ours, their_view=theirs)  # fmt: skip
            return actions.show(run, meeting_id=meeting.pk)

    return held


def answers(names, ours=3, theirs=3):
    return {name: ([f"{name} a", "", f"{name} c"], ours, theirs) for name in names}


def shown(found):
    return [
        (tuple(each["name"] for each in group["organizations"]), group["n"])
        for group in found.shown["groups"]
    ]


def everything(world, found):
    """Return all that any page or export could draw from."""
    pages = [
        world.client(name).get(f"/harbor/meetings/{found.meeting_id}/{path}").content.decode()
        for name in ("coordinator", "member_university", "facilitator")
        for path in ("reflection/",)
    ]
    return "\n".join([*pages, json.dumps(found.shown)])


class TestGroups:
    def test_five_stand_alone(self, world, crowd, hold):
        found = hold(answers(crowd("district", 5)) | answers(crowd("university", 6)))
        assert shown(found) == [(("Harbor County",), 5), (("Northfield",), 6)]

    def test_a_side_of_two_is_shown_with_others_only(self, world, crowd, hold):
        found = hold(answers(crowd("district", 6)) | answers(crowd("university", 2)))
        # Six and two: alone, the two could be worked out as the rest.
        assert shown(found) == [(("Harbor County", "Northfield"), 8)]
        names = [group["organizations"] for group in found.shown["groups"]]
        assert all(len(organizations) > 1 for organizations in names)

    def test_two_small_ones_share_a_pool(self, world, crowd, hold):
        found = hold(
            answers(crowd("district", 5)) | answers(crowd("university", 3))
            | answers(crowd("college", 2))
        )  # fmt: skip
        assert shown(found) == [(("Harbor County",), 5), (("Lakeside", "Northfield"), 5)]

    def test_under_five_nothing_is_shown_by_anybody(self, world, crowd, hold):
        found = hold(answers(crowd("district", 2)) | answers(crowd("university", 2)))
        assert shown(found) == []
        assert (found.shown["total"], found.shown["withheld"]) == (4, 4)
        text = everything(world, found)
        assert "Talk aloud instead" in text
        assert "4 answers came in, and it takes 5." in text
        assert "extra1 a" not in text

    def test_three_are_enough_where_all_agreed_before(self, world, crowd, hold):
        said = answers(crowd("district", 3)) | answers(crowd("university", 3))
        assert shown(hold(said, three_is_enough=True)) == [
            (("Harbor County",), 3), (("Northfield",), 3),
        ]  # fmt: skip

    def test_under_three_never(self, world, crowd, hold):
        found = hold(answers(crowd("district", 2)), three_is_enough=True)
        assert shown(found) == []


class TestNobodyIsToldApart:
    @pytest.fixture
    def found(self, world, crowd, hold):
        return hold(answers(crowd("district", 5), 4, 2) | answers(crowd("university", 5), 2, 4))

    def test_no_name_and_no_id_of_a_person(self, world, found):
        text = json.dumps(found.shown)
        assert not any(str(person) in text for person in Person.everywhere.all())
        assert set(found.shown["groups"][0]) == {
            "organizations", "n", "our_view", "their_view", "texts",
        }  # fmt: skip

    def test_the_order_of_words_is_not_the_order_of_people(self, world, crowd, hold):
        names = crowd("district", 10)  # by chance in their order once in 3.6 million
        said = {name: ([f"word {place}", "", f"last {place}"], None, None)
                for place, name in enumerate(names)}  # fmt: skip
        first, _second, third = hold(said).shown["groups"][0]["texts"]
        assert sorted(first) != first
        # Each question in an order of its own: the lines of one person don't stand in one place.
        assert [text[-1] for text in first] != [text[-1] for text in third]

    def test_the_order_depends_on_what_was_said_alone(self):
        first = sorted(["a", "b", "c"], key=lambda text: blind.shuffled(7, text))
        second = sorted(["c", "b", "a"], key=lambda text: blind.shuffled(7, text))
        assert first == second

    def test_the_answers_of_others_can_not_be_queried(self, world, found):
        assert ReflectionAnswer.objects.within(world.scope("coordinator")).count() == 0
        assert ReflectionAnswer.objects.within(world.scope("operator")).count() == 0
        assert ReflectionAnswer.objects.within(world.scope("extra1")).count() == 1

    def test_the_trail_tells_neither_who_nor_what(self, world, found):
        for name in ("coordinator", "extra1", "member_university"):
            acts = AuditEvent.objects.within(world.scope(name))
            assert not acts.filter(verb="meetings.answer_reflection").exists()
        kept = AuditEvent.objects.within(world.scope("operator"))
        told = kept.filter(verb="meetings.answer_reflection").values_list(
            "label", "before", "after"
        )
        assert set(told) == {("", None, None)}

    def test_counts_have_no_people(self, world, found):
        counts = blind.finished(world.scope("coordinator"), [found])[found.pk]
        assert counts == {world.org("district").pk: 5, world.org("university").pk: 5}
        told = blind.given(world.scope("coordinator"), found)
        assert {each.__slots__ for each in told} == {
            ("organization_id", "texts", "our_view", "their_view")
        }

    def test_other_partnerships_count_nothing(self, world, found):
        assert not blind.finished(world.b.scope("coordinator"), [found])[found.pk]
        assert blind.given(world.b.scope("coordinator"), found) == []


class TestNumbers:
    def test_mean_spread_and_how_well_each_knows_the_other(self, world, crowd, hold):
        district = crowd("district", 5)
        said = {name: ([], ours, 2) for name, ours in zip(district, (3, 4, 4, 4, 5), strict=True)}
        said |= {name: ([], 2, 4) for name in crowd("university", 5)}
        found = hold(said)
        group = found.shown["groups"][0]
        assert group["our_view"] == {"n": 5, "mean": 4, "sd": 0.7}
        told = {each["guessing"]["name"]: each for each in found.shown["accuracy"]}
        assert told["Harbor County"]["accuracy"] == 1.0
        assert told["Harbor County"]["box"] == "different and know it"

    def test_a_number_few_gave_is_not_theirs_alone(self, world, crowd, hold):
        district = crowd("district", 6)
        said = {name: (["x"], None, None) for name in district[:4]}
        said |= {name: (["x"], 1, 1) for name in district[4:]}
        found = hold(said)
        assert found.shown["groups"][0]["our_view"] == {"n": 2, "mean": None, "sd": None}
        assert found.shown["accuracy"] == []
        assert "hidden: 2 gave a number, it takes 5" in everything(world, found)

    def test_pooled_ones_guess_nobody(self, world, crowd, hold):
        found = hold(answers(crowd("district", 6)) | answers(crowd("university", 2)))
        assert found.shown["accuracy"] == []


class TestFrozen:
    def test_later_rows_change_nothing(self, world, crowd, hold):
        found = hold(answers(crowd("district", 5)) | answers(crowd("university", 5)))
        before = everything(world, found)
        ReflectionAnswer.everywhere.update(our_view=1, texts=["changed", "", ""])
        ReflectionAnswer.everywhere.filter(person=world.a.people["extra1"]).delete()
        assert Reflection.everywhere.get(pk=found.pk).shown == found.shown
        text = everything(world, found)
        assert "changed" not in text
        assert text.count("blockquote") == before.count("blockquote") > 0

    def test_who_sees_the_meeting_sees_what_was_shown(self, world, crowd, hold):
        found = hold(answers(crowd("district", 5)) | answers(crowd("university", 5)))
        page = reads.page(world.scope("member_university"), found.meeting)
        assert [group.n for group in page.shown.groups] == [5, 5]
        there = f"/harbor/meetings/{found.meeting_id}/reflection/"
        assert world.client("funder").get(there).status_code == 403
        assert world.b.client("coordinator").get(there).status_code == 404
