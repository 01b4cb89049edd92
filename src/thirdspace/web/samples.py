"""Examples for the pattern page: people, records and a form that no database holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thirdspace.access import dates
from thirdspace.access.registries import Card, Happening
from thirdspace.charts import Mark

COLORS: Final = (
    ("f-paper", "paper", gettext_lazy("the page")),
    ("f-sheet", "sheet", gettext_lazy("written on")),
    ("f-sunk", "sunk", gettext_lazy("set back")),
    ("f-ink", "ink", gettext_lazy("text, acts, joint")),
    ("f-muted", "muted", gettext_lazy("second line")),
    ("f-d", "district", gettext_lazy("square")),
    ("f-u", "university", gettext_lazy("circle")),
    ("f-o", "other", gettext_lazy("diamond")),
    ("f-straw", "straw", gettext_lazy("third space")),
    ("f-ember", "ember", gettext_lazy("act now")),
)
ICONS: Final = (
    *("home", "search", "menu", "alert", "talk", "eye", "wait", "check", "plus", "x", "arrow"),
    *("down", "calendar", "file", "quote", "chart", "rating", "book", "record", "decision"),
    *("lock", "people", "key", "link", "edit", "print", "download", "undo", "handover", "cycle"),
    "info",
)
PEOPLE: Final = (
    ("Marcus Bell", "district"),
    ("Ingrid Halloran", "university"),
    ("Priya Nair", "other"),
    ("", "district"),
)
ORGANIZATIONS: Final = (
    ("district", "Harbor County"),
    ("university", "Northfield"),
    ("other", "State Office"),
    ("joint", gettext_lazy("Joint")),
)


class PromiseForm(forms.Form):
    """A form with each kind of field."""

    what = forms.CharField(
        label=gettext_lazy("What do we promise?"), help_text=gettext_lazy("Start with a verb.")
    )
    due = forms.DateField(label=gettext_lazy("Due"), widget=forms.DateInput(attrs={"type": "date"}))
    whose = forms.ChoiceField(
        label=gettext_lazy("Which organization?"),
        widget=forms.RadioSelect,
        choices=[("d", "Harbor County"), ("u", "Northfield"), ("j", gettext_lazy("Both sides"))],
    )
    sees = forms.ChoiceField(
        label=gettext_lazy("Who can see it"),
        choices=[
            ("own", gettext_lazy("Own organization")),
            ("all", gettext_lazy("Whole partnership")),
        ],
    )
    line = forms.CharField(
        label=gettext_lazy("A line"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "data-autosave": "sample"}),
    )
    remind = forms.BooleanField(label=gettext_lazy("Remind me two days before"), required=False)


def form_with_problems() -> PromiseForm:
    """Return the form as it comes back when a date is too early and a choice is missing."""
    form = PromiseForm(
        {"what": "Send course map with changes marked", "due": "2026-05-11", "sees": "all"}
    )
    form.add_error("due", _("11 May is before this meeting. Choose 16 June or later."))
    return form


def cards() -> list[tuple[str, Card, str]]:
    """Return two pieces of evidence of equal standing, and one that is held back."""
    interview = Card(
        kind="passage",
        record_id=1,
        kind_label=_("Interview"),
        icon="quote",
        words=_("The file comes on Monday and the vote is on Thursday."),
        is_quote=True,
        source_label=_("Program director, lines 40–42"),
        url="#cards",
        side="university",
        organization_name="Northfield",
        when="22 May 2026",
    )
    decision = replace(
        interview,
        kind_label=_("Decision"),
        icon="decision",
        words=_("All five organizations adopted the leader portrait."),
        is_quote=False,
        source_label=_("Steering table 14"),
        side="joint",
        organization_name="",
        when="20 Jan 2026",
    )
    withheld = replace(interview, withheld=_("The speaker has not released these words."))
    return [
        ("contrasts", interview, _("she means the yearly plan here.")),
        ("supports", decision, _("adopting is the last act of writing.")),
        ("mentions", withheld, ""),
    ]


def happenings() -> list[Happening]:
    """Return a short timeline."""
    rows = [
        (date(2026, 6, 2), "joint", "", "", _("Both holders agreed the reading: unsettled.")),
        (date(2026, 5, 26), "university", "Carla Mendes", "Lakeside", _("asked for a split.")),
        (date(2025, 11, 3), "district", "Marcus Bell", "Harbor County", _("made the claim.")),
    ]
    return [
        Happening(
            at=datetime(on.year, on.month, on.day, tzinfo=UTC),
            when=dates.day(on),
            side=side,
            actor=actor,
            organization_name=organization,
            sentence=str(sentence),
        )
        for on, side, actor, organization, sentence in rows
    ]


def everything() -> dict[str, Any]:
    """Return what the pattern page shows."""
    return {
        "colors": COLORS,
        "icons": ICONS,
        "people": PEOPLE,
        "organizations": ORGANIZATIONS,
        "states": ["open", "done", "now", "unsettled", "needs_both", "blind", "not_started"],
        "tallies": tallies(),
        "tally_width": (4, 3),
        "form": form_with_problems(),
        "cards": cards(),
        "events": happenings(),
    }


def tallies() -> list[tuple[list[Mark], list[Mark], str]]:
    """Return tallies both ways, mostly contrast, without contrast, and empty."""
    district, university, other, joint = (
        Mark(side) for side in ("district", "university", "other", "joint")
    )
    return [
        ([joint, university, other], [joint, joint, district], _("3 contrast, 3 support")),
        ([joint, district, university, other], [district], _("4 contrast, 1 supports")),
        ([], [district, university], _("0 contrast, 2 support")),
        ([], [], _("no evidence: we say this, nothing shows it yet")),
    ]
