"""What must hold between claims and the records they rest on."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count

from thirdspace.access import registries
from thirdspace.access.entrance import operate
from thirdspace.access.scope import Scope
from thirdspace.claims.models import Claim, EvidenceLink, Stance
from thirdspace.partnership.models import Partnership


def orphan_links() -> Iterator[str]:
    """Yield a sentence for each kind of evidence whose record is gone or that nobody knows."""
    for scope in _every_partnership():
        links = EvidenceLink.objects.within(scope)
        for kind in links.values_list("kind", flat=True).distinct().order_by("kind"):
            ids = set(links.filter(kind=kind).values_list("record_id", flat=True))
            citable = registries.citables.get(kind)
            there = citable.exists(scope.partnership_id, sorted(ids)) if citable else set()
            if ids - there:
                yield (
                    f"{scope.partnership_key}: {len(ids - there)} records of the kind “{kind}” "
                    f"are cited as evidence but gone: {sorted(ids - there)[:10]}."
                )


def wrong_counts() -> Iterator[str]:
    """Yield a sentence for each claim whose counters are not what its links say."""
    for scope in _every_partnership():
        standing = EvidenceLink.objects.within(scope).filter(withdrawn_at=None)
        rows = standing.values("claim_id", "stance").annotate(n=Count("pk"))
        counted = {(row["claim_id"], row["stance"]): row["n"] for row in rows}
        for claim in Claim.objects.within(scope).order_by("number"):
            wrong = [
                f"{stance} says {getattr(claim, stance)}, there are {n}"
                for stance in Stance.values
                if getattr(claim, stance) != (n := counted.get((claim.pk, stance), 0))
            ]
            if wrong:
                yield f"{scope.partnership_key}, {claim.short}: {'; '.join(wrong)}."


def _every_partnership() -> Iterator[Scope]:
    for key in Partnership.everywhere.order_by("id").values_list("key", flat=True):
        yield operate(key)
