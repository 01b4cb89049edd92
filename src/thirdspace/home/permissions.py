"""What people may do where all rooms meet."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thirdspace.access.permissions import INSIDE, READERS, Permission, Role

READ = Permission("home.read", _("Open the board, the timeline and the search"), READERS)
REPORT = Permission("home.report", _("Make a report for a reader you choose"), INSIDE)
HOOKS = Permission(
    "home.hooks",
    _("Let a tool outside be told what the whole partnership may see"),
    (Role.COORDINATOR,),
)
