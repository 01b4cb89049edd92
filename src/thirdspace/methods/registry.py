"""The list of methods, and how a method gets on it.

A method is one module below `thirdspace.methods` with one function that carries `@method(...)`.
Nothing else is needed: the command line, the reference pages and the pickers read this list.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from thirdspace.methods.declared import as_declared
from thirdspace.problems import NotThere

Function = TypeVar("Function", bound=Callable[..., Any])


@dataclass(frozen=True)
class Citation:
    """Where something was published: authors, year, title and place; DOI without resolver."""

    text: str
    doi: str = ""


@dataclass(frozen=True)
class Method:
    """One published method.

    Parameters
    ----------
    id : str
        Lasting name, family first: ``spc.run-chart``.
    title, family, question : str
        Name for people, group it belongs to, and what it answers.
    cites : tuple of Citation
        Where it was published.
    since : str
        First version of Thirdspace that has it.
    function : callable
        Does the work; its module's docstring is the reference page.
    """

    id: str
    title: str
    family: str
    question: str
    cites: tuple[Citation, ...]
    since: str
    function: Callable[..., Any]


_methods: dict[str, Method] = {}


def method(
    id: str,  # noqa: A002  the name people type
    *,
    title: str,
    question: str,
    cites: tuple[Citation, ...],
    since: str,
) -> Callable[[Function], Function]:
    """Put a function on the list of methods, and hold its callers to the types it declares.

    The family is the first part of its id.
    """

    def register(function: Function) -> Function:
        if id in _methods:
            raise RuntimeError(f"Two methods are called {id}.")
        family = id.partition(".")[0]
        held = as_declared(function)
        _methods[id] = Method(id, title, family, question, cites, since, held)
        return held

    return register


def all_methods() -> tuple[Method, ...]:
    """Return every method, by id."""
    _import_all()
    return tuple(_methods[name] for name in sorted(_methods))


def find(id: str) -> Method:  # noqa: A002  the name people type
    """Return the method with this id.

    Raises
    ------
    NotThere
        No method has it.
    """
    _import_all()
    if id not in _methods:
        raise NotThere(
            f"There is no method “{id}”.",
            "Methods are named family first, like spc.run-chart.",
            f"Take one of: {', '.join(sorted(_methods))}.",
        )
    return _methods[id]


@cache
def _import_all() -> None:
    """Import every module below this package once; each registers its own method.

    What only reads reference cases registers none and is left alone.
    """
    import thirdspace.methods as package

    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        if ".verify" not in module.name and not module.name.endswith("row_cases"):
            importlib.import_module(module.name)
