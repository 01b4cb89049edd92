"""Tables as a spreadsheet saves them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thirdspace.formats.csv_table import MAX_ROWS, Table, read_table, write_table
from thirdspace.problems import FileProblem, FileProblems

REQUIRED = ("file", "start")
KNOWN = ("code",)


def read(text, **options):
    return read_table(text.encode(), "t.csv", **options)


def cells(table):
    return [row.values for row in table.rows]


class TestReading:
    @pytest.mark.parametrize("separator", [",", ";", "\t"])
    def test_any_of_three_separators(self, separator):
        text = 'file,start,code\na.txt,3,"x, y; z"\n'.replace(",", separator)
        table = read(text, required=REQUIRED, known=KNOWN)
        assert table.rows[0].values["file"] == "a.txt"
        assert table.columns == ("file", "start", "code")

    def test_separators_inside_a_quoted_head_do_not_count(self):
        table = read('file,"a;b;c;d"\nx,y\n')
        assert table.columns == ("file", "a;b;c;d")

    def test_heads_match_in_any_case_and_with_spaces_around(self):
        table = read(" File ,START,Color\na,1,red\n", required=REQUIRED, known=KNOWN)
        assert table.columns == ("file", "start", "Color")
        assert table.extra_columns == ("Color",)
        assert cells(table) == [{"file": "a", "start": "1", "Color": "red"}]

    def test_lines_are_counted_as_an_editor_counts_them(self):
        table = read('file,start\n"a\nb",1\n\nc,2\n')
        assert [row.line for row in table.rows] == [2, 5]

    def test_a_row_may_leave_empty_cells_off_its_end(self):
        assert cells(read("file,start,code\na,1\n")) == [{"file": "a", "start": "1", "code": ""}]

    def test_empty_rows_and_empty_columns_of_a_spreadsheet_are_passed_over(self):
        table = read("file,start,,\n,,,\na,1,,\n,,,\n")
        assert cells(table) == [{"file": "a", "start": "1"}]
        assert table.columns == ("file", "start")

    @pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le"])
    def test_other_encodings(self, encoding):
        table = read_table("file,start\r\nNúñez,1\r\n".encode(encoding), "t.csv", required=REQUIRED)
        assert cells(table) == [{"file": "Núñez", "start": "1"}]
        assert table.notes == ()

    def test_a_guessed_encoding_is_told(self):
        table = read_table("file,start\nNúñez,1\n".encode("latin-1"), "t.csv")
        assert table.rows[0].values["file"] == "Núñez"
        assert "Windows-1252" in table.notes[0]

    def test_a_cell_longer_than_pythons_own_limit(self):
        assert cells(read(f"file\n{'x' * 200_000}\n")) == [{"file": "x" * 200_000}]


class TestRefusals:
    @pytest.mark.parametrize("text", ["", "\n\n", ",,,\n"])
    def test_an_empty_file_says_what_the_head_must_be(self, text):
        with pytest.raises(FileProblem, match=r"empty.*“file”, “start”"):
            read(text, required=REQUIRED)

    def test_missing_columns_are_all_named(self):
        with pytest.raises(FileProblem, match="no column “file”, “start”") as caught:
            read("name,code\n", required=REQUIRED)
        assert caught.value.place == "t.csv, line 1, column “file”"
        assert "it has “name”, “code”" in caught.value.why

    def test_a_doubled_column(self):
        with pytest.raises(FileProblem, match="“file” is there 2 times"):
            read("file,start,FILE\n", required=REQUIRED)

    def test_every_ragged_row_is_listed(self):
        with pytest.raises(FileProblems) as caught:
            read("file,start\na,1,extra\nb,2\nc,3,,extra\n")
        assert [problem.line for problem in caught.value.problems] == [2, 4]
        assert "extra" in caught.value.problems[0].what

    def test_a_cell_under_an_unnamed_column(self):
        with pytest.raises(FileProblems, match="stands under no column"):
            read("file,,start\na,lost,1\n")

    @pytest.mark.parametrize("text", ['file,start\na,1\n"open,2\nb,3\n', 'file\na\n"b"c\n'])
    def test_broken_quotes_name_the_line(self, text):
        with pytest.raises(FileProblem, match="quotation mark") as caught:
            read(text)
        assert caught.value.line == 3

    def test_too_many_columns(self):
        with pytest.raises(FileProblem, match="201 columns"):
            read(",".join(f"c{n}" for n in range(201)))

    def test_too_many_rows(self):
        with pytest.raises(FileProblem, match="more than 200,000 rows"):
            read("a\n" + "x\n" * (MAX_ROWS + 1))


class TestWriting:
    def test_plain_bytes(self):
        rows = [{"a": "1", "b": 'said "x", y'}, {"a": "é\r\nz"}]
        assert write_table(["a", "b"], rows) == 'a,b\n1,"said ""x"", y"\n"é\nz",\n'.encode()

    @pytest.mark.parametrize(
        ("cell", "written"),
        [
            ("=1+1", "'=1+1"),
            ("+cmd|x", "'+cmd|x"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("-a", "'-a"),
            ("\t=1", "'\t=1"),
            ("\r=1", "'\n=1"),
            ("'=1", "''=1"),
            ("''=1", "'''=1"),
            ("-4.5", "-4.5"),
            ("+1e-3", "+1e-3"),
            ("-1+2", "'-1+2"),
            ("'quoted'", "'quoted'"),
        ],
    )
    def test_formulas_are_shielded_and_come_back(self, cell, written):
        data = write_table(["a", "b"], [{"a": cell, "b": "x"}])
        lines = data.decode().partition("\n")[2]
        assert lines.replace('"', "") == f"{written},x\n"
        assert cells(read_table(data, "t.csv")) == [{"a": cell.replace("\r", "\n"), "b": "x"}]

    def test_a_cell_without_a_column_is_not_dropped_in_silence(self):
        with pytest.raises(ValueError, match="lost"):
            write_table(["a"], [{"a": "1", "lost": "2"}])

    def test_a_built_table_counts_lines_like_a_read_one(self):
        built = Table.build("t.csv", ["a"], [{"a": "1"}, {"a": "2"}])
        data = write_table(built.columns, (row.values for row in built.rows))
        assert read_table(data, "t.csv", known=["a"]) == built


HEADS = st.text(st.characters(codec="utf-8", exclude_characters="\0\r\n\ufeff"), min_size=1)
CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\0\r")) | st.from_regex(
    r"\A'{0,3}[=+\-@\t\n]['=+\-@0-9]{0,4}\Z"
)


@st.composite
def tables(draw):
    tidy = HEADS.map(lambda head: " ".join(head.split())).filter(bool)
    columns = draw(st.lists(tidy, min_size=1, max_size=5, unique_by=str.casefold))
    row = st.fixed_dictionaries(dict.fromkeys(columns, CELLS)).filter(lambda r: any(r.values()))
    return columns, draw(st.lists(row, max_size=6))


@given(tables())
def test_whatever_is_written_is_read_again(table):
    columns, rows = table
    again = read_table(write_table(columns, rows), "t.csv")
    assert list(again.columns) == columns
    assert cells(again) == rows


@given(tables(), st.sampled_from(["utf-8-sig", "utf-16"]))
def test_a_second_export_is_equal_to_the_first(table, encoding):
    columns, rows = table
    first = write_table(columns, rows)
    again = read_table(first.decode().encode(encoding), "t.csv")
    assert write_table(again.columns, (row.values for row in again.rows)) == first
