"""Callers are held to the types that a method declares, in Python and in JSON."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

import numpy as np
import pytest

from thirdspace.methods import find
from thirdspace.methods.calling import call
from thirdspace.methods.declared import as_declared
from thirdspace.methods.network import Tie, components
from thirdspace.problems import MethodProblem

PEOPLE = {"ana": "district", "ben": "state"}


@as_declared
def asked(
    names: Sequence[str] = (),
    shares: Mapping[str, float | None] | None = None,
    on: date | None = None,
    times: int = 1,
    rows: Sequence[tuple[str, int]] = (),
    exact: bool = True,
) -> str:
    """Answer anything."""
    return "answered"


@pytest.mark.parametrize(
    "given",
    [
        {"names": ["a"], "shares": {"a": None}, "on": date(2026, 1, 1), "times": 3},
        {"names": ("a",), "shares": {"a": 1}, "times": 3.0, "exact": np.True_},
        {"names": np.array(["a"]), "shares": {"a": np.float32(0.5)}, "times": np.int8(3)},
        {"rows": [("a", 1), ["b", 2]]},
    ],
)
def test_what_fits_is_let_through(given):
    assert asked(**given) == "answered"


@pytest.mark.parametrize(
    ("field", "value", "what"),
    [
        ("names", 3, "something that is not a list"),
        ("names", "ab", "something that is not a list"),
        ("names", {"a", "b"}, "something that is not a list"),
        ("names", (name for name in "ab"), "something that is not a list"),
        ("names", np.array("a"), "a single value"),
        ("names", ["a", None], "something that is not text"),
        ("names", ["two\nlines"], "text of several lines"),
        ("shares", ["a"], "something without names"),
        ("shares", {"a": float("nan")}, "a missing value"),
        ("shares", {"a": "0.5"}, "something that is not a number"),
        ("on", "2026-01-01", "something that is not a day"),
        ("on", datetime(2026, 1, 1, 12, tzinfo=UTC), "something that is not a day"),
        ("times", 2.5, "2.5"),
        ("times", None, "a missing value"),
        ("times", 10**20, "1e\\+20"),
        ("rows", [("a", 1, 2)], "3 values in a row"),
        ("rows", [("a", "1")], "something that is not a number"),
        ("exact", "no", "neither True nor False"),
    ],
)
def test_what_does_not_fit_is_refused_by_name(field, value, what):
    with pytest.raises(MethodProblem, match=f"“{field}” holds {what}") as caught:
        asked(**{field: value})
    assert caught.value.field == field


def test_records_are_looked_into():
    with pytest.raises(MethodProblem, match="“weight” holds an infinite value"):
        components([Tie("ana", "ben", float("inf"))], PEOPLE)
    with pytest.raises(MethodProblem, match="“ties” holds something that is not a Tie"):
        components([("ana", "ben")], PEOPLE)


@pytest.mark.parametrize(
    ("tie", "what"),
    [
        ({"first": "ana"}, "Tie needs the argument “second”"),
        ({"first": "ana", "second": "ben", "size": 2}, "Tie has no argument “size”"),
    ],
)
def test_a_record_in_json_has_its_fields(tie, what):
    with pytest.raises(MethodProblem, match=what):
        call(find("network.components"), {"ties": [tie], "organizations": PEOPLE})


def test_days_by_name_are_read_from_json():
    found = call(
        find("network.continuity-risk"),
        {
            "ties": [{"first": "ana", "second": "ben"}],
            "organizations": PEOPLE,
            "change_expected": {"ana": "2026-03-01"},
        },
    )
    assert "ana by 2026-03-01" in found.sentence
