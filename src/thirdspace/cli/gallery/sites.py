"""Examples of charts of many sites: twelve schools of an invented district."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from thirdspace.charts import Event, Figure, FunnelPicture, WallPicture, draw
from thirdspace.cli.gallery.example import INVENTED, Example
from thirdspace.cli.gallery.shewhart import weeks
from thirdspace.methods.spc import funnel, many_charts, network_adjusted

#: Percent of students present, a value a week.
ATTENDANCE = {
    "Alder": (
        *(93.2, 93.6, 93.2, 92.3, 93.6, 93.5, 92.7, 93.4, 93.2),
        *(87.3, 92.9, 93.5, 92.4, 92.9, 92.9, 93.5, 93.0, 92.5),
    ),
    "Birch": (
        *(90.8, 91.2, 91.3, 91.2, 92.1, 92.2, 89.7, 90.2, 91.2),
        *(87.0, 91.3, 91.6, 92.4, 90.6, 91.2, 92.7, 91.7, 91.4),
    ),
    "Cedar": (
        *(93.6, 93.0, 94.0, 94.1, 93.2, 93.7, 93.9, 93.4, 93.8),
        *(91.5, 95.6, 95.6, 95.9, 96.2, 96.1, 95.4, 96.2, 95.1),
    ),
    "Dogwood": (
        *(90.6, 89.5, 90.7, 90.2, 89.4, 90.2, 90.2, 90.3, 89.5),
        *(84.7, 90.1, 90.0, 90.1, 90.5, 89.3, 90.4, 90.9, 89.6),
    ),
    "Elm": (
        *(92.0, 93.0, 92.7, 93.1, 92.3, 91.9, 92.5, 92.3, 92.9),
        *(88.4, 91.4, 92.0, 92.9, 92.9, 89.1, 92.7, 92.8, 92.5),
    ),
    "Fir": (
        *(94.2, 93.9, 93.7, 93.7, 94.4, 92.6, 93.7, 93.8, 92.8),
        *(88.7, 93.2, 94.4, 93.5, 94.1, 94.6, 94.1, 93.2, 92.5),
    ),
    "Gingko": (
        *(90.7, 89.6, 89.2, 89.8, 89.5, 90.4, 89.7, 89.7, 89.1),
        *(85.4, 88.8, 90.2, 90.4, 88.6, 88.3, 90.2, 91.1, 88.7),
    ),
    "Hazel": (
        *(91.2, 92.3, 91.4, 91.7, 91.7, 92.5, 91.7, 92.1, 91.8),
        *(86.9, 91.6, 91.5, 91.8, 91.2, 91.4, 93.0, 91.9, 91.6),
    ),
    "Ironwood": (
        *(91.3, 90.8, 90.9, 91.4, 91.2, 90.6, 91.5, 90.7, 90.3),
        *(85.9, 90.6, 92.2, 90.2, 91.0, 89.9, 91.2, 91.6, 90.6),
    ),
    "Juniper": (
        *(93.9, 94.5, 94.8, 94.8, 95.5, 94.7, 94.0, 94.3, 94.2),
        *(90.2, 94.1, 94.6, 93.2, 94.7, 94.1, 93.8, 94.7, 94.8),
    ),
    "Larch": (
        *(91.0, 90.9, 90.2, 92.5, 91.3, 90.3, 90.3, 90.8, 89.7),
        *(85.3, 90.3, 91.6, 91.1, 89.0, 90.9, 89.9, 91.4, 90.5),
    ),
    "Maple": (
        *(93.5, 92.6, 94.3, 94.5, 92.6, 93.7, 92.8, 93.3, 92.4),
        *(89.0, 92.5, 93.2, 93.4, 92.8, 93.2, 93.0, 93.1, 92.2),
    ),
}
#: Residents who were placed within a year, and all who finished, by program.
PLACED = {
    "Northfield": (61, 88),
    "Lakeshore": (35, 52),
    "Hill State": (104, 149),
    "Riverton": (17, 30),
    "Coastal": (22, 31),
    "Prairie": (44, 70),
    "Summit": (13, 21),
    "Valley": (33, 74),
}
WEEKS = weeks(date(2025, 11, 3), len(ATTENDANCE["Alder"]))
SNOW = Event(10, 10, "Snow", "all schools")


def wall() -> Figure:
    """Draw every school's attendance as it is."""
    return draw(
        many_charts(list(ATTENDANCE.values()), kind="run", screen_mr=False),
        title="In one of twelve schools attendance has shifted",
        names=list(ATTENDANCE),
        x=WEEKS,
        unit=" %",
        decimals=1,
        events=(SNOW,),
    )


def adjusted_wall() -> Figure:
    """Draw what is left when the week of snow, which all shared, is taken out."""
    found = network_adjusted(list(ATTENDANCE.values()), screen_mr=False)
    figure = draw(
        many_charts(found.adjusted_values, kind="i", screen_mr=False),
        title="Without what all schools shared, two have a signal of their own",
        names=list(ATTENDANCE),
        x=WEEKS,
        unit=" points",
        decimals=1,
        events=(SNOW,),
    )
    return replace(figure, reading=found.sentence)


def funnel_of_programs() -> Figure:
    """Draw programs of different sizes."""
    placed, finished = zip(*PLACED.values(), strict=True)
    return draw(
        funnel(placed, finished),
        title="In one program fewer residents were placed than chance explains",
        names=list(PLACED),
        size="residents who finished",
        decimals=0,
    )


SITES = (
    Example("spc.many-charts", WallPicture, INVENTED, wall),
    Example("spc.network-adjustment", WallPicture, INVENTED, adjusted_wall),
    Example("spc.funnel", FunnelPicture, INVENTED, funnel_of_programs),
)
