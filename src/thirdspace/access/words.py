"""What a person wrote, checked before it is stored."""

from __future__ import annotations

from django.utils.translation import gettext as _

from thirdspace.problems import InputProblem


def said(text: str, *, most: int, field: str) -> str:
    """Return what a person wrote, trimmed.

    Raises
    ------
    InputProblem
        It is empty or too long.
    """
    trimmed = text.strip()
    if 0 < len(trimmed) <= most:
        return trimmed
    raise InputProblem(
        _("There are no words here.") if not trimmed else _("This is too long."),
        _("It takes between 1 and %(most)d characters; this has %(long)d.")
        % {"most": most, "long": len(trimmed)},
        _("Write it in a sentence or two."),
        field=field,
    )


def said_or_not(text: str, *, most: int, field: str) -> str:
    """Return what a person wrote where they may also write nothing."""
    return said(text, most=most, field=field) if text.strip() else ""
