from __future__ import annotations

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """The door, as Django knows it."""

    name = "thirdspace.access"
    label = "access"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let every room give the others what it has, then lock the rows on PostgreSQL."""
        from django.db.models.signals import post_migrate
        from django.utils.module_loading import autodiscover_modules

        from thirdspace.access import rows

        autodiscover_modules("permissions", "registers")
        post_migrate.connect(rows.lock_tables, sender=self)
