"""What this room gives the others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thirdspace.access import registries
from thirdspace.access.models import Proposal, TaskLink
from thirdspace.access.registries import (
    Check,
    FolderPart,
    LinkTask,
    Room,
    Sentences,
    SignalSource,
    TaskSource,
    Thanks,
    TwoKeyAct,
)
from thirdspace.access.scope import Scope
from thirdspace.claims import checks, files
from thirdspace.claims.actions import answer_proposal
from thirdspace.claims.actions.readings import release, set_reading
from thirdspace.claims.forms import AnswerForm
from thirdspace.claims.models import Claim
from thirdspace.claims.permissions import READ, RELEASE, SETTLE
from thirdspace.claims.reads.proposals import waiting
from thirdspace.claims.reads.rows import rows_of
from thirdspace.claims.reads.waiting import owed, signals
from thirdspace.claims.wording import READING, RELEASE_ACT, SENTENCES
from thirdspace.problems import InputProblem, NotThere


def page_of(scope: Scope, kind: str, record_id: int | None) -> str:
    """Return where the timeline leads for an act in this room."""
    if kind != Claim._meta.label_lower or record_id is None:
        return reverse("claims:index", args=[scope.partnership_key])
    return reverse("claims:by_id", args=[scope.partnership_key, record_id])


def proposal_page(scope: Scope, proposal: Proposal) -> str:
    """Return where a proposal about a claim is read."""
    return page_of(scope, Claim._meta.label_lower, proposal.record_id)


# --- The task of a mail link: yes or no to a reading ---------------------------------------


def _closed() -> NotThere:
    return NotThere(
        _("This reading no longer waits for an answer."),
        _("All have answered, or somebody said no."),
        _("Nothing is lost. Sign in to see what became of it."),
    )


def task_context(scope: Scope, link: TaskLink) -> Mapping[str, Any]:
    """Return what the task page shows: the reading, who said what, the evidence both ways."""
    proposals = Proposal.objects.within(scope).filter(pk=link.record_id, act=READING)
    found = waiting(scope, list(proposals.select_related("proposed_by")))
    claim = Claim.objects.within(scope).filter(pk__in=proposals.values("record_id")).first()
    if not found or claim is None:
        raise _closed()
    return {
        "form": AnswerForm(scope),
        "proposal": found[0],
        "claim": claim,
        "row": rows_of(scope, [claim])[0],
    }


def task_done(scope: Scope, link: TaskLink, sent: Mapping[str, str]) -> Thanks:
    """Store the answer that was sent from a link."""
    form = AnswerForm(scope, sent)
    if not form.is_valid():
        raise InputProblem(
            _("There is no answer in what was sent."),
            _("It must say yes or no."),
            _("Go back and choose one."),
            field="answer",
        )
    answer_proposal(
        scope,
        proposal_id=link.record_id,
        yes=form.cleaned_data["answer"] == "yes",
        line=form.cleaned_data["line"],
    )
    stored = _("The answer of %(organization)s is stored.")
    return Thanks(stored % {"organization": scope.organization_name})


registries.rooms.add("claims", Room(gettext_lazy("Claims"), "claims:index", READ, order=40))
registries.sentences.add("claims", Sentences(by_verb=SENTENCES, url=page_of))
registries.signals.add("claims", SignalSource(signals=signals))
registries.tasks.add("claims", TaskSource(owed=owed))
registries.two_key_acts.add(
    READING,
    TwoKeyAct(gettext_lazy("A reading of a claim"), SETTLE, set_reading, proposal_page),
)
registries.two_key_acts.add(
    RELEASE_ACT,
    TwoKeyAct(gettext_lazy("The release of a claim"), RELEASE, release, proposal_page),
)
registries.link_tasks.add(
    READING,
    LinkTask(
        gettext_lazy("A reading that needs both"), "claims/task.html", task_context, task_done
    ),
)
registries.checks.add("claims.links", Check(find=checks.orphan_links))
registries.checks.add("claims.counts", Check(find=checks.wrong_counts))
registries.folder_parts.add("claims", FolderPart(order=50, read=files.read, write=files.write))
