"""Says which program built a demo."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from importlib import resources
from importlib.resources.abc import Traversable


def stamp() -> str:
    """Return a word that changes when the program changes: the demo is then built anew."""
    digest = hashlib.sha256()
    for file in _files(resources.files("thirdspace")):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _files(folder: Traversable) -> Iterator[Traversable]:
    for entry in sorted(folder.iterdir(), key=lambda each: each.name):
        if entry.is_dir() and entry.name != "__pycache__":
            yield from _files(entry)
        elif entry.name.endswith((".py", ".txt")):
            yield entry
