"""The partnership folder: read whole or not at all, written whole or not at all."""

import os
import stat
import tempfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thirdspace.formats.csv_table import Table
from thirdspace.formats.folder import (
    DOCUMENT,
    TABLES,
    Folder,
    Limits,
    TableSpec,
    read_folder,
    safe_name,
    write_folder,
)
from thirdspace.problems import FileProblem, FileProblems

CASE = Path(__file__).parents[3] / "shared" / "data" / "mutualism_case"
CODINGS = "file,start,end,code,weight\ntalk.txt,0,5,trust,2\n"


@pytest.fixture
def place(tmp_path):
    place = tmp_path / "harbor"
    (place / "sources").mkdir(parents=True)
    (place / DOCUMENT).write_text(
        "partnerships:\n  - {key: HC, name: Harbor County, mascot: gull}\n"
    )
    (place / "codings.csv").write_text(CODINGS)
    (place / "sources" / "talk.txt").write_text("Hello from Harbor County.\n")
    (place / "notes.docx").write_bytes(b"not ours")
    (place / "drafts").mkdir()
    return place


def pack(place, archive, around=""):
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for file in sorted(place.rglob("*")):
            packed.write(file, around + file.relative_to(place).as_posix())
    return archive


def content(folder):
    """All that a folder says, without the lines it said it on."""
    tables = {
        name: (table.columns, [row.values for row in table.rows])
        for name, table in folder.tables.items()
    }
    return folder.documents, tables, dict(folder.sources)


def files(place):
    return {
        p.relative_to(place).as_posix(): p.read_bytes() for p in place.rglob("*") if p.is_file()
    }


class TestReading:
    def test_what_is_known_is_read_and_the_rest_is_named(self, place):
        folder = read_folder(place)
        assert folder.name == "harbor"
        assert folder.documents[DOCUMENT]["partnerships"][0]["mascot"] == "gull"
        assert folder.tables["codings.csv"].extra_columns == ("weight",)
        assert folder.tables["codings.csv"].rows[0].values["weight"] == "2"
        assert list(folder.sources) == ["talk.txt"]
        assert folder.read_source("talk.txt") == b"Hello from Harbor County.\n"
        assert folder.unused == ("drafts/", "notes.docx")

    def test_a_room_brings_its_own_tables(self, place):
        (place / "cycles.csv").write_text("aim,Start\nmore visits,2024-01\n")
        specs = {**TABLES, "cycles.csv": TableSpec("cycles.csv", ("aim",), ("start",))}
        assert read_folder(place, specs).tables["cycles.csv"].columns == ("aim", "start")
        assert "cycles.csv" in read_folder(place).unused

    @pytest.mark.parametrize("around", ["", "Harbor County/"])
    def test_an_archive_reads_like_the_folder(self, place, tmp_path, around):
        folder = read_folder(pack(place, tmp_path / "harbor.zip", around))
        assert content(folder) == content(read_folder(place))
        assert f"{around}notes.docx"[-10:] in [name[-10:] for name in folder.unused]

    @pytest.mark.skipif(not CASE.is_dir(), reason="the published case is not beside the repository")
    def test_the_published_case_reads_whole(self, tmp_path):
        folder = read_folder(CASE)
        assert len(folder.documents[DOCUMENT]["partnerships"]) == 3
        assert len(folder.sources) == 13
        assert len(folder.tables["codings.csv"].rows) == 34
        assert folder.unused == ("README.md",)
        write_folder(folder, tmp_path / "again")
        assert content(read_folder(tmp_path / "again")) == content(folder)
        before, after = files(CASE), files(tmp_path / "again")
        assert {name: before[name] for name in after if "/" in name} == {
            name: data for name, data in after.items() if "/" in name
        }
        for name in ("sources.csv", "codings.csv"):
            assert after[name] == before[name].replace(b"\r\n", b"\n")


