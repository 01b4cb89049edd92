"""The smaller groups: a day at the boat house each quarter, the portrait group, field coaches."""

from __future__ import annotations

from thirdspace.demo.story.meetings.left_behind import cant, day, kept, moved, promise
from thirdspace.demo.story.meetings.records import (
    Meeting,
    Private,
    Reflected,
    Series,
    carried,
    item,
    look_back,
    reflection,
)

BOAT_HOUSE = Series(
    key="boat-house",
    name="Boat house",
    purpose="Look at how we work, without an agenda of the fund.",
    cadence="quarter",
    minutes=150,
    place="The boat house, Harbor Street 2",
    started=day("2025-06-02"),
    run_by="ingrid",
    hour=13,
    minute=0,
    sits=("helen", "marcus", "renee", "ana", "joel", "ingrid", "beth", "harriet", "carla", "tom",
          "dolores", "andre"),
    reflect_every=1,
    reflect_minutes=45,
    meetings=(
        Meeting(
            "B-01", day("2025-06-17"),
            (
                item("make", 90, "What we would keep if the money ended", "ingrid",
                     promise("carla", "Put what we would keep on one page", "2025-07-11",
                             kept("2025-07-11"))),
                reflection(45, "ingrid"),
            ),
            away=("marcus", "andre"),
            reflected=Reflected(
                three_is_enough=True,
                answers=(
                    Private("helen", 4, 3), Private("renee", 4, 4), Private("ana", 4, 3),
                    Private("joel", 4, 3), Private("ingrid", 3, 4), Private("beth", 3, 4),
                    Private("harriet", 2, 4), Private("carla", 3, 4), Private("tom", 3, 3),
                ),
                asset="We stayed for dinner, all of us.",
                trial="Each table begins with what was promised.", until=day("2025-09-18"),
            ),
        ),
        Meeting(
            "B-02", day("2025-09-18"),
            (
                item("make", 90, "A year in, from both sides", "ingrid"),
                reflection(45, "ingrid"),
            ),
            cancelled="Marcus had been here for three weeks, and half of us were at school "
                      "openings.",
        ),
        Meeting(
            "B-03", day("2026-01-15"),
            (
                look_back("ingrid"),
                carried(60, "A year in, from both sides", "ingrid"),
                reflection(45, "ingrid"),
            ),
            away=("helen", "renee", "dolores"),
            reflected=Reflected(
                last_trial=("kept", "Since September, at each table."),
                three_is_enough=True,
                answers=(
                    Private("marcus", 4, 4), Private("ana", 4, 4), Private("joel", 5, 4),
                    Private("ingrid", 4, 4), Private("beth", 4, 4), Private("harriet", 3, 4),
                    Private("carla", 4, 4), Private("tom", 4, 4), Private("andre", 3, 3),
                ),
                asset="Joel and Beth put one chart on the table, not two.",
                trial="Who can't come names somebody who can.", until=day("2026-04-09"),
            ),
        ),
        Meeting(
            "B-04", day("2026-04-09"),
            (
                look_back("ingrid"),
                item("make", 60, "Where we still only comment", "harriet",
                     promise("ana", "Say at the table when the next paper begins", "2026-05-14",
                             kept("2026-05-14", "The yearly plan, in August."))),
                reflection(45, "ingrid"),
            ),
            away=("helen", "renee", "andre"),
            reflected=Reflected(
                last_trial=("not_kept", "Five were away in March and one had named somebody."),
                three_is_enough=True,
                answers=(
                    Private("marcus", 4, 3), Private("ana", 4, 3), Private("joel", 4, 4),
                    Private("ingrid", 2, 4), Private("beth", 3, 4), Private("harriet", 2, 4),
                    Private("carla", 3, 4), Private("tom", 4, 4), Private("dolores", 3, 4),
                ),
                trial="One paper this spring is seen by all before there is a draft.",
                until=day("2026-07-09"),
            ),
        ),
        Meeting(
            "B-05", day("2026-07-09"),
            (
                look_back("ingrid"),
                item("make", 60, "Who we call, now that she has left", "carla"),
                reflection(45, "ingrid"),
            ),
            ahead=True,
        ),
    ),
)  # fmt: skip

