"""End-coding rules: size classes with coded ends and bands, and how one is read from its text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from thirdspace.problems import MethodProblem

#: The rule that many states' report cards follow, with bands inside the ends.
STANDARD = (
    "n<10: N<10; 10-19: <=20 / >=80, bands of 20; 20-39: <=10 / >=90, bands of 10; "
    "40-99: <=5 / >=95, bands of 5; 100-299: <=2 / >=98, whole percent; "
    ">=300: <=1 / >=99, whole percent"
)
_SIGNS = str.maketrans({"≤": "<=", "≥": ">=", "–": "-", "—": "-", "−": "-"})  # dashes and signs
_SPAN = re.compile(r"^(?:n\s*)?(?:(\d+)\s*-\s*(\d+)|(>=?|<=?)\s*(\d+)|(\d+)\s*\+)$", re.IGNORECASE)
_ENDS = re.compile(r"<=\s*(\d+(?:\.\d+)?)\s*%?\s*(?:/|and|or|,)\s*>=\s*(\d+(?:\.\d+)?)")
_BANDS = re.compile(r"bands?\s+of\s+(\d+)|(\d+)[\s-]*(?:point|percent|%)?[\s-]*(?:wide\s+)?bands?")


@dataclass(frozen=True)
class SizeClass:
    """How percentages of so many people are shown.

    Parameters
    ----------
    least, most : int and int, optional
        People, both included; None without an upper end.
    low, high : float, optional
        Percent up to which, and from which on, only that is said; None in a class whose
        percentages are not shown at all.
    band : int
        Width of the bands between, in percentage points; 1 is a whole percent, half up.
    """

    least: int
    most: int | None
    low: float | None
    high: float | None
    band: int = 1

    def holds(self, n: int) -> bool:
        """Whether so many people belong here."""
        return self.least <= n and (self.most is None or n <= self.most)


def read_rule(text: str) -> tuple[SizeClass, ...]:
    """Read a rule such as “n<10: N<10; 10-19: <=20 / >=80, bands of 20; >=20: …”.

    Raises
    ------
    MethodProblem
        A class that can't be read, or classes that overlap or leave sizes out.
    """
    classes = sorted(
        (_size_class(part) for part in text.translate(_SIGNS).split(";") if ":" in part),
        key=lambda each: each.least,
    )
    _check(classes, text)
    return tuple(classes)


def _size_class(text: str) -> SizeClass:
    size, _, shown = text.partition(":")
    span = _SPAN.match(size.strip())
    if not span:
        raise _unread(text)
    least, most = _people(span)
    ends, band = _ENDS.search(shown), _BANDS.search(shown)
    if not ends:
        if most is None or not re.search(r"[nN]\s*<|suppress|hid|not shown", shown):
            raise _unread(text)
        return SizeClass(least, most, None, None)
    width = int(band.group(1) or band.group(2)) if band else 1
    return SizeClass(least, most, float(ends.group(1)), float(ends.group(2)), width)


def _people(span: re.Match[str]) -> tuple[int, int | None]:
    low, high, sign, edge, plus = span.groups()
    if low:
        return int(low), int(high)
    if plus:
        return int(plus), None
    number = int(edge)
    spans: dict[str, tuple[int, int | None]] = {
        "<": (0, number - 1),
        "<=": (0, number),
        ">": (number + 1, None),
        ">=": (number, None),
    }
    return spans[sign]


def _check(classes: list[SizeClass], text: str) -> None:
    ends = [-1, *(each.most for each in classes)]
    whole = all(
        before is not None and each.least == before + 1
        for before, each in zip(ends, classes, strict=False)
    )
    sound = all(
        each.low is None
        or each.high is None
        or (0 <= each.low < each.high <= 100 and each.band > 0)
        for each in classes
    )
    if not classes or not whole or ends[-1] is not None or not sound:
        raise MethodProblem(
            f"The rule “{text}” leaves sizes out, or has some twice.",
            "Every number of people from 0 on belongs to one class, with ends between 0 and 100.",
            "Begin with the smallest (n<10: N<10) and end with an open class (>=300: …).",
            field="rule",
        )


def _unread(text: str) -> MethodProblem:
    return MethodProblem(
        f"“{text.strip()}” is not a class of an end-coding rule.",
        "A class is a size and what is shown: “10-19: <=20 / >=80, bands of 20”.",
        "Write it like this, classes parted by semicolons.",
        field="rule",
    )