class TestRefusals:
    def test_without_the_one_document_it_says_what_to_do(self, place):
        (place / DOCUMENT).unlink()
        with pytest.raises(FileProblem, match=r"no file partnerships\.yaml") as caught:
            read_folder(place)
        assert "reference page" in caught.value.next_step

    @pytest.mark.parametrize("name", ["nowhere", "notes.docx"])
    def test_what_is_no_folder(self, place, name):
        with pytest.raises(FileProblem, match="no such folder"):
            read_folder(place / name)

    def test_every_refusal_of_every_file_is_listed(self, place):
        (place / "codings.csv").write_text("file,start,end,code\na,1,2,x,y\na,1,2,x,y\n")
        (place / "claims.csv").write_text("")
        (place / DOCUMENT).write_text("a: &x 1\n")
        with pytest.raises(FileProblems) as caught:
            read_folder(place)
        places = [(problem.file, problem.line) for problem in caught.value.problems]
        assert places == [
            (DOCUMENT, 1),
            ("codings.csv", 2),
            ("codings.csv", 3),
            ("claims.csv", 1),
        ]

    @pytest.mark.parametrize("name", ["codings.csv", "sources/talk.txt", DOCUMENT])
    def test_a_file_past_the_limit(self, place, name):
        (place / name).write_text("x" * 1_001)
        with pytest.raises(FileProblem, match="at most") as caught:
            read_folder(place, limits=Limits(file_bytes=1_000))
        assert caught.value.file == name

    def test_a_source_that_grew_after_it_was_measured(self, place):
        folder = read_folder(place, limits=Limits(file_bytes=1_000))
        (place / "sources" / "talk.txt").write_text("x" * 1_001)
        with pytest.raises(FileProblem, match="at most"):
            folder.read_source("talk.txt")

    def test_too_many_files_or_bytes(self, place):
        with pytest.raises(FileProblem, match="has 4 files"):
            read_folder(place, limits=Limits(files=3))
        with pytest.raises(FileProblem, match="MB together"):
            read_folder(place, limits=Limits(total_bytes=10))

    @pytest.mark.parametrize("name", ["talk.txt", "people.csv"])
    def test_a_link_that_leaves_the_folder(self, place, tmp_path, name):
        secret = tmp_path / "secret.txt"
        secret.write_text("secret")
        link = place / "sources" / "out.txt" if name == "talk.txt" else place / name
        link.symlink_to(secret)
        with pytest.raises(FileProblem, match="leaves the folder"):
            read_folder(place)

    def test_a_linked_sources_folder(self, place, tmp_path):
        (place / "sources" / "talk.txt").unlink()
        (place / "sources").rmdir()
        (place / "sources").symlink_to(tmp_path)
        with pytest.raises(FileProblem, match="leaves the folder"):
            read_folder(place)

    def test_a_pipe_is_not_opened(self, place):
        os.mkfifo(place / "people.csv")
        assert "people.csv" in read_folder(place).unused

    @pytest.mark.parametrize("name", ["../partnerships.yaml", "/etc/passwd", "lost.txt"])
    def test_only_named_sources_are_read(self, place, name):
        with pytest.raises(FileProblem):
            read_folder(place).read_source(name)

    @pytest.mark.parametrize(
        "name",
        [
            "",
            ".",
            "..",
            "a/b",
            "..\\a",
            "C:a",
            "a\0",
            "a\n",
            "a?",
            "NUL",
            "con.txt",
            "a. ",
            "x" * 256,
        ],
    )
    def test_names_with_path_parts_and_names_some_system_forbids(self, name):
        with pytest.raises(FileProblem, match="can't be the name"):
            safe_name(name)

    @pytest.mark.parametrize("name", ["talk 1.txt", "Núñez.txt", ".hidden", "a..b", "console.txt"])
    def test_plain_names(self, name):
        assert safe_name(name) == name


class TestArchives:
    def pack_one(self, tmp_path, name, data=b"x", mode=stat.S_IFREG):
        info = zipfile.ZipInfo(name)
        info.external_attr = mode << 16
        info.compress_type = zipfile.ZIP_DEFLATED
        with zipfile.ZipFile(tmp_path / "a.zip", "w") as packed:
            packed.writestr(info, data)
        return tmp_path / "a.zip"

    @pytest.mark.parametrize("name", ["../a.txt", "/a.txt", "C:/a.txt", "sources/..\\a.txt"])
    def test_ways_out(self, tmp_path, name):
        with pytest.raises(FileProblem, match="can't be the name"):
            read_folder(self.pack_one(tmp_path, name))

    def test_links(self, tmp_path):
        with pytest.raises(FileProblem, match="link"):
            read_folder(self.pack_one(tmp_path, "sources/a.txt", b"/etc/passwd", stat.S_IFLNK))

    def test_a_bomb_is_not_unpacked(self, tmp_path):
        with pytest.raises(FileProblem, match="times its size"):
            read_folder(self.pack_one(tmp_path, "sources/a.txt", b"\0" * 10_000_000))

    def test_a_damaged_archive(self, tmp_path, place):
        (tmp_path / "a.zip").write_bytes(b"PK\x03\x04 no archive")
        with pytest.raises(FileProblem, match="can't be unpacked"):
            read_folder(tmp_path / "a.zip")
        whole = bytearray(pack(place, tmp_path / "b.zip").read_bytes())
        at = whole.index(b"partnerships.yaml") + 20
        whole[at : at + 4] = b"\xff\xff\xff\xff"
        (tmp_path / "b.zip").write_bytes(whole)
        with pytest.raises(FileProblem, match="can't be unpacked") as caught:
            read_folder(tmp_path / "b.zip")
        assert caught.value.file == DOCUMENT

    @pytest.mark.filterwarnings("ignore:Duplicate name")
    def test_the_same_file_twice(self, tmp_path):
        with zipfile.ZipFile(tmp_path / "a.zip", "w") as packed:
            packed.writestr("people.csv", "a")
            packed.writestr("people.csv", "b")
        with pytest.raises(FileProblem, match="twice"):
            read_folder(tmp_path / "a.zip")


