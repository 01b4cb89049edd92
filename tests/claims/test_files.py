"""claims.csv and evidence.csv: in, out, twice, and changed."""

from __future__ import annotations

import pytest

from thirdspace.access import entrance, search
from thirdspace.access.folder_io import give_out, take_in
from thirdspace.access.models import AuditEvent
from thirdspace.claims import actions, checks
from thirdspace.claims.files.minds import read_minds, write_minds
from thirdspace.claims.models import Claim, EvidenceLink, Holder, MindChanger, Wording
from thirdspace.formats.folder import write_folder
from thirdspace.problems import FileProblem, FileProblems

DOCUMENT = """\
partnerships:
  - key: HC
    name: Harbor County
    organizations:
      - name: Harbor County Schools
        kind: district
      - name: Bayview State University
        kind: university
    events:
      - date: 2024-01-16
        kind: drafting
        organization: Bayview State University
        what: both sides draft the portrait
      - date: 2024-03
        what: a coordinator is named
"""
PEOPLE = """\
email,name,partnership,organization,role
rosa@harbor.example,Rosa Delgado,HC,Harbor County Schools,coordinator
tunde@bayview.example,Tunde Okafor,HC,Bayview State University,member
"""
CLAIMS = """\
partnership,claim,statement,dynamic,status,reading,since,organization,holders,made,changes_mind,x
HC,C-02,Both sides draft first.,shared ownership,holds with limits,Of new texts.,2024-01,\
Harbor County Schools,rosa@harbor.example; tunde@bayview.example,2024-02-01,"A charter by both.
Bayview State University: Two texts in a row.",kept
HC,equity,We mean the same.,,,,,,,,,
"""
EVIDENCE = """\
partnership,claim,kind,record,stance,why,strength,person,date,withdrawn,withdrawn_why
HC,C-02,event,2024-01-16 both sides draft the portrait,supports,All were in the room.,3,\
tunde@bayview.example,2024-02-03,,
HC,C-02,event,2024-03 a coordinator is named,contrasts,It came from one side.,2,,2024-04-01,,
HC,equity,event,2024-03 a coordinator is named,mentions,By the way.,1,rosa@harbor.example,\
2024-04-02,2024-05-01,Wrong claim.
"""


@pytest.fixture
def folder(db, tmp_path):
    place = tmp_path / "in"
    place.mkdir()
    (place / "partnerships.yaml").write_text(DOCUMENT)
    (place / "people.csv").write_text(PEOPLE)
    (place / "claims.csv").write_text(CLAIMS)
    (place / "evidence.csv").write_text(EVIDENCE)
    return place


def take(place):
    return take_in(place, person_id=None, person_name="Operator")


def operator():
    return entrance.operate("HC")


def export(place):
    write_folder(give_out([operator()], "HC"), place)
    return {path.name: path.read_bytes() for path in place.iterdir() if path.is_file()}


def claim(number):
    return Claim.objects.within(operator()).get(number=number)


def test_what_a_folder_says_is_stored(folder):
    intake = take(folder)
    assert (intake.stored["claims"], intake.stored["links"]) == (2, 3)
    first = claim(2)
    assert (first.dynamic, first.status, first.since) == ("ownership", "limits", "2024-01")
    assert (first.supports, first.contrasts, claim(3).mentions) == (1, 1, 0)
    assert first.extra == {"x": "kept"}
    assert Holder.objects.within(operator()).count() == 2
    minds = MindChanger.objects.within(operator()).order_by("id")
    assert [(str(m.organization or ""), m.text) for m in minds] == [
        ("", "A charter by both."),
        ("Bayview State University", "Two texts in a row."),
    ]
    link = EvidenceLink.objects.within(operator()).get(stance="supports")
    assert (link.side, str(link.record_organization)) == (
        "university",
        "Bayview State University",
    )
    assert str(link.organization) == "Bayview State University"
    assert search.find(operator(), "draft", kind="claim").count() == 1
    assert list(checks.wrong_counts()) == list(checks.orphan_links()) == []


def test_twice_is_once(folder):
    take(folder)
    trail = AuditEvent.objects.within(operator()).filter(verb="claims.import_folder")
    assert trail.count() == 1
    again = take(folder)
    assert trail.count() == 1
    assert not any(again.stored[name] for name in ("claims", "links", "changed records"))
    assert EvidenceLink.objects.within(operator()).count() == 3
    assert Wording.objects.within(operator()).count() == 2


def test_out_in_and_out_again_is_the_same(folder, tmp_path):
    take(folder)
    first = export(tmp_path / "first")
    again = take(tmp_path / "first")
    assert not again.stored["changed records"]
    assert export(tmp_path / "second") == first


def test_into_an_empty_home_and_out_is_the_same(folder, tmp_path, world):
    """The second partnership takes the first one's place under another key."""
    take(folder)
    first = export(tmp_path / "first")
    moved = tmp_path / "moved"
    moved.mkdir()
    for name, data in first.items():
        (moved / name).write_bytes(data.replace(b"HC", b"H2"))
    take(moved)
    write_folder(give_out([entrance.operate("H2")], "H2"), tmp_path / "second")
    for name in ("claims.csv", "evidence.csv"):
        assert (tmp_path / "second" / name).read_bytes().replace(b"H2", b"HC") == first[name]


