"""Dates as precise as they are known."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thirdspace.formats.dates import read_date
from thirdspace.problems import FileProblem, InputProblem


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2022", date(2022, 1, 1), date(2022, 12, 31)),
        ("2022-04", date(2022, 4, 1), date(2022, 4, 30)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        (" 2022-04-19 ", date(2022, 4, 19), date(2022, 4, 19)),
        ("9999-12", date(9999, 12, 1), date(9999, 12, 31)),
    ],
)
def test_a_date_means_a_span_of_days(text, first, last):
    read = read_date(text)
    assert (read.text, read.first_day, read.last_day) == (text.strip(), first, last)


@pytest.mark.parametrize(
    "text",
    ["9/18/2023", "18.09.2023", "Sept 2023", "20230918", "2023-9-18", "2023-W01", "23-09", ""],
)
def test_other_ways_to_write_a_date_are_told_the_right_one(text):
    with pytest.raises(InputProblem, match="year first") as caught:
        read_date(text, column="date")
    assert "2022-04-19" in caught.value.next_step
    assert caught.value.field == "date"


@pytest.mark.parametrize(
    "text", ["2023-13", "2023-02-29", "0000", "2023-00", "2023-00-05", "2023-04-00"]
)
def test_days_that_do_not_exist(text):
    with pytest.raises(InputProblem, match="no such day"):
        read_date(text)


def test_digits_of_other_scripts_are_not_iso():
    with pytest.raises(InputProblem):
        read_date("٢٠٢٣")


def test_in_a_file_the_place_is_named():
    with pytest.raises(FileProblem) as caught:
        read_date("soon", file="sources.csv", line=3, column="date")
    assert caught.value.place == "sources.csv, line 3, column “date”"


@given(st.dates())
def test_every_day_is_read_as_itself(day):
    read = read_date(day.isoformat())
    assert read.first_day == read.last_day == day
    month = read_date(day.isoformat()[:7])
    assert month.first_day <= day <= month.last_day
    assert (month.last_day.toordinal() - month.first_day.toordinal()) in range(27, 31)
