"""What people choose for an item of an agenda."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thirdspace.access.forms import ScopedForm
from thirdspace.access.scope import Scope
from thirdspace.meetings.forms.series import line
from thirdspace.meetings.models import Deliverable, DeliverableState, ItemKind, ItemOrigin
from thirdspace.partnership.reads.members import organization_choices, people_choices

_DONE = (DeliverableState.ACCEPTED, DeliverableState.DROPPED)


class ItemForm(ScopedForm):
    """One item of an agenda."""

    title = forms.CharField(label=_("What is it about?"), max_length=200, widget=line())
    kind = forms.ChoiceField(
        label=_("What do we do with it?"),
        choices=ItemKind.choices,
        initial=ItemKind.MAKE,
        widget=forms.RadioSelect,
    )
    origin = forms.ChoiceField(
        label=_("Why is it here?"),
        choices=ItemOrigin.choices,
        initial=ItemOrigin.OWN,
        widget=forms.RadioSelect,
    )
    minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=480, initial=10)
    led_by_id = forms.TypedChoiceField(
        label=_("Led by"), required=False, coerce=int, empty_value=None
    )
    brought_by_id = forms.TypedChoiceField(
        label=_("Brought by"), required=False, coerce=int, empty_value=None
    )
    note = forms.CharField(
        label=_("A line below it"), required=False, max_length=300, widget=line()
    )
    deliverable_id = forms.TypedChoiceField(
        label=_("About which deliverable?"), required=False, coerce=int, empty_value=None
    )

    def narrow(self, scope: Scope) -> None:
        nobody: tuple[Any, Any] = ("", _("Nobody yet"))
        self._offer("led_by_id", [nobody, *people_choices(scope)])
        self._offer("brought_by_id", [("", _("My organization")), *organization_choices(scope)])
        due = Deliverable.objects.within(scope).exclude(state__in=_DONE).order_by("due", "number")
        offered = [(each.pk, f"{each.short} {each.title}") for each in due]
        self._offer("deliverable_id", [("", _("None")), *offered])

    def _offer(self, name: str, choices: list[tuple[Any, Any]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]


class DropForm(ScopedForm):
    """Why an item is taken off."""

    why = forms.CharField(label=_("Why is it taken off?"), max_length=300, widget=line())
