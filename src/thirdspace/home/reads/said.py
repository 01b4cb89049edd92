"""What the partnership says about itself, as the board shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import ngettext

from thirdspace.access.scope import Scope
from thirdspace.charts import mentions
from thirdspace.claims import permissions
from thirdspace.claims.reads import ClaimRow, board_claims


@dataclass(frozen=True, slots=True)
class SaidRow:
    """One claim, and the records that only mention it, drawn."""

    claim: ClaimRow
    mentions: SafeString


@dataclass(frozen=True, slots=True)
class Said:
    """The most contested claims, how many there are, and the places their drawings keep."""

    rows: Sequence[SaidRow]
    count: int
    width: tuple[int, int]


def said(scope: Scope) -> Said | None:
    """Return the board's claims; None for a reader who may not read claims."""
    if not scope.may(permissions.READ):
        return None
    found = board_claims(scope)
    return Said([SaidRow(row, _mentions(row)) for row in found.rows], found.count, found.width)


def _mentions(row: ClaimRow) -> SafeString:
    if not row.mentions:
        return SafeString("")
    label = ngettext("%(n)d mention (%(whose)s)", "%(n)d mentions (%(whose)s)", row.mentions)
    words = label % {"n": row.mentions, "whose": row.tally.whose_mentions}
    return mark_safe(mentions(row.tally.mentions, words))  # noqa: S308 - our own SVG
