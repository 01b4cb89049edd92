"""The steering table from September to December 2025: its first thirteen meetings."""

from __future__ import annotations

from thirdspace.demo.story.meetings.left_behind import (
    Talked,
    Tension,
    cant,
    day,
    decision,
    kept,
    moved,
    promise,
)
from thirdspace.demo.story.meetings.records import (
    Meeting,
    Private,
    Reflected,
    item,
    look_back,
    reflection,
)

SEPTEMBER = (
    Meeting(
        "S-01", day("2025-09-02"),
        (
            item("make", 40, "What does each of you want to be asked?", "marcus",
                 decision("D-15", "harbor",
                          "What each of us wants to be asked stays on the wall; whoever drafts "
                          "looks there first.",
                          benefits=(("northfield", "Asked before, not after."),
                                    ("lakeside", "Asked at all."))),
                 promise("marcus", "Write up the five answers and hang them on the wall",
                         "2025-09-09", kept("2025-09-08"))),
            item("update", 25, "Threads that were left open in August", "ingrid"),
            item("update", 15, "The fund's calendar", "marcus", funder=True),
        ),
        away=("thuy", "priya"),
    ),
    Meeting(
        "S-02", day("2025-09-09"),
        (
            look_back("marcus"),
            item("decide", 30, "Requests that nobody answers", "ingrid",
                 decision("D-16", "northfield",
                          "A request is answered within ten days, or somebody says why not.",
                          benefits=(("northfield", "Knows what to teach."),
                                    ("lakeside", "Knows what to teach.")),
                          bears=(("harbor", "Friday mornings of the coordinator."),)),
                 promise("marcus", "Find out what became of Lakeside's four remarks",
                         "2025-10-03", moved("2025-10-03", "2025-12-12", "Two are still missing."),
                         kept("2025-12-12", "All four were used. Nobody had told them."),
                         to="lakeside")),
            item("make", 25, "Half-year report: who writes what", "marcus", funder=True),
        ),
        away=("dolores", "simon"),
    ),
    Meeting(
        "S-03", day("2025-09-16"),
        (
            look_back("marcus"),
            item("decide", 20, "Principals at the table", "renee",
                 decision("D-17", "harbor",
                          "Each principal of a test school comes to one table every semester.",
                          bears=(("harbor", "An afternoon out of the school."),)),
                 promise("gloria", "Show the attendance board of Pier Street", "2025-10-14",
                         kept("2025-10-14"))),
            item("make", 35, "The finance course and real budgets", "harriet",
                 promise("ana", "Send two school budgets without names", "2025-09-26",
                         kept("2025-09-30", "The budget office was at an audit."),
                         to="northfield")),
        ),
        away=("dolores", "thuy", "beth"), visitors=("harriet",),
    ),
    Meeting(
        "S-04", day("2025-09-30"),
        (
            look_back("marcus"),
            item("decide", 30, "Real budgets in the course", "ingrid",
                 decision("D-18", "northfield",
                          "From November the finance course works with budgets of our schools.",
                          benefits=(("northfield", "A course people remember."),
                                    ("harbor", "Assistant principals who can read a budget.")),
                          bears=(("harbor", "A morning of the budget office."),)),
                 promise("harriet", "Rewrite weeks three to six of the finance course",
                         "2025-11-03", kept("2025-10-31"))),
            item("make", 25, "Which schools try something first", "joel",
                 promise("joel", "Ask four principals whether they want to be first",
                         "2025-10-06", kept("2025-10-06"))),
        ),
        away=("priya", "carla"), visitors=("joel", "harriet"),
    ),
)  # fmt: skip

