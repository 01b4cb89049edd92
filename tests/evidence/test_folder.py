"""The folder: what comes in is refused with its line or stored once; what goes out comes back."""

from __future__ import annotations

from collections import Counter

import pytest

from evidence.helpers import (
    ANA,
    SOURCES,
    TEXT,
    add_source,
    bring_in,
    bytes_of,
    code_words,
    folder,
    take_out,
)
from thirdspace.access import entrance
from thirdspace.access.models import AuditEvent
from thirdspace.evidence import actions
from thirdspace.evidence.models import Code, CodebookVersion, Coding, Source, TextVersion
from thirdspace.evidence.reads import matrix
from thirdspace.formats.csv_table import read_table

CODINGS = "file,start,end,code,direction\n"
GOOD = "ana.txt,0,21,shared ownership,strengthening\n"


def harbor():
    return entrance.operate("HC")


@pytest.mark.parametrize(
    ("table", "content", "line", "column"),
    [
        ("codings", CODINGS + "ana.txt,0,99,shared ownership,\n", 2, "end"),
        ("codings", CODINGS + "ana.txt,50,99,shared ownership,\n", 2, "start"),
        ("codings", CODINGS + "ana.txt,9,3,shared ownership,\n", 2, "end"),
        ("codings", CODINGS + "ana.txt,3,3,shared ownership,\n", 2, "end"),
        ("codings", CODINGS + "ana.txt,-1,3,shared ownership,\n", 2, "start"),
        ("codings", CODINGS + "ana.txt,0,3.5,shared ownership,\n", 2, "end"),
        ("codings", CODINGS + "ana.txt,0,9,shared ownership,up\n", 2, "direction"),
        ("codings", CODINGS + "ana.txt,0,9, ,\n", 2, "code"),
        ("codings", CODINGS + "bo.txt,0,9,shared ownership,\n", 2, "file"),
        ("codings", CODINGS + GOOD + GOOD, 3, "code"),
        ("sources", SOURCES + ANA + ANA, 3, "file"),
        ("sources", SOURCES + ANA + "bo.txt,HC,Northfield University,,,\n", 3, "file"),
        ("sources", SOURCES + ANA.replace("HC", "XX"), 2, "partnership"),
        ("sources", SOURCES + ANA.replace("Northfield", "Other"), 2, "organization"),
        ("sources", SOURCES + ANA.replace("2026-05-22", "22.5.26"), 2, "date"),
        ("sources", "consent," + SOURCES + "maybe," + ANA, 2, "consent"),
        ("sources", "origin," + SOURCES + "Other," + ANA, 2, "origin"),
        ("sources", SOURCES + ANA.replace("program director", "x" * 121), 2, "role"),
    ],
)
def test_a_bad_row_is_refused_with_its_place(db, tmp_path, table, content, line, column) -> None:
    intake = bring_in(folder(tmp_path / "in", **{table: content}))
    [problem] = intake.problems
    assert (problem.file, problem.line, problem.column) == (f"{table}.csv", line, column)


@pytest.mark.parametrize(
    ("codes", "line", "column"),
    [
        ("code\nown\nown\n", 3, "code"),
        ("code\n" + "x" * 121 + "\n", 2, "code"),
        ("code,dynamic\nown,weather\n", 2, "dynamic"),
        ("code,parent\nown,nothing\n", 2, "parent"),
        ("code,partnership\nown,XX\n", 2, "partnership"),
        ("code,parent\nown,owned\nowned,own\n", 2, "parent"),
    ],
)
def test_a_bad_code_is_refused_with_its_place(db, tmp_path, codes, line, column) -> None:
    first = bring_in(folder(tmp_path / "in", codes=codes)).problems[0]
    assert (first.file, first.line, first.column) == ("codes.csv", line, column)


def test_an_unknown_code_is_refused_only_where_there_is_a_codebook(db, tmp_path) -> None:
    with_book = folder(tmp_path / "a", codes="code\nother\n", codings=CODINGS + GOOD)
    [problem] = bring_in(with_book).problems
    assert (problem.line, problem.column) == (2, "code")


