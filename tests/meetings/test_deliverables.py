"""Deliverables: what is due, who waits since when, and what shows how far it is."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from cast import CANARY
from thirdspace.access import clock, registries, search
from thirdspace.access.models import AuditEvent
from thirdspace.meetings.actions import deliverables as actions
from thirdspace.meetings.models import Deliverable, Dependence
from thirdspace.meetings.reads import deliverables as reads
from thirdspace.partnership import actions as partnership
from thirdspace.problems import InputProblem, NotAllowed, NotThere
from web.html import Page

BASE = "/harbor/meetings/deliverables/"


@pytest.fixture(autouse=True)
def _today():
    with clock.at(datetime(2026, 6, 16, 15, tzinfo=UTC)):
        yield


@pytest.fixture
def run(world):
    return world.scope("coordinator")


@pytest.fixture
def add(world, run):
    def write(title="Year-1 report", **fields):
        return actions.add_deliverable(run, title=title, **fields)

    return write


@pytest.fixture
def report(world, add):
    """A requirement of the funder, held by Ana of the district, five days late."""
    return add(
        kind="requirement", owed_to_id=world.org("funder").pk, due=date(2026, 6, 11),
        organization_id=world.org("district").pk, person_id=world.a.people["member_district"].pk,
    )  # fmt: skip


def change(run, found, **fields):
    now = {
        "title": found.title, "kind": found.kind, "state": found.state, "due": found.due,
        "owed_to_id": found.owed_to_id, "organization_id": found.organization_id,
        "person_id": found.person_id, "note": found.note,
    }  # fmt: skip
    return actions.change_deliverable(run, number=found.number, **(now | fields))


class TestWriting:
    def test_it_has_a_number_a_maker_and_a_reason(self, report):
        row = report
        assert (row.short, row.kind, row.state) == ("W-01", "requirement", "not_started")

    def test_a_requirement_is_somebody_s(self, add):
        with pytest.raises(InputProblem, match="who requires it"):
            add(kind="requirement")

    def test_who_holds_it_sits_for_who_makes_it(self, world, add):
        ana = world.a.people["member_district"].pk
        with pytest.raises(InputProblem):
            add(person_id=ana, organization_id=world.org("university").pk)
        assert add(person_id=ana).organization_id == world.org("district").pk

    def test_organizations_of_others_are_not_there(self, world, add):
        with pytest.raises(NotThere):
            add(organization_id=world.b.org("district").pk)

    def test_who_may_not_write(self, world):
        with pytest.raises(NotAllowed):
            actions.add_deliverable(world.scope("sponsor_district"), title="Report")

    def test_history_says_what_it_was(self, run, report):
        change(run, report, state="delivered", due=date(2026, 6, 30))
        act = AuditEvent.objects.within(run).latest("id")
        assert act.verb == "meetings.deliverable_delivered"
        assert act.before == {"due": "2026-06-11", "state": "not_started"}
        assert act.after == {"due": "2026-06-30", "state": "delivered"}
        assert Deliverable.objects.within(run).get().delivered_at == clock.now()

    def test_taken_back_it_is_not_delivered(self, run, report):
        change(run, report, state="delivered")
        report.refresh_from_db()
        change(run, report, state="in_work")
        assert Deliverable.objects.within(run).get().delivered_at is None

    def test_it_is_found_by_words(self, world, report):
        assert search.find(world.scope("member_university"), "year 1 report").count() == 1
        assert not search.find(world.scope("funder"), "report").exists()


class TestWaiting:
    def test_who_waits_and_since_when(self, world, run, report):
        actions.set_waiting(
            run, number=1, organization_id=world.org("university").pk, what="the numbers",
            since=date(2026, 5, 2),
        )  # fmt: skip
        (waits,) = reads.page(run, 1).row.waiting
        assert (waits.name, waits.days, waits.what) == ("Northfield", 45, "the numbers")

    def test_the_same_is_not_written_twice(self, world, run, report):
        for what in ("the numbers", "the words"):
            actions.set_waiting(
                run, number=1, organization_id=world.org("university").pk, what=what
            )
        assert Dependence.objects.within(run).get().what == "the words"

    def test_a_deliverable_can_need_another(self, run, report, add):
        add("Yearly plan")
        actions.set_waiting(run, number=1, needed_for=2)
        assert [row.short for row in reads.page(run, 2).needs] == ["W-01"]
        assert [each.name for each in reads.page(run, 1).row.waiting] == ["W-02 Yearly plan"]

    def test_they_can_not_wait_for_each_other(self, run, report, add):
        for title in ("Plan", "Budget"):
            add(title)
        actions.set_waiting(run, number=1, needed_for=2)
        actions.set_waiting(run, number=2, needed_for=3)
        for number, needed_for in ((3, 1), (2, 1), (1, 1)):
            with pytest.raises(InputProblem, match="wait for each other"):
                actions.set_waiting(run, number=number, needed_for=needed_for)

    def test_what_can_not_wait(self, world, run, report, add):
        add("Plan")
        own = world.org("university").pk
        for who in ({}, {"organization_id": own, "needed_for": 2}):
            with pytest.raises(InputProblem, match="one who waits"):
                actions.set_waiting(run, number=1, **who)
        with pytest.raises(InputProblem, match="a day to come"):
            actions.set_waiting(run, number=1, organization_id=own, since=date(2026, 6, 17))

    def test_nobody_waits_for_what_is_over(self, world, run, report):
        actions.set_waiting(run, number=1, organization_id=world.org("university").pk)
        change(run, report, state="accepted")
        assert reads.page(run, 1).row.waiting[0].days is None

    def test_waiting_ends(self, world, run, report):
        waits = actions.set_waiting(run, number=1, organization_id=world.org("university").pk)
        actions.stop_waiting(run, number=1, dependence_id=waits.pk)
        assert reads.page(run, 1).row.waiting == ()
        with pytest.raises(NotThere):
            actions.stop_waiting(run, number=1, dependence_id=waits.pk)


class TestEvidence:
    @pytest.fixture
    def event(self, run):
        return partnership.add_event(run, what="We read the draft together", when="2026-06-02")

    def test_a_record_shows_how_far_it_is(self, world, run, report, event):
        actions.add_evidence(run, number=1, kind="event", record_id=event.pk, why="It was read.")
        (shown,) = reads.page(world.scope("member_university"), 1).evidence
        assert (shown.card.words, shown.why) == ("We read the draft together", "It was read.")
        with pytest.raises(InputProblem, match="already"):
            actions.add_evidence(run, number=1, kind="event", record_id=event.pk, why="Again.")

    def test_what_one_may_not_see_tells_nothing(self, world, run, report, event):
        actions.add_evidence(run, number=1, kind="event", record_id=event.pk, why="Our secret.")
        event.visibility, event.origin = "own", world.org("district")
        event.save()
        page = reads.page(world.scope("member_university"), 1)
        assert (page.evidence, page.unseen) == ([], 1)
        text = world.client("member_university").get(f"{BASE}1/").content.decode()
        assert "1 record is not yours to see." in text
        assert "Our secret." not in text

    @pytest.mark.parametrize("kind", ["event", "nothing"])
    def test_what_is_not_there(self, run, report, kind):
        with pytest.raises(NotThere):
            actions.add_evidence(run, number=1, kind=kind, record_id=4711, why="So.")


class TestIndex:
    def test_by_need(self, world, run, report, add):
        add("No day")
        add("Soon", due=date(2026, 6, 20))
        add("Waited for", due=date(2026, 9, 1))
        add("Done", due=date(2026, 5, 1))
        later = add("Later and late", due=date(2026, 6, 15))
        done = Deliverable.objects.within(run).get(number=5)
        change(run, done, state="delivered")
        actions.set_waiting(run, number=4, organization_id=world.org("college").pk,
                            since=date(2026, 6, 1))  # fmt: skip
        found = reads.index(run)
        assert [row.title for row in found.rows] == [
            "Year-1 report", later.title, "Waited for", "Soon", "No day",
        ]  # fmt: skip
        assert [row.title for row in found.over] == ["Done"]
        assert (found.count, found.required, found.late) == (6, 1, 2)
        assert found.rows[0].late == "5 days late"

    def test_a_constant_number_of_questions(
        self, run, report, add, django_assert_num_queries, counted_on_sqlite
    ):
        for title in ("A", "B", "C"):
            add(title)
        with django_assert_num_queries(3):
            reads.index(run)


class TestWhatItAsks:
    def signals(self, scope):
        return registries.signals.get("meetings.deliverables").signals(scope)

    def owed(self, scope):
        return registries.tasks.get("meetings.deliverables").owed(scope)

    def test_a_late_requirement(self, world, run, report, add):
        add("Our own late one", due=date(2026, 6, 1))
        (signal,) = self.signals(run)
        assert (signal.need, signal.title) == ("act", "Year-1 report: 5 days late")
        assert signal.held_by == "Ana Lindqvist"
        assert self.signals(world.scope("funder")) == []

    def test_who_has_waited_more_than_thirty_days(self, world, run, add):
        add("Course map", organization_id=world.org("university").pk)
        add("Budget")
        for number, since in ((1, date(2026, 5, 16)), (2, date(2026, 5, 17))):
            actions.set_waiting(
                run, number=number, organization_id=world.org("district").pk, since=since
            )
        (signal,) = self.signals(run)
        assert (signal.need, signal.title) == (
            "wait", "Harbor County has waited 31 days for “Course map”",
        )  # fmt: skip

    def test_what_i_hold_and_what_we_wait_for(self, world, run, report):
        actions.set_waiting(run, number=1, organization_id=world.org("university").pk, what="Data")
        (mine,) = self.owed(world.scope("member_district"))
        assert (mine.owes, mine.who, mine.due) == ("owe", "Bright", date(2026, 6, 11))
        (theirs,) = self.owed(world.scope("member_university"))
        assert (theirs.owes, theirs.who, theirs.detail) == ("wait", "Ana Lindqvist", "Data")
        change(run, report, state="delivered")
        assert self.owed(world.scope("member_district")) == []
        assert self.owed(world.scope("member_university")) == []


class TestPages:
    def test_pages_are_whole(self, world, run, report, add):
        add("Yearly plan")
        actions.set_waiting(run, number=1, needed_for=2, what="the numbers")
        event = partnership.add_event(run, what="We read it", when="2026-06-02")
        actions.add_evidence(run, number=1, kind="event", record_id=event.pk, why="It was read.")
        client = world.client("coordinator")
        for path in ("", "new/", "1/", "2/", "1/edit/", "1/waiting/", "1/evidence/"):
            answer = client.get(BASE + path)
            assert answer.status_code == 200, path
            page = Page(answer.content.decode())
            assert page.unlabelled_controls() == [], path
            assert page.repeated_ids() == [], path
            assert page.dangling_references() == [], path
            assert CANARY not in page.source

    def test_the_whole_way_through_the_pages(self, world, run):
        client = world.client("coordinator")
        district, ana = world.org("district").pk, world.a.people["member_district"].pk
        sent = {"title": "Report", "kind": "own", "maker": f"{district}:{ana}", "due": "2026-06-30"}
        assert client.post(f"{BASE}new/", sent).url == BASE
        assert client.post(f"{BASE}1/edit/", sent | {"state": "in_work"}).url == f"{BASE}1/"
        found = Deliverable.objects.within(run).get()
        assert (found.person_id, found.organization_id, found.state) == (ana, district, "in_work")
        waits = {"organization_id": world.org("university").pk}
        assert client.post(f"{BASE}1/waiting/", waits).url == f"{BASE}1/"
        pk = Dependence.objects.within(run).get().pk
        assert client.post(f"{BASE}1/waiting/", {"stop": pk}).url == f"{BASE}1/"
        event = partnership.add_event(run, what="We read it", when="2026-06-02")
        shows = {"cited": f"event:{event.pk}", "why": "It was read."}
        assert client.post(f"{BASE}1/evidence/?q=read&kind=event", shows).url == f"{BASE}1/"
        text = client.get(f"{BASE}1/").content.decode()
        assert "Why this counts: It was read." in text
        assert "is at work on “W-01 Report”" in text

    @pytest.mark.parametrize(
        ("path", "sent"),
        [
            ("new/", {"title": "", "kind": "own"}),
            ("new/", {"title": "Report", "kind": "requirement"}),
            ("1/waiting/", {"what": "the numbers"}),
            ("1/evidence/", {"cited": "event:1", "why": "So."}),
            ("1/waiting/", {"stop": "9" * 30}),
        ],
    )
    def test_what_is_wrong_comes_back(self, world, report, path, sent):
        assert world.client("coordinator").post(BASE + path, sent).status_code == 422

    def test_an_empty_list_says_what_to_do(self, world):
        text = world.client("coordinator").get(BASE).content.decode()
        assert "Nothing is due yet" in text
        assert f'href="{BASE}new/"' in text

    def test_another_partnership_s_are_not_there(self, world, report):
        assert world.b.client("coordinator").get(f"{BASE}1/").status_code == 404
        assert world.b.client("coordinator").get("/far/meetings/deliverables/1/").status_code == 404
