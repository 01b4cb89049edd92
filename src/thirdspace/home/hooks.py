"""Telling a tool outside what the whole partnership may see, in signed JSON.

Each message holds the acts since the last one that was taken, in their order, up to fifty. A
message that is not taken is sent again, so an act may come twice; its ``id`` tells.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import logging
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Final

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import now as machine_time
from django.utils.translation import gettext as _

from thirdspace.access import audit, clock, entrance, rows
from thirdspace.access.models import AuditEvent
from thirdspace.access.scope import Audience, Scope
from thirdspace.access.told import told
from thirdspace.home.models import Hook
from thirdspace.meetings.models import Attendance
from thirdspace.partnership.models import Person
from thirdspace.web import mail, outside
from thirdspace.web.outside import Reply

logger = logging.getLogger(__name__)

SIGNATURE: Final = "Thirdspace-Signature"
#: Acts in one message.
MOST: Final = 50
#: How long after each failed try comes the next; the last wait is kept from then on. Tries are
#: planned by the machine's own time: the clock of the workspace may stand still.
WAITS: Final = tuple(timedelta(minutes=m) for m in (1, 5, 15, 60, 240))
#: After so many failed tries in a row, about three days, it is stopped.
ENOUGH: Final = 20


def tell_due(_now: datetime) -> str:
    """Tell each hook what is new: the tick of the web hooks."""
    waiting = Hook.everywhere.filter(
        Q(try_at=None) | Q(try_at__lte=machine_time()), stopped_at=None
    )
    due = list(waiting.order_by("id").values_list("partnership__key", "pk"))
    # After the tick's own transaction: nothing may be locked while somebody else is slow.
    transaction.on_commit(partial(_tell_all, due))
    return ""


def _tell_all(due: Iterable[tuple[str, int]]) -> None:
    for key, hook_id in due:
        try:
            tell(key, hook_id)
        except Exception:  # whatever it is, the others are told
            logger.exception("Web hook %s could not be told.", hook_id)


def tell(key: str, hook_id: int) -> None:
    """Send one hook what it was not told yet, and note whether it was taken.

    Parameters
    ----------
    key : str
        Of the partnership.
    hook_id : int
        Of the hook; one that was removed meanwhile is left alone.
    """
    # As the whole partnership, without an organization: no side's own acts leave the workspace.
    scope = entrance.read_as(key, Audience.PARTNERSHIP)
    with rows.holding([scope.partnership_id]):
        hook = Hook.objects.within(scope).filter(pk=hook_id, stopped_at=None).first()
        acts = _news(scope, hook) if hook else []
        body = _body(scope, _events(scope, acts))
    if hook is None or not acts:
        return
    reply = _send(hook, body)
    with rows.holding([scope.partnership_id]), transaction.atomic():
        if reply.taken:
            _note_taken(scope, hook, acts[-1].pk)
        else:
            _note_failed(scope, hook, reply.words)


def say_hello(scope: Scope, hook: Hook) -> Reply:
    """Send one hook a message that tells nothing, and return how it was answered."""
    hello = {
        "id": 0,
        "kind": "hello",
        "at": clock.now().isoformat(),
        "organization": scope.organization_name,
        "sentence": _("tries out whether messages arrive"),
        "url": mail.absolute(reverse("home:board", args=[scope.partnership_key])),
    }
    return _send(hook, _body(scope, [hello]))


def _news(scope: Scope, hook: Hook) -> list[AuditEvent]:
    acts = AuditEvent.objects.within(scope).filter(pk__gt=hook.last_event_id)
    return list(acts.order_by("pk")[:MOST])


# --- What is sent --------------------------------------------------------------------------


def _events(scope: Scope, acts: Sequence[AuditEvent]) -> list[dict[str, Any]]:
    hide = _without_names(scope) if acts else re.compile("")
    return [
        {
            "id": act.pk,
            "kind": act.verb,
            "at": act.at.isoformat(),
            "organization": act.organization_name,
            "sentence": hide.sub(_("a person"), line.sentence),
            "url": mail.absolute(line.url) if line.url else "",
        }
        for act, line in zip(acts, told(scope, acts), strict=True)
    ]


def _without_names(scope: Scope) -> re.Pattern[str]:
    """Return what finds the whole names and addresses of people, and the names of guests."""
    people = Person.objects.within(scope).values_list("name", "email")
    guests = Attendance.objects.within(scope).exclude(guest="").values_list("guest", flat=True)
    known = {word for pair in people for word in pair if word} | set(guests)
    words = sorted(known, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)", re.IGNORECASE)


def _body(scope: Scope, events: Sequence[Mapping[str, Any]]) -> bytes:
    lines = [f"{event['organization']}: {event['sentence']} {event['url']}" for event in events]
    whole = {
        "partnership": {"key": scope.partnership_key, "name": scope.partnership_name},
        "text": "\n".join([scope.partnership_name, *(line.strip(": ") for line in lines)]),
        "events": list(events),
    }
    return json.dumps(whole, ensure_ascii=False).encode()


def _send(hook: Hook, body: bytes) -> Reply:
    at = str(int(machine_time().timestamp()))
    signed = hmac.new(hook.secret.encode(), f"{at}.".encode() + body, hashlib.sha256)
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": "Thirdspace",
        SIGNATURE: f"t={at},v1={signed.hexdigest()}",
    }
    return outside.post(hook.url, body, headers)


# --- What became of it ---------------------------------------------------------------------


def _note_taken(scope: Scope, hook: Hook, newest: int) -> None:
    Hook.objects.within(scope).filter(pk=hook.pk).update(
        last_event_id=newest, told_at=machine_time(), failures=0, try_at=None, last_error=""
    )


def _note_failed(scope: Scope, hook: Hook, words: str) -> None:
    failures = hook.failures + 1
    stopped = failures >= ENOUGH
    Hook.objects.within(scope).filter(pk=hook.pk).update(
        failures=failures,
        try_at=machine_time() + WAITS[min(failures, len(WAITS)) - 1],
        last_error=words[:300],
        stopped_at=machine_time() if stopped else None,
    )
    if stopped:
        audit.record(scope, "home.stop_hook", hook, label=hook.name, after={"error": words})
