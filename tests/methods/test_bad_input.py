"""No method ever ends in anything but a result that holds, or a problem that shows the way out."""

from __future__ import annotations

import inspect
import re
import resource
import signal
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from math import isinf, isnan
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from method_samples import SAMPLES
from spoiled import spoiled

from thirdspace.methods import all_methods, find
from thirdspace.methods.spc import many_charts
from thirdspace.problems import MethodProblem

ALL = all_methods()
SECONDS, BYTES = 2, 500_000_000
#: What a sentence never says: how a computer writes what is not there.
COMPUTER = re.compile(r"\b(nan|NaN|None|inf|-inf)\b")
UNDEFINED = re.compile(
    r"undefined|can’t|cannot|not |no |No |nothing|too few|too short|unknown|never|nobody"
)


def arguments() -> list[tuple[str, str]]:
    return [(m.id, name) for m in ALL for name in inspect.signature(m.function).parameters]


@contextmanager
def bounded() -> Iterator[None]:
    """Stop what takes too long, or asks for too much memory."""
    before = resource.getrlimit(resource.RLIMIT_AS)
    size = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    signal.signal(signal.SIGVTALRM, _late)
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    resource.setrlimit(resource.RLIMIT_AS, (size + BYTES, before[1]))
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        resource.setrlimit(resource.RLIMIT_AS, before)


def _late(*_: Any) -> None:
    raise TimeoutError(f"computed for more than {SECONDS} s")


def test_every_method_has_a_sample():
    assert [m.id for m in ALL if m.id not in SAMPLES] == []
    assert [name for name in SAMPLES if name not in {m.id for m in ALL}] == []


@pytest.mark.parametrize("known", sorted(SAMPLES))
def test_a_sample_is_a_valid_call(known):
    assert complaint(known, SAMPLES[known], valid=True) is None


@pytest.mark.parametrize(("known", "name"), arguments(), ids=lambda part: part)
def test_a_bad_argument_ends_in_a_problem_or_a_result_that_holds(known, name):
    sample = SAMPLES[known]
    usual = inspect.signature(find(known).function).parameters[name].default
    bad = (value for value in spoiled_argument(sample.get(name, usual)))
    wrong = {label: complaint(known, {**sample, name: value}) for label, value in bad}
    assert {label: found for label, found in wrong.items() if found} == {}


def needed(known: str) -> dict[str, Any]:
    takes = inspect.signature(find(known).function).parameters.values()
    return {p.name: SAMPLES[known][p.name] for p in takes if p.default is p.empty}


@pytest.mark.parametrize("known", [m for m in SAMPLES if len(needed(m)) < len(SAMPLES[m])])
def test_a_bad_argument_is_met_without_the_choices_too(known):
    alone = needed(known)
    wrong = {
        (name, label): complaint(known, {**alone, name: value})
        for name in alone
        for label, value in spoiled(alone[name])
    }
    assert {label: found for label, found in wrong.items() if found} == {}


@pytest.mark.parametrize("known", sorted(SAMPLES))
def test_all_arrays_of_a_call_may_be_bad_alike(known):
    bad = {name: dict(spoiled(value)) for name, value in SAMPLES[known].items() if _array(value)}
    labels = {label for ways in bad.values() for label in ways}
    wrong = {}
    for label in sorted(labels):
        alike = {name: ways[label] for name, ways in bad.items() if label in ways}
        wrong[label] = complaint(known, SAMPLES[known] | alike)
    assert {label: found for label, found in wrong.items() if found} == {}


def test_charts_of_bad_numbers_can_be_searched_for_discoveries():
    sample = SAMPLES["spc.many-charts"]
    wrong = {}
    for label, values in spoiled(sample["values"]):
        try:
            charts = many_charts(**{**sample, "values": values})
        except MethodProblem:
            continue
        wrong[label] = complaint("spc.false-discovery", {"charts": charts})
    assert {label: found for label, found in wrong.items() if found} == {}


def _array(value: Any) -> bool:
    try:
        return np.array(value, dtype=float).ndim > 0
    except (TypeError, ValueError):
        return False


def spoiled_argument(value: Any) -> Iterator[tuple[str, Any]]:
    if value is None or value == ():
        yield from spoiled([1.0, 2.0])
        yield from spoiled("word")
    else:
        yield from spoiled(value)


def complaint(known: str, arguments: Mapping[str, Any], *, valid: bool = False) -> str | None:
    """Say what is wrong with the answer; None if nothing is."""
    function = find(known).function
    try:
        with bounded():
            result = function(**arguments)
            sentence = result.sentence
    except MethodProblem as problem:
        return str(problem) if valid else _problem_complaint(problem, known)
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return _sentence_complaint(sentence) or _numbers_complaint(result, function)


def _problem_complaint(problem: MethodProblem, known: str) -> str | None:
    if not all((problem.what, problem.why, problem.next_step)):
        return f"problem that does not say everything: {problem}"
    takes = inspect.signature(find(known).function).parameters
    if problem.field not in {*takes, *_fields(SAMPLES[known])}:
        return f"field {problem.field!r} is no argument: {problem}"
    return None


def _fields(value: Any) -> Iterator[str]:
    """Name the fields of every record in the arguments."""
    if is_dataclass(value):
        yield from (field.name for field in fields(value))
        yield from _fields([getattr(value, field.name) for field in fields(value)])
    elif isinstance(value, Mapping):
        yield from _fields(list(value.values()))
    elif isinstance(value, (list, tuple)):
        for part in value:
            yield from _fields(part)


def _sentence_complaint(sentence: str) -> str | None:
    if not sentence.endswith(".") or "\n" in sentence or COMPUTER.search(sentence):
        return f"sentence: {sentence!r}"
    return None


def _numbers_complaint(result: Any, function: Any) -> str | None:
    found = list(_numbers(result, f"{function.__doc__}\n{inspect.getmodule(function).__doc__}"))
    for place, number, page in found:
        if isinf(number) and "infin" not in page:
            return f"{place} is infinite, which no docstring says"
        if isnan(number) and not re.search("NaN|None|missing", page):
            return f"{place} is NaN, which no docstring says"
    if found and all(isnan(n) for _, n, _ in found) and not UNDEFINED.search(result.sentence):
        return f"all NaN, and the sentence is silent: {result.sentence}"
    return None


def _numbers(value: Any, page: str, place: str = "") -> Iterator[tuple[str, float, str]]:
    """Yield each float of a result, where it stands, and the page that tells about it."""
    if isinstance(value, (float, np.floating)):
        yield place, float(value), page
    elif is_dataclass(value):
        for field in fields(value):
            yield from _numbers(getattr(value, field.name), f"{page}{value.__doc__}", field.name)
    elif isinstance(value, Mapping):
        yield from _numbers(value.values(), page, place)
    elif isinstance(value, np.ndarray):
        yield from ((place, float(number), page) for number in value.ravel() if value.dtype != "O")
    elif isinstance(value, Iterable) and not isinstance(value, (str, bytes)):
        for part in value:
            yield from _numbers(part, page, place)
