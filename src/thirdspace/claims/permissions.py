"""What people may do with claims."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thirdspace.access.permissions import INSIDE, READERS, WRITERS, Permission, Role

READ = Permission("claims.read", _("Read claims and the evidence both ways"), READERS)
WRITE = Permission("claims.write", _("Write claims and link evidence for and against"), WRITERS)
COMMENT = Permission("claims.comment", _("Discuss claims and answer evidence"), INSIDE)
SETTLE = Permission(
    "claims.settle",
    _("Say yes or no to a reading of a claim for your organization"),
    (Role.COORDINATOR, Role.SPONSOR),
)
RELEASE = Permission(
    "claims.release",
    _("Say yes or no for your organization to releasing a claim"),
    (Role.SPONSOR,),
)
