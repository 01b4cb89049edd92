"""A voice that asked not to be named is named nowhere, whoever asks and however it is asked."""

from __future__ import annotations

import pytest

from cast import World
from evidence.helpers import add_source, bring_in, code_words, take_out
from thirdspace.claims import actions as claims
from thirdspace.claims.reads.rows import claim_list
from thirdspace.evidence import actions
from thirdspace.evidence.models import Case, Source
from thirdspace.evidence.reads import matrix, sources
from thirdspace.formats.folder import read_folder
from thirdspace.home.reads.timeline import happened

TEXT = "Interviewer: How was it?\nDr. Vega: Nobody asked us first.\nInterviewer: Thank you."
SECRETS = ("Lakeside", "Vega", "dean", "lakeside-dean.txt")


@pytest.fixture
def source(world: World) -> Source:
    """An interview that the college brought in, of somebody of its own."""
    return add_source(
        world.scope("member_college"), TEXT, "lakeside-dean.txt", attribution="anonymous",
        title="Lakeside dean", speaker="Dr. Vega", role="dean", case="Lakeside", kind="interview",
    )  # fmt: skip


def told(client, *paths: str) -> str:
    pages = (client.get(f"/harbor/{path}") for path in paths)
    return "".join(b"".join(page).decode() for page in pages)


def test_no_page_and_no_table_names_it(world: World, source: Source) -> None:
    coding = code_words(world.scope("member_college"), source, "Nobody asked us")
    claim = claims.make_claim(world.scope("coordinator"), statement="All are asked.")
    for by in ("member_college", "coordinator"):
        claims.link_evidence(
            world.scope(by), number=claim.number, kind="quote", record_id=coding.pk,
            stance="contrasts", why="It says so.",
        )  # fmt: skip
    said = told(
        world.client("member_district"),
        "evidence/", f"evidence/source/{source.pk}/", "evidence/codings.csv",
        "evidence/matrix.csv?rows=case", "evidence/matrix/?rows=source",
        f"evidence/source/{source.pk}/code/", "claims/tables/evidence.csv",
        f"claims/{claim.number}/link/?q=asked",
        f"claims/cite/?kind=quote&record={coding.pk}",
    )  # fmt: skip
    said = said.replace("Lakeside</option>", "").replace("Lakeside State</option>", "")
    said = said.replace('"Lakeside State",2', "")
    for line in said.splitlines():
        linked_for = line.replace("member_college@harbor.example.org", "")
        if "claims" not in linked_for:
            assert not [s for s in SECRETS if s in line and "Lakeside State" not in line], line


def test_a_claim_counts_it_without_its_organization(world: World, source: Source) -> None:
    coding = code_words(world.scope("member_college"), source, "Nobody asked us")
    claim = claims.make_claim(world.scope("coordinator"), statement="All are asked.")
    claims.link_evidence(
        world.scope("member_college"), number=claim.number, kind="quote", record_id=coding.pk,
        stance="contrasts", why="It says so.",
    )  # fmt: skip
    for name in ("member_district", "member_college", "operator"):
        [row] = claim_list(world.scope(name)).rows
        assert row.tally.whose_contrasts == "a university, not named 1"


def test_who_asks_to_be_unnamed_later_is_forgotten_on_claims(world: World) -> None:
    college = world.scope("member_college")
    source = add_source(college, TEXT)
    coding = code_words(college, source, "Nobody asked us")
    for by in ("coordinator", "member_university"):
        scope = world.scope(by)
        kept = claims.make_claim(scope, statement="All are asked.", visibility="own")
        claims.link_evidence(
            scope, number=kept.number, kind="quote", record_id=coding.pk, stance="contrasts",
            why="It says so.",
        )  # fmt: skip
        assert claim_list(scope).rows[0].tally.whose_contrasts == "Lakeside 1"
    for attribution, whose in (("anonymous", "a university, not named 1"), ("role", "Lakeside 1")):
        actions.change_consent(
            college, source_id=source.pk, consent="partnership", attribution=attribution,
            access_class="partnership", visibility="partnership",
        )  # fmt: skip
        for by in ("coordinator", "member_university"):
            assert claim_list(world.scope(by)).rows[0].tally.whose_contrasts == whose


