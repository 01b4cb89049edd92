"""Mail about promises: that one was noted, is due, is asked for, was answered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from thirdspace.access import clock, links
from thirdspace.access.permissions import Role
from thirdspace.access.scope import Scope
from thirdspace.meetings.actions.outcomes import sees
from thirdspace.meetings.models import Promise, PromiseAnswer
from thirdspace.meetings.sitting import answering, days_late, seats
from thirdspace.partnership.models import Person
from thirdspace.web import mail

#: The task of a link that answers a promise, and of one that takes the answer back.
TASK = "meetings.promise"
UNDO = "meetings.undo"


def links_for(scope: Scope, promises: Iterable[Promise]) -> dict[int, str]:
    """Make a new link for the owner of each promise; return whole addresses by promise id."""
    asked = list(promises)
    wanted = [links.Wanted(TASK, p.pk, p.owner_id, p.organization_id) for p in asked]
    tokens = links.make_many(scope, wanted)
    return {
        promise.pk: mail.absolute(reverse("web:task", args=[token]))
        for promise, token in zip(asked, tokens, strict=True)
    }


def tell_owner(scope: Scope, promise: Promise) -> None:
    """Tell the owner what somebody else noted as promised by them."""
    if promise.owner_id != scope.person_id:
        _to_owner(
            scope, promise, "meetings/mail/promise",
            _("A promise of yours: %(text)s") % {"text": _short(promise.text)},
        )  # fmt: skip


def nudge_owner(scope: Scope, promise: Promise) -> None:
    """Say who waits."""
    _to_owner(
        scope, promise, "meetings/mail/nudge",
        _("%(name)s waits for: %(text)s")
        % {"name": scope.person_name, "text": _short(promise.text)},
    )  # fmt: skip


def _to_owner(scope: Scope, promise: Promise, template: str, subject: str) -> None:
    mail.send(
        promise.owner.email,
        subject,
        template,
        {
            "person": promise.owner,
            "promise": promise,
            "late": late(promise.due),
            "by": scope.person_name,
            "by_organization": scope.organization_name,
            "partnership": scope.partnership_name,
            "url": links_for(scope, [promise])[promise.pk],
        },
    )


def remind(scope: Scope, owner: Person, promises: Sequence[Promise]) -> None:
    """Send one person one mail about all promises that are due, each with its own link."""
    urls = links_for(scope, promises)
    subject = _("Due: %(text)s") if len(promises) == 1 else _("Due: %(text)s and %(more)d more")
    facts = {"text": _short(promises[0].text), "more": len(promises) - 1}
    mail.send(
        owner.email,
        subject % facts,
        "meetings/mail/reminder",
        {
            "person": owner,
            "partnership": scope.partnership_name,
            "rows": [(each, late(each.due), urls[each.pk]) for each in promises],
        },
    )


def waiting_for(scope: Scope, promise: Promise) -> list[Person]:
    """Return who waits for a promise and is told of its answer.

    Whoever noted it, if they still sit here and it is another's; else the coordinators of the
    organization it was made to.
    """
    asked = seats(scope).filter(person_id=promise.made_by_id or 0)
    if promise.made_by_id != promise.owner_id:
        for seat in asked:
            if sees(promise, seat.organization_id):
                return [seat.person]
    whose = promise.promised_to_id
    if whose is None or not sees(promise, whose):
        return []
    return answering(scope, [whose], [Role.COORDINATOR]).get(whose, [])


def tell_answer(
    scope: Scope, promise: Promise, answer: PromiseAnswer, *, undone: bool = False
) -> None:
    """Tell who waits what was answered, or that the answer was taken back."""
    for person in waiting_for(scope, promise):
        if person.pk not in (scope.person_id, promise.owner_id):
            subject = _("Taken back: %(text)s") if undone else _("Answered: %(text)s")
            mail.send(
                person.email,
                subject % {"text": _short(promise.text)},
                "meetings/mail/promise_answered",
                {
                    "person": person,
                    "promise": promise,
                    "answer": answer,
                    "undone": undone,
                    "by": scope.person_name,
                    "by_organization": scope.organization_name,
                    "partnership": scope.partnership_name,
                    "url": mail.absolute(
                        reverse("meetings:promise", args=[scope.partnership_key, promise.number])
                    ),
                },
            )


def late(due: date | None) -> str:
    """Return how late something is in words, or "" while it is not."""
    days = (clock.today() - due).days if due else 0
    return days_late(days) if days > 0 else ""


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:79]}…"
