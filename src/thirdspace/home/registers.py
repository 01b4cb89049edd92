"""What the pages over all rooms give to the others: the board, and how the door's acts read."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thirdspace.access import registries
from thirdspace.access.registries import Room, Sentences
from thirdspace.access.scope import Scope
from thirdspace.home.permissions import READ

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
