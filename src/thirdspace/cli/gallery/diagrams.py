"""Examples of the diagrams a team draws and of counted evidence, which belong to no method."""

from __future__ import annotations

from functools import partial

from thirdspace.charts import (
    DriverPicture,
    FishbonePicture,
    MatrixPicture,
    ProcessMapPicture,
    draw_drivers,
    draw_fishbone,
    draw_matrix,
    draw_process_map,
)
from thirdspace.charts.drivers import Cycle, Driver, Link
from thirdspace.charts.fishbone import Category, Cause
from thirdspace.charts.matrix import Cell, MatrixColumn, MatrixRow
from thirdspace.charts.process_map import Flow, Lane, Step
from thirdspace.charts.strips import StripItem, StripsPicture, draw_strips
from thirdspace.charts.units import Mark
from thirdspace.cli.gallery.example import INVENTED, Example
from thirdspace.cli.gallery.shewhart import MISSING_SCHOOL

DRIVERS = DriverPicture(
    uid="drivers",
    title="One of two drivers has a change that holds",
    drivers=(
        Driver(
            "aim",
            "aim",
            "Fewer students miss two or more days a week: from 18.8 % to 14 % by June",
            note="15.2 % in the last week",
            trend=MISSING_SCHOOL,
        ),
        Driver("today", "primary", "Families know today, not next month"),
        Driver("expected", "primary", "Someone at school expects me"),
        Driver("same-day", "secondary", "Contact on the same day"),
        Driver("one-adult", "secondary", "One adult for each student"),
        Driver(
            "noon",
            "change",
            "Call home by noon",
            status="spreading",
            note="calls made by noon: 81 %",
            cycles=(Cycle("1", "adapted"), Cycle("3", "adopted"), Cycle("6", "expanded")),
        ),
        Driver(
            "buddy",
            "change",
            "Check-in buddy",
            status="testing",
            note="check-ins held a week: 3.1",
            cycles=(Cycle("4", "abandoned"), Cycle("7", "running")),
        ),
    ),
    links=(
        Link("aim", "today"),
        Link("aim", "expected"),
        Link("today", "same-day"),
        Link("expected", "one-adult", "weak"),
        Link("same-day", "noon"),
        Link("one-adult", "buddy", "weak"),
    ),
    reading="One aim, two primary drivers, two changes with five cycles; two links are guesses.",
    caption="Version 3, agreed by both sides on 3 May 2026.",
)
FISHBONE = FishbonePicture(
    uid="fishbone",
    title="Most evidence points to late contact",
    effect="Students miss two or more days a week",
    categories=(
        Category(
            "Getting there",
            (
                Cause("The bus leaves before the bell", 3, 4, (Cause("One contractor", 1),)),
                Cause("No safe way to walk"),
            ),
        ),
        Category("Families", (Cause("Calls come a month late", 5, 6), Cause("Old numbers", 1))),
        Category("School day", (Cause("Nobody notices who comes back", 2, 5),)),
        Category("Records", (Cause("Partial days count as present", 4, 1),)),
    ),
    reading="Four kinds of causes; late calls have the most records (5) and votes (6).",
    caption="Drawn by 11 people on 12 November 2025; a dotted cause is a guess without a record.",
)
PROCESS_MAP = ProcessMapPicture(
    uid="process",
    title="Both hand-offs to the district wait for days",
    lanes=(Lane("d", "District office"), Lane("u", "University program"), Lane("m", "Mentor")),
    steps=(
        Step("post", "d", "Post the openings for residents"),
        Step("list", "u", "Send the list of candidates", note="12 of 14 on time"),
        Step("check", "d", "License valid?", decision=True),
        Step("renew", "u", "Help to renew", failure="nobody is told"),
        Step("match", "d", "Match with a mentor"),
        Step("agree", "m", "Agree to mentor", note="training in July"),
    ),
    flows=(
        Flow("post", "list"),
        Flow("list", "check", delay="10 days"),
        Flow("check", "renew", "no"),
        Flow("renew", "check", "renewed", delay="3 days"),
        Flow("check", "match", "yes"),
        Flow("match", "agree"),
    ),
    reading="Six steps in three lanes; one point where it fails, and one way back.",
    caption="Drawn by 9 people of both sides on 14 January 2026.",
)
MATRIX = MatrixPicture(
    uid="matrix",
    title="On ownership the sides part",
    kind="Organization",
    columns=tuple(map(MatrixColumn, ("Commitment", "Ownership", "Benefits"))),
    rows=(
        MatrixRow("Harbor County", (Cell(8, 1), Cell(7, 0), Cell(7, 0)), "district"),
        MatrixRow("Northfield University", (Cell(6, 4), Cell(3, 8), Cell(5, 2)), "university"),
        MatrixRow("State Office", (Cell(0, 2), Cell(0, 0), Cell(0, 0)), "other"),
    ),
    reading="Harbor County has 7 passages that support shared ownership and none that contrast; "
    "Northfield has 3 and 8.",
    caption="53 coded passages of 11 interviews.",
)
STRIPS = StripsPicture(
    uid="strips",
    title="Commitment is well supported; ownership is contested",
    reading="Commitment: 6 records support it, 1 of the university contrasts. "
    "Ownership: 3 support it, 5 contrast, all of them the university’s.",
    caption="15 records of two organizations; a mark is one record, hollow if it contrasts.",
    items=(
        StripItem(
            "Commitment to the same goals",
            (Mark("university", 2),),
            (*(Mark("district", 3),) * 4, *(Mark("university", 2),) * 2),
            "holds",
        ),
        StripItem(
            "Ownership is shared",
            (Mark("university", 3),) * 5,
            (*(Mark("district", 2),) * 2, Mark("university", 1)),
            "unsettled",
        ),
        StripItem("Parents trust the program", hidden="hidden: fewer than five people"),
    ),
)

DIAGRAMS = (
    Example("drivers", DriverPicture, INVENTED, partial(draw_drivers, DRIVERS)),
    Example("fishbone", FishbonePicture, INVENTED, partial(draw_fishbone, FISHBONE)),
    Example("process-map", ProcessMapPicture, INVENTED, partial(draw_process_map, PROCESS_MAP)),
    Example("strips", StripsPicture, INVENTED, partial(draw_strips, STRIPS)),
    Example("matrix", MatrixPicture, INVENTED, partial(draw_matrix, MATRIX)),
)
