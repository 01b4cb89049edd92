"""Ways by which something could slip out: tables opened in a spreadsheet, reports, wider scopes."""

from __future__ import annotations

import io
import zipfile

import pytest

from cast import World
from thirdspace.access import clock
from thirdspace.access.entrance import read_as
from thirdspace.access.scope import Audience, Visibility
from thirdspace.claims import actions as claims
from thirdspace.claims.models import Claim
from thirdspace.claims.reads.page import claim_page
from thirdspace.evidence import actions as evidence
from thirdspace.evidence.models import TextVersion
from thirdspace.formats.csv_table import read_table
from thirdspace.home import report
from thirdspace.improvement import actions as improvement
from thirdspace.network.models import Network, NetworkSeat, Release

FORMULAS = ("=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1+1", "\r=1+1")
#: With one of these a spreadsheet begins to calculate instead of to show.
STARTS = ("=", "+", "-", "@", "\t", "\r")


@pytest.fixture
def full(world: World) -> World:
    """A partnership in which everything a person can type begins like a formula."""
    scope = world.scope("coordinator")
    for number, formula in enumerate(FORMULAS):
        code = evidence.add_code(scope, name=f"{formula} code {number}", dynamic="voice")
        source = evidence.add_source(
            scope, file=f"{number}.txt", data=f"{formula} was said.".encode(),
            title=f"{formula} title", role=f"{formula} role", speaker=f"{formula} who",
            case=f"{formula} case", organization_id=scope.organization_id,
        )  # fmt: skip
        version = TextVersion.everywhere.get(source=source)
        coding = evidence.code_passage(
            scope, version_id=version.pk, start=0, end=len(version.text), code_id=code.pk,
            note=f"{formula} note",
        )  # fmt: skip
        claim = claims.make_claim(scope, statement=f"{formula} is true.", theme=f"{formula} theme")
        claims.link_evidence(
            scope, number=claim.number, kind="quote", record_id=coding.pk, stance="supports",
            why=f"{formula} is why.",
        )  # fmt: skip
    measure = improvement.add_measure(scope, name="=1+1")
    for day, formula in enumerate(FORMULAS, 1):
        improvement.record_observation(
            scope, key=measure.key, on=clock.today().replace(day=day), value=-1.5, note=formula
        )
    network = Network.everywhere.create(key="coast", name="Coast")
    NetworkSeat.everywhere.create(network=network, person=world.a.people["coordinator"])
    Release.everywhere.create(
        network=network, partnership=world.a.partnership, what="codings", released_at=clock.now()
    )
    return world


TABLES = (
    "/harbor/claims/tables/claims.csv", "/harbor/claims/tables/evidence.csv",
    "/harbor/evidence/codings.csv", "/harbor/evidence/matrix.csv?rows=case&columns=code",
    "/harbor/evidence/matrix.csv?rows=role", "/harbor/improvement/measure/M-01/data.csv",
    "/networks/coast/matrix.csv",
)  # fmt: skip


def runs(cell: str) -> bool:
    """Say whether a spreadsheet would calculate a cell; a plain number is none."""
    try:
        float(cell)
    except ValueError:
        return cell.startswith(STARTS)
    return False


def cells(data: bytes) -> list[str]:
    import csv

    return [cell for row in csv.reader(io.StringIO(data.decode("utf-8-sig"))) for cell in row]


@pytest.mark.parametrize("path", TABLES)
def test_no_cell_of_a_table_is_a_formula(full: World, path: str) -> None:
    found = cells(full.client("coordinator").get(path).content)
    assert any("=1+1" in cell for cell in found) or "rows=role" in path
    assert not [cell for cell in found if runs(cell)]


def test_no_cell_of_a_copy_is_a_formula_and_nothing_is_lost(full: World) -> None:
    answer = full.client("coordinator").post("/harbor/agreements/copy/")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        tables = {n: archive.read(n) for n in archive.namelist() if n.endswith(".csv")}
    assert len(tables) >= 5
    for name, data in tables.items():
        assert not [cell for cell in cells(data) if runs(cell)], name
    statements = read_table(
        next(data for name, data in tables.items() if name.endswith("claims.csv")), "claims.csv"
    )
    assert "=1+1 is true." in {row.values["statement"] for row in statements.rows}


def test_no_report_says_more_than_its_reader_may_know(world: World) -> None:
    scope, college = world.scope("coordinator"), world.scope("member_college")
    kept = claims.make_claim(scope, statement="KEPT by one side.", visibility="own")
    inside = claims.make_claim(college, statement="INSIDE the partnership.")
    given = claims.make_claim(college, statement="GIVEN to the funder.", theme="GIVEN")
    Claim.everywhere.filter(pk=given.pk).update(visibility=Visibility.FUNDER)
    for audience, told in (("partnership", {"INSIDE", "GIVEN"}), ("funder", {"GIVEN"}),
                           ("public", set())):  # fmt: skip
        page = report.render(read_as("harbor", Audience(audience)))
        assert {word for word in ("KEPT", "INSIDE", "GIVEN") if word in page} == told
        file = world.client("member_district").get("/harbor/report/", {"reader": audience})
        body = file.content.decode()
        assert {word for word in ("KEPT", "INSIDE", "GIVEN") if word in body} == told
        assert 'filename="harbor-' in file["Content-Disposition"]
    assert kept.number != inside.number


def test_a_released_claim_does_not_name_whom_it_was_shown_to_before(world: World) -> None:
    scope = world.scope("coordinator")
    claim = claims.make_claim(
        scope, statement="Shown to some.", visibility="named", named=[world.org("college").pk]
    )
    assert claim_page(scope, claim.number).facts.named == ["Lakeside"]
    Claim.everywhere.filter(pk=claim.pk).update(visibility=Visibility.FUNDER)
    assert claim_page(world.scope("funder"), claim.number).facts.named == []


def test_a_number_or_a_name_is_given_once_though_its_first_holder_is_not_seen(
    world: World,
) -> None:
    district, college = world.scope("member_district"), world.scope("member_college")
    for scope in (district, college, district):
        claims.make_claim(scope, statement="Ours.", visibility="own")
        improvement.add_measure(scope, name="Ours", visibility="own")
        evidence.add_source(
            scope, file=f"same-{Claim.everywhere.count()}.txt", data=b"Words.",
            organization_id=scope.organization_id, visibility="own",
        )  # fmt: skip
    assert sorted(Claim.everywhere.values_list("number", flat=True)) == [1, 2, 3]
    for name in ("same-1.txt", "same-2.txt"):
        evidence.add_source(
            world.scope("member_university"), file=name, data=b"Words.", organization_id=None
        )


def test_asking_for_a_hidden_highest_value_tells_nothing_else(world: World) -> None:
    claims.make_claim(world.scope("member_district"), statement="Ours.", visibility="own")
    college = world.scope("member_college")
    assert Claim.objects.highest(college, "number") == 1
    assert not Claim.objects.within(college).exists()
    assert Claim.objects.highest(world.b.scope("coordinator"), "number") is None
    assert not Claim.objects.taken(world.b.scope("coordinator"), number=1)
