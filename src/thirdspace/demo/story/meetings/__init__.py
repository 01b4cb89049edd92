"""Two years of meetings: series, agendas, who came, and what was left behind."""

from thirdspace.demo.story.meetings.apart import APART, DELIVERABLES
from thirdspace.demo.story.meetings.fall import FALL
from thirdspace.demo.story.meetings.first_year import FOUNDING
from thirdspace.demo.story.meetings.groups import BOAT_HOUSE, COACHES, PORTRAIT
from thirdspace.demo.story.meetings.left_behind import day
from thirdspace.demo.story.meetings.records import Change, Meeting, Series
from thirdspace.demo.story.meetings.summer import SUMMER
from thirdspace.demo.story.meetings.winter import WINTER

STEERING = Series(
    key="steering",
    name="Steering table",
    purpose="Decide together what touches more than one of us.",
    cadence="two_weeks",
    minutes=90,
    place="Pier Street Middle, room 4, and online",
    started=day("2025-09-01"),
    run_by="marcus",
    hour=15,
    minute=30,
    sits=("marcus", "renee", "ana", "ingrid", "beth", "samir", "carla", "tom", "simon", "priya",
          "dolores", "thuy"),
    voices=("district_lead", "school_lead", "teacher", "faculty", "parent", "state"),
    meetings=(*FALL, *WINTER, *SUMMER),
    reflect_every=0,
    changes=(
        Change(day("2025-11-03"), "marcus", (("reflect_every", 4), ("reflect_minutes", 15))),
        Change(day("2026-01-09"), "marcus", (("minutes", 75), ("reflect_every", 1))),
        Change(day("2026-05-15"), "marcus", (("reflect_minutes", 8),)),
    ),
)  # fmt: skip

SERIES: tuple[Series, ...] = (FOUNDING, BOAT_HOUSE, STEERING, PORTRAIT, COACHES)

#: Whose voice people bring when their organization does not say it.
VOICES = {
    "dolores": "parent", "thuy": "parent", "andre": "parent", "gloria": "school_lead",
    "peter": "school_lead", "victor": "school_lead",
}  # fmt: skip

__all__ = ["APART", "DELIVERABLES", "SERIES", "VOICES", "Meeting", "Series"]
