"""Examples of run charts and control charts: a row of numbers for each kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from thirdspace.charts import ControlPicture, Event, Figure, draw
from thirdspace.cli.gallery.example import INVENTED, NIST, Example
from thirdspace.methods.spc import ChartKind, chart, propose_rebase, run_chart

FLOW = (49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1)
MISSING_SCHOOL = (
    *(19.0, 17.6, 20.2, 18.0, 19.5, 17.1, 18.2, 20.6, 17.8, 19.3, 18.1, 20.0),
    *(17.9, 19.4, 18.8, 16.8, 16.1, 17.4, 15.4, 16.5, 15.1, 15.8, 14.7, 15.2),
)
MINUTES = (
    *((10, 11, 11, 14), (9, 15, 13, 18), (18, 20, 18, 15), (18, 20, 14, 17)),
    *((15, 20, 13, 15), (17, 16, 11, 17), (15, 15, 15, 16), (10, 20, 13, 9)),
    *((15, 20, 14, 20), (24, 21, 26, 22), (19, 13, 11, 11), (16, 15, 18, 18)),
)
UNEVEN = (*MINUTES[:9], (4, 31, 9, 27), *MINUTES[10:])


def weeks(first: date, count: int) -> tuple[date, ...]:
    """Return a day a week."""
    return tuple(first + timedelta(weeks=place) for place in range(count))


def months(count: int) -> tuple[str, ...]:
    """Return the names of months from September of a school year on."""
    names = ["Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug"]
    return tuple(f"{names[at % 12]} {2024 + (at + 8) // 12}" for at in range(count))


def charted(
    id_: str,
    kind: ChartKind,
    title: str,
    y: Sequence[Any],
    n: Sequence[float] | None = None,
    *,
    x: Sequence[date | str] | None = None,
    unit: str = "",
    decimals: int | None = None,
    events: Sequence[Event] = (),
    numbers: str = INVENTED,
    **choices: Any,
) -> Example:
    """Return the example of a control chart; `choices` go to `thirdspace.methods.spc.chart`."""

    def figure() -> Figure:
        result = chart(y, n, kind=kind, **choices)
        return draw(result, title=title, x=x, unit=unit, decimals=decimals, events=events)

    return Example(id_, ControlPicture, numbers, figure)


def rebased() -> Figure:
    """Draw a run chart with the phases that are proposed."""
    proposal = propose_rebase(MISSING_SCHOOL, direction="below", baseline=13)
    chart = run_chart(MISSING_SCHOOL, part=proposal.part)
    title = "Nine weeks below the median would earn the chart a new one"
    figure = draw(
        chart, title=title, x=weeks(date(2025, 9, 8), len(chart.values)), unit=" %", decimals=1
    )
    return replace(figure, reading=proposal.sentence)


SHEWHART = (
    charted(
        "spc.run-chart",
        "run",
        "Since calls home by noon, fewer students miss two or more days a week",
        MISSING_SCHOOL,
        x=weeks(date(2025, 9, 8), len(MISSING_SCHOOL)),
        unit=" %",
        decimals=1,
        freeze=15,
        events=(Event(16, 24, "Call home by noon", "cycles 3 and 6"),),
    ),
    charted("spc.i-chart", "i", "All ten batches are within the limits", FLOW, numbers=NIST),
    charted("spc.mr-chart", "mr", "No step from batch to batch is unusual", FLOW, numbers=NIST),
    charted(
        "spc.xbar-chart",
        "xbar",
        "In week 10 mentors gave more minutes of feedback than in other weeks",
        MINUTES,
        x=weeks(date(2026, 1, 12), len(MINUTES)),
        unit=" min",
        decimals=1,
    ),
    charted(
        "spc.s-chart",
        "s",
        "In week 10 the minutes of feedback differed from mentor to mentor",
        UNEVEN,
        x=weeks(date(2026, 1, 12), len(UNEVEN)),
        unit=" min",
        decimals=1,
    ),
    charted(
        "spc.t-chart",
        "t",
        "Days between two departures of principals vary as they did",
        (41, 12, 66, 25, 9, 38, 54, 17, 80, 30, 22, 47, 61, 35, 102, 73),
        unit=" days",
        decimals=0,
    ),
    charted(
        "spc.p-chart",
        "p",
        "In April more referrals than usual had an answer within two days",
        (18, 22, 13, 26, 18, 27, 16, 36, 20, 26, 9, 19),
        (41, 48, 35, 52, 44, 50, 38, 46, 45, 55, 24, 49),
        x=months(12),
        unit=" %",
        decimals=0,
        multiply=100,
    ),
    charted(
        "spc.p-prime-chart",
        "pp",
        "Attendance fell outside its usual range in one week of snow",
        (8420, 8466, 8391, 8502, 8447, 8385, 8478, 8113, 8431, 8490, 8402, 8455, 8437, 8470),
        (9050, 9062, 9041, 9080, 9066, 9049, 9071, 9058, 9063, 9077, 9052, 9068, 9060, 9074),
        x=weeks(date(2026, 1, 5), 14),
        unit=" %",
        decimals=1,
        multiply=100,
    ),
    charted(
        "spc.c-chart",
        "c",
        "Late hand-offs of candidates’ files vary as they did",
        (7, 4, 9, 6, 5, 8, 3, 6, 7, 10, 5, 4, 6, 8, 5, 7),
        x=months(16),
        decimals=1,
    ),
    charted(
        "spc.u-chart",
        "u",
        "In May more visits of mentors were missed for each resident",
        (15, 9, 9, 15, 13, 10, 21, 14, 35, 8),
        (31, 28, 36, 22, 33, 29, 35, 24, 34, 30),
        x=months(10),
        decimals=2,
    ),
    charted(
        "spc.u-prime-chart",
        "up",
        "Visits for each thousand students vary as they did",
        (1702, 1544, 1811, 1398, 1655, 1723, 1502, 1788, 1600, 1467, 1690, 1750),
        (9050, 9062, 9041, 9080, 9066, 9049, 9071, 9058, 9063, 9077, 9052, 9068),
        x=months(12),
        decimals=0,
        multiply=1000,
    ),
    charted(
        "spc.g-chart",
        "g",
        "Between two broken placements, more now go well",
        (3, 0, 5, 1, 2, 7, 0, 4, 1, 2, 6, 3, 9, 12, 8, 15, 11, 27),
        decimals=1,
        freeze=12,
    ),
    charted(
        "spc.i-prime-chart",
        "ip",
        "Hours of supervision for each resident vary as they did",
        (426, 543, 428, 167, 512, 470, 389, 95, 498, 455, 530, 402),
        (90, 110, 90, 40, 104, 98, 83, 18, 101, 94, 108, 86),
        x=months(12),
        unit=" h",
        decimals=1,
    ),
    Example("spc.rebase", ControlPicture, INVENTED, rebased),
)
