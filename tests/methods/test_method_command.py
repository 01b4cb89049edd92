import json
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner

from thirdspace.cli.method import method
from thirdspace.problems import FileProblem, MethodProblem

VALUES = [*[6, 4] * 7, 6, *[3] * 8, "", 3]


@pytest.fixture
def file(tmp_path):
    weeks = (f"2025-{1 + i // 4:02}-{1 + 7 * (i % 4):02}" for i in range(len(VALUES)))
    rows = "".join(f"{week},{value}\n" for week, value in zip(weeks, VALUES, strict=True))
    path = tmp_path / "absence.csv"
    path.write_text(f"week,share\n{rows}", encoding="utf-8")
    return path


def call(*arguments):
    return CliRunner().invoke(method, [str(a) for a in arguments], catch_exceptions=False).output


def test_says_what_the_chart_shows(file):
    lines = call("spc", file, "--freeze", 14).splitlines()
    assert lines[0] == ("24 points, 1 missing; 9 in a row below the median from point 16: a shift.")
    assert lines[3].split()[:5] == ["1", "1–25", "5", "–", "–"]
    assert lines[-1].startswith("Rules: anhoej 1. If nothing had changed, about 6 of 100 charts")


def test_json_has_every_number_and_null_for_missing_ones(file):
    numbers = json.loads(call("spc", file, "--chart", "i", "--screen", "--json"))
    assert numbers["kind"] == "i"
    assert numbers["screened"] is True
    assert numbers["values"][-2] is None
    assert numbers["phases"][0]["used"] == 24


def test_writes_the_chart_as_a_file_of_its_own(file, tmp_path):
    out = tmp_path / "chart.svg"
    call("spc", file, "--x", "week", "--y", "share", "--freeze", 14, "--svg", out)
    root = ET.parse(out).getroot()
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert "--ink" in root.find("{http://www.w3.org/2000/svg}style").text


def test_what_is_no_date_is_written_as_it_stands(tmp_path):
    path = tmp_path / "visits.csv"
    path.write_text("visit,score\nfirst <b>,1\nlast,2\n", encoding="utf-8")
    call("spc", path, "--svg", tmp_path / "chart.svg")
    assert "first &lt;b&gt;" in (tmp_path / "chart.svg").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (["--y", "nothing"], "There is no column “nothing”."),
        (["--y", "week"], "“2025-01-01” is not a number."),
    ],
)
def test_a_wrong_column_is_answered_with_file_and_place(file, arguments, what):
    with pytest.raises(FileProblem) as caught:
        call("spc", file, *arguments)
    assert caught.value.what == what
    assert caught.value.file == "absence.csv"


@pytest.fixture
def lateness(tmp_path):
    rows = "2025-01-01,5,40\n2025-02-01,6,50\n2025-03-01,4,30\n2025-03-01,2,30\n2025-04-01,30,60\n"
    path = tmp_path / "late.csv"
    path.write_text(f"month,late,all\n{rows}", encoding="utf-8")
    return path


def test_any_kind_of_chart_with_denominators_and_rules(lateness, tmp_path):
    svg = tmp_path / "chart.svg"
    lines = call(
        *("spc", lateness, "--y", "late", "--n", "all", "--chart", "p", "--rules", "nelson"),
        *("--multiply", 100, "--svg", svg),
    ).splitlines()
    assert lines[0] == "4 points; outside the limits: point 4."
    limits = ["2.61059–6.23852", "38.5234–42.1513"]
    assert lines[3].split()[:5] == ["1", "1–4", "22.381", *limits]
    assert lines[-1].startswith("Rules: nelson 1.")
    drawn = svg.read_text(encoding="utf-8")
    assert "1 Mar" in drawn
    assert "Rules: nelson 1." in drawn


def test_rows_of_one_day_are_one_point(lateness):
    numbers = json.loads(
        call("spc", lateness, "--y", "late", "--n", "all", "--chart", "u", "--json")
    )
    assert numbers["values"] == [0.125, 0.12, 0.1, 0.5]
    assert numbers["n"] == [40, 50, 60, 60]


@pytest.mark.parametrize(
    ("arguments", "field"),
    [
        (["--chart", "pie"], "kind"),
        (["--rules", "mine"], "rules"),
        (["--chart", "p"], "n"),
        (["--chart", "c", "--n", "all"], "n"),
        (["--multiply", "0"], "multiply"),
    ],
)
def test_a_choice_that_makes_no_sense_is_answered_with_the_choice(lateness, arguments, field):
    with pytest.raises(MethodProblem) as caught:
        call("spc", lateness, "--y", "late", *arguments)
    assert caught.value.field == field


def test_lists_methods_in_words_and_as_json():
    assert "spc.run-chart  Has this measure shifted" in call("list")
    listed = json.loads(call("list", "--json"))
    assert {"spc.run-chart", "spc.i-chart"} <= {m["id"] for m in listed}
    assert all(m["cites"] for m in listed)


def test_columns_of_one_argument_are_of_one_kind(tmp_path):
    path = tmp_path / "codes.csv"
    path.write_text("ann,ben\n1,1\n2,x\n1,1\n2,2\n,1\n", encoding="utf-8")
    with pytest.raises(FileProblem, match="“x” is not a number") as caught:
        call("use", "agreement.percent", "ratings=:ann,ben", "--csv", path)
    assert caught.value.line == 3
    path.write_text("ann,ben\nyes,yes\nno,no\nyes,\n,no\nyes,yes\n", encoding="utf-8")
    found = json.loads(call("use", "agreement.percent", "ratings=:ann,ben", "--csv", path))
    assert found["value"] == 1
    assert found["sentence"].count("3 units")


def test_a_method_explains_itself():
    assert "2.66" in call("show", "spc.i-chart")
    assert json.loads(call("use", "rates.wilson", "count=81", "of=263"))["low"] == pytest.approx(
        0.2553, abs=5e-5
    )
