"""What reflection and tensions give the others: sentences, signals, tasks, a task from a link."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thirdspace.access import registries
from thirdspace.access.models import TaskLink
from thirdspace.access.registries import LinkTask, Sentences, SignalSource, TaskSource, Thanks
from thirdspace.access.scope import Scope
from thirdspace.meetings import prompts
from thirdspace.meetings.actions.reflection import answer
from thirdspace.meetings.forms.reflection import AnswerForm
from thirdspace.meetings.letters.reflection import TASK
from thirdspace.meetings.models import Reflection, ReflectionState, Tension
from thirdspace.meetings.reads.reflection import own_answer
from thirdspace.meetings.reads.reflections import owed, signals, signs
from thirdspace.problems import InputProblem, NotThere

#: What a person did not mean to be seen has no sentence of its own words: its label is empty.
SENTENCES = {
    "meetings.surface_tension": gettext_lazy("wrote down the tension “%(label)s”"),
    "meetings.open_tension": gettext_lazy("opened the tension “%(label)s” to more people"),
    "meetings.tension_open": gettext_lazy("took up the tension “%(label)s” again"),
    "meetings.tension_talked": gettext_lazy("talked about the tension “%(label)s”"),
    "meetings.tension_settled": gettext_lazy("settled the tension “%(label)s”: %(changed)s"),
    "meetings.prepare_reflection": gettext_lazy("chose the reflection questions of %(label)s"),
    "meetings.open_reflection": gettext_lazy("opened the reflection of %(label)s"),
    "meetings.send_reflection": gettext_lazy("sent out the reflection questions of %(label)s"),
    "meetings.answer_reflection": gettext_lazy("answered in private"),
    "meetings.show_reflection": gettext_lazy(
        "showed what was answered, by organization: %(label)s"
    ),
    "meetings.hold_reflection": gettext_lazy("held the reflection of %(label)s"),
    "meetings.skip_reflection": gettext_lazy("skipped the reflection of %(label)s: %(why)s"),
    "meetings.trial_kept": gettext_lazy("found kept what was tried: “%(label)s”"),
    "meetings.trial_not_kept": gettext_lazy("found not kept what was tried: “%(label)s”"),
    "meetings.trial_dropped": gettext_lazy("dropped what was tried: “%(label)s”"),
}


def page_of(scope: Scope, kind: str, record_id: int | None) -> str:
    """Return where the timeline leads for an act on a tension or a reflection."""
    name = "tensions" if kind == Tension._meta.label_lower else "reflections"
    return reverse(f"meetings:{name}", args=[scope.partnership_key])


# --- The task of a mail link: the questions, answered in private ---------------------------


def _open(scope: Scope, link: TaskLink) -> Reflection:
    found = Reflection.objects.within(scope).select_related("meeting").filter(pk=link.record_id)
    reflection = found.filter(state=ReflectionState.OPEN).first()
    if reflection is None or reflection.called_off:
        raise NotThere(
            _("These questions are no longer open."),
            _("The answers were shown, the reflection was skipped, or its meeting was canceled."),
            _("Nothing is lost. Say it at the table, or write down a tension."),
        )
    return reflection


def _form(scope: Scope, reflection: Reflection, sent: Mapping[str, str] | None) -> AnswerForm:
    questions = [prompts.words(key) for key in reflection.prompts]
    return AnswerForm(scope, sent, questions=questions, mine=own_answer(scope, reflection))


def task_context(scope: Scope, link: TaskLink) -> Mapping[str, Any]:
    """Return what the task page shows: the questions, and what one answered before."""
    reflection = _open(scope, link)
    least = 3 if reflection.three_is_enough else 5
    return {
        "form": _form(scope, reflection, None), "meeting": reflection.meeting, "least": least,
    }  # fmt: skip


def task_done(scope: Scope, link: TaskLink, sent: Mapping[str, str]) -> Thanks:
    """Store the answers that were sent from a link."""
    reflection = _open(scope, link)
    form = _form(scope, reflection, sent)
    if not form.is_valid():
        raise InputProblem(
            _("This can't be stored yet."),
            " ".join(str(error) for errors in form.errors.values() for error in errors),
            _("Go back, mend it and send it again."),
        )
    answer(scope, meeting_id=reflection.meeting_id, **form.answers())
    return Thanks(_("Nobody else can read it. You can change it until the answers are shown."))


registries.sentences.add("meetings.reflection", Sentences(by_verb=SENTENCES, url=page_of))
registries.signals.add("meetings.reflection", SignalSource(signals=signals, signs=signs))
registries.tasks.add("meetings.reflection", TaskSource(owed=owed))
registries.link_tasks.add(
    TASK,
    LinkTask(gettext_lazy("Reflection"), "meetings/task_reflection.html", task_context, task_done),
)
