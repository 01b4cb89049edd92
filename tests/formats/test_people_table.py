"""Pasted tables of people, as spreadsheets, mail programs and hands write them."""

from __future__ import annotations

import contextlib
import time

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from thirdspace.formats.people_table import (
    Fix,
    Known,
    Meaning,
    People,
    Reason,
    Sheet,
    Sure,
    Trouble,
    guess_columns,
    match_organizations,
    read_people,
    read_sheet,
)
from thirdspace.formats.people_table.organizations import by_domain
from thirdspace.problems import InputProblem

HARBOR = Known("Harbor County Schools", "Harbor County")
BAYVIEW = Known("Bayview College")
BOTH = (HARBOR, BAYVIEW)
PASTE = """Name\tMail\tOrg\tJob\tPhone
Bell, Marcus\tmbell@harbor.example\tHCS\tPartnership lead\t555-0142
Fisk, Dana\tdfisk@bayview.example\tBayview\tDean’s office\t555-0187
Ortiz, Lucía\tlortiz@bayview\tBayview\tField coach\t555-0188"""


def people(text: str, **more) -> People:
    sheet = read_sheet(text)
    meanings = [column.meaning for column in guess_columns(sheet, BOTH)]
    return read_people(sheet, meanings, BOTH, **more)


def said(text: str) -> list[tuple[str, str, int | None]]:
    """Return who was read, in the order of the sheet."""
    rows = sorted(people(text).rows, key=lambda row: row.number)
    return [(row.name, row.email, row.organization) for row in rows]


MARCUS = ("Marcus Bell", "mbell@harbor.example", 0)
DANA = ("Dana Fisk", "dfisk@bayview.example", 1)


# --- Cells -------------------------------------------------------------------------------------


def test_rows_of_a_spreadsheet() -> None:
    sheet = read_sheet(PASTE)
    assert sheet.headings == ("Name", "Mail", "Org", "Job", "Phone")
    assert [row.number for row in sheet.rows] == [2, 3, 4]
    assert said(PASTE)[:2] == [MARCUS, DANA]


@pytest.mark.parametrize(
    "text",
    [
        "Name,Mail\nMarcus Bell,mbell@harbor.example\nDana Fisk,dfisk@bayview.example",
        "Name;Mail\nMarcus Bell;mbell@harbor.example\nDana Fisk;dfisk@bayview.example",
        'Name,Mail,X\n"Bell, Marcus",mbell@harbor.example,1\n"Fisk, Dana",dfisk@bayview.example,2',
        "Marcus Bell <mbell@harbor.example>\nDana Fisk <dfisk@bayview.example>",
        "Marcus Bell <mbell@harbor.example>; Dana Fisk <dfisk@bayview.example>;",
        '"Bell, Marcus" <mbell@harbor.example>, "Fisk, Dana" <dfisk@bayview.example>',
        "Marcus Bell mbell@harbor.example\nDana Fisk – dfisk@bayview.example",
        "Bell, Marcus, mbell@harbor.example\nFisk, Dana, dfisk@bayview.example",
        "Marcus Bell (mbell@harbor.example)\n\nDana Fisk: dfisk@bayview.example\n",
        "mbell@harbor.example,Marcus Bell\ndfisk@bayview.example,Dana Fisk",
        (
            "First name\tLast name\tE-mail\nMarcus\tBell\tmbell@harbor.example\n"
            "Dana\tFisk\tdfisk@bayview.example"
        ),
        (
            "Nombre\tApellidos\tCorreo electrónico\nMarcus\tBell\tmbell@harbor.example\n"
            "Dana\tFisk\tdfisk@bayview.example"
        ),
        (
            "Our team, spring\n\nName\tMail\nMarcus Bell\tmbell@harbor.example\n"
            "Dana Fisk\tdfisk@bayview.example"
        ),
        "Nom\tCourriel\nMarcus Bell\tmbell@harbor.example\nDana Fisk\tdfisk@bayview.example",
        (
            "\ufeffName\tMail\r\nMarcus\u00a0Bell\tmbell@harbor.example\u00a0\r\n"
            "Dana  Fisk\tmailto:dfisk@bayview.example\r\n"
        ),
        "Name\tMail\rMarcus Bell\tMBell@Harbor.example\rDana Fisk\tdfisk@bayview.example.\r",
    ],
)
def test_many_ways_to_write_the_same_two_people(text: str) -> None:
    assert said(text) == [MARCUS, DANA]


