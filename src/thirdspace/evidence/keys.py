"""How a folder names a coded passage: ``file:start-end:code:direction:coder``.

A key made by hand may stop after any part, as long as only one passage fits.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from thirdspace.access.scope import Scope
from thirdspace.evidence import consent
from thirdspace.evidence.files.tables import version_name
from thirdspace.evidence.models import Coding, Source, TextVersion


def to_key(scope: Scope, ids: Sequence[int]) -> Mapping[int, str]:
    """Return the keys of codings; none for one whose source the scope may not open in full.

    An export leaves such a source out, so that its name would lead nowhere and tell too much.
    """
    rows = list(_rows(scope, pk__in=ids))
    sources = Source.objects.within(scope).select_related("organization")
    sources = sources.filter(pk__in={row.source_id for row in rows})
    open_ = {s.pk: consent.file_name(scope, s) for s in sources if consent.may_open(scope, s)}
    names = _names(scope, open_)
    return {row.pk: _parts(row, names)[-1] for row in rows if row.source_id in open_}


def from_key(scope: Scope, keys: Sequence[str]) -> Mapping[str, int]:
    """Return the ids of the codings that keys name; a key that fits none or several is left out."""
    files = {key.partition(":")[0] for key in keys}
    own = {version_name(file, 1, 1) for file in files}
    sources = Source.objects.within(scope).filter(file__in=own | set(map(_without_number, files)))
    names = _names(scope, dict(sources.values_list("pk", "file")))
    found: dict[str, list[int]] = {}
    for row in _rows(scope, source__in=sources):
        for part in _parts(row, names):
            found.setdefault(part, []).append(row.pk)
    return {key: found[key][0] for key in keys if len(found.get(key, ())) == 1}


def exists(partnership_id: int, ids: Sequence[int]) -> set[int]:
    """Return which of these ids are codings of a partnership."""
    rows = Coding.everywhere.filter(partnership_id=partnership_id, pk__in=ids)
    return set(rows.values_list("pk", flat=True))


def _rows(scope: Scope, **which: object) -> Iterator[Coding]:
    rows = Coding.objects.within(scope).filter(**which).select_related("code")
    yield from rows.order_by("pk").iterator(chunk_size=2000)


def _names(scope: Scope, files: Mapping[int, str]) -> dict[int, str]:
    """Return the file name of each text of some sources, by version id."""
    rows = TextVersion.objects.within(scope).filter(source__in=files).order_by("number")
    facts = list(rows.values_list("pk", "source_id", "number"))
    newest = {source_id: number for _pk, source_id, number in facts}
    return {pk: version_name(files[of], number, newest[of]) for pk, of, number in facts}


def _parts(row: Coding, names: Mapping[int, str]) -> list[str]:
    """Return the key of a coding, after each part the whole of it so far."""
    key = f"{names[row.version_id]}:{row.start}-{row.end}"
    keys = [key]
    for part in (row.code.name, row.direction, row.coder):
        key = f"{key}:{part}"
        keys.append(key)
    return keys


def _without_number(file: str) -> str:
    stem, dot, ending = file.rpartition(".")
    return f"{stem.rpartition('~')[0]}{dot}{ending}"
