"""The key `network` of partnerships.yaml: in, out, in again."""

from __future__ import annotations

import pytest

from network.conftest import NETWORK
from thirdspace.access.folder import Intake, Outgoing
from thirdspace.access.models import AuditEvent
from thirdspace.formats.folder import DOCUMENT, Folder
from thirdspace.network import actions, files
from thirdspace.network.entrance import networks_of
from thirdspace.network.models import Network, NetworkSeat, Release

ENTRY = {"name": "Coastal network", "starts": "2021-09", "notes": "Eight districts."}


def bring(world, entry, *places, person=None):
    intake = Intake(
        Folder("folder", {DOCUMENT: {"network": entry}}), person and person.pk, "Somebody"
    )
    for place in places or (world.a, world.b):
        intake.scopes[place.key] = place.scope("operator")
    files.read(intake)
    return intake


def export(*places):
    outgoing = Outgoing(document={"partnerships": []})
    for place in places:
        files.write(place.scope("operator"), outgoing)
    return outgoing.document


def acts():
    return AuditEvent.everywhere.filter(verb__startswith="network.").count()


def test_a_folder_makes_its_network_and_releases_to_it(world):
    person = world.a.people["coordinator"]
    intake = bring(world, ENTRY, person=person)
    assert intake.problems == []
    assert intake.unused == [
        "partnerships.yaml: network.starts (kept)",
        "partnerships.yaml: network.notes (kept)",
    ]
    made = Network.everywhere.get()
    assert (made.key, made.name) == (NETWORK, "Coastal network")
    assert Release.everywhere.filter(withdrawn_at=None).count() == 2
    assert networks_of(person.pk) == [(NETWORK, "Coastal network")]


def test_twice_is_once(world):
    person = world.a.people["coordinator"]
    bring(world, ENTRY, person=person)
    before = acts()
    again = bring(world, ENTRY, person=person)
    assert acts() == before
    assert not +again.stored


def test_out_and_in_again_gives_the_same(world):
    bring(world, ENTRY)
    first = export(world.a, world.b)
    assert first == {"network": ENTRY, "partnerships": []}
    assert next(iter(first)) == "network"
    before = acts()
    bring(world, first["network"])
    assert acts() == before
    assert export(world.a, world.b) == first


def test_a_release_that_was_taken_back_stays_so(world):
    bring(world, ENTRY)
    actions.withdraw_release(world.b.scope("operator"), network_key=NETWORK)
    bring(world, ENTRY)
    assert Release.everywhere.filter(withdrawn_at=None).count() == 1
    first = export(world.a, world.b)
    assert first["network"] == {**ENTRY, "withdrawn": ["far"]}
    # In a new home too.
    Release.everywhere.all().delete()
    Network.everywhere.all().delete()
    bring(world, first["network"])
    standing = Release.everywhere.filter(withdrawn_at=None)
    assert [row.partnership_id for row in standing] == [world.a.partnership.pk]
    assert export(world.a, world.b) == first


def test_released_again_is_no_longer_listed_as_withdrawn(world):
    bring(world, {**ENTRY, "withdrawn": ["far"]})
    actions.release(world.b.scope("operator"), network_key=NETWORK)
    outgoing = Outgoing(document={"network": {**ENTRY, "withdrawn": ["far"]}})
    files.write(world.b.scope("operator"), outgoing)
    assert outgoing.document == {"network": ENTRY}


def test_a_folder_opens_no_network_that_others_share(world):
    bring(world, ENTRY, world.b)
    person = world.a.people["coordinator"]
    intake = bring(world, {"name": "Coastal Network", "notes": "mine"}, world.a, person=person)
    assert intake.problems == []
    assert not NetworkSeat.everywhere.exists()
    assert Network.everywhere.get().extra == {"starts": "2021-09", "notes": "Eight districts."}
    assert Release.everywhere.filter(withdrawn_at=None).count() == 2


def test_a_changed_network_is_told_with_what_was_before(world):
    bring(world, ENTRY)
    bring(world, {**ENTRY, "notes": "Nine districts."})
    act = AuditEvent.everywhere.filter(verb="network.change_network").get()
    assert act.before["extra"]["notes"] == "Eight districts."
    assert act.after["extra"]["notes"] == "Nine districts."


@pytest.mark.parametrize(
    "entry",
    ["Coastal", [], 7, {}, {"name": ""}, {"name": "…"}, {"name": "x" * 300},
     {"name": "Coastal", "withdrawn": "far"}],
)  # fmt: skip
def test_a_network_that_can_not_be_used_is_refused(world, entry):
    (problem,) = bring(world, entry).problems
    assert (problem.file, problem.column) == (DOCUMENT, "network")
    assert problem.next_step
    assert not Network.everywhere.exists()


def test_no_network_is_fine(world):
    intake = Intake(Folder("folder", {DOCUMENT: {}}), None, "Operator")
    intake.scopes["harbor"] = world.scope("operator")
    files.read(intake)
    assert intake.problems == []
    assert export(world.a) == {"partnerships": []}


def test_the_published_study_gives_its_matrix(cases, db):
    """Three partnerships, 13 sources, 34 codings: the counts of the study's own analysis."""
    from collections import Counter

    from django.test import Client

    from cast import PASSWORD
    from thirdspace.evidence import files as evidence
    from thirdspace.formats.csv_table import read_table
    from thirdspace.formats.folder import read_folder
    from thirdspace.partnership import files as partnership
    from thirdspace.partnership.models import Person

    folder = read_folder(cases / "mutualism_case")
    person = Person.everywhere.create_user("reader@example.org", PASSWORD, name="Reader")
    intake = Intake(folder, person.pk, person.name)
    for part in (partnership, evidence, files):
        part.read(intake)
    assert intake.problems == []
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    ((key, _name),) = networks_of(person.pk)
    answer = client.get(f"/networks/{key}/matrix.csv")
    found = {
        (row.values["case"], row.values["code"], row.values["direction"]): int(row.values["n"])
        for row in read_table(answer.content, "matrix.csv").rows
    }
    where = {row.values["file"]: row.values["partnership"] for row in intake.rows("sources.csv")}
    expected = Counter(
        (where[row.values["file"]], row.values["code"], row.values["direction"])
        for row in intake.rows("codings.csv")
    )
    assert found == dict(expected)
    assert sum(found.values()) == 34
    assert client.get(f"/networks/{key}/").status_code == 200
