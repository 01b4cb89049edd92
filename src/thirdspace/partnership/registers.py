"""What this room gives the others."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thirdspace.access import entrance, keys, registries
from thirdspace.access.models import Proposal
from thirdspace.access.scope import Scope
from thirdspace.partnership import actions, checks, citing, files
from thirdspace.partnership.actions import joining, organizations, people
from thirdspace.partnership.permissions import READ
from thirdspace.partnership.reads import standing
from thirdspace.partnership.seats import LOOKUPS

entrance.register(LOOKUPS)
registries.rooms.add(
    "partnership", registries.Room(_("Agreements"), "partnership:index", READ, order=20)
)
registries.folder_parts.add(
    "partnership",
    registries.FolderPart(order=0, read=files.read, write=files.write),
)
registries.checks.add("partnership", registries.Check(checks.find))
registries.citables.add(
    citing.KIND,
    registries.Citable(
        kind=citing.KIND, label=_("Event"), icon="calendar", cards=citing.cards, find=citing.find,
        exists=citing.exists, to_key=citing.to_key, from_key=citing.from_key, order=50,
    ),
)  # fmt: skip
registries.events.add("partnership", registries.EventSource(citing.happenings))


def _thing(scope: Scope, kind: str, record_id: int | None) -> str:
    name = {"partnership.organization": "organization"}.get(kind)
    if name and record_id:
        return reverse(f"partnership:{name}", args=[scope.partnership_key, record_id])
    plain = "events" if kind == "partnership.event" else "organizations"
    return reverse(f"partnership:{plain}", args=[scope.partnership_key])


registries.sentences.add(
    "partnership",
    registries.Sentences(
        by_verb={
            "partnership.import_folder": _("imported the folder “%(label)s”"),
            "partnership.add_organization": _("let %(label)s join"),
            "partnership.change_organization": _("changed the data of %(label)s"),
            "partnership.set_outside_id": _("set an outside id of %(label)s"),
            "partnership.invite_person": _("invited %(label)s"),
            "partnership.invite_again": _("invited %(label)s again"),
            "partnership.give_seat": _("gave %(label)s a seat"),
            "partnership.change_seat": _("changed the seat of %(label)s"),
            "partnership.end_seat": _("ended the seat of %(label)s"),
            "partnership.set_backup": _("named who stands in for %(label)s"),
            "partnership.join": _("joined: %(label)s"),
            "partnership.add_event": _("noted what happened: “%(label)s”"),
            "partnership.export_copy": _("took a full copy of %(label)s"),
            "partnership.leave": _("left the partnership: %(label)s"),
        },
        url=_thing,
    ),
)
registries.link_tasks.add(
    people.JOIN,
    registries.LinkTask(
        title=_("Invitation"),
        template="partnership/task_join.html",
        context=joining.show_invitation,
        perform=joining.accept_invitation,
    ),
)


def _join(scope: Scope, proposal: Proposal) -> None:
    actions.add_organization(scope, **proposal.payload)


def _invite(scope: Scope, proposal: Proposal) -> None:
    actions.invite_person(scope, **proposal.payload)


registries.two_key_acts.add(
    organizations.JOIN,
    registries.TwoKeyAct(_("A new organization"), keys.ANSWER, perform=_join),
)
registries.two_key_acts.add(
    people.SEAT,
    registries.TwoKeyAct(_("A seat for another organization"), keys.ANSWER, perform=_invite),
)


registries.tasks.add("partnership", registries.TaskSource(standing.owed))
registries.signals.add("partnership", registries.SignalSource(signals=standing.signals))
