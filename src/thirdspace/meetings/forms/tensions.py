"""What people say of a tension."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from thirdspace.access.forms import ScopedForm
from thirdspace.access.scope import Scope
from thirdspace.meetings.levels import Level
from thirdspace.meetings.models import TensionState
from thirdspace.partnership.reads.members import organization_choices

LEVELS = [
    (Level.PRIVATE.value, _("Only me")),
    (Level.OWN.value, _("My own side: everybody of my organization")),
    (Level.SHARED.value, _("Shared: whoever sees the meeting, or the whole partnership")),
]
PUBLIC_RECORDS = _(
    "What a district keeps may be asked for as a public record. Say it aloud instead if that "
    "matters."
)


class TensionForm(ScopedForm):
    """A new tension."""

    text = forms.CharField(
        label=_("What pulls in two directions?"),
        help_text=PUBLIC_RECORDS,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    level = forms.ChoiceField(
        label=_("Who sees it?"),
        help_text=_("It can be opened to more people later, never to fewer."),
        choices=LEVELS,
        initial=Level.OWN,
        widget=forms.RadioSelect,
    )
    between_ids = forms.MultipleChoiceField(
        label=_("Between whom?"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def narrow(self, scope: Scope) -> None:
        self.fields["between_ids"].choices = organization_choices(scope)  # type: ignore[attr-defined]

    def clean_between_ids(self) -> list[int]:
        return [int(pk) for pk in self.cleaned_data["between_ids"]]


class TalkForm(ScopedForm):
    """Where a tension stands now."""

    state = forms.ChoiceField(
        label=_("Where does it stand?"), choices=TensionState.choices, widget=forms.RadioSelect
    )
    what_changed = forms.CharField(
        label=_("What changed?"),
        required=False,
        help_text=_("Needed for “settled”. It replaces what was said before."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )


class LevelForm(ScopedForm):
    """How far a tension is opened."""

    level = forms.ChoiceField(choices=Level.choices)
