"""What is typed in the notes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thirdspace.access.forms import ScopedForm
from thirdspace.meetings.levels import Level
from thirdspace.meetings.models import Meeting
from thirdspace.problems import InputProblem

_KEY = r"^[0-9A-Za-z-]{8,36}$"


def values(form: forms.Form) -> dict[str, Any]:
    """Return what was sent.

    Raises
    ------
    InputProblem
        It is no line of notes.
    """
    if not form.is_valid():
        raise InputProblem(
            str(_("This line could not be read.")),
            "; ".join(str(error) for errors in form.errors.values() for error in errors),
            str(_("Load the page again; what you typed is kept on this computer.")),
        )
    return form.cleaned_data


class LineForm(ScopedForm):
    """A line, new or changed."""

    # A plain field: a character field refuses what the action takes out of the text.
    text = forms.Field(
        label=_("Type a line"), required=False, widget=forms.Textarea(attrs={"rows": 1})
    )
    key = forms.RegexField(_KEY, widget=forms.HiddenInput)
    item = forms.IntegerField(widget=forms.HiddenInput, required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    typed_at = forms.DateTimeField(widget=forms.HiddenInput, required=False)

    def fields_of_line(self, meeting: Meeting) -> dict[str, Any]:
        """Return the arguments of `write_line`."""
        sent = values(self)
        return {
            "meeting_id": meeting.pk,
            "key": sent["key"],
            "text": sent["text"] or "",
            "item_id": sent["item"],
            "typed_at": sent["typed_at"],
            "seen": sent["seen"] or 0,
        }


class RemoveForm(ScopedForm):
    """Which line goes, as it was seen."""

    key = forms.RegexField(_KEY)
    seen = forms.IntegerField(required=False, min_value=0)


class LevelForm(ScopedForm):
    """Who sees a tension of the notes."""

    key = forms.RegexField(_KEY)
    level = forms.ChoiceField(choices=[(Level.SHARED, ""), (Level.OWN, "")])
