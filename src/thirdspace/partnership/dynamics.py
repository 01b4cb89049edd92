"""The five dynamics of mutualism: the shared vocabulary of claims, codes and signals.

Source: Molle, Handsman, Peters-Hawkins and others (2024), Education Sciences 14(11), 1221.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Dynamic(models.TextChoices):
    """What carries or erodes a partnership."""

    COMMITMENT = "commitment", _("Commitment")
    OWNERSHIP = "ownership", _("Ownership")
    BENEFITS = "benefits", _("Benefits")
    STRUCTURES = "structures", _("Structures")
    SPANNERS = "spanners", _("Boundary spanners")


QUESTIONS = {
    Dynamic.COMMITMENT: _("Do we still want the same thing?"),
    Dynamic.OWNERSHIP: _("Do we make it together?"),
    Dynamic.BENEFITS: _("Does each side gain?"),
    Dynamic.STRUCTURES: _("Do meetings and routines hold?"),
    Dynamic.SPANNERS: _("Do enough people join the sides?"),
}

# How codebooks of the field name them; a code of another name can be tied to one by hand.
_NAMES = {
    "commitment": Dynamic.COMMITMENT,
    "shared commitment": Dynamic.COMMITMENT,
    "ownership": Dynamic.OWNERSHIP,
    "shared ownership": Dynamic.OWNERSHIP,
    "benefits": Dynamic.BENEFITS,
    "reciprocal benefits": Dynamic.BENEFITS,
    "structures": Dynamic.STRUCTURES,
    "collaborative structures": Dynamic.STRUCTURES,
    "new collaborative structures": Dynamic.STRUCTURES,
    "spanners": Dynamic.SPANNERS,
    "boundary spanners": Dynamic.SPANNERS,
}


def dynamic_named(name: str) -> str:
    """Return the dynamic that a code or column of that name stands for, or "" for none."""
    return _NAMES.get(" ".join(name.lower().split()), "")


class Direction(models.TextChoices):
    """Which way a coded passage or a signal points."""

    STRENGTHENING = "strengthening", _("Strengthening")
    ERODING = "eroding", _("Eroding")
