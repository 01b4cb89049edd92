"""The minutes as one page in a file of its own: no other file, no network, no script."""

from __future__ import annotations

from django.template.loader import render_to_string

from thirdspace.access.scope import Scope
from thirdspace.meetings.reads.minutes import Minutes
from thirdspace.web import mail, sheets


def written(scope: Scope, minutes: Minutes) -> str:
    """Return the minutes as their reader may see them."""
    context = {
        "scope": scope,
        "meeting": minutes.meeting,
        "page": minutes,
        "style": sheets.inside(),
    }
    page = render_to_string("meetings/minutes_file.html", context | {"style": sheets.inside()})
    # Links lead into the workspace from wherever the file is read. What people wrote can't look
    # like a link here: their quotation marks are escaped.
    return page.replace('href="/', f'href="{mail.absolute("/")}')
