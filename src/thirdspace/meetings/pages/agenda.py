from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from thirdspace.access.routes import nothing_here
from thirdspace.access.scope import Scope


def add(request: HttpRequest, scope: Scope, **parts: Any) -> HttpResponse:
    raise nothing_here()


def edit(request: HttpRequest, scope: Scope, **parts: Any) -> HttpResponse:
    raise nothing_here()


def move(request: HttpRequest, scope: Scope, **parts: Any) -> HttpResponse:
    raise nothing_here()


def drop(request: HttpRequest, scope: Scope, **parts: Any) -> HttpResponse:
    raise nothing_here()
