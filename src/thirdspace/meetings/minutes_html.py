"""The minutes as one page in a file of its own: no other file, no network, no script."""

from __future__ import annotations

from importlib.resources import files

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from thirdspace.access.scope import Scope
from thirdspace.meetings.reads.minutes import Minutes
from thirdspace.web import mail

#: In the order the pages load them: it is the order of their layers.
SHEETS = ("tokens", "base", "components", "charts", "rooms")


def written(scope: Scope, minutes: Minutes) -> str:
    """Return the minutes as their reader may see them."""
    context = {"scope": scope, "meeting": minutes.meeting, "page": minutes, "style": _style()}
    page = render_to_string("meetings/minutes_file.html", context)
    # Links lead into the workspace from wherever the file is read. What people wrote can't look
    # like a link here: their quotation marks are escaped.
    return page.replace('href="/', f'href="{mail.absolute("/")}')


def _style() -> SafeString:
    # Inside the file, because it is read where no server answers.
    folder = files("thirdspace.web") / "static" / "thirdspace" / "css"
    sheets = ((folder / f"{name}.css").read_text(encoding="utf-8") for name in SHEETS)
    return mark_safe(f"<style>\n{''.join(sheets)}</style>")  # noqa: S308 - our own sheets
