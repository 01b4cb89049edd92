"""Where the files of a folder stand: in a directory or in a ZIP archive.

Both give sizes first, so that limits are checked before anything is read, and bytes on demand.
"""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Protocol

from thirdspace.formats.decode import check_size
from thirdspace.formats.folder.names import safe_name
from thirdspace.formats.folder.records import DOCUMENT, SOURCES, Limits
from thirdspace.problems import FileProblem


class Shelf(Protocol):
    """Files by their path inside the folder, such as `people.csv` or `sources/talk.txt`."""

    sizes: dict[str, int]
    unused: list[str]

    def read(self, name: str) -> bytes:
        """Give the bytes of a file named in `sizes`."""


def open_shelf(path: Path, limits: Limits) -> Shelf:
    """Open a folder or a ZIP archive of one."""
    if path.is_dir():
        return _Directory(path, limits)
    if path.is_file() and path.suffix.lower() == ".zip":
        return _Archive(path, limits)
    raise FileProblem(
        "There is no such folder.",
        "A partnership folder is a folder, or a ZIP archive of one.",
        f"Name a folder that holds {DOCUMENT}.",
        file=path.name or str(path),
    )


def check_total(sizes: dict[str, int], limits: Limits, *, name: str) -> None:
    """Raise a `FileProblem` if there are too many files or too many bytes."""
    if len(sizes) > limits.files:
        raise FileProblem(
            f"The folder has {len(sizes):,} files.",
            f"It may have at most {limits.files:,}.",
            "Split it into several folders.",
            file=name,
        )
    if sum(sizes.values()) > limits.total_bytes:
        raise FileProblem(
            f"The files have {sum(sizes.values()) / 1e6:,.0f} MB together.",
            f"A folder may have at most {limits.total_bytes / 1e6:,.0f} MB.",
            "Split it into several folders, or leave out sources that are not needed.",
            file=name,
        )


class _Directory:
    def __init__(self, path: Path, limits: Limits) -> None:
        self.root = path.resolve()
        self.limit = limits.file_bytes
        self.sizes: dict[str, int] = {}
        self.unused: list[str] = []
        for entry in self._entries():
            name = entry.relative_to(self.root).as_posix()
            if entry.is_file():
                self.sizes[name] = self._inside(entry).stat().st_size
            else:
                self.unused.append(f"{name}/" if entry.is_dir() else name)
        check_total(self.sizes, limits, name=path.name)

    def _entries(self) -> Iterator[Path]:
        for entry in sorted(self.root.iterdir()):
            if entry.name == SOURCES and entry.is_dir():
                yield from sorted(self._inside(entry).iterdir())
            else:
                yield entry

    def _inside(self, entry: Path) -> Path:
        """Follow links, but never out of the folder."""
        target = entry.resolve()
        if not target.is_relative_to(self.root):
            raise FileProblem(
                "The file is a link that leaves the folder.",
                "Only what lies in the folder itself is imported.",
                "Put a copy of the file in its place.",
                file=entry.relative_to(self.root).as_posix(),
            )
        return target

    def read(self, name: str) -> bytes:
        try:
            file = self._inside(self.root / name)
            check_size(file.stat().st_size, name=name, limit=self.limit)  # it may have grown since
            return file.read_bytes()
        except OSError as error:
            raise FileProblem(
                "The file can't be opened.",
                f"The system says: {error.strerror}.",
                "Check that it is still there and that you may read it.",
                file=name,
            ) from error


class _Archive:
    """A ZIP archive, with or without one folder around its files; held in memory as packed."""

    def __init__(self, path: Path, limits: Limits) -> None:
        check_size(path.stat().st_size, name=path.name, limit=limits.total_bytes)
        self.sizes: dict[str, int] = {}
        self.unused: list[str] = []
        try:
            self.zip = zipfile.ZipFile(io.BytesIO(path.read_bytes()))
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            raise _damaged(path.name) from error
        files = [info for info in self.zip.infolist() if not info.is_dir()]
        self.around = _folder_around(files)
        for info in files:
            self._add(info, limits)
        check_total(self.sizes, limits, name=path.name)

    def _add(self, info: zipfile.ZipInfo, limits: Limits) -> None:
        _check_entry(info, limits)
        inner = info.filename.removeprefix(self.around)
        outside = bool(self.around) and inner == info.filename
        if outside or "/" in inner.removeprefix(f"{SOURCES}/"):
            self.unused.append(info.filename)
        elif inner in self.sizes:
            raise FileProblem(
                "The file is in the archive twice.",
                "Which of the two counts can't be known.",
                "Pack the folder again.",
                file=inner,
            )
        else:
            self.sizes[inner] = info.file_size

    def read(self, name: str) -> bytes:
        try:
            return self.zip.read(self.around + name)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
            raise _damaged(name) from error


def _damaged(name: str) -> FileProblem:
    return FileProblem(
        "The archive can't be unpacked.",
        "It is damaged, or packed in a way that is not used here.",
        "Pack the folder again as a plain ZIP archive.",
        file=name,
    )


def _folder_around(files: list[zipfile.ZipInfo]) -> str:
    """Find the folder that holds `DOCUMENT`, if the files are packed with one around them."""
    for info in files:
        path = PurePosixPath(info.filename)
        if path.name == DOCUMENT and len(path.parts) == 2:
            return f"{path.parts[0]}/"
    return ""


def _check_entry(info: zipfile.ZipInfo, limits: Limits) -> None:
    """Refuse ways out of the folder, links, secrets and bombs before anything is unpacked."""
    for part in info.filename.split("/"):
        safe_name(part)
    if stat.S_ISLNK(info.external_attr >> 16) or info.flag_bits & 1:
        raise FileProblem(
            "The file is a link or is locked with a password.",
            "Only plain files are imported.",
            "Pack the folder again without links and without a password.",
            file=info.filename,
        )
    check_size(info.file_size, name=info.filename, limit=limits.file_bytes)
    if info.file_size > limits.ratio * max(info.compress_size, 1):
        raise FileProblem(
            f"The file unpacks to {info.file_size // max(info.compress_size, 1):,} times its size.",
            f"More than {limits.ratio} times is a sign of an archive made to do harm.",
            "Pack the folder again, or import it as a folder.",
            file=info.filename,
        )
