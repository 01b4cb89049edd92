"""Every write of this room: the tools outside that are told what happens."""

from __future__ import annotations

import secrets

from django.utils.translation import gettext as _

from thirdspace.access import audit, clock, routes
from thirdspace.access.actions import action
from thirdspace.access.models import AuditEvent
from thirdspace.access.scope import Scope
from thirdspace.home.models import Hook
from thirdspace.home.permissions import HOOKS
from thirdspace.problems import InputProblem
from thirdspace.web import outside


@action(HOOKS)
def add_hook(scope: Scope, *, name: str, url: str) -> Hook:
    """Let a tool outside be told what the whole partnership may see, from now on.

    Raises
    ------
    InputProblem
        The name is empty, or nothing may be sent to the address.
    """
    name, url = name.strip(), url.strip()
    if not name:
        raise InputProblem(
            _("The web hook has no name."),
            _("Others see the name when they look who is told."),
            _("Name it after the place where the messages are read."),
            field="name",
        )
    outside.check(url)
    hook = Hook.objects.add(
        scope,
        name=name[:80],
        url=url,
        secret=secrets.token_urlsafe(32),
        made_by_id=scope.person_id,
        made_at=clock.now(),
        last_event_id=AuditEvent.objects.highest(scope, "pk") or 0,
    )
    # Its address stays out of the trail: whoever has it can write to the tool.
    audit.record(scope, "home.add_hook", hook, label=hook.name)
    return hook


@action(HOOKS)
def restart_hook(scope: Scope, *, hook_id: int) -> Hook:
    """Tell a hook again that was stopped; it goes on where it was."""
    hook = find_hook(scope, hook_id)
    Hook.objects.within(scope).filter(pk=hook.pk).update(stopped_at=None, failures=0, try_at=None)
    audit.record(scope, "home.restart_hook", hook, label=hook.name)
    return hook


@action(HOOKS)
def remove_hook(scope: Scope, *, hook_id: int) -> None:
    """Tell a hook nothing more, and forget its address and its secret."""
    hook = find_hook(scope, hook_id)
    audit.record(scope, "home.remove_hook", hook, label=hook.name)
    hook.delete()


def find_hook(scope: Scope, hook_id: int) -> Hook:
    """Return a hook of the partnership.

    Raises
    ------
    NotThere
        There is none, or it is not this partnership's.
    """
    hook = Hook.objects.within(scope).filter(pk=hook_id).first()
    if hook is None:
        raise routes.nothing_here()
    return hook
