"""What this room gives the others: each noun registers its own."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thirdspace.access import registries
from thirdspace.meetings import checks, files
from thirdspace.meetings.permissions import READ
from thirdspace.meetings.registers import (
    decisions,
    deliverables,
    meetings,
    notes,
    promises,
    reflection,
)

__all__ = ["decisions", "deliverables", "meetings", "notes", "promises", "reflection"]

registries.rooms.add("meetings", registries.Room(_("Meetings"), "meetings:index", READ, order=10))
# Before claims, whose evidence may be a decision or a promise.
registries.folder_parts.add(
    "meetings", registries.FolderPart(order=45, read=files.read, write=files.write)
)
registries.sentences.add(
    "meetings.files",
    registries.Sentences(by_verb={"meetings.import_folder": _("brought in meetings: %(label)s")}),
)
for _name in ("orphan_evidence", "lost_wordings", "counted_behind"):
    registries.checks.add(f"meetings.{_name}", registries.Check(find=getattr(checks, _name)))
