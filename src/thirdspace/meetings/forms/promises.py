"""What is typed and chosen about promises."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thirdspace.access.forms import ScopedForm
from thirdspace.access.scope import Scope
from thirdspace.meetings.reads.promises import promising
from thirdspace.meetings.reads.sides import member_orgs
from thirdspace.meetings.sitting import seats
from thirdspace.problems import InputProblem

#: An id that no row of a database can exceed.
BIGGEST = 2**63 - 1


def day_field(label: Any, **kwargs: Any) -> forms.DateField:
    """Return a field for one day."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **kwargs)


def text_field(
    label: Any, *, most: int, rows: int = 2, name: str = "", **kwargs: Any
) -> forms.CharField:
    """Return a field for a sentence or two; what is typed is kept on the device."""
    attrs = {"rows": rows, "dir": "auto", **({"data-autosave": name} if name else {})}
    widget = forms.Textarea(attrs=attrs)
    return forms.CharField(label=label, max_length=most, widget=widget, **kwargs)


def hidden_id() -> forms.IntegerField:
    """Return a field that carries where something comes from."""
    return forms.IntegerField(
        required=False, widget=forms.HiddenInput, min_value=1, max_value=BIGGEST
    )


class PromiseForm(ScopedForm):
    """A promise: what, by whom, by when, to whom."""

    text = text_field(
        gettext_lazy("What is promised?"), most=500, name="promise",
        help_text=gettext_lazy("One thing that one can see is done."),
    )  # fmt: skip
    owner = forms.ChoiceField(label=gettext_lazy("Who keeps it, and for which organization?"))
    due = day_field(
        gettext_lazy("By when?"), required=False,
        help_text=gettext_lazy("Without a day it is asked again at the next meeting."),
    )  # fmt: skip
    promised_to = forms.TypedChoiceField(
        label=gettext_lazy("To whom?"), required=False, coerce=int, empty_value=None
    )
    joint = forms.BooleanField(label=gettext_lazy("Both sides do it together"), required=False)
    seen = forms.CharField(required=False, widget=forms.HiddenInput, max_length=16)
    meeting = hidden_id()
    item = hidden_id()

    def narrow(self, scope: Scope) -> None:
        held = seats(scope).order_by("organization__name", "person__name", "id")
        people = {
            f"{seat.person_id}:{seat.organization_id}": f"{seat.person}, {seat.organization}"
            for seat in held
        }
        self.fields["owner"].choices = list(people.items())  # type: ignore[attr-defined]
        self.fields["promised_to"].choices = [  # type: ignore[attr-defined]
            ("", _("The whole partnership")),
            *((org.id, org.name) for org in member_orgs(scope)),
        ]

    def clean(self) -> dict[str, Any]:
        """Return what the actions take."""
        values = super().clean() or self.cleaned_data
        owner = values.pop("owner", "")
        if owner:
            person, _colon, organization = owner.partition(":")
            values |= {"owner_id": int(person), "organization_id": int(organization)}
        values["promised_to_id"] = values.pop("promised_to", None)
        return values


class WithdrawForm(ScopedForm):
    """Why something is taken back."""

    why = text_field(
        gettext_lazy("Why is it withdrawn?"), most=500, name="why",
        help_text=gettext_lazy("It stays readable, with this reason."),
    )  # fmt: skip


class ListForm(ScopedForm):
    """Which promises to list."""

    show = forms.ChoiceField(
        label=gettext_lazy("Which"), required=False,
        choices=[
            ("open", gettext_lazy("Open")), ("late", gettext_lazy("Late")),
            ("answered", gettext_lazy("Answered")),
        ],
    )  # fmt: skip
    organization = forms.TypedChoiceField(
        label=gettext_lazy("Of"), required=False, coerce=int, empty_value=None
    )

    def narrow(self, scope: Scope) -> None:
        self.fields["organization"].choices = [  # type: ignore[attr-defined]
            ("", _("All organizations")),
            *((org.id, org.name) for org in promising(scope)),
        ]


def answer_sent(sent: Mapping[str, str]) -> dict[str, Any]:
    """Return an answer to a promise as the action takes it.

    Raises
    ------
    InputProblem
        The day is none.
    """
    due = sent.get("due", "").strip()
    try:
        day = date.fromisoformat(due) if due else None
    except ValueError:
        raise InputProblem(
            _("“%(day)s” is no day.") % {"day": due[:40]},
            _("A day is written as year, month and day."),
            _("Write it like this: 2026-06-19."),
            field="due",
        ) from None
    return {"answer": sent.get("answer", ""), "line": sent.get("line", ""), "due": day}
