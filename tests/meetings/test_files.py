"""The tables of this room: out, in, twice, changed, and refused."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db.models import Q

from cast import World
from pages.meeting_samples import meeting_records
from thirdspace.access import clock, entrance
from thirdspace.access.folder_io import give_out, take_in
from thirdspace.access.models import AuditEvent
from thirdspace.formats.folder import TABLES, write_folder
from thirdspace.meetings.actions import decisions, promises, tensions
from thirdspace.meetings.files.tables import TABLES as OURS
from thirdspace.meetings.models import (
    Decision,
    DecisionPart,
    Line,
    Meeting,
    Part,
    Promise,
    Reflection,
    Tension,
)
from thirdspace.problems import FileProblem, FileProblems

HEAD = """\
partnerships:
  - key: HC
    name: Harbor County
    organizations:
      - name: Harbor County Schools
        kind: district
      - name: Bayview State University
        kind: university
"""
PEOPLE = """\
email,name,partnership,organization,role
rosa@harbor.example,Rosa Delgado,HC,Harbor County Schools,coordinator
tunde@bayview.example,Tunde Okafor,HC,Bayview State University,member
"""
SERIES = "partnership,series,time_zone\nHC,Table,America/New_York\n"
MEETINGS = """\
partnership,series,number,title,start,time_zone,state
HC,Table,1,Table 1,2026-02-06T15:30:00-05:00,America/New_York,closed
"""
DECISIONS = """\
partnership,decision,text,meeting,decided_by,benefits,color
HC,7,We meet on Tuesdays.,Table 1,"Harbor County Schools
Bayview State University",Bayview State University: fewer trips,blue
"""
PROMISES = """\
partnership,promise,text,owner,organization,due,meeting
HC,3,Send the map,tunde@bayview.example,Bayview State University,2026-03-01,Table 1
"""


@pytest.fixture
def folder(db, tmp_path):
    place = tmp_path / "in"
    place.mkdir()
    for name, text in (("partnerships.yaml", HEAD), ("people.csv", PEOPLE),
                       ("series.csv", SERIES), ("meetings.csv", MEETINGS),
                       ("decisions.csv", DECISIONS), ("promises.csv", PROMISES)):  # fmt: skip
        (place / name).write_text(text, encoding="utf-8")
    return place


def taken_in(place):
    return take_in(place, person_id=None, person_name="Operator")


def columns_of(table):
    return {"partnership", *(column.name for column in table.columns)}


@pytest.mark.parametrize("table", OURS, ids=lambda t: t.file)
def test_every_column_is_known_to_the_format(table) -> None:
    spec = TABLES[table.file]
    more = {"decided_by", "absent", "counts_for", "benefits", "bears_cost", "objects"}
    ours = columns_of(table) | (more if table.model is Decision else set())
    assert set(spec.required) | set(spec.known) == ours


def test_a_folder_made_by_hand_is_stored(folder) -> None:
    taken_in(folder)
    scope = entrance.operate("HC")
    decision = Decision.objects.within(scope).get()
    assert (decision.number, decision.meeting.title) == (7, "Table 1")
    assert decision.extra == {"color": "blue"}
    parts = DecisionPart.objects.within(scope).filter(decision=decision)
    assert parts.filter(part=Part.DECIDED).count() == 2
    assert parts.get(part=Part.BENEFITS).line == "fewer trips"
    promise = Promise.objects.within(scope).get()
    assert (promise.owner.name, promise.due) == ("Tunde Okafor", date(2026, 3, 1))
    assert Meeting.objects.within(scope).get().starts_at.utcoffset() == timedelta(0)


def test_the_same_folder_twice_changes_nothing(folder) -> None:
    taken_in(folder)
    before = AuditEvent.everywhere.count()
    assert not taken_in(folder).stored
    assert AuditEvent.everywhere.count() == before


def test_what_changed_is_changed(folder) -> None:
    taken_in(folder)
    changed = DECISIONS.replace("fewer trips", "no trips").replace("Tuesdays", "Fridays")
    (folder / "decisions.csv").write_text(changed, encoding="utf-8")
    taken_in(folder)
    scope = entrance.operate("HC")
    assert Decision.objects.within(scope).get().text == "We meet on Fridays."
    assert DecisionPart.objects.within(scope).get(part=Part.BENEFITS).line == "no trips"
    assert AuditEvent.everywhere.filter(verb="meetings.import_folder").count() == 2


@pytest.mark.parametrize(
    ("name", "text", "column"),
    [
        ("promises.csv", PROMISES.replace("tunde@bayview", "nobody@bayview"), "owner"),
        ("promises.csv", PROMISES.replace("Table 1", "Table 9"), "meeting"),
        ("promises.csv", PROMISES.replace("2026-03-01", "1 March"), "due"),
        ("meetings.csv", MEETINGS.replace("2026-02-06T15:30:00-05:00", "Friday"), "start"),
        ("meetings.csv", MEETINGS.replace("HC,Table,1,", "HC,Table,first,"), "number"),
        ("meetings.csv", MEETINGS.replace("closed", "over"), "state"),
        ("decisions.csv", DECISIONS.replace("Bayview State University:", "Bay:"), "benefits"),
    ],
)
def test_what_cannot_be_used_is_refused_and_nothing_is_stored(folder, name, text, column) -> None:
    (folder / name).write_text(text, encoding="utf-8")
    with pytest.raises((FileProblem, FileProblems)) as refused:
        taken_in(folder)
    problems = getattr(refused.value, "problems", [refused.value])
    assert {(p.file, p.column) for p in problems} >= {(name, column)}
    assert not Meeting.everywhere.exists()


def test_no_folder_releases(folder) -> None:
    text = PROMISES.replace("meeting\n", "meeting,visibility\n").replace(
        "Table 1\n", "Table 1,funder\n"
    )
    (folder / "promises.csv").write_text(text, encoding="utf-8")
    with pytest.raises(FileProblem) as refused:
        taken_in(folder)
    assert refused.value.column == "visibility"


def written(world: World, name: str, place):
    write_folder(give_out([world.scope(name)], "out"), place)
    return {path.name: path.read_bytes() for path in place.iterdir() if path.is_file()}


def test_out_in_and_out_again_gives_the_same_bytes(world: World, tmp_path) -> None:
    meeting_records(world.a, "First", secret="SECRET")
    first = written(world, "operator", tmp_path / "one")
    _forget(world)
    taken_in(tmp_path / "one")
    assert written(world, "operator", tmp_path / "two") == first


def _forget(world: World) -> None:
    """Take every record of the room away, as on a machine that never had it."""
    from django.apps import apps

    mine = Q(partnership=world.a.partnership)
    models = list(apps.get_app_config("meetings").get_models())
    while models:
        model = models.pop(0)
        try:
            model.everywhere.filter(mine).delete()
        except Exception:  # something still refers to it: after that
            models.append(model)


def test_what_one_side_keeps_to_itself_stays_out_of_the_others_copy(world: World, tmp_path) -> None:
    meeting_records(world.a, "First", secret="SECRET")
    copy = b"".join(written(world, "coordinator_university", tmp_path / "u").values())
    assert b"First Steering table" in copy
    assert b"SECRET" not in copy


def test_private_words_are_in_no_folder(world: World, tmp_path) -> None:
    member = world.scope("member_district")
    tensions.surface(member, text="WHISPER to myself", level="private")
    meeting_records(world.a, "First", secret="SECRET")
    assert Reflection.everywhere.exists()
    for name in ("operator", "member_district"):
        copy = b"".join(written(world, name, tmp_path / name).values())
        assert b"SECRET alone" not in copy  # a private answer to a reflection
        assert b"WHISPER" not in copy  # not even in its writer's own


def test_a_line_knows_again_what_it_became(world: World, tmp_path) -> None:
    meeting_records(world.a, "First", secret="SECRET")
    written(world, "operator", tmp_path / "one")
    _forget(world)
    taken_in(tmp_path / "one")
    became = Line.everywhere.filter(partnership=world.a.partnership).exclude(
        kind__in=("plain", "thanks")
    )
    assert became.exists()
    assert not became.filter(record_id=None).exists()


def test_numbers_go_on_after_an_import(folder) -> None:
    taken_in(folder)
    scope = entrance.operate("HC")
    made = decisions.decide(scope, text="One more")
    owner = Promise.objects.within(scope).get().owner_id
    promised = promises.make_promise(
        scope, text="Another", owner_id=owner, due=clock.today() + timedelta(days=3)
    )
    assert (made.number, promised.number) == (8, 4)
    assert not Tension.objects.within(scope).exists()
