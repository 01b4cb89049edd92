from __future__ import annotations

from django.apps import AppConfig


class ImprovementConfig(AppConfig):
    name = "thirdspace.improvement"
    label = "improvement"
    default_auto_field = "django.db.models.BigAutoField"
