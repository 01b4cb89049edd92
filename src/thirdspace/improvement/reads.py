"""Every query of this room: measures by need, one measure with its chart, signals and signs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from thirdspace.access import dates, paging
from thirdspace.access.models import AuditEvent
from thirdspace.access.once import once
from thirdspace.access.registries import Happening, Sign, Signal
from thirdspace.access.routes import nothing_here
from thirdspace.access.scope import Scope
from thirdspace.access.told import told
from thirdspace.charts import ControlPicture, Figure, draw_control, spark
from thirdspace.improvement import readings, typed, wording
from thirdspace.improvement.models import Measure, Observation
from thirdspace.improvement.readings import Point, Reading
from thirdspace.methods.spc import ControlChart
from thirdspace.problems import MethodProblem

HISTORY = 30
#: Units this short stand after each number; longer ones stand in the head of the page.
SHORT_UNIT = 2
MOST_DECIMALS = 3


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """One measure in the list; `spark` is "" when its chart can't be drawn yet."""

    key: str
    name: str
    url: str
    side: str
    organization: str
    reading: Reading
    finding: str
    spark: SafeString


@dataclass(frozen=True, slots=True)
class Entry:
    """One observation in the list below the chart."""

    pk: int
    on: date
    value: str
    note: str
    excluded: str


@dataclass(frozen=True, slots=True)
class MeasurePage:
    """One measure: what it is, what its chart says, its newest values and its history.

    `problem` stands in for the figure when the points are too few for the chart.
    """

    measure: Measure
    side: str
    organization: str
    reading: Reading
    finding: str
    figure: Figure | None
    problem: MethodProblem | None
    entries: Sequence[Entry]
    next_cursor: str
    history: Sequence[Happening]


def measure_named(scope: Scope, key: str) -> Measure:
    """Return the measure with that key.

    Raises
    ------
    NotThere
        There is none that this scope may see.
    """
    found = Measure.objects.within(scope).select_related("organization").filter(key=key).first()
    if found is None:
        raise nothing_here()
    return found


def observations(scope: Scope, measure: Measure) -> QuerySet[Observation]:
    """Return the observations of a measure in order of time."""
    return Observation.objects.within(scope).filter(measure=measure).order_by("on")


def points_of(scope: Scope, measure: Measure) -> list[Point]:
    """Return the observations of a measure as its chart needs them."""
    rows = observations(scope, measure).values_list("on", "value", "excluded")
    return [Point(*row) for row in rows]


def measures(scope: Scope) -> list[MeasureRow]:
    """Return all measures, those with a signal first, the newest signal on top."""
    found = list(Measure.objects.within(scope).select_related("organization"))
    sparks = sparks_of(scope, found)
    rows = [_row(scope, measure, sparks.get(measure.pk, "")) for measure in found]
    rows.sort(key=lambda row: row.name.casefold())
    rows.sort(key=lambda row: row.reading.since, reverse=True)
    return rows


def measure_page(scope: Scope, key: str, cursor: str = "") -> MeasurePage:
    """Return what the page of one measure shows.

    Raises
    ------
    NotThere
        There is no such measure for this scope.
    """
    measure = measure_named(scope, key)
    reading = readings.reading_of(measure)
    figure, problem = _figure(measure, points_of(scope, measure))
    page = paging.newest_first(observations(scope, measure), field="on", cursor=cursor)
    return MeasurePage(
        measure=measure,
        side=side_of(measure, "joint"),
        organization=_organization(measure),
        reading=reading,
        finding=readings.finding(measure, reading),
        figure=figure,
        problem=problem,
        entries=[
            Entry(row.pk, row.on, typed.written(row.value), row.note, row.excluded)
            for row in page.rows
        ],
        next_cursor=page.next_cursor,
        history=history(scope, measure),
    )


def values_table(scope: Scope, measure: Measure) -> Iterable[dict[str, str]]:
    """Return the rows of a measure's CSV."""
    return (
        {
            "date": row.on.isoformat(),
            "value": typed.written(row.value),
            "note": row.note,
            "excluded": row.excluded,
        }
        for row in observations(scope, measure)
    )


def history(scope: Scope, measure: Measure) -> list[Happening]:
    """Return the latest acts on a measure, newest first."""
    acts = AuditEvent.objects.within(scope).filter(
        kind=Measure._meta.label_lower, record_id=measure.pk
    )
    return told(scope, acts.order_by("-id")[:HISTORY], linked=False)


