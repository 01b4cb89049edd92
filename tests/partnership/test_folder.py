"""Partnerships, people and events come in from a folder and go out again as they were."""

from __future__ import annotations

import pytest

from thirdspace.access import clock, entrance
from thirdspace.access.folder_io import give_out, take_in
from thirdspace.access.models import AuditEvent
from thirdspace.formats.folder import write_folder
from thirdspace.partnership import actions
from thirdspace.partnership.models import (
    Affiliation,
    Event,
    Membership,
    Organization,
    OutsideId,
    Partnership,
    Person,
    Seat,
)
from thirdspace.problems import FileProblem, FileProblems

YAML = """\
network:
  name: Coastal network
glossary: "yes"
partnerships:
- key: HC
  name: Harbor County
  started: 2023-09
  region: coast
  organizations:
  - name: Bayview State
    kind: university
    ids:
      ipeds_unitid: '110662'
      State code: B-1
    founded: 1901
  - name: Pine School
    kind: school
    district: Harbor Schools
  - name: Harbor Schools
    kind: district
    short_name: Harbor
    ids:
      nces_leaid: '0622710'
    joined: 2023-09-01
  events:
  - date: 2024-01-16
    kind: drafting
    mode: co-constructed
    what: both sides draft the portrait
  - date: 2024-03
    organization: Harbor Schools
    what: a coordinator is named
    source: minutes
  - what: several superintendents in succession
- key: XY
  name: Another
  organizations:
  - name: Bayview State University
    kind: university
    ids:
      ipeds_unitid: '110662'
"""
PEOPLE = """\
email,name,partnership,organization,role,from,to,backup,title,phone
rosa@harbor.example,Rosa Delgado,HC,Harbor Schools,coordinator,2023-09,,t@bayview.example,,555-0142
t@bayview.example,Tunde Okafor,HC,Bayview State,member,2023-10-02,2026,,Professor,
t@bayview.example,Tunde Okafor,XY,Bayview State University,sponsor,,,,,
"""


@pytest.fixture
def folder(tmp_path):
    def make(yaml=YAML, people=PEOPLE):
        place = tmp_path / "harbor-county"
        place.mkdir(exist_ok=True)
        (place / "partnerships.yaml").write_text(yaml)
        (place / "people.csv").write_text(people)
        return place

    return make


@pytest.fixture
def ines(db) -> Person:
    return Person.objects.create_user("ines@example.org", name="Ines")


def store(path, person, organization=""):
    return take_in(path, person_id=person.pk, person_name=str(person), person_for=organization)


def test_what_appears(folder, ines):
    intake = store(folder(), ines)
    assert intake.stored["partnerships"] == 2
    assert intake.stored["organizations"] == 3  # one is the same in both partnerships
    assert intake.stored["people"] == 2
    assert intake.stored["events"] == 3
    school = Organization.everywhere.get(name="Pine School")
    assert school.parent.name == "Harbor Schools"
    seat = Seat.everywhere.get(person__email="rosa@harbor.example")
    assert (seat.since.isoformat(), seat.backup.email) == ("2023-09-01", "t@bayview.example")
    assert Affiliation.everywhere.filter(person__email="t@bayview.example").count() == 1
    member = Seat.everywhere.get(person__email="t@bayview.example", role="member")
    assert member.until.isoformat() == "2026-12-31"
    assert sorted(intake.unused) == [
        "partnerships.yaml: events.source (kept)",
        "partnerships.yaml: glossary (kept)",
        "partnerships.yaml: organizations.founded (kept)",
        "partnerships.yaml: region (kept)",
        "people.csv: phone (kept)",
    ]


def test_the_same_outside_id_is_the_same_organization(folder, ines):
    store(folder(), ines)
    unit = OutsideId.everywhere.get(system="ipeds_unitid")
    assert Membership.everywhere.filter(organization=unit.organization).count() == 2


def test_the_same_name_alone_is_not(folder, ines):
    yaml = "partnerships:\n" + "".join(
        f"- key: {key}\n  name: P\n  organizations:\n  - name: City\n    kind: district\n"
        for key in ("A", "B")
    )
    store(folder(yaml, PEOPLE.splitlines()[0]), ines)
    assert Organization.everywhere.filter(name="City").count() == 2


def test_twice_is_once(folder, ines):
    store(folder(), ines)
    counts = [
        model.everywhere.count()
        for model in (AuditEvent, Organization, Person, Seat, Event, OutsideId)
    ]
    again = store(folder(), ines)
    assert +again.stored == {}
    assert counts == [
        model.everywhere.count()
        for model in (AuditEvent, Organization, Person, Seat, Event, OutsideId)
    ]


def test_a_change_is_stored_with_what_was_before(folder, ines):
    store(folder(), ines)
    again = store(folder(YAML.replace("name: Harbor County", "name: Harbor"), PEOPLE), ines)
    assert +again.stored == {"changed records": 1}
    assert Partnership.everywhere.get(key="HC").name == "Harbor"
    event = AuditEvent.everywhere.latest("pk")
    assert event.after["changes"][0]["before"] == {"name": "Harbor County"}


