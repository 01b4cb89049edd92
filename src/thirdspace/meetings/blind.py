"""The one place that reads what others answered in private, and forgets who said it.

`ReflectionAnswer.objects.within` returns one's own row alone. What leaves this module has no
person and no order that would tell one: it is counted by organization, or frozen into groups.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from thirdspace.access.scope import Scope
from thirdspace.meetings.models import Reflection, ReflectionAnswer


@dataclass(frozen=True, slots=True)
class Given:
    """One answer without its person. None is no answer to that question."""

    organization_id: int
    texts: tuple[str, ...]
    our_view: int | None
    their_view: int | None


def finished(scope: Scope, reflections: Iterable[Reflection]) -> dict[int, Counter[int]]:
    """Return how many have answered each reflection, by organization; never who.

    Parameters
    ----------
    reflections : iterable of Reflection
        Read within `scope`, so that only who sees the meeting learns a count.
    """
    ids = [each.pk for each in reflections]
    counts: dict[int, Counter[int]] = {pk: Counter() for pk in ids}
    rows = ReflectionAnswer.everywhere.filter(
        partnership_id=scope.partnership_id, reflection__in=ids
    )
    for reflection_id, organization_id in rows.values_list("reflection_id", "organization_id"):
        counts[reflection_id][organization_id] += 1
    return counts


def given(scope: Scope, reflection: Reflection) -> list[Given]:
    """Return the answers to a reflection, without their people, in an order that tells nothing."""
    rows = ReflectionAnswer.everywhere.filter(
        partnership_id=scope.partnership_id, reflection=reflection
    )
    answers = [
        Given(row.organization_id, tuple(row.texts), row.our_view, row.their_view) for row in rows
    ]
    return sorted(answers, key=lambda each: shuffled(reflection.pk, repr(each)))


def shuffled(seed: int, words: str) -> str:
    """Return a place in an order that depends on what was said alone, never on who said it."""
    return hashlib.sha256(f"{seed}:{words}".encode()).hexdigest()
