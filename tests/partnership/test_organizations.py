"""Organizations: joining needs every side, outside ids are checked, leaving takes a copy along."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.urls import reverse

from cast import CANARY
from thirdspace.access import clock, keys, search
from thirdspace.access.models import AuditEvent, Proposal
from thirdspace.access.registries import signals, tasks
from thirdspace.partnership import actions
from thirdspace.partnership.models import Membership, Organization, OutsideId, Seat
from thirdspace.problems import InputProblem, NotAllowed, NotThere


class TestJoining:
    """Every organization that can answer must say yes."""

    def test_all_that_can_answer_are_asked(self, world):
        asked = actions.add_organization(
            world.scope("coordinator"), name="Parents’ Alliance", kind="community"
        )
        # College, state and funder have neither coordinator nor sponsor.
        assert asked.required_ids() == {world.org("district").pk, world.org("university").pk}
        assert asked.state == Proposal.State.OPEN
        assert not Organization.everywhere.filter(name="Parents’ Alliance").exists()
        keys.answer(world.scope("sponsor_university"), proposal_id=asked.pk, yes=True)
        joined = Organization.everywhere.get(name="Parents’ Alliance")
        membership = Membership.everywhere.get(organization=joined)
        assert membership.joined == clock.today()
        assert membership.position == 5
        assert search.find(world.scope("member_college"), "Alliance").count() == 1

    def test_it_waits_among_the_tasks_of_who_can_answer(self, world):
        actions.add_organization(world.scope("coordinator"), name="Alliance", kind="community")
        source = tasks.get("partnership")
        assert len(source.owed(world.scope("sponsor_university"))) == 1
        assert len(source.owed(world.scope("coordinator"))) == 0
        assert len(source.owed(world.scope("member_university"))) == 0
        board = signals.get("partnership").signals
        assert [s.need for s in board(world.scope("sponsor_university"))] == ["act"]
        (seen,) = board(world.scope("member_college"))
        assert (seen.need, seen.detail) == ("wait", "Waits for Northfield.")

    def test_an_answer_by_page(self, world):
        asked = actions.add_organization(
            world.scope("coordinator"), name="Alliance", kind="community"
        )
        address = reverse("partnership:answer", args=["harbor", asked.pk])
        assert world.client("member_university").post(address, {"yes": "yes"}).status_code == 403
        assert world.client("sponsor_university").post(address, {"yes": "yes"}).status_code == 302
        assert Organization.everywhere.filter(name="Alliance").exists()

    def test_a_member_does_not_join_twice(self, world):
        with pytest.raises(InputProblem, match="already"):
            actions.add_organization(
                world.scope("coordinator"), name="Northfield University", kind="university"
            )

    def test_the_operator_of_the_machine_adds_at_once(self, world):
        school = actions.add_organization(
            world.scope("operator"),
            name="Harbor Middle School",
            kind="school",
            parent_id=world.org("district").pk,
        )
        assert school.parent == world.org("district")
        assert school.side == "district"

    @pytest.mark.parametrize("parent", ["university", "district of B"])
    def test_a_school_belongs_to_a_district_of_the_partnership(self, world, parent):
        place = world.b if parent.endswith("B") else world.a
        with pytest.raises(InputProblem, match="district"):
            actions.add_organization(
                world.scope("operator"), name="School", kind="school",
                parent_id=place.org(parent.split()[0]).pk,
            )  # fmt: skip


def test_a_coordinator_changes_their_own_organization_only(world):
    scope = world.scope("coordinator")
    fields = {"name": "Harbor Schools", "kind": "district", "short_name": "Harbor"}
    changed = actions.change_organization(scope, organization_id=world.org("district").pk, **fields)
    assert changed.name == "Harbor Schools"
    event = AuditEvent.everywhere.latest("pk")
    assert event.before["name"] == "Harbor County Schools"
    with pytest.raises(NotAllowed):
        actions.change_organization(scope, organization_id=world.org("university").pk, **fields)
    with pytest.raises(NotThere):
        actions.change_organization(scope, organization_id=world.b.org("district").pk, **fields)


class TestOutsideIds:
    """A wrong id joins the wrong school, so its form is checked."""

    @pytest.mark.parametrize(
        ("system", "value"),
        [("nces_leaid", "0622710"), ("nces_school", "062271003210"), ("ipeds_unitid", "110662")],
    )
    def test_right_ones_are_kept(self, world, system, value):
        actions.set_outside_id(
            world.scope("coordinator"), organization_id=world.org("district").pk,
            system=system, value=f" {value} ",
        )  # fmt: skip
        assert OutsideId.everywhere.get().value == value

    @pytest.mark.parametrize(
        ("system", "value", "hint"),
        [
            ("nces_leaid", "622710", "0622710"),
            ("nces_leaid", "62271A0", "digits only"),
            ("nces_school", "0622710", "digits only"),
            ("ipeds_unitid", "1106621", "digits only"),
            ("ipeds_unitid", "١١٠٦٦٢", "digits only"),
        ],
    )
    def test_wrong_ones_are_refused_with_a_hint(self, world, system, value, hint):
        with pytest.raises(InputProblem) as refused:
            actions.set_outside_id(
                world.scope("coordinator"), organization_id=world.org("district").pk,
                system=system, value=value,
            )  # fmt: skip
        assert hint in refused.value.next_step

    def test_one_of_ones_own_system_needs_its_name(self, world):
        given = {"organization_id": world.org("district").pk, "system": "other", "value": "A-77"}
        with pytest.raises(InputProblem):
            actions.set_outside_id(world.scope("coordinator"), **given)
        actions.set_outside_id(world.scope("coordinator"), name="State code", **given)
        assert OutsideId.everywhere.get().name == "State code"

    def test_a_new_value_replaces_and_none_removes(self, world):
        given = {"organization_id": world.org("district").pk, "system": "nces_leaid"}
        for value, left in (("0622710", ["0622710"]), ("0622711", ["0622711"]), ("", [])):
            actions.set_outside_id(world.scope("coordinator"), value=value, **given)
            assert list(OutsideId.everywhere.values_list("value", flat=True)) == left


class TestLeaving:
    """Any organization can leave with a full copy; the space goes on."""

    def test_it_takes_a_copy_first(self, world):
        with pytest.raises(InputProblem, match="copy"):
            actions.leave_partnership(world.scope("sponsor_university"))
        assert Membership.everywhere.filter(left=None).count() == 10

    def test_seats_end_and_the_others_go_on(self, world):
        client = world.client("sponsor_university")
        packed = client.post(reverse("partnership:copy", args=["harbor"]))
        names = zipfile.ZipFile(io.BytesIO(packed.content)).namelist()
        assert {"harbor/partnerships.yaml", "harbor/people.csv"} <= set(names)
        left = client.post(reverse("partnership:leave", args=["harbor"]))
        assert left.status_code == 302
        address = reverse("partnership:index", args=["harbor"])
        assert client.get(address).status_code == 404
        assert world.client("coordinator_university").get(address).status_code == 404
        assert world.client("coordinator").get(address).status_code == 200
        seats = Seat.everywhere.filter(organization=world.org("university"))
        assert set(seats.values_list("until", flat=True)) == {clock.today()}
        page = world.client("coordinator").get(address).content.decode()
        assert "Northfield University" in page

    def test_a_member_takes_nobody_out(self, world):
        actions.export_copy(world.scope("member_university"))
        with pytest.raises(NotAllowed):
            actions.leave_partnership(world.scope("member_university"))

    def test_a_copy_holds_nothing_of_another_partnership(self, world):
        packed = actions.export_copy(world.scope("coordinator"))
        archive = zipfile.ZipFile(io.BytesIO(packed))
        everything = b"".join(archive.read(name) for name in archive.namelist()).decode()
        assert "Harbor County Schools" in everything
        assert CANARY not in everything

    def test_the_same_records_give_the_same_copy(self, world):
        scope = world.scope("coordinator")
        assert actions.export_copy(scope) == actions.export_copy(scope)
