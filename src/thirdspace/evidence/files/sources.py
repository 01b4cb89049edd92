"""sources.csv and sources/: what people said, and what may be done with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.db.models import TextChoices
from django.db.models.functions import Length

from thirdspace.access import audit, clock
from thirdspace.access.folder import CHANGED, Intake
from thirdspace.access.models import naming
from thirdspace.access.scope import Scope, Visibility
from thirdspace.evidence import consent, texts
from thirdspace.evidence.files.tables import SOURCES
from thirdspace.evidence.files.tally import Tallies
from thirdspace.evidence.models import (
    AccessClass,
    Attribution,
    Case,
    Consent,
    Source,
    TextVersion,
)
from thirdspace.evidence.reads import quotes
from thirdspace.formats.csv_table import Row
from thirdspace.formats.dates import read_date
from thirdspace.formats.text import TextDocument, read_document
from thirdspace.problems import FileProblem

_BATCH = 200  # texts held in memory at once
_WORDS = {"title": 255, "role": 120, "speaker": 120, "kind": 60}  # column -> most characters
_CHOICES: Mapping[str, tuple[str, type[TextChoices]]] = {
    "consent": ("consent", Consent),
    "attribution": ("attribution", Attribution),
    "access": ("access_class", AccessClass),
    "visibility": ("visibility", Visibility),
}


@dataclass(frozen=True, slots=True)
class Text:
    """A stored text that codings may point into."""

    scope: Scope
    source_id: int
    version_id: int
    length: int


@dataclass(slots=True)
class _Line:
    """One row whose words were understood; `before` are the names of its earlier texts."""

    row: Row
    scope: Scope
    file: str
    fields: dict[str, Any]
    before: tuple[str, ...]
    source: Source = field(default_factory=Source)

    @property
    def files(self) -> tuple[str, ...]:
        """Return the names of all its texts, the newest last."""
        return (*self.before, self.file)


def read_sources(intake: Intake, tallies: Tallies) -> dict[str, Text]:
    """Store the listed sources and return their texts by file name."""
    lines = _lines(intake)
    listed = {name for line in lines for name in line.files}
    for name in sorted(set(intake.folder.sources) - listed):
        intake.unused.append(f"sources/{name} (not in {SOURCES})")
    found: dict[str, Text] = {}
    for key, scope in intake.scopes.items():
        mine = [line for line in lines if line.scope.partnership_key == key]
        if mine:
            _store_sources(scope, mine, tallies)
            found |= _store_texts(intake, scope, mine, tallies)
    return found


def _lines(intake: Intake) -> list[_Line]:
    lines: list[_Line] = []
    seen: set[str] = set()
    for row in intake.rows(SOURCES):
        line = _line(intake, row)
        if line is None:
            continue
        if taken := seen.intersection(line.files):
            intake.refuse(
                SOURCES, row, "file", f"The file “{min(taken)}” is listed twice.",
                "One file holds the text of one source.", "Keep one of the two rows.",
            )  # fmt: skip
        else:
            lines.append(line)
        seen.update(line.files)
    return lines


def _line(intake: Intake, row: Row) -> _Line | None:
    scope = intake.scope_of(SOURCES, row)
    named = row.values["organization"]  # empty where a copy may not say whose voice it is
    organization = intake.organization_of(SOURCES, row, scope) if scope and named else None
    before = _listed(row, "earlier")
    file = row.values["file"]
    missing = [name for name in (*before, file) if not _is_there(intake, row, name)]
    if scope is None or (named and organization is None) or missing:
        return None
    cells = row.values
    fields: dict[str, Any] = {"organization_id": organization, **_words(intake, row)}
    for column, (name, choices) in _CHOICES.items():
        if word := _choice(intake, row, column, choices):
            fields[name] = word
    if "date" in cells:
        fields["when"] = _date(intake, row)
    if "case" in cells:
        fields["case"] = cells["case"].strip()[:200]
    fields |= _others(intake, row, scope)
    fields["extra"] = intake.extra_of(SOURCES, row)
    return _Line(row, scope, file, fields, before)


def _is_there(intake: Intake, row: Row, name: str) -> bool:
    if name in intake.folder.sources:
        return True
    intake.refuse(
        SOURCES, row, "file", f"The file “{name[:80]}” is not in the folder “sources”.",
        "A source is listed whose text is missing.",
        "Put the file into “sources”, or mend its name.",
    )  # fmt: skip
    return False


def _words(intake: Intake, row: Row) -> dict[str, str]:
    words = {}
    for column, most in _WORDS.items():
        if column not in row.values:
            continue
        words[column] = row.values[column].strip()[:most]
        if len(row.values[column].strip()) > most:
            intake.refuse(
                SOURCES, row, column, "The cell is too long.",
                f"It holds {most} characters at most.", "Shorten it.",
            )  # fmt: skip
    if "title" in words:
        words["title"] = words["title"] or row.values["file"]
    return words


def _choice(intake: Intake, row: Row, column: str, choices: type[TextChoices]) -> str:
    word = row.values.get(column, "").strip().lower()
    if not word or word in choices.values:
        return word
    intake.refuse(
        SOURCES, row, column, f"“{word[:40]}” is not known here.",
        f"“{column}” says what may be done with the source.",
        f"Use one of: {', '.join(choices.values)}.",
    )  # fmt: skip
    return ""


def _date(intake: Intake, row: Row) -> str:
    text = row.values["date"].strip()
    if not text:
        return ""
    try:
        return read_date(text, column="date", file=SOURCES, line=row.line).text
    except FileProblem as problem:
        intake.problems.append(problem)
        return ""


def _others(intake: Intake, row: Row, scope: Scope) -> dict[str, Any]:
    """Read which organization brought the source in and to which it is shown, where it is said."""
    fields: dict[str, Any] = {}
    if row.values.get("origin"):
        fields["origin_id"] = intake.organization_of(SOURCES, row, scope, "origin")
    if row.values.get("named"):
        names = _listed(row, "named")
        rows = [Row(row.line, {"named": name}) for name in names]
        ids = [intake.organization_of(SOURCES, one, scope, "named") for one in rows]
        fields["named"] = naming(pk for pk in ids if pk is not None)
    return fields


def _listed(row: Row, column: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in row.values.get(column, "").split(";") if part.strip())


def _store_sources(scope: Scope, lines: Sequence[_Line], tallies: Tallies) -> None:
    """Make the sources that are new and change those of which the folder says something else."""
    _find_cases(scope, lines)
    known = {
        source.file: source
        for source in Source.objects.within(scope)
        .select_related("organization", "case")
        .filter(file__in=[line.file for line in lines])
    }
    new = [line for line in lines if line.file not in known]
    made = Source.objects.add_many(
        scope,
        [
            {
                "file": line.file,
                "title": line.file,
                "added_by_id": scope.person_id,
                "added_at": clock.now(),
                **line.fields,
            }
            for line in new
        ],
    )
    tallies.add(scope, "sources", len(made))
    known |= {source.file: source for source in made}
    for line in lines:
        line.source = known[line.file]
    fresh = {source.pk for source in made}
    _change(scope, [line for line in lines if line.source.pk not in fresh], tallies)


def _find_cases(scope: Scope, lines: Sequence[_Line]) -> None:
    """Put the case itself in the place of its name."""
    names = sorted({line.fields["case"] for line in lines if line.fields.get("case")})
    cases = {case.name: case for case in Case.objects.within(scope).filter(name__in=names)}
    missing = [{"name": name} for name in names if name not in cases]
    cases |= {case.name: case for case in Case.objects.add_many(scope, missing)}
    for line in lines:
        if "case" in line.fields:
            name = line.fields.pop("case")
            line.fields["case_id"] = cases[name].pk if name else None


def _change(scope: Scope, lines: Sequence[_Line], tallies: Tallies) -> None:
    changed = []
    for line in lines:
        source = line.source
        before = {n: getattr(source, n) for n, v in line.fields.items() if getattr(source, n) != v}
        if not before:
            continue
        for name in before:
            setattr(source, name, line.fields[name])
        source.save(update_fields=list(before))
        # One record for each, because each is seen by those who see its source and no others.
        audit.record(
            scope, "evidence.change_source", source, label=consent.public_title(source),
            before=before, after={name: line.fields[name] for name in before},
        )  # fmt: skip
        changed.append(source)
    tallies.add(scope, CHANGED, len(changed))
    newest = texts.latest(scope, changed)
    texts.index(scope, [(s, newest[s.pk].text) for s in changed if s.pk in newest])
    quotes.name_owners(scope, changed)


def _store_texts(
    intake: Intake, scope: Scope, lines: Sequence[_Line], tallies: Tallies
) -> dict[str, Text]:
    stored = _Stored(scope, lines)
    waiting = iter([(line, name) for line in lines for name in line.files])
    while batch := list(islice(waiting, _BATCH)):
        new = [
            text
            for line, name in batch
            if (document := _document(intake, name))
            and (text := stored.unless_known(line, name, document, intake.folder.sources[name]))
        ]
        stored.store(new)
        tallies.add(scope, "texts", len(new))
    return stored.texts


def _document(intake: Intake, name: str) -> TextDocument | None:
    try:
        return read_document(intake.folder.sources[name], f"sources/{name}")
    except FileProblem as problem:
        intake.problems.append(problem)
        return None


class _Stored:
    """The texts of some sources: those that are stored, and those of the folder as they come."""

    def __init__(self, scope: Scope, lines: Iterable[_Line]) -> None:
        self.scope = scope
        self.texts: dict[str, Text] = {}
        self.versions: dict[int, dict[str, tuple[int, int]]] = {}  # source -> seal -> id, length
        self.newest: dict[int, tuple[int, str]] = {}  # source -> number, seal
        self._names: list[str] = []
        for row in self._rows(lines):
            self.versions.setdefault(row["source_id"], {})[row["sha256"]] = (
                row["pk"],
                row["length"],
            )
            self.newest[row["source_id"]] = row["number"], row["sha256"]

    def _rows(self, lines: Iterable[_Line]) -> Iterator[Any]:
        rows = TextVersion.objects.within(self.scope).annotate(length=Length("text"))
        rows = rows.filter(source__in=[line.source.pk for line in lines]).order_by("number")
        yield from rows.values("source_id", "pk", "number", "sha256", "length")

    def unless_known(
        self, line: _Line, name: str, document: TextDocument, data: bytes
    ) -> texts.NewText | None:
        """Return a text to be stored; nothing when its source has it already."""
        source = line.source
        number, newest = self.newest.get(source.pk, (0, ""))
        seal = texts.digest(document.text)
        same = seal == newest if name == line.file else False
        known = self.versions.get(source.pk, {})
        if same or (name != line.file and seal in known):
            version_id, length = known[seal]
            self.texts[name] = Text(self.scope, source.pk, version_id, length)
            return None
        self.newest[source.pk] = number + 1, seal
        self._names.append(name)
        return texts.NewText(source, number + 1, document, data)

    def store(self, new: Sequence[texts.NewText]) -> None:
        """Store texts and remember them by the names they came under."""
        versions = texts.store(self.scope, new)
        for name, version in zip(self._names, versions, strict=True):
            length = len(version.text)
            self.texts[name] = Text(self.scope, version.source_id, version.pk, length)
        self._names.clear()
