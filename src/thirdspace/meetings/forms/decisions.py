"""What is typed and chosen about decisions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thirdspace.access.forms import ScopedForm
from thirdspace.access.scope import Scope
from thirdspace.meetings.actions.parts import Parts
from thirdspace.meetings.forms.promises import day_field, hidden_id, text_field
from thirdspace.meetings.models import Part
from thirdspace.meetings.reads.decisions import proposers
from thirdspace.meetings.reads.sides import Org, member_orgs


class ProposerForm(ScopedForm):
    """Words, reason and proposer of a decision."""

    text = text_field(gettext_lazy("What is decided?"), most=500, name="decision")
    reason = text_field(gettext_lazy("Why?"), most=500, required=False)
    proposed_by = forms.TypedChoiceField(
        label=gettext_lazy("Proposed by"), required=False, coerce=int, empty_value=None
    )

    def narrow(self, scope: Scope) -> None:
        self.fields["proposed_by"].choices = [  # type: ignore[attr-defined]
            ("", _("Not noted")), *((org.id, org.name) for org in member_orgs(scope))
        ]  # fmt: skip


class NewDecisionForm(ProposerForm):
    """A new decision."""

    meeting = hidden_id()
    item = hidden_id()


class DecisionForm(ProposerForm):
    """A decision with the part of each organization."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput, max_length=16)

    def __init__(
        self, scope: Scope, *args: Any, organizations: Sequence[Org], parts: Parts, **kwargs: Any
    ) -> None:
        self.organizations, self.parts = organizations, parts
        super().__init__(scope, *args, **kwargs)

    def narrow(self, scope: Scope) -> None:
        super().narrow(scope)
        for org in self.organizations:
            self._fields_of(org)

    def _fields_of(self, org: Org) -> None:
        has = {part: lines.get(org.id) for part, lines in self.parts.items()}
        part = next((p for p in (Part.DECIDED, Part.ABSENT) if has[p] is not None), "")
        yes = _("yes")  # noted without a line
        self.fields |= {
            f"part_{org.id}": forms.ChoiceField(
                label=_("When it was decided"), required=False, initial=part,
                choices=[("", _("Not asked")), (Part.DECIDED, _("Had a part")),
                         (Part.ABSENT, _("Was absent"))],
            ),
            f"counts_{org.id}": forms.BooleanField(
                label=_("It counts for them"), required=False,
                initial=has[Part.COUNTS_FOR] is not None,
            ),
            f"benefits_{org.id}": forms.CharField(
                label=_("How they benefit"), required=False, max_length=300,
                initial="" if has[Part.BENEFITS] is None else has[Part.BENEFITS] or yes,
            ),
            f"bears_{org.id}": forms.CharField(
                label=_("Which cost they bear"), required=False, max_length=300,
                initial="" if has[Part.BEARS] is None else has[Part.BEARS] or yes,
            ),
        }  # fmt: skip

    @property
    def groups(self) -> list[tuple[Org, list[BoundField]]]:
        """Return the fields of each organization."""
        names = ("part", "counts", "benefits", "bears")
        return [(org, [self[f"{name}_{org.id}"] for name in names]) for org in self.organizations]

    @property
    def shared(self) -> list[BoundField]:
        """Return the fields of the decision itself."""
        return [self["text"], self["reason"], self["proposed_by"]]

    def sent(self) -> dict[str, Any]:
        """Return what the action takes."""
        given = self.cleaned_data
        ids = [org.id for org in self.organizations]
        return {
            "text": given["text"],
            "reason": given["reason"],
            "proposed_by_id": given["proposed_by"],
            "seen": given["seen"],
            "decided_ids": [pk for pk in ids if given[f"part_{pk}"] == Part.DECIDED],
            "absent_ids": [pk for pk in ids if given[f"part_{pk}"] == Part.ABSENT],
            "counts_for_ids": [pk for pk in ids if given[f"counts_{pk}"]],
            "benefits": {pk: line for pk in ids if (line := given[f"benefits_{pk}"])},
            "bears": {pk: line for pk in ids if (line := given[f"bears_{pk}"])},
        }


class AskForm(ScopedForm):
    """A question to the organizations a decision binds."""

    organizations = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Whose yes does it need?"), coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Who proposed it is asked as well."),
    )  # fmt: skip
    answer_by = day_field(gettext_lazy("Answer by"))
    if_silent = forms.CharField(
        label=gettext_lazy("What happens without an answer?"), max_length=300,
        help_text=gettext_lazy("Said beforehand; for example “the old average stays”."),
    )  # fmt: skip
    reason = text_field(gettext_lazy("Why do you ask?"), most=500, required=False)

    def narrow(self, scope: Scope) -> None:
        self.fields["organizations"].choices = [  # type: ignore[attr-defined]
            (org.id, org.name) for org in member_orgs(scope)
        ]


class ObjectForm(ScopedForm):
    """An objection."""

    line = text_field(
        gettext_lazy("What do you object to, and why?"), most=300, name="objection",
        help_text=gettext_lazy("It stands beside the decision wherever it is shown."),
    )  # fmt: skip


class ListForm(ScopedForm):
    """Which decisions to list."""

    proposed_by = forms.TypedChoiceField(
        label=gettext_lazy("Proposed by"), required=False, coerce=int, empty_value=None
    )

    def narrow(self, scope: Scope) -> None:
        self.fields["proposed_by"].choices = [  # type: ignore[attr-defined]
            ("", _("Anybody")), *((org.id, org.name) for org in proposers(scope))
        ]  # fmt: skip
