"""Every setting: its name, kind, default and why. Unknown or unusable ones stop the start."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, urlsplit

from thirdspace.problems import InputProblem

PREFIX = "THIRDSPACE_"


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting that the environment may give."""

    name: str
    read: Callable[[str], Any]
    default: str
    why: str
    secret: bool = False


@dataclass(frozen=True, slots=True)
class InForce:
    """A setting's value and where it came from."""

    setting: Setting
    value: Any
    source: str


def _yes(text: str) -> bool:
    if text.lower() in {"1", "yes", "true", "on"}:
        return True
    if text.lower() in {"", "0", "no", "false", "off"}:
        return False
    raise ValueError


def _words(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _folder(text: str) -> Path:
    if text:
        return Path(text).expanduser().resolve()
    import platformdirs

    return Path(platformdirs.user_data_dir("thirdspace", appauthor=False))


def _mail_server(text: str) -> SplitResult | None:
    if not text:
        return None
    parts = urlsplit(text)
    if parts.scheme not in MAIL_PORTS or not parts.hostname or parts.port == 0:
        raise ValueError
    return parts


#: How to talk to a mail server, and the port when the address names none.
MAIL_PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}
SETTINGS = (
    Setting("HOME", _folder, "", "The folder that holds all state of this installation."),
    Setting("DATABASE_URL", str, "", "PostgreSQL address; empty: SQLite in the home.", secret=True),
    Setting("SECRET_KEY", str, "", "Signs sessions; empty: made once, kept in the home.",
            secret=True),
    Setting("HOSTS", _words, "localhost,127.0.0.1,[::1]", "Host names this installation answers."),
    Setting("URL", str, "http://127.0.0.1:8000", "Its own address, for links in mail."),
    Setting("HTTPS", _yes, "no", "Served over HTTPS: cookies and headers insist on it."),
    Setting("BEHIND_PROXY", _yes, "no", "A proxy in front sets X-Forwarded-Proto and -For."),
    Setting("DEBUG", _yes, "no", "Development only: tracebacks in the browser."),
    Setting("TIME_ZONE", str, "UTC", "Zone of dates on screen."),
    Setting("LANGUAGE", str, "en-us", "Language when a person chose none."),
    Setting("MAIL_URL", _mail_server, "", "smtp, smtp+tls or smtps://user:password@host:port; "
            "empty: mail is kept here, for its reader in the browser.", secret=True),
    Setting("MAIL_FROM", str, "thirdspace@localhost", "Sender of its mail."),
    Setting("HOOKS_INSIDE", _yes, "no", "Web hooks may use plain http and lead into this network."),
    Setting("WORKER", _yes, "no", "Background work by `thirdspace worker`; no: done at once."),
    Setting("CLOCK", str, "", "Stops the clock at this ISO moment (the demo partnership)."),
    Setting("DURABLE", _yes, "no", "SQLite waits for the disk at each commit (power cuts)."),
)  # fmt: skip
# What the tests and the program `thirdspace` itself use; they change nothing that is stored.
_ALSO = frozenset({"CHROMIUM", "TEST_POSTGRES", "CASES"})


def in_force(environment: Mapping[str, str] | None = None) -> dict[str, InForce]:
    """Return every setting with its value and source.

    Raises
    ------
    InputProblem
        A variable is unknown or can't be read.
    """
    given = os.environ if environment is None else environment
    known = {setting.name for setting in SETTINGS}
    for name in given:
        word = name.removeprefix(PREFIX).removesuffix("_FILE")
        if name.startswith(PREFIX) and word not in known | _ALSO:
            raise InputProblem(
                f"There is no setting {name}.",
                "A setting that is misspelled would be ignored without a word.",
                "Run `thirdspace settings` to see those that exist.",
            )
    return {setting.name: _value(setting, given) for setting in SETTINGS}


def _value(setting: Setting, given: Mapping[str, str]) -> InForce:
    name = PREFIX + setting.name
    if name in given:
        text, source = given[name], name
    elif f"{name}_FILE" in given:
        text, source = Path(given[f"{name}_FILE"]).read_text().strip(), f"{name}_FILE"
    else:
        text, source = setting.default, "default"
    try:
        return InForce(setting, setting.read(text), source)
    except ValueError:
        given_text = "What it holds" if setting.secret else f"“{text}”"
        raise InputProblem(
            f"The setting {name} can't be read.", f"{given_text} is not usable. {setting.why}",
            "Correct it, or leave it out for the default.",
        ) from None  # fmt: skip


def secret_key(home: Path, given: str) -> str:
    """Return the signing key: the one given, or one made once and kept in the home."""
    if given:
        return given
    kept = home / "secret-key"
    if not kept.exists():
        home.mkdir(parents=True, exist_ok=True)
        try:
            with os.fdopen(os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
                out.write(secrets.token_urlsafe(50))
        except FileExistsError:  # another process was first; its key is as good
            return kept.read_text()
    return kept.read_text()
