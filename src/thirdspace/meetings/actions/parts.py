"""Which part each organization has in a decision."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.utils.translation import gettext as _

from thirdspace.access.scope import Scope
from thirdspace.meetings.actions.outcomes import mark_of
from thirdspace.meetings.models import Decision, DecisionPart, Part
from thirdspace.partnership.models import Organization
from thirdspace.problems import InputProblem

#: For each part the organizations that have it, each with a line or "".
Parts = dict[str, dict[int, str]]


def parts_of(scope: Scope, decision: Decision) -> Parts:
    """Return who has which part in a decision."""
    found: Parts = {part: {} for part in Part.values}
    rows = DecisionPart.objects.within(scope).filter(decision=decision).order_by("id")
    for part, organization_id, line in rows.values_list("part", "organization_id", "line"):
        found[part][organization_id] = line
    return found


def put_parts(scope: Scope, decision: Decision, parts: Mapping[str, Mapping[int, str]]) -> None:
    """Replace the organizations that have some parts; parts not given stay as they are."""
    DecisionPart.objects.within(scope).filter(decision=decision, part__in=parts).delete()
    DecisionPart.objects.add_many(
        scope,
        (
            {"decision": decision, "organization_id": pk, "part": part, "line": line.strip()[:300]}
            for part, lines in parts.items()
            for pk, line in lines.items()
        ),
    )


def in_words(scope: Scope, parts: Parts) -> dict[str, str]:
    """Return the parts as plain words, for the trail."""
    names = {each.pk: str(each) for each in Organization.objects.within(scope)}
    return {
        part: "; ".join(
            f"{names[pk]}: {line}" if line else names[pk] for pk, line in sorted(lines.items())
        )
        for part, lines in parts.items()
        if lines
    }


def seen_mark(scope: Scope, decision: Decision) -> str:
    """Return the mark of a decision as it stands, to be sent back with a change."""
    parts = parts_of(scope, decision)
    return mark_of(
        decision.text, decision.reason, decision.state, decision.proposed_by_id,
        [[part, sorted(lines.items())] for part, lines in sorted(parts.items())],
    )  # fmt: skip


def refuse_unknown(scope: Scope, organizations: Collection[int | None]) -> None:
    """Refuse organizations that take or took no part in the partnership.

    Raises
    ------
    InputProblem
        One is unknown here.
    """
    wanted = {pk for pk in organizations if pk is not None}
    if Organization.objects.within(scope).filter(pk__in=wanted).count() < len(wanted):
        raise InputProblem(
            _("An organization named here takes no part in the partnership."),
            _("A decision names only those who take or took part."),
            _("Choose from the list."),
        )
