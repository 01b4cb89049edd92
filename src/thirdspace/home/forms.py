"""What a reader may choose on the pages over all rooms."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from thirdspace.access import registries
from thirdspace.access.forms import ScopedForm
from thirdspace.access.scope import Audience, Scope
from thirdspace.home.reads.timeline import Narrowed
from thirdspace.partnership.models import MailChoice, Organization


class TimelineForm(ScopedForm):
    """One room or one organization of the timeline."""

    room = forms.ChoiceField(label=_("Room"), required=False)
    organization = forms.ChoiceField(label=_("Organization"), required=False)

    def narrow(self, scope: Scope) -> None:
        """Offer the rooms that tell of their acts, and the organizations of the partnership."""
        titled = ((name, registries.rooms.get(name)) for name in registries.sentences.names())
        rooms = [(name, room.name) for name, room in titled if room and scope.may(room.permission)]
        self.organizations = {
            str(organization.pk): organization
            for organization in Organization.objects.within(scope).order_by("name")
        }
        named = [(pk, str(organization)) for pk, organization in self.organizations.items()]
        self._offer("room", _("All rooms"), rooms)
        self._offer("organization", _("All organizations"), named)

    def narrowed(self) -> Narrowed:
        """Return what was chosen; a choice that is not offered counts as none."""
        self.is_valid()
        chosen = self.organizations.get(self.cleaned_data.get("organization", ""))
        return Narrowed(
            room=self.cleaned_data.get("room", ""),
            organization_id=chosen.pk if chosen else None,
            organization_name=str(chosen) if chosen else "",
        )

    def _offer(self, name: str, everything: object, choices: Sequence[tuple[str, object]]) -> None:
        self.fields[name].choices = [("", everything), *choices]  # type: ignore[attr-defined]


class ReportForm(ScopedForm):
    """Whom a report is for."""

    reader = forms.ChoiceField(
        label=_("Who will read it?"),
        widget=forms.RadioSelect,
        choices=[
            (Audience.PARTNERSHIP.value, _("People inside the partnership")),
            (Audience.FUNDER.value, _("The funder: only what was released to the funder")),
            (Audience.PUBLIC.value, _("Anybody: only what is public")),
        ],
        initial=Audience.PARTNERSHIP.value,
    )


class MailChoiceForm(forms.Form):
    """On which days, from when on, and which reminders."""

    days = forms.MultipleChoiceField(
        label=_("Days"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(str(number + 1), name) for number, name in WEEKDAYS.items()],
    )
    at = forms.TypedChoiceField(
        label=_("Time"),
        coerce=time.fromisoformat,
        choices=[(f"{hour:02}:00", f"{hour:02}:00") for hour in range(5, 22)],
    )
    before = forms.BooleanField(label=_("A reminder two days before a date"), required=False)
    after = forms.BooleanField(label=_("One reminder the day after, never more"), required=False)

    @property
    def also(self) -> list[forms.BoundField]:
        """Return the fields that stand under one heading."""
        return [self["before"], self["after"]]

    @classmethod
    def of(cls, choice: MailChoice) -> dict[str, Any]:
        """Return what a person chose, as this form shows it."""
        return {
            "days": list(choice.days),
            "at": f"{choice.at:%H:%M}",
            "before": choice.before,
            "after": choice.after,
        }


class HookForm(ScopedForm):
    """The name and the address of what is to be told."""

    name = forms.CharField(
        label=_("Name"),
        max_length=80,
        help_text=_("So that you know it again: “Steering channel”."),
    )
    url = forms.CharField(
        label=_("Address"),
        max_length=500,
        help_text=_("Where the tool takes messages. It starts with https and is a secret."),
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
    )
