"""What people type about organizations, people, seats and events."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from thirdspace.access import clock
from thirdspace.access.forms import ScopedForm
from thirdspace.access.permissions import ROLE_SENTENCES, Role
from thirdspace.access.scope import Scope
from thirdspace.partnership.models import Kind, OutsideId
from thirdspace.partnership.reads import members
from thirdspace.problems import InputProblem

_ROLES = [
    (role, format_lazy("{role}: {sentence}", role=Role(role).label, sentence=sentence))
    for role, sentence in ROLE_SENTENCES.items()
]


class RoomForm(ScopedForm):
    """A form that can show what an action refused, beside the field it belongs to."""

    def refuse(self, problem: InputProblem) -> None:
        """Show a refused action at the field it belongs to."""
        self.add_error(problem.field if problem.field in self.fields else None, str(problem))

    def offer(self, name: str, choices: list[tuple[Any, Any]], empty: Any = "") -> None:
        """Fill the choices of a field; `empty` is the words of "none", where none is allowed."""
        field = cast(forms.ChoiceField, self.fields[name])
        field.choices = [("", empty), *choices] if empty else choices


def _day(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(
        label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more
    )


def _one(label: Any, *, required: bool = True, **more: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label, coerce=int, empty_value=None, required=required, **more
    )


class OrganizationForm(RoomForm):
    """An organization's own data."""

    name = forms.CharField(label=_("Full name"), max_length=200)
    short_name = forms.CharField(
        label=_("Short name"), max_length=40, required=False, help_text=_("As it is said in talk.")
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices)
    parent_id = _one(_("District it belongs to"), required=False, help_text=_("Only for a school."))

    def narrow(self, scope: Scope) -> None:
        self.offer("parent_id", members.district_choices(scope), _("None"))


class OutsideIdForm(RoomForm):
    """How an outside system names an organization."""

    system = forms.ChoiceField(label=_("System"), choices=OutsideId.System.choices)
    name = forms.CharField(
        label=_("Name of the system"), max_length=60, required=False,
        help_text=_("Only for a system of your own."),
    )  # fmt: skip
    value = forms.CharField(
        label=_("Id"), max_length=60, required=False,
        help_text=_("LEAID: 7 digits. School: 12 digits. UNITID: 6 digits. Empty: no id."),
    )  # fmt: skip


class InviteForm(RoomForm):
    """Somebody who is to take part."""

    email = forms.EmailField(label=_("E-mail address"))
    name = forms.CharField(label=_("Name"), max_length=200)
    organization_id = _one(
        _("Organization"),
        help_text=_("For another organization than yours, it is asked for its yes first."),
    )
    title = forms.CharField(label=_("Title at work"), max_length=120, required=False)
    role = forms.ChoiceField(label=_("Role"), choices=_ROLES, widget=forms.RadioSelect)

    def narrow(self, scope: Scope) -> None:
        self.offer("organization_id", members.organization_choices(scope))


class SeatForm(RoomForm):
    """A seat as it is held."""

    role = forms.ChoiceField(label=_("Role"), choices=_ROLES, widget=forms.RadioSelect)
    title = forms.CharField(label=_("Title at work"), max_length=120, required=False)
    since = _day(_("First day"), required=False)
    until = _day(_("Last day"), required=False)


class EndSeatForm(RoomForm):
    """When a seat ends."""

    until = _day(_("Last day"), initial=clock.today)


class BackupForm(RoomForm):
    """Who stands in."""

    person_id = _one(_("Who stands in"), required=False)

    def narrow(self, scope: Scope) -> None:
        self.offer("person_id", members.people_choices(scope), _("Nobody"))


class EventForm(RoomForm):
    """Something that happened."""

    what = forms.CharField(label=_("What happened"), widget=forms.Textarea(attrs={"rows": 3}))
    when = forms.CharField(
        label=_("Date"), max_length=10, required=False,
        help_text=_("2022-04-19, or 2022-04 or 2022 if only the month or the year is known."),
    )  # fmt: skip
    kind = forms.CharField(
        label=_("Kind"), max_length=60, required=False, help_text=_("Retreat, appointment, …")
    )
    mode = forms.CharField(
        label=_("How it was made"), max_length=40, required=False,
        help_text=_("Co-constructed, consulted, commented, …"),
    )  # fmt: skip
    organization_id = _one(_("Organization"), required=False)

    def narrow(self, scope: Scope) -> None:
        self.offer("organization_id", members.organization_choices(scope), _("All, jointly"))


class AnswerForm(forms.Form):
    """A yes or no for one's organization."""

    yes = forms.TypedChoiceField(
        choices=[("yes", _("Yes")), ("no", _("No"))], coerce=lambda word: word == "yes"
    )
    line = forms.CharField(max_length=500, required=False)
