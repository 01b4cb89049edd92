"""What this room gives the others: its place, chart signals to cite, signs, checks, files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thirdspace.access import dates, registries, search
from thirdspace.access.registries import (
    Card,
    Check,
    Citable,
    FolderPart,
    Room,
    Sentences,
    SignalSource,
)
from thirdspace.access.scope import Scope
from thirdspace.improvement import checks, files, keys, readings, reads, wording
from thirdspace.improvement.models import Measure
from thirdspace.improvement.permissions import READ


def cards(scope: Scope, record_ids: Sequence[int]) -> Mapping[int, Card]:
    """Return how the charts of these measures read when they are cited."""
    found = list(
        Measure.objects.within(scope).select_related("organization").filter(pk__in=record_ids)
    )
    sparks = reads.sparks_of(scope, found)
    return {measure.pk: _card(scope, measure, sparks.get(measure.pk)) for measure in found}


def _card(scope: Scope, measure: Measure, figure: object) -> Card:
    reading = readings.reading_of(measure)
    return Card(
        kind="signal",
        record_id=measure.pk,
        kind_label=_("Chart signal"),
        icon="chart",
        words=f"{readings.finding(measure, reading)}. {reading.sentence}",
        is_quote=False,
        source_label=f"{measure.key} {measure.name}",
        url=reverse("improvement:measure", args=[scope.partnership_key, measure.key]),
        side=reads.side_of(measure, "computed"),
        organization_id=measure.organization_id,
        organization_name=str(measure.organization or ""),
        when=dates.day(reading.day) if reading.day else "",
        figure=figure,
    )


def find(scope: Scope, words: str, most: int) -> Sequence[Card]:
    """Return the measures that hold all words; without words, the newest."""
    if words.strip():
        ids = list(search.find(scope, words, kind="signal").values_list("record_id", flat=True))
        ids = ids[:most]
    else:
        newest = Measure.objects.within(scope).order_by("-made_at", "-id")
        ids = list(newest.values_list("pk", flat=True)[:most])
    found = cards(scope, ids)
    return [found[pk] for pk in ids if pk in found]


def page_of(scope: Scope, kind: str, record_id: int | None) -> str:
    """Return where the timeline leads for an act on a measure."""
    return reverse("improvement:index", args=[scope.partnership_key])


registries.rooms.add(
    "improvement", Room(gettext_lazy("Improvement"), "improvement:index", READ, order=60)
)
registries.citables.add(
    "signal",
    Citable(
        kind="signal",
        label=gettext_lazy("Measure and its chart"),
        icon="chart",
        cards=cards,
        find=find,
        exists=keys.exists,
        to_key=keys.to_key,
        from_key=keys.from_key,
        order=60,
    ),
)
registries.signals.add("improvement", SignalSource(signals=reads.signals, signs=reads.signs))
registries.sentences.add("improvement", Sentences(by_verb=wording.SENTENCES, url=page_of))
registries.checks.add("improvement.readings", Check(find=checks.find))
registries.folder_parts.add(
    "improvement",
    FolderPart(order=30, read=files.read, write=files.write),
)
