"""Tensions: who sees which level, how one opens further, and what the trail keeps to itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from thirdspace.access import clock, registries, search
from thirdspace.access.models import AuditEvent
from thirdspace.meetings.actions import tensions as actions
from thirdspace.meetings.models import Tension
from thirdspace.meetings.reads import tensions as reads
from thirdspace.problems import InputProblem, NotAllowed, NotThere
from web.html import Page

BASE = "/harbor/meetings/tensions/"
WORDS = "We answer the funder before we answer each other"


@pytest.fixture
def surfaced(world):
    def write(level, who="member_district", **fields):
        return actions.surface(world.scope(who), text=WORDS, level=level, **fields)

    return write


def readers(world):
    """Return who sees T-01: everybody of the cast who works inside, and the operator."""
    cast = ("coordinator", "member_district", "sponsor_district", "member_university",
            "coordinator_university", "facilitator", "researcher", "operator")  # fmt: skip
    return {
        name for name in cast if Tension.objects.within(world.scope(name)).filter(number=1).exists()
    }


DISTRICT = {"coordinator", "member_district", "sponsor_district"}


class TestLevels:
    def test_a_private_one_is_its_writer_s_alone(self, world, surfaced):
        surfaced("private")
        assert readers(world) == {"member_district"}

    def test_an_own_side_one_stays_on_the_side(self, world, surfaced):
        surfaced("own")
        assert readers(world) == DISTRICT | {"operator"}

    def test_a_shared_one_is_the_partnership_s(self, world, surfaced):
        surfaced("shared")
        assert "member_university" in readers(world)
        assert not Tension.objects.within(world.scope("funder")).exists()

    @pytest.mark.parametrize("level", ["private", "own"])
    def test_nobody_s_note_is_refused(self, world, level):
        with pytest.raises(InputProblem, match="Nobody could read this"):
            actions.surface(world.scope("operator"), text=WORDS, level=level)

    @pytest.mark.parametrize(
        ("text", "level", "says"),
        [(" ", "own", "no words"), ("x" * 501, "own", "too long"), (WORDS, "loud", "loud")],
    )
    def test_what_can_not_be_stored(self, world, text, level, says):
        with pytest.raises(InputProblem, match=says):
            actions.surface(world.scope("coordinator"), text=text, level=level)

    def test_organizations_of_another_partnership_are_not_there(self, world, surfaced):
        with pytest.raises(NotThere):
            surfaced("shared", between_ids=[world.b.org("district").pk])

    def test_numbers_go_on_over_what_one_does_not_see(self, world, surfaced):
        surfaced("private")
        assert surfaced("shared", "member_university").short == "T-02"


class TestAPrivateOneLeavesNoTrace:
    """Another member of the same organization meets it nowhere."""

    @pytest.fixture
    def other(self, world, surfaced):
        with clock.at(datetime(2026, 1, 5, 15, tzinfo=UTC)):
            surfaced("private")
            actions.talk_about(world.scope("member_district"), number=1, state="talked",
                               what_changed="We spoke in the corridor")  # fmt: skip
        return world.scope("coordinator")

    def test_on_pages(self, world, other):
        client = world.client("coordinator")
        assert client.get(f"{BASE}1/").status_code == 404
        assert WORDS not in client.get(BASE).content.decode()
        assert client.post(f"{BASE}1/level/", {"level": "shared"}).status_code == 404

    def test_in_lists_and_search(self, other):
        assert reads.tensions(other) == []
        assert not search.find(other, "funder").exists()
        assert not search.find(other, "corridor").exists()

    def test_on_the_timeline(self, world, other):
        assert not AuditEvent.objects.within(other).filter(verb__contains="tension").exists()
        kept = AuditEvent.objects.within(world.scope("operator")).filter(verb__contains="tension")
        assert [(act.label, act.before, act.after) for act in kept] == [("", None, None)] * 2

    def test_in_signals(self, world, other):
        for name in ("coordinator", "member_district"):
            source = registries.signals.get("meetings.reflection")
            assert WORDS not in str(list(source.signals(world.scope(name))))

    def test_in_what_the_operator_takes_out(self, world, other):
        assert not Tension.objects.within(world.scope("operator")).exists()

    def test_its_writer_has_it_all(self, world, other):
        client = world.client("member_district")
        text = client.get(f"{BASE}1/").content.decode()
        assert "Only you can see it." in text
        assert "We spoke in the corridor" in text
        assert WORDS in client.get(BASE).content.decode()


class TestAnOwnSideOne:
    def test_the_other_organization_meets_it_nowhere(self, world, surfaced):
        with clock.at(datetime(2026, 1, 5, 15, tzinfo=UTC)):
            surfaced("own")
        other = world.scope("member_university")
        client = world.client("member_university")
        assert reads.tensions(other) == []
        assert not search.find(other, "funder").exists()
        assert not AuditEvent.objects.within(other).filter(verb__contains="tension").exists()
        assert client.get(f"{BASE}1/").status_code == 404
        assert WORDS not in str(registries.signals.get("meetings.reflection").signals(other))

    def test_its_own_side_finds_it(self, world, surfaced):
        surfaced("own")
        assert search.find(world.scope("coordinator"), "funder", kind="tension").count() == 1


class TestOpening:
    def test_its_writer_opens_it_step_by_step(self, world, surfaced):
        surfaced("private")
        writer = world.scope("member_district")
        actions.change_level(writer, number=1, level="own")
        assert readers(world) == DISTRICT | {"operator"}
        actions.change_level(writer, number=1, level="shared")
        assert search.find(world.scope("member_university"), "funder").count() == 1
        shown = reads.tension(world.scope("member_university"), 1)
        assert [event.sentence for event in shown.events] == [
            f"opened the tension “T-01 {WORDS}” to more people"
        ]

    def test_a_coordinator_of_the_same_organization_may_share_it(self, world, surfaced):
        surfaced("own")
        actions.change_level(world.scope("coordinator"), number=1, level="shared")
        assert "member_university" in readers(world)

    def test_a_colleague_may_not(self, world, surfaced):
        surfaced("own")
        with pytest.raises(NotAllowed, match="share this tension"):
            actions.change_level(world.scope("sponsor_district"), number=1, level="shared")

    @pytest.mark.parametrize(
        ("before", "after"), [("shared", "private"), ("shared", "own"), ("own", "private")]
    )
    def test_it_never_closes_again(self, world, surfaced, before, after):
        surfaced(before)
        with pytest.raises(InputProblem, match="can't un-read it"):
            actions.change_level(world.scope("member_district"), number=1, level=after)

    def test_what_was_said_while_private_stays_untold(self, world, surfaced):
        surfaced("private")
        actions.change_level(world.scope("member_district"), number=1, level="shared")
        seen = AuditEvent.objects.within(world.scope("coordinator")).filter(kind="meetings.tension")
        assert [act.verb for act in seen] == ["meetings.open_tension"]


class TestTalking:
    def test_settled_says_what_changed(self, world, surfaced):
        surfaced("shared")
        scope = world.scope("member_university")
        with pytest.raises(InputProblem, match="what changed"):
            actions.talk_about(scope, number=1, state="settled")
        actions.talk_about(scope, number=1, state="settled", what_changed="We answer on Mondays")
        row = reads.tensions(scope)[0]
        assert (row.state, row.what_changed, row.days) == ("settled", "We answer on Mondays", None)
        assert search.find(scope, "Mondays").count() == 1

    def test_it_can_open_again(self, world, surfaced):
        surfaced("shared")
        scope = world.scope("coordinator")
        actions.talk_about(scope, number=1, state="settled", what_changed="So.")
        actions.talk_about(scope, number=1, state="open")
        assert Tension.objects.within(scope).get().settled_at is None


class TestPages:
    def test_the_oldest_open_one_comes_first(self, world, surfaced):
        start = datetime(2026, 1, 5, 15, tzinfo=UTC)
        for days, state in ((0, "settled"), (1, "open"), (2, "open")):
            with clock.at(start + timedelta(days=days)):
                one = surfaced("shared")
                actions.talk_about(world.scope("member_district"), number=one.number, state=state,
                                   what_changed="So.")  # fmt: skip
        with clock.at(start + timedelta(days=61)):
            rows = reads.tensions(world.scope("coordinator"))
        assert [(row.number, row.days) for row in rows] == [(2, 60), (3, 59), (1, None)]

    def test_the_list_asks_a_constant_number_of_questions(
        self, world, surfaced, django_assert_num_queries, counted_on_sqlite
    ):
        for _each in range(4):
            surfaced("shared", between_ids=[world.org("district").pk])
        scope = world.scope("coordinator")
        with django_assert_num_queries(2):
            reads.tensions(scope)

    def test_pages_are_whole(self, world, surfaced):
        surfaced("own", between_ids=[world.org("district").pk, world.org("university").pk])
        client = world.client("member_district")
        for path in ("", "new/", "1/"):
            answer = client.get(BASE + path)
            assert answer.status_code == 200, path
            page = Page(answer.content.decode())
            assert page.unlabelled_controls() == [], path
            assert page.repeated_ids() == [], path
            assert page.dangling_references() == [], path

    def test_writing_talking_and_opening(self, world):
        client = world.client("member_district")
        answer = client.post(f"{BASE}new/", {"text": WORDS, "level": "private"})
        assert answer.url == BASE
        answer = client.post(f"{BASE}1/", {"state": "settled", "what_changed": ""})
        assert answer.status_code == 422
        assert client.post(f"{BASE}1/", {"state": "talked"}).url == f"{BASE}1/"
        assert client.post(f"{BASE}1/level/", {"level": "own"}).url == f"{BASE}1/"
        assert readers(world) == DISTRICT | {"operator"}
        assert client.post(f"{BASE}1/level/", {"level": "private"}).status_code == 422

    def test_what_was_typed_comes_back(self, world):
        answer = world.client("coordinator").post(f"{BASE}new/", {"text": "x" * 600})
        assert answer.status_code == 422
        assert "x" * 600 in answer.content.decode()

    def test_words_of_people_are_words(self, world):
        odd = "<b>שלום</b> 🙂"
        actions.surface(world.scope("coordinator"), text=odd, level="shared")
        text = world.client("member_university").get(f"{BASE}1/").content.decode()
        assert "&lt;b&gt;שלום&lt;/b&gt; 🙂" in text
