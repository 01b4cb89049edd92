"""What a process map is drawn from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from thirdspace.charts.text import blank
from thirdspace.problems import MethodProblem


@dataclass(frozen=True)
class Lane:
    """Who does the steps of one column."""

    key: str
    text: str


@dataclass(frozen=True)
class Step:
    """One thing that is done, or decided.

    Parameters
    ----------
    key : str
        How flows name it; unique in the map.
    lane : str
        Key of the lane it is done in.
    text : str
        What is done.
    decision : bool
        A question with more than one way out.
    failure : str
        What goes wrong here, if this is a failure point.
    note : str
        Its measure, or anything else worth a line.
    """

    key: str
    lane: str
    text: str
    decision: bool = False
    failure: str = ""
    note: str = ""


@dataclass(frozen=True)
class Flow:
    """From a step to the next; `label` is the answer that leads there, `delay` the wait between."""

    source: str
    target: str
    label: str = ""
    delay: str = ""


@dataclass(frozen=True)
class ProcessWords:
    """The words on a process map; a page in another language passes its own."""

    wait: str = "wait {delay}"
    fails: str = "Fails: {failure}"
    goes: str = "{label} → {number}"
    step: str = "step"
    decision: str = "decision"
    handoff: str = "hand-off"
    end: str = "end"
    columns: tuple[str, str, str, str, str, str, str] = (
        *("Number", "Lane", "Step", "Kind", "Goes to"),
        *("Fails", "Note"),
    )

    def said(self, flow: Flow) -> str:
        """Write the answer and the wait of a flow."""
        wait = self.wait.format(delay=flow.delay) if flow.delay else ""
        return ", ".join(part for part in (flow.label, wait) if part)


@dataclass(frozen=True)
class ProcessMapPicture:
    """Steps in lanes, and what leads to what.

    The steps are written in the order they are done. A flow to an earlier step is a way back; it is
    drawn upward. A flow to another lane is a hand-off.

    Parameters
    ----------
    uid : str
        Start of the ids inside the drawing; unique on the page.
    title : str
        The finding, in a sentence.
    lanes : tuple of Lane
        The columns, from left to right.
    steps : tuple of Step
        The steps in their order; their numbers follow it.
    flows : tuple of Flow
        What leads to what.
    reading, caption : str
        What it shows in plain words; who drew it, when, from what.
    words : ProcessWords
        The words on the drawing.

    Raises
    ------
    MethodProblem
        There are no lanes or steps; a key is used twice; something has no words; a step is in an
        unknown lane; a flow names an unknown step, leads back to its own step or is given twice.
    """

    uid: str
    title: str
    lanes: tuple[Lane, ...]
    steps: tuple[Step, ...]
    flows: tuple[Flow, ...]
    reading: str
    caption: str = ""
    words: ProcessWords = field(default_factory=ProcessWords)

    def __post_init__(self) -> None:
        if not self.lanes or not self.steps:
            raise MethodProblem(
                "The process map is empty.",
                "It needs at least one lane and one step.",
                "Write who takes part, then the first step.",
                field="steps",
            )
        _check_keys([(lane.key, lane.text) for lane in self.lanes], "lanes")
        _check_keys([(step.key, step.text) for step in self.steps], "steps")
        _check_lanes(self.steps, {lane.key for lane in self.lanes})
        _check_flows(self.flows, {step.key: step for step in self.steps})

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each step, from 1, by its key."""
        return {step.key: place for place, step in enumerate(self.steps, start=1)}

    def ways_out(self, step: Step) -> list[Flow]:
        """Return the flows that leave a step."""
        return [flow for flow in self.flows if flow.source == step.key]

    def is_handoff(self, flow: Flow) -> bool:
        """Tell whether a flow leads to another lane."""
        return self._lane[flow.source] != self._lane[flow.target]

    @cached_property
    def _lane(self) -> dict[str, str]:
        return {step.key: step.lane for step in self.steps}


def _check_keys(named: Iterable[tuple[str, str]], kind: str) -> None:
    seen: set[str] = set()
    for key, text in named:
        if key in seen:
            raise MethodProblem(
                f"Two {kind} have the key “{key}”.",
                "Each is named by its key.",
                "Give each a key of its own.",
                field=kind,
            )
        if blank(text):
            raise MethodProblem(
                f"One of the {kind}, “{key}”, has no words.",
                "An empty box tells nobody what is meant.",
                "Say in a few words what it stands for, or take it out.",
                field=kind,
            )
        seen.add(key)


def _check_lanes(steps: Iterable[Step], lanes: set[str]) -> None:
    for step in steps:
        if step.lane not in lanes:
            raise MethodProblem(
                f"“{step.text}” stands in the lane “{step.lane}”, which is not there.",
                "Each step is done in one of the lanes of the map.",
                "Add the lane, or move the step to another.",
                field="steps",
            )


def _check_flows(flows: Iterable[Flow], steps: dict[str, Step]) -> None:
    seen: set[tuple[str, str]] = set()
    for flow in flows:
        for key in (flow.source, flow.target):
            if key not in steps:
                raise MethodProblem(
                    f"A flow names the step “{key}”, which is not there.",
                    "Both ends of a flow must be steps of this map.",
                    "Add the step, or take the flow out.",
                    field="flows",
                )
        if flow.source == flow.target:
            raise MethodProblem(
                f"“{steps[flow.source].text}” leads to itself.",
                "A flow runs from one step to another.",
                "Add the step in between, or write the repetition into the step.",
                field="flows",
            )
        if (flow.source, flow.target) in seen:
            raise MethodProblem(
                f"“{steps[flow.source].text}” leads to “{steps[flow.target].text}” twice.",
                "One flow can carry both answers.",
                "Join the two labels in one flow.",
                field="flows",
            )
        seen.add((flow.source, flow.target))
