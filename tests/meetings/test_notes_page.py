"""The page of the notes, what it answers to its script, and what it does without one."""

from __future__ import annotations

import json
import re
from uuid import uuid4

import pytest

from cast import CANARY
from thirdspace.meetings.actions import meetings
from thirdspace.meetings.actions.lines import write_line
from thirdspace.meetings.models import Line, Tension
from web.html import Page

KEY = "7d4f0b52-4d6e-4f0f-9a53-0a9a6c3f5b11"
JSON = {"accept": "application/json"}


@pytest.fixture
def base(open_meeting) -> str:
    return f"/harbor/meetings/{open_meeting.pk}/notes/"


@pytest.fixture
def client(world):
    return world.client("coordinator")


def sent(text: str, **more: object) -> dict[str, object]:
    return {"key": KEY, "text": text, "seen": 0, **more}


class TestPage:
    def test_it_is_whole(self, client, base, world, open_meeting):
        for text in ("One", "decision: two", "promise: @ana three", "tension: four", "promise: x",
                     "thanks: to Ana"):  # fmt: skip
            write_line(
                world.scope("coordinator"), meeting_id=open_meeting.pk, key=str(uuid4()), text=text
            )
        answer = client.get(base)
        page = Page(answer.content.decode())
        assert answer.status_code == 200
        assert page.unlabelled_controls() == []
        assert page.repeated_ids() == []
        assert page.dangling_references() == []
        assert page.headings[0] == 1
        assert "Item 1: Who carries what" in page.source
        assert CANARY not in page.source

    def test_an_empty_one_says_what_to_do(self, client, base):
        assert "Nothing is typed yet." in client.get(base).content.decode()

    def test_what_people_type_is_escaped_also_for_the_script(self, client, base):
        client.post(base + "write/", sent("</script><b onclick=x>😀"), headers=JSON)
        source = client.get(base).content.decode()
        assert "<b onclick" not in source
        assert "&lt;/script&gt;&lt;b onclick=x&gt;😀" in source

    def test_the_script_gets_people_with_those_here_first(self, client, base, world, open_meeting):
        from thirdspace.meetings.models import Attendance

        Attendance.everywhere.filter(
            meeting=open_meeting, person=world.a.people["member_university"]
        ).update(state="here")
        source = client.get(base).content.decode()
        setup = json.loads(re.search(r'id="notes-setup"[^>]*>(.*?)</script>', source, re.S)[1])
        assert setup["people"][0] == {
            "name": "Samir Patel", "side": "university", "organization": "Northfield",
            "here": True,
        }  # fmt: skip
        assert "Tom Whitaker" not in [one["name"] for one in setup["people"]]

    def test_of_a_closed_meeting_it_is_read_only(self, client, base, world, open_meeting):
        meetings.close_meeting(
            world.scope("coordinator"), meeting_id=open_meeting.pk, send_minutes=False
        )
        source = client.get(base).content.decode()
        assert "line-form" not in source
        assert "notes.js" not in source
        answer = client.post(base + "write/", sent("Late"), headers=JSON)
        assert (answer.status_code, answer.json()["yours"]) == (409, "Late")
        assert "html" not in answer.json()

    @pytest.mark.parametrize(("who", "status"), [("funder", 403), ("stranger", 404)])
    def test_others_do_not_see_it(self, world, base, who, status):
        for path in ("", "lines/", "offers/"):
            assert world.client(who).get(base + path).status_code == status
        for path in ("write/", "remove/", "level/"):
            assert world.client(who).post(base + path, sent("x")).status_code == status


