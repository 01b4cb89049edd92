"""Evidence on a claim: each record as its room tells it, or the fact that it is kept back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from thirdspace.access import paging
from thirdspace.access.registries import Card
from thirdspace.access.scope import Audience, Scope
from thirdspace.claims.models import Claim, EvidenceLink, Reply
from thirdspace.claims.reads.cards import cards_of
from thirdspace.claims.reads.tallies import NOT_RELEASED, kind_label

SIZE = 20


@dataclass(frozen=True, slots=True)
class Said:
    """A line by somebody: an answer, a reason, a wording."""

    text: str
    person: str
    organization: str
    side: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Evidence:
    """One link from a record to a claim."""

    link_id: int
    stance: str
    strength: str
    card: Card
    why: str
    linked: Said
    replies: Sequence[Said]
    mine: bool


@dataclass(frozen=True, slots=True)
class EvidencePage:
    """One page of evidence of one stance, and the cursor of the next."""

    rows: Sequence[Evidence]
    next_cursor: str


def evidence_pages(
    scope: Scope, claim: Claim, cursors: Mapping[str, str], *, size: int = SIZE
) -> dict[str, EvidencePage]:
    """Return a page of evidence for each stance, newest linked first.

    Parameters
    ----------
    scope : Scope
        Who looks.
    claim : Claim
        What the evidence bears on.
    cursors : mapping of str to str
        Stance -> the cursor to go on from.
    size : int
        Links a stance and page.
    """
    links = linked(scope, claim)
    pages = {
        stance: paging.newest_first(
            links.filter(stance=stance), field="linked_at", cursor=cursor, size=size
        )
        for stance, cursor in cursors.items()
    }
    told = _Told(scope, [link for page in pages.values() for link in page.rows])
    return {
        stance: EvidencePage([told.evidence(link) for link in page.rows], page.next_cursor)
        for stance, page in pages.items()
    }


def linked(scope: Scope, claim: Claim) -> QuerySet[EvidenceLink]:
    """Return the links to a claim that stand."""
    return (
        EvidenceLink.objects.within(scope)
        .filter(claim=claim, withdrawn_at=None)
        .select_related("person", "organization", "record_organization")
    )


def evidence_of(scope: Scope, link: EvidenceLink) -> Evidence:
    """Return one link as it reads on the page of its claim."""
    return _Told(scope, [link]).evidence(link)


class _Told:
    """Reads the cards and answers of some links at once."""

    def __init__(self, scope: Scope, links: Sequence[EvidenceLink]) -> None:
        self.scope = scope
        self.cards = cards_of(scope, ((link.kind, link.record_id) for link in links))
        # The discussion is the partnership's own, even where a claim is released.
        self.inside = scope.audience is Audience.PARTNERSHIP
        self.replies = _replies(scope, links) if self.inside else {}

    def evidence(self, link: EvidenceLink) -> Evidence:
        """Return one link."""
        card = self.cards.get((link.kind, link.record_id))
        linked = by(link, link.why, link.linked_at)
        return Evidence(
            link_id=link.pk,
            stance=link.stance,
            strength=link.get_strength_display() if card or self.inside else "",
            card=card or (_kept_back(link) if self.inside else _not_released()),
            # Who may not see a record is not told why it counts either: the reason may quote it.
            why=link.why if card else "",
            linked=linked if self.inside else _of_somebody(linked, known=bool(card)),
            replies=self.replies.get(link.pk, ()),
            mine=link.person_id is not None and link.person_id == self.scope.person_id,
        )


def _kept_back(link: EvidenceLink) -> Card:
    organization = link.record_organization
    return Card(
        kind=link.kind,
        record_id=link.record_id,
        kind_label=kind_label(link.kind),
        icon="lock",
        words="",
        is_quote=False,
        source_label="",
        url="",
        side=link.side,
        organization_id=link.record_organization_id,
        organization_name=str(organization or ""),
        withheld=_("This record is not shared with you. It still counts."),
    )


def _not_released() -> Card:
    return Card(
        kind="",
        record_id=0,
        kind_label=str(NOT_RELEASED).capitalize(),
        icon="lock",
        words="",
        is_quote=False,
        source_label="",
        url="",
        side="other",
        withheld=_("This record is not released. It still counts."),
    )


def _of_somebody(linked: Said, *, known: bool) -> Said:
    """Keep the person back; and the organization, where the record itself is kept back."""
    return replace(linked, person="") if known else Said("", "", "", "other", linked.at)


def _replies(scope: Scope, links: Sequence[EvidenceLink]) -> dict[int, list[Said]]:
    found: dict[int, list[Said]] = defaultdict(list)
    rows = (
        Reply.objects.within(scope)
        .filter(link__in=[link.pk for link in links])
        .select_related("person", "organization")
        .order_by("id")
    )
    for row in rows:
        found[row.link_id].append(by(row, row.text, row.at))
    return found


def by(row: object, text: str, at: datetime) -> Said:
    """Return what a row's person said for its organization."""
    organization = row.organization  # type: ignore[attr-defined]
    return Said(
        text=text,
        person=str(row.person or ""),  # type: ignore[attr-defined]
        organization=str(organization or ""),
        side=organization.side if organization else "other",
        at=at,
    )
