"""How what is typed in the notes reads on the timeline."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thirdspace.access import registries

registries.sentences.add(
    "meetings.notes",
    registries.Sentences(
        by_verb={
            "meetings.thank": _("gave thanks: %(label)s"),
            "meetings.remove_line": _("took a line out of the notes of %(label)s"),
            "meetings.keep_line": _("kept %(label)s on their own side"),
            "meetings.reword_tension": _("reworded %(label)s"),
            "meetings.restore_decision": _("brought back %(label)s"),
            "meetings.restore_promise": _("brought back %(label)s"),
        }
    ),
)
