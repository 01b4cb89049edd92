"""The words of the screen as template tags: who, which side, which way, what is asked.

Every tag writes the markup of one component of the pattern page. Color is never alone: a side
has a hue, a shape and a name; a stance has a direction, a fill and a word.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final, Protocol

from django import template
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from thirdspace.access import dates
from thirdspace.charts import Figure, units

register = template.Library()

SPRITE: Final = "thirdspace/icons.svg"
SIDES: Final = ("district", "university")
STANCES: Final = {
    "supports": (_("Supports"), "M2 2l9 4.5L2 11Z"),
    "contrasts": (_("Contrasts"), "M11 2 2 6.5 11 11Z"),
    "mentions": (_("Mentions"), "M2 6.5h9"),
}
NEEDS: Final = {
    "act": (_("Act"), "alert"),
    "talk": (_("Talk"), "talk"),
    "wait": (_("Wait"), "wait"),
    "look": (_("Look"), "eye"),
}
#: State of a thing: look of its tag, icon, word. A look never carries a state alone.
STATES: Final = {
    "open": ("", "", _("open")),
    "done": ("", "check", _("done")),
    "kept": ("", "check", _("kept")),
    "signed": ("", "check", _("signed")),
    "not_signed": ("dash", "", _("not signed")),
    "now": ("solid", "", _("now")),
    "not_started": ("dash", "", _("not started")),
    "draft": ("dash", "", _("draft")),
    "needs_both": ("straw", "key", _("needs both")),
    "blind": ("", "lock", _("blind")),
    "holds": ("", "check", _("holds")),
    "holds_with_limits": ("", "", _("holds with limits")),
    "unsettled": ("dash", "", _("unsettled")),
    "doubtful": ("dash", "", _("doubtful")),
    "superseded": ("", "", _("superseded")),
}


class HasSide(Protocol):
    """Anything that stands on a side: an organization, or a record that names one."""

    side: str
    name: str


def _side(name: str) -> str:
    return name if name in SIDES else "other"


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw an icon of the sprite; it stands beside a word and is hidden from readers."""
    return format_html(
        '<svg class="i" aria-hidden="true"><use href="{}#i-{}"></use></svg>', static(SPRITE), name
    )


@register.simple_tag
def lens() -> SafeString:
    """Draw the lens: what belongs to both sides."""
    return mark_safe(
        '<svg class="lens" viewBox="0 0 30 20" aria-hidden="true">'
        '<path class="mid" d="M15 3.2a9 9 0 0 1 0 13.6a9 9 0 0 1 0-13.6Z"/>'
        '<circle cx="10.2" cy="10" r="8.3"/><circle cx="19.8" cy="10" r="8.3"/></svg>'
    )


@register.simple_tag
def mark(side: str) -> SafeString:
    """Draw the mark of a side: square, circle, diamond, or the lens for what is no side's."""
    if side in ("joint", "computed"):
        return lens()
    return format_html('<span class="mark {}"></span>', _side(side))


@register.simple_tag
def org(whose: str | HasSide, name: object = "") -> SafeString:
    """Name an organization beside the mark of its side.

    Parameters
    ----------
    whose : str or HasSide
        ``"district"``, ``"university"``, ``"other"``, ``"joint"``, or an object with ``side`` and
        ``name``.
    name : str, optional
        The name to write; taken from ``whose`` when left out.
    """
    if isinstance(whose, str):
        return format_html('<span class="org">{}{}</span>', mark(whose), name or _("Joint"))
    return format_html('<span class="org">{}{}</span>', mark(whose.side), name or whose.name)


@register.filter
def initials(name: str) -> str:
    """Shorten a name to the first letters of its first and last word."""
    words = name.split()
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper() or "?"


@register.simple_tag
def who(name: str, side: str) -> SafeString:
    """Show a person: initials in the shape of the side, and the name. No name is an empty seat."""
    return format_html(
        '<span class="who"><i class="{}" aria-hidden="true">{}</i>{}</span>',
        _side(side),
        initials(name),
        name or _("Seat empty"),
    )


@register.simple_tag
def stance(name: str) -> SafeString:
    """Show which way a piece of evidence points: direction, fill and word."""
    word, path = STANCES[name]
    return format_html(
        '<span class="stance {}"><svg viewBox="0 0 13 13" aria-hidden="true"><path d="{}"/></svg>'
        "{}</span>",
        name,
        path,
        word,
    )


@register.simple_tag
def need(name: str) -> SafeString:
    """Show what a signal asks of people: act, talk, wait or look. Only *act* is ember."""
    word, picture = NEEDS[name]
    css = "need now" if name == "act" else "need"
    return format_html('<span class="{}">{}{}</span>', css, icon(picture), word)


@register.simple_tag
def late(words: object) -> SafeString:
    """Say that something is late, in ember."""
    return format_html('<span class="late">{} {}</span>', icon("alert"), words)


@register.simple_tag
def tag_state(state: str, words: object = "") -> SafeString:
    """Show a state in one or two words.

    Parameters
    ----------
    state : str
        A key of ``STATES``; any other state is a plain tag and needs its words.
    words : str, optional
        What to write instead of the state's own word.
    """
    look, picture, word = STATES.get(state, ("", "", state))
    return format_html(
        '<span class="{}">{}{}</span>',
        f"tag {look}".strip(),
        format_html("{} ", icon(picture)) if picture else "",
        words or word,
    )


@register.simple_tag
def tally(
    contrasts: Sequence[units.Mark],
    supports: Sequence[units.Mark],
    label: object,
    width: tuple[int, int] | None = None,
) -> SafeString:
    """Draw a tally of evidence with its numbers on either side; the 0 is written too.

    Parameters
    ----------
    contrasts, supports : sequence of thirdspace.charts.Mark
        One mark for each record.
    label : str
        What a screen reader says instead of the drawing.
    width : (int, int), optional
        Places kept left and right, so that the zero lines of a table meet.
    """
    return mark_safe(units.tally(contrasts, supports, str(label), width))  # noqa: S308 - our SVG


@register.inclusion_tag("web/_figure.html")
def figure(fig: Figure, csv_url: str = "", vega_url: str = "") -> dict[str, object]:
    """Show a chart: finding, drawing for wide and narrow pages, reading, caption, numbers."""
    return {
        "fig": fig,
        "wide": mark_safe(fig.wide),  # noqa: S308 - our SVG
        "narrow": mark_safe(fig.narrow),  # noqa: S308 - our SVG
        "rows": [list(zip(fig.columns, row, strict=True)) for row in fig.rows],
        "csv_url": csv_url,
        "vega_url": vega_url,
    }


@register.simple_tag
def day(when: date | datetime | None) -> SafeString | str:
    """Write an absolute date in a ``time`` element: ``16 Jun 2026``. Nothing for no date."""
    if when is None:
        return ""
    local = timezone.localtime(when) if isinstance(when, datetime) else when
    return format_html('<time datetime="{}">{}</time>', local.isoformat(), dates.day(when))


register.filter("known_day", dates.partial_day)


@register.inclusion_tag("web/_pager.html", takes_context=True)
def pager(context: template.Context, page: object) -> dict[str, object]:
    """Link to the next rows of a list read by cursor, keeping the filters of the address."""
    return {"page": page, "request": context["request"]}
