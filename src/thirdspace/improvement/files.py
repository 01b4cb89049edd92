"""The share of this room in the partnership folder: measures.csv and observations.csv."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from thirdspace.access import audit, clock
from thirdspace.access.folder import CHANGED, Intake, Outgoing
from thirdspace.access.scope import Scope, Visibility
from thirdspace.formats.csv_table import Row
from thirdspace.formats.dates import read_date
from thirdspace.improvement import readings, typed
from thirdspace.improvement.actions import put_in_search
from thirdspace.improvement.models import Measure, Observation
from thirdspace.partnership.dynamics import Dynamic, dynamic_named
from thirdspace.partnership.models import Partnership
from thirdspace.problems import FileProblem, InputProblem

MEASURES, OBSERVATIONS = "measures.csv", "observations.csv"
_KEY = re.compile(r"[A-Za-z0-9_-]{1,20}")
#: Words of the folder, whatever language the screen speaks; the first of each value is written.
_WORDS: Mapping[str, Mapping[str, str]] = {
    "direction": {"": "", "up": Measure.Better.HIGHER, "down": Measure.Better.LOWER,
                  "higher": Measure.Better.HIGHER, "lower": Measure.Better.LOWER},
    "chart": {"run": Measure.Chart.RUN, "i": Measure.Chart.INDIVIDUALS, "": Measure.Chart.RUN,
              "run chart": Measure.Chart.RUN, "i chart": Measure.Chart.INDIVIDUALS},
    "visibility": {each: each for each in Visibility.values if each != Visibility.NAMED}
                  | {"": Visibility.PARTNERSHIP},
}  # fmt: skip


@dataclass(slots=True)
class _Place:
    """The measures of one partnership while a folder comes in."""

    scope: Scope
    measures: dict[str, Measure]
    listed: set[str] = field(default_factory=set)
    new: list[Measure] = field(default_factory=list)
    changed: list[Measure] = field(default_factory=list)
    given: dict[tuple[str, date], dict[str, Any]] = field(default_factory=dict)
    before: dict[str, Any] = field(default_factory=dict)


def read(intake: Intake) -> None:
    """Store the measures and observations of a folder and read each changed chart again."""
    places = {
        key: _Place(scope, {m.key: m for m in Measure.objects.within(scope)})
        for key, scope in intake.scopes.items()
    }
    for row in intake.rows(MEASURES):
        scope = intake.scope_of(MEASURES, row)
        if scope:
            _read_measure(intake, row, places[scope.partnership_key])
    for row in intake.rows(OBSERVATIONS):
        scope = intake.scope_of(OBSERVATIONS, row)
        if scope:
            _read_observation(intake, row, places[scope.partnership_key])
    if not intake.problems:
        for place in places.values():
            _store(intake, place)


def write(scope: Scope, outgoing: Outgoing) -> None:
    """Add the measures and observations a scope may see, by key and day."""
    found = list(Measure.objects.within(scope).select_related("organization").order_by("key"))
    outgoing.add(MEASURES, [_measure_row(scope, measure) for measure in found])
    outgoing.add(OBSERVATIONS, _observation_rows(scope))


# --- Measures ------------------------------------------------------------------------------


def _read_measure(intake: Intake, row: Row, place: _Place) -> None:
    key = row.values["measure"].strip()
    if not _KEY.fullmatch(key) or key in place.listed:
        intake.refuse(
            MEASURES, row, "measure", f"“{key[:40]}” can't be the key of a measure.",
            "A key is used once, has 20 characters at most, and only letters, digits, - and _.",
            "Write it such as M-01 or days-open, and use the same key in observations.csv.",
        )  # fmt: skip
        return
    place.listed.add(key)
    fields = _measure_fields(intake, row, place.scope)
    if fields.get("visibility") == Visibility.OWN and not fields.get("organization_id"):
        intake.refuse(
            MEASURES, row, "visibility", "“own” needs an organization to own it.",
            "Nobody could see the measure.",
            "Name the organization, or write “partnership”.",
        )  # fmt: skip
    measure = place.measures.get(key)
    if measure is None:
        measure = Measure(
            partnership_id=place.scope.partnership_id, key=key, made_at=clock.now(), **fields
        )
        measure.origin_id = measure.organization_id or place.scope.organization_id
        place.measures[key] = measure
        place.new.append(measure)
    else:
        _change_measure(place, measure, fields)


def _change_measure(place: _Place, measure: Measure, fields: Mapping[str, Any]) -> None:
    before = {name: getattr(measure, name) for name in fields}
    changed = [name for name in fields if before[name] != fields[name]]
    if changed:
        place.before[measure.key] = {name: before[name] for name in changed}
        for name in changed:
            setattr(measure, name, fields[name])
        place.changed.append(measure)


def _measure_fields(intake: Intake, row: Row, scope: Scope) -> dict[str, Any]:
    """Return what a row says; a column the table doesn't have leaves its field as it is."""
    cells = row.values
    fields: dict[str, Any] = {"name": _name(intake, row)}
    fields |= {c: cells[c].strip() for c in ("unit", "definition") if c in cells}
    for column, name in (("direction", "better"), ("chart", "chart"),
                         ("visibility", "visibility")):  # fmt: skip
        if column in cells:
            fields[name] = _word(intake, row, column)
    if "dynamic" in cells:
        fields["dynamic"] = _dynamic(intake, row)
    if "baseline" in cells:
        fields["baseline"] = _baseline(intake, row)
    if "organization" in cells:
        named = cells["organization"].strip()
        fields["organization_id"] = intake.organization_of(MEASURES, row, scope) if named else None
    return {**fields, "extra": intake.extra_of(MEASURES, row)}


