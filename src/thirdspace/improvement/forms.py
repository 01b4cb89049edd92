"""What people type about measures and observations."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thirdspace.access.forms import ScopedForm
from thirdspace.access.scope import Scope, Visibility
from thirdspace.improvement import typed
from thirdspace.improvement.models import Measure
from thirdspace.partnership.dynamics import Dynamic
from thirdspace.partnership.models import Organization
from thirdspace.problems import InputProblem

#: A release to others needs a yes from both sides, so it is not a choice of one form.
INSIDE = [
    (each.value, each.label)
    for each in (Visibility.PARTNERSHIP, Visibility.OWN)
]  # fmt: skip


def refuse(form: forms.Form, problem: InputProblem) -> None:
    """Show a refused action at the field it belongs to."""
    form.add_error(problem.field if problem.field in form.fields else None, str(problem))


class MeasureForm(ScopedForm):
    """A measure's description."""

    name = forms.CharField(label=_("What is measured?"), max_length=200)
    unit = forms.CharField(
        label=_("Unit"), max_length=40, required=False, help_text=_("%, days, visits, …")
    )
    definition = forms.CharField(
        label=_("How is it counted?"),
        required=False,
        help_text=_("So exactly that somebody else would get the same number."),
        widget=forms.Textarea(attrs={"rows": 3, "data-autosave": "measure"}),
    )
    better = forms.ChoiceField(
        label=_("Which way is better?"),
        required=False,
        choices=[("", _("Neither, or not known")), *Measure.Better.choices],
    )
    chart = forms.ChoiceField(
        label=_("Chart"),
        choices=Measure.Chart.choices,
        help_text=_("A run chart asks least. An I chart also finds single unusual points."),
    )
    baseline = forms.IntegerField(
        label=_("Points that set the lines"),
        min_value=2,
        max_value=1000,
        required=False,
        help_text=_("The first points, from before a change. Empty: all points."),
    )
    dynamic = forms.ChoiceField(
        label=_("Which dynamic does it speak to?"),
        required=False,
        choices=[("", _("None")), *Dynamic.choices],
    )
    organization = forms.TypedChoiceField(
        label=_("Who collects it?"), required=False, coerce=int, empty_value=None
    )
    visibility = forms.ChoiceField(label=_("Who can see it"), choices=INSIDE)

    def narrow(self, scope: Scope) -> None:
        """Offer the organizations of this partnership, and a release that was made already."""
        known = Organization.objects.within(scope).order_by("name")
        choices = [("", _("All together")), *((each.pk, each.name) for each in known)]
        self.fields["organization"].choices = choices  # type: ignore[attr-defined]
        held = self.initial.get("visibility", Visibility.PARTNERSHIP)
        if held not in dict(INSIDE):
            label = Visibility(held).label
            self.fields["visibility"].choices = [(held, label), *INSIDE]  # type: ignore[attr-defined]

    def given(self) -> dict[str, Any]:
        """Return the fields as the actions take them."""
        fields = dict(self.cleaned_data)
        fields["organization_id"] = fields.pop("organization")
        return fields


def described(measure: Measure) -> dict[str, Any]:
    """Return a measure as the form shows it."""
    names = ("name", "unit", "definition", "better", "chart", "baseline", "dynamic", "visibility")
    fields = {name: getattr(measure, name) for name in names}
    return {**fields, "organization": measure.organization_id}


class ObservationForm(ScopedForm):
    """One value of one day."""

    on = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}))
    value = forms.CharField(
        label=_("Value"),
        max_length=40,
        required=False,
        help_text=_("A number such as 12.5. Empty: nothing was measured that day."),
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )
    note = forms.CharField(
        label=_("What happened then?"), max_length=300, required=False,
        widget=forms.TextInput(attrs={"data-autosave": "observation"}),
    )  # fmt: skip

    def clean_value(self) -> float | None:
        """Read the number by the rule that pasted lines and files follow too."""
        try:
            return typed.number(self.cleaned_data["value"])
        except InputProblem as problem:
            raise forms.ValidationError(str(problem)) from problem

    def given(self) -> tuple[date, float | None, str]:
        """Return day, value and note."""
        fields = self.cleaned_data
        return fields["on"], fields["value"], fields["note"]


class PasteForm(ScopedForm):
    """Many observations, copied from a spreadsheet."""

    lines = forms.CharField(
        label=_("Dates and values"),
        help_text=_("One line a day: date, tab, value, and if you like a tab and a note."),
        widget=forms.Textarea(attrs={"rows": 12, "data-autosave": "observations"}),
    )


class ExcludeForm(ScopedForm):
    """Why a day is left out."""

    reason = forms.CharField(
        label=_("Why is it left out?"),
        max_length=300,
        help_text=_("Others see this beside the value. The point is still drawn."),
    )
