"""How much evidence there is each way: whose, of which kind, how strong."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thirdspace.access import registries
from thirdspace.access.scope import Audience, Scope
from thirdspace.charts import Mark
from thirdspace.charts.units import MOST, SIDES, Side
from thirdspace.claims.models import EvidenceLink, Stance, Strength
from thirdspace.claims.reads.cards import cards_of
from thirdspace.partnership.reads.who import members

#: Outside the partnership, whose a record is that was not released.
NOT_RELEASED = gettext_lazy("not released")


@dataclass(frozen=True, slots=True)
class Group:
    """Records that bear on a claim alike: same stance, side, organization, kind and strength.

    Of records that are not released to the reader there is no more than their stance and number.
    """

    stance: str
    side: str
    whose: str
    kind: str
    strength: int | None
    count: int


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a tally: what was counted, and how many records each way."""

    what: str
    contrasts: int
    supports: int
    mentions: int


@dataclass(frozen=True, slots=True)
class Tally:
    """The evidence on one claim, counted. Contrast is never left out of it."""

    groups: Sequence[Group] = ()

    @property
    def contrasts(self) -> list[Mark]:
        """Return one mark for each record that contrasts."""
        return self._marks(Stance.CONTRASTS)

    @property
    def supports(self) -> list[Mark]:
        """Return one mark for each record that supports."""
        return self._marks(Stance.SUPPORTS)

    @property
    def mentions(self) -> list[Mark]:
        """Return one mark for each record that only mentions the claim."""
        return self._marks(Stance.MENTIONS)

    @property
    def label(self) -> str:
        """Return what a screen reader says instead of the drawing."""
        if not self.groups:
            return _("no evidence: we say this, nothing shows it yet")
        return _("%(contrasts)s contrast, %(supports)s support") % {
            "contrasts": self._told(Stance.CONTRASTS),
            "supports": self._told(Stance.SUPPORTS),
        }

    @property
    def whose_contrasts(self) -> str:
        """Return whose records contrast: “Northfield 1, joint 2”."""
        return self._whose(Stance.CONTRASTS)

    @property
    def whose_supports(self) -> str:
        """Return whose records support."""
        return self._whose(Stance.SUPPORTS)

    @property
    def whose_mentions(self) -> str:
        """Return whose records only mention the claim."""
        return self._whose(Stance.MENTIONS)

    @property
    def owners(self) -> list[str]:
        """Return whose records there are, each name once."""
        return sorted({group.whose for group in self.groups})

    def lines(self) -> list[tuple[str, list[Line]]]:
        """Count the records by organization, by kind and by strength."""
        return [
            (_("Organization"), self._lines({g: g.whose for g in self.groups})),
            (_("Kind"), self._lines({g: kind_label(g.kind) or g.whose for g in self.groups})),
            (_("Strength"), self._lines({g: _strength(g) or g.whose for g in self.groups})),
        ]

    def _of(self, stance: str) -> list[Group]:
        return [group for group in self.groups if group.stance == stance]

    def _marks(self, stance: str) -> list[Mark]:
        return [
            mark
            for group in self._of(stance)
            for mark in [Mark(_drawn(group.side), group.strength)] * group.count
        ]

    def _whose(self, stance: str) -> str:
        counted: Counter[str] = Counter()
        for group in self._of(stance):
            counted[group.whose] += group.count
        return ", ".join(f"{name} {count}" for name, count in sorted(counted.items()))

    def _told(self, stance: str) -> str:
        count = sum(group.count for group in self._of(stance))
        return f"{count} ({self._whose(stance)})" if count else "0"

    @staticmethod
    def _lines(names: Mapping[Group, str]) -> list[Line]:
        counted: dict[str, Counter[str]] = defaultdict(Counter)
        for group, name in names.items():
            counted[name][group.stance] += group.count
        return [
            Line(
                name,
                counted[name][Stance.CONTRASTS],
                counted[name][Stance.SUPPORTS],
                counted[name][Stance.MENTIONS],
            )
            for name in sorted(counted)
        ]


def _strength(group: Group) -> str:
    return str(Strength(group.strength).label) if group.strength else ""


def _drawn(side: str) -> Side:
    return next((each for each in SIDES if each == side), "other")


def kind_label(kind: str) -> str:
    """Return how a kind of record is called."""
    citable = registries.citables.get(kind)
    return str(citable.label) if citable else kind


def whose(side: str, organization: str) -> str:
    """Return whose a record is: its organization, or what no organization owns."""
    if organization:
        return organization
    nobody = {
        "joint": _("joint"),
        "computed": _("computed"),
        "district": _("a district, not named"),
        "university": _("a university, not named"),
    }
    return nobody.get(side, _("outside"))


def tallies(scope: Scope, claim_ids: Collection[int]) -> dict[int, Tally]:
    """Return the tally of each claim, in a few queries whatever their number."""
    if not claim_ids:
        return {}
    count = _inside if scope.audience is Audience.PARTNERSHIP else _outside
    groups: dict[int, list[Group]] = {pk: [] for pk in claim_ids}
    for claim_id, group in count(scope, claim_ids):
        groups[claim_id].append(group)
    return {pk: Tally(tuple(found)) for pk, found in groups.items()}


def _standing(scope: Scope, claim_ids: Collection[int]) -> QuerySet[EvidenceLink]:
    links = EvidenceLink.objects.within(scope).filter(claim__in=claim_ids, withdrawn_at=None)
    return links.order_by("side", "record_organization_id", "-strength", "kind")


def _inside(scope: Scope, claim_ids: Collection[int]) -> Iterator[tuple[int, Group]]:
    names = {pk: str(each) for pk, each in members(scope).ever.items()}
    fields = ("claim_id", "stance", "side", "record_organization_id", "kind", "strength")
    for row in _standing(scope, claim_ids).values(*fields).annotate(n=Count("pk")):
        owner = whose(row["side"], names.get(row["record_organization_id"], ""))
        yield (
            row["claim_id"],
            Group(row["stance"], row["side"], owner, row["kind"], row["strength"], row["n"]),
        )


def _outside(scope: Scope, claim_ids: Collection[int]) -> Iterator[tuple[int, Group]]:
    """Count released records as inside, and of the others only how many there are each way."""
    links = list(_standing(scope, claim_ids))
    cards = cards_of(scope, ((link.kind, link.record_id) for link in links))
    counted: Counter[tuple[int, str, str, str, str, int | None]] = Counter()
    for link in links:
        card = cards.get((link.kind, link.record_id))
        told = (
            (card.side, whose(card.side, card.organization_name), link.kind, link.strength)
            if card
            else ("other", str(NOT_RELEASED), "", None)
        )
        counted[link.claim_id, link.stance, *told] += 1
    for (claim_id, stance, side, owner, kind, strength), n in counted.items():
        yield claim_id, Group(stance, side, owner, kind, strength, n)


def width_of(drawn: Iterable[Tally]) -> tuple[int, int]:
    """Return the places a column of tallies keeps left and right, so that zero lines meet."""
    left = right = 0
    for tally in drawn:
        left = max(left, _places(len(tally.contrasts)))
        right = max(right, _places(len(tally.supports)))
    return left, right


def _places(count: int) -> int:
    # Over the most marks a side, three places hold the number that is written instead.
    return count if count <= MOST else 3
