"""The claims with the most evidence against them or around them."""

from __future__ import annotations

from thirdspace.demo.story.claims.records import (
    Claim,
    MindChanger,
    Reading,
    Release,
    contrasts,
    day,
    decided,
    event,
    mentions,
    quote,
    said,
    signal,
    supports,
)

C_03 = Claim(
    "C-03", day("2025-02-05"), "ingrid",
    "Our partnership would outlast any one person.",
    ("joel", "ingrid"),
    dynamic="spanners", theme="Continuity", look_again=day("2026-09-30"),
    links=(
        contrasts("2025-10-08", "samir", quote(1, "Hangs on one person"),
                  "When the coordinator left, one university had nobody to call for a month."),
        contrasts("2025-11-24", "tamsin", quote(3, "Hangs on one person"),
                  "The coordinator says it of the post itself."),
        contrasts("2026-03-30", "samir", quote(7, "Hangs on one person"),
                  "The dean counts three people for what one does."),
        contrasts("2026-06-01", "samir", quote(9, "Hangs on one person"),
                  "She names two people in whom the rest of it lives."),
        contrasts("2026-06-12", "tamsin", quote(14, "Hangs on one person"),
                  "Four ties run through the person who leaves this month.",
                  said("2026-06-12", "carol",
                       "Two of the four I can take over. I have asked Renée for the names.")),
        supports("2026-01-21", "samir", quote(5, "Second contact"),
                 "On the coaching side each has the other's calendar, so a gap was bridged."),
        mentions("2026-05-08", "marcus", event("notice"),
                 "The test of this claim has a date now."),
    ),
    readings=(
        Reading(day("2025-06-19"), "ingrid", ("helen",), "unsettled",
                "We said at the boat house that we hoped so. Nobody could name a second contact."),
        Reading(day("2026-05-12"), "joel", ("marcus", "ingrid"), "doubtful",
                "Handover pack 60 % ready, and four ties run through one phone."),
    ),
    comments=(
        said("2026-05-13", "priya", "Who on your side should I call in July?"),
        said("2026-05-13", "joel", "Carol Jennings, and me for anything with a chart in it."),
    ),
    mind_changers=(
        MindChanger(day("2026-05-12"), "joel",
                    "Every tie between two organizations with two names on each side.", joint=True,
                    check_on=day("2026-09-30")),
        MindChanger(day("2026-05-12"), "ingrid",
                    "A steering table in July that nobody had to call for."),
    ),
)  # fmt: skip

C_05 = Claim(
    "C-05", day("2025-09-18"), "ingrid",
    "Northfield changed courses because of what the district asked.",
    ("ana", "ingrid"),
    dynamic="benefits", theme="Courses",
    release=Release(day("2026-06-09"), "ana", ("renee", "adaeze")),
    links=(
        supports("2025-11-05", "ingrid", event("request-budget"),
                 "Asked in September, in the course by November."),
        supports("2026-02-04", "ana", event("request-feedback"),
                 "We asked for it, and they read what comes in."),
        supports("2026-04-02", "ana", event("request-scheduling"),
                 "It was an elective nobody took; now all do it."),
        supports("2025-10-15", "samir", quote(2, "University gains"),
                 "A faculty member says what changed in her own course."),
        supports("2026-03-30", "samir", quote(7, "University gains"),
                 "The dean names two courses and why they changed."),
        supports("2026-06-01", "ana", quote(9, "University gains"),
                 "Three courses, because of what supervisors said.", strength=3),
        contrasts("2026-04-24", "ingrid", event("request-course"),
                  "One of the four requests is not done.",
                  said("2026-04-28", "ana",
                       "The wait is the State Office's, and ours to ask about. I will ask.")),
        mentions("2025-10-15", "samir", quote(2, "Other priorities"),
                 "Why nothing moved before November."),
    ),
    readings=(
        Reading(day("2026-04-28"), "ana", ("marcus", "ingrid"), "holds",
                "Three of four requests are done; the fourth waits on the State Office."),
    ),
    comments=(
        said("2026-04-29", "harriet",
             "Say 'also because'. Accreditation wanted two of the three as well."),
    ),
)  # fmt: skip

