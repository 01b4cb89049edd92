from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from thirdspace.access.routes import nothing_here
from thirdspace.access.scope import Scope


def index(request: HttpRequest, scope: Scope, **parts: Any) -> HttpResponse:
    raise nothing_here()


def one(request: HttpRequest, scope: Scope, **parts: Any) -> HttpResponse:
    raise nothing_here()


def prepare(request: HttpRequest, scope: Scope, **parts: Any) -> HttpResponse:
    raise nothing_here()


def answer(request: HttpRequest, scope: Scope, **parts: Any) -> HttpResponse:
    raise nothing_here()


def send(request: HttpRequest, scope: Scope, **parts: Any) -> HttpResponse:
    raise nothing_here()


def show(request: HttpRequest, scope: Scope, **parts: Any) -> HttpResponse:
    raise nothing_here()


def outcome(request: HttpRequest, scope: Scope, **parts: Any) -> HttpResponse:
    raise nothing_here()


def skip(request: HttpRequest, scope: Scope, **parts: Any) -> HttpResponse:
    raise nothing_here()


def check(request: HttpRequest, scope: Scope, **parts: Any) -> HttpResponse:
    raise nothing_here()
