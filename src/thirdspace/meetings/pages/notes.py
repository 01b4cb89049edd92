from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from thirdspace.access.routes import nothing_here
from thirdspace.access.scope import Scope


def live(request: HttpRequest, scope: Scope, **parts: Any) -> HttpResponse:
    raise nothing_here()


def lines(request: HttpRequest, scope: Scope, **parts: Any) -> HttpResponse:
    raise nothing_here()


def write(request: HttpRequest, scope: Scope, **parts: Any) -> HttpResponse:
    raise nothing_here()


def remove(request: HttpRequest, scope: Scope, **parts: Any) -> HttpResponse:
    raise nothing_here()


def level(request: HttpRequest, scope: Scope, **parts: Any) -> HttpResponse:
    raise nothing_here()


def offers(request: HttpRequest, scope: Scope, **parts: Any) -> HttpResponse:
    raise nothing_here()
