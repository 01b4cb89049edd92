"""What happened outside the workspace: told once, by the coordinators."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Event:
    """A day worth remembering; `key` is how claims cite it."""

    key: str
    when: date
    kind: str
    what: str
    organization: str = ""
    mode: str = ""
    told_by: str = "marcus"


def _day(text: str) -> date:
    return date.fromisoformat(text)


EVENTS = (
    Event(
        "start", _day("2024-08-19"), "meeting",
        "First joint meeting: five organizations, one table, no agenda but the problem.",
        told_by="helen",
    ),
    Event(
        "charter-1", _day("2024-10-08"), "drafting",
        "Charter, version 1: drafted by Harbor County; Northfield sent two comments.",
        "harbor", "consulted", "helen",
    ),
    Event(
        "words-1", _day("2025-03-11"), "definition",
        "Three organizations wrote down what they mean by equity. Harbor County names race; "
        "Northfield names race, language, disability and LGBTQ+; the State Office has no text yet. "
        "The first two share one tag of four.",
        told_by="helen",
    ),
    Event(
        "retreat", _day("2025-06-17"), "retreat",
        "Two days at the boat house: what we would keep if the money ended.",
        told_by="helen",
    ),
    Event(
        "dean-left", _day("2025-06-30"), "turnover",
        "The dean who signed for Lakeside moved to another post; Gordon Pike came in for the time "
        "being.", "lakeside", told_by="helen",
    ),
    Event(
        "charter-3", _day("2025-08-14"), "drafting",
        "Charter, version 3: Harbor County made 9 of 10 writing acts, Northfield 1 of 10.",
        "", "consulted", "helen",
    ),
    Event(
        "helen-left", _day("2025-08-29"), "turnover",
        "Helen Marsh left; her handover pack was 30 % ready.", "harbor", told_by="ingrid",
    ),
    Event(
        "marcus-came", _day("2025-09-01"), "appointment",
        "Marcus Bell started as partnership coordinator.", "harbor",
    ),
    Event(
        "wall", _day("2025-10-14"), "meeting",
        "The wall of words: nine key words, five agreed, four still open. Equity is one of the "
        "four.",
    ),
    Event(
        "request-budget", _day("2025-11-04"), "request",
        "Request 1 of the district, done: Northfield works with real school budgets in its finance "
        "course.", "northfield", told_by="ingrid",
    ),
    Event(
        "portrait-day", _day("2025-12-09"), "retreat",
        "Portrait day: the leader portrait, version 2, written at mixed tables. 17 writing acts: "
        "Harbor County 7, Northfield 6, Lakeside 4.", "", "co-constructed",
    ),
    Event(
        "portrait-equity", _day("2025-12-12"), "decision",
        "The paragraph on equity in the leader portrait was agreed by all who were there on "
        "portrait day.",
    ),
    Event(
        "portrait-adopted", _day("2026-01-20"), "decision",
        "Decision D-31: all five organizations adopted the leader portrait; nobody was absent.",
    ),
    Event(
        "request-feedback", _day("2026-02-03"), "request",
        "Request 2 of the district, done: supervisors of graduates answer eight questions each "
        "spring, and the course team reads them.", "northfield", told_by="ingrid",
    ),
    Event(
        "study", _day("2026-02-10"), "reading",
        "Read at the steering table: in three districts of another grant, universities were mostly "
        "asked to comment on papers the district had drafted; one retreat was the clear case of "
        "writing together. Molle, Handsman, Peters-Hawkins and others (2024), Education Sciences "
        "14(11), 1221.",
    ),
    Event(
        "cycle-4", _day("2026-03-06"), "cycle",
        "Cycle 4, bus-route text, abandoned: half of the riders were expected to read it, "
        "17 % did.",
        "harbor", told_by="marcus",
    ),
    Event(
        "four-at-once", _day("2026-03-27"), "cycle",
        "In March four changes ran at once in the test schools: noon calls, texts in two "
        "languages, check-in buddies and welcome-back talks.", told_by="marcus",
    ),
    Event(
        "request-scheduling", _day("2026-03-31"), "request",
        "Request 3 of the district, done: school scheduling moved from an elective into the first "
        "semester.", "northfield", told_by="ingrid",
    ),
    Event(
        "placement-walk", _day("2026-04-16"), "visit",
        "Placement walk: in two middle schools the interns supervised lunch and buses and had no "
        "task of their own.", told_by="ingrid",
    ),
    Event(
        "request-course", _day("2026-04-23"), "request",
        "Request 4 of the district is open: the equity course waits for the State Office to say "
        "what a ready candidate is.", "northfield", told_by="ingrid",
    ),
    Event(
        "notice", _day("2026-05-07"), "turnover",
        "Renée Castillo told the board that she leaves on June 30. Her exit cuts 4 of 9 ties "
        "between organizations; her handover pack is 60 % ready.", "harbor",
    ),
    Event(
        "round-2", _day("2026-05-29"), "rating",
        "Round 2, decision rights and voice: the district says 3.0 of 4 (11 people), the "
        "universities 1.6 (9 people). Far apart, and each side guessed the other wrong.",
    ),
    Event(
        "guide", _day("2026-06-02"), "drafting",
        "Coaching guide, part 1: brought half written by Lakeside, rewritten with Harbor County.",
        "", "co-constructed", "carla",
    ),
)  # fmt: skip
