"""The library of questions for a reflection, each tagged with the dynamic it speaks to.

Three make a set: one on the work, one on what a side needs, one on where it goes. The library is in
that order, so that three neighbors make a set, and a set comes back only after all the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from thirdspace.partnership.dynamics import Dynamic

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

#: Questions of one reflection.
SET = 3


@dataclass(frozen=True, slots=True)
class Prompt:
    """A question. `key` is how a reflection keeps it; no dynamic means all five."""

    key: str
    words: _StrPromise
    dynamic: str = ""


LIBRARY = (
    Prompt("first_version", _("Who wrote the first version of our last paper, and who only "
                              "commented? Did we want it so?"), Dynamic.OWNERSHIP),
    Prompt("held_up", _("What is held up, and does whoever could move it know?"),
           Dynamic.COMMITMENT),
    Prompt("hard_about_us", _("What would the other side call hard about working with us?"),
           Dynamic.COMMITMENT),
    Prompt("only_both", _("What did we do lately that neither of us could have done alone?"),
           Dynamic.BENEFITS),
    Prompt("wish_they_knew", _("What do we wish the other side knew about our year?"),
           Dynamic.COMMITMENT),
    Prompt("without_money", _("If the money stopped in summer, what would we still do?"),
           Dynamic.BENEFITS),
    Prompt("which_meeting", _("Which of our meetings could we do without?"), Dynamic.STRUCTURES),
    Prompt("not_there", _("Who was not in the room, and what did we miss by it?"),
           Dynamic.STRUCTURES),
    Prompt("one_person", _("What goes on only because one person keeps it going?"),
           Dynamic.SPANNERS),
    Prompt("fell_away", _("What did we promise that quietly fell away?"), Dynamic.COMMITMENT),
    Prompt("two_meanings", _("Which word do we both use and not mean the same by?"),
           Dynamic.COMMITMENT),
    Prompt("changed_at_home", _("What has changed in my own organization because of this work?"),
           Dynamic.BENEFITS),
    Prompt("rule", _("Which rule or form helps us, and which one is in the way?"),
           Dynamic.STRUCTURES),
    Prompt("numbers", _("Which number surprised us, and what did we make of it?"),
           Dynamic.STRUCTURES),
    Prompt("new_people", _("If a new colleague came tomorrow, who would help them find their "
                           "feet on the other side?"), Dynamic.SPANNERS),
    Prompt("unused", _("What can one side do well that the other has not asked for?"),
           Dynamic.OWNERSHIP),
    Prompt("decided_without", _("Which decision touched us before we had a part in it?"),
           Dynamic.OWNERSHIP),
    Prompt("stop", _("What should we stop?")),
)  # fmt: skip
_BY_KEY = {prompt.key: prompt for prompt in LIBRARY}


def words(key: str) -> str:
    """Return a question in the reader's language; one a partnership wrote itself, as it is."""
    return str(_BY_KEY[key].words) if key in _BY_KEY else key


def rotation(used: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """Return the keys of the next set: those asked longest ago, or never.

    Parameters
    ----------
    used : iterable of sequence of str
        The sets of earlier reflections, the earliest first.
    """
    last = {key: turn for turn, keys in enumerate(used) for key in keys}
    waiting = sorted(LIBRARY, key=lambda prompt: last.get(prompt.key, -1))
    return tuple(prompt.key for prompt in waiting[:SET])
