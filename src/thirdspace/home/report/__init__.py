"""A report in one file: what a coordinator sends, for one kind of reader.

Everything in it is read through the scope it is made for, so nothing can stand in it that this
reader may not see. It needs no other file, no network and no script.
"""

from __future__ import annotations

from django.template.loader import render_to_string

from thirdspace.access.scope import Scope
from thirdspace.home.report.contents import contents
from thirdspace.web import sheets

__all__ = ["render"]


def render(scope: Scope, *, made_by: str = "") -> str:
    """Write the report that the reader of `scope` may have.

    Parameters
    ----------
    scope : Scope
        The reader's, as ``entrance.read_as`` makes it; it decides what the report holds.
    made_by : str
        Who made it, as the title page says.
    """
    context = {
        "scope": scope,
        "report": contents(scope),
        "made_by": made_by,
        "style": sheets.inside(),
    }
    return render_to_string("home/report_file.html", context)
