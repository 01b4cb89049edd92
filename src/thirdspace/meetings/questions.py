"""What a line leaves open, as sentences to whoever typed it."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thirdspace.meetings.lines_grammar import LONGEST, About, Ask, Typed

_SENTENCES = {
    About.EMPTY: gettext_lazy("What is it? There is nothing after the word."),
    About.TOO_LONG: gettext_lazy(
        "Can it be said in %(longest)d characters? A record holds no more; a plain note does."
    ),
    About.OWNER: gettext_lazy("Who? Type @ and a name."),
    About.AMBIGUOUS: gettext_lazy("Which one: %(words)s? Type the whole name."),
    About.UNKNOWN: gettext_lazy("Who is “%(words)s”? Nobody of that name has a seat here."),
    About.GONE: gettext_lazy("%(words)s has no seat here any more. Who else?"),
    About.PAST: gettext_lazy("Which day? “%(words)s” is past."),
    About.IMPOSSIBLE: gettext_lazy("Which day? No calendar has “%(words)s”."),
    About.UNCLEAR: gettext_lazy("Which day? “%(words)s” can be read in two ways."),
    About.UNPLANNED: gettext_lazy("Which day? No next meeting is planned yet."),
    About.NO_DATE: gettext_lazy("By when? You are asked again at the end."),
}


def sentence(ask: Ask) -> str:
    """Return one question as a sentence."""
    return str(_SENTENCES[ask.about]) % {"words": ask.words, "longest": LONGEST}


def questions(typed: Typed, *, may_write: bool) -> tuple[str, ...]:
    """Return the questions of a line that became no record yet."""
    if typed.settled and not may_write:
        return (_("Your seat makes no records. Ask somebody else here to type this line."),)
    return tuple(sentence(ask) for ask in typed.asks)