OCTOBER = (
    Meeting(
        "S-05", day("2025-10-07"),
        (
            look_back("marcus"),
            item("decide", 25, "Four test schools", "joel",
                 decision("D-19", "harbor",
                          "Pier Street, Lighthouse, Breakwater and Dune Road try things first.",
                          reason="Their principals asked for it."),
                 promise("luis", "Set up a weekly count for the four schools", "2025-10-20",
                         kept("2025-10-20"))),
            item("make", 30, "Wall of words: which nine?", "ingrid",
                 promise("priya", "Bring the State Office's words to the wall", "2025-10-14",
                         cant("2025-10-14", "Nobody could sign them off in a week."))),
        ),
        away=("thuy", "tom"), visitors=("joel",),
    ),
    Meeting(
        "S-06", day("2025-10-14"),
        (
            look_back("marcus"),
            item("decide", 45, "The wall of words", "ingrid",
                 decision("D-20", "state",
                          "Five key words hold as they hang on the wall. Four stay open, each with "
                          "a name beside it."),
                 promise("ana", "Write what a ready candidate is, in the county's words",
                         "2025-11-03", kept("2025-11-03"))),
            item("update", 10, "Pier Street's attendance board", "gloria"),
            reflection(5, "beth", came=False),
        ),
        visitors=("gloria",), guests=(("Lena Ortiz", "harbor", "teacher"),),
        reflected=Reflected(spoken_only=True),
    ),
    Meeting(
        "S-07", day("2025-10-28"),
        (
            look_back("marcus"),
            item("decide", 30, "What to try against absence", "joel",
                 decision("D-21", "harbor",
                          "Pier Street calls home by noon, from January, and writes down each "
                          "call.",
                          benefits=(("parents", "Hears it the same day."),),
                          bears=(("harbor", "An hour a day of the front office."),)),
                 promise("beth", "Find a candidate who makes the first calls with the office",
                         "2025-12-05", kept("2025-12-04"))),
            item("update", 25, "First numbers for the half-year report", "luis", funder=True),
        ),
        away=("dolores", "simon"), visitors=("joel", "luis"),
    ),
)  # fmt: skip

NOVEMBER = (
    Meeting(
        "S-08", day("2025-11-04"),
        (
            look_back("marcus"),
            item("decide", 25, "Ninety minutes of road", "carla",
                 decision("D-22", "lakeside",
                          "Every table can be joined online, and who is online speaks first.",
                          benefits=(("lakeside", "Three hours of road saved."),
                                    ("parents", "No unpaid afternoon."))),
                 promise("marcus", "Get a room microphone that works", "2025-11-11",
                         moved("2025-11-10", "2025-11-18", "On its way."), kept("2025-11-17"))),
            item("make", 25, "Budgets in the course: how it went", "harriet",
                 Tension("T-03", "carla",
                         "Lakeside hears of plans when they are done, and drives the farthest to "
                         "hear it.", between=("harbor", "lakeside"),
                         talked=(Talked(day("2025-12-17"), "carla", "talked",
                                        "Portrait day was different. The charter was not."),))),
        ),
        away=("thuy",), visitors=("harriet",),
    ),
    Meeting(
        "S-09", day("2025-11-11"),
        (
            look_back("marcus"),
            item("decide", 25, "Papers that parents can read", "dolores",
                 decision("D-23", "parents",
                          "Papers for the table come in plain English and in Spanish, four days "
                          "before.",
                          benefits=(("parents", "Can read before they are asked."),),
                          bears=(("harbor", "A translator, two hours a month."),)),
                 promise("marcus", "Send papers four days before, from the next table on",
                         "2025-11-14", kept("2025-11-14"))),
            item("make", 30, "Our own study: who reads what", "samir",
                 decision("D-24", "northfield",
                          "Who speaks in an interview sees the text before anybody else.",
                          benefits=(("parents", "No surprise in print."),))),
        ),
        away=("priya", "tom"),
    ),
    Meeting(
        "S-10", day("2025-11-18"),
        (
            look_back("marcus"),
            item("decide", 45, "Half-year report to the fund", "marcus",
                 decision("D-25", "harbor", "The half-year report goes to the fund on Friday."),
                 promise("marcus", "Send the half-year report", "2025-11-21",
                         kept("2025-11-21")),
                 promise("tamsin", "Check each number in the report", "2025-11-20",
                         kept("2025-11-20")),
                 funder=True, deliverable="report-half"),
            item("update", 15, "Money left in this year's budget", "marcus", funder=True),
            reflection(15, "beth"),
        ),
        away=("priya", "dolores", "thuy", "simon"), visitors=("tamsin",),
        reflected=Reflected(skipped="The report was due on Friday."),
    ),
)  # fmt: skip

