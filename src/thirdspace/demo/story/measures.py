"""What the partnership counts, and the values it found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random


@dataclass(frozen=True, slots=True)
class Point:
    """One value of one day, and when it was written down."""

    on: date
    value: float | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure with its points, oldest first."""

    key: str
    made: date
    made_by: str
    name: str
    unit: str
    definition: str
    better: str
    points: tuple[Point, ...]
    chart: str = "run"
    baseline: int | None = None
    dynamic: str = ""
    organization: str = ""
    visibility: str = "partnership"


def _days(text: str) -> list[date]:
    return [date.fromisoformat(word) for word in text.split()]


def _points(
    days: list[date], values: list[float], notes: dict[str, str] | None = None
) -> tuple[Point, ...]:
    said = notes or {}
    return tuple(
        Point(day, value, said.get(day.isoformat(), ""))
        for day, value in zip(days, values, strict=True)
    )


def _weekly(start: str, count: int) -> list[date]:
    first = date.fromisoformat(start)
    return [first + timedelta(weeks=week) for week in range(count)]


def _monthly(start: str, count: int) -> list[date]:
    first = date.fromisoformat(start)
    months = (first.month - 1 + step for step in range(count))
    return [date(first.year + month // 12, month % 12 + 1, 1) for month in months]


def _around(dice: Random, levels: Iterator[float], spread: float) -> list[float]:
    return [max(0.0, round(dice.gauss(level, spread), 1)) for level in levels]


#: School weeks; holiday weeks are left out.
_WEEKS = _days(
    "2025-10-20 2025-10-27 2025-11-03 2025-11-10 2025-11-17 2025-12-01 2025-12-08 2025-12-15 "
    "2026-01-05 2026-01-12 2026-01-19 2026-01-26 2026-02-02 2026-02-09 2026-02-16 2026-02-23 "
    "2026-03-02 2026-03-09 2026-03-16 2026-03-23 2026-04-06 2026-04-13 2026-04-20 2026-04-27"
)
#: Students who missed two days or more, of all in grades 6 to 8 of the four test schools.
_MISSED = (78, 72, 83, 74, 80, 70, 75, 85, 73, 79, 74, 82, 73, 80, 77, 69, 66, 71, 63, 67, 62, 65,
           60, 62)  # fmt: skip
_ENROLLED = (412, 410, 411, 409, 412, 408, 410, 411, 407, 410, 409, 411, 408, 410, 409, 411, 410,
             408, 409, 407, 410, 411, 409, 408)  # fmt: skip

#: Steering table 1 to 20 of the working year.
TABLES = _days(
    "2025-09-02 2025-09-09 2025-09-16 2025-09-30 2025-10-07 2025-10-14 2025-10-28 2025-11-04 "
    "2025-11-11 2025-11-18 2025-12-02 2025-12-09 2025-12-16 2026-01-20 2026-02-10 2026-03-03 "
    "2026-03-24 2026-04-30 2026-05-14 2026-06-02"
)
_JOINT = (20, 0, 33, 25, 40, 0, 20, 50, 25, 33, 20, 40, 50, 60, 40, 67, 50, 75, 50, 60)


def measures(dice: Random) -> tuple[Measure, ...]:
    """Return all measures by key; `dice` draws the values that no page of the story names."""
    return tuple(sorted((*_named(), *_drawn(dice)), key=lambda measure: measure.key))


def _named() -> tuple[Measure, ...]:
    return (
        Measure(
            "M-01", date(2025, 10, 24), "joel", "Students who miss two or more days a week",
            "percent", "Share of grade 6 to 8 students who missed two or more days in the week; "
            "four test schools; holiday weeks left out.", "lower",
            _points(
                _WEEKS,
                [round(100 * m / n, 2) for m, n in zip(_MISSED, _ENROLLED, strict=True)],
                {
                    "2026-01-12": "First noon calls, Pier Street Middle.",
                    "2026-02-23": "Noon calls in all four schools.",
                    "2026-03-09": "Texts in Spanish and Creole begin.",
                },
            ),
            "i", 12, "", "harbor",
        ),
        Measure(
            "M-03", date(2025, 10, 28), "marcus", "Minutes spent on how we work",
            "minutes", "Time at the steering table for looking at how we work, by month.", "higher",
            _points(
                _monthly("2025-09-01", 10), [0, 5, 0, 20, 15, 20, 15, 20, 0, 0],
                {"2025-12-01": "Twenty minutes after portrait day.",
                 "2026-05-01": "The slot went to the funder's report."},
            ),
            dynamic="structures",
        ),
        Measure(
            "M-04", date(2025, 11, 3), "marcus",
            "Documents with authors from more than one organization",
            "percent", "Of the documents brought to a steering table, those written by two "
            "organizations or more.", "higher",
            _points(TABLES, list(map(float, _JOINT)), {"2025-12-09": "Portrait day."}),
            "run", 10, "ownership",
        ),
    )  # fmt: skip


def _drawn(dice: Random) -> tuple[Measure, ...]:
    return (
        Measure(
            "M-02", date(2025, 10, 27), "ingrid", "Days until a university's request is answered",
            "days", "Median of the requests answered in the month.", "lower",
            _points(
                _monthly("2024-10-01", 20),
                _around(dice, (15.0 if step < 11 else 8.0 for step in range(20)), 1.4),
                {"2025-09-01": "Marcus answers all requests on Fridays."},
            ),
            "run", 10, "ownership", "northfield",
        ),
        Measure(
            "M-05", date(2025, 12, 1), "marcus", "Promises kept by their date",
            "percent", "Of the promises due between two steering tables.", "higher",
            _points(TABLES, _around(dice, (70.0 for _ in TABLES), 9)),
            "run", None, "commitment",
        ),
        Measure(
            "M-06", date(2026, 1, 16), "joel", "Calls home made by noon",
            "percent", "Of the students absent without word, those whose family was called by "
            "noon; four test schools.", "higher",
            _points(_weekly("2026-01-12", 15), _around(
                dice, (44.0 + 2.7 * step for step in range(15)), 3)),
            "run", None, "", "harbor",
        ),
        Measure(
            "M-07", date(2026, 1, 23), "beth", "Placement days with a task of one's own",
            "percent", "Of the days candidates spent in placements, by their own weekly note.",
            "higher", _points(_weekly("2026-01-19", 18), _around(
                dice, (48.0 for _ in range(18)), 6)),
            "run", None, "benefits", "northfield",
        ),
        Measure(
            "M-08", date(2026, 1, 30), "carla", "Hours in nobody's load",
            "hours", "Hours our two people spent on the partnership beyond their load, by month.",
            "lower", _points(_monthly("2025-09-01", 9), _around(
                dice, (22.0 for _ in range(9)), 4)),
            "run", None, "benefits", "lakeside", "own",
        ),
    )  # fmt: skip