def _name(intake: Intake, row: Row) -> str:
    name, unit = row.values["name"].strip(), row.values.get("unit", "").strip()
    if not name or len(name) > 200 or len(unit) > 40:
        intake.refuse(
            MEASURES, row, "name", "The measure has no usable name or unit.",
            "A name has 1 to 200 characters, a unit 40 at most.",
            "Shorten it, and put the rest into the definition.",
        )  # fmt: skip
    return name


def _word(intake: Intake, row: Row, column: str) -> str:
    word, known = " ".join(row.values[column].lower().split()), _WORDS[column]
    if word not in known:
        intake.refuse(
            MEASURES, row, column, f"“{word[:40]}” is not a word for “{column}”.",
            "Only these words are known, so that nobody has to guess.",
            f"Use one of: {', '.join(filter(None, known))}.",
        )  # fmt: skip
    return str(known.get(word, ""))


def _dynamic(intake: Intake, row: Row) -> str:
    word = row.values["dynamic"].strip()
    found = dynamic_named(word)
    if word and not found:
        intake.refuse(
            MEASURES, row, "dynamic", f"“{word[:40]}” is not one of the five dynamics.",
            "A measure speaks to one of them, or to none.",
            f"Use one of: {', '.join(Dynamic.values)}, or leave it empty.",
        )  # fmt: skip
    return found


def _baseline(intake: Intake, row: Row) -> int | None:
    text = row.values["baseline"].strip()
    if not text:
        return None
    if re.fullmatch(r"[0-9]{1,4}", text) and 2 <= int(text) <= 1000:
        return int(text)
    intake.refuse(
        MEASURES, row, "baseline", f"“{text[:40]}” is not a number of points.",
        "The first points set the lines of the chart: at least 2, at most 1000.",
        "Write 12, or leave it empty so that all points count.",
    )  # fmt: skip
    return None


def _measure_row(scope: Scope, measure: Measure) -> dict[str, str]:
    direction = {Measure.Better.HIGHER: "up", Measure.Better.LOWER: "down"}
    return {
        "partnership": scope.partnership_key,
        "measure": measure.key,
        "name": measure.name,
        "unit": measure.unit,
        "definition": measure.definition,
        "direction": direction.get(measure.better, ""),  # type: ignore[call-overload]
        "dynamic": measure.dynamic,
        "organization": measure.organization.name if measure.organization else "",
        "chart": measure.chart,
        "visibility": measure.visibility,
        "baseline": str(measure.baseline or ""),
        **measure.extra,
    }


# --- Observations --------------------------------------------------------------------------


def _read_observation(intake: Intake, row: Row, place: _Place) -> None:
    key = row.values["measure"].strip()
    if key not in place.measures:
        intake.refuse(
            OBSERVATIONS, row, "measure", f"There is no measure “{key[:40]}”.",
            "An observation belongs to a measure of measures.csv or of the workspace.",
            f"Use one of: {', '.join(sorted(place.measures)[:20]) or 'none is listed'}.",
        )  # fmt: skip
        return
    on, written = _day(intake, row)
    if on and (key, on) in place.given:
        intake.refuse(
            OBSERVATIONS, row, "date", f"{on.isoformat()} is there twice for “{key}”.",
            "A measure has one value a day, and which one counts can't be known.",
            "Keep one of the two rows.",
        )  # fmt: skip
    elif on:
        place.given[key, on] = _observation_fields(intake, row, written)