C_07 = Claim(
    "C-07", day("2025-11-03"), "marcus",
    "We write the documents together.",
    ("marcus", "ingrid"),
    dynamic="ownership", theme="Documents", look_again=day("2026-08-31"),
    wordings=(said("2025-11-14", "ingrid", "We now write the main documents together."),),
    links=(
        contrasts("2025-11-18", "ingrid", event("charter-3"),
                  "It is the document everything else rests on.",
                  said("2025-12-10", "marcus",
                       "It is. We will not write version 4 that way.")),
        supports("2025-12-10", "marcus", event("portrait-day"),
                 "Every named co-owner has at least a fifth of the acts.", strength=3),
        supports("2026-01-21", "marcus", decided("D-31"),
                 "Adopting is the last act of writing."),
        mentions("2026-02-11", "samir", event("study"),
                 "Same kind of partnership, other places; it tells us what to watch for, not how "
                 "we are."),
        supports("2026-05-28", "tamsin", quote(11, "Joint drafting"),
                 "Speaks of the leader portrait, a main document."),
        contrasts("2026-05-29", "dolores", quote(13, "Comment-only"),
                  "Parents are named as co-owners of the charter.",
                  said("2026-06-02", "marcus",
                       "True. Version 4 starts on a blank page, with parents in the room.")),
        supports("2026-06-01", "tom", quote(12, "Joint drafting"),
                 "A document started by a university and rewritten by the district."),
        contrasts("2026-06-01", "ingrid", event("round-2"),
                  "Who decides shapes who writes.", strength=3),
        supports("2026-06-10", "marcus", signal("M-04"),
                 "Counts every document brought to the joint table.", strength=3),
        contrasts("2026-06-15", "samir", quote(9, "Comment-only", "We get the file"),
                  "'Main documents' includes the yearly plan, which she means here."),
    ),
    readings=(
        Reading(day("2026-01-20"), "marcus", ("ingrid",), "holds",
                "True of the leader portrait, which all of us wrote and adopted."),
        Reading(day("2026-06-02"), "ingrid", ("marcus",), "unsettled",
                "True of documents that began after December. Not true of the charter and the "
                "yearly plan, which began before."),
    ),
    comments=(
        said("2026-05-26", "carla",
             "Could we split this claim by paper? The portrait and the plan are two stories."),
        said("2026-05-27", "marcus", "Let us try to say it in the reading first."),
        said("2026-06-09", "ana",
             "Should the yearly plan count? It goes to our board by law."),
        said("2026-06-09", "ingrid",
             "The vote is yours by law. The writing before it is not."),
        said("2026-06-10", "ana", "Fair. Then August is the test."),
    ),
    mind_changers=(
        MindChanger(day("2026-06-02"), "ana",
                    "If the yearly plan comes out of August with our writing acts still above four "
                    "in five, I would say we don't.", check_on=day("2026-08-31")),
        MindChanger(day("2026-06-02"), "marcus",
                    "Charter version 4 with each co-owner at a fifth of the acts or more.",
                    joint=True, check_on=day("2026-06-30")),
        MindChanger(day("2026-06-02"), "ingrid",
                    "Two documents in a row that we see before there is a draft. One would be "
                    "luck. So far: one (coaching guide)."),
    ),
)  # fmt: skip