def test_a_quoted_cell_may_hold_a_line_break() -> None:
    sheet = read_sheet('Name\tMail\tJob\nMarcus Bell\tm@harbor.example\t"Lead,\nspring only"\n')
    assert [row.cells for row in sheet.rows] == [
        ("Marcus Bell", "m@harbor.example", "Lead, spring only")
    ]


def test_a_lone_quotation_mark_swallows_nobody() -> None:
    text = 'Name\tMail\n"Bo Bell\tb@harbor.example\nDana Fisk\tdfisk@bayview.example'
    assert [email for _name, email, _o in said(text)] == [
        "b@harbor.example", "dfisk@bayview.example",
    ]  # fmt: skip


def test_rows_may_be_shorter_or_longer_than_the_heading() -> None:
    sheet = read_sheet("Name\tMail\nMarcus Bell\nDana Fisk\td@bayview.example\textra\n")
    assert sheet.headings == ("Name", "Mail", "")
    assert [row.cells for row in sheet.rows] == [
        ("Marcus Bell", "", ""), ("Dana Fisk", "d@bayview.example", "extra"),
    ]  # fmt: skip


def test_merged_cells_let_blank_ones_inherit_the_organization() -> None:
    text = (
        "Org\tName\tMail\nHCS\tMarcus Bell\tm@a.example\n\tAna Lindqvist\ta@a.example\n"
        "Bayview\tDana Fisk\td@b.example\n\tEllis Ward\te@b.example"
    )
    assert [organization for *_rest, organization in said(text)] == [0, 0, 1, 1]


def test_what_a_left_out_row_says_still_fills_the_blank_below() -> None:
    text = "Org\tName\tMail\nHCS\tMarcus Bell\tm@a.example\n\tAna Lindqvist\ta@a.example"
    read = people(text, fixes={2: Fix(leave_out=True)})
    assert [(row.name, row.organization) for row in read.rows] == [("Ana Lindqvist", 0)]


@pytest.mark.parametrize("text", ["", " \n\t\n", "Name\tMail\tOrg"])
def test_nobody_in_it(text: str) -> None:
    with pytest.raises(InputProblem):
        read_sheet(text)


def test_five_hundred_are_read_and_one_more_is_too_many() -> None:
    lines = [f"Person {n}\tp{n}@harbor.example" for n in range(501)]
    assert len(read_sheet("\n".join(["Name\tMail", *lines[:500]])).rows) == 500
    with pytest.raises(InputProblem, match="501 rows"):
        read_sheet("\n".join(["Name\tMail", *lines]))


@pytest.mark.parametrize(
    "text",
    [" " * 10_000 + "@", "<" * 60_000, "a," * 60_000, '"' + "x\t" * 50_000, "x@" * 60_000,
     "a" * 124_000, "<@>" * 40_000, "\n".join(["a@b <"] * 400), "-" * 100_000 + "@x"],
    ids=range(9),
)  # fmt: skip
def test_no_text_takes_long(text: str) -> None:
    began = time.perf_counter()
    with contextlib.suppress(InputProblem):
        guess_columns(read_sheet(text), BOTH)
    assert time.perf_counter() - began < 1


@given(st.text(alphabet=st.sampled_from('ab@.,;<>"\t\n\r \u00a0é\u202e🌱'), max_size=80))
def test_no_row_is_lost_and_no_meaning_is_given_twice(text: str) -> None:
    try:
        sheet = read_sheet(text)
    except InputProblem:
        assume(False)
    columns = guess_columns(sheet, BOTH)
    read = read_people(sheet, [column.meaning for column in columns], BOTH)
    assert len(read.rows) + read.said_again == len(sheet.rows)
    assert len({column.meaning for column in columns} - {Meaning.LEAVE_OUT}) == sum(
        column.meaning is not Meaning.LEAVE_OUT for column in columns
    )