def test_what_people_did_here_survives_the_journey(world, claim, link, event, tmp_path):
    record = event("First.")
    made = link("member_university", record=record)
    actions.withdraw_link(world.scope("member_university"), link_id=made.pk, why="Wrong.")
    link("member_university", record=record)
    link("coordinator", record=event("Nobody's.", org=""), stance="supports", strength=4)
    actions.state_mind_changer(world.scope("coordinator"), number=1, text="A.\nB: c")
    before = give_out([entrance.operate("harbor")], "harbor")
    write_folder(before, tmp_path / "first")
    again = take(tmp_path / "first")
    assert not again.stored["changed records"]
    write_folder(give_out([entrance.operate("harbor")], "harbor"), tmp_path / "second")
    for name in ("claims.csv", "evidence.csv"):
        first = (tmp_path / "first" / name).read_bytes()
        assert (tmp_path / "second" / name).read_bytes() == first


def test_an_older_folder_does_not_bring_withdrawn_evidence_back(folder):
    take(folder)
    link = EvidenceLink.objects.within(operator()).get(stance="supports")
    tunde = entrance.enter(person_id=link.person_id, person_name="Tunde", key="HC")
    actions.withdraw_link(tunde, link_id=link.pk, why="Wrong.")
    assert not take(folder).stored["changed records"]
    link.refresh_from_db()
    assert link.withdrawn_why == "Wrong."
    assert claim(2).supports == 0


def test_changed_content_is_changed_with_its_history(folder):
    take(folder)
    text = (folder / "claims.csv").read_text()
    (folder / "claims.csv").write_text(text.replace("Both sides draft first.", "We draft."))
    text = (folder / "evidence.csv").read_text()
    (folder / "evidence.csv").write_text(text.replace("2024-04-01,,", "2024-04-01,2024-06-01,"))
    intake = take(folder)
    assert intake.stored["changed records"] == 2
    assert (claim(2).statement, claim(2).contrasts) == ("We draft.", 0)
    words = Wording.objects.within(operator()).filter(claim=claim(2)).order_by("id")
    assert [w.statement for w in words] == ["Both sides draft first.", "We draft."]


def test_every_row_that_can_not_be_used_is_named(folder):
    (folder / "claims.csv").write_text(
        "partnership,claim,statement,status,holders,since,dynamic,visibility,named\n"
        "HC,C-01,,perhaps,nobody@x.example,spring,luck,all,Nowhere\n"
        "XX,C-02,Words.,,,,,,\n"
        "HC,C-03,Words.,,,,,,\nHC,C-03,Words.,,,,,,\n"
    )
    with pytest.raises(FileProblems) as refused:
        take(folder)
    found = {(p.line, p.column) for p in refused.value.problems if p.file == "claims.csv"}
    assert {
        (2, "statement"),
        (2, "status"),
        (2, "since"),
        (2, "dynamic"),
        (2, "visibility"),
        (2, "named"),
        (3, "partnership"),
        (5, "claim"),
    } <= found
    from thirdspace.partnership.models import Partnership

    assert not Partnership.everywhere.filter(key="HC").exists()


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("HC,C-02,dream,x,supports,Why.,,", "kind"),
        ("HC,C-02,event,no such event,supports,Why.,,", "record"),
        ("HC,C-09,event,2024-03 a coordinator is named,supports,Why.,,", "claim"),
        ("HC,C-02,event,2024-03 a coordinator is named,proves,Why.,,", "stance"),
        ("HC,C-02,event,2024-03 a coordinator is named,supports,,,", "why"),
        ("HC,C-02,event,2024-03 a coordinator is named,supports,Why.,9,", "strength"),
        ("HC,C-02,event,2024-03 a coordinator is named,supports,Why.,,x@y.example", "person"),
    ],
)
def test_a_link_that_can_not_be_used_is_named(folder, row, column):
    head = "partnership,claim,kind,record,stance,why,strength,person\n"
    (folder / "evidence.csv").write_text(head + row + "\n")
    with pytest.raises(FileProblem) as refused:
        take(folder)
    assert (refused.value.line, refused.value.column) == (2, column)


def test_a_folder_can_not_release_a_claim_that_is_here(folder):
    take(folder)
    (folder / "claims.csv").write_text(
        "partnership,claim,statement,visibility\nHC,C-02,Both sides draft first.,public\n"
    )
    with pytest.raises(FileProblem) as refused:
        take(folder)
    assert refused.value.column == "visibility"
    assert claim(2).visibility == "partnership"


def test_a_record_kept_back_keeps_its_row(world, link, event, tmp_path):
    link("member_university", record=event("Secret.", visibility="own"), why="It says so.")
    scope = world.scope("coordinator")
    write_folder(give_out([scope], "harbor"), tmp_path / "out")
    text = (tmp_path / "out" / "evidence.csv").read_text()
    assert "contrasts" in text
    assert "Secret" not in text
    assert "It says so" not in text
    again = take(tmp_path / "out")
    assert any("was not shared" in note for note in again.unused)
    assert EvidenceLink.objects.within(world.scope("operator")).count() == 1


class TestMinds:
    ORGANIZATIONS = ("Harbor", "Bayview")

    @pytest.mark.parametrize(
        "texts",
        [
            {},
            {"": "All of us."},
            {"Harbor": "One.\nTwo."},
            {"": "A: b", "Bayview": "Not: Harbor", "Harbor": "x"},
        ],
    )
    def test_what_is_written_is_read(self, texts):
        assert read_minds(write_minds(texts.items()), self.ORGANIZATIONS) == texts
