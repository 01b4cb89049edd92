"""A route can't be declared without saying who may take it.

Five kinds: `page` (a permission in a partnership), `network_page` (a seat in a network),
`person_page` (anybody who signed in), `open_page` (anybody, with the reason written out).
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import wraps
from typing import Any, Literal

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import URLPattern, path
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_http_methods

from thirdspace.access import entrance, rows
from thirdspace.access.once import remembering
from thirdspace.access.permissions import Permission
from thirdspace.access.scope import Scope
from thirdspace.problems import NotAllowed, NotThere

View = Callable[..., HttpResponse]
#: Which organization a person acts for, per partnership, in the session.
ACTING = "acting_for"


@dataclass(frozen=True, slots=True)
class Route:
    """One declared route, for the completeness tests and the reference page."""

    kind: Literal["page", "network", "person", "open"]
    path: str
    name: str
    view: str
    needs: str
    methods: tuple[str, ...]


ROUTES: list[Route] = []


def page(
    route: str, view: View, *, needs: Permission, name: str, methods: tuple[str, ...] = ("GET",)
) -> URLPattern:
    """Declare a page of a partnership.

    Parameters
    ----------
    route : str
        Path below the partnership's own.
    view : callable
        ``view(request, scope, …)``.
    needs : Permission
        What the scope must hold for any method of this route.
    name : str
        Name for `reverse`.
    methods : tuple of str
        Methods it answers; HEAD goes with GET.
    """

    @wraps(view)
    def scoped(request: HttpRequest, partnership: str, **parts: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        scope = enter_by(request, partnership)
        request.scope = scope  # type: ignore[attr-defined]
        scope.require(needs)
        with rows.holding([scope.partnership_id]), _once(request):
            return _rendered(view(request, scope, **parts))

    return _declare("page", route, scoped, str(needs), name, methods)


def enter_by(request: HttpRequest, key: str) -> Scope:
    """Open the partnership for the person who signed in, acting for the organization they chose."""
    acting = request.session.get(ACTING, {}).get(key)
    return entrance.enter(
        person_id=int(request.user.pk or 0),  # 0 is nobody: the stranger's answer
        person_name=str(request.user),
        key=key,
        organization_id=acting,
    )


def person_page(
    route: str, view: View, *, name: str, methods: tuple[str, ...] = ("GET",)
) -> URLPattern:
    """Declare a page that anybody who signed in may open: ``view(request)``."""

    @wraps(view)
    def personal(request: HttpRequest, **parts: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        with rows.holding(entrance.open_to(request.user.pk)), _once(request):
            return _rendered(view(request, **parts))

    return _declare("person", route, personal, "signed in", name, methods)


def network_page(
    route: str,
    view: View,
    *,
    opener: Callable[[HttpRequest, str], Any],
    needs: Permission,
    name: str,
    methods: tuple[str, ...] = ("GET",),
) -> URLPattern:
    """Declare a page over the partnerships that released something to a network.

    `opener` is the network room's: it returns a scope with ``partnership_ids`` and ``may``, or
    raises `NotThere`.
    """

    @wraps(view)
    def networked(request: HttpRequest, network: str, **parts: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        scope = opener(request, network)
        if not scope.may(needs):
            raise NotAllowed(
                "You can't do this in this network.",
                f"It needs the right to: {needs.sentence}",
                "Ask whoever runs the network.",
            )
        with rows.holding(scope.partnership_ids):
            return _rendered(view(request, scope, **parts))

    return _declare("network", route, networked, str(needs), name, methods)


def open_page(
    route: str, view: View, *, name: str, why: str, methods: tuple[str, ...] = ("GET",)
) -> URLPattern:
    """Declare a page that needs no sign-in, with the reason written out."""
    return _declare("open", route, login_not_required(view), why, name, methods)


def _once(request: HttpRequest) -> AbstractContextManager[None]:
    return remembering(reading=request.method in ("GET", "HEAD"))


def _rendered(response: HttpResponse) -> HttpResponse:
    # A template that renders lazily would query after the rows were closed again.
    render = getattr(response, "render", None)
    if callable(render):
        render()
    # A shared computer or a proxy must not keep what one person was shown.
    patch_cache_control(response, private=True, no_store=True)
    return response


def _declare(
    kind: Literal["page", "network", "person", "open"],
    route: str,
    view: Callable[..., HttpResponseBase],
    needs: str,
    name: str,
    methods: tuple[str, ...],
) -> URLPattern:
    allowed = (*methods, "HEAD") if "GET" in methods else methods
    where = f"{view.__module__}.{view.__qualname__}"
    declared = Route(kind, route, name, where, needs, methods)
    ROUTES.append(declared)
    answers = require_http_methods(list(allowed))(view)
    answers.route = declared  # type: ignore[attr-defined]
    return path(route, answers, name=name)


def nothing_here() -> NotThere:
    """Return the answer a stranger gets: nothing that tells whether the thing exists."""
    return NotThere(
        "There is nothing here.",
        "The address is wrong, or it is not yours to see.",
        "Go back to your partnerships and start from there.",
    )
