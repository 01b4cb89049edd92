"""A backup: one ZIP archive with the database as it stood at one moment and the home's files."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from thirdspace.problems import FileProblem, InputProblem, Problem

SQLITE = "thirdspace.sqlite3"
DUMP = "thirdspace.pgdump"
#: Made again when it is needed, or private mail that was sent already.
LEFT_OUT = ("static", "mail")


def write(file: Path) -> None:
    """Write a backup; it appears whole or not at all.

    Raises
    ------
    FileProblem
        There is such a file already, or no folder for it.
    Problem
        PostgreSQL's own tool, which copies it, is missing or refuses.
    """
    if file.exists() or not file.parent.is_dir():
        raise FileProblem(
            "The backup can't be written there.",
            "There is a file of this name already, or the folder is missing.",
            "Name a new file in a folder that exists.",
            file=str(file),
        )
    handle, name = tempfile.mkstemp(prefix=f".{file.name}-", dir=file.parent)  # readable by us only
    made = Path(name)
    try:
        with (
            tempfile.TemporaryDirectory(dir=file.parent) as place,
            os.fdopen(handle, "wb") as out,
            zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive,
        ):
            copy = _copy_database(Path(place))
            archive.write(copy, copy.name)
            for inner, path in _files():
                archive.write(path, inner)
        made.rename(file)
    finally:
        made.unlink(missing_ok=True)


def _files() -> Iterator[tuple[str, Path]]:
    from thirdspace.cli.workspace import home

    place = home()
    for path in sorted(place.rglob("*")):
        inner = path.relative_to(place)
        if path.is_file() and inner.parts[0] not in LEFT_OUT and not path.name.startswith(SQLITE):
            yield inner.as_posix(), path


def _copy_database(place: Path) -> Path:
    from django.db import connection

    database = connection.settings_dict
    if connection.vendor == "postgresql":
        copy = place / DUMP
        # Rows are locked to partnerships; the operator's copy opens them all.
        _run(database, "pg_dump", "--format=custom", "--enable-row-security", f"--file={copy}")
        return copy
    copy = place / SQLITE
    with (
        closing(sqlite3.connect(database["NAME"], timeout=60)) as source,
        closing(sqlite3.connect(copy)) as target,
    ):
        source.backup(target)  # all pages in one step: one moment, whoever writes
    return copy


def unpack(file: Path, home: Path) -> None:
    """Bring a backup into an empty home.

    Raises
    ------
    InputProblem
        The home, or the database, holds something already.
    FileProblem
        The file is no backup.
    """
    _refuse_unless_empty(home)
    with tempfile.TemporaryDirectory(dir=home) as place:
        new = Path(place)
        _extract(file, new)
        if (new / DUMP).exists():
            _load_dump(new / DUMP)
            (new / DUMP).unlink()
        elif _wants_postgres():
            raise _no_backup(file, "It holds a SQLite database; this home is set to PostgreSQL.")
        # The database last: a home without one still counts as empty.
        for path in sorted(new.iterdir(), key=lambda each: each.name == SQLITE):
            path.replace(home / path.name)


def _extract(file: Path, place: Path) -> None:
    try:
        with zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
            if not names & {SQLITE, DUMP}:
                raise _no_backup(file, "It holds no database.")
            archive.extractall(place)  # drops "..", drives and leading slashes
    except (zipfile.BadZipFile, EOFError, NotImplementedError) as error:
        raise _no_backup(file, f"It can't be unpacked: {error}.") from error
    for path in place.rglob("*"):
        path.chmod(0o700 if path.is_dir() else 0o600)


def _refuse_unless_empty(home: Path) -> None:
    # A key alone was made by looking at the settings; the backup brings its own.
    others = [path.name for path in home.iterdir() if path.name not in {"secret-key", *LEFT_OUT}]
    if others:
        raise InputProblem(
            f"{home} is not empty.",
            "A restore never overwrites records.",
            "Set THIRDSPACE_HOME to a new folder and restore there.",
        )


def _no_backup(file: Path, why: str) -> FileProblem:
    return FileProblem(
        "This is not a backup that fits.", why, "Name a file that `thirdspace backup` wrote.",
        file=file.name,
    )  # fmt: skip


# --- PostgreSQL ----------------------------------------------------------------------------


def _wants_postgres() -> bool:
    from thirdspace.config.table import in_force

    return bool(in_force()["DATABASE_URL"].value)


def _load_dump(dump: Path) -> None:
    from thirdspace.cli.workspace import load

    load()
    from django.db import connection

    if connection.vendor != "postgresql" or connection.introspection.table_names():
        raise InputProblem(
            "This backup needs an empty PostgreSQL database.",
            "It was made from PostgreSQL, and a restore never overwrites records.",
            "Make a new database and name it in THIRDSPACE_DATABASE_URL.",
        )
    database = connection.settings_dict
    _run(database, "pg_restore", "--exit-on-error", "--no-owner", f"--dbname={database['NAME']}",
         str(dump))  # fmt: skip


def _run(database: dict[str, Any], tool: str, *arguments: str) -> None:
    found = shutil.which(tool)
    if found is None:
        raise Problem(
            f"The program {tool} is not on this machine.",
            "PostgreSQL is copied by its own tools.",
            "Install PostgreSQL's client programs, then try again.",
        )
    environment = {
        **os.environ,
        "PGDATABASE": database["NAME"],
        "PGUSER": database["USER"],
        "PGPASSWORD": database["PASSWORD"],
        "PGHOST": database["HOST"],
        "PGPORT": database["PORT"],
        "PGOPTIONS": "-c thirdspace.partnerships=*",
    }
    given = {name: value for name, value in environment.items() if value}
    done = subprocess.run(  # noqa: S603 - a program of PostgreSQL, found on the path
        [found, *arguments], env=given, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise Problem(
            f"{tool} refused.", " ".join(done.stderr.split()), "Put that right, then try again."
        )
