"""Every form, sent with the ids of the other partnership in every field: nothing of it moves."""

from __future__ import annotations

import hashlib
import io
import zipfile
from typing import Any

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.urls import reverse

from cast import CANARY
from pages.routes import Found, every_route
from pages.samples import Stage
from thirdspace.access.models import AuditEvent
from thirdspace.claims.models import Claim, EvidenceLink
from thirdspace.evidence.models import Code, Coding, Source, TextVersion
from thirdspace.improvement.models import Measure
from thirdspace.partnership.models import Event

POSTS = [f for f in every_route() if "POST" in f.route.methods]
#: What a form asks for beside ids, so that nothing else holds it back.
PLAIN = {
    "statement": "We share.", "seen": " We write the main documents together.", "text": "Words.",
    "why": "Because.", "reading": "So it is.", "status": "holds", "stance": "supports",
    "strength": "1", "answer": "yes", "yes": "yes", "line": "Words.", "to": "funder",
    "name": "Plain", "title": "Plain", "email": "plain@harbor.example.org", "role": "member",
    "kind": "retreat", "what": "It happened.", "when": "2025-10", "until": "2027-01-01",
    "since": "2025-01-01", "consent": "partnership", "attribution": "role",
    "access_class": "partnership", "visibility": "named", "system": "other", "value": "1",
    "words": "We wrote", "direction": "", "facts": "a: b", "reason": "Because.", "chart": "run",
    "on": "2025-03-01", "lines": "2025-03-02\t3", "definition": "Words.", "case": "Plain",
}  # fmt: skip


def ids_of_b(staged: Stage) -> list[dict[str, Any]]:
    """What each field of a form is set to: ids of B in every field that holds an id."""
    b = staged.world.b
    place = {"partnership": b.partnership}
    district, university = b.org("district").pk, b.org("university").pk
    person = b.people["coordinator_university"].pk
    source = Source.everywhere.filter(**place).earliest("pk")
    coding = Coding.everywhere.filter(**place).earliest("pk")
    measure = Measure.everywhere.filter(**place).earliest("pk")
    event = Event.everywhere.filter(**place).earliest("pk")
    code = Code.everywhere.filter(**place).earliest("pk").pk
    cited = [f"quote:{coding.pk}", f"signal:{measure.pk}", f"event:{event.pk}"]
    ids = {
        "organization": district, "organization_id": university, "person": person,
        "parent_id": district,
        "person_id": person, "named": [district, university], "holder": f"{person}:{university}",
        "source": source.pk, "version": TextVersion.everywhere.get(source=source).pk, "turn": 0,
        "code": code, "parent": code, "measure": measure.pk, "partnership": b.partnership.pk,
        "claim": Claim.everywhere.filter(**place).earliest("pk").pk,
        "link": EvidenceLink.everywhere.filter(**place).earliest("pk").pk,
        "seat_id": staged.b["seat_id"], "proposal_id": staged.b["proposal_id"],
    }  # fmt: skip
    return [{**ids, "cited": each} for each in cited]


def everything_of(staged: Stage) -> str:
    """Return one digest of all records of B."""
    found = hashlib.sha256()
    for model in apps.get_models():
        if not model.__module__.startswith("thirdspace.") or not hasattr(model, "everywhere"):
            continue
        rows = model.everywhere.order_by("pk").values_list()
        names = {field.column for field in model._meta.concrete_fields}
        if "partnership_id" in names:
            rows = rows.filter(partnership_id=staged.world.b.partnership.pk)
        elif {"name"} <= names:
            rows = rows.filter(name__startswith=CANARY)
        else:
            continue
        found.update(repr([model._meta.label, *rows]).encode())
    return found.hexdigest()


def words_of(answer: HttpResponse) -> str:
    """Return all that an answer says; an archive is opened."""
    if answer["Content-Type"] != "application/zip":
        return answer.content.decode()
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        return "".join(name + archive.read(name).decode() for name in archive.namelist())


def files() -> dict[str, SimpleUploadedFile]:
    return {"file": SimpleUploadedFile("plain.txt", b"We wrote it.")}


@pytest.mark.parametrize("found", POSTS, ids=lambda found: found.name)
def test_no_form_takes_the_others_ids(found: Found, staged: Stage) -> None:
    before = everything_of(staged)
    client, acts = staged.client("coordinator"), AuditEvent.everywhere.latest("pk").pk
    address = reverse(found.name, kwargs=staged.parts(found))
    for ids in ids_of_b(staged):
        for sent in ({**PLAIN, **ids, **files()}, {**ids, **PLAIN, **files()}):
            answer = client.post(address, sent, follow=True)
            assert answer.status_code in {200, 403, 404, 409, 422}, answer.status_code
            assert CANARY not in words_of(answer)
    assert everything_of(staged) == before
    for act in AuditEvent.everywhere.filter(pk__gt=acts):
        assert act.partnership_id != staged.world.b.partnership.pk
        assert CANARY not in repr([act.label, act.before, act.after])


@pytest.mark.parametrize(
    "found",
    [f for f in POSTS if f.route.kind == "page" and len(f.parts) > 1],
    ids=lambda found: found.name,
)
def test_no_form_opens_under_one_s_own_key_with_the_others_id(found: Found, staged: Stage) -> None:
    parts = {**staged.parts_of_b(found), "partnership": "harbor"}
    if parts == staged.parts(found):
        return  # numbered within its own partnership: it is one's own record
    before = everything_of(staged)
    answer = staged.client("coordinator").post(
        reverse(found.name, kwargs=parts), {**PLAIN, **files()}
    )
    assert answer.status_code in {404, 403, 405}
    assert CANARY not in answer.content.decode()
    assert everything_of(staged) == before
