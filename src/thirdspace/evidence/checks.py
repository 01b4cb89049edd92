"""Checks of integrity, over the whole installation."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count, F, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce, Length

from thirdspace.evidence.models import Coding, Source, TextVersion, Turn
from thirdspace.evidence.texts import digest


def find() -> Iterator[str]:
    """Say which passages lie outside their text, which counters and which seals are wrong."""
    yield from _outside()
    yield from _miscounted()
    yield from _unsealed()


def _outside() -> Iterator[str]:
    for model, holder in ((Coding, "coding"), (Turn, "turn")):
        rows = model.everywhere.annotate(length=Length("version__text"))
        for pk in rows.filter(end__gt=F("length")).values_list("pk", flat=True):
            yield f"Evidence: {holder} {pk} ends after its text."


def _miscounted() -> Iterator[str]:
    counted = (
        Coding.everywhere.filter(source=OuterRef("pk"))
        .order_by()
        .values("source")
        .annotate(n=Count("pk"))
        .values("n")
    )
    rows = Source.everywhere.annotate(
        counted=Coalesce(Subquery(counted, output_field=IntegerField()), 0)
    )
    for pk, said, n in rows.exclude(codings=F("counted")).values_list("pk", "codings", "counted"):
        yield f"Evidence: source {pk} says {said} codings and has {n}."


def _unsealed() -> Iterator[str]:
    rows = TextVersion.everywhere.order_by("pk").values_list("pk", "text", "sha256")
    for pk, text, seal in rows.iterator(chunk_size=100):
        if digest(text) != seal:
            yield f"Evidence: the seal of text version {pk} does not fit its text."
