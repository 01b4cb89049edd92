"""Who outside is told what happens here, and how that goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from django.urls import reverse
from django.utils.translation import gettext as _

from thirdspace.access import dates
from thirdspace.access.registries import Signal
from thirdspace.access.scope import Scope
from thirdspace.home.models import Hook
from thirdspace.home.permissions import HOOKS


@dataclass(frozen=True, slots=True)
class HookRow:
    """One tool outside. Of its address only the host is shown: the rest is a secret."""

    id: int
    name: str
    host: str
    made_by: str
    made_at: datetime
    told_at: datetime | None
    failures: int
    try_at: datetime | None
    stopped_at: datetime | None
    last_error: str


def hooks_of(scope: Scope) -> Sequence[HookRow]:
    """Return the tools outside that are told of this partnership."""
    hooks = Hook.objects.within(scope).select_related("made_by").order_by("name", "id")
    return [
        HookRow(
            id=hook.pk,
            name=hook.name,
            host=urlsplit(hook.url).hostname or "",
            made_by=str(hook.made_by or ""),
            made_at=hook.made_at,
            told_at=hook.told_at,
            failures=hook.failures,
            try_at=hook.try_at,
            stopped_at=hook.stopped_at,
            last_error=hook.last_error,
        )
        for hook in hooks
    ]


def signals(scope: Scope) -> Sequence[Signal]:
    """Return the hooks that were stopped, for those who can start them again."""
    if not scope.may(HOOKS):
        return []
    stopped = Hook.objects.within(scope).exclude(stopped_at=None).order_by("stopped_at")
    return [_signal(scope, hook) for hook in stopped]


def _signal(scope: Scope, hook: Hook) -> Signal:
    return Signal(
        need="act",
        title=_("“%(name)s” is no longer told what happens here") % {"name": hook.name},
        detail=_("It was stopped after %(n)d failed tries. The last answer: %(words)s")
        % {"n": hook.failures, "words": hook.last_error},
        url=reverse("home:hooks", args=[scope.partnership_key]),
        side="joint",
        organization_name="",
        held_by=scope.organization_name,
        held_by_side=scope.organization_side,
        since=dates.day(hook.stopped_at) if hook.stopped_at else "",
        next_step=_("Start it again, or remove it."),
    )
