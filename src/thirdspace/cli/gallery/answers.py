"""Examples of charts of what two sides answered."""

from __future__ import annotations

from functools import partial

from thirdspace.charts import Figure
from thirdspace.charts.dumbbell import DumbbellItem, DumbbellPicture, draw_dumbbell
from thirdspace.charts.likert import LikertBar, LikertItem, LikertPicture, draw_likert
from thirdspace.cli.gallery.example import INVENTED, Example
from thirdspace.methods.gaps import perception_gap, view_accuracy

ANSWERS = {  # the district's and the university's; what each guessed of the other
    "We decide together": ((4, 4, 5, 4, 4), (2, 3, 2, 2, 3), (5, 4, 4, 4, 5), (4, 3, 4, 4, 3)),
    "Each knows its part": (
        (3, 4, 3, 3, 4),
        (3, 3, 4, 4, 4),
        (3, 3, 4, 3, 3),
        (3, 4, 3, 3, 4),
    ),
    "Both gain": ((5, 4, 4, 5, 4), (4, 4, 3, 4, 3), (3, 2, 3, 3, 2), (4, 5, 4, 4, 4)),
}
SCALE = ((1.0, "1 not at all"), (2.0, "2"), (3.0, "3 in part"), (4.0, "4"), (5.0, "5 fully"))
LIKERT = LikertPicture(
    uid="likert",
    title="Mentors agree that feedback comes in time; residents are split",
    reading="Of 18 residents 8 agree and 7 disagree; of 12 mentors 10 agree. "
    "The parents’ answers are hidden.",
    caption="Pulse of March 2026, five answers; fewer than five answers are never shown.",
    answers=("strongly disagree", "disagree", "in between", "agree", "strongly agree"),
    items=(
        LikertItem(
            "Feedback comes within two days",
            (
                LikertBar("Mentors", "district", (0, 1, 1, 6, 4), 1),
                LikertBar("Residents", "university", (2, 5, 3, 6, 2), 3),
                LikertBar("Parents", "other", hidden="hidden: fewer than five answers"),
            ),
        ),
        LikertItem(
            "Feedback says what to try next",
            (
                LikertBar("Mentors", "district", (0, 2, 2, 5, 3), 1),
                LikertBar("Residents", "university", (1, 2, 4, 8, 3), 3),
                LikertBar("Parents", "other", hidden="hidden: fewer than five answers"),
            ),
        ),
    ),
)


def dumbbells(*, guesses: bool) -> Figure:
    """Draw both sides' mean answers, with what each guessed of the other or without."""
    items, said = [], []
    for label, (first, second, by_first, by_second) in ANSWERS.items():
        gap = perception_gap(first, second, points=5)
        view = view_accuracy(by_first, second, points=5, own=first)
        other = view_accuracy(by_second, first, points=5, own=second)
        said.append(f"{label}: {(view if guesses else gap).sentence}")
        items.append(
            DumbbellItem(
                label=label,
                first=gap.first.mean,
                second=gap.second.mean,
                first_guess=view.mean_guess if guesses else None,
                second_guess=other.mean_guess if guesses else None,
                difference=f"{abs(gap.gap or 0):.1f}",
                verdict=(view.box if guesses else gap.size) or "",
                strong=gap.size == "far apart",
            )
        )
    return draw_dumbbell(
        DumbbellPicture(
            uid="gaps",
            title=(
                "On who decides, the district takes the university to see it as it does"
                if guesses
                else "On who decides and who gains, the answers are far apart"
            ),
            reading=" ".join(said),
            caption="Mean answers of five people of the district (square) and five of the "
            "university (circle)"
            + ("; hollow: what each guessed of the other." if guesses else "."),
            items=tuple(items),
            ticks=SCALE,
        )
    )


ANSWERED = (
    Example("gaps.perception-gap", DumbbellPicture, INVENTED, partial(dumbbells, guesses=False)),
    Example("gaps.view-accuracy", DumbbellPicture, INVENTED, partial(dumbbells, guesses=True)),
    Example("likert", LikertPicture, INVENTED, partial(draw_likert, LIKERT)),
)
