"""What is typed in steps 1 and 3."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thirdspace.access import clock
from thirdspace.home.setup.draft import AgendaLine, Draft, FirstMeeting, Side
from thirdspace.meetings import when
from thirdspace.meetings.models import Cadence, ItemKind
from thirdspace.meetings.rhythm_rules import is_conceivable
from thirdspace.partnership.models import Kind

NEW = "new"
#: The example partnership's first agenda.
AGENDA = (
    (gettext_lazy("Why us, why now: each side in its own words"), 20, ItemKind.MAKE),
    (gettext_lazy("Three words to define: residency, mentor, ready"), 15, ItemKind.MAKE),
    (gettext_lazy("First promises, one each"), 10, ItemKind.DECIDE),
    (gettext_lazy("Reflection: how did we work?"), 8, ItemKind.REFLECT),
    (gettext_lazy("Read decisions back"), 7, ItemKind.UPDATE),
)
LINES = len(AGENDA)


class OrganizationsForm(forms.Form):
    """Step 1: the name, the purpose, one's own organization and the other one."""

    name = forms.CharField(label=gettext_lazy("Name of the partnership"), max_length=200)
    purpose = forms.CharField(
        label=gettext_lazy("What it is for, in one sentence"), max_length=300, required=False,
        help_text=gettext_lazy("The other side may change it."),
    )  # fmt: skip
    mine = forms.ChoiceField(label=gettext_lazy("You act for"), widget=forms.RadioSelect)
    own_name = forms.CharField(
        label=gettext_lazy("Your organization’s full name"), max_length=200, required=False
    )
    own_short = forms.CharField(
        label=gettext_lazy("Your organization’s short name"), max_length=40, required=False
    )
    own_kind = forms.ChoiceField(
        label=gettext_lazy("Your organization’s kind"), choices=Kind.choices, required=False
    )
    other_name = forms.CharField(
        label=gettext_lazy("The other organization’s full name"), max_length=200
    )
    other_short = forms.CharField(
        label=gettext_lazy("The other organization’s short name"), max_length=40, required=False,
        help_text=gettext_lazy("As it is said in talk."),
    )  # fmt: skip
    other_kind = forms.ChoiceField(
        label=gettext_lazy("The other organization’s kind"), choices=Kind.choices,
        initial=Kind.UNIVERSITY,
    )  # fmt: skip

    def __init__(self, own: Sequence[Side], draft: Draft | None, data: Any = None) -> None:
        self.own = {str(side.id): side for side in own}
        super().__init__(data, initial=_step_1(draft, self.own))
        named = [(pk, str(side)) for pk, side in self.own.items()]
        field = self.fields["mine"]
        field.required = bool(named)
        field.choices = [*named, (NEW, _("Another one, named below"))]  # type: ignore[attr-defined]

    @property
    def own_is_new(self) -> bool:
        """Say whether the fields of a new organization of one's own are wanted."""
        return not self.own or self["mine"].value() == NEW

    def clean(self) -> dict[str, Any]:
        """Refuse an organization without a name, and one that is on both sides."""
        given = super().clean() or {}
        own = self._own(given)
        if not own.name:
            self.add_error("own_name", _("Write the name of your organization."))
        elif own.name.casefold() == given.get("other_name", "").casefold():
            self.add_error("other_name", _("This is your own organization. Name the other one."))
        return given

    def sides(self) -> tuple[Side, Side]:
        """Return the two organizations, one's own first."""
        given = self.cleaned_data
        other = Side(given["other_name"], given["other_short"], given["other_kind"])
        return self._own(given), other

    def _own(self, given: dict[str, Any]) -> Side:
        known = self.own.get(given.get("mine", ""))
        return known or Side(
            given.get("own_name", ""), given.get("own_short", ""),
            given.get("own_kind") or Kind.DISTRICT,
        )  # fmt: skip


def _step_1(draft: Draft | None, own: dict[str, Side]) -> dict[str, Any]:
    if draft is None:
        return {"mine": next(iter(own), NEW), "own_kind": Kind.DISTRICT}
    mine, other = draft.sides
    return {
        "name": draft.name, "purpose": draft.purpose,
        "mine": str(mine.id) if str(mine.id) in own else NEW,
        "own_name": mine.name, "own_short": mine.short_name, "own_kind": mine.kind,
        "other_name": other.name, "other_short": other.short_name, "other_kind": other.kind,
    }  # fmt: skip