def test_codes_are_made_from_codings_where_there_is_no_codebook(db, tmp_path) -> None:
    assert not bring_in(folder(tmp_path / "b", codings=CODINGS + GOOD)).problems
    assert Code.objects.within(harbor()).get().dynamic == "ownership"


def test_a_text_that_is_none_is_refused(db, tmp_path) -> None:
    intake = bring_in(
        folder(tmp_path / "in", texts={"ana.txt": b"\x00\x01\x02"}, codings=CODINGS + GOOD)
    )
    assert [problem.file for problem in intake.problems] == ["sources/ana.txt"]


def test_a_file_that_is_not_listed_is_reported(db, tmp_path) -> None:
    intake = bring_in(folder(tmp_path / "in", texts={"ana.txt": TEXT, "bo.txt": "x"}))
    assert not intake.problems
    assert intake.unused == ["sources/bo.txt (not in sources.csv)"]


def test_an_import_is_told_once_and_twice_is_once(db, tmp_path) -> None:
    path = folder(
        tmp_path / "in", codes="code,dynamic\nshared ownership,\n", codings=CODINGS + GOOD
    )
    assert bring_in(path).stored["codings"] == 1
    before = Counter(AuditEvent.objects.within(harbor()).values_list("verb", flat=True))
    assert before["evidence.import_folder"] == 1
    again = bring_in(path)
    assert not again.problems
    assert not +again.stored
    assert Counter(AuditEvent.objects.within(harbor()).values_list("verb", flat=True)) == before
    assert CodebookVersion.objects.within(harbor()).count() == 1


def test_what_a_folder_says_anew_is_changed_with_its_history(db, tmp_path) -> None:
    bring_in(folder(tmp_path / "a", codings=CODINGS + GOOD))
    changed = ANA.replace("program director", "dean")
    bring_in(folder(tmp_path / "b", sources=SOURCES + changed, texts={"ana.txt": TEXT + " More."}))
    scope = harbor()
    assert Source.objects.within(scope).get().role == "dean"
    assert TextVersion.objects.within(scope).count() == 2
    assert Coding.objects.within(scope).get().version.number == 1
    event = AuditEvent.objects.within(scope).get(verb="evidence.change_source")
    assert (event.before, event.after) == ({"role": "program director"}, {"role": "dean"})


def test_a_folder_that_says_nothing_of_consent_does_not_widen_it(db, tmp_path) -> None:
    path = folder(tmp_path / "in")
    bring_in(path)
    source = Source.objects.within(harbor()).get()
    actions.change_consent(
        harbor(), source_id=source.pk, consent="none", attribution="anonymous",
        access_class="research", visibility="own",
    )  # fmt: skip
    bring_in(path)
    source.refresh_from_db()
    assert (source.consent, source.visibility) == ("none", "own")


