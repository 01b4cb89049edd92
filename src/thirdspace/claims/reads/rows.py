"""Claims as rows: the list, the board's table, and what a search or filter leaves of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, QuerySet, Subquery, Value

from thirdspace.access import clock, paging, search
from thirdspace.access.scope import Scope
from thirdspace.claims.models import Claim
from thirdspace.claims.reads.tallies import Tally, tallies, width_of

SIZE = 50


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One claim in a list."""

    number: int
    short: str
    statement: str
    dynamic: str
    status: str
    status_label: str
    reading: str
    one_sided: bool
    look_again: date | None
    overdue: bool
    changed_at: datetime
    mentions: int
    tally: Tally


@dataclass(frozen=True, slots=True)
class BoardClaims:
    """The most contested claims, and how many there are."""

    rows: Sequence[ClaimRow]
    count: int
    width: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Sought:
    """What a reader narrowed the list to."""

    words: str = ""
    status: str = ""
    dynamic: str = ""
    contrasted: bool = False
    newest: bool = False

    @property
    def anything(self) -> bool:
        """Say whether the list was narrowed at all."""
        return bool(self.words or self.status or self.dynamic or self.contrasted)


@dataclass(frozen=True, slots=True)
class ClaimList:
    """One page of claims and the cursor of the next ("" when this is the last)."""

    rows: Sequence[ClaimRow]
    count: int
    width: tuple[int, int]
    next_cursor: str


def claim_list(
    scope: Scope, sought: Sought | None = None, *, cursor: str = "", size: int = SIZE
) -> ClaimList:
    """Return one page of claims, the most contested or the newest changed first.

    Parameters
    ----------
    scope : Scope
        Who looks.
    sought : Sought, optional
        What to leave out, and the order.
    cursor : str
        The `next_cursor` of the page before.
    size : int
        Rows a page.
    """
    sought = sought or Sought()
    found = _narrowed(scope, sought)
    count = found.count()
    page = paging.newest_first(
        found, field="changed_at" if sought.newest else "contested", cursor=cursor, size=size
    )
    rows = rows_of(scope, page.rows)
    return ClaimList(rows, count, width_of(row.tally for row in rows), page.next_cursor)


def _narrowed(scope: Scope, sought: Sought) -> QuerySet[Claim]:
    found = Claim.objects.within(scope)
    if sought.status:
        found = found.filter(status=sought.status)
    if sought.dynamic:
        found = found.filter(dynamic=sought.dynamic)
    if sought.contrasted:
        found = found.filter(contrasts__gt=0)
    if sought.words.strip():
        hits = search.find(scope, sought.words, kind="claim").order_by()
        found = found.filter(pk__in=hits.values("record_id"))
    return found


def board_claims(scope: Scope, limit: int = 6) -> BoardClaims:
    """Return the most contested claims for the board, and how many there are: one query."""
    every = Claim.objects.within(scope)
    counted = every.annotate(all=Value(1)).values("all").annotate(n=Count("pk")).values("n")
    found = list(every.annotate(n=Subquery(counted)).order_by("-contested", "-pk")[:limit])
    rows = rows_of(scope, found)
    return BoardClaims(rows, found[0].n if found else 0, width_of(row.tally for row in rows))


def rows_of(scope: Scope, claims: Sequence[Claim]) -> list[ClaimRow]:
    """Return claims as rows, with their tallies."""
    counted = tallies(scope, [claim.pk for claim in claims])
    return [row_of(claim, counted[claim.pk]) for claim in claims]


def row_of(claim: Claim, tally: Tally) -> ClaimRow:
    """Return one claim as a row."""
    return ClaimRow(
        number=claim.number,
        short=claim.short,
        statement=claim.statement,
        dynamic=str(claim.get_dynamic_display()),
        status=claim.status,
        status_label=str(claim.get_status_display()),
        reading=claim.reading,
        one_sided=is_one_sided(claim),
        look_again=claim.look_again,
        overdue=bool(claim.look_again and claim.look_again < clock.today()),
        changed_at=claim.changed_at,
        mentions=claim.mentions,
        tally=tally,
    )


def is_one_sided(claim: Claim) -> bool:
    """Say whether a reading was agreed by one organization alone."""
    return len([part for part in claim.read_by.split(",") if part]) == 1
