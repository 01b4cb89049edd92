"""What people say of something that is due."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thirdspace.access import registries
from thirdspace.access.forms import ScopedForm
from thirdspace.access.registries import Card
from thirdspace.access.scope import Scope
from thirdspace.meetings.models import DeliverableKind, DeliverableState
from thirdspace.meetings.reads.deliverables import choices
from thirdspace.meetings.sitting import seats
from thirdspace.partnership.reads.members import organization_choices


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def _number(label: Any, **more: Any) -> forms.TypedChoiceField:
    """Return a choice of one id, or of none."""
    return forms.TypedChoiceField(label=label, required=False, coerce=int, empty_value=None, **more)


class DeliverableForm(ScopedForm):
    """Something that is due."""

    title = forms.CharField(
        label=_("What is due?"), max_length=200, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    kind = forms.ChoiceField(
        label=_("Why is it due?"), choices=DeliverableKind.choices, widget=forms.RadioSelect,
        initial=DeliverableKind.OWN,
    )  # fmt: skip
    owed_to_id = _number(_("Who asks for it?"), help_text=_("Needed for a requirement."))
    maker = forms.ChoiceField(
        label=_("Who makes it?"), required=False, help_text=_("Nobody named: all together.")
    )
    due = forms.DateField(label=_("By when?"), required=False, widget=_day())
    note = forms.CharField(
        label=_("Note"), required=False, max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto", "data-autosave": "deliverable"}),
    )  # fmt: skip

    def narrow(self, scope: Scope) -> None:
        organizations = organization_choices(scope)
        self.fields["owed_to_id"].choices = [("", _("Nobody")), *organizations]  # type: ignore[attr-defined]
        self.fields["maker"].choices = _makers(scope, organizations)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        organization, _colon, person = values.pop("maker", "").partition(":")
        values["organization_id"] = int(organization) if organization else None
        values["person_id"] = int(person) if person else None
        return values


def _makers(scope: Scope, organizations: Sequence[tuple[int, str]]) -> list[tuple[str, Any]]:
    """Return who may make it: nobody named, an organization, or a person who sits for one."""
    people = {
        f"{seat.organization_id}:{seat.person_id}": f"{seat.person}, {seat.organization}"
        for seat in seats(scope).order_by("organization__name", "person__name")
    }
    return [
        ("", _("All together")),
        *((f"{pk}:", name) for pk, name in organizations),
        *people.items(),
    ]


class ChangeForm(DeliverableForm):
    """A deliverable as it is now, and how far it is."""

    state = forms.ChoiceField(label=_("How far is it?"), choices=DeliverableState.choices)

    field_order = ["title", "state", "kind", "owed_to_id", "maker", "due", "note"]


class WaitingForm(ScopedForm):
    """Who waits for a deliverable."""

    organization_id = _number(_("Which organization waits?"))
    needed_for = _number(_("Or which deliverable needs it?"))
    what = forms.CharField(
        label=_("What can’t go on without it?"), required=False, max_length=200,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )  # fmt: skip
    since = forms.DateField(
        label=_("Since when?"), required=False, help_text=_("Empty: since today."), widget=_day()
    )

    def __init__(self, scope: Scope, *args: Any, number: int, **kwargs: Any) -> None:
        self.number = number
        super().__init__(scope, *args, **kwargs)

    def narrow(self, scope: Scope) -> None:
        nobody = [("", _("None"))]
        self.fields["organization_id"].choices = [*nobody, *organization_choices(scope)]  # type: ignore[attr-defined]
        self.fields["needed_for"].choices = [*nobody, *choices(scope, but=self.number)]  # type: ignore[attr-defined]


class RecordsForm(ScopedForm):
    """Which records to look for."""

    q = forms.CharField(label=_("Words in the record"), required=False, max_length=200)
    kind = forms.ChoiceField(label=_("Kind of record"), required=False)

    def narrow(self, scope: Scope) -> None:
        kinds = [(each.kind, each.label) for each in registries.citables.entries()]
        self.fields["kind"].choices = [("", _("Any kind")), *kinds]  # type: ignore[attr-defined]

    def sought(self) -> tuple[str, str]:
        """Return the words and the kind, each "" where nothing sensible was sent."""
        self.is_valid()
        return self.cleaned_data.get("q", ""), self.cleaned_data.get("kind", "")


class EvidenceForm(ScopedForm):
    """A record that shows how far a deliverable is."""

    cited = forms.ChoiceField(label=_("Which record?"), widget=forms.RadioSelect)
    why = forms.CharField(
        label=_("Why this counts"),
        help_text=_("One sentence. Those who may not see the record don’t see it either."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )

    def __init__(self, scope: Scope, *args: Any, cards: Sequence[Card], **kwargs: Any) -> None:
        self.cards = cards
        super().__init__(scope, *args, **kwargs)

    def narrow(self, scope: Scope) -> None:
        self.fields["cited"].choices = [  # type: ignore[attr-defined]
            (f"{card.kind}:{card.record_id}", _told(card)) for card in self.cards
        ]

    def clean_cited(self) -> tuple[str, int]:
        kind, _colon, record_id = self.cleaned_data["cited"].rpartition(":")
        return kind, int(record_id)


def _told(card: Card) -> str:
    words = card.withheld or card.words
    short = words if len(words) <= 220 else f"{words[:219]}…"
    return f"{card.kind_label}: {short} ({card.source_label})"
