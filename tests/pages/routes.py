"""Every route of the site, with its full name, from Django's own table."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

from thirdspace.access.routes import Route


@dataclass(frozen=True)
class Found:
    """One route as Django knows it: `name` with its namespace, and the parts of its path."""

    name: str
    parts: tuple[str, ...]
    route: Route


def every_route() -> list[Found]:
    """Return all routes that are declared as ours."""
    return sorted(set(_walk(get_resolver(), "", ())), key=lambda f: f.name)


def _walk(resolver: URLResolver, space: str, parts: tuple[str, ...]) -> list[Found]:
    found = []
    for entry in resolver.url_patterns:
        here = (*parts, *entry.pattern.converters)
        if isinstance(entry, URLPattern):
            route = getattr(entry.callback, "route", None)
            if route is not None:
                found.append(Found(f"{space}{entry.name}", here, route))
        else:
            inner = f"{entry.namespace}:" if entry.namespace else space
            found += _walk(entry, inner, here)
    return found
