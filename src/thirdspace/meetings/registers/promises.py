"""What promises give the other rooms."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thirdspace.access import links, registries
from thirdspace.access.models import TaskLink
from thirdspace.access.registries import Citable, LinkTask, SignalSource, TaskSource, Thanks, Tick
from thirdspace.access.scope import Scope
from thirdspace.meetings import citing, keys, reminders
from thirdspace.meetings.actions.answers import (
    UNDO_FOR,
    answer_promise,
    latest_answer,
    may_answer,
    may_undo,
    undo_answer,
)
from thirdspace.meetings.forms.promises import answer_sent
from thirdspace.meetings.letters.promises import TASK, UNDO, waiting_for
from thirdspace.meetings.models import Promise, PromiseAnswer, PromiseState
from thirdspace.meetings.reads.promise_signals import owed_by, promise_signals, promise_signs
from thirdspace.meetings.reads.promises import promises, row_of
from thirdspace.meetings.sitting import listed
from thirdspace.problems import NotThere

SENTENCES = {
    "meetings.make_promise": gettext_lazy("noted the promise %(label)s"),
    "meetings.change_promise": gettext_lazy("changed the promise %(label)s"),
    "meetings.withdraw_promise": gettext_lazy("withdrew the promise %(label)s: %(why)s"),
    "meetings.keep_promise": gettext_lazy("said done: %(label)s"),
    "meetings.move_promise": gettext_lazy("gave a new date for %(label)s"),
    "meetings.give_up_promise": gettext_lazy("said can’t: %(label)s"),
    "meetings.undo_answer": gettext_lazy("took back the answer to %(label)s"),
    "meetings.restore_promise": gettext_lazy("let the promise %(label)s stand again"),
    "meetings.nudge_promise": gettext_lazy("asked for the promise %(label)s"),
}


def page_of(scope: Scope, kind: str, record_id: int | None) -> str:
    """Return where the timeline leads: the list, which knows promises by their id."""
    listed_at = reverse("meetings:promises", args=[scope.partnership_key])
    return f"{listed_at}?id={record_id}" if kind == Promise._meta.label_lower else listed_at


# --- The task of a mail link: answer a promise -------------------------------------------------


def _closed() -> NotThere:
    return NotThere(
        _("This promise no longer waits for your answer."),
        _("It was withdrawn, or somebody else keeps it now."),
        _("Nothing is lost. Sign in to see what became of it."),
    )


def _asked(scope: Scope, link: TaskLink) -> Promise:
    promise = promises(scope).filter(pk=link.record_id).exclude(state=PromiseState.WITHDRAWN)
    found = promise.select_related("made_by").first()
    if found is None or not may_answer(scope, found):
        raise _closed()
    return found


def answer_context(scope: Scope, link: TaskLink) -> Mapping[str, Any]:
    """Return what the task page shows: the promise, and who waits for it."""
    promise = _asked(scope, link)
    return {"row": row_of(scope, promise), "waiting": _waiting(scope, promise)}


def answer_done(scope: Scope, link: TaskLink, sent: Mapping[str, str]) -> Thanks:
    """Store the answer that was sent from a link, and offer to take it back."""
    promise = _asked(scope, link)
    given = answer_promise(scope, number=promise.number, **answer_sent(sent))
    return thanks(scope, given)


def thanks(scope: Scope, promise: Promise) -> Thanks:
    """Say who is told of an answer; its undo is a link of ten minutes."""
    waiting = _waiting(scope, promise)
    told = _("%(names)s has a mail.") if len(waiting) == 1 else _("%(names)s have a mail.")
    sentence = told % {"names": listed(waiting)} if waiting else _("All who see it are told there.")
    latest = latest_answer(scope, promise)
    token = links.make(
        scope, UNDO, record_id=latest.pk, person_id=scope.person_id or 0,
        organization_id=scope.organization_id or 0, lifetime=UNDO_FOR,
    ) if latest else ""  # fmt: skip
    return Thanks(f"{_ANSWERED[latest.answer] if latest else ''} {sentence}".strip(), undo=token)


_ANSWERED = {
    "done": gettext_lazy("It is done."),
    "new_date": gettext_lazy("It has a new date."),
    "cant": gettext_lazy("It is closed."),
}


def _waiting(scope: Scope, promise: Promise) -> list[str]:
    return [
        str(person) for person in waiting_for(scope, promise)
        if person.pk not in (scope.person_id, promise.owner_id)
    ]  # fmt: skip


def _taken_back(scope: Scope, link: TaskLink) -> Promise:
    answer = PromiseAnswer.objects.within(scope).filter(pk=link.record_id, undone_at=None).first()
    promise = promises(scope).filter(pk=answer.promise_id if answer else 0).first()
    # A later answer stands: the link of an earlier one doesn't take it back.
    latest = latest_answer(scope, promise) if promise else None
    if answer is None or promise is None or answer != latest or not may_undo(scope, answer):
        raise NotThere(
            _("There is nothing to take back."),
            _("It was taken back already, or it is older than ten minutes."),
            _("Nothing is lost. Sign in, and answer the promise again."),
        )
    return promise


def undo_context(scope: Scope, link: TaskLink) -> Mapping[str, Any]:
    """Return what the undo page shows: the promise."""
    return {"row": row_of(scope, _taken_back(scope, link))}


def undo_done(scope: Scope, link: TaskLink, sent: Mapping[str, str]) -> Thanks:
    """Take an answer back from a link."""
    promise = undo_answer(scope, number=_taken_back(scope, link).number)
    sentence = _("Your answer to “%(text)s” is taken back. The promise is as it was before.")
    return Thanks(sentence % {"text": promise.text})


registries.sentences.add("meetings.promises", registries.Sentences(by_verb=SENTENCES, url=page_of))
registries.signals.add(
    "meetings.promises", SignalSource(signals=promise_signals, signs=promise_signs)
)
registries.tasks.add("meetings.promises", TaskSource(owed=owed_by))
registries.ticks.add("meetings.reminders", Tick(reminders.EVERY, reminders.run))
registries.link_tasks.add(
    TASK,
    LinkTask(gettext_lazy("A promise"), "meetings/task_promise.html", answer_context, answer_done),
)
registries.link_tasks.add(
    UNDO,
    LinkTask(
        gettext_lazy("Take an answer back"), "meetings/task_undo.html", undo_context, undo_done
    ),
)
registries.citables.add(
    citing.PROMISE,
    Citable(
        kind=citing.PROMISE,
        label=gettext_lazy("Promise"),
        icon="check",
        cards=citing.promise_cards,
        find=citing.find_promises,
        exists=partial(keys.exists, Promise),
        to_key=partial(keys.to_key, Promise),
        from_key=partial(keys.from_key, Promise),
        order=21,
    ),
)
