"""Importing and exporting from the command line."""

from __future__ import annotations

import json
import stat

import pytest
from click.testing import CliRunner

from thirdspace.cli import program as command
from thirdspace.partnership.models import Partnership, Person, Seat

ME = "ines@example.org"


def test_an_empty_home_makes_itself_ready(program, folder, tmp_path):
    said = program("import", folder, "--as", ME).stdout
    assert "1 partnerships, 2 organizations" in said
    assert "partnerships.yaml: region (kept)" in said
    assert f"thirdspace user add {ME}" in said
    assert stat.S_IMODE((tmp_path / "home").stat().st_mode) == 0o700
    again = program("import", folder, "--as", ME).stdout
    assert again.startswith("Nothing changed")
    users = json.loads(program("user", "list", "--json").stdout)
    assert {"coordinator for Harbor Schools in HC"} == {
        user["seats"] for user in users if user["email"] == ME
    }
    assert program("check").stdout.startswith("All is well")


def test_a_bad_folder_leaves_nothing(ready, folder):
    ready("import", folder, "--as", ME)
    with (folder / "people.csv").open("a") as people:
        people.write("a@x.example,A,HC,Harbor Schools,boss\nb@x.example,B,HC,Nowhere,member\n")
    refused = ready("import", folder, "--as", "other@example.org", ok=False)
    assert "people.csv, line 3, column “role”" in refused.stderr
    assert "people.csv, line 4, column “organization”" in refused.stderr
    listed = ready("user", "list").stdout
    assert "other@example.org" not in listed
    assert "a@x.example" not in listed


@pytest.mark.parametrize("which", ["small", "study"])
def test_out_and_in_and_out_is_the_same_to_the_byte(ready, folder, tmp_path, request, which):
    if which == "study":
        folder = request.getfixturevalue("cases") / "mutualism_case"
    ready("import", folder, "--as", ME)
    ready("export", tmp_path / "one")
    ready("import", tmp_path / "one", "--as", ME, at="other-home")
    ready("export", tmp_path / "two", at="other-home")
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def contents(folder):
    return {
        file.relative_to(folder): file.read_bytes() for file in folder.rglob("*") if file.is_file()
    }


@pytest.fixture
def run(db):
    def invoke(*arguments):
        return CliRunner().invoke(command, [str(a) for a in arguments], catch_exceptions=False)

    return invoke


def test_it_acts_for_the_organization_named(run, folder):
    assert run("import", folder, "--as", ME, "--for", "Bayview State").exit_code == 0
    seat = Seat.everywhere.select_related("organization").get(person__email=ME)
    assert (seat.organization.name, seat.role) == ("Bayview State", "coordinator")


def test_json_says_the_same(run, folder):
    (told,) = json.loads(run("import", folder, "--as", ME, "--json").stdout)
    assert told["partnerships"] == ["HC"]
    assert told["stored"]["organizations"] == 2
    (again,) = json.loads(run("import", folder, "--as", ME, "--json").stdout)
    assert again["stored"] == {}


@pytest.mark.parametrize("wrong", ["nobody", "a@b", ""])
def test_an_address_that_is_none_is_refused(run, folder, wrong):
    shown = run("import", folder, "--as", wrong)
    assert shown.exit_code == 1
    assert "is not an e-mail address" in shown.stderr
    assert Person.objects.count() == 0


def test_out_and_in_again(run, folder, tmp_path):
    run("import", folder, "--as", ME)
    assert run("export", tmp_path / "out").exit_code == 0
    assert "region: coast" in (tmp_path / "out" / "partnerships.yaml").read_text()
    assert run("import", tmp_path / "out", "--as", ME).stdout.startswith("Nothing changed")


def test_only_the_partnerships_named_go_out(run, world, tmp_path):
    assert run("export", tmp_path / "out", "harbor").exit_code == 0
    text = (tmp_path / "out" / "partnerships.yaml").read_text()
    assert "key: harbor" in text
    assert "far" not in text
    assert run("export", tmp_path / "out2", "nowhere").exit_code == 1


def test_an_export_never_overwrites(run, folder, tmp_path):
    run("import", folder, "--as", ME)
    refused = run("export", folder)
    assert refused.exit_code == 1
    assert Partnership.everywhere.count() == 1
    assert "never overwrites" in refused.stderr
