"""People of a home: passwords are shown once, kept as hashes, and changed by nobody else."""

from __future__ import annotations

import json
import re

import pytest
from click.testing import CliRunner

from thirdspace.access.models import AuditEvent
from thirdspace.cli import program
from thirdspace.partnership.models import Person, Seat

ME = "ines@example.org"


@pytest.fixture
def run(db):
    def invoke(*arguments, **more):
        return CliRunner().invoke(program, [*arguments], catch_exceptions=False, **more)

    return invoke


def test_a_password_is_made_and_shown_once(run):
    said = run("user", "add", ME, "--name", "Inés").stdout
    password = re.search(r"only now: (\S+)", said)[1]
    person = Person.objects.get(email=ME)
    assert person.name == "Inés"
    assert person.check_password(password)
    assert AuditEvent.everywhere.get().verb == "installation.add_user"


def test_a_password_from_outside_is_not_printed(run):
    said = run("user", "add", ME, "--password-file", "-", input="seven green kites\n").stdout
    assert "seven green kites" not in said
    assert Person.objects.get(email=ME).check_password("seven green kites")


def test_a_weak_password_stores_nobody(run):
    shown = run("user", "add", ME, "--password-file", "-", input="short\n")
    assert shown.exit_code == 1
    assert "at least 12 characters" in shown.stderr
    assert Person.objects.count() == 0


def test_a_password_is_never_replaced(run):
    run("user", "add", ME, "--password-file", "-", input="seven green kites\n")
    assert run("user", "add", ME).exit_code == 1
    assert Person.objects.get(email=ME).check_password("seven green kites")


def test_a_seat_from_the_command_line(run, world):
    given = ("user", "seat", ME, "harbor", "Lakeside State", "sponsor", "--from", "2024-01-02")
    assert run(*given).exit_code == 0
    seat = Seat.everywhere.get(person__email=ME)
    assert (seat.role, seat.since.isoformat()) == ("sponsor", "2024-01-02")
    rows = json.loads(run("user", "list", "--json").stdout)
    assert "sponsor for Lakeside in harbor" in {row["seats"] for row in rows}
    assert run(*given).exit_code == 1  # once is enough


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nowhere", "Lakeside State", "member"), "no partnership “nowhere”"),
        (("harbor", "Nowhere", "member"), "no organization “Nowhere”"),
        (("harbor", "Lakeside State", "boss"), "no role"),
    ],
)
def test_what_is_not_there_is_named(run, world, arguments, said):
    shown = run("user", "seat", ME, *arguments)
    assert shown.exit_code == 1
    assert said in shown.stderr
