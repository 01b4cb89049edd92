"""codings.csv: which words of a source carry which code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F

from thirdspace.access import clock
from thirdspace.access.folder import CHANGED, Intake
from thirdspace.access.scope import Scope
from thirdspace.evidence.actions.codes import current_codebook
from thirdspace.evidence.files.codes import MOST, Codes, add_missing
from thirdspace.evidence.files.sources import Text
from thirdspace.evidence.files.tables import CODES, CODINGS, SOURCES
from thirdspace.evidence.files.tally import Tallies
from thirdspace.evidence.models import Code, Coding, Source
from thirdspace.formats.csv_table import Row
from thirdspace.partnership.dynamics import Direction
from thirdspace.partnership.models import Person

#: Who coded, where a folder doesn't say.
STUDY = "study"
_COUNTING = ("version_id", "start", "end", "code_id", "direction", "coder")
_WORDS = {"note": 500, "coder": 120}


@dataclass(frozen=True, slots=True)
class _Line:
    """One row whose place in a text was understood."""

    row: Row
    text: Text
    start: int
    end: int
    code: str
    direction: str
    coder: str


def read_codings(intake: Intake, texts: Mapping[str, Text], codes: Codes, tallies: Tallies) -> None:
    """Store the codings of the folder; one is known again by its place, code and coder."""
    lines = [line for row in intake.rows(CODINGS) if (line := _line(intake, row, texts))]
    by_key: dict[str, list[_Line]] = {key: [] for key in intake.scopes}
    for line in lines:
        by_key[line.text.scope.partnership_key].append(line)
    for key, mine in by_key.items():
        scope = intake.scopes[key]
        if CODES in intake.folder.tables:
            mine = _with_known_codes(intake, mine, codes[key])
        else:
            names = [line.code for line in mine]
            tallies.add(scope, "codes", add_missing(scope, codes[key], names))
        if mine:
            _store(intake, scope, mine, codes[key], tallies)


def _line(intake: Intake, row: Row, texts: Mapping[str, Text]) -> _Line | None:
    cells = row.values
    text = texts.get(cells["file"])
    start, end = _number(intake, row, "start"), _number(intake, row, "end")
    code, direction = cells["code"].strip(), cells.get("direction", "").strip().lower()
    if direction and direction not in Direction.values:
        intake.refuse(
            CODINGS, row, "direction", f"“{direction[:40]}” is no direction.",
            "A passage points one of two ways, or the cell stays empty.",
            f"Use one of: {', '.join(Direction.values)}.",
        )  # fmt: skip
    if not 0 < len(code) <= MOST:
        intake.refuse(
            CODINGS, row, "code", "The row has no usable code.",
            f"A code has 1 to {MOST} characters.", "Write the code.",
        )  # fmt: skip
    _check_lengths(intake, row)
    if text is None:
        _refuse_file(intake, row)
    if text is None or start is None or end is None or not _inside(intake, row, text, start, end):
        return None
    coder = cells.get("coder", "").strip() or STUDY
    return _Line(row, text, start, end, code, direction, coder)


def _number(intake: Intake, row: Row, column: str) -> int | None:
    written = row.values[column].strip()
    if written.isascii() and written.isdigit() and len(written) < 10:
        return int(written)
    intake.refuse(
        CODINGS, row, column, f"“{written[:40]}” is not a place in a text.",
        "Places are whole numbers from 0, counted in characters.", "Write the number.",
    )  # fmt: skip
    return None


def _check_lengths(intake: Intake, row: Row) -> None:
    for column, most in _WORDS.items():
        if len(row.values.get(column, "")) > most:
            intake.refuse(
                CODINGS, row, column, "The cell is too long.",
                f"It holds {most} characters at most.", "Shorten it.",
            )  # fmt: skip


def _refuse_file(intake: Intake, row: Row) -> None:
    name = row.values["file"]
    listed = any(source.values["file"] == name for source in intake.rows(SOURCES))
    if not listed:  # a listed one was refused where it is listed
        intake.refuse(
            CODINGS, row, "file", f"The source “{name[:80]}” is unknown.",
            f"{SOURCES} does not list that file.", "Mend the name, or add a row for the source.",
        )  # fmt: skip


def _inside(intake: Intake, row: Row, text: Text, start: int, end: int) -> bool:
    if start < end <= text.length:
        return True
    column = "start" if start >= text.length else "end"
    why = (
        f"The text has {text.length} characters, so that is the last place where one can end."
        if end > text.length
        else "“end” is the first character after the passage, so it comes after “start”."
    )
    intake.refuse(
        CODINGS, row, column, f"The passage {start} to {end} is not in the text.", why,
        "Mend the two numbers.",
    )  # fmt: skip
    return False


def _with_known_codes(
    intake: Intake, lines: Iterable[_Line], codes: Mapping[str, Code]
) -> list[_Line]:
    known = []
    for line in lines:
        if line.code in codes:
            known.append(line)
        elif line.code:
            intake.refuse(
                CODINGS, line.row, "code", f"The code “{line.code[:80]}” is unknown.",
                f"{CODES} does not list it.", "Mend the code, or add a row for it.",
            )  # fmt: skip
    return known


def _store(
    intake: Intake,
    scope: Scope,
    lines: Sequence[_Line],
    codes: Mapping[str, Code],
    tallies: Tallies,
) -> None:
    known = _known(scope, {line.text.version_id for line in lines})
    people = {person.email: person.pk for person in Person.objects.within(scope)}
    codebook = current_codebook(scope)
    new: list[dict[str, Any]] = []
    seen: set[tuple[Any, ...]] = set()
    for line in lines:
        fields = _fields(line, codes, people)
        natural = tuple(fields[name] for name in _COUNTING)
        rest = {
            "note": line.row.values.get("note", ""),
            "extra": intake.extra_of(CODINGS, line.row),
        }
        if natural in seen:
            _refuse_double(intake, line)
        elif natural not in known:
            new.append({**fields, **rest, "codebook": codebook, "coded_at": clock.now()})
        elif known[natural][1] != rest:
            Coding.objects.within(scope).filter(pk=known[natural][0]).update(**rest)
            tallies.add(scope, CHANGED, 1)
        seen.add(natural)
    Coding.objects.add_many(scope, new)
    _count(scope, Counter(fields["source_id"] for fields in new))
    tallies.add(scope, "codings", len(new))


def _known(
    scope: Scope, version_ids: set[int]
) -> dict[tuple[Any, ...], tuple[int, dict[str, Any]]]:
    rows = Coding.objects.within(scope).filter(version__in=version_ids)
    return {
        natural: (pk, {"note": note, "extra": extra})
        for pk, note, extra, *natural_ in rows.values_list("pk", "note", "extra", *_COUNTING)
        for natural in [tuple(natural_)]
    }


def _fields(line: _Line, codes: Mapping[str, Code], people: Mapping[str, int]) -> dict[str, Any]:
    person = people.get(line.coder.lower())
    kind = Coding.CoderKind.STUDY if person is None else Coding.CoderKind.PERSON
    return {
        "source_id": line.text.source_id,
        "version_id": line.text.version_id,
        "start": line.start,
        "end": line.end,
        "code_id": codes[line.code].pk,
        "direction": line.direction,
        "coder": line.coder,
        "coder_kind": kind,
        "person_id": person,
    }


def _refuse_double(intake: Intake, line: _Line) -> None:
    intake.refuse(
        CODINGS, line.row, "code", "The same passage is coded twice in the same way.",
        "The same words, code, direction and coder count once.", "Keep one of the two rows.",
    )  # fmt: skip


def _count(scope: Scope, new: Mapping[int, int]) -> None:
    """Add to the sources' counters, one query for each different number."""
    by_number: dict[int, list[int]] = {}
    for source_id, n in new.items():
        by_number.setdefault(n, []).append(source_id)
    for n, source_ids in by_number.items():
        rows = Source.objects.within(scope).filter(pk__in=source_ids)
        rows.update(codings=F("codings") + n)
