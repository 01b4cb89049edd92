"""What deliverables give the others: sentences, signals, tasks."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thirdspace.access import registries
from thirdspace.access.registries import Sentences, SignalSource, TaskSource
from thirdspace.access.scope import Scope
from thirdspace.meetings.reads.deliverable_signals import owed, signals

SENTENCES = {
    "meetings.add_deliverable": _("wrote down that “%(label)s” is due"),
    "meetings.change_deliverable": _("changed “%(label)s”"),
    "meetings.deliverable_not_started": _("set “%(label)s” back to not started"),
    "meetings.deliverable_in_work": _("is at work on “%(label)s”"),
    "meetings.deliverable_delivered": _("delivered “%(label)s”"),
    "meetings.deliverable_accepted": _("noted that “%(label)s” was accepted"),
    "meetings.deliverable_dropped": _("dropped “%(label)s”"),
    "meetings.wait_deliverable": _("said who waits for “%(label)s”"),
    "meetings.stop_waiting_deliverable": _("said who no longer waits for “%(label)s”"),
    "meetings.show_deliverable": _("showed a record of “%(label)s”"),
}


def page_of(scope: Scope, kind: str, record_id: int | None) -> str:
    """Return where the timeline leads for an act on a deliverable."""
    return reverse("meetings:deliverables", args=[scope.partnership_key])


registries.sentences.add("meetings.deliverables", Sentences(by_verb=SENTENCES, url=page_of))
registries.signals.add("meetings.deliverables", SignalSource(signals=signals))
registries.tasks.add("meetings.deliverables", TaskSource(owed=owed))
