"""A report in one file: what a coordinator sends, for one kind of reader.

Everything in it is read through the scope it is made for, so nothing can stand in it that this
reader may not see. It needs no other file, no network and no script.
"""

from __future__ import annotations

from importlib.resources import files

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from thirdspace.access.scope import Scope
from thirdspace.home.report.contents import contents

__all__ = ["render"]

#: In the order the pages load them: it is the order of their layers.
SHEETS = ("tokens", "base", "components", "charts", "rooms")


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
        "style": _style(),
    }
    return render_to_string("home/report_file.html", context)


def _style() -> SafeString:
    # Inside the file, because it is read where no server answers.
    folder = files("thirdspace.web") / "static" / "thirdspace" / "css"
    sheets = ((folder / f"{name}.css").read_text(encoding="utf-8") for name in SHEETS)
    return mark_safe(f"<style>\n{''.join(sheets)}</style>")  # noqa: S308 - our own sheets
