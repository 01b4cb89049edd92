"""What people may do with organizations, people and seats."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thirdspace.access.permissions import INSIDE, WRITERS, Permission, Role

READ = Permission("partnership.read", _("See which organizations and people take part"), INSIDE)
MANAGE = Permission(
    "partnership.manage", _("Add organizations and people, and give seats"), (Role.COORDINATOR,)
)
NOTE = Permission("partnership.note", _("Note what happened in the partnership"), WRITERS)
LEAVE = Permission(
    "partnership.leave",
    _("Take your own organization out, with a full export of what it may see"),
    (Role.COORDINATOR, Role.SPONSOR),
)
EXPORT = Permission("partnership.export", _("Export all that your organization may see"), INSIDE)
