"""Search by words over all rooms, and the jump to a thing by its short name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from thirdspace.access import paging, registries, search
from thirdspace.access.scope import Scope
from thirdspace.claims.models import Claim

SHORT_NAME = re.compile(r"[A-Za-z]{1,3}-\d{1,6}")
#: Kinds that can be found but are no evidence themselves.
KINDS = {
    "claim": _("Claim"), "evidence.source": _("Source"), "event": _("Event"),
    "meeting": _("Meeting"), "tension": _("Tension"), "deliverable": _("Deliverable"),
}  # fmt: skip
BEFORE, LENGTH = 60, 240
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_ENDING = re.compile(r"(?:ies|ing|ed|es|s|e|y)$")


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found, with the words around what was typed."""

    kind_label: str
    title: SafeString
    snippet: SafeString
    url: str
    at: datetime


@dataclass(frozen=True, slots=True)
class KindCount:
    """How many things of one kind were found."""

    kind: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Found:
    """One page of what was found, newest first."""

    hits: Sequence[Hit]
    kinds: Sequence[KindCount]
    count: int
    next_cursor: str


def typed_words(typed: str) -> str:
    """Return what a person typed as words; a control character ends a word, as a space does."""
    return " ".join(_CONTROL.sub(" ", typed).split())


def found(scope: Scope, words: str, *, kind: str = "", cursor: str = "", size: int = 30) -> Found:
    """Return one page of the records that hold all `words` and that the scope may see."""
    counted = search.find(scope, words).order_by().values("kind").annotate(n=Count("pk"))
    kinds = [KindCount(row["kind"], kind_label(row["kind"]), row["n"]) for row in counted]
    kinds.sort(key=lambda each: each.label)
    page = paging.newest_first(
        search.find(scope, words, kind=kind), field="at", cursor=cursor, size=size
    )
    pattern = _pattern(words)
    hits = [
        Hit(kind_label(e.kind), _marked(e.title, pattern), _snippet(e.body, pattern), e.url, e.at)
        for e in page.rows
    ]
    count = sum(each.count for each in kinds if kind in ("", each.kind))
    return Found(hits, kinds, count, page.next_cursor)


def jump(scope: Scope, words: str) -> str:
    """Return the address of the thing with that short name (C-07, M-01), or "" for none."""
    name = words.strip().upper()
    if not SHORT_NAME.fullmatch(name):
        return ""
    return _claim(scope, name) or _cited(scope, name)


def _claim(scope: Scope, name: str) -> str:
    letters, _hyphen, digits = name.partition("-")
    if letters != "C" or not Claim.objects.within(scope).filter(number=int(digits)).exists():
        return ""
    return reverse("claims:claim", args=[scope.partnership_key, int(digits)])


def _cited(scope: Scope, name: str) -> str:
    for citable in registries.citables.entries():
        ids = list(citable.from_key(scope, [name]).values())
        for card in citable.cards(scope, ids).values() if ids else ():
            return card.url
    return ""


def kind_label(kind: str) -> str:
    """Return how a kind of record is called."""
    citable = registries.citables.get(kind)
    return str(citable.label if citable else KINDS.get(kind, kind))


def _pattern(words: str) -> re.Pattern[str]:
    # The index compares stems (write, writes, writing), so the mark takes the whole of such a word.
    stems = [_ENDING.sub("", word) if len(word) > 4 else word for word in words.split()]
    found_in = "|".join(rf"\b{re.escape(stem)}\w*" for stem in stems if stem)
    return re.compile(f"({found_in})" if found_in else "(?!)", re.IGNORECASE)


def _snippet(body: str, pattern: re.Pattern[str]) -> SafeString:
    """Return the words around the first find, marked; the beginning where there is none."""
    first = pattern.search(body)
    start = max(first.start() - BEFORE, 0) if first else 0
    if start:
        start = body.find(" ", start) + 1 or start
    cut = body[start : start + LENGTH]
    return format_html(
        "{}{}{}",
        "… " if start else "",
        _marked(cut, pattern),
        " …" if start + LENGTH < len(body) else "",
    )


def _marked(text: str, pattern: re.Pattern[str]) -> SafeString:
    # Cut first, escape each piece after: what a person wrote never becomes markup. Every second
    # piece is a find.
    pieces = enumerate(pattern.split(text))
    return format_html_join(
        "", "{}", ((format_html("<mark>{}</mark>", p) if n % 2 else p,) for n, p in pieces)
    )
