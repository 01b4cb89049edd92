"""Texts of sources as rows: versions, turns, and what search may find of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from django.urls import reverse
from django.utils import timezone

from thirdspace.access import clock, search
from thirdspace.access.scope import Scope
from thirdspace.evidence import consent
from thirdspace.evidence.models import Source, TextVersion, Turn
from thirdspace.formats.dates import read_date
from thirdspace.formats.text import TextDocument

#: The kind under which search keeps sources.
KIND = "evidence.source"
_CAPTIONS = ("srt", "vtt")


@dataclass(frozen=True, slots=True)
class NewText:
    """A text about to become a version of its source."""

    source: Source
    number: int
    document: TextDocument
    data: bytes


def digest(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


def store(scope: Scope, new: Sequence[NewText]) -> list[TextVersion]:
    """Store versions with their turns, and let search know the newest words."""
    versions = TextVersion.objects.add_many(scope, [_version(text) for text in new])
    pairs = list(zip(versions, new, strict=True))
    Turn.objects.add_many(scope, [row for version, text in pairs for row in _turns(version, text)])
    newest = {text.source.pk: (text.source, text.document.text) for text in new}
    index(scope, newest.values())
    return versions


def index(scope: Scope, texts: Iterable[tuple[Source, str]]) -> None:
    """Let search find sources: every word if all who see one may read it, else only its name."""
    search.put(scope, [_entry(scope, source, text) for source, text in texts])


def latest(scope: Scope, sources: Iterable[Source]) -> dict[int, TextVersion]:
    """Return the newest version of each source."""
    rows = TextVersion.objects.within(scope).filter(source__in=[source.pk for source in sources])
    return {version.source_id: version for version in rows.order_by("number")}


def _version(text: NewText) -> dict[str, Any]:
    return {
        "source": text.source,
        "number": text.number,
        "text": text.document.text,
        "sha256": digest(text.document.text),
        "original": text.data if text.document.kind in _CAPTIONS else None,
        "made_at": clock.now(),
    }


def _turns(version: TextVersion, text: NewText) -> Iterable[dict[str, Any]]:
    for position, turn in enumerate(text.document.turns):
        yield {
            "version": version,
            "position": position,
            "speaker": turn.speaker or "",
            "start": turn.start,
            "end": turn.end,
            "seconds_from": turn.seconds_from,
            "seconds_to": turn.seconds_to,
        }


def _entry(scope: Scope, source: Source, text: str) -> dict[str, Any]:
    return search.entry(
        source,
        kind=KIND,
        record_id=source.pk,
        title=consent.public_title(source),
        body=text if consent.open_to_all(source) else "",
        url=reverse("evidence:source", args=[scope.partnership_key, source.pk]),
        at=_said(source),
    )


def _said(source: Source) -> datetime:
    if not source.when:
        return source.added_at
    return timezone.make_aware(datetime.combine(read_date(source.when).first_day, time()))
