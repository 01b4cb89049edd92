"""How every write is made: permission, one transaction, one audit record."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from django.db import transaction

from thirdspace.access.permissions import Permission
from thirdspace.access.scope import Scope

P = ParamSpec("P")
R = TypeVar("R")

ACTIONS: dict[str, Permission] = {}


def action(
    needs: Permission,
) -> Callable[[Callable[Concatenate[Scope, P], R]], Callable[Concatenate[Scope, P], R]]:
    """Declare a write: who may do it, and that it is done whole or not at all.

    Parameters
    ----------
    needs : Permission
        The right the scope must hold.
    """

    def declare(
        function: Callable[Concatenate[Scope, P], R],
    ) -> Callable[Concatenate[Scope, P], R]:
        ACTIONS[f"{function.__module__}.{function.__qualname__}"] = needs

        @wraps(function)
        def act(scope: Scope, /, *args: P.args, **kwargs: P.kwargs) -> R:
            scope.require(needs)
            with transaction.atomic():
                return function(scope, *args, **kwargs)

        return act

    return declare
