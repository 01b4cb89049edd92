"""What people choose for a series of meetings, and when one is planned."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thirdspace.access.forms import ScopedForm
from thirdspace.access.scope import Scope, Visibility
from thirdspace.meetings import when
from thirdspace.meetings.models import Cadence, Voice
from thirdspace.meetings.rhythm_rules import is_conceivable, on_the_wall
from thirdspace.partnership.reads.members import organization_choices

_SEEN_BY = [
    (level.value, level.label)
    for level in (Visibility.PARTNERSHIP, Visibility.NAMED, Visibility.OWN)
]


def words(rows: int) -> forms.Textarea:
    """Return a field for people's words, in whatever direction they are written."""
    return forms.Textarea(attrs={"rows": rows, "dir": "auto"})


def line() -> forms.TextInput:
    """Return a field for one line of people's words."""
    return forms.TextInput(attrs={"dir": "auto"})


class SeriesForm(ScopedForm):
    """A series: its rhythm, its usual place, its reflection."""

    name = forms.CharField(
        label=_("What is it called?"),
        help_text=_("Each meeting gets this name and a number: Steering table 21."),
        max_length=120,
        widget=line(),
    )
    purpose = forms.CharField(
        label=_("What is it for?"), required=False, max_length=300, widget=words(2)
    )
    cadence = forms.ChoiceField(
        label=_("How often?"), choices=Cadence.choices, initial=Cadence.TWO_WEEKS
    )
    minutes = forms.IntegerField(
        label=_("How many minutes?"), min_value=5, max_value=480, initial=60
    )
    place = forms.CharField(
        label=_("Where?"),
        help_text=_("A room, the link of a call, or both."),
        required=False,
        max_length=300,
        widget=line(),
    )
    time_zone = forms.ChoiceField(label=_("Time zone"), initial="America/New_York")
    reflect_every = forms.IntegerField(
        label=_("A short reflection at every … meeting"),
        help_text=_("2 is every second one; 0 is none."),
        min_value=0,
        max_value=12,
        initial=2,
    )
    reflect_minutes = forms.IntegerField(
        label=_("Minutes of the short one"), min_value=1, max_value=60, initial=8
    )
    long_every_months = forms.IntegerField(
        label=_("A long reflection every … months"),
        help_text=_("3 is every quarter; 0 is none."),
        min_value=0,
        max_value=24,
        initial=3,
    )
    long_minutes = forms.IntegerField(
        label=_("Minutes of the long one"), min_value=1, max_value=240, initial=45
    )
    voices = forms.MultipleChoiceField(
        label=_("Whose voices should be in the room?"),
        help_text=_("Agenda and minutes say which of them are missing."),
        required=False,
        choices=Voice.choices,
        widget=forms.CheckboxSelectMultiple,
    )

    def narrow(self, scope: Scope) -> None:
        self.fields["time_zone"].choices = when.zone_choices()  # type: ignore[attr-defined]


class NewSeriesForm(SeriesForm):
    """A new series, and who sees its meetings."""

    visibility = forms.ChoiceField(
        label=_("Who sees its meetings?"),
        help_text=_("Only these are invited. It can't be changed later."),
        choices=_SEEN_BY,
        initial=Visibility.PARTNERSHIP,
    )
    named = forms.MultipleChoiceField(
        label=_("Which organizations, if named"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def narrow(self, scope: Scope) -> None:
        super().narrow(scope)
        self.fields["named"].choices = [  # type: ignore[attr-defined]
            (pk, name) for pk, name in organization_choices(scope) if pk != scope.organization_id
        ]

    def clean_named(self) -> list[int]:
        return [int(pk) for pk in self.cleaned_data["named"]]


class WhenForm(ScopedForm):
    """When and where a meeting is, in the zone of its series."""

    day = forms.DateField(
        label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    clock = forms.TimeField(
        label=_("Begins at"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    minutes = forms.IntegerField(label=_("Minutes"), min_value=5, max_value=480)
    place = forms.CharField(label=_("Where?"), required=False, max_length=300, widget=line())
    title = forms.CharField(
        label=_("Title"),
        help_text=_("Empty: the name of the series and the next number."),
        required=False,
        max_length=160,
        widget=line(),
    )

    def __init__(self, scope: Scope, zone: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(scope, *args, **kwargs)
        self.zone = zone
        self.fields["clock"].help_text = _("In this zone: %(zone)s") % {
            "zone": when.zone_name(zone)
        }

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if not is_conceivable(day):
            raise forms.ValidationError(_("The year %(year)d can't be meant.") % {"year": day.year})
        return day

    def clean(self) -> dict[str, Any]:
        sent = super().clean() or {}
        if "day" in sent and "clock" in sent:
            sent["starts_at"] = on_the_wall(sent.pop("day"), sent.pop("clock"), self.zone)
        return sent


def shown_as(starts_at: datetime, zone: str) -> dict[str, object]:
    """Return a moment as the two fields of a form show it."""
    local = when.local(starts_at, zone)
    return {"day": local.date(), "clock": local.time()}
