"""Folders brought in and taken out as the command line does it."""

from __future__ import annotations

from pathlib import Path

from thirdspace.access.folder import Intake, Outgoing
from thirdspace.access.scope import Scope
from thirdspace.evidence import actions
from thirdspace.evidence import files as evidence_files
from thirdspace.evidence.models import Code, Coding, Source, TextVersion
from thirdspace.formats.csv_table import Table
from thirdspace.formats.folder import DOCUMENT, Folder, read_folder, write_folder
from thirdspace.partnership import files as partnership_files

YAML = """partnerships:
  - key: HC
    name: Harbor County
    organizations:
      - name: Harbor County Schools
        kind: district
      - name: Northfield University
        kind: university
"""
SOURCES = "file,partnership,organization,role,kind,date\n"
ANA = "ana.txt,HC,Northfield University,program director,interview,2026-05-22\n"
TEXT = "We wrote it together. Nobody asked us first."


def folder(
    path: Path,
    *,
    sources: str = SOURCES + ANA,
    texts: dict[str, str | bytes] | None = None,
    **tables: str,
) -> Path:
    """Write a folder; `codings` and `codes` are the contents of those tables."""
    (path / "sources").mkdir(parents=True)
    (path / DOCUMENT).write_text(YAML)
    (path / "sources.csv").write_text(sources)
    for name, content in (texts if texts is not None else {"ana.txt": TEXT}).items():
        data = content if isinstance(content, bytes) else content.encode()
        (path / "sources" / name).write_bytes(data)
    for name, content in tables.items():
        (path / f"{name}.csv").write_text(content)
    return path


def bring_in(path: Path) -> Intake:
    """Import partnerships and evidence of a folder; what is refused stands in `problems`."""
    intake = Intake(read_folder(path), person_id=None, person_name="")
    partnership_files.read(intake)
    evidence_files.read(intake)
    return intake


def take_out(path: Path, *scopes: Scope) -> Outgoing:
    """Export partnerships and evidence into a folder."""
    out = Outgoing()
    for scope in scopes:
        partnership_files.write(scope, out)
        evidence_files.write(scope, out)
    tables = {
        name: Table.build(name, list(dict.fromkeys(c for row in rows for c in row)), rows)
        for name, rows in out.tables.items()
        if rows
    }
    write_folder(Folder(path.name, {DOCUMENT: out.document}, tables, out.sources), path)
    return out


def bytes_of(path: Path) -> dict[str, bytes]:
    return {str(p.relative_to(path)): p.read_bytes() for p in path.rglob("*") if p.is_file()}


def add_source(scope: Scope, text: str = TEXT, file: str = "ana.txt", **fields) -> Source:
    fields.setdefault("organization_id", scope.organization_id)
    return actions.add_source(scope, file=file, data=text.encode(), **fields)


def newest(scope: Scope, source: Source) -> TextVersion:
    return TextVersion.objects.within(scope).filter(source=source).order_by("-number")[0]


def code(scope: Scope, name: str = "shared ownership") -> Code:
    found = Code.objects.within(scope).filter(name=name).first()
    return found or actions.add_code(scope, name=name)


def code_words(scope: Scope, source: Source, words: str, **fields) -> Coding:
    version = newest(scope, source)
    start = version.text.index(words)
    fields.setdefault("code_id", code(scope).pk)
    fields.setdefault("direction", "eroding")
    return actions.code_passage(
        scope, version_id=version.pk, start=start, end=start + len(words), **fields
    )
