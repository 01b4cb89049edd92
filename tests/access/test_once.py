"""A read is made once in a request that only reads, and anew everywhere else."""

from __future__ import annotations

from thirdspace.access.once import once, remembering

asked: list[tuple[int, str]] = []


@once
def answer(number: int, *, word: str = "") -> int:
    asked.append((number, word))
    return number


def test_it_is_asked_once_for_the_same_arguments() -> None:
    asked.clear()
    with remembering(reading=True):
        assert [answer(1), answer(1), answer(2), answer(2, word="a"), answer(2, word="a")]
    assert asked == [(1, ""), (2, ""), (2, "a")]


def test_nothing_is_kept_for_the_next_request_or_where_somebody_writes() -> None:
    asked.clear()
    for reading in (True, True, False):
        with remembering(reading=reading):
            answer(1)
    with remembering(reading=False):
        answer(1)
        answer(1)
    answer(1)
    assert len(asked) == 6


def test_one_request_inside_another_keeps_its_own() -> None:
    asked.clear()
    with remembering(reading=True):
        answer(1)
        with remembering(reading=True):
            answer(1)
        answer(1)
    assert len(asked) == 2
