"""A network that both partnerships released to, with a few coded passages in each."""

from __future__ import annotations

import pytest

from thirdspace.evidence.actions import codes, codings, sources
from thirdspace.evidence.models import TextVersion
from thirdspace.network import actions

NETWORK = "coastal-network"
TEXT = "We write it together. They decide alone. Nobody asked us. We meet every week."


def code_source(scope, file, marks, *, visibility="partnership"):
    """Add a source of the scope's organization and code it: (code id, direction) a passage."""
    source = sources.add_source(
        scope,
        file=file,
        data=TEXT.encode(),
        organization_id=scope.organization_id,
        visibility=visibility,
    )
    version = TextVersion.objects.within(scope).get(source=source)
    for place, (code, direction) in enumerate(marks):
        codings.code_passage(
            scope,
            version_id=version.pk,
            start=place,
            end=place + 5,
            code_id=code.pk,
            direction=direction,
        )
    return source


@pytest.fixture
def coded(world):
    """Coded sources of A: shared ones of two organizations, one that the university keeps."""
    scope = world.scope("member_district")
    ownership = codes.add_code(scope, name="shared ownership")
    loose = codes.add_code(scope, name="Weather", dynamic="")
    code_source(
        scope,
        "one.txt",
        [(ownership, "eroding"), (ownership, "eroding"), (ownership, "strengthening"),
         (loose, "eroding")],
    )  # fmt: skip
    theirs = world.scope("member_university")
    code_source(theirs, "two.txt", [(ownership, "strengthening"), (ownership, "")])
    code_source(theirs, "kept.txt", [(ownership, "eroding")] * 1, visibility="own")
    far = world.b.scope("member_district")
    benefits = codes.add_code(far, name="reciprocal benefits")
    theirs = codes.add_code(far, name="weather", dynamic="")
    code_source(far, "far.txt", [(benefits, "eroding"), (theirs, "strengthening")])
    return world


@pytest.fixture
def network(coded):
    """The network, released to by A; A's coordinator and B's reads in it."""
    operator = coded.scope("operator")
    made = actions.make_network(operator, name="Coastal network")
    actions.release(coded.scope("sponsor_district"), network_key=made.key)
    for place in (coded.a, coded.b):
        person = place.people["coordinator"]
        actions.add_reader(place.scope("operator"), network_key=made.key, person_id=person.pk)
    return made
