from __future__ import annotations

from django.apps import AppConfig


class PartnershipConfig(AppConfig):
    name = "thirdspace.partnership"
    label = "partnership"
    default_auto_field = "django.db.models.BigAutoField"
