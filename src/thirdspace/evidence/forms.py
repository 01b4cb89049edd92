"""Forms of this room; every choice is narrowed to the scope."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thirdspace.access.forms import ScopedForm
from thirdspace.access.scope import Scope, Visibility
from thirdspace.evidence.models import AccessClass, Attribution, Code, Consent
from thirdspace.evidence.reads import sources
from thirdspace.partnership.dynamics import Direction, Dynamic
from thirdspace.partnership.models import Organization

_BLANK = ("", "—")


def organizations(scope: Scope) -> list[tuple[int, str]]:
    """Return the organizations of a scope's partnership, as choices."""
    return [(o.pk, str(o)) for o in Organization.objects.within(scope).order_by("name")]


class TermsForm(ScopedForm):
    """What the speakers agreed to, and who sees the source."""

    consent = forms.ChoiceField(
        label=gettext_lazy("What the speakers agreed to"),
        choices=Consent.choices,
        initial=Consent.PARTNERSHIP,
        help_text=gettext_lazy("A passage that may not be quoted is held back and still counts."),
    )
    attribution = forms.ChoiceField(
        label=gettext_lazy("How they may be named"),
        choices=Attribution.choices,
        initial=Attribution.ROLE,
    )
    access_class = forms.ChoiceField(
        label=gettext_lazy("Who may read the whole text"), choices=AccessClass.choices
    )
    visibility = forms.ChoiceField(
        label=gettext_lazy("Who may know of it"),
        choices=Visibility.choices,
        initial=Visibility.PARTNERSHIP,
    )
    named = forms.MultipleChoiceField(
        label=gettext_lazy("Named organizations"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Used when only named organizations may know of it."),
    )

    def narrow(self, scope: Scope) -> None:
        """Offer the organizations of the partnership."""
        self.fields["named"].choices = organizations(scope)  # type: ignore[attr-defined]

    def clean_named(self) -> list[int]:
        """Return the ids of the named organizations."""
        return [int(value) for value in self.cleaned_data["named"]]


class SourceForm(TermsForm):
    """A new source with its file."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        allow_empty_file=True,
        help_text=gettext_lazy(
            "A transcript or notes as TXT, MD, SRT or VTT. Other documents come later; "
            "save one as .txt for now."
        ),
    )
    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=255,
        required=False,
        help_text=gettext_lazy("Everybody who may know of it reads this. Don’t name a person."),
    )
    organization = forms.TypedChoiceField(
        label=gettext_lazy("Whose voice it is"), coerce=int, empty_value=None, required=False
    )
    role = forms.CharField(label=gettext_lazy("Role"), max_length=120, required=False)
    speaker = forms.CharField(
        label=gettext_lazy("Name of the speaker"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Shown only if the speaker agreed to be named."),
    )
    kind = forms.CharField(
        label=gettext_lazy("Kind"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("Such as interview, focus group or field notes."),
    )
    when = forms.CharField(
        label=gettext_lazy("Date"),
        max_length=10,
        required=False,
        help_text=gettext_lazy("Year first: 2026-05-22, or 2026-05 if the day is not known."),
    )
    case = forms.CharField(
        label=gettext_lazy("Case"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("A school, a cohort or a site to compare by. A new name makes one."),
    )
    field_order = (
        "file", "title", "organization", "role", "speaker", "kind", "when", "case",
    )  # fmt: skip

    def narrow(self, scope: Scope) -> None:
        """Offer the organizations of the partnership."""
        super().narrow(scope)
        choices = [_BLANK, *organizations(scope)]
        self.fields["organization"].choices = choices  # type: ignore[attr-defined]


class TextForm(ScopedForm):
    """A newer text of a source."""

    file = forms.FileField(label=gettext_lazy("File"), allow_empty_file=True)


class CaseForm(ScopedForm):
    """The case a source belongs to."""

    case = forms.CharField(
        label=gettext_lazy("Case"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("A new name makes a case; an empty field takes the source out."),
    )


class AttributesForm(ScopedForm):
    """What is known of a case, one fact a line."""

    facts = forms.CharField(
        label=gettext_lazy("What is known of this case"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy("One a line, such as “students: 4,200”."),
    )

    def clean_facts(self) -> dict[str, str]:
        """Return the facts by name."""
        lines = [line for line in self.cleaned_data["facts"].splitlines() if line.strip()]
        pairs = [[part.strip() for part in line.partition(":")[::2]] for line in lines]
        for line, (name, value) in zip(lines, pairs, strict=True):
            if not (0 < len(name) <= 80 and 0 < len(value) <= 300):
                raise forms.ValidationError(
                    _("“%(line)s” is not a name, a colon and a value.") % {"line": line[:60]}
                )
        return dict(pairs)


class CodeForm(ScopedForm):
    """A code of the codebook."""

    name = forms.CharField(label=gettext_lazy("Code"), max_length=120)
    definition = forms.CharField(
        label=gettext_lazy("When to use it"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    dynamic = forms.ChoiceField(
        label=gettext_lazy("Dynamic it speaks to"),
        choices=[_BLANK, *Dynamic.choices],
        required=False,
    )
    parent = forms.TypedChoiceField(
        label=gettext_lazy("Code above it"), coerce=int, empty_value=None, required=False
    )

    def narrow(self, scope: Scope) -> None:
        """Offer the codes of the partnership."""
        self.fields["parent"].choices = [_BLANK, *_codes(scope)]  # type: ignore[attr-defined]


class PassageForm(ScopedForm):
    """A passage to code: its exact words, or its place as the page filled it in."""

    words = forms.CharField(
        label=gettext_lazy("Exact words"),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Mark words in the text, or copy them here."),
    )
    code = forms.TypedChoiceField(label=gettext_lazy("Code"), coerce=int)
    direction = forms.ChoiceField(
        label=gettext_lazy("Direction"),
        choices=[("", gettext_lazy("Neither")), *Direction.choices],
        required=False,
        widget=forms.RadioSelect,
    )
    note = forms.CharField(label=gettext_lazy("Note"), max_length=500, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)
    turn = forms.IntegerField(widget=forms.HiddenInput, required=False)
    start = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def narrow(self, scope: Scope) -> None:
        """Offer the codes of the partnership."""
        self.fields["code"].choices = _codes(scope)  # type: ignore[attr-defined]


class ListForm(ScopedForm):
    """How the list of sources is narrowed."""

    q = forms.CharField(label=gettext_lazy("Words"), required=False)
    organization = forms.TypedChoiceField(
        label=gettext_lazy("Organization"), coerce=int, empty_value=None, required=False
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), required=False)
    case = forms.TypedChoiceField(
        label=gettext_lazy("Case"), coerce=int, empty_value=None, required=False
    )

    def narrow(self, scope: Scope) -> None:
        """Offer what the sources the scope sees have."""
        choices: dict[str, Any] = {
            "organization": organizations(scope),
            "kind": [(kind, kind) for kind in sources.kinds(scope)],
            "case": [(case.pk, case.name) for case in sources.cases(scope)],
        }
        for name, found in choices.items():
            self.fields[name].choices = [("", _("All")), *found]  # type: ignore[attr-defined]


def place_of(text: str, words: str, start: int | None) -> tuple[int, int] | None:
    """Find where words stand in a text.

    Parameters
    ----------
    text : str
        The whole text.
    words : str
        What was marked or copied; line ends and runs of space may differ from the text's.
    start : int, optional
        Where they begin, when the page knows.

    Returns
    -------
    (int, int) or None
        Code points, the end exclusive; None unless the words stand there exactly once.
    """
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    if not pattern:
        return None
    if start is not None and start >= 0:
        known = re.compile(pattern).match(text, start)
        if known:
            return known.span()
    found = [match.span() for match in re.finditer(f"(?={pattern})", text)]
    if len(found) != 1:
        return None
    match = re.compile(pattern).match(text, found[0][0])
    return match.span() if match else None


def _codes(scope: Scope) -> list[tuple[int, str]]:
    codes = Code.objects.within(scope).order_by("position", "name")
    return list(codes.values_list("pk", "name"))
