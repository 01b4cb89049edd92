"""What people may do with sources and codings."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thirdspace.access.permissions import INSIDE, READERS, WRITERS, Permission, Role

READ = Permission("evidence.read", _("Read sources and coded passages that are shared"), READERS)
READ_RESEARCH = Permission(
    "evidence.read_research", _("Read research sources in full"), (Role.RESEARCHER,)
)
WRITE = Permission("evidence.write", _("Add sources and code them"), WRITERS)
EXPORT = Permission("evidence.export", _("Export codings and the matrix"), INSIDE)