def _day(intake: Intake, row: Row) -> tuple[date | None, str]:
    """Return the first day a row is for and, when only month or year is known, what it says."""
    try:
        found = read_date(row.values["date"], column="date", file=OBSERVATIONS, line=row.line)
    except FileProblem as problem:
        intake.problems.append(problem)
        return None, ""
    return found.first_day, "" if found.first_day == found.last_day else found.text


def _observation_fields(intake: Intake, row: Row, written: str) -> dict[str, Any]:
    cells, value = row.values, None
    try:
        value = typed.number(cells["value"])
    except InputProblem as problem:
        intake.refuse(OBSERVATIONS, row, "value", problem.what, problem.why, problem.next_step)
    extra: dict[str, str] = intake.extra_of(OBSERVATIONS, row)
    fields: dict[str, Any] = {
        "value": value,
        "extra": extra | ({"date": written} if written else {}),
    }
    return fields | {
        name: cells[name].strip()[:300] for name in ("note", "excluded") if name in cells
    }


def _observation_rows(scope: Scope) -> Iterator[dict[str, str]]:
    rows = Observation.objects.within(scope).order_by("measure__key", "on")
    found = rows.values_list("measure__key", "on", "value", "note", "excluded", "extra")
    for key, on, value, note, excluded, extra in found:
        yield {
            "partnership": scope.partnership_key,
            "measure": key,
            "date": on.isoformat(),
            "value": typed.written(value),
            "note": note,
            "excluded": excluded,
            **extra,  # with the date as it was written, when that is less than a day
        }


# --- Storing -------------------------------------------------------------------------------


def _store(intake: Intake, place: _Place) -> None:
    for measure in place.new:
        measure.save(force_insert=True)
    for measure in place.changed:
        measure.save()
    new, changed = _store_observations(place)
    touched = {m.key: m for m in (*place.new, *place.changed)}
    touched |= {o.measure.key: o.measure for o in (*new, *changed)}
    if not touched:
        return
    _read_again(place, list(touched.values()))
    put_in_search(place.scope, [*place.new, *place.changed])
    counts = {"measures": len(place.new), "observations": len(new)}
    intake.stored.update(counts)
    intake.stored[CHANGED] += len(place.changed) + len(changed)
    audit.record(
        place.scope, "improvement.import_measures", Partnership(pk=place.scope.partnership_id),
        label=f"{len(touched)} measures, {len(new) + len(changed)} observations",
        before=place.before, after=counts,
    )  # fmt: skip


def _store_observations(place: _Place) -> tuple[list[Observation], list[Observation]]:
    keys = {key for key, _on in place.given}
    asked = [place.measures[key] for key in keys]
    held = {
        (row.measure_id, row.on): row
        for row in Observation.objects.within(place.scope).filter(measure__in=asked)
    }
    new: list[dict[str, Any]] = []
    changed: list[Observation] = []
    for (key, on), fields in place.given.items():
        measure = place.measures[key]
        row = held.get((measure.pk, on))
        if row is None:
            new.append({"measure": measure, "on": on, **fields})
        elif any(getattr(row, name) != value for name, value in fields.items()):
            _change(place, measure, row, fields)
            changed.append(row)
    stored = Observation.objects.add_many(place.scope, new)
    names = ["value", "note", "excluded", "extra"]
    Observation.objects.within(place.scope).bulk_update(changed, names, batch_size=500)
    return stored, changed


def _change(place: _Place, measure: Measure, row: Observation, fields: Mapping[str, Any]) -> None:
    row.measure = measure
    place.before[f"{measure.key} {row.on.isoformat()}"] = {
        name: getattr(row, name) for name in fields if getattr(row, name) != fields[name]
    }
    for name, value in fields.items():
        setattr(row, name, value)


def _read_again(place: _Place, measures: list[Measure]) -> None:
    points: defaultdict[int, list[readings.Point]] = defaultdict(list)
    rows = Observation.objects.within(place.scope).filter(measure__in=measures).order_by("on")
    for pk, on, value, excluded in rows.values_list("measure_id", "on", "value", "excluded"):
        points[pk].append(readings.Point(on, value, excluded))
    for measure in measures:
        measure.reading = readings.kept(readings.read(measure, points[measure.pk]))
    Measure.objects.within(place.scope).bulk_update(measures, ["reading"], batch_size=500)
