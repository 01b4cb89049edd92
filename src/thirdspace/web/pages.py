"""Pages that belong to no room: help, the pattern page, and the health of the process."""

from __future__ import annotations

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from thirdspace.web import samples


def help_page(request: HttpRequest) -> HttpResponse:
    """Say how the screens work, how numbers are made and who can see what."""
    return render(request, "web/help.html")


def patterns(request: HttpRequest) -> HttpResponse:
    """Show every component in every state."""
    return render(request, "web/patterns.html", samples.everything())


@never_cache
def health(request: HttpRequest) -> HttpResponse:
    """Answer 200 while the process and its database answer."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain")
