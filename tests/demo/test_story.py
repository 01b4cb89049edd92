"""The story as plain data: true to itself before anything is stored."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest

from thirdspace.demo.interviews import interviews, unmark
from thirdspace.demo.logins import PASSWORD, logins
from thirdspace.demo.story.claims import CLAIMS
from thirdspace.demo.story.codebook import CODES
from thirdspace.demo.story.events import EVENTS
from thirdspace.demo.story.measures import measures
from thirdspace.demo.story.meetings import SERIES
from thirdspace.demo.story.meetings.left_behind import Decision, Promise
from thirdspace.demo.story.members import ORGANIZATIONS, PEOPLE, SCHOOLS

DYNAMIC = {code.name: code.parent or code.name for _day, codes in CODES for code in codes}

#: Eroding and strengthening passages: commitment, ownership, benefits, structures, spanners.
MATRIX = {
    "harbor": [(1, 8), (0, 7), (0, 7), (2, 6), (4, 3)],
    "northfield": [(4, 6), (8, 3), (2, 5), (3, 3), (3, 5)],
    "lakeside": [(2, 1), (3, 2), (1, 1), (2, 1), (2, 1)],
    "state": [(2, 0), (0, 0), (0, 0), (0, 1), (0, 0)],
    "parents": [(0, 1), (2, 1), (1, 1), (0, 0), (0, 0)],
}


def test_how_many_take_part():
    assert len(ORGANIZATIONS) == 6
    assert len(SCHOOLS) == 6
    assert len([person for person in PEOPLE if person.organization != "fund"]) == 38
    assert len({person.email for person in PEOPLE}) == len(PEOPLE) == 40
    assert all(person.email.endswith(".example") for person in PEOPLE)


def test_marks_are_taken_out_and_may_nest():
    text, passages = unmark("So. {Vendor talk -|We sell. {Same words +|We agree.}} End.")

    assert text == "So. We sell. We agree. End."
    assert [(text[p.start : p.end], p.code, p.direction) for p in passages] == [
        ("We sell. We agree.", "Vendor talk", "eroding"),
        ("We agree.", "Same words", "strengthening"),
    ]


def test_passages_by_organization_and_dynamic():
    counted: Counter[tuple[str, str, str]] = Counter()
    for interview in interviews("harbor"):
        for passage in interview.passages:
            name = interview.head["organization"]
            counted[name, DYNAMIC[passage.code], passage.direction] += 1

    columns = ("Commitment", "Ownership", "Benefits", "Structures", "Boundary spanners")
    assert {
        name: [(counted[name, c, "eroding"], counted[name, c, "strengthening"]) for c in columns]
        for name in MATRIX
    } == MATRIX
    assert counted.total() == 105


@pytest.mark.parametrize("interview", interviews("harbor"), ids=lambda interview: interview.file)
def test_people_speak_plainly(interview):
    assert 3 <= interview.text.count("\n") + 1 <= 24
    assert not set("—–“”‘’…{}|") & set(interview.text)
    for passage in interview.passages:
        words = interview.words(passage)
        assert words == words.strip()
        assert words[-1] in ".?!'"


def test_consent_differs():
    heads = [interview.head for interview in interviews("harbor")]
    assert Counter(head.get("consent", "partnership") for head in heads) == {
        "partnership": 9, "funder": 3, "none": 1, "public": 1,
    }  # fmt: skip
    assert [head["role"] for head in heads if head.get("access") == "research"] == ["Faculty"]
    assert [head["role"] for head in heads if head.get("attribution") == "anonymous"] == ["Parent"]


def test_every_passage_measure_and_event_that_is_cited_exists():
    by_number = {interview.number: interview for interview in interviews("harbor")}
    events = {event.key for event in EVENTS}
    measured = {measure.key for measure in measures(Random(1))}
    left = [
        outcome
        for series in SERIES
        for meeting in series.meetings
        for item in meeting.items
        for outcome in item.outcomes
    ]
    known = {
        "event": events,
        "signal": measured,
        "decision": {what.key for what in left if isinstance(what, Decision)},
        "promise": {what.key for what in left if isinstance(what, Promise) and what.key},
    }
    for claim in CLAIMS:
        for link in claim.links:
            cited = link.cited
            if cited.kind == "quote":
                by_number[int(cited.key)].find(cited.code, cited.words)
            else:
                assert cited.key in known[cited.kind]


def test_claims_are_numbered_as_they_were_made():
    assert [claim.key for claim in CLAIMS] == [f"C-{number:02d}" for number in range(1, 13)]


def test_the_same_dice_give_the_same_values():
    assert measures(Random(7)) == measures(Random(7))
    assert measures(Random(7)) != measures(Random(8))


def test_one_password_for_all_log_ins():
    assert {login.password for login in logins()} == {PASSWORD}
    assert len({login.email for login in logins()}) == len(logins()) == 8
