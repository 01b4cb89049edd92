"""What people say about a meeting as a whole, and about who is there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thirdspace.access.forms import ScopedForm
from thirdspace.access.scope import Scope
from thirdspace.meetings.actions.presence import POSSIBLE
from thirdspace.meetings.forms.series import line, words
from thirdspace.meetings.models import Meeting, Presence, Voice
from thirdspace.meetings.reads.presence import Attendee
from thirdspace.partnership.models import Seat
from thirdspace.partnership.reads.members import organization_choices


class CancelForm(ScopedForm):
    """Why a meeting does not take place."""

    why = forms.CharField(
        label=_("Why does it not take place?"),
        help_text=_("Everybody who was invited reads this."),
        max_length=300,
        widget=words(2),
    )


class CloseForm(ScopedForm):
    """Whether the minutes go out."""

    send_minutes = forms.BooleanField(
        label=_("Send the minutes to everybody who was invited"), required=False, initial=True
    )


class ComingForm(ScopedForm):
    """Whether one comes."""

    coming = forms.ChoiceField(
        label=_("Do you come?"),
        choices=[("yes", _("I’m coming")), ("no", _("I can’t come"))],
        widget=forms.RadioSelect,
    )


class PeopleForm(ScopedForm):
    """Who is here, and whose voice they bring: two choices a person."""

    def __init__(
        self, scope: Scope, meeting: Meeting, people: Sequence[Attendee], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(scope, *args, **kwargs)
        self.people = people
        possible = POSSIBLE.get(meeting.state, ())
        for each in people:
            states = [s for s in Presence if s in possible or s == each.state]
            self._choice(f"state_{each.attendance_id}", states, each.state, _("State of"), each)
            self._choice(f"voice_{each.attendance_id}", Voice, each.voice, _("Voice of"), each)

    def _choice(self, name: str, offered: Any, initial: str, what: Any, each: Attendee) -> None:
        label = f"{what} {each.name}"
        self.fields[name] = forms.ChoiceField(
            label=label,
            choices=[(choice.value, choice.label) for choice in offered],
            initial=initial,
            widget=forms.Select(attrs={"aria-label": label}),
        )

    def rows(self) -> Iterator[tuple[Attendee, forms.BoundField, forms.BoundField]]:
        """Return each person with their two fields."""
        for each in self.people:
            pk = each.attendance_id
            yield each, self[f"state_{pk}"], self[f"voice_{pk}"]

    def chosen(self, what: str) -> dict[int, str]:
        """Return what was chosen, by id: of ``state`` or of ``voice``."""
        return {
            each.attendance_id: self.cleaned_data[f"{what}_{each.attendance_id}"]
            for each in self.people
        }


class AddForm(ScopedForm):
    """Somebody with a seat who is not on the list."""

    seat = forms.TypedChoiceField(label=_("Who?"), coerce=int)
    voice = forms.ChoiceField(
        label=_("Whose voice?"),
        choices=[("", _("As before, or by organization")), *Voice.choices],
        required=False,
    )

    def __init__(self, scope: Scope, others: Sequence[Seat], *args: Any, **kwargs: Any) -> None:
        super().__init__(scope, *args, **kwargs)
        self.fields["seat"].choices = [  # type: ignore[attr-defined]
            (seat.pk, f"{seat.person}, {seat.organization}") for seat in others
        ]


class GuestForm(ScopedForm):
    """Somebody without a seat."""

    name = forms.CharField(label=_("Name of the guest"), max_length=120, widget=line())
    organization_id = forms.TypedChoiceField(label=_("Organization"), coerce=int)
    voice = forms.ChoiceField(label=_("Whose voice?"), choices=Voice.choices, initial=Voice.OTHER)

    def narrow(self, scope: Scope) -> None:
        self.fields["organization_id"].choices = organization_choices(scope)  # type: ignore[attr-defined]
