"""Turns acts of the audit trail into sentences, with each room's own words for its verbs."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from thirdspace.access import dates, registries
from thirdspace.access.models import AuditEvent
from thirdspace.access.registries import Happening, Sentences
from thirdspace.access.scope import Scope


def told(scope: Scope, acts: Iterable[AuditEvent], *, linked: bool = True) -> list[Happening]:
    """Return acts as lines of a timeline, in their order.

    Parameters
    ----------
    scope : Scope
        Who reads.
    acts : iterable of AuditEvent
        What the reader may see, already chosen.
    linked : bool
        Whether each line leads to its thing; False on the page of the thing itself.
    """
    rooms = {verb: room for room in registries.sentences.entries() for verb in room.by_verb}
    acts = list(acts)
    labels = {
        pk: label
        for room in registries.sentences.entries()
        if (its := [act for act in acts if rooms.get(act.verb) is room])
        for pk, label in room.labels(scope, its).items()
    }
    return [
        _line(scope, act, labels.get(act.pk, act.label), rooms.get(act.verb), linked)
        for act in acts
    ]


def _line(
    scope: Scope, act: AuditEvent, label: str, room: Sentences | None, linked: bool
) -> Happening:
    sentence = str(room.by_verb[act.verb]) if room else _("changed “%(label)s”")
    return Happening(
        at=act.at,
        when=dates.day(act.at),
        side=act.side if act.organization_id else "joint",
        actor=act.person_name,
        organization_name=act.organization_name,
        sentence=sentence % _Words(act.after or {}, label=label),
        url=room.url(scope, act.kind, act.record_id) if room and linked else "",
    )


class _Words(dict[str, object]):
    """What a sentence may name of an act; what the act does not say is left out."""

    def __missing__(self, key: str) -> str:
        return ""