def test_who_imports_gets_a_seat_and_acts_for_it(folder, ines):
    intake = store(folder(), ines)
    seats = Seat.everywhere.filter(person=ines).select_related("organization")
    assert {(s.partnership.key, s.organization.name, s.role) for s in seats} == {
        ("HC", "Harbor Schools", "coordinator"),  # the first district
        ("XY", "Bayview State", "coordinator"),  # else the first organization
    }
    assert intake.scopes["HC"].organization_name == "Harbor"
    assert Event.everywhere.first().origin.name == "Harbor Schools"
    entered = entrance.enter(person_id=ines.pk, person_name="Ines", key="HC")
    assert entered.may("partnership.manage")


def test_who_imports_for_an_organization(folder, ines):
    store(folder(), ines, "Bayview State")
    seat = Seat.everywhere.get(person=ines, partnership__key="HC")
    assert seat.organization.name == "Bayview State"


def test_all_of_it_goes_out_again(folder, ines, tmp_path):
    store(folder(), ines)
    write_folder(_out(), tmp_path / "one")
    document = (tmp_path / "one" / "partnerships.yaml").read_text()
    people = (tmp_path / "one" / "people.csv").read_text()
    for line in ("founded: 1901", "glossary:", "source: minutes", "State code: B-1"):
        assert line in document
    assert "Delgado,HC,Harbor Schools,coordinator,2023-09," in people  # as exact as it was
    assert "555-0142" in people
    assert +store(tmp_path / "one", ines).stored == {}


def _out():
    keys = Partnership.everywhere.order_by("id").values_list("key", flat=True)
    return give_out([entrance.operate(key) for key in keys], "out")


def test_a_day_changed_in_the_workspace_is_written_as_it_is_now(folder, ines):
    store(folder(), ines)
    seat = Seat.everywhere.get(person__email="t@bayview.example", role="member")
    actions.end_seat(entrance.operate("HC"), seat_id=seat.pk, until=clock.today())
    rows = _out().tables["people.csv"].rows
    row = next(r for r in rows if r.values["role"] == "member")
    assert row.values["to"] == clock.today().isoformat()


def test_events_noted_here_survive_an_import(folder, ines):
    store(folder(), ines)
    actions.add_event(entrance.operate("HC"), what="a retreat", when="2024-06")
    more = YAML.replace("  - what: several", "  - what: a new line\n  - what: several")
    again = store(folder(more), ines)
    assert +again.stored == {"events": 1}
    assert Event.everywhere.filter(what="a retreat").exists()


def test_a_name_somebody_wrote_themselves_stays(folder, ines):
    Person.objects.create_user("t@bayview.example", "seven green kites", name="Tunde O.")
    store(folder(), ines)
    assert Person.objects.get(email="t@bayview.example").name == "Tunde O."


@pytest.mark.parametrize(
    ("old", "new", "column"),
    [
        ("kind: district", "kind: shop", "kind"),
        ("key: HC", "key: harbor county", "key"),
        ("key: HC", "key: help", "key"),
        ("key: XY", "key: HC", "key"),
        ("date: 2024-03", "date: March 2024", "date"),
        ("organization: Harbor Schools", "organization: Nobody", "organization"),
        ("'0622710'", "622710", "ids.nces_leaid"),
        ("district: Harbor Schools", "district: Bayview State", "district"),
        ("what: both sides draft the portrait", "mood: good", "what"),
    ],
)
def test_what_is_refused_in_the_document(folder, ines, old, new, column):
    with pytest.raises(FileProblem) as refused:
        store(folder(YAML.replace(old, new, 1), PEOPLE), ines)
    problems = getattr(refused.value, "problems", [refused.value])
    assert ("partnerships.yaml", column) in {(p.file, p.column) for p in problems}
    assert Partnership.everywhere.count() == 0
    assert Person.objects.count() == 1


def test_every_refusal_of_the_people_is_listed(folder, ines):
    rows = [
        "no address,A,HC,Harbor Schools,member,,,,,",
        "a@x.example,A,HC,Nowhere,member,,,,,",
        "b@x.example,B,ZZ,Harbor Schools,member,,,,,",
        "c@x.example,C,HC,Harbor Schools,boss,,,,,",
        "d@x.example,D,HC,Harbor Schools,member,soon,,,,",
        "e@x.example,E,HC,Harbor Schools,member,,,nobody@x.example,,",
        "e@x.example,E,HC,Harbor Schools,member,,,,,",
    ]
    with pytest.raises(FileProblems) as refused:
        store(folder(people=PEOPLE + "\n".join(rows)), ines)
    assert [(p.line, p.column) for p in refused.value.problems] == [
        (5, "email"), (6, "organization"), (7, "partnership"), (8, "role"), (9, "from"),
        (10, "backup"), (11, "role"),
    ]  # fmt: skip
    assert Partnership.everywhere.count() == 0


def test_an_organization_to_act_for_must_be_listed(folder, ines):
    with pytest.raises(FileProblem, match="Elsewhere"):
        store(folder(), ines, "Elsewhere")
