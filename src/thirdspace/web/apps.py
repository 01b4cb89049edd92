"""Django's view of this package."""

from __future__ import annotations

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Base pages, components and static files."""

    name = "thirdspace.web"
    label = "web"