def signals(scope: Scope) -> list[Signal]:
    """Return one signal for each measure whose chart has one."""
    return [_signal(scope, measure) for measure in _signaling(scope)]


def signs(scope: Scope) -> list[Sign]:
    """Return a computed sign for each signal that speaks for or against a dynamic."""
    return [
        sign
        for measure in _signaling(scope)
        if measure.dynamic and measure.better and (sign := _sign(measure))
    ]


def sparks_of(scope: Scope, found: Sequence[Measure]) -> dict[int, SafeString]:
    """Return a small drawing for each measure that can be charted, by id."""
    points: defaultdict[int, list[Point]] = defaultdict(list)
    rows = Observation.objects.within(scope).filter(measure__in=found).order_by("on")
    for pk, on, value, excluded in rows.values_list("measure_id", "on", "value", "excluded"):
        points[pk].append(Point(on, value, excluded))
    drawn = {measure.pk: _spark(measure, points[measure.pk]) for measure in found}
    return {pk: svg for pk, svg in drawn.items() if svg}


def side_of(measure: Measure, nobody: str) -> str:
    """Return the side of the organization that collects a measure, or `nobody`."""
    return measure.organization.side if measure.organization else nobody


def _organization(measure: Measure) -> str:
    return str(measure.organization or "")


def _row(scope: Scope, measure: Measure, svg: SafeString | str) -> MeasureRow:
    reading = readings.reading_of(measure)
    return MeasureRow(
        key=measure.key,
        name=measure.name,
        url=reverse("improvement:measure", args=[scope.partnership_key, measure.key]),
        side=side_of(measure, "joint"),
        organization=_organization(measure),
        reading=reading,
        finding=readings.finding(measure, reading),
        spark=mark_safe(svg),  # noqa: S308 - our own SVG
    )


def _figure(
    measure: Measure, points: Sequence[Point]
) -> tuple[Figure | None, MethodProblem | None]:
    try:
        chart = readings.chart_of(measure, points)
    except MethodProblem as problem:
        return None, problem
    return _drawn(measure, points, chart), None


def _drawn(measure: Measure, points: Sequence[Point], chart: ControlChart) -> Figure:
    return draw_control(
        ControlPicture(
            uid=f"measure-{measure.pk}",
            title=readings.finding(measure, readings.reading_of(measure)),
            chart=chart,
            x=tuple(point.on for point in points),
            reading=chart.sentence,
            caption=wording.caption(measure, chart),
            decimals=_decimals(points),
            unit=f" {measure.unit}" if 0 < len(measure.unit) <= SHORT_UNIT else "",
            words=wording.chart_words(),
        )
    )


def _decimals(points: Sequence[Point]) -> int:
    values = [point.value for point in points if point.value is not None]
    exact = (d for d in range(MOST_DECIMALS) if all(round(v, d) == v for v in values))
    # At least one, because the center line of whole numbers is seldom whole.
    return max(next(exact, MOST_DECIMALS), 1)


def _spark(measure: Measure, points: Sequence[Point]) -> SafeString | None:
    try:
        chart = readings.chart_of(measure, points)
    except MethodProblem:
        return None  # too few points for a line; the list says so in words
    label = f"{measure.name}: {chart.sentence}"
    return mark_safe(spark(chart, label))  # noqa: S308 - our own SVG


@once
def _signaling(scope: Scope) -> tuple[Measure, ...]:
    found = Measure.objects.within(scope).filter(reading__signal=True)
    return tuple(found.select_related("organization").order_by("key"))


def _signal(scope: Scope, measure: Measure) -> Signal:
    reading = readings.reading_of(measure)
    return Signal(
        need="look",
        title=readings.finding(measure, reading),
        detail=reading.sentence,
        url=reverse("improvement:measure", args=[scope.partnership_key, measure.key]),
        side=side_of(measure, "joint"),
        organization_name=_organization(measure),
        held_by="",
        held_by_side=side_of(measure, "joint"),
        since=dates.day(reading.day) if reading.day else "",
        next_step=_("Look at the chart together and say what changed"),
    )


def _sign(measure: Measure) -> Sign | None:
    reading = readings.reading_of(measure)
    if reading.day is None or reading.strengthens is None:
        return None
    return Sign(
        dynamic=measure.dynamic,
        strengthens=reading.strengthens,
        on=reading.day,
        side=side_of(measure, "computed"),
        organization_name=_organization(measure),
        computed=True,
        latest=readings.finding(measure, reading),
    )