class MeetingForm(forms.Form):
    """Step 3: when, where, how often, and five lines of an agenda."""

    day = forms.DateField(
        label=gettext_lazy("Day"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    starts = forms.TimeField(
        label=gettext_lazy("From"), widget=forms.TimeInput({"type": "time"}, format="%H:%M")
    )
    ends = forms.TimeField(
        label=gettext_lazy("To"), widget=forms.TimeInput({"type": "time"}, format="%H:%M")
    )
    time_zone = forms.ChoiceField(label=gettext_lazy("Time zone"))
    place = forms.CharField(
        label=gettext_lazy("Place or call link"), max_length=300, required=False
    )
    again = forms.ChoiceField(label=gettext_lazy("Again"), widget=forms.RadioSelect)

    def __init__(self, draft: Draft | None, data: Any = None) -> None:
        initial = _step_3(draft.meeting if draft else None)
        super().__init__(data, initial=initial)
        self._offer("time_zone", when.zone_choices())
        self._offer("again", rhythms(initial["day"]))
        for place in range(LINES):
            self.fields[f"title_{place}"] = forms.CharField(
                label=_("Item %(number)s") % {"number": place + 1}, max_length=200, required=False,
                widget=forms.Textarea({"rows": 1}),  # so that a phone shows the whole line
            )  # fmt: skip
            self.fields[f"minutes_{place}"] = forms.IntegerField(
                label=_("Minutes of item %(number)s") % {"number": place + 1},
                min_value=1, max_value=240, required=False,
            )  # fmt: skip

    def _offer(self, name: str, choices: Sequence[Any]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def agenda_rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Return the fields of each line of the agenda: what, and its minutes."""
        return [(self[f"title_{n}"], self[f"minutes_{n}"]) for n in range(LINES)]

    def agenda_minutes(self) -> int:
        """Return what the agenda adds up to, as it is shown."""
        minutes = (self[f"minutes_{n}"].value() for n in range(LINES))
        return sum(int(m) for m in minutes if str(m).isdecimal())

    def clean(self) -> dict[str, Any]:
        """Refuse a meeting that is over, ends before it begins, or has nothing to talk about."""
        given = super().clean() or {}
        if given.get("day") and given["day"] < clock.today():
            self.add_error("day", _("This day is over. Choose one that is still to come."))
        if given.get("day") and not is_conceivable(given["day"]):
            self.add_error("day", _("This year can't be meant. Correct the day."))
        starts, ends = given.get("starts"), given.get("ends")
        if starts and ends and ends <= starts:
            self.add_error("ends", _("The meeting ends before it begins. Choose a later time."))
        if not any(given.get(f"title_{n}") for n in range(LINES)):
            self.add_error("title_0", _("Write at least one line, so that both sides know why."))
        return given

    def meeting(self) -> FirstMeeting:
        """Return the first meeting."""
        given = self.cleaned_data
        lines = (
            AgendaLine(
                " ".join(given[f"title_{n}"].split()),
                given[f"minutes_{n}"] or 10,
                str(AGENDA[n][2]),
            )
            for n in range(LINES)
        )
        named = {name: given[name] for name in ("day", "starts", "ends", "time_zone", "place")}
        return FirstMeeting(
            **named, again=given["again"], agenda=tuple(line for line in lines if line.title)
        )


def rhythms(day: date) -> list[tuple[str, str]]:
    """Return how often a meeting may come again, in words of its weekday."""
    weekday = {"weekday": _WEEKDAYS[day.weekday()]}
    return [
        (Cadence.TWO_WEEKS, _("Every second %(weekday)s") % weekday),
        (Cadence.WEEK, _("Every %(weekday)s") % weekday),
        (Cadence.MONTH, _("Every month")),
        (Cadence.ONCE, _("Once, for now")),
    ]


_WEEKDAYS = (
    gettext_lazy("Monday"), gettext_lazy("Tuesday"), gettext_lazy("Wednesday"),
    gettext_lazy("Thursday"), gettext_lazy("Friday"), gettext_lazy("Saturday"),
    gettext_lazy("Sunday"),
)  # fmt: skip


def _step_3(meeting: FirstMeeting | None) -> dict[str, Any]:
    if meeting is None:
        lines = [AgendaLine(str(title), minutes, str(kind)) for title, minutes, kind in AGENDA]
        given: dict[str, Any] = {
            "day": first_day(), "starts": time(14),
            "ends": time(15), "time_zone": _zone_here(),
            "again": Cadence.TWO_WEEKS,
        }  # fmt: skip
    else:
        lines = list(meeting.agenda)
        names = ("day", "starts", "ends", "time_zone", "place", "again")
        given = {name: getattr(meeting, name) for name in names}
    for place, line in enumerate(lines):
        given |= {f"title_{place}": line.title, f"minutes_{place}": line.minutes}
    return given


def first_day() -> date:
    """Return the first Thursday that leaves everybody two weeks."""
    soonest = clock.today() + timedelta(days=14)
    return soonest + timedelta(days=(3 - soonest.weekday()) % 7)


def _zone_here() -> str:
    here = timezone.get_current_timezone_name()
    return here if "/" in here and here in when.known_zones() else next(iter(when.NAMED))
