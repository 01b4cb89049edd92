"""The claims of a report, each with the evidence its reader may see and a count of the rest."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from thirdspace.access import registries
from thirdspace.access.registries import Card
from thirdspace.access.scope import Audience, Scope
from thirdspace.charts import Mark, strip
from thirdspace.charts.units import SIDES
from thirdspace.claims.models import Claim, EvidenceLink, MindChanger, Stance, Strength


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of evidence that the reader may see. `chart` names the drawing it is, if any."""

    stance: str
    strength: int
    why: str
    side: str
    organization: str
    kind_label: str
    words: str
    is_quote: bool
    source_label: str
    when: str
    withheld: str
    chart: str
    figure: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a tally: what was counted by, and the records each way."""

    by: str
    what: str
    contrasts: int
    supports: int
    mentions: int


@dataclass(frozen=True, slots=True)
class Change:
    """What would change a mind: whose, what, and when to look."""

    whose: str
    text: str
    check_on: date | None


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim with its evidence both ways."""

    number: int
    short: str
    statement: str
    dynamic: str
    status: str
    reading: str
    pieces: Sequence[Piece]
    hidden: Mapping[str, int]  # stance -> records this reader may not see
    changes: Sequence[Change]

    @property
    def anchor(self) -> str:
        """Return its name inside the file."""
        return f"claim-{self.number}"

    @property
    def not_released(self) -> int:
        """Return how many records this reader may not see."""
        return sum(self.hidden.values())

    @property
    def contrasts(self) -> int:
        """Return how many records contrast, seen or not: contrast is never lost."""
        return self.count(Stance.CONTRASTS)

    @property
    def supports(self) -> int:
        """Return how many records support, seen or not."""
        return self.count(Stance.SUPPORTS)

    @property
    def mentions(self) -> int:
        """Return how many records only mention it, seen or not."""
        return self.count(Stance.MENTIONS)

    def count(self, stance: str) -> int:
        """Return how many records of a stance there are, seen or not."""
        return sum(piece.stance == stance for piece in self.pieces) + self.hidden[stance]

    def drawing(self) -> SafeString:
        """Draw the records the reader may see, one mark each."""
        label = _("%(contrasts)d contrast, %(supports)d support; %(hidden)d not released") % {
            "contrasts": self.contrasts, "supports": self.supports, "hidden": self.not_released
        }  # fmt: skip
        drawn = strip(self._marks(Stance.CONTRASTS), self._marks(Stance.SUPPORTS), label)
        return mark_safe(drawn)  # noqa: S308 - our own SVG

    def tally(self) -> list[Line]:
        """Count the records by organization, by kind and by strength."""
        lines = [
            *self._lines(_("Organization"), [piece.organization for piece in self.pieces]),
            *self._lines(_("Kind"), [piece.kind_label for piece in self.pieces]),
            *self._lines(
                _("Strength"), [str(Strength(piece.strength).label) for piece in self.pieces]
            ),
        ]
        if self.not_released:
            counts = (self.hidden[stance] for stance in _WAYS)
            lines.append(Line(_("Not released"), _("no more is told"), *counts))
        return lines

    def _lines(self, by: str, names: Sequence[str]) -> list[Line]:
        counted: dict[str, Counter[str]] = defaultdict(Counter)
        for name, piece in zip(names, self.pieces, strict=True):
            counted[name][piece.stance] += 1
        return [Line(by, n, *(counted[n][stance] for stance in _WAYS)) for n in sorted(counted)]

    def _marks(self, stance: str) -> list[Mark]:
        return [
            Mark(next((side for side in SIDES if side == piece.side), "other"), piece.strength)
            for piece in self.pieces
            if piece.stance == stance
        ]


_WAYS = (Stance.CONTRASTS, Stance.SUPPORTS, Stance.MENTIONS)


def statements_of(scope: Scope) -> list[Statement]:
    """Return the claims a reader may see, by number, with their evidence."""
    claims = list(Claim.objects.within(scope).order_by("number"))
    links = _links(scope)
    cards = _cards(scope, links)
    changes = _changes(scope)
    by_claim: dict[int, list[EvidenceLink]] = defaultdict(list)
    for link in links:
        by_claim[link.claim_id].append(link)
    return [_statement(claim, by_claim[claim.pk], cards, changes[claim.pk]) for claim in claims]


def _links(scope: Scope) -> list[EvidenceLink]:
    links = EvidenceLink.objects.within(scope).filter(withdrawn_at=None)
    return list(links.order_by("claim_id", "-strength", "-linked_at", "-id"))


def _cards(scope: Scope, links: Iterable[EvidenceLink]) -> dict[tuple[str, int], Card]:
    """Return the cards the reader may see; words held back count as not released outside."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for link in links:
        wanted[link.kind].add(link.record_id)
    cards = {
        (kind, record_id): card
        for kind, ids in wanted.items()
        if (citable := registries.citables.get(kind))
        for some in _batches(sorted(ids))
        for record_id, card in citable.cards(scope, some).items()
    }
    inside = scope.audience is Audience.PARTNERSHIP
    return {key: card for key, card in cards.items() if inside or not card.withheld}


def _batches(ids: Sequence[int], size: int = 5000) -> Iterable[Sequence[int]]:
    # A statement to the database holds only so many values.
    return (ids[start : start + size] for start in range(0, len(ids), size))


def _changes(scope: Scope) -> dict[int, list[Change]]:
    found: dict[int, list[Change]] = defaultdict(list)
    rows = MindChanger.objects.within(scope).filter(replaced_at=None)
    for row in rows.select_related("organization").order_by("id"):
        whose = str(row.organization) if row.organization else _("Everybody")
        found[row.claim_id].append(Change(whose, row.text, row.check_on))
    return found


def _statement(
    claim: Claim,
    links: Iterable[EvidenceLink],
    cards: Mapping[tuple[str, int], Card],
    changes: Sequence[Change],
) -> Statement:
    hidden: Counter[str] = Counter()
    pieces = []
    for link in links:
        card = cards.get((link.kind, link.record_id))
        if card:
            pieces.append(_piece(link, card))
        else:
            hidden[link.stance] += 1
    return Statement(
        number=claim.number,
        short=claim.short,
        statement=claim.statement,
        dynamic=claim.get_dynamic_display(),
        status=claim.get_status_display(),
        reading=claim.reading,
        pieces=sorted(pieces, key=lambda piece: _WAYS.index(Stance(piece.stance))),
        hidden=hidden,
        changes=changes,
    )


def _piece(link: EvidenceLink, card: Card) -> Piece:
    drawn = bool(card.figure) and not card.withheld
    return Piece(
        stance=link.stance,
        strength=link.strength,
        why=link.why,
        side=card.side,
        organization=card.organization_name or _("no organization"),
        kind_label=card.kind_label,
        words="" if card.withheld else card.words,
        is_quote=card.is_quote,
        source_label=card.source_label,
        when=card.when,
        withheld=card.withheld,
        chart=f"chart-{card.kind}-{card.record_id}" if drawn else "",
        figure=card.figure if drawn else "",
    )
