"""What binds two sides waits for both. No answer is never a yes."""

from __future__ import annotations

import pytest

from thirdspace.access import keys, registries
from thirdspace.access.models import Proposal
from thirdspace.partnership.models import Event
from thirdspace.problems import InputProblem, NotAllowed, NotThere


@pytest.fixture
def act(world):
    """An act that adds an event when all have agreed."""

    def perform(scope, proposal) -> None:
        Event.objects.add(scope, kind="agreed", what=proposal.payload["what"])

    name = "tests.add_event"
    registries.two_key_acts._entries.pop(name, None)
    registries.two_key_acts.add(name, registries.TwoKeyAct("Add an event", keys.ANSWER, perform))
    yield name
    registries.two_key_acts._entries.pop(name)


def _propose(world, act: str, by: str = "coordinator", what: str = "A joint day") -> Proposal:
    both = [world.org("district").pk, world.org("university").pk]
    return keys.propose(
        world.scope(by), act=act, record_id=0, sentence=what, organizations=both,
        payload={"what": what},
    )  # fmt: skip


def _done(world) -> int:
    return Event.objects.within(world.scope("operator")).count()


def test_one_side_alone_changes_nothing(world, act) -> None:
    proposal = _propose(world, act)
    assert proposal.state == Proposal.State.OPEN
    assert _done(world) == 0
    latest = keys.standing(world.scope("coordinator"), [proposal])[proposal.pk]
    assert latest == {world.org("district").pk: True}


def test_the_second_yes_performs_it_once_and_as_joint(world, act) -> None:
    proposal = _propose(world, act)
    keys.answer(world.scope("coordinator_university"), proposal_id=proposal.pk, yes=True)
    assert _done(world) == 1
    assert Event.objects.within(world.scope("operator")).get().origin_id is None
    with pytest.raises(NotThere):
        keys.answer(world.scope("coordinator_university"), proposal_id=proposal.pk, yes=True)


def test_a_no_closes_it(world, act) -> None:
    proposal = _propose(world, act)
    keys.answer(world.scope("sponsor_university"), proposal_id=proposal.pk, yes=False, line="No")
    proposal.refresh_from_db()
    assert proposal.state == Proposal.State.DECLINED
    assert _done(world) == 0


def test_a_member_may_propose_but_not_answer_for_the_organization(world, act) -> None:
    proposal = _propose(world, act, by="member_district")
    assert keys.standing(world.scope("coordinator"), [proposal])[proposal.pk] == {}
    with pytest.raises(NotAllowed):
        keys.answer(world.scope("member_district"), proposal_id=proposal.pk, yes=True)


def test_who_is_not_bound_cannot_answer(world, act) -> None:
    proposal = keys.propose(
        world.scope("coordinator"), act=act, record_id=0, sentence="x",
        organizations=[world.org("college").pk], payload={"what": "x"},
    )  # fmt: skip
    with pytest.raises(NotAllowed, match="not asked"):
        keys.answer(world.scope("coordinator_university"), proposal_id=proposal.pk, yes=True)


def test_other_partnerships_proposals_are_not_there(world, act) -> None:
    proposal = _propose(world, act)
    with pytest.raises(NotThere):
        keys.answer(world.b.scope("coordinator_university"), proposal_id=proposal.pk, yes=True)


def test_it_must_bind_somebody(world, act) -> None:
    with pytest.raises(InputProblem, match="Nobody"):
        keys.propose(world.scope("coordinator"), act=act, record_id=0, sentence="x",
                     organizations=[])  # fmt: skip