# --- Columns -----------------------------------------------------------------------------------


def told(text: str, organizations=BOTH) -> list[tuple[Meaning, Sure, Reason]]:
    columns = guess_columns(read_sheet(text), organizations)
    return [(column.meaning, column.sure, column.reason) for column in columns]


def test_each_column_says_what_it_is_how_sure_and_why() -> None:
    assert told(PASTE) == [
        (Meaning.FAMILY_FIRST, Sure.SURE, Reason.COMMAS),
        (Meaning.EMAIL, Sure.LIKELY, Reason.ADDRESSES),
        (Meaning.ORGANIZATION, Sure.LIKELY, Reason.ORGANIZATIONS),
        (Meaning.ROLE, Sure.SURE, Reason.HEADING),
        (Meaning.LEAVE_OUT, Sure.LEFT_OUT, Reason.NOT_NEEDED),
    ]


def test_it_counts_what_it_is_sure_of() -> None:
    name, mail, *_rest = guess_columns(read_sheet(PASTE), BOTH)
    assert (name.count, name.of, name.samples) == (3, 3, ("Bell, Marcus", "Fisk, Dana"))
    assert (mail.count, mail.of) == (2, 3)


def test_some_commas_are_only_likely() -> None:
    text = PASTE.replace("Fisk, Dana", "Dana Fisk")
    assert told(text)[0] == (Meaning.FAMILY_FIRST, Sure.LIKELY, Reason.COMMAS)
    assert said(text)[1] == DANA


def test_full_organization_names_are_sure() -> None:
    text = PASTE.replace("HCS", "Harbor County").replace("\tBayview\t", "\tBayview College\t")
    assert told(text)[2] == (Meaning.ORGANIZATION, Sure.SURE, Reason.ORGANIZATIONS)


def test_without_headings_the_content_decides() -> None:
    text = "\n".join(PASTE.split("\n")[1:])
    assert [meaning for meaning, *_rest in told(text)] == [
        Meaning.FAMILY_FIRST, Meaning.EMAIL, Meaning.ORGANIZATION, Meaning.ROLE,
        Meaning.LEAVE_OUT,
    ]  # fmt: skip


def test_a_second_column_of_the_same_is_left_out() -> None:
    text = "Name\tMail\tWork email\nMarcus Bell\tm@a.example\tm@b.example"
    assert told(text)[2] == (Meaning.LEAVE_OUT, Sure.LEFT_OUT, Reason.SECOND)


def test_a_heading_nobody_knows_is_left_out() -> None:
    text = "Name\tMail\tT-shirt\nMarcus Bell\tm@a.example\tL"
    assert told(text)[2] == (Meaning.LEAVE_OUT, Sure.LEFT_OUT, Reason.UNKNOWN)


# --- Names -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Bell, Marcus", "Marcus Bell"),
        ("Marcus Bell", "Marcus Bell"),
        ("Marcus Bell, EdD", "Marcus Bell, EdD"),
        ("Bell, Marcus, Ph.D.", "Marcus Bell, Ph.D."),
        ("Bell, Marcus Jr.", "Marcus Jr. Bell"),
        ("García Márquez, Ana María", "Ana María García Márquez"),
        ("حداد، ليلى", "ليلى حداد"),
        ("Cher", "Cher"),
        ("Zoë 🌱 Lind", "Zoë 🌱 Lind"),
    ],
)
def test_how_a_name_is_spoken(written: str, name: str) -> None:
    sheet = Sheet(("Name",), read_sheet(f"Name\tMail\n{written}\tx@y.example").rows)
    read = read_people(sheet, [Meaning.FAMILY_FIRST, Meaning.EMAIL], BOTH)
    assert read.rows[0].name == name


