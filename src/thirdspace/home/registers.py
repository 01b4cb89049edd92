"""What the pages over all rooms give to the others: the board, and how the door's acts read."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thirdspace.access import registries
from thirdspace.access.registries import Room, Sentences, SignalSource, Tick
from thirdspace.access.scope import Scope
from thirdspace.home import digest, hooks
from thirdspace.home.permissions import READ
from thirdspace.home.reads.hooks import signals

registries.rooms.add("home", Room(_("Board"), "home:board", READ, order=0))


def _board(scope: Scope, _kind: str, _record_id: int | None) -> str:
    return reverse("home:board", args=[scope.partnership_key])


registries.sentences.add(
    "access",
    Sentences(
        by_verb={
            "access.propose": _("asked for a yes from each side: %(label)s"),
            "access.answer_yes": _("said yes: %(label)s"),
            "access.answer_no": _("said no: %(label)s"),
        },
        url=_board,
    ),
)
registries.sentences.add(
    "home",
    Sentences(
        by_verb={
            "home.add_hook": _("let “%(label)s” be told what happens here"),
            "home.restart_hook": _("let “%(label)s” be told again what happens here"),
            "home.remove_hook": _("ended that “%(label)s” is told what happens here"),
            "home.stop_hook": _("stopped telling “%(label)s” what happens: it did not answer"),
        }
    ),
)
registries.signals.add("home", SignalSource(signals=signals))
registries.ticks.add("home.digest", Tick(timedelta(minutes=15), digest.send_due))
registries.ticks.add("home.hooks", Tick(timedelta(minutes=1), hooks.tell_due))
