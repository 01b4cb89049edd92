"""Every write: measures, their observations, and the reading that follows from them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import count
from typing import Any

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _

from thirdspace.access import audit, clock, search
from thirdspace.access.actions import action
from thirdspace.access.routes import nothing_here
from thirdspace.access.scope import Scope, Visibility
from thirdspace.improvement import readings, typed
from thirdspace.improvement.models import Measure, Observation
from thirdspace.improvement.permissions import WRITE
from thirdspace.improvement.reads import measure_named, observations, points_of
from thirdspace.improvement.typed import Typed
from thirdspace.partnership.models import Organization
from thirdspace.problems import InputProblem, NotAllowed

#: What a person may set on a measure.
FIELDS = (
    "name", "unit", "definition", "better", "chart", "baseline", "dynamic", "organization_id",
    "visibility",
)  # fmt: skip


#: What no person sets on a measure, or what is checked against the scope.
_UNCHECKED = {"partnership", "origin", "organization", "reading", "extra"}


@action(WRITE)
def add_measure(
    scope: Scope,
    *,
    name: str,
    unit: str = "",
    definition: str = "",
    better: str = "",
    chart: str = Measure.Chart.RUN,
    baseline: int | None = None,
    dynamic: str = "",
    organization_id: int | None = None,
    visibility: str = Visibility.PARTNERSHIP,
) -> Measure:
    """Add a measure: what is counted, how it is charted, what it speaks to, who sees it.

    Raises
    ------
    InputProblem
        A field can't be used; it is named.
    """
    audit.one_at_a_time(scope.partnership_id)
    measure = Measure(
        partnership_id=scope.partnership_id,
        origin_id=scope.organization_id,
        key=_next_key(scope),
        made_at=clock.now(),
    )
    fields = {
        "name": name, "unit": unit, "definition": definition, "better": better, "chart": chart,
        "baseline": baseline, "dynamic": dynamic, "organization_id": organization_id,
        "visibility": visibility,
    }  # fmt: skip
    _set(scope, measure, fields)
    measure.reading = readings.kept(readings.read(measure, ()))
    measure.save(force_insert=True)
    audit.record(
        scope, "improvement.add_measure", measure, label=measure.name, after=_facts(measure)
    )
    put_in_search(scope, [measure])
    return measure


@action(WRITE)
def change_measure(scope: Scope, /, *, key: str, **fields: Any) -> Measure:
    """Change some of :data:`FIELDS` of a measure; its chart is read again.

    Raises
    ------
    NotThere
        No such measure.
    NotAllowed
        Only its own organization says who sees it.
    InputProblem
        A field can't be used; it is named.
    """
    measure = measure_named(scope, key)
    before = _facts(measure)
    _check_owner(scope, measure, fields.get("visibility", measure.visibility))
    _set(scope, measure, fields)
    after = _facts(measure)
    changed = [name for name in after if after[name] != before[name]]
    if not changed:
        return measure
    measure.save(update_fields=changed)
    audit.record(
        scope, "improvement.change_measure", measure, label=measure.name,
        before={name: before[name] for name in changed},
        after={name: after[name] for name in changed},
    )  # fmt: skip
    put_in_search(scope, [measure])
    _read_again(scope, measure)
    return measure


@action(WRITE)
def record_observation(
    scope: Scope, *, key: str, on: date, value: float | None, note: str = ""
) -> Observation:
    """Record the value of one day; a second one for the same day takes the place of the first.

    Raises
    ------
    NotThere
        No such measure.
    InputProblem
        The value can't be charted, or the day is still to come.
    """
    measure = measure_named(scope, key)
    given = typed.checked(Typed(on, value, note))
    found = observations(scope, measure).filter(on=on).first()
    if found and _says(found) == given:
        return found
    before = _plain(found) if found else None
    stored = found or Observation(partnership_id=scope.partnership_id, measure=measure, on=on)
    stored.value, stored.note = given.value, given.note
    stored.save()
    audit.record(
        scope, "improvement.record_observation", measure, label=_label(measure, on),
        before=before, after=_plain(stored),
    )  # fmt: skip
    _read_again(scope, measure)
    return stored


@action(WRITE)
def record_observations(scope: Scope, *, key: str, lines: str) -> tuple[int, int]:
    """Record pasted lines, all or none; returns how many days are new and how many changed.

    Raises
    ------
    NotThere
        No such measure.
    FileProblems
        Lines that can't be used, each with its reason.
    """
    measure = measure_named(scope, key)
    given = typed.pasted(lines)
    held = {found.on: found for found in observations(scope, measure)}
    new = [each for each in given if each.on not in held]
    changed = [each for each in given if each.on in held and _says(held[each.on]) != each]
    if not new and not changed:
        return 0, 0
    before = {each.on.isoformat(): _plain(held[each.on]) for each in changed}
    Observation.objects.add_many(
        scope,
        ({"measure": measure, "on": each.on, "value": each.value, "note": each.note}
         for each in new),
    )  # fmt: skip
    _replace(scope, held, changed)
    audit.record(
        scope, "improvement.record_observations", measure, label=measure.name, before=before,
        after={"new": len(new), "changed": len(changed)},
    )  # fmt: skip
    _read_again(scope, measure)
    return len(new), len(changed)


@action(WRITE)
def exclude_observation(scope: Scope, *, key: str, on: date, reason: str) -> Observation:
    """Leave a day out of lines and tests, with the reason; it is still drawn.

    Raises
    ------
    NotThere
        No such measure, or nothing was recorded that day.
    InputProblem
        There is no reason.
    """
    if not reason.strip():
        raise InputProblem(
            _("A reason is missing."),
            _("A point may only be left out for a reason that others can judge."),
            _("Say in a few words what happened that day."),
            field="reason",
        )
    return _mark(scope, key, on, "improvement.exclude_observation", reason.strip()[:300])


@action(WRITE)
def include_observation(scope: Scope, *, key: str, on: date) -> Observation:
    """Put a day back in that was left out.

    Raises
    ------
    NotThere
        No such measure, or nothing was recorded that day.
    """
    return _mark(scope, key, on, "improvement.include_observation", "")


def put_in_search(scope: Scope, measures: Sequence[Measure]) -> None:
    """Let measures be found by key, name, definition and unit."""
    search.put(
        scope,
        [
            search.entry(
                measure,
                kind="signal",
                record_id=measure.pk,
                title=measure.name,
                body=" ".join(filter(None, (measure.key, measure.definition, measure.unit))),
                url=reverse("improvement:measure", args=[scope.partnership_key, measure.key]),
                at=measure.made_at,
            )
            for measure in measures
        ],
    )


def _next_key(scope: Scope) -> str:
    # Of the whole partnership: a key that a hidden measure has must not be given twice.
    keys = (f"M-{number:02d}" for number in count(Measure.objects.within(scope).count() + 1))
    return next(key for key in keys if not Measure.objects.taken(scope, key=key))


def _set(scope: Scope, measure: Measure, fields: dict[str, Any]) -> None:
    """Put fields on a measure and check them."""
    for name in FIELDS:
        if name in fields:
            setattr(measure, name, fields[name])
    measure.name = " ".join(measure.name.split())
    _check_organization(scope, measure.organization_id)
    empty = {"baseline"} if measure.baseline is None else set()
    try:
        measure.clean_fields(exclude=_UNCHECKED | empty)
    except ValidationError as error:
        field, words = next(iter(error.message_dict.items()))
        raise InputProblem(
            words[0],
            _("A measure needs a usable value here."),
            _("Mend the field and send it again."),
            field=field,
        ) from error


def _check_organization(scope: Scope, organization_id: int | None) -> None:
    known = Organization.objects.within(scope)
    if organization_id is not None and not known.filter(pk=organization_id).exists():
        raise InputProblem(
            _("That organization does not take part here."),
            _("A measure is collected by an organization of this partnership, or by all."),
            _("Choose one of the list, or leave it empty."),
            field="organization",
        )


def _check_owner(scope: Scope, measure: Measure, visibility: str) -> None:
    mine = scope.operator or measure.origin_id == scope.organization_id
    if visibility != measure.visibility and not mine:
        raise NotAllowed(
            _("You can't change who sees this measure."),
            _("Another organization added it, and each says for itself how far a record goes."),
            _("Ask somebody of that organization."),
        )


def _facts(measure: Measure) -> dict[str, Any]:
    return {name: getattr(measure, name) for name in FIELDS}


def _says(found: Observation) -> Typed:
    return Typed(found.on, found.value, found.note)


def _plain(found: Observation) -> dict[str, str]:
    return {"value": typed.written(found.value) or "—", "note": found.note}


def _replace(scope: Scope, held: dict[date, Observation], changed: Sequence[Typed]) -> None:
    for each in changed:
        held[each.on].value, held[each.on].note = each.value, each.note
    rows = [held[each.on] for each in changed]
    Observation.objects.within(scope).bulk_update(rows, ["value", "note"], batch_size=500)


def _mark(scope: Scope, key: str, on: date, verb: str, reason: str) -> Observation:
    measure = measure_named(scope, key)
    found = observations(scope, measure).filter(on=on).first()
    if found is None:
        raise nothing_here()
    if found.excluded == reason:
        return found
    before, found.excluded = found.excluded, reason
    found.save(update_fields=["excluded"])
    audit.record(
        scope, verb, measure, label=_label(measure, on),
        before={"excluded": before}, after={"excluded": reason},
    )  # fmt: skip
    _read_again(scope, measure)
    return found


def _label(measure: Measure, on: date) -> str:
    return f"{measure.name}, {on.isoformat()}"


def _read_again(scope: Scope, measure: Measure) -> None:
    # After the audit record, which lets one writer at a time in: the reading sees every row.
    measure.reading = readings.kept(readings.read(measure, points_of(scope, measure)))
    measure.save(update_fields=["reading"])