class TestWriting:
    def test_a_second_export_is_byte_for_byte_the_first(self, place, tmp_path):
        write_folder(read_folder(place), tmp_path / "one")
        write_folder(read_folder(tmp_path / "one"), tmp_path / "two")
        assert files(tmp_path / "one") == files(tmp_path / "two")
        assert content(read_folder(tmp_path / "one")) == content(read_folder(place))

    def test_an_empty_folder_and_a_former_export_are_replaced(self, place, tmp_path):
        folder = read_folder(place)
        (tmp_path / "out").mkdir()
        write_folder(folder, tmp_path / "out")
        write_folder(Folder("x", folder.documents), tmp_path / "out")
        assert list(files(tmp_path / "out")) == [DOCUMENT]

    def test_a_persons_work_is_never_replaced(self, place, tmp_path):
        folder, before = read_folder(place), files(place)
        with pytest.raises(FileProblem, match="something else"):
            write_folder(folder, place)
        write_folder(folder, tmp_path / "out")
        (tmp_path / "out" / "minutes.docx").write_bytes(b"mine")
        with pytest.raises(FileProblem, match="something else"):
            write_folder(folder, tmp_path / "out")
        (tmp_path / "file").write_text("mine")
        with pytest.raises(FileProblem, match="something else"):
            write_folder(folder, tmp_path / "file")
        assert files(place) == before

    def test_when_it_fails_half_way_nothing_has_changed(self, place, tmp_path):
        folder = read_folder(place)
        write_folder(folder, tmp_path / "out")
        before = files(tmp_path)
        torn = Folder("x", folder.documents, {"a.csv": Table.build("a.csv", ["a"], [{"b": "1"}])})
        with pytest.raises(ValueError, match="not in fieldnames"):
            write_folder(torn, tmp_path / "out")
        assert files(tmp_path) == before

    def test_a_place_that_is_not_there(self, tmp_path):
        with pytest.raises(FileProblem, match="does not exist"):
            write_folder(Folder("x", {DOCUMENT: {}}), tmp_path / "no" / "out")

    @pytest.mark.parametrize(
        ("names", "says"), [(["../a.txt"], "can't be the name"), (["A.txt", "a.txt"], "other case")]
    )
    def test_names_that_no_folder_can_hold(self, tmp_path, names, says):
        with pytest.raises(FileProblem, match=says):
            write_folder(Folder("x", {DOCUMENT: {}}, {}, dict.fromkeys(names, b"")), tmp_path / "o")
        assert list(tmp_path.iterdir()) == []


WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), min_size=1, max_size=12)
NAMES = st.from_regex(r"\A[a-z][a-z 0-9é_-]{0,10}[a-z]\.txt\Z")


@st.composite
def folders(draw):
    tables = {}
    for spec in draw(st.lists(st.sampled_from(list(TABLES.values())), unique=True, max_size=3)):
        columns = [*spec.required, *draw(st.lists(st.sampled_from(spec.known), unique=True)), "own"]
        row = st.fixed_dictionaries(dict.fromkeys(columns, WORDS))
        tables[spec.name] = Table.build(spec.name, columns, draw(st.lists(row, max_size=3)))
    document = draw(st.dictionaries(WORDS, WORDS | st.lists(WORDS, max_size=3), max_size=3))
    sources = draw(st.dictionaries(NAMES, st.binary(max_size=50), max_size=3))
    return Folder("harbor", {DOCUMENT: document}, tables, sources)


@settings(max_examples=50, deadline=None)
@given(folders())
def test_whatever_is_written_is_read_again(folder):
    with tempfile.TemporaryDirectory() as scratch:
        place = Path(scratch) / "harbor"
        write_folder(folder, place)
        again = read_folder(place)
        assert content(again) == content(folder)
        assert again.unused == ()
