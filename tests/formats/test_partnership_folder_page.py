"""The reference page says what the code does: its examples are read, its columns compared."""

import re
from pathlib import Path

import pytest

from thirdspace.access.folder_io import take_in
from thirdspace.formats.folder import DOCUMENT, TABLES, read_folder
from thirdspace.formats.text import KINDS

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "partnership-folder.md"


@pytest.fixture(scope="module")
def chapters():
    """The text under each heading that names a file."""
    parts = re.split(r"^## `(.+)`\n", PAGE.read_text(encoding="utf-8"), flags=re.M)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def example(chapter):
    return re.search(r"```(?:csv|yaml)\n(.*?)```", chapter, re.S)[1]


def test_every_known_file_has_its_chapter(chapters):
    assert set(chapters) == {DOCUMENT, "sources/", *TABLES}


@pytest.mark.parametrize("name", TABLES)
def test_every_column_is_described_as_it_is_read(chapters, name):
    described = {True: set(), False: set()}
    for names, must in re.findall(r"^\| (`.+?) \| (yes|) ?\|", chapters[name], re.M):
        described[must == "yes"].update(re.findall(r"`(\w+)`", names))
    assert described == {True: set(TABLES[name].required), False: set(TABLES[name].known)}


def test_every_kind_of_text_is_described(chapters):
    assert set(KINDS) - {".markdown"} == set(re.findall(r"`(\.\w+)`", chapters["sources/"]))


@pytest.fixture
def examples(chapters, tmp_path):
    """The folder that the examples of the page make."""
    for name in (DOCUMENT, *TABLES):
        (tmp_path / name).write_text(example(chapters[name]), encoding="utf-8")
    return tmp_path


def test_the_examples_make_a_folder_that_reads_whole(examples):
    folder = read_folder(examples)
    assert folder.documents[DOCUMENT]["partnerships"][0]["events"][1]["date"] == "2024-03"
    assert {name: len(table.rows) for name, table in folder.tables.items()} == dict.fromkeys(
        TABLES, 2
    )
    assert [table.extra_columns for table in folder.tables.values()] == [()] * len(TABLES)


@pytest.mark.django_db
def test_the_examples_can_be_stored(examples):
    texts = examples / "sources"
    texts.mkdir()
    (texts / "bayview-faculty_2024-02-06.txt").write_text("word " * 60)
    (texts / "harbor-coordinator_2024-02-20.vtt").write_text(
        "WEBVTT\n\n00:00.000 --> 00:02.000\nWe wait for a yes.\n"
    )
    intake = take_in(examples, person_id=None, person_name="")
    assert intake.unused == [f"{DOCUMENT}: meeting_cadence (kept)"]
    stored = {
        "partnerships": 1, "organizations": 3, "people": 2, "seats": 2, "events": 2,
        "sources": 2, "texts": 2, "codes": 2, "codings": 2, "measures": 2, "observations": 2,
        "series of meetings": 2, "meetings": 2, "agenda items": 2, "attendances": 2,
        "lines of notes": 2, "decisions": 2, "promises": 2, "deliverables": 2, "reflections": 2,
        "agreements to try": 2, "tensions": 2,
        "claims": 2, "links": 2, "networks": 1, "releases": 1,
    }  # fmt: skip
    assert dict(+intake.stored) == stored
