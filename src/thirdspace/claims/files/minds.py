"""What would change minds, in one cell: a joint text, then each organization's own.

A line that begins with the name of an organization and a colon begins that one's text.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping


def write_minds(texts: Iterable[tuple[str, str]]) -> str:
    """Return the cell for texts by the name of their organization, "" being all."""
    ordered = sorted(texts)
    return "\n".join(f"{name}: {text}" if name else text for name, text in ordered)


def read_minds(cell: str, organizations: Collection[str]) -> Mapping[str, str]:
    """Return the texts of a cell by the name of their organization, "" being all."""
    found: dict[str, list[str]] = {}
    whose = ""
    for line in cell.strip().splitlines():
        name, colon, rest = line.partition(": ")
        if colon and name in organizations:
            whose, line = name, rest
        found.setdefault(whose, []).append(line)
    texts = {name: "\n".join(lines).strip() for name, lines in found.items()}
    return {name: text for name, text in texts.items() if text}
