"""Writes sources.csv, sources/, codes.csv and codings.csv of one partnership."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from thirdspace.access.folder import Outgoing
from thirdspace.access.scope import Scope
from thirdspace.evidence import consent
from thirdspace.evidence.files.codes import NO_DYNAMIC
from thirdspace.evidence.files.codings import STUDY
from thirdspace.evidence.files.tables import CODES, CODINGS, SOURCES, version_name
from thirdspace.evidence.models import Code, Coding, Source, TextVersion
from thirdspace.partnership.dynamics import dynamic_named
from thirdspace.partnership.models import Organization


def write(scope: Scope, outgoing: Outgoing) -> None:
    """Add the sources a scope may open in full, their texts, the codebook and the codings.

    A source that may not be opened is counted as absent, with no word of what it is.
    """
    seen = Source.objects.within(scope).select_related("organization", "origin", "case")
    rows = list(seen.order_by("file"))
    open_ = [source for source in rows if consent.may_open(scope, source)]
    names = _put_texts(scope, outgoing, open_)
    organizations = {str(o.pk): o.name for o in Organization.objects.within(scope)}
    outgoing.add(SOURCES, [_source(scope, s, names, organizations) for s in open_])
    outgoing.add(CODES, list(_codes(scope)))
    outgoing.add(CODINGS, list(_codings(scope, open_, names)))
    if len(open_) < len(rows):
        absent = dict(outgoing.document.get("absent", {}))  # type: ignore[call-overload]
        outgoing.document["absent"] = {**absent, scope.partnership_key: len(rows) - len(open_)}


#: source id -> the name of each of its texts, by version id, oldest first
Names = dict[int, dict[int, str]]


def _put_texts(scope: Scope, outgoing: Outgoing, sources: Sequence[Source]) -> Names:
    """Add every text and return the names they got."""
    files = {source.pk: consent.file_name(scope, source) for source in sources}
    rows = TextVersion.objects.within(scope).filter(source__in=files).order_by("source", "number")
    newest = dict(rows.values_list("source_id", "number"))
    names: Names = {}
    for version in rows.iterator(chunk_size=200):
        file = _free(outgoing, scope, files[version.source_id])
        name = version_name(file, version.number, newest[version.source_id])
        outgoing.sources[name] = bytes(version.original or version.text.encode())
        names.setdefault(version.source_id, {})[version.pk] = name
    return names


def _free(outgoing: Outgoing, scope: Scope, file: str) -> str:
    """Return the name, with the partnership's key before it when another partnership has it."""
    return f"{scope.partnership_key}-{file}" if file in outgoing.sources else file


def _source(
    scope: Scope, source: Source, names: Names, organizations: Mapping[str, str]
) -> dict[str, str]:
    *earlier, file = names[source.pk].values()
    named = [organizations[pk] for pk in source.named.split(",") if pk]
    return {
        "file": file,
        "partnership": scope.partnership_key,
        "kind": source.kind,
        "date": source.when,
        "title": consent.face(scope, source).title,
        "consent": source.consent,
        "attribution": source.attribution,
        "access": source.access_class,
        "speaker": source.speaker if consent.may_name(scope, source) else "",
        "visibility": source.visibility,
        "origin": source.origin.name if source.origin else "",
        "named": "; ".join(sorted(named)),
        "earlier": "; ".join(earlier),
        **_voice(scope, source),
    }


def _voice(scope: Scope, source: Source) -> dict[str, str]:
    """Return what tells whose voice it is, to those who may know it."""
    if not consent.knows(scope, source):
        return {"organization": "", "role": "", "case": ""}
    return {
        "organization": source.organization.name if source.organization else "",
        "role": source.role,
        "case": source.case.name if source.case else "",
        **source.extra,
    }


def _codes(scope: Scope) -> Iterator[dict[str, str]]:
    codes = Code.objects.within(scope).select_related("parent").order_by("position", "name")
    for code in codes:
        yield {
            "code": code.name,
            "partnership": scope.partnership_key,
            "definition": code.definition,
            "dynamic": code.dynamic or (NO_DYNAMIC if dynamic_named(code.name) else ""),
            "parent": code.parent.name if code.parent else "",
            **code.extra,
        }


def _codings(scope: Scope, sources: Sequence[Source], names: Names) -> Iterator[dict[str, str]]:
    rows = Coding.objects.within(scope).filter(source__in=[source.pk for source in sources])
    fields = "source_id", "version_id", "start", "end", "code__name", "direction", "coder", "note"
    found = rows.order_by("source__file", "version__number", "start", "end", "code__name",
                          "direction", "coder").values(*fields, "extra")  # fmt: skip
    for row in found.iterator(chunk_size=2000):
        yield _coding(row, names[row["source_id"]][row["version_id"]])


def _coding(row: Mapping[str, Any], file: str) -> dict[str, str]:
    return {
        "file": file,
        "start": str(row["start"]),
        "end": str(row["end"]),
        "code": row["code__name"],
        "direction": row["direction"],
        "coder": "" if row["coder"] == STUDY else row["coder"],
        "note": row["note"],
        **row["extra"],
    }
