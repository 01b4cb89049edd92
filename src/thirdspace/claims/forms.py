"""What people type and choose in this room, narrowed to what their scope may choose."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thirdspace.access.forms import ScopedForm
from thirdspace.access.registries import Card
from thirdspace.access.scope import Scope, Visibility
from thirdspace.claims.models import Stance, Status, Strength
from thirdspace.claims.reads import choices
from thirdspace.partnership.dynamics import Dynamic

_SEEN_BY = [
    (level.value, level.label)
    for level in (Visibility.PARTNERSHIP, Visibility.NAMED, Visibility.OWN)
]


def _long(name: str, rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "data-autosave": name})


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class SearchForm(ScopedForm):
    """What to look for in the list of claims."""

    q = forms.CharField(label=_("Words"), required=False, max_length=200)
    status = forms.ChoiceField(
        label=_("Our reading"), required=False, choices=[("", _("Any")), *Status.choices]
    )
    dynamic = forms.ChoiceField(
        label=_("Dynamic"), required=False, choices=[("", _("Any")), *Dynamic.choices]
    )
    contrasted = forms.BooleanField(label=_("Only with contrast"), required=False)
    newest = forms.BooleanField(label=_("Newest change first"), required=False)


class SeenByForm(ScopedForm):
    """Who sees a claim inside the partnership."""

    visibility = forms.ChoiceField(
        label=_("Who can see it"),
        choices=_SEEN_BY,
        initial=Visibility.PARTNERSHIP,
        help_text=_("Releasing it to the funder or the public is proposed later, to all sides."),
    )
    named = forms.MultipleChoiceField(
        label=_("Which organizations, if named"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def narrow(self, scope: Scope) -> None:
        self.fields["named"].choices = choices.other_organizations(scope)  # type: ignore[attr-defined]

    def clean_named(self) -> list[int]:
        return [int(pk) for pk in self.cleaned_data["named"]]


class ClaimForm(SeenByForm):
    """A new claim."""

    statement = forms.CharField(
        label=_("What do we say about ourselves?"),
        help_text=_("One sentence that can turn out to be wrong."),
        max_length=500,
        widget=_long("statement"),
    )
    dynamic = forms.ChoiceField(
        label=_("Which dynamic does it speak to?"),
        required=False,
        choices=[("", _("None of the five")), *Dynamic.choices],
    )
    theme = forms.CharField(label=_("Theme"), required=False, max_length=120)
    since = forms.CharField(
        label=_("True since"),
        required=False,
        max_length=10,
        help_text=_("A year, a month or a day: 2024, 2024-03 or 2024-03-18."),
    )
    until = forms.CharField(label=_("Until"), required=False, max_length=10)

    field_order = ["statement", "dynamic", "theme", "since", "until", "visibility", "named"]


class WordingForm(ScopedForm):
    """New words for a claim, and the words the person had before them."""

    statement = forms.CharField(
        label=_("The claim"),
        max_length=500,
        widget=_long("wording"),
        help_text=_("The former words stay in its history."),
    )
    seen = forms.CharField(widget=forms.HiddenInput, max_length=500, strip=False)


class RecordsForm(ScopedForm):
    """Which records to look for."""

    q = forms.CharField(label=_("Words in the record"), required=False, max_length=200)
    kind = forms.ChoiceField(label=_("Kind of record"), required=False)
    record = forms.IntegerField(
        required=False, widget=forms.HiddenInput, min_value=1, max_value=2**63 - 1
    )

    def narrow(self, scope: Scope) -> None:
        self.fields["kind"].choices = [("", _("Any kind")), *choices.kinds()]  # type: ignore[attr-defined]

    def came_with(self) -> tuple[str, int] | None:
        """Return the kind and id of the record a person came with."""
        if not self.is_valid() or not self.cleaned_data["record"]:
            return None
        return self.cleaned_data["kind"], self.cleaned_data["record"]


class LinkForm(ScopedForm):
    """A piece of evidence: which record, which way, how strong, and why it counts."""

    cited = forms.ChoiceField(label=_("Which record?"), widget=forms.RadioSelect)
    stance = forms.ChoiceField(
        label=_("How does it bear on the claim?"),
        widget=forms.RadioSelect,
        choices=Stance.choices,
    )
    strength = forms.TypedChoiceField(
        label=_("What stands behind it?"),
        widget=forms.RadioSelect,
        choices=Strength.choices,
        coerce=int,
        initial=Strength.ONE,
    )
    why = forms.CharField(
        label=_("Why this counts"),
        help_text=_("One sentence, in your own words. All who see the record and the claim "
                    "can read it."),
        max_length=500,
        widget=_long("why", rows=2),
    )  # fmt: skip

    def __init__(self, scope: Scope, *args: Any, cards: Sequence[Card], **kwargs: Any) -> None:
        self.cards = cards
        super().__init__(scope, *args, **kwargs)

    def narrow(self, scope: Scope) -> None:
        self.fields["cited"].choices = [  # type: ignore[attr-defined]
            (f"{card.kind}:{card.record_id}", _told(card)) for card in self.cards
        ]
        if len(self.cards) == 1:
            self.fields["cited"].initial = self.fields["cited"].choices[0][0]  # type: ignore[attr-defined]

    def clean_cited(self) -> tuple[str, int]:
        kind, _colon, record_id = self.cleaned_data["cited"].partition(":")
        return kind, int(record_id)


def _told(card: Card) -> str:
    words = card.withheld or (f"“{card.words}”" if card.is_quote else card.words)
    short = words if len(words) <= 220 else f"{words[:219]}…"
    whose = f", {card.organization_name}" if card.organization_name else ""
    return f"{card.kind_label}{whose}: {short} ({card.source_label})"


class ReplyForm(ScopedForm):
    """An answer to a piece of evidence."""

    text = forms.CharField(
        label=_("Your answer"),
        help_text=_("It stands beside the evidence. The evidence stays in the tally."),
        max_length=2000,
        widget=_long("reply"),
    )


class WithdrawForm(ScopedForm):
    """Why a person takes their own evidence back."""

    why = forms.CharField(
        label=_("Why do you withdraw it?"),
        help_text=_("The link and your reason stay in the history of the claim."),
        max_length=500,
        widget=_long("withdraw", rows=2),
    )


class CommentForm(ScopedForm):
    """A line in the discussion."""

    text = forms.CharField(
        label=_("Add to the discussion"),
        help_text=_("All who see this claim inside the partnership can read this. "
                    "District records may be asked for by the public."),
        max_length=5000,
        widget=_long("comment"),
    )  # fmt: skip


class MindForm(ScopedForm):
    """What would change a mind."""

    text = forms.CharField(
        label=_("What would change our mind?"),
        help_text=_("Something that one could see or count. It replaces what you said before."),
        max_length=2000,
        widget=_long("mind"),
    )
    joint = forms.BooleanField(
        label=_("Offered for all who hold the claim, not only for us"), required=False
    )
    check_on = forms.DateField(label=_("When do we look?"), required=False, widget=_day())


class ReadingForm(ScopedForm):
    """A proposed reading."""

    status = forms.ChoiceField(
        label=_("How do we read the evidence?"),
        widget=forms.RadioSelect,
        choices=Status.choices,
    )
    reading = forms.CharField(
        label=_("In a sentence or two"),
        help_text=_("True of what, and not true of what?"),
        max_length=2000,
        widget=_long("reading"),
    )
    look_again = forms.DateField(label=_("Look again on"), required=False, widget=_day())


class AnswerForm(ScopedForm):
    """One organization's yes or no to a proposal."""

    answer = forms.ChoiceField(
        label=_("What does your organization say?"),
        widget=forms.RadioSelect,
        choices=[("yes", _("We agree")), ("no", _("We disagree"))],
    )
    line = forms.CharField(
        label=_("Why"),
        required=False,
        help_text=_("Needed for “we disagree”."),
        max_length=500,
        widget=_long("answer", rows=2),
    )


class ReleaseForm(ScopedForm):
    """How far a claim is to be released."""

    to = forms.ChoiceField(
        label=_("Release it to whom?"),
        widget=forms.RadioSelect,
        choices=[(level.value, level.label) for level in (Visibility.FUNDER, Visibility.PUBLIC)],
    )


class HolderForm(ScopedForm):
    """Who else holds a claim."""

    holder = forms.ChoiceField(label=_("Who also holds it?"))

    def narrow(self, scope: Scope) -> None:
        self.fields["holder"].choices = choices.possible_holders(scope)  # type: ignore[attr-defined]

    def clean_holder(self) -> tuple[int, int]:
        person, _colon, organization = self.cleaned_data["holder"].partition(":")
        return int(person), int(organization)
