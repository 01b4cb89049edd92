"""Reminders: once two days before a promise is due and once the day after, then no more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, time, timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import ngettext

from thirdspace.access import entrance
from thirdspace.access.scope import Scope
from thirdspace.meetings.actions.answers import REMIND_BEFORE
from thirdspace.meetings.letters.promises import remind
from thirdspace.meetings.models import Promise, PromiseState
from thirdspace.meetings.sitting import seats
from thirdspace.partnership.models import MailChoice, Partnership

EVERY = timedelta(hours=1)
#: After a machine was off for longer, nobody is reminded of what is long past.
AT_MOST_AFTER = timedelta(days=3)
MORNING = time(7)


def run(now: datetime) -> str:
    """Remind everybody in all partnerships of what is due; return a sentence of what was done."""
    keys = list(Partnership.everywhere.order_by("pk").values_list("key", flat=True))
    sent = sum(remind_in(entrance.operate(key), now) for key in keys)
    return (
        ngettext("%(n)d reminder sent.", "%(n)d reminders sent.", sent) % {"n": sent}
        if sent
        else ""
    )


def remind_in(scope: Scope, now: datetime) -> int:
    """Send each person of a partnership one mail about all that is due; return how many."""
    with transaction.atomic():
        by_owner: dict[int, list[Promise]] = defaultdict(list)
        for promise in _wanted(scope, now):
            by_owner[promise.owner_id].append(promise)
        for found in by_owner.values():
            remind(scope, found[0].owner, found)
        _mark(scope, [promise for found in by_owner.values() for promise in found], now)
        return len(by_owner)


def _wanted(scope: Scope, now: datetime) -> Iterable[Promise]:
    """Return the promises to remind of, the oldest due first; as each owner chose."""
    today = timezone.localdate(now)
    soon = Q(due__range=(today, today + REMIND_BEFORE)) & ~_reminded("before")
    over = Q(due__range=(today - AT_MOST_AFTER, today - timedelta(days=1))) & ~_reminded("after")
    found = list(
        Promise.objects.within(scope)
        .filter(soon | over, state=PromiseState.OPEN)
        .select_related("owner")
        .order_by("due", "id")
    )
    sitting = set(seats(scope).values_list("person_id", "organization_id"))
    owners = {promise.owner_id for promise in found}
    choices = {each.person_id: each for each in MailChoice.everywhere.filter(person__in=owners)}
    hour = timezone.localtime(now).time()
    for promise in found:
        choice = choices.get(promise.owner_id)
        is_over = promise.due is not None and promise.due < today
        wants = choice is None or (choice.after if is_over else choice.before)
        there = (promise.owner_id, promise.organization_id) in sitting
        if wants and there and hour >= (choice.at if choice else MORNING):
            yield promise


def _reminded(when: str) -> Q:
    return Q(**{f"reminded_{when}": F("due"), f"reminded_{when}__isnull": False})


def _mark(scope: Scope, found: list[Promise], now: datetime) -> None:
    today = timezone.localdate(now)
    mine = Promise.objects.within(scope).filter(pk__in=[promise.pk for promise in found])
    mine.filter(due__gte=today).update(reminded_before=F("due"))
    mine.filter(due__lt=today).update(reminded_after=F("due"))
