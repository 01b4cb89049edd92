"""What people may do with measures."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thirdspace.access.permissions import READERS, WRITERS, Permission

READ = Permission("improvement.read", _("See measures and their charts"), READERS)
WRITE = Permission("improvement.write", _("Add measures and record observations"), WRITERS)
