"""All that the page of one claim shows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thirdspace.access.routes import nothing_here
from thirdspace.access.scope import Audience, Scope, Visibility
from thirdspace.claims.models import Claim, EvidenceLink, Holder, MindChanger, Stance, Wording
from thirdspace.claims.reads.evidence import EvidencePage, evidence_pages
from thirdspace.claims.reads.proposals import Waiting, proposals_about, waiting
from thirdspace.claims.reads.rows import ClaimRow, row_of
from thirdspace.claims.reads.tallies import tallies
from thirdspace.claims.reads.timeline import Timeline, timeline
from thirdspace.partnership.models import Organization
from thirdspace.partnership.reads.who import members

#: Other claims named beside a claim.
MOST_RELATED = 6


@dataclass(frozen=True, slots=True)
class HeldBy:
    """Somebody who holds a claim for an organization."""

    holder_id: int
    person: str
    organization: str
    side: str
    mine: bool


@dataclass(frozen=True, slots=True)
class Bank:
    """What would change one organization's mind, or all minds; no text where it has not said."""

    side: str
    name: str
    text: str = ""
    person: str = ""
    at: datetime | None = None
    check_on: date | None = None


@dataclass(frozen=True, slots=True)
class Related:
    """Another claim that rests on some of the same records."""

    number: int
    short: str
    statement: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What stands in the margin."""

    theme: str
    since: str
    until: str
    seen_by: str
    named: Sequence[str]
    released: bool
    read_at: datetime | None
    read_by: Sequence[str]
    reworded_since: bool


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """One claim: what is said, what bears on it both ways, who holds it, what next."""

    row: ClaimRow
    facts: Facts
    contrasts: EvidencePage
    supports: EvidencePage
    mentions: EvidencePage
    holders: Sequence[HeldBy]
    waiting: Sequence[Waiting]
    banks: Sequence[Bank]
    related: Sequence[Related]
    timeline: Timeline | None  # the discussion stays inside the partnership
    mine_to_share: bool

    @property
    def state(self) -> str:
        """Return how it stands, in one line."""
        tally = self.row.tally
        counts = {
            "contrasts": len(tally.contrasts),
            "supports": len(tally.supports),
            "mentions": len(tally.mentions),
        }
        records = sum(counts.values())
        told = ngettext(
            "%(records)d record from %(owners)s", "%(records)d records from %(owners)s", records
        ) % {"records": records, "owners": ", ".join(tally.owners)}
        if not records:
            return _("No evidence yet: we say this, nothing shows it.")
        return told + _(": %(contrasts)d contrast, %(supports)d support, %(mentions)d mention.") % (
            counts
        )


def claim_seen(scope: Scope, number: int) -> Claim:
    """Return the claim of that number.

    Raises
    ------
    NotThere
        No such claim, or not the scope's to see.
    """
    found = Claim.objects.within(scope).filter(number=number).first()
    if found is None:
        raise nothing_here()
    return found


def claim_page(scope: Scope, number: int, cursors: Mapping[str, str] | None = None) -> ClaimPage:
    """Return the page of a claim.

    Parameters
    ----------
    scope : Scope
        Who looks.
    number : int
        Which claim.
    cursors : mapping of str to str, optional
        Where each part goes on: ``supports``, ``contrasts``, ``mentions``, ``timeline``.

    Raises
    ------
    NotThere
        No such claim, or not the scope's to see.
    """
    cursors = cursors or {}
    claim = claim_seen(scope, number)
    inside = scope.audience is Audience.PARTNERSHIP
    names = members(scope).ever
    holders = holders_of(scope, claim, inside=inside)
    proposals = proposals_about(scope, claim) if inside else []
    pages = evidence_pages(scope, claim, {stance: cursors.get(stance, "") for stance in Stance})
    return ClaimPage(
        row=row_of(claim, tallies(scope, [claim.pk])[claim.pk]),
        facts=_facts(scope, claim, names),
        contrasts=pages[Stance.CONTRASTS],
        supports=pages[Stance.SUPPORTS],
        mentions=pages[Stance.MENTIONS],
        holders=holders,
        waiting=waiting(scope, proposals),
        banks=_banks(scope, claim, holders, inside=inside),
        related=_related(scope, claim, pages.values()),
        timeline=timeline(
            scope, claim, [p.pk for p in proposals], cursor=cursors.get("timeline", "")
        )
        if inside
        else None,
        mine_to_share=claim.origin_id == scope.organization_id
        and claim.visibility in (Visibility.OWN, Visibility.NAMED),
    )


def _facts(scope: Scope, claim: Claim, names: Mapping[int, Organization]) -> Facts:
    reworded = claim.read_at is not None and (
        Wording.objects.within(scope).filter(claim=claim, at__gt=claim.read_at).exists()
    )
    return Facts(
        theme=claim.theme,
        since=claim.since,
        until=claim.until,
        seen_by=str(claim.get_visibility_display()),
        named=_names(claim.named, names) if claim.visibility == Visibility.NAMED else [],
        released=claim.visibility in (Visibility.FUNDER, Visibility.PUBLIC),
        read_at=claim.read_at,
        read_by=_names(claim.read_by, names),
        reworded_since=reworded,
    )


def _names(ids: str, names: Mapping[int, Organization]) -> list[str]:
    # Organizations that the reader's partnership no longer knows are left out, not guessed.
    return [str(names[pk]) for pk in map(int, filter(None, ids.split(","))) if pk in names]


def holders_of(scope: Scope, claim: Claim, *, inside: bool = True) -> list[HeldBy]:
    """Return who holds a claim; outside the partnership only for which organizations."""
    rows = (
        Holder.objects.within(scope)
        .filter(claim=claim)
        .select_related("person", "organization")
        .order_by("id")
    )
    return [
        HeldBy(
            holder_id=row.pk,
            person=str(row.person) if inside else "",
            organization=str(row.organization),
            side=row.organization.side,
            mine=row.organization_id == scope.organization_id,
        )
        for row in rows
    ]


def _banks(scope: Scope, claim: Claim, holders: Sequence[HeldBy], *, inside: bool) -> list[Bank]:
    rows = (
        MindChanger.objects.within(scope)
        .filter(claim=claim, replaced_at=None)
        .select_related("organization", "person")
        .order_by("id")
    )
    said = [_bank(row, inside=inside) for row in rows]
    silent = {(h.side, h.organization) for h in holders} - {(b.side, b.name) for b in said}
    banks = [*said, *(Bank(side, name) for side, name in sorted(silent))]
    # District at the start, what all would accept between, the others after.
    order = {"district": 0, "joint": 1, "university": 2}
    return sorted(banks, key=lambda bank: (order.get(bank.side, 3), bank.name))


def _bank(row: MindChanger, *, inside: bool) -> Bank:
    return Bank(
        side=row.organization.side if row.organization else "joint",
        name=str(row.organization or ""),
        text=row.text,
        person=str(row.person or "") if inside else "",
        at=row.at,
        check_on=row.check_on,
    )


def _related(scope: Scope, claim: Claim, pages: Iterable[EvidencePage]) -> list[Related]:
    """Return other claims on which the records shown bear too."""
    shown: dict[str, list[int]] = defaultdict(list)
    for page in pages:
        for each in page.rows:
            if each.card.kind:  # what is not released leads nowhere
                shown[each.card.kind].append(each.card.record_id)
    same = Q(pk__in=[])
    for kind, record_ids in shown.items():
        same |= Q(kind=kind, record_id__in=record_ids)
    links = EvidenceLink.objects.within(scope).filter(same, withdrawn_at=None)
    found = Claim.objects.within(scope).filter(pk__in=links.values("claim_id"))
    return [
        Related(each.number, each.short, each.statement)
        for each in found.exclude(pk=claim.pk).order_by("-contrasts", "-supports", "-id")[
            :MOST_RELATED
        ]
    ]
