"""Sources, texts, codes and codings are written whole, once, and with a trail."""

from __future__ import annotations

import pytest

from evidence.helpers import TEXT, add_source, code, code_words, newest
from thirdspace.access.models import AuditEvent
from thirdspace.evidence import actions, checks
from thirdspace.evidence.models import Attribute, CodebookVersion, Coding, Source, TextVersion, Turn
from thirdspace.problems import FileProblem, InputProblem, NotAllowed, NotThere


@pytest.fixture
def scope(world):
    return world.scope("researcher")


def verbs(scope) -> list[str]:
    events = AuditEvent.objects.within(scope).filter(verb__startswith="evidence.")
    return list(events.order_by("id").values_list("verb", flat=True))


def test_a_source_comes_with_its_text_and_turns(scope) -> None:
    source = add_source(scope, "Ana: We wrote it.\nBo: Nobody asked.")
    version = newest(scope, source)
    turns = Turn.objects.within(scope).filter(version=version).order_by("position")
    assert [(t.speaker, version.text[t.start : t.end]) for t in turns] == [
        ("Ana", "We wrote it."),
        ("Bo", "Nobody asked."),
    ]
    assert verbs(scope) == ["evidence.add_source"]


def test_the_same_text_again_is_no_new_version(scope) -> None:
    source = add_source(scope)
    actions.add_text_version(scope, source_id=source.pk, file="ana.txt", data=TEXT.encode())
    assert newest(scope, source).number == 1
    assert verbs(scope) == ["evidence.add_source"]


def test_codings_stay_with_the_text_they_were_made_on(scope) -> None:
    source = add_source(scope)
    coding = code_words(scope, source, "Nobody asked")
    actions.add_text_version(scope, source_id=source.pk, file="ana.txt", data=b"All else.")
    coding.refresh_from_db()
    assert coding.version.number == 1
    assert newest(scope, source).number == 2
    assert TextVersion.objects.within(scope).get(pk=coding.version_id).text == TEXT


def test_a_text_is_never_changed(scope) -> None:
    from django.db import DatabaseError

    version = newest(scope, add_source(scope))
    version.text = "other"
    with pytest.raises(DatabaseError):
        version.save(update_fields=["text"])


@pytest.mark.parametrize(
    ("file", "data"),
    [
        ("talk.pdf", b"%PDF-1.7"),
        ("talk.docx", b"PK"),
        ("talk.txt", b"\x00\x01\x02"),
        ("../talk.txt", b"words"),
        ("talk.srt", b"1\nno time line\nwords\n"),
    ],
)
def test_a_file_that_is_no_text_is_refused(scope, file, data) -> None:
    with pytest.raises(FileProblem):
        actions.add_source(scope, file=file, data=data, organization_id=None)
    assert not Source.objects.within(scope).exists()


def test_a_bad_caption_is_refused_with_its_line(scope) -> None:
    with pytest.raises(FileProblem) as caught:
        actions.add_source(
            scope, file="talk.srt", organization_id=None,
            data=b"1\n00:00:01,000 --> 00:00:02,000\nwords\n\n2\nno time\nwords\n",
        )  # fmt: skip
    assert caught.value.line == 6


def test_a_name_that_is_taken_is_refused_only_to_those_who_know_it(world, scope) -> None:
    add_source(scope, visibility="own")
    with pytest.raises(InputProblem):
        add_source(scope)
    assert add_source(world.scope("member_district")).file == "ana-2.txt"


def test_a_date_that_is_none_is_refused(scope) -> None:
    with pytest.raises(InputProblem) as caught:
        add_source(scope, when="22.5.2026")
    assert caught.value.field == "when"


def test_an_organization_of_strangers_is_not_there(world, scope) -> None:
    with pytest.raises(NotThere):
        add_source(scope, organization_id=world.b.org("district").pk)


def test_a_code_speaks_to_the_dynamic_of_its_name(scope) -> None:
    assert actions.add_code(scope, name="Shared ownership").dynamic == "ownership"
    assert (
        actions.add_code(scope, name="joint drafting", dynamic="ownership").dynamic == "ownership"
    )
    assert actions.add_code(scope, name="weather").dynamic == ""


