from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from thirdspace.access.routes import nothing_here
from thirdspace.access.scope import Scope


def one(request: HttpRequest, scope: Scope, **parts: Any) -> HttpResponse:
    raise nothing_here()


def edit(request: HttpRequest, scope: Scope, **parts: Any) -> HttpResponse:
    raise nothing_here()


def cancel(request: HttpRequest, scope: Scope, **parts: Any) -> HttpResponse:
    raise nothing_here()


def invite(request: HttpRequest, scope: Scope, **parts: Any) -> HttpResponse:
    raise nothing_here()


def open_it(request: HttpRequest, scope: Scope, **parts: Any) -> HttpResponse:
    raise nothing_here()


def next_item(request: HttpRequest, scope: Scope, **parts: Any) -> HttpResponse:
    raise nothing_here()


def close(request: HttpRequest, scope: Scope, **parts: Any) -> HttpResponse:
    raise nothing_here()


def people(request: HttpRequest, scope: Scope, **parts: Any) -> HttpResponse:
    raise nothing_here()


def coming(request: HttpRequest, scope: Scope, **parts: Any) -> HttpResponse:
    raise nothing_here()


def ics(request: HttpRequest, scope: Scope, **parts: Any) -> HttpResponse:
    raise nothing_here()


def minutes(request: HttpRequest, scope: Scope, **parts: Any) -> HttpResponse:
    raise nothing_here()


def minutes_docx(request: HttpRequest, scope: Scope, **parts: Any) -> HttpResponse:
    raise nothing_here()


def minutes_html(request: HttpRequest, scope: Scope, **parts: Any) -> HttpResponse:
    raise nothing_here()