def test_export_import_export_gives_the_same_bytes(db, tmp_path) -> None:
    sources = (
        "odd,"
        + SOURCES.strip()
        + ",consent,attribution,access,case,speaker,visibility,origin,named\n"
        "=1+1," + ANA.strip() + ",none,name,research,School 12,Dr. Vega,named,"
        "Northfield University,Harbor County Schools; Northfield University\n"
        ",cues.vtt,HC,Harbor County Schools,,,2026,,,,,,,,\n"
        ",windows.txt,HC,Harbor County Schools,,,,,,,,,,,\n"
    )
    vtt = b"WEBVTT\r\n\r\n00:01.000 --> 00:02.000\r\n<v Ana>We <i>wrote</i> it.\r\n"
    texts = {"ana.txt": TEXT, "cues.vtt": vtt, "windows.txt": "Señor\r\nsaid".encode("cp1252")}
    codings = (
        "mood," + CODINGS + f"calm,{GOOD},cues.vtt,0,8,weather,\n,cues.vtt,0,8,weather,eroding\n"
    )
    path = folder(tmp_path / "in", sources=sources, texts=texts, codings=codings)
    assert not bring_in(path).problems
    actions.add_text_version(
        harbor(), source_id=Source.objects.within(harbor()).get(file="ana.txt").pk,
        file="ana.txt", data=b"We wrote it once more.",
    )  # fmt: skip
    take_out(tmp_path / "one", harbor())
    assert (tmp_path / "one/sources/cues.vtt").read_bytes() == vtt
    again = bring_in(tmp_path / "one")
    assert not again.problems
    assert not +again.stored
    first = bytes_of(tmp_path / "one")
    for model in (Coding, TextVersion, Source, Code):
        model.everywhere.all().delete()
    assert not bring_in(tmp_path / "one").problems
    take_out(tmp_path / "two", harbor())
    assert bytes_of(tmp_path / "two") == first
    old = Coding.objects.within(harbor()).get(source__file="ana.txt")
    assert (old.version.number, old.version.text[old.start : old.end]) == (1, TEXT[:21])


def test_partnerships_with_a_file_of_one_name_both_go_out(world, tmp_path) -> None:
    for place in (world.a, world.b):
        add_source(place.scope("researcher"), f"Words of {place.key}.")
    out = take_out(tmp_path / "out", world.a.scope("operator"), world.b.scope("operator"))
    assert sorted(out.sources) == ["ana.txt", "far-ana.txt"]
    assert [row["file"] for row in out.tables["sources.csv"]] == ["ana.txt", "far-ana.txt"]


def test_an_organization_takes_out_only_what_it_may_open(world, tmp_path) -> None:
    scope = world.scope("researcher")
    for file, terms in {
        "open.txt": {}, "research.txt": {"access_class": "research"},
        "own.txt": {"visibility": "own"},
    }.items():  # fmt: skip
        code_words(scope, add_source(scope, file=file, **terms), "Nobody asked")
    other = take_out(tmp_path / "other", world.scope("member_district"))
    assert list(other.sources) == ["open.txt"]
    assert [row["file"] for row in other.tables["codings.csv"]] == ["open.txt"]
    assert other.document["absent"] == {"harbor": 1}
    every = take_out(tmp_path / "every", world.scope("operator"))
    assert sorted(every.sources) == ["open.txt", "own.txt", "research.txt"]
    assert "absent" not in every.document


def test_a_persons_codings_come_back_as_theirs(world, tmp_path) -> None:
    scope = world.scope("researcher")
    coding = code_words(scope, add_source(scope), "Nobody asked")
    take_out(tmp_path / "out", world.scope("operator"))
    Coding.everywhere.all().delete()
    Source.everywhere.update(codings=0)
    bring_in(tmp_path / "out")
    back = Coding.objects.within(scope).get()
    assert (back.person_id, back.coder_kind) == (coding.person_id, "person")


def test_the_published_case_counts_as_its_own_table_says(db, cases, tmp_path) -> None:
    path = cases / "mutualism_case"
    intake = bring_in(path)
    assert not intake.problems
    sources = read_table((path / "sources.csv").read_bytes(), "sources.csv").rows
    place = {row.values["file"]: row.values["partnership"] for row in sources}
    rows = read_table((path / "codings.csv").read_bytes(), "codings.csv").rows
    expected = Counter(
        (place[r.values["file"]], r.values["code"], r.values["direction"]) for r in rows
    )
    found = [row for scope in intake.scopes.values() for row in matrix.matrix_counts(scope)]
    assert {(r.case, r.code, r.direction): r.n for r in found} == dict(expected)
    assert sum(expected.values()) == 34
    take_out(tmp_path / "one", *intake.scopes.values())
    again = bring_in(tmp_path / "one")
    assert not +again.stored
    take_out(tmp_path / "two", *again.scopes.values())
    assert bytes_of(tmp_path / "two") == bytes_of(tmp_path / "one")
