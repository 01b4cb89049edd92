"""The pages: forms that come back with what is wrong, text that stays text, strangers outside."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from evidence.helpers import TEXT, add_source, code, code_words, newest
from thirdspace.evidence.forms import place_of
from thirdspace.evidence.models import Case, Code, Coding, Source

ROOM = "/harbor/evidence/"
TERMS = {
    "consent": "partnership", "attribution": "role", "access_class": "partnership",
    "visibility": "partnership",
}  # fmt: skip


@pytest.fixture
def scope(world):
    return world.scope("researcher")


@pytest.fixture
def client(world):
    return world.client("researcher")


@pytest.fixture
def source(scope):
    made = add_source(scope, title="Talk with <i>Ana</i>")
    code_words(scope, made, "Nobody asked")
    return made


def test_every_page_opens(world, client, scope, source) -> None:
    pk, code_pk = source.pk, Code.objects.within(scope).get().pk
    case = Case.objects.add(scope, name="School 12")
    cell = f"rows=organization&row={source.organization_id}&columns=dynamic&column=ownership"
    for path in (
        "", "add/", f"source/{pk}/", f"source/{pk}/text/", f"source/{pk}/terms/",
        f"source/{pk}/case/", f"source/{pk}/code/?version={newest(scope, source).pk}&turn=0",
        f"case/{case.pk}/", "matrix/", "matrix/?rows=source&columns=code", "matrix/?rows=nonsense",
        "matrix.csv", "codings.csv", f"quotes/?{cell}", f"quotes/?{cell}&direction=eroding",
        "codebook/", "codebook/1/", "code/add/", f"code/{code_pk}/", "?q=asked&kind=&case=",
    ):  # fmt: skip
        response = client.get(ROOM + path)
        assert response.status_code == 200, path
        markup = response["Content-Type"].startswith("text/html")
        assert not (markup and b"<i>Ana" in response.content), path


def test_an_empty_room_says_what_to_do(client) -> None:
    assert b"Add a first source" in client.get(ROOM).content
    assert b"Add a first code" in client.get(f"{ROOM}codebook/").content
    assert b"To the sources" in client.get(f"{ROOM}matrix/").content


def test_strangers_and_other_roles(world, source) -> None:
    page = f"{ROOM}source/{source.pk}/"
    assert world.client("stranger").get(page).status_code == 404
    assert world.client("nobody").get(page).status_code == 302
    assert world.client("sponsor_district").get(page).status_code == 200
    assert world.client("sponsor_district").get(f"{ROOM}add/").status_code == 403
    assert world.client("funder").get(page).status_code == 404
    assert world.client("funder").get(f"{ROOM}codings.csv").status_code == 403
    assert world.b.client("researcher").get(f"/far/evidence/source/{source.pk}/").status_code == 404


def test_the_forms_of_a_source_open_only_for_those_who_brought_it_in(world, source) -> None:
    for form in ("terms", "text", "case"):
        page = f"{ROOM}source/{source.pk}/{form}/"
        assert world.client("member_district").get(page).status_code == 403
        assert world.client("member_university").get(page).status_code == 200


def upload(name: str, data: bytes, **fields) -> dict:
    return {"file": SimpleUploadedFile(name, data), **TERMS, **fields}


def test_a_file_is_uploaded_and_read(client, scope) -> None:
    response = client.post(f"{ROOM}add/", upload("talk.txt", b"We wrote it.", kind="interview"))
    source = Source.objects.within(scope).get()
    assert response.url == f"{ROOM}source/{source.pk}/"
    assert (source.file, source.kind, source.origin_id) == (
        "talk.txt", "interview", scope.organization_id,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("talk.docx", b"PK\x03\x04", b"Save the content as plain text"),
        ("talk.srt", b"1\nno time\nwords\n", b"line 2"),
    ],
)
def test_a_file_that_cannot_be_read_comes_back_with_its_place(client, name, data, says) -> None:
    response = client.post(f"{ROOM}add/", upload(name, data, title="Kept title"))
    assert response.status_code == 422
    assert says in response.content
    assert b"Kept title" in response.content


def test_markup_in_a_text_is_shown_as_text(client, scope) -> None:
    source = add_source(scope, "<script>alert(1)</script> <img src=x onerror=alert(2)>")
    code_words(scope, source, "<script>alert")
    page = client.get(f"{ROOM}source/{source.pk}/").content
    assert b"<script>alert" not in page
    assert b"<img" not in page
    assert b"&lt;script&gt;alert" in page


def passage(scope, source, **fields) -> dict:
    asked = {"version": newest(scope, source).pk, "code": code(scope).pk, "direction": "eroding"}
    return {**asked, **fields}


def test_words_are_coded_without_a_script(client, scope) -> None:
    source = add_source(scope, "Ana: We wrote it.\nBo: We wrote it.")
    sent = passage(scope, source, words="We  wrote it.", turn=1)
    response = client.post(f"{ROOM}source/{source.pk}/code/", sent)
    coding = Coding.objects.within(scope).get()
    assert response.url == f"{ROOM}source/{source.pk}/?coding={coding.pk}#coding-{coding.pk}"
    assert (coding.start, coding.end) == (22, 34)
    assert f'id="coding-{coding.pk}"'.encode() in client.get(response.url).content


@pytest.mark.parametrize("words", ["We wrote it.", "not said at all"])
def test_words_that_do_not_stand_there_once_come_back(client, scope, words) -> None:
    source = add_source(scope, "Ana: We wrote it.\nBo: We wrote it.")
    response = client.post(f"{ROOM}source/{source.pk}/code/", passage(scope, source, words=words))
    assert response.status_code == 422
    assert words.encode() in response.content
    assert not Coding.objects.within(scope).exists()


def test_one_takes_back_a_coding(client, scope, source) -> None:
    coding = Coding.objects.within(scope).get()
    assert client.get(f"{ROOM}coding/{coding.pk}/withdraw/").status_code == 405
    client.post(f"{ROOM}coding/{coding.pk}/withdraw/")
    assert not Coding.objects.within(scope).exists()


def test_terms_case_and_codes_are_changed_on_their_pages(client, scope, source) -> None:
    named = {"named": [scope.organization_id], **TERMS, "consent": "none", "visibility": "named"}
    assert client.post(f"{ROOM}source/{source.pk}/terms/", named).status_code == 302
    assert client.post(f"{ROOM}source/{source.pk}/case/", {"case": "School 12"}).status_code == 302
    source.refresh_from_db()
    assert (source.consent, source.named) == ("none", f",{scope.organization_id},")
    facts = f"{ROOM}case/{source.case_id}/"
    assert client.post(facts, {"facts": "no colon"}).status_code == 422
    assert client.post(facts, {"facts": "pupils: 400"}).status_code == 302
    made = Code.objects.within(scope).get()
    sent = {"name": "joint drafting", "dynamic": "ownership", "parent": made.pk}
    assert client.post(f"{ROOM}code/add/", sent).status_code == 302
    assert client.post(f"{ROOM}code/add/", sent).status_code == 422
    assert client.post(f"{ROOM}code/{made.pk}/", {**sent, "name": "own"}).status_code == 422


def test_tables_to_take_away(client, source) -> None:
    assert client.get(f"{ROOM}matrix.csv").content.decode() == (
        "case,code,direction,n\nNorthfield,Ownership,eroding,1\n"
    )
    line = client.get(f"{ROOM}codings.csv").content.decode().splitlines()[1]
    assert "Nobody asked" in line


@pytest.mark.usefixtures("counted_on_sqlite")
def test_pages_take_few_queries(client, scope, source, django_assert_max_num_queries) -> None:
    for number in range(30):
        code_words(scope, add_source(scope, file=f"{number}.txt"), "wrote")
    for path in ("", "matrix/", "matrix/?rows=source&columns=code", f"source/{source.pk}/"):
        with django_assert_max_num_queries(17):
            client.get(ROOM + path)


@pytest.mark.parametrize(
    ("words", "start", "place"),
    [
        ("Nobody asked", None, (22, 34)),
        ("Nobody\n  asked", None, (22, 34)),
        ("e", 1, (1, 2)),
        ("e", None, None),
        ("e", 0, None),
        ("   ", None, None),
        ("Nobody asked", 3, (22, 34)),
    ],
)
def test_where_words_stand(words, start, place) -> None:
    assert place_of(TEXT, words, start) == place
