"""How others name an organization: checked for form, because a wrong id joins the wrong school."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from thirdspace.access import audit
from thirdspace.access.actions import action
from thirdspace.access.scope import Scope
from thirdspace.partnership import permissions as P
from thirdspace.partnership.actions.own import own_organization
from thirdspace.partnership.models import OutsideId
from thirdspace.problems import InputProblem

#: How many digits the public systems use (National Center for Education Statistics).
DIGITS: dict[str, int] = {
    OutsideId.System.LEAID: 7,
    OutsideId.System.SCHOOL: 12,
    OutsideId.System.UNITID: 6,
}


@action(P.MANAGE)
def set_outside_id(
    scope: Scope, *, organization_id: int, system: str, value: str, name: str = ""
) -> None:
    """Say how an outside system names one's own organization; an empty value takes the id away.

    Raises
    ------
    InputProblem
        The value can't be an id of that system, or an id of one's own system has no name.
    NotAllowed
        It is another organization's.
    """
    organization = own_organization(scope, organization_id)
    name = name.strip() if system == OutsideId.System.FREE else ""
    value = check_outside_id(system, value, name) if value.strip() else ""
    ids = OutsideId.objects.within(scope).filter(
        organization=organization, system=system, name=name
    )
    before = ids.values_list("value", flat=True).first() or ""
    if before == value:
        return
    ids.delete()
    if value:
        OutsideId(organization=organization, system=system, name=name, value=value).save()
    audit.record(
        scope, "partnership.set_outside_id", organization, label=str(organization),
        before={system: before}, after={system: value},
    )  # fmt: skip


def check_outside_id(system: str, value: str, name: str = "") -> str:
    """Return an outside id without spaces around it.

    Raises
    ------
    InputProblem
        It can't be an id of that system.
    """
    value = value.strip()
    wanted = DIGITS.get(system)
    if wanted is None:
        return _free(value, name)
    if re.fullmatch(rf"[0-9]{{{wanted}}}", value):
        return value
    raise InputProblem(
        _("“%(value)s” is not an id of this system.") % {"value": value[:40]},
        _("A %(system)s has %(count)d digits.")
        % {"system": OutsideId.System(system).label, "count": wanted},
        _hint(value, wanted),
        field="value",
    )


def _free(value: str, name: str) -> str:
    if value and name and len(value) <= 60 and len(name) <= 60:
        return value
    raise InputProblem(
        _("This id can't be kept."),
        _("An id of your own system needs the system's name; both have 60 characters at most."),
        _("Write both, such as “State code” and “A-77”."),
        field="name" if not name else "value",
    )


def _hint(value: str, wanted: int) -> str:
    if value.isdigit() and len(value) == wanted - 1:
        return _("A spreadsheet may have dropped the zero in front: try %(padded)s.") % {
            "padded": value.zfill(wanted)
        }
    return _("Copy it again from the directory, digits only.")
