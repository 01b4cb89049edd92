from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from thirdspace.access.routes import nothing_here
from thirdspace.access.scope import Scope


def index(request: HttpRequest, scope: Scope, **parts: Any) -> HttpResponse:
    raise nothing_here()


def new(request: HttpRequest, scope: Scope, **parts: Any) -> HttpResponse:
    raise nothing_here()


def one(request: HttpRequest, scope: Scope, **parts: Any) -> HttpResponse:
    raise nothing_here()


def edit(request: HttpRequest, scope: Scope, **parts: Any) -> HttpResponse:
    raise nothing_here()


def waiting(request: HttpRequest, scope: Scope, **parts: Any) -> HttpResponse:
    raise nothing_here()


def evidence(request: HttpRequest, scope: Scope, **parts: Any) -> HttpResponse:
    raise nothing_here()
