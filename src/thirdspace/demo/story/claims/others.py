"""The claims that are quieter, not yet settled, or new."""

from __future__ import annotations

from thirdspace.demo.story.claims.records import (
    Claim,
    Reading,
    contrasts,
    day,
    mentions,
    promised,
    quote,
    said,
    signal,
    supports,
)

C_01 = Claim(
    "C-01", day("2024-10-10"), "ingrid",
    "Both sides want the same thing from this work.",
    ("ana", "ingrid"),
    dynamic="commitment", theme="Aim",
    links=(
        supports("2025-10-15", "samir", quote(2, "Shared problem"),
                 "A critic of much else agrees on the problem."),
        supports("2025-11-24", "tamsin", quote(3, "Shared problem"),
                 "Everyone named it before being asked."),
        supports("2026-05-29", "dolores", quote(13, "Shared problem"),
                 "Parents say it in their own words."),
        supports("2026-06-01", "tom", quote(12, "Shared problem"),
                 "The organization at the edge says it too."),
        contrasts("2026-03-30", "samir", quote(7, "Other priorities"),
                  "At the provost's table it counts for little.",
                  said("2026-04-08", "ana",
                       "At our board's table it did too, until the openings had names.")),
    ),
    readings=(
        Reading(day("2026-02-17"), "ana", ("marcus", "ingrid"), "holds",
                "The problem is shared. How much it weighs at home is not."),
    ),
)  # fmt: skip

C_02 = Claim(
    "C-02", day("2024-11-14"), "ana",
    "Our meetings get the right people at a bearable cost.",
    ("ana", "ingrid"),
    dynamic="structures", theme="Meetings",
    links=(
        supports("2025-11-24", "tamsin", quote(3, "Routine that works"),
                 "Rhythm and notes are trusted."),
        supports("2026-04-30", "tamsin", quote(10, "Routine that works"),
                 "The State Office sees in two minutes what waits on it."),
        supports("2026-06-12", "tamsin", quote(14, "Routine that works"),
                 "The table meets without the superintendent."),
        contrasts("2026-06-01", "tom", quote(12, "Crowded agenda"),
                  "What the smaller partners care about comes last."),
    ),
    readings=(
        Reading(day("2026-05-19"), "ingrid", ("marcus",), "limits",
                "The rhythm holds. The big table is too full."),
    ),
)  # fmt: skip

C_04 = Claim(
    "C-04", day("2025-04-03"), "ana",
    "We take time to look at how we work.",
    ("ana", "ingrid"),
    dynamic="structures", theme="Reflection", look_again=day("2026-07-15"),
    links=(
        supports("2026-01-21", "samir", quote(5, "Time to reflect"),
                 "Twenty minutes in December, and people spoke who never speak."),
        supports("2026-04-03", "joel", quote(8, "Time to reflect"),
                 "After each cycle, as a habit."),
        contrasts("2026-06-01", "samir", quote(9, "Time to reflect"),
                  "Two of the last three slots were lost."),
        mentions("2026-06-02", "marcus", signal("M-03"),
                 "Ten months are too few for a rule, but the last two are zero."),
    ),
    readings=(
        Reading(day("2026-06-03"), "ana", ("marcus", "ingrid"), "unsettled",
                "The improvement team does. The steering table stopped on 30 April."),
    ),
)  # fmt: skip

C_06 = Claim(
    "C-06", day("2025-10-09"), "marcus",
    "Each side can name what the other gained.",
    ("marcus", "ingrid"),
    dynamic="benefits", theme="Gains",
    links=(
        supports("2025-11-24", "tamsin", quote(3, "District gains"),
                 "The district names a gain and says where it came from."),
        supports("2026-01-21", "samir", quote(5, "District gains"),
                 "A university coach names the district's gain."),
        supports("2026-04-03", "joel", quote(8, "University gains"),
                 "A district lead names the university's gain."),
        supports("2026-05-28", "tamsin", quote(11, "District gains"),
                 "Nineteen people for eleven openings, where it was six.", strength=3),
        contrasts("2026-03-30", "samir", quote(7, "Gain not seen"),
                  "The dean has no number that is the university's alone.",
                  said("2026-04-08", "marcus",
                       "We could count graduates in post after two years. I can get that.")),
    ),
    readings=(
        Reading(day("2026-05-26"), "marcus", ("ingrid",), "holds",
                "Both name gains of the other without help. Proof for trustees is missing."),
    ),
)  # fmt: skip

C_08 = Claim(
    "C-08", day("2025-12-01"), "carla",
    "Requests from the universities get an answer within ten days.",
    ("marcus", "carla"),
    dynamic="ownership", theme="Requests",
    links=(
        contrasts("2025-12-02", "carla", quote(1, "Comment-only"),
                  "Four remarks went in and no answer came back.",
                  said("2025-12-12", "marcus",
                       "I found them. All four were used, and nobody told you. I am sorry.")),
        supports("2026-03-05", "ingrid", signal("M-02"),
                 "The months since September lie below ten days.", strength=3),
    ),
    readings=(
        Reading(day("2026-03-10"), "carla", ("marcus",), "holds",
                "Since September yes. Before that no, and some old ones were never answered."),
    ),
)  # fmt: skip

C_12 = Claim(
    "C-12", day("2026-05-06"), "dolores",
    "Families shape what we write, not only what we print.",
    ("dolores", "marcus"),
    dynamic="ownership", theme="Families",
    links=(
        supports("2026-05-29", "dolores", quote(13, "Joint drafting"),
                 "We were in the room that day."),
        contrasts("2026-05-28", "tamsin", quote(4, "Comment-only"),
                  "The survey was printed before a parent saw it."),
        mentions("2026-05-29", "marcus", promised("charter-4"),
                 "The charter is next; parents own a part of it."),
    ),
    readings=(  # waits for the yes of Harbor County on the demo's day
        Reading(day("2026-06-15"), "dolores", (), "limits",
                "True of the portrait and the noon call. Not of the charter or the survey."),
    ),
    comments=(
        said("2026-05-30", "thuy", "Send the draft in Vietnamese too, or a phone call will do."),
    ),
)  # fmt: skip

OTHERS = (C_01, C_02, C_04, C_06, C_08, C_12)
