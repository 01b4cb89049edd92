"""What happened in the partnership outside the workspace."""

from __future__ import annotations

from django.db.models import Max
from django.utils.translation import gettext as _

from thirdspace.access import audit, search
from thirdspace.access.actions import action
from thirdspace.access.scope import Scope
from thirdspace.formats.dates import read_date
from thirdspace.partnership import permissions as P
from thirdspace.partnership.actions import finding
from thirdspace.partnership.actions.own import find_organization
from thirdspace.partnership.models import Event
from thirdspace.problems import InputProblem


@action(P.NOTE)
def add_event(
    scope: Scope,
    *,
    what: str,
    when: str = "",
    kind: str = "",
    mode: str = "",
    organization_id: int | None = None,
) -> Event:
    """Note something that happened: a retreat, a turnover, an appointment.

    Raises
    ------
    InputProblem
        It says nothing, or the date is none.
    """
    what = what.strip()
    if not what:
        raise InputProblem(
            _("An event needs a line that says what happened."),
            _("Others read it in the timeline and cite it."),
            _("Write one sentence."),
            field="what",
        )
    organization = find_organization(scope, organization_id) if organization_id else None
    audit.one_at_a_time(scope.partnership_id)
    last = Event.objects.within(scope).aggregate(last=Max("position"))["last"]
    event = Event.objects.add(
        scope,
        what=what,
        when=read_date(when, column="when").text if when.strip() else "",
        kind=kind.strip(),
        mode=mode.strip(),
        organization=organization,
        position=0 if last is None else last + 1,
    )
    search.put(scope, [finding.of_event(scope, event)])
    audit.record(scope, "partnership.add_event", event, label=what)
    return event