PORTRAIT = Series(
    key="portrait",
    name="Portrait group",
    purpose="Write the leader portrait, and see that it is used.",
    cadence="month",
    minutes=60,
    place="Northfield, room 12, and online",
    started=day("2025-10-20"),
    run_by="ingrid",
    hour=9,
    minute=0,
    sits=("ana", "ingrid", "grace", "elena", "dolores"),
    ended=day("2026-01-30"),
    meetings=(
        Meeting(
            "P-01", day("2025-11-06"),
            (
                item("make", 40, "Which sentences have to be in it?", "ingrid",
                     promise("grace", "Collect ten sentences from mentors", "2025-12-05",
                             kept("2025-12-03"))),
                item("make", 15, "Who sits at which table", "ana"),
            ),
        ),
        Meeting(
            "P-02", day("2025-12-18"),
            (
                look_back("ingrid"),
                item("make", 45, "From twelve sheets to two pages", "elena",
                     promise("dolores", "Read the two pages with three parents", "2026-01-12",
                             kept("2026-01-12", "One word was changed."))),
            ),
            away=("ana",),
        ),
        Meeting(
            "P-03", day("2026-01-29"),
            (
                look_back("ingrid"),
                item("make", 40, "Where the portrait hangs and who uses it", "ana",
                     promise("simon", "Print the portrait for every placement school",
                             "2026-02-20",
                             moved("2026-02-20", "2026-03-06", "The printer is booked."),
                             kept("2026-03-05"))),
            ),
            visitors=("simon",),
        ),
    ),
)  # fmt: skip

COACHES = Series(
    key="coaches",
    name="Field coaches",
    purpose="What coaches and mentors see in the schools.",
    cadence="four_weeks",
    minutes=60,
    place="Pier Street Middle, library",
    started=day("2026-01-19"),
    run_by="beth",
    hour=9,
    minute=0,
    sits=("beth", "grace", "tom", "gloria", "peter", "joel"),
    voices=("school_lead", "faculty", "teacher"),
    meetings=(
        Meeting(
            "C-01", day("2026-02-05"),
            (
                item("make", 40, "What an intern does on a full day", "beth",
                     promise("peter", "Give the intern one task of her own", "2026-03-06",
                             moved("2026-03-06", "2026-04-10", "After the state tests."),
                             cant("2026-04-17", "It was lunch duty again. In August she runs the "
                                                "attendance team."))),
            ),
            guests=(("Lena Ortiz", "harbor", "teacher"),),
        ),
        Meeting(
            "C-02", day("2026-03-05"),
            (
                look_back("beth"),
                item("make", 40, "Half a coaching guide", "tom",
                     promise("tom", "Bring the coaching guide half written", "2026-04-02",
                             kept("2026-04-02")),
                     promise("gloria", "Try three of its questions", "2026-04-02",
                             kept("2026-04-01"))),
            ),
            away=("peter",),
        ),
        Meeting(
            "C-03", day("2026-04-02"),
            (
                look_back("beth"),
                item("make", 45, "The guide, line by line", "tom",
                     promise("grace", "Test the guide on two walks", "2026-05-22",
                             kept("2026-05-26", "It rained; the second walk was late."))),
            ),
            guests=(("Pat Nolan", "harbor", "teacher"),),
        ),
        Meeting(
            "C-04", day("2026-05-28"),
            (
                look_back("beth"),
                item("make", 40, "Part 1 is done: what belongs in part 2?", "beth",
                     promise("gloria", "Ask two mentors what they skip", "2026-06-01",
                             kept("2026-06-01"))),
            ),
            away=("grace",),
        ),
        Meeting(
            "C-05", day("2026-06-25"),
            (
                look_back("beth"),
                item("make", 40, "Coaching guide, part 2", "tom"),
            ),
            ahead=True,
        ),
    ),
)  # fmt: skip
