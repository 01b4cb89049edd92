"""What this room gives the others: each noun registers its own."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thirdspace.access import registries
from thirdspace.meetings.permissions import READ
from thirdspace.meetings.registers import decisions, deliverables, meetings, promises, reflection

__all__ = ["decisions", "deliverables", "meetings", "promises", "reflection"]

registries.rooms.add("meetings", registries.Room(_("Meetings"), "meetings:index", READ, order=10))
