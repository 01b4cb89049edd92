"""What a reflection shows of its private answers: groups, means, words. Frozen once and for all.

Pure but for its input: it reads no database, and what it returns is plain JSON.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import permutations
from statistics import mean, stdev
from typing import Any

from thirdspace.meetings.blind import Given, shuffled
from thirdspace.methods.gaps import view_accuracy
from thirdspace.methods.protect import SMALLEST_GROUP, SMALLEST_GROUP_AGREED, reveal_groups
from thirdspace.partnership.models import Organization

#: The scale of both views.
POINTS = 5
#: The sides that guess each other's answer; an organization of neither has no "other side".
FACING = ("district", "university")


def freeze(
    answers: Sequence[Given],
    organizations: Mapping[int, Organization],
    *,
    prompts: int,
    three_is_enough: bool,
    seed: int,
) -> dict[str, Any]:
    """Return what may be shown of private answers.

    Parameters
    ----------
    answers : sequence of Given
        All of one reflection.
    organizations : mapping of int to Organization
        Those whose people were asked, by id; one nobody answered for is named.
    prompts : int
        How many questions were asked.
    three_is_enough : bool
        All agreed, before it opened, that three are enough.
    seed : int
        Mixes the order of the words; the same answers always give the same order.
    """
    k = SMALLEST_GROUP_AGREED if three_is_enough else SMALLEST_GROUP
    counts = Counter(answer.organization_id for answer in answers)
    found = reveal_groups({_name(pk): counts[pk] for pk in organizations}, k=k)
    groups = [
        _group([int(name) for name in names], answers, organizations, prompts, k, seed)
        for names in found.groups
    ]
    return {
        "k": k,
        "total": found.total,
        "groups": sorted(groups, key=lambda group: group["organizations"][0]["name"]),
        "withheld": found.total if not found.groups else 0,
        "without_answers": [_called(organizations[int(name)]) for name in found.without_answers],
        "accuracy": _accuracies(found.groups, answers, organizations, k),
    }


def _name(organization_id: int) -> str:
    # Two organizations may be called the same; equal sizes are told apart by these.
    return f"{organization_id:012}"


def _called(organization: Organization) -> dict[str, Any]:
    return {"id": organization.pk, "name": str(organization), "side": organization.side}


def _group(
    ids: Sequence[int],
    answers: Sequence[Given],
    organizations: Mapping[int, Organization],
    prompts: int,
    k: int,
    seed: int,
) -> dict[str, Any]:
    members = [answer for answer in answers if answer.organization_id in ids]
    return {
        "organizations": sorted(
            (_called(organizations[pk]) for pk in ids), key=lambda each: str(each["name"])
        ),
        "n": len(members),
        "our_view": _spread([answer.our_view for answer in members], k),
        "their_view": _spread([answer.their_view for answer in members], k),
        "texts": [_words(members, question, seed) for question in range(prompts)],
    }


def _words(members: Sequence[Given], question: int, seed: int) -> list[str]:
    # Each question in an order of its own, so that no two lines are seen to be one person's.
    said = [answer.texts[question] for answer in members if len(answer.texts) > question]
    return sorted(filter(None, said), key=lambda text: shuffled(seed, f"{question}:{text}"))


def _spread(values: Sequence[int | None], k: int) -> dict[str, Any]:
    """Return n, mean and standard deviation; a mean of fewer than `k` would be theirs alone."""
    known = [value for value in values if value is not None]
    if len(known) < k:
        return {"n": len(known), "mean": None, "sd": None}
    return {
        "n": len(known),
        "mean": round(mean(known), 1),
        "sd": round(stdev(known), 1),
    }


def _accuracies(
    groups: Sequence[Sequence[str]],
    answers: Sequence[Given],
    organizations: Mapping[int, Organization],
    k: int,
) -> list[dict[str, Any]]:
    alone = [int(names[0]) for names in groups if len(names) == 1]
    facing = [pk for pk in alone if organizations[pk].side in FACING]
    pairs = (
        (guessing, about)
        for guessing, about in permutations(facing, 2)
        if organizations[guessing].side != organizations[about].side
    )
    found = (_accuracy(*pair, answers, organizations, k) for pair in pairs)
    return [accuracy for accuracy in found if accuracy]


def _accuracy(
    guessing: int,
    about: int,
    answers: Sequence[Given],
    organizations: Mapping[int, Organization],
    k: int,
) -> dict[str, Any] | None:
    mine = [answer for answer in answers if answer.organization_id == guessing]
    theirs = [answer for answer in answers if answer.organization_id == about]
    guesses = [answer.their_view for answer in mine if answer.their_view is not None]
    own = [answer.our_view for answer in mine if answer.our_view is not None]
    actual = [answer.our_view for answer in theirs if answer.our_view is not None]
    if min(len(guesses), len(own), len(actual)) < k:
        return None
    found = view_accuracy(guesses, actual, points=POINTS, own=own)
    return {
        "guessing": _called(organizations[guessing]),
        "about": _called(organizations[about]),
        "accuracy": round(found.accuracy, 2) if found.accuracy is not None else None,
        "box": found.box,
        "sentence": found.sentence,
    }
