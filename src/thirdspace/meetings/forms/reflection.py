"""What people choose and say in a reflection."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thirdspace.access.forms import ScopedForm
from thirdspace.access.scope import Scope
from thirdspace.meetings import prompts
from thirdspace.meetings.actions.reflection import MOST_WORDS
from thirdspace.meetings.actions.reflection_outcome import CHECKED
from thirdspace.meetings.forms.tensions import LEVELS
from thirdspace.meetings.levels import Level
from thirdspace.meetings.models import ReflectionAnswer
from thirdspace.partnership.dynamics import Dynamic
from thirdspace.partnership.reads.members import organization_choices

_VIEWS = [
    (1, _("1 Badly")),
    (2, _("2 Not so well")),
    (3, _("3 So-so")),
    (4, _("4 Well")),
    (5, _("5 Very well")),
    ("", _("I leave it empty")),
]


def _view(label: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label, required=False, choices=_VIEWS, coerce=int, empty_value=None, initial="",
        widget=forms.RadioSelect,
    )  # fmt: skip


def _words(rows: int, **attrs: Any) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "dir": "auto", **attrs})


class PrepareForm(ScopedForm):
    """Which three questions, and how small a group may be shown."""

    questions = forms.MultipleChoiceField(
        label=_("Three questions"), widget=forms.CheckboxSelectMultiple
    )
    three_is_enough = forms.BooleanField(
        label=_("All agreed: answers of three people may be shown together"),
        help_text=_("Without this it takes five. Ask everybody first; it can't be changed once "
                    "the questions are out."),
        required=False,
    )  # fmt: skip

    def __init__(self, scope: Scope, *args: Any, chosen: Sequence[str], **kwargs: Any) -> None:
        self.chosen = chosen
        super().__init__(scope, *args, **kwargs)

    def narrow(self, scope: Scope) -> None:
        known = [(prompt.key, _told(prompt)) for prompt in prompts.LIBRARY]
        own = [(key, key) for key in self.chosen if key not in dict(known)]
        self.fields["questions"].choices = [*own, *known]  # type: ignore[attr-defined]
        self.fields["questions"].initial = list(self.chosen)

    def clean_questions(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["questions"]
        if len(chosen) != prompts.SET:
            raise forms.ValidationError(_("Choose three; eight minutes are enough for no more."))
        return chosen


def _told(prompt: prompts.Prompt) -> str:
    about = str(Dynamic(prompt.dynamic).label) if prompt.dynamic else ""
    return f"{prompt.words} ({about})" if about else str(prompt.words)


class AnswerForm(ScopedForm):
    """One person's private answers; nothing of it is kept on the device."""

    our_view = _view(_("How well did we work together since last time?"))
    their_view = _view(_("What do you think the other side will say?"))

    def __init__(
        self,
        scope: Scope,
        *args: Any,
        questions: Sequence[str],
        mine: ReflectionAnswer | None = None,
        **kwargs: Any,
    ) -> None:
        self.questions, self.mine = questions, mine
        super().__init__(scope, *args, **kwargs)

    def narrow(self, scope: Scope) -> None:
        views = {name: self.fields.pop(name) for name in ("our_view", "their_view")}
        texts = self.mine.texts if self.mine else []
        for place, question in enumerate(self.questions):
            self.fields[f"text_{place}"] = forms.CharField(
                label=question, required=False, max_length=MOST_WORDS,
                initial=texts[place] if place < len(texts) else "",
                widget=_words(2, autocomplete="off"),
            )  # fmt: skip
        self.fields |= views
        for name in views:
            self.fields[name].initial = getattr(self.mine, name, None) or ""

    def answers(self) -> dict[str, Any]:
        """Return what was sent, as the action takes it."""
        sent = self.cleaned_data
        return {
            "texts": [sent[f"text_{place}"] for place in range(len(self.questions))],
            "our_view": sent["our_view"],
            "their_view": sent["their_view"],
        }


class OutcomeForm(ScopedForm):
    """What comes of a reflection."""

    tension = forms.CharField(
        label=_("One tension"), required=False, max_length=500, widget=_words(2),
        help_text=_("What pulls us in two directions?"),
    )  # fmt: skip
    level = forms.ChoiceField(
        label=_("Who sees the tension?"), choices=LEVELS, initial=Level.SHARED,
        widget=forms.RadioSelect, required=False,
    )  # fmt: skip
    between_ids = forms.MultipleChoiceField(
        label=_("Between whom?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    asset = forms.CharField(
        label=_("One thing that works between us"), required=False, max_length=300,
        widget=_words(2),
    )  # fmt: skip
    trial = forms.CharField(
        label=_("One agreement to try"), required=False, max_length=300, widget=_words(2),
        help_text=_("Small enough to see next time whether it was kept."),
    )  # fmt: skip
    due = forms.DateField(
        label=_("Until"), required=False,
        help_text=_("Without a day: until the next reflection."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )  # fmt: skip
    minutes = forms.IntegerField(
        label=_("Minutes it took"), required=False, min_value=1, max_value=999
    )
    spoken_only = forms.BooleanField(
        label=_("Spoken only: nothing of it is written down"), required=False
    )

    def narrow(self, scope: Scope) -> None:
        self.fields["between_ids"].choices = organization_choices(scope)  # type: ignore[attr-defined]

    def clean_level(self) -> str:
        return self.cleaned_data["level"] or Level.SHARED

    def clean_between_ids(self) -> list[int]:
        return [int(pk) for pk in self.cleaned_data["between_ids"]]


class SkipForm(ScopedForm):
    """Why a reflection is left out."""

    why = forms.CharField(
        label=_("Why is it skipped?"),
        help_text=_("It stands beside the day, for both sides to read."),
        max_length=300,
        widget=_words(2),
    )


class CheckForm(ScopedForm):
    """What became of an agreement to try."""

    state = forms.ChoiceField(
        label=_("Was it kept?"),
        choices=[(state.value, state.label) for state in CHECKED],
        widget=forms.RadioSelect,
    )
    line = forms.CharField(
        label=_("A line"), required=False, max_length=300, widget=_words(2),
        help_text=_("What helped, or what came between."),
    )  # fmt: skip