def test_what_happened_calls_it_as_it_is_called_today(world: World) -> None:
    college = world.scope("member_college")
    source = add_source(college, TEXT, title="Talk with Dr. Vega", kind="interview")
    lines = repr(happened(world.scope("member_district")).events)
    assert "Talk with Dr. Vega" in lines
    terms = {"consent": "partnership", "access_class": "partnership"}
    actions.change_consent(
        college, source_id=source.pk, attribution="anonymous", visibility="partnership", **terms
    )
    lines = repr(happened(world.scope("member_district")).events)
    assert "Vega" not in lines
    assert "Interview, Someone of a university" in lines
    assert "Talk with Dr. Vega" in repr(happened(college).events)
    actions.change_consent(
        college, source_id=source.pk, attribution="name", visibility="own", **terms
    )
    assert "Vega" not in repr(happened(world.scope("member_district")).events)


def test_another_side_takes_it_out_without_a_name(world: World, source: Source, tmp_path) -> None:
    out = take_out(tmp_path / "out", world.scope("member_university"))
    [row] = out.tables["sources.csv"]
    assert list(out.sources) == [row["file"]] == [f"source-{source.pk}.txt"]
    assert not [secret for secret in SECRETS if secret in repr(row).replace("Lakeside State", "")]
    assert row["origin"] == "Lakeside State"
    assert (row["organization"], row["role"], row["speaker"], row["case"]) == ("", "", "", "")


def test_a_speaker_named_by_role_is_not_named_in_a_copy(world: World, tmp_path) -> None:
    add_source(world.scope("member_college"), speaker="Dr. Vega", role="dean")
    [row] = take_out(tmp_path / "out", world.scope("member_university")).tables["sources.csv"]
    assert (row["role"], row["organization"], row["speaker"]) == ("dean", "Lakeside State", "")


def test_its_own_side_takes_all_of_it_out(world: World, source: Source, tmp_path) -> None:
    [row] = take_out(tmp_path / "out", world.scope("member_college")).tables["sources.csv"]
    assert (row["file"], row["speaker"]) == ("lakeside-dean.txt", "Dr. Vega")
    assert (row["organization"], row["case"]) == ("Lakeside State", "Lakeside")


def test_such_a_copy_can_be_brought_in(world: World, source: Source, tmp_path) -> None:
    code_words(world.scope("member_college"), source, "Nobody asked us")
    take_out(tmp_path / "out", world.scope("member_university"))
    folder = tmp_path / "out"
    document = folder / "partnerships.yaml"
    document.write_text(document.read_text().replace("harbor", "again"))
    for table in folder.glob("*.csv"):
        table.write_text(table.read_text().replace("harbor,", "again,"))
    assert read_folder(folder)
    intake = bring_in(folder)
    assert [problem.what for problem in intake.problems] == []
    again = Source.everywhere.get(partnership__key="again")
    assert (again.organization, again.codings) == (None, 1)


def test_the_label_of_a_turn_does_not_name_who_asked_not_to_be_named(
    world: World, source: Source
) -> None:
    page = world.client("member_district").get(f"/harbor/evidence/source/{source.pk}/")
    assert b"Nobody asked us first." in page.content
    assert b"Vega" not in page.content
    assert b"Interviewer" in page.content
    own = world.client("member_college").get(f"/harbor/evidence/source/{source.pk}/")
    assert b"Dr. Vega" in own.content


def test_a_case_is_known_only_by_a_source_one_may_know(world: World, source: Source) -> None:
    college, district = world.scope("member_college"), world.scope("member_district")
    add_source(college, file="kept.txt", visibility="own", case="Kept school")
    add_source(college, file="open.txt", case="Open school")
    assert [case.name for case in sources.cases(district)] == ["Open school"]
    assert len(sources.cases(college)) == 3
    heads = matrix.matrix(district, rows="case").rows
    assert {head.label for head in heads} == {"Open school", "In no case"}
    for case in Case.everywhere.exclude(name="Open school"):
        path = f"/harbor/evidence/case/{case.pk}/"
        assert world.client("member_district").get(path).status_code == 404
        assert world.client("member_district").post(path, {"facts": "a: b"}).status_code == 404
        assert world.client("member_college").post(path, {"facts": "a: b"}).status_code == 302
    assert "Kept school" not in repr(happened(district).events)
