"""What people may do in a network."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thirdspace.access.permissions import Permission, Role

READ = Permission("network.read", _("See what partnerships released to a network"), ())
RELEASE = Permission(
    "network.release", _("Release something to a network for your partnership"), (Role.SPONSOR,)
)