def test_each_change_of_a_code_makes_a_codebook_and_none_makes_none(scope) -> None:
    made = code(scope)
    same = {"name": made.name, "definition": "", "dynamic": "ownership", "parent_id": None}
    actions.change_code(scope, code_id=made.pk, **same)
    assert CodebookVersion.objects.within(scope).count() == 1
    actions.change_code(scope, code_id=made.pk, **{**same, "definition": "both decide"})
    books = CodebookVersion.objects.within(scope).order_by("number")
    assert [book.codes[0]["definition"] for book in books] == ["", "both decide"]


def test_a_code_never_stands_below_itself(scope) -> None:
    above = actions.add_code(scope, name="above")
    below = actions.add_code(scope, name="below", parent_id=above.pk)
    with pytest.raises(InputProblem):
        actions.change_code(
            scope, code_id=above.pk, name="above", definition="", dynamic="", parent_id=below.pk
        )


def test_a_coding_keeps_its_codebook_and_counts(scope) -> None:
    source = add_source(scope)
    coding = code_words(scope, source, "Nobody asked")
    source.refresh_from_db()
    assert source.codings == 1
    assert coding.codebook.codes == [
        {"name": "shared ownership", "definition": "", "dynamic": "ownership", "parent": ""}
    ]
    assert (coding.coder_kind, coding.person_id) == ("person", scope.person_id)


@pytest.mark.parametrize(("start", "end"), [(5, 5), (6, 5), (0, len(TEXT) + 1), (-1, 4)])
def test_a_passage_outside_the_text_is_refused(scope, start, end) -> None:
    version = newest(scope, add_source(scope))
    with pytest.raises(InputProblem):
        actions.code_passage(
            scope, version_id=version.pk, start=start, end=end, code_id=code(scope).pk
        )


def test_a_passage_is_coded_once_by_each_coder(world, scope) -> None:
    source = add_source(scope)
    code_words(scope, source, "Nobody asked")
    with pytest.raises(InputProblem):
        code_words(scope, source, "Nobody asked")
    code_words(world.scope("member_district"), source, "Nobody asked")
    assert Coding.objects.within(scope).count() == 2


def test_what_may_not_be_read_may_not_be_coded(world, scope) -> None:
    source = add_source(scope, access_class="research")
    with pytest.raises(NotAllowed):
        code_words(world.scope("member_district"), source, "Nobody asked")


def test_one_takes_back_only_ones_own_coding_and_the_trail_keeps_it(world, scope) -> None:
    source = add_source(scope)
    coding = code_words(scope, source, "Nobody asked", note="a word of power")
    with pytest.raises(NotAllowed):
        actions.withdraw_coding(world.scope("member_district"), coding_id=coding.pk)
    actions.withdraw_coding(scope, coding_id=coding.pk)
    source.refresh_from_db()
    assert (source.codings, Coding.objects.within(scope).count()) == (0, 0)
    event = AuditEvent.objects.within(scope).get(verb="evidence.withdraw_coding")
    assert (event.before["note"], event.before["start"]) == ("a word of power", 22)


def test_the_trail_of_a_source_is_seen_by_those_who_see_it(world, scope) -> None:
    source = add_source(scope, visibility="own")
    code_words(scope, source, "Nobody asked")
    seen = verbs(world.scope("member_district"))
    assert "evidence.add_source" not in seen
    assert "evidence.code_passage" not in seen


def test_a_case_and_what_is_known_of_it(scope) -> None:
    source = actions.set_case(scope, source_id=add_source(scope).pk, case="School 12")
    for values in ({"pupils": "400"}, {"pupils": "420", "kind": "middle"}):
        actions.set_attributes(scope, case_id=source.case_id, values=values)
    known = Attribute.objects.within(scope).values_list("name", "value")
    assert dict(known) == {"pupils": "420", "kind": "middle"}


def test_checks_find_what_is_wrong(scope) -> None:
    source = add_source(scope)
    coding = code_words(scope, source, "Nobody asked")
    assert list(checks.find()) == []
    Coding.everywhere.filter(pk=coding.pk).update(end=900)
    Source.everywhere.filter(pk=source.pk).update(codings=7)
    TextVersion.everywhere.create(
        partnership_id=scope.partnership_id, source=source, number=2, text="x", sha256="0",
        made_at=source.added_at,
    )  # fmt: skip
    assert len(list(checks.find())) == 3
