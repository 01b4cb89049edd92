"""A partnership far bigger than any real one, written straight into the tables."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any

import rhythm
from common import place

NOW = datetime(2026, 6, 16, 9, tzinfo=UTC)
DYNAMICS = ("commitment", "ownership", "benefits", "structures", "spanners")
SIDES = ("district", "university", "college", "state")
WORDS = [
    "we",
    "write",
    "the",
    "plan",
    "with",
    "them",
    "and",
    "they",
    "bring",
    "their",
    "own",
    "words",
    "to",
    "the",
    "table",
    "each",
    "month",
]


def build(
    *, claims: int, links: int, sources: int, codings: int, codes: int = 50,
    links_on_first: int = 0, meetings: int = 0, decisions: int = 0, promises: int = 0,
) -> Any:  # fmt: skip
    """Make a partnership of that size and return its `cast.Place`."""
    from django.db import transaction

    from thirdspace.access import audit

    found = place()
    dice = random.Random(7)
    with transaction.atomic():
        passages = _evidence(found, dice, sources, codings, codes)
        _claims(found, dice, claims, links, links_on_first, passages)
        if meetings:
            rhythm.fill(found, dice, meetings, decisions, promises)
        audit.record(found.scope("operator"), "partnership.import", found.partnership)
    return found


def _sentence(dice: random.Random, words: int) -> str:
    return " ".join(dice.choice(WORDS) for _ in range(words))


def _bulk(model: Any, rows: Any) -> list[Any]:
    rows, made = iter(rows), []
    while chunk := list(islice(rows, 5000)):
        made += model.everywhere.bulk_create(chunk)
    return made


def _evidence(found: Any, dice: random.Random, sources: int, codings: int, codes: int) -> list[Any]:
    from thirdspace.evidence.models import Code, CodebookVersion, Coding, Source, TextVersion

    own = {"partnership_id": found.partnership.pk}
    book = CodebookVersion.everywhere.create(**own, number=1, codes=[], made_at=NOW)
    named = _bulk(
        Code,
        (Code(**own, name=f"code {n}", dynamic=DYNAMICS[n % 5] if n < 40 else "", position=n)
         for n in range(codes)),
    )  # fmt: skip
    held = _bulk(
        Source,
        (Source(
            **own, file=f"s{n}.txt", title=f"Interview {n}", kind="interview", role="faculty",
            organization=found.org(SIDES[n % 4]), origin=found.org(SIDES[n % 4]),
            when=(NOW - timedelta(days=n % 700)).date().isoformat(),
            added_at=NOW - timedelta(hours=n), codings=codings // sources,
        ) for n in range(sources)),
    )  # fmt: skip
    text = _sentence(dice, 900)
    texts = _bulk(
        TextVersion,
        (TextVersion(**own, source=s, number=1, text=text, sha256="0" * 64, made_at=NOW)
         for s in held),
    )  # fmt: skip
    return _bulk(
        Coding,
        (Coding(
            **own, source=held[n % sources], version=texts[n % sources], start=n % 4000,
            end=n % 4000 + 40 + n // 4000, code=named[dice.randrange(codes)], codebook=book,
            direction=dice.choice(("strengthening", "eroding")), coder_kind="study",
            coder=f"study {n // sources}", coded_at=NOW,
        ) for n in range(codings)),
    )  # fmt: skip


def _claims(
    found: Any, dice: random.Random, claims: int, links: int, first: int, passages: list[Any]
) -> None:
    from django.db.models import Count, OuterRef, Q, Subquery
    from django.db.models.functions import Coalesce

    from thirdspace.claims.models import Claim, EvidenceLink

    own = {"partnership_id": found.partnership.pk}
    made = _bulk(
        Claim,
        (Claim(
            **own, number=n + 1, statement=_sentence(dice, 9), dynamic=DYNAMICS[n % 5],
            made_at=NOW, changed_at=NOW - timedelta(minutes=n), status="open",
            origin=found.org(SIDES[n % 4]),
        ) for n in range(claims)),
    )  # fmt: skip
    people = list(found.people.values())

    def link(n: int) -> EvidenceLink:
        side = SIDES[n % 4]
        return EvidenceLink(
            **own, claim=made[0] if n < first else made[dice.randrange(claims)], kind="quote",
            record_id=passages[n % len(passages)].pk, why=_sentence(dice, 8),
            stance=("supports", "contrasts", "mentions")[n % 3], strength=n % 4 + 1,
            side=found.org(side).side, record_organization=found.org(side),
            organization=found.org(SIDES[n // 4 % 4]), person=people[n % len(people)],
            linked_at=NOW - timedelta(seconds=n),
        )  # fmt: skip

    _bulk_ignoring(EvidenceLink, (link(n) for n in range(links)))
    counted = EvidenceLink.everywhere.filter(claim=OuterRef("pk")).values("claim")
    Claim.everywhere.update(
        **{
            stance: Coalesce(
                Subquery(counted.annotate(n=Count("pk", filter=Q(stance=stance))).values("n")), 0
            )
            for stance in ("supports", "contrasts", "mentions")
        }
    )


def _bulk_ignoring(model: Any, rows: Any) -> None:
    rows = iter(rows)
    while chunk := list(islice(rows, 5000)):
        model.everywhere.bulk_create(chunk, ignore_conflicts=True)
