"""What this room gives the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thirdspace.access import registries
from thirdspace.access.models import AuditEvent
from thirdspace.access.scope import Scope
from thirdspace.evidence import checks, files, keys
from thirdspace.evidence.permissions import READ
from thirdspace.evidence.reads import matrix, quotes, sources

registries.rooms.add("evidence", registries.Room(_("Evidence"), "evidence:index", READ, 80))
registries.citables.add(
    quotes.KIND,
    registries.Citable(
        kind=quotes.KIND,
        label=_("Quote"),
        icon="quote",
        cards=quotes.cards,
        find=quotes.find,
        exists=keys.exists,
        to_key=keys.to_key,
        from_key=keys.from_key,
        order=10,
    ),
)
registries.signals.add("evidence", registries.SignalSource(signs=matrix.signs))
registries.checks.add("evidence", registries.Check(checks.find))
registries.folder_parts.add(
    "evidence", registries.FolderPart(order=20, read=files.read, write=files.write)
)


def _url(scope: Scope, kind: str, record_id: int | None) -> str:
    key = scope.partnership_key
    if kind == "evidence.source":
        return reverse("evidence:source", args=[key, record_id])
    if kind == "evidence.code":
        return reverse("evidence:codebook", args=[key])
    return reverse("evidence:index", args=[key])


def _labels(scope: Scope, acts: Sequence[AuditEvent]) -> Mapping[int, str]:
    """Call sources and cases as they may be called today, whatever they were called then."""
    of = {act.pk: (act.kind, act.record_id or 0) for act in acts if act.kind in _NAMED_TODAY}
    today = {
        (kind, pk): name
        for kind, names in _NAMED_TODAY.items()
        if (ids := [pk for of_kind, pk in of.values() if of_kind == kind])
        for pk, name in names(scope, ids).items()
    }
    return {act: today.get(thing, str(_("no longer shared with you"))) for act, thing in of.items()}


_NAMED_TODAY = {"evidence.source": sources.titles, "evidence.case": sources.case_names}


registries.sentences.add(
    "evidence",
    registries.Sentences(
        {
            "evidence.add_source": _("added the source “%(label)s”"),
            "evidence.add_text_version": _("added a newer text of “%(label)s”"),
            "evidence.change_source": _("changed the source “%(label)s” with a folder"),
            "evidence.change_consent": _("changed what may be done with “%(label)s”"),
            "evidence.set_case": _("put “%(label)s” into a case"),
            "evidence.set_attributes": _("changed what is known of the case “%(label)s”"),
            "evidence.add_code": _("added the code “%(label)s”"),
            "evidence.change_code": _("changed the code “%(label)s”"),
            "evidence.code_passage": _("coded a passage as “%(label)s”"),
            "evidence.withdraw_coding": _("took back a coding as “%(label)s”"),
            "evidence.import_folder": _("imported sources and codings from “%(label)s”"),
        },
        url=_url,
        labels=_labels,
    ),
)