class TestScript:
    def test_a_line_is_answered_as_it_is_shown(self, client, base):
        answer = client.post(base + "write/", sent("decision: a blank page"), headers=JSON)
        assert answer.status_code == 200
        assert f'data-key="{KEY}" data-version="1"' in answer.json()["html"]
        assert "decision D-" in answer.json()["html"]

    def test_two_versions_are_answered_with_the_stored_line(self, client, base, world):
        client.post(base + "write/", sent("One"), headers=JSON)
        other = world.client("coordinator_university")
        other.post(base + "write/", sent("Hers", seen=1), headers=JSON)
        answer = client.post(base + "write/", sent("His", seen=1), headers=JSON)
        told = answer.json()
        assert answer.status_code == 409
        assert (told["theirs"], told["yours"], told["by"]) == ("Hers", "His", "Ingrid Halloran")
        assert 'data-version="2"' in told["html"]
        gone = client.post(base + "remove/", {"key": KEY, "seen": 1}, headers=JSON)
        assert (gone.status_code, gone.json()["theirs"]) == (409, "Hers")

    def test_what_is_new_and_how_many_there_are(self, client, base):
        client.post(base + "write/", sent("One"), headers=JSON)
        first = client.get(base + "lines/").json()
        client.post(base + "write/", sent("Two", key=str(uuid4())), headers=JSON)
        told = client.get(f"{base}lines/?since={first['change']}").json()
        assert told["standing"] == 2
        assert "Two" in told["html"]
        assert "One" not in told["html"]
        assert told["head"]["lead"].startswith("Item 1 of 3")
        client.post(base + "remove/", {"key": KEY, "seen": 1}, headers=JSON)
        assert client.get(f"{base}lines/?since={told['change']}").json()["standing"] == 1

    @pytest.mark.parametrize("since", ["", "x", "-1", "9" * 40])
    def test_nonsense_asks_from_the_beginning(self, client, base, since):
        assert client.get(f"{base}lines/?since={since}").status_code == 200

    def test_lines_of_another_person_at_this_computer_are_refused(self, client, base, world):
        ana = world.a.people["member_district"].pk
        answer = client.post(base + "write/", sent("x", person=ana), headers=JSON)
        assert answer.status_code == 403
        assert not Line.everywhere.exists()

    @pytest.mark.parametrize(
        "fields",
        [
            {"key": ""},
            {"key": "x" * 40},
            {"key": "two words"},
            {"seen": "-1"},
            {"typed_at": "yesterday"},
        ],
    )
    def test_what_is_no_line_is_refused_in_words(self, client, base, fields):
        answer = client.post(base + "write/", sent("x", **fields), headers=JSON)
        assert answer.status_code == 422
        assert answer.json()["what"] == "This line could not be read."

    def test_it_is_typed_when_the_computer_says(self, client, base):
        client.post(base + "write/", sent("x", typed_at="2026-06-16T18:20:00.123Z"), headers=JSON)
        assert Line.everywhere.get().typed_at.isoformat() == "2026-06-16T18:20:00.123000+00:00"

    def test_days(self, client, base):
        told = client.get(base + "offers/?q=26 ju").json()["offers"]
        assert [offer["iso"] for offer in told] == ["2026-06-26", "2026-07-26", ""]


class TestWithoutScript:
    def test_a_line_is_stored_and_the_page_comes_back(self, client, base):
        answer = client.post(base + "write/", sent("One"))
        assert (answer.status_code, answer.url) == (302, base)
        assert client.post(base + "write/", sent("One")).status_code == 302
        assert Line.everywhere.count() == 1

    def test_each_page_has_a_key_of_its_own(self, client, base):
        keys = {
            re.search(r'name="key" value="([\w-]+)"', client.get(base).content.decode())[1]
            for _ in range(2)
        }
        assert len(keys) == 2

    def test_what_is_refused_comes_back_typed(self, client, base):
        answer = client.post(base + "write/", sent("x" * 10_001))
        assert answer.status_code == 422
        assert "x" * 10_001 in answer.content.decode()

    def test_a_tension_is_shared(self, client, base):
        client.post(base + "write/", sent("tension: who decides"))
        answer = client.post(base + "level/", {"key": KEY, "level": "shared"})
        assert (answer.status_code, answer.url) == (302, base)
        assert Tension.everywhere.get().visibility == "partnership"
