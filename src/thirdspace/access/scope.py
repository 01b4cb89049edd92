"""Who looks, for which organization, with which permissions: the key to everything."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thirdspace.problems import NotAllowed

if TYPE_CHECKING:
    from thirdspace.access.permissions import Permission


class Visibility(models.TextChoices):
    """How far a record may be seen, from its own organization outward."""

    OWN = "own", gettext_lazy("Own organization")
    NAMED = "named", gettext_lazy("Named organizations")
    PARTNERSHIP = "partnership", gettext_lazy("Whole partnership")
    FUNDER = "funder", gettext_lazy("Released to the funder")
    PUBLIC = "public", gettext_lazy("Public")


class Audience(StrEnum):
    """Whose eyes a scope stands for."""

    PARTNERSHIP = "partnership"
    FUNDER = "funder"
    PUBLIC = "public"


#: What each audience may see whatever organization it reads for.
OPEN_TO: dict[Audience, tuple[str, ...]] = {
    Audience.PARTNERSHIP: (Visibility.PARTNERSHIP, Visibility.FUNDER, Visibility.PUBLIC),
    Audience.FUNDER: (Visibility.FUNDER, Visibility.PUBLIC),
    Audience.PUBLIC: (Visibility.PUBLIC,),
}


@dataclass(frozen=True, slots=True)
class Scope:
    """One person acting for one organization in one partnership.

    Made only by :mod:`thirdspace.access.entrance`. `operator` is the command line of the machine
    itself: all records of the partnership, never reachable by HTTP.
    """

    partnership_id: int
    partnership_key: str
    partnership_name: str
    permissions: frozenset[str]
    audience: Audience = Audience.PARTNERSHIP
    organization_id: int | None = None
    organization_name: str = ""
    organization_side: str = "other"
    person_id: int | None = None
    person_name: str = ""
    role: str = ""
    operator: bool = False

    @property
    def person_initials(self) -> str:
        """Return up to two initials for the person chip."""
        words = [word for word in self.person_name.split() if word[0].isalnum()]
        return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()

    def may(self, permission: Permission | str) -> bool:
        """Say whether this scope holds a permission."""
        return str(permission) in self.permissions

    def require(self, permission: Permission) -> None:
        """Refuse, in words, an act this scope has no permission for.

        Raises
        ------
        NotAllowed
            Always when the permission is missing.
        """
        if not self.may(permission):
            raise NotAllowed(
                _("You can't do this here."),
                _("It needs the right to: %(right)s") % {"right": permission.sentence},
                _("Ask a coordinator of this partnership for that right, or to do it for you."),
            )

    def acting_for(self, organization_id: int, name: str, side: str) -> Scope:
        """Return an operator's scope that acts for one organization (imports, the demo)."""
        if not self.operator:
            raise NotAllowed(
                _("You can't change the organization you act for here."),
                _("A seat belongs to one organization."),
                _("Switch your seat at the top of the page."),
            )
        return replace(
            self, organization_id=organization_id, organization_name=name, organization_side=side
        )


def visible(scope: Scope, *, through: str = "") -> Q:
    """Return the rule that says which records of its partnership a scope may see.

    Parameters
    ----------
    scope : Scope
        Who looks.
    through : str
        Lookup path to the record that carries the visibility, with its trailing ``__``.
    """
    if scope.operator:
        return Q()
    rule = Q(**{f"{through}visibility__in": OPEN_TO[scope.audience]})
    if scope.organization_id is None:
        return rule
    own = Q(**{f"{through}origin_id": scope.organization_id})
    named = Q(**{f"{through}visibility": Visibility.NAMED}) & Q(
        **{f"{through}named__contains": f",{scope.organization_id},"}
    )
    return rule | own | named


def can_see(scope: Scope, *, visibility: str, origin_id: int | None, named: str = "") -> bool:
    """Answer for one record what :func:`visible` answers for a query."""
    if scope.operator or visibility in OPEN_TO[scope.audience]:
        return True
    if scope.organization_id is None:
        return False
    return origin_id == scope.organization_id or (
        visibility == Visibility.NAMED and f",{scope.organization_id}," in named
    )
