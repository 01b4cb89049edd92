"""Coded passages as quotes, with what their speakers agreed to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, QuerySet, Value
from django.db.models.functions import Substr
from django.urls import reverse
from django.utils.translation import gettext as _

from thirdspace.access import dates, paging, search
from thirdspace.access.registries import Card
from thirdspace.access.scope import Scope
from thirdspace.claims.actions import owners
from thirdspace.evidence import consent, texts
from thirdspace.evidence.models import Attribution, Coding, Source
from thirdspace.evidence.reads import Shown, sources

#: How a quote is called where rooms cite one another.
KIND = "quote"


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage, its code and the way it points."""

    card: Card
    code: str
    direction: str


def codings(scope: Scope) -> QuerySet[Any]:
    """Return the codings a scope sees, each with its words and code, without the whole text."""
    words = Substr("version__text", F("start") + Value(1), F("end") - F("start"))
    return Coding.objects.within(scope).select_related("code").annotate(words=words)


def quoted(scope: Scope, rows: Sequence[Any]) -> list[Quote]:
    """Return quotes of rows that :func:`codings` gave, in their order; one more query."""
    known = sources.by_id(scope, sorted({row.source_id for row in rows}))
    quotes = []
    for row in rows:
        source = known[row.source_id]
        withheld = consent.why_withheld(scope, source)
        face = consent.face(scope, source)
        card = Card(
            kind=KIND,
            record_id=row.pk,
            kind_label=source.kind or _("source"),
            icon="quote",
            words="" if withheld else row.words,
            is_quote=True,
            source_label=face.speaker or face.title,
            url=url(scope, source.pk, row.pk),
            side=face.side,
            organization_id=face.organization_id,
            organization_name=face.organization_name,
            when=dates.partial_day(source.when),
            withheld=withheld,
            nameless=source.attribution == Attribution.ANONYMOUS,
        )
        quotes.append(Quote(card, row.code.name, row.direction))
    return quotes


def url(scope: Scope, source_id: int, coding_id: int) -> str:
    """Return the address that opens a passage in place."""
    page = reverse("evidence:source", args=[scope.partnership_key, source_id])
    return f"{page}?coding={coding_id}#coding-{coding_id}"


def cards(scope: Scope, ids: Sequence[int]) -> Mapping[int, Card]:
    """Return quotes by id, in a constant number of queries."""
    rows = list(codings(scope).filter(pk__in=ids))
    return {quote.card.record_id: quote.card for quote in quoted(scope, rows)}


def name_owners(scope: Scope, changed: Sequence[Source]) -> None:
    """Let claims say whose the passages of some sources are, as their attribution is now."""
    rows = Coding.objects.within(scope).filter(source__in=[source.pk for source in changed])
    owners.name_anew(scope, KIND, list(rows.values_list("pk", flat=True)))


def find(scope: Scope, words: str, limit: int) -> Sequence[Card]:
    """Return quotes that hold all the words, or whose code's name does."""
    asked = words.split()
    if not asked:
        return ()
    entries = search.find(scope, words, kind=texts.KIND).order_by()
    spoken = codings(scope).filter(source__in=entries.values("record_id"))
    named = codings(scope)
    for word in asked:
        spoken = spoken.filter(words__icontains=word)
        named = named.filter(code__name__icontains=word)
    # A passage that is held back is never found by its words: finding it would tell them.
    by_words = [
        q for q in quoted(scope, list(spoken.order_by("-pk")[:limit])) if not q.card.withheld
    ]
    by_code = quoted(scope, list(named.order_by("-pk")[:limit]))
    cards = {quote.card.record_id: quote.card for quote in [*by_words, *by_code]}
    return list(cards.values())[:limit]


def counts(scope: Scope, source_ids: Sequence[int], code_ids: Sequence[int]) -> Mapping[str, int]:
    """Return how many passages of some sources under some codes point each way."""
    rows = Coding.objects.within(scope).filter(source__in=source_ids, code__in=code_ids)
    found = dict(rows.values_list("direction").annotate(n=Count("pk")).order_by())
    eroding, strengthening = found.get("eroding", 0), found.get("strengthening", 0)
    return {"eroding": eroding, "strengthening": strengthening, "all": sum(found.values())}


def of_sources(
    scope: Scope,
    source_ids: Sequence[int],
    code_ids: Sequence[int],
    *,
    direction: str | None = None,
    cursor: str = "",
) -> Shown[Quote]:
    """Return a page of the passages of some sources under some codes, the last coded first."""
    rows = codings(scope).filter(source__in=source_ids, code__in=code_ids)
    if direction is not None:
        rows = rows.filter(direction=direction)
    page = paging.newest_first(rows, field="id", cursor=cursor, size=20)
    return Shown(quoted(scope, page.rows), page.next_cursor)
