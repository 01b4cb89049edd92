"""Settings say what is in force and why; secrets are never shown."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from thirdspace.cli import program

SECRETS = {
    "THIRDSPACE_DATABASE_URL": "postgresql://me:canary-pass@db/x",
    "THIRDSPACE_SECRET_KEY": "canary-key",
    "THIRDSPACE_MAIL_URL": "smtp://me:canary-mail@host:25",
}


@pytest.mark.parametrize("arguments", [["settings"], ["settings", "--json"]])
def test_secrets_are_hidden(monkeypatch, arguments):
    for name, value in SECRETS.items():
        monkeypatch.setenv(name, value)
    shown = CliRunner().invoke(program, arguments)
    assert shown.exit_code == 0
    assert "canary" not in shown.output
    assert shown.output.count("(hidden)") == 3


def test_each_says_where_it_comes_from(monkeypatch):
    monkeypatch.setenv("THIRDSPACE_TIME_ZONE", "America/New_York")
    rows = json.loads(CliRunner().invoke(program, ["settings", "--json"]).output)
    by_name = {row["setting"]: row for row in rows}
    assert by_name["THIRDSPACE_TIME_ZONE"]["from"] == "THIRDSPACE_TIME_ZONE"
    assert by_name["THIRDSPACE_LANGUAGE"]["from"] == "default"
    assert all(row["for"].endswith(".") for row in rows)


def test_a_misspelled_setting_stops(monkeypatch):
    monkeypatch.setenv("THIRDSPACE_TIMEZONE", "UTC")
    shown = CliRunner().invoke(program, ["settings"])
    assert shown.exit_code == 1
    assert "There is no setting THIRDSPACE_TIMEZONE" in shown.stderr