# --- Organizations -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "organization", "sure"),
    [
        ("Harbor County Schools", 0, True), ("harbor county", 0, True), ("HCS", 0, False),
        ("hcs", 0, False), ("Harbor", 0, False), ("Bayview", 1, False), ("BC", 1, False),
        ("Bayview College, Dean’s office", 1, False), ("County", None, False),
        ("College", None, False), ("Lakeside", None, False), ("…", None, False),
    ],
)  # fmt: skip
def test_which_organization_a_word_names(
    written: str, organization: int | None, sure: bool
) -> None:
    (match,) = match_organizations([written], BOTH)
    assert (match.organization, match.sure, match.count) == (organization, sure, 1)


def test_a_word_that_fits_both_names_neither() -> None:
    both = (Known("Harbor County Schools"), Known("Harbor University"))
    assert match_organizations(["Harbor", ""], both)[0].organization is None


@pytest.mark.parametrize(
    ("email", "organization"),
    [
        ("a@harbor.example", 0), ("a@mail.bayview.edu", 1), ("a@hcs.k12.us", 0),
        ("a@harborcounty.org", 0), ("a@gmail.com", None), ("nobody", None), ("", None),
    ],
)  # fmt: skip
def test_which_organization_a_domain_points_to(email: str, organization: int | None) -> None:
    assert by_domain(email, BOTH) == organization


# --- Rows that need a look ---------------------------------------------------------------------


def troubles(text: str, **more) -> list[tuple[int, Trouble, int | None]]:
    return [(row.number, d.trouble, d.row) for row in people(text, **more).rows for d in row.doubts]


def test_those_who_need_a_look_come_first() -> None:
    assert [row.number for row in people(PASTE).rows] == [4, 2, 3]
    assert troubles(PASTE) == [(4, Trouble.NO_ENDING, None)]


@pytest.mark.parametrize(
    ("row", "trouble"),
    [
        ("\tx@harbor.example\tHCS", Trouble.NO_NAME),
        ("A\t\tHCS", Trouble.NO_ADDRESS),
        ("A\tx@harbor\tHCS", Trouble.NO_ENDING),
        ("A\tx at harbor\tHCS", Trouble.NO_SUCH_ADDRESS),
        ("A\tx@y@harbor.example\tHCS", Trouble.NO_SUCH_ADDRESS),
        ("A\tjosé@harbor.example\tHCS", Trouble.NO_SUCH_ADDRESS),
        ("A\tx@-harbor.example\tHCS", Trouble.NO_SUCH_ADDRESS),
        ("A\tx@harbor.example\tLakeside", Trouble.NO_ORGANIZATION),
        ("x" * 201 + "\tx@harbor.example\tHCS", Trouble.LONG_NAME),
    ],
)
def test_why_a_row_needs_a_look(row: str, trouble: Trouble) -> None:
    text = f"Name\tMail\tOrg\n{row}\nDana Fisk\tdfisk@bayview.example\tBayview"
    assert troubles(text) == [(2, trouble, None)]


def test_a_fix_mends_the_row() -> None:
    assert troubles(PASTE, fixes={4: Fix(email=" LOrtiz@bayview.example ")}) == []
    read = people(PASTE, fixes={4: Fix(email="lortiz@bayview.example", name="Lucía  O.")})
    assert [r.name for r in read.rows if r.number == 4] == ["Lucía O."]


def test_one_choice_counts_for_all_rows_that_write_it_alike() -> None:
    text = PASTE.replace("HCS", "Main office") + "\nWard, Ellis\te@x.example\tMain office\t\t"
    assert [number for number, *_rest in troubles(text)] == [2, 4, 5]
    fixed = people(text, fixes={2: Fix(organization=0)})
    assert [row.organization for row in sorted(fixed.rows, key=lambda r: r.number)] == [0, 1, 1, 0]


def test_the_same_address_with_another_name_is_doubted() -> None:
    text = PASTE + "\nWard, Ellis\tdfisk@bayview.example\tBayview\t\t"
    assert (5, Trouble.SAME_ADDRESS, 3) in troubles(text)
    assert (5, Trouble.SAME_ADDRESS, 3) not in troubles(text, fixes={3: Fix(leave_out=True)})


def test_a_table_pasted_twice_counts_once() -> None:
    read = people(f"{PASTE}\n{PASTE}")
    assert [row.number for row in read.rows] == [4, 2, 3]
    assert read.said_again == 3
