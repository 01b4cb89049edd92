"""What the records say, told on the command line."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter

import pytest
from click.testing import CliRunner

from cast import CANARY
from thirdspace.cli import program


@pytest.fixture
def run(db):
    def invoke(*arguments):
        shown = CliRunner().invoke(program, [str(a) for a in arguments], catch_exceptions=False)
        assert shown.exit_code == 0, shown.stderr
        return shown.stdout

    return invoke


def test_the_matrix_counts_what_the_study_coded(run, cases):
    folder = cases / "mutualism_case"
    run("import", folder, "--as", "ines@example.org")
    with (folder / "sources.csv").open(encoding="utf-8", newline="") as file:
        case = {row["file"]: row["partnership"] for row in csv.DictReader(file)}
    with (folder / "codings.csv").open(encoding="utf-8", newline="") as file:
        expected = Counter(
            (case[row["file"]], row["code"], row["direction"]) for row in csv.DictReader(file)
        )
    rows = list(csv.DictReader(io.StringIO(run("matrix", "--csv"))))
    counted = {(r["case"], r["code"], r["direction"]): int(r["n"]) for r in rows}
    assert counted == expected
    assert list(rows[0]) == ["case", "code", "direction", "n"]
    folded = json.loads(run("matrix", "--by", "dynamic", "--json"))
    assert sum(row["n"] for row in folded) == expected.total()
    assert {row["code"] for row in folded} == {
        "commitment", "ownership", "benefits", "structures", "spanners"
    }  # fmt: skip


def test_a_report_is_one_file_for_its_reader(run, world, tmp_path):
    run("report", "harbor", "--out", tmp_path / "report.html", "--for", "public")
    page = (tmp_path / "report.html").read_text()
    assert "Harbor Leaders Partnership" in page
    assert "<script" not in page
    assert CANARY not in page


def test_a_report_of_nothing_is_a_problem(db, tmp_path):
    shown = CliRunner().invoke(
        program, ["report", "nowhere", "--out", str(tmp_path / "report.html")]
    )
    assert shown.exit_code == 1
    assert "no partnership “nowhere”" in shown.stderr
    assert not (tmp_path / "report.html").exists()
