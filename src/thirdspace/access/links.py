"""Signed links to one task: open without signing in, used once, gone after a while.

GET never consumes a link, because mail scanners fetch every address before the person does. Only
the hash of a token is stored, so a copy of the database opens nothing.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import F, Model
from django.utils.translation import gettext as _

from thirdspace.access import clock, entrance, rows
from thirdspace.access.models import TaskLink
from thirdspace.access.registries import LinkTask, Thanks, link_tasks
from thirdspace.access.scope import Scope
from thirdspace.problems import Conflict, NotThere

LIFETIME = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A link to be made: which task, on which record, for whom."""

    task: str
    record_id: int
    person_id: int
    organization_id: int


def make(
    scope: Scope,
    task: str,
    *,
    record_id: int,
    person_id: int,
    organization_id: int,
    lifetime: timedelta = LIFETIME,
) -> str:
    """Make a link for one person and one task and return its token.

    Raises
    ------
    LookupError
        No room registered that task.
    """
    wanted = Wanted(task, record_id, person_id, organization_id)
    return make_many(scope, [wanted], lifetime=lifetime)[0]


def make_many(
    scope: Scope, wanted: Sequence[Wanted], *, lifetime: timedelta = LIFETIME
) -> list[str]:
    """Make many links at once and return their tokens, in the order asked for.

    Raises
    ------
    LookupError
        No room registered one of the tasks.
    """
    for task in {each.task for each in wanted}:
        if link_tasks.get(task) is None:
            raise LookupError(f"No room registered the task {task}.")
    tokens = [secrets.token_urlsafe(32) for _each in wanted]
    made = clock.now()
    TaskLink.objects.add_many(
        scope,
        (
            {
                "token_hash": _hash(token),
                "task": each.task,
                "record_id": each.record_id,
                "person_id": each.person_id,
                "organization_id": each.organization_id,
                "made_at": made,
                "expires_at": made + lifetime,
            }
            for token, each in zip(tokens, wanted, strict=True)
        ),
    )
    return tokens


def look(token: str) -> tuple[TaskLink, LinkTask, Scope]:
    """Open a link without using it.

    Raises
    ------
    NotThere
        Unknown, used, out of date, or its holder no longer sits for that organization: all read
        alike.
    """
    with rows.holding_all():
        link = (
            TaskLink.everywhere.select_related("partnership", "person", "organization")
            .filter(token_hash=_hash(token), used_at=None, expires_at__gt=clock.now())
            .first()
        )
    task = link_tasks.get(link.task) if link else None
    if link is None or task is None:
        raise _gone()
    return link, task, _scope_of(link)


def use(token: str, sent: dict[str, str]) -> Thanks:
    """Do the task of a link, once, and return its thanks.

    Raises
    ------
    NotThere
        As for :func:`look`.
    Conflict
        The same link was used a moment ago from somewhere else.
    """
    link, task, scope = look(token)
    with transaction.atomic(), rows.holding([scope.partnership_id]):
        mine = TaskLink.objects.within(scope).filter(pk=link.pk, used_at=None)
        if not mine.update(used_at=clock.now()):
            raise Conflict(
                _("This was answered a moment ago."),
                _("The same link was sent twice."),
                _("Nothing more to do: the first answer counts."),
                theirs=_("answered"),
                yours=_("answered again"),
            )
        return task.perform(scope, link, sent)


def spent(token: str) -> tuple[TaskLink, Scope] | None:
    """Return a link that was used, so that its holder can be told when; None for all others.

    Only who has the token learns of it. A link that was voided because the task was done another
    way, or whose holder no longer sits there, is not told from one that never was.
    """
    with rows.holding_all():
        link = (
            TaskLink.everywhere.select_related("partnership", "person", "organization")
            .filter(token_hash=_hash(token), used_at__lt=F("expires_at"))
            .first()
        )
    if link is None or link_tasks.get(link.task) is None:
        return None
    try:
        return link, _scope_of(link)
    except NotThere:
        return None


def renew(scope: Scope, link: TaskLink) -> str | None:
    """Make a new link to the task of a spent one, or None while another one is still open."""
    same = TaskLink.objects.within(scope).filter(
        task=link.task, record_id=link.record_id, person_id=link.person_id, used_at=None
    )
    if same.filter(expires_at__gt=clock.now()).exists():
        return None
    return make(
        scope, link.task, record_id=link.record_id, person_id=link.person_id,
        organization_id=link.organization_id,
    )  # fmt: skip


def void(scope: Scope, thing: Model, task: str) -> None:
    """Close all open links to a task that was done another way."""
    TaskLink.objects.within(scope).filter(task=task, record_id=thing.pk, used_at=None).update(
        used_at=F("expires_at")
    )


def _scope_of(link: TaskLink) -> Scope:
    # The holder acts with the rights of their own seat, for the organization the link names.
    with rows.holding_all():
        scope = entrance.enter(
            person_id=link.person_id,
            person_name=str(link.person),
            key=link.partnership.key,
            organization_id=link.organization_id,
        )
    if scope.organization_id != link.organization_id:  # they sit for another organization now
        raise _gone()
    return scope


def _gone() -> NotThere:
    return NotThere(
        _("This link no longer opens anything."),
        _("It was used already, it is out of date, or a part of the address is missing."),
        _("Nothing is lost. Sign in, or ask for a new link."),
    )


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