DECEMBER = (
    Meeting(
        "S-11", day("2025-12-02"),
        (
            look_back("marcus"),
            item("decide", 35, "How we spend portrait day", "ingrid",
                 decision("D-26", "northfield",
                          "On portrait day we sit at mixed tables and leave titles at the door."),
                 promise("ana", "Bring three people who were hired last year", "2025-12-09",
                         kept("2025-12-09")),
                 promise("dolores", "Bring four parents to portrait day", "2025-12-09",
                         kept("2025-12-09", "Five came."))),
            item("make", 20, "Questions of the fund about the report", "marcus", funder=True),
            reflection(15, "beth"),
        ),
        away=("simon",),
        reflected=Reflected(skipped="Portrait day needed the time."),
    ),
    Meeting(
        "S-12", day("2025-12-09"),
        (
            look_back("marcus"),
            item("make", 35, "Portrait day: reading aloud what the tables wrote", "ingrid",
                 decision("D-27", "lakeside",
                          "What the mixed tables wrote is the portrait; nobody writes it over.",
                          benefits=(("lakeside", "Its words are in it."),
                                    ("parents", "Its words are in it."))),
                 promise("elena", "Set the portrait on two pages, every word as written",
                         "2026-01-09", kept("2026-01-12"))),
            item("decide", 15, "The paragraph on equity", "dolores",
                 decision("D-28", "parents",
                          "The paragraph on equity stays as the tables wrote it.")),
            reflection(20, "beth"),
        ),
        away=("simon",), visitors=("elena", "grace", "joel"),
        guests=(("Lena Ortiz", "harbor", "teacher"), ("Pat Nolan", "harbor", "teacher")),
        place="Pier Street Middle, library",
        reflected=Reflected(
            three_is_enough=True,
            answers=(
                Private("marcus", 4, 3), Private("renee", 5, 4), Private("ana", 4, 4),
                Private("ingrid", 5, 4), Private("beth", 4, 4), Private("samir", 4, 3),
                Private("carla", 4, 4), Private("tom", 4, 3), Private("elena", 5, 4),
                Private("dolores", 4, 3), Private("thuy", 4, 4), Private("priya", 4, 4),
            ),
            asset="Nobody brought a draft, so nobody had to defend one.",
            trial="The next two papers begin without a draft.", until=day("2026-01-20"),
        ),
    ),
    Meeting(
        "S-13", day("2025-12-16"),
        (
            look_back("marcus"),
            item("decide", 25, "Charter, version 4: where it starts", "ingrid",
                 decision("D-29", "northfield",
                          "Charter, version 4, starts on a blank page, with parents in the room.",
                          benefits=(("northfield", "Writes, not comments."),
                                    ("parents", "Writes, not comments.")),
                          bears=(("harbor", "Starts later than planned."),)),
                 promise("ingrid", "Find a day in spring for the charter's blank page",
                         "2026-01-30", moved("2026-01-28", "2026-03-13", "No day for all five."),
                         kept("2026-03-20", "It will be in June."))),
            item("decide", 20, "Fewer items, less time", "marcus",
                 decision("D-30", "harbor",
                          "From January the table takes 75 minutes and seven items at most.",
                          benefits=(("lakeside", "Home before dark."),))),
            item("update", 15, "The fund's visit in spring", "renee", funder=True),
        ),
        away=("thuy", "priya"),
    ),
)  # fmt: skip

FALL = (*SEPTEMBER, *OCTOBER, *NOVEMBER, *DECEMBER)
