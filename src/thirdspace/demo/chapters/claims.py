"""Claims are made, reworded, held, argued with evidence both ways, and read by both sides."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from thirdspace.access.models import Proposal
from thirdspace.claims.actions import (
    add_holder,
    answer_proposal,
    comment,
    link_evidence,
    make_claim,
    propose_reading,
    propose_release,
    reply_to_link,
    reword_claim,
    state_mind_changer,
)
from thirdspace.claims.models import Claim as StoredClaim
from thirdspace.demo.chapters.evidence import passage_key
from thirdspace.demo.chronicle import KEY, Act, Told, at
from thirdspace.demo.interviews import interviews
from thirdspace.demo.story.claims import CLAIMS, Claim
from thirdspace.demo.story.claims.records import (
    Cited,
    Link,
    MindChanger,
    Reading,
    Release,
    Said,
)
from thirdspace.demo.story.members import SEAT_OF


def acts() -> Iterator[Act]:
    """Give the acts of this chapter."""
    for claim in CLAIMS:
        yield Act(at(claim.made, 11), partial(_make, claim))
        yield from _words_about(claim)
        for minute, link in enumerate(claim.links):
            yield Act(at(link.on, 13, minute), partial(_link, claim, link))
            for reply in link.replies:
                yield Act(at(reply.on, 18), partial(_reply, claim, link, reply))
        for reading in claim.readings:
            yield Act(at(reading.on, 15), partial(_read, claim, reading))
        if claim.release:
            yield Act(at(claim.release.on, 15, 30), partial(_release, claim, claim.release))


def _words_about(claim: Claim) -> Iterator[Act]:
    for wording in claim.wordings:
        yield Act(at(wording.on, 11, 20), partial(_reword, claim, wording))
    for minute, line in enumerate(claim.comments):
        yield Act(at(line.on, 16, 9 * minute), partial(_comment, claim, line))
    for minute, changer in enumerate(claim.mind_changers):
        yield Act(at(changer.on, 17, minute), partial(_state, claim, changer))


def _make(claim: Claim, told: Told) -> None:
    scope = told.scope(claim.by)
    made = make_claim(scope, statement=claim.statement, dynamic=claim.dynamic, theme=claim.theme)
    told.claims[claim.key] = made.number
    for holder in claim.holders:
        if holder != claim.by:
            add_holder(
                scope,
                number=made.number,
                person_id=told.people[holder],
                organization_id=told.organizations[SEAT_OF[holder]],
            )


def _reword(claim: Claim, wording: Said, told: Told) -> None:
    scope, number = told.scope(wording.by), told.claims[claim.key]
    seen = StoredClaim.objects.within(scope).get(number=number).statement
    reword_claim(scope, number=number, statement=wording.text, seen=seen)


def _link(claim: Claim, link: Link, told: Told) -> None:
    linked = link_evidence(
        told.scope(link.by),
        number=told.claims[claim.key],
        kind=link.cited.kind,
        record_id=told.cited[link.cited.kind, _cited_key(link.cited)],
        stance=link.stance,
        why=link.why,
        strength=link.strength,
    )
    told.links[claim.key, link] = linked.pk


def _cited_key(cited: Cited) -> str:
    if cited.kind != "quote":
        return cited.key
    interview = interviews(KEY)[int(cited.key) - 1]
    return passage_key(interview, interview.find(cited.code, cited.words))


def _reply(claim: Claim, link: Link, reply: Said, told: Told) -> None:
    link_id = told.links[claim.key, link]
    reply_to_link(told.scope(reply.by), link_id=link_id, text=reply.text)


def _read(claim: Claim, reading: Reading, told: Told) -> None:
    proposal = propose_reading(
        told.scope(reading.by),
        number=told.claims[claim.key],
        status=reading.status,
        reading=reading.text,
        look_again=claim.look_again,
    )
    _agree(proposal, reading.agreed_by, told)


def _release(claim: Claim, release: Release, told: Told) -> None:
    scope = told.scope(release.by)
    proposal = propose_release(scope, number=told.claims[claim.key], to="funder")
    _agree(proposal, release.agreed_by, told)


def _agree(proposal: Proposal, people: tuple[str, ...], told: Told) -> None:
    for person in people:
        answer_proposal(told.scope(person), proposal_id=proposal.pk, yes=True)


def _comment(claim: Claim, line: Said, told: Told) -> None:
    comment(told.scope(line.by), number=told.claims[claim.key], text=line.text)


def _state(claim: Claim, changer: MindChanger, told: Told) -> None:
    state_mind_changer(
        told.scope(changer.by),
        number=told.claims[claim.key],
        text=changer.text,
        joint=changer.joint,
        check_on=changer.check_on,
    )
