"""A process map as text for Mermaid."""

from __future__ import annotations

import re

from thirdspace.charts.process_map.picture import Flow, ProcessMapPicture, Step


def process_map_mermaid(picture: ProcessMapPicture) -> str:
    """Return the map as a Mermaid flowchart with a subgraph for each lane."""
    lines = ["flowchart TD"]
    for place, lane in enumerate(picture.lanes, start=1):
        lines.append(f"    subgraph lane{place}[{_quoted(lane.text)}]")
        steps = (step for step in picture.steps if step.lane == lane.key)
        lines += [f"        {_step(picture, step)}" for step in steps]
        lines.append("    end")
    lines += [f"    {_flow(picture, flow)}" for flow in picture.flows]
    return "\n".join(lines) + "\n"


def _step(picture: ProcessMapPicture, step: Step) -> str:
    opening, closing = ("{", "}") if step.decision else ("[", "]")
    return f"s{picture.numbers[step.key]}{opening}{_quoted(step.text)}{closing}"


def _flow(picture: ProcessMapPicture, flow: Flow) -> str:
    numbers, said = picture.numbers, picture.words.said(flow)
    label = f"|{_quoted(said)}|" if said else ""
    return f"s{numbers[flow.source]} -->{label} s{numbers[flow.target]}"


def _quoted(words: str) -> str:
    """Put words between quotes; marks that Mermaid would read are written as their codes."""
    safe = "".join(f"#{ord(mark)};" if mark in '"#<>&;`' else mark for mark in words)
    return '"' + re.sub(r"\s+", " ", safe).strip() + '"'
