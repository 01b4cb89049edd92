"""What a partnership folder is made of, and the tables that are known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from thirdspace.formats.csv_table import Table
from thirdspace.formats.decode import DEFAULT_LIMIT
from thirdspace.formats.folder.names import safe_name
from thirdspace.problems import FileProblem

DOCUMENT = "partnerships.yaml"
"""The one file that every folder has."""
SOURCES = "sources"
"""The folder of the texts that `sources.csv` lists."""


@dataclass(frozen=True, slots=True)
class TableSpec:
    """A table of the folder: its file name, the columns it must have and others that are used."""

    name: str
    required: tuple[str, ...]
    known: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is accepted.

    Parameters
    ----------
    file_bytes : int
        Most bytes of one file.
    total_bytes : int
        Most bytes of all files together, unpacked.
    files : int
        Most files.
    ratio : int
        Most bytes that one byte of a ZIP archive may unpack to.
    """

    file_bytes: int = DEFAULT_LIMIT
    total_bytes: int = 500_000_000
    files: int = 10_000
    ratio: int = 200


@dataclass(frozen=True, slots=True)
class Folder:
    """A partnership folder, read or to be written.

    Parameters
    ----------
    name : str
        Name of the folder or archive.
    documents : dict
        `DOCUMENT` and its content.
    tables : dict of str to Table
        The known tables that are there, by file name.
    sources : mapping of str to bytes
        The files of `sources/` by name; one is read when it is asked for.
    unused : tuple of str
        Names of files that the format does not know; they are left alone and reported.
    """

    name: str
    documents: dict[str, dict[str, Any]]
    tables: dict[str, Table] = field(default_factory=dict)
    sources: Mapping[str, bytes] = field(default_factory=dict)
    unused: tuple[str, ...] = ()

    def read_source(self, name: str) -> bytes:
        """Give the bytes of `sources/<name>`.

        Raises
        ------
        FileProblem
            If the name has path parts, or there is no such file.
        """
        if safe_name(name) not in self.sources:
            raise FileProblem(
                f"The file “{name}” is not in the folder {SOURCES}.",
                "A source is listed whose text is missing.",
                f"Put the file into {SOURCES}, or mend its name in sources.csv.",
                file=f"{SOURCES}/{name}",
            )
        return self.sources[name]


_SPECS = (
    TableSpec("people.csv", ("email", "name", "partnership", "organization", "role"),
              ("from", "to", "backup", "title")),
    TableSpec("sources.csv", ("file", "partnership", "organization"),
              ("role", "kind", "date", "title", "consent", "attribution", "access", "case",
               "speaker", "visibility", "origin", "named", "earlier")),
    TableSpec("codes.csv", ("code",), ("definition", "dynamic", "parent", "partnership")),
    TableSpec("codings.csv", ("file", "start", "end", "code"), ("direction", "coder", "note")),
    TableSpec("measures.csv", ("partnership", "measure", "name"),
              ("unit", "definition", "direction", "dynamic", "organization", "chart",
               "visibility", "baseline")),
    TableSpec("observations.csv", ("partnership", "measure", "date", "value"),
              ("note", "excluded")),
    TableSpec("series.csv", ("partnership", "series", "time_zone"),
              ("purpose", "cadence", "minutes", "place", "reflect_every", "reflect_minutes",
               "long_every_months", "long_minutes", "voices", "ended", "visibility", "origin",
               "named")),
    TableSpec("meetings.csv", ("partnership", "series", "number", "title", "start", "time_zone"),
              ("minutes", "place", "state", "opened", "closed", "cancelled_why", "invited",
               "made_by", "made", "visibility", "origin", "named")),
    TableSpec("agenda.csv", ("partnership", "meeting", "position", "title"),
              ("note", "kind", "origin", "minutes", "led_by", "brought_by", "state", "started",
               "ended")),
    TableSpec("attendance.csv", ("partnership", "meeting", "organization"),
              ("person", "guest", "voice", "state", "left")),
    TableSpec("notes.csv", ("partnership", "meeting", "line", "text"),
              ("position", "item", "kind", "about", "person", "typed", "removed", "visibility",
               "origin", "named")),
    TableSpec("decisions.csv", ("partnership", "decision", "text"),
              ("reason", "state", "proposed_by", "needs_both", "answer_by", "if_silent",
               "decided", "object_until", "meeting", "item", "line", "decided_by", "absent",
               "counts_for", "benefits", "bears_cost", "objects", "made_by", "made",
               "visibility", "origin", "named")),
    TableSpec("promises.csv", ("partnership", "promise", "text", "owner", "organization"),
              ("joint", "promised_to", "first_due", "due", "state", "answered", "answer_line",
               "moves", "meeting", "item", "line", "made_by", "made", "visibility", "origin",
               "named")),
    TableSpec("deliverables.csv", ("partnership", "deliverable", "title"),
              ("note", "kind", "owed_to", "organization", "person", "due", "state", "delivered",
               "made_by", "made", "visibility", "origin", "named")),
    TableSpec("reflections.csv", ("partnership", "meeting"),
              ("minutes", "state", "prompts", "three_is_enough", "opened", "shown_at", "shown",
               "skipped_why", "asset", "spoken_only")),
    TableSpec("trials.csv", ("partnership", "meeting", "text", "due"),
              ("state", "checked", "checked_line", "made", "visibility", "origin", "named")),
    TableSpec("tensions.csv", ("partnership", "tension", "text"),
              ("surfaced_by", "between", "state", "what_changed", "opened", "settled",
               "meeting", "item", "line", "visibility", "origin", "named")),
    TableSpec("claims.csv", ("partnership", "claim", "statement"),
              ("dynamic", "theme", "status", "reading", "since", "until", "organization",
               "holder", "holders", "made", "visibility", "changes_mind", "named", "read",
               "agreed_by", "look_again")),
    TableSpec("evidence.csv", ("partnership", "claim", "kind", "record", "stance", "why"),
              ("strength", "person", "organization", "date", "withdrawn", "linked_for",
               "withdrawn_why")),
)  # fmt: skip
TABLES: Mapping[str, TableSpec] = {spec.name: spec for spec in _SPECS}
"""The known tables by file name, in the order they are read and written."""
