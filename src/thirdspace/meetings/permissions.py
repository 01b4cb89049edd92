"""What people may do with meetings and what they leave behind."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thirdspace.access.permissions import INSIDE, WRITERS, Permission, Role

READ = Permission("meetings.read", _("Read agendas, minutes, decisions and promises"), INSIDE)
NOTE = Permission(
    "meetings.note", _("Type in the notes of a meeting, and answer what you promised"), INSIDE
)
WRITE = Permission(
    "meetings.write", _("Add to agendas and write promises, tensions and deliverables"), WRITERS
)
RUN = Permission(
    "meetings.run",
    _("Plan, invite, open and close meetings"),
    (Role.COORDINATOR, Role.FACILITATOR),
)
DECIDE = Permission(
    "meetings.decide",
    _("Say yes or no for your organization to a decision that needs both"),
    (Role.COORDINATOR, Role.SPONSOR),
)
REFLECT = Permission("meetings.reflect", _("Answer in private how the work goes"), INSIDE)
