"""What was promised, decided and due outside of a meeting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from thirdspace.demo.story.meetings.left_behind import (
    Decision,
    Promise,
    Question,
    Reply,
    cant,
    day,
    decision,
    kept,
    moved,
    promise,
)
from thirdspace.demo.story.meetings.records import Deliverable, Waiting


@dataclass(frozen=True, slots=True)
class Apart:
    """A decision or a promise made between two meetings."""

    on: date
    hour: int
    what: Decision | Promise


APART = (
    Apart(day("2024-10-29"), 15,
          promise("ana", "Send the list of mentors to both universities", "2024-11-08",
                  kept("2024-11-08"), by="ingrid", to="northfield")),
    Apart(day("2025-02-26"), 15,
          promise("simon", "Answer whether two interns can share a school", "2025-03-07",
                  kept("2025-03-12"), by="ana", to="harbor")),
    Apart(day("2025-04-24"), 15,
          promise("peter", "Open Lighthouse for a walk of the candidates", "2025-05-23",
                  cant("2025-05-21", "The gym floods; half of the school is moved."), by="beth")),
    Apart(day("2025-10-22"), 15,
          promise("ruth", "Tell the county who applied, by school", "2025-11-14",
                  moved("2025-11-13", "2025-11-26", "Two forms are missing."), kept("2025-11-26"),
                  by="ana", to="harbor")),
    Apart(day("2026-02-18"), 15,
          promise("victor", "Take two interns at Harbor High in the fall", "2026-04-17",
                  kept("2026-04-21", "Two, and one of them in the office."),
                  by="carla", to="lakeside")),
    Apart(day("2026-04-15"), 15,
          promise("lowell", "Say who in the office can sign a definition", "2026-05-15",
                  cant("2026-05-14", "It takes the new commissioner, and there is none yet."),
                  by="priya")),
    Apart(day("2026-05-21"), 14,
          promise("priya", "First line on “ready candidate”", "2026-06-24", by="marcus",
                  key="first-line")),
    Apart(day("2026-06-16"), 6,
          decision("D-39", "harbor", "Start the absence average again from 23 February?",
                   by="joel",
                   reason="Nine weeks in a row lie below the average of the first twelve, 18.8 %. "
                          "Four changes ran at once in March, so nobody can say which one did it.",
                   asks=Question(
                       ("harbor", "northfield"), day("2026-06-30"), "The old average stays.",
                       (Reply(day("2026-06-16"), "marcus", "yes"),),
                   ))),
)  # fmt: skip

DELIVERABLES = (
    Deliverable(
        "charter-1", day("2024-09-18"), "helen", "Charter", day("2026-06-30"),
        note="Version 3 holds; version 4 begins on a blank page.", person="ingrid",
        states=((day("2024-10-08"), "in_work"),),
    ),
    Deliverable(
        "plan-1", day("2024-10-16"), "helen", "First-year plan", day("2024-12-20"),
        person="helen", organization="harbor", owed_to="fund",
        states=((day("2024-12-20"), "delivered"), (day("2025-01-10"), "accepted")),
    ),
    Deliverable(
        "theory", day("2025-04-16"), "joel", "Theory of improvement, on one page",
        day("2025-10-31"), note="What we think lowers absence, and why.", person="joel",
        organization="harbor",
        states=((day("2025-06-02"), "in_work"), (day("2025-11-10"), "delivered")),
        evidence=((day("2026-04-02"), "event", "four-at-once",
                   "It names four changes; all four began at once."),),
    ),
    Deliverable(
        "portrait", day("2025-10-20"), "ingrid", "Leader portrait", day("2026-01-20"),
        person="elena",
        states=((day("2025-12-09"), "in_work"), (day("2026-01-20"), "delivered"),
                (day("2026-01-21"), "accepted")),
        evidence=((day("2025-12-10"), "event", "portrait-day", "Version 2 was written that day."),
                  (day("2026-01-21"), "decision", "D-31", "All five adopted it.")),
    ),
    Deliverable(
        "report-half", day("2025-09-03"), "marcus", "Half-year report to the fund",
        day("2025-11-30"), person="marcus", organization="harbor", owed_to="fund",
        states=((day("2025-10-28"), "in_work"), (day("2025-11-21"), "delivered"),
                (day("2026-01-09"), "accepted")),
    ),
    Deliverable(
        "equity", day("2025-10-15"), "ingrid", "Definition of equity, with the State Office's text",
        day("2026-04-30"), person="priya", organization="state",
        states=((day("2025-10-15"), "in_work"),),
        waiting=(Waiting(day("2026-05-21"), "ingrid", "northfield",
                         "The equity course can't be revised."),),
        evidence=((day("2026-05-22"), "event", "words-1", "Two texts share one tag of four."),),
    ),
    Deliverable(
        "guide", day("2026-03-05"), "tom", "Coaching guide", day("2026-08-21"),
        note="Part 1 is out; part 2 is being written.", person="tom", organization="lakeside",
        states=((day("2026-03-06"), "in_work"),),
        waiting=(Waiting(day("2026-06-03"), "ana", "harbor", "Mentors start on 24 August."),),
        evidence=((day("2026-06-03"), "event", "guide", "Part 1, written by two of us."),),
    ),
    Deliverable(
        "report-1", day("2026-04-20"), "marcus", "Year-1 report to the fund", day("2026-06-30"),
        note="Two pages, and the numbers behind them on request.", person="tamsin",
        organization="harbor", owed_to="fund",
        states=((day("2026-05-14"), "in_work"),),
        evidence=((day("2026-06-03"), "promise", "two-pages", "The two pages are due on 22 June."),
                  ),
    ),
)  # fmt: skip
