"""What the script of the notes says, in the reader's language."""

from __future__ import annotations

from django.utils.translation import gettext as _

from thirdspace.meetings.lines_grammar import SHORT, WORDS


def other_person() -> tuple[str, str, str]:
    """Return what is said when kept lines are another person's than who is signed in."""
    return (
        _("Somebody else has signed in at this computer."),
        _("Lines are sent only for the person who typed them."),
        _("Sign in again as who typed them; they are kept on this computer."),
    )


def words() -> dict[str, object]:
    """Return every sentence of the script; of two forms the first is for one."""
    return {
        "kinds": {**WORDS, **{f"/{short}": kind for short, kind in SHORT.items()}},
        "leads": {
            "decision": _("decision: "), "promise": _("promise: "), "tension": _("tension: "),
        },
        "typing": {
            "decision": _("decision, being typed"), "promise": _("promise, being typed"),
            "tension": _("tension, being typed"), "thanks": _("thanks, being typed"),
        },
        "here": _("here"),
        "offered": [_("1 offered. Tab takes it."), _("{n} offered. Tab takes the first.")],
        "kept": _("Kept on this computer, typed at {time}"),
        "not_stored": _("Not stored. {why}"),
        "refused": _("Not done."),
        "not_kept": [
            _("This browser keeps nothing."),
            _("Leave this page open until every line is sent."),
        ],
        "offline": _("No connection since {time}. Go on typing."),
        "waiting": [
            _("1 of your lines is kept on this computer and will be sent by itself. Nothing will "
              "be lost or doubled."),
            _("{n} of your lines are kept on this computer and will be sent by themselves. "
              "Nothing will be lost or doubled."),
        ],
        "none_waiting": _("Other screens may be ahead of this one."),
        "back": [
            _("Connected again at {time}, after 1 minute."),
            _("Connected again at {time}, after {n} minutes."),
        ],
        "sent": [_("Your line was sent"), _("Your {n} lines were sent")],
        "came_from": [_("1 line of {name}’s came in"), _("{n} lines of {name}’s came in")],
        "came": [_("1 line of others came in"), _("{n} lines of others came in")],
        "nothing_sent": _("No line of yours was waiting"),
        "signed_out": [
            _("You are signed out."),
            _("Your lines are kept on this computer. Sign in again in another tab; they are sent "
              "then."),
        ],
        "other_person": other_person(),
        "conflict": [
            _("Two people changed this line."),
            _("Nothing is thrown away by itself. Choose what stands."),
        ],
        "yours": _("You"),
        "became": _("{text}: {became}"),
    }  # fmt: skip
