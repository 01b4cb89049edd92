"""Our style sheets inside a page: for a file that is read where no server answers."""

from __future__ import annotations

from importlib.resources import files

from django.utils.safestring import SafeString, mark_safe

#: In the order the pages load them: it is the order of their layers.
SHEETS = ("tokens", "base", "components", "charts", "rooms")


def inside() -> SafeString:
    """Return a style element with all that pages load."""
    folder = files("thirdspace.web") / "static" / "thirdspace" / "css"
    sheets = ((folder / f"{name}.css").read_text(encoding="utf-8") for name in SHEETS)
    return mark_safe(f"<style>\n{''.join(sheets)}</style>")  # noqa: S308 - our own sheets