C_09 = Claim(
    "C-09", day("2025-12-15"), "marcus",
    "We mean the same thing by equity.",
    ("marcus", "ingrid"),
    dynamic="commitment", theme="Words", look_again=day("2026-09-15"),
    links=(
        contrasts("2025-12-16", "ingrid", event("words-1"),
                  "The definitions share one tag of four, and one is missing."),
        contrasts("2025-12-17", "samir", quote(2, "Waiting on a word"),
                  "Inside one college the word already splits."),
        contrasts("2026-04-30", "tamsin", quote(10, "Waiting on a word"),
                  "The State Office has no date for its text."),
        contrasts("2026-06-01", "tom", quote(12, "Unused know-how"),
                  "For us language belongs to equity; nobody thought to ask."),
        supports("2025-12-16", "marcus", event("portrait-equity"),
                 "One paragraph all of us could sign."),
        mentions("2025-12-17", "marcus", quote(3, "Same words"),
                 "Five words were agreed in October; equity was not one of them."),
    ),
    readings=(
        Reading(day("2026-05-05"), "ingrid", ("marcus",), "doubtful",
                "We differ and know where, except with the State Office, which has no text yet."),
    ),
    comments=(
        said("2026-05-06", "priya", "I can bring a first line on 24 June. It will be a draft."),
    ),
)  # fmt: skip

C_10 = Claim(
    "C-10", day("2026-01-22"), "carla",
    "Candidates do real work in their placements.",
    ("ana", "carla"),
    dynamic="benefits", theme="Placements",
    links=(
        contrasts("2026-04-17", "beth", event("placement-walk"),
                  "In two middle schools there was no task of their own.",
                  said("2026-05-22", "peter",
                       "One of them is mine. From August the intern runs our attendance team.")),
        contrasts("2026-05-20", "beth", signal("M-07"),
                  "About half of the days, and no change since January.", strength=3),
        supports("2026-01-23", "samir", quote(5, "University gains"),
                 "The coach sees a problem with a date."),
        supports("2026-02-20", "tamsin", quote(6, "District gains", "My intern"),
                 "A habit an intern began that the office kept."),
        supports("2026-04-03", "joel", quote(8, "University gains"),
                 "Three candidates have run a full cycle with real numbers."),
        supports("2026-06-01", "tom", quote(12, "University gains"),
                 "A semester with one mentor, where it used to be ten visits."),
    ),
    readings=(
        Reading(day("2026-05-21"), "carla", ("marcus",), "limits",
                "In most schools. Not in two middle schools."),
    ),
    comments=(
        said("2026-05-22", "gloria",
             "Which two? If one is mine I want to hear it from you and not from a chart."),
        said("2026-05-22", "beth", "Yours is not one of them. I will visit the two next week."),
    ),
)  # fmt: skip

C_11 = Claim(
    "C-11", day("2026-03-30"), "joel",
    "A call home by noon brings absence down.",
    ("joel", "ingrid"),
    theme="Absence", look_again=day("2026-06-30"),
    links=(
        contrasts("2026-03-31", "beth", event("four-at-once"),
                  "Four things ran in the same weeks; the call is one of them.",
                  said("2026-04-10", "joel",
                       "Agreed. In September two schools keep the call and drop the rest.")),
        supports("2026-05-04", "joel", signal("M-01"),
                 "Nine weeks in a row below the average of the first twelve.", strength=4),
        supports("2026-05-04", "joel", signal("M-06"),
                 "The calls were really made, and more of them."),
        supports("2026-04-03", "joel", quote(8, "District gains"),
                 "The lead of the work sees it in the schools."),
        supports("2026-06-01", "dolores", quote(13, "Families gain"),
                 "Families notice the call without being asked."),
        supports("2026-03-31", "tamsin", quote(6, "District gains", "My intern"),
                 "One office kept the calls up by itself."),
        mentions("2026-03-31", "joel", event("cycle-4"),
                 "Another way to reach families did nothing, so reaching alone is not it."),
    ),
    readings=(
        Reading(day("2026-05-05"), "joel", ("marcus", "ingrid"), "unsettled",
                "Absence is down and the calls are made. Four changes ran at once, so we can't say "
                "which one did it."),
    ),
    mind_changers=(
        MindChanger(day("2026-05-05"), "ingrid",
                    "Two schools that stop the other three changes in September and keep the call.",
                    joint=True, check_on=day("2026-10-30")),
    ),
)  # fmt: skip

CONTESTED = (C_03, C_05, C_07, C_09, C_10, C_11)
