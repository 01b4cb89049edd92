"""The room's pages, as people of both partnerships see them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from cast import CANARY
from improvement.conftest import MONDAY, SHIFTED, weeks
from thirdspace.improvement import actions, reads
from thirdspace.improvement.models import Observation

ROOM = "/harbor/improvement/"
MEASURE = f"{ROOM}measure/M-01/"


def test_an_empty_room_says_what_to_do_next(world):
    answer = world.client("coordinator").get(ROOM)
    assert "No measures yet" in answer.text
    assert f'href="{ROOM}new/"' in answer.text
    reader = world.client("sponsor_district").get(ROOM)
    assert f'href="{ROOM}new/"' not in reader.text


def test_a_signal_stands_above_what_is_quiet(world, shifted):
    scope = world.scope("coordinator")
    quiet = actions.add_measure(scope, name="A quiet one")
    actions.record_observations(scope, key=quiet.key, lines=weeks([5, 6] * 8))
    rows = reads.measures(scope)
    assert [row.name for row in rows] == ["Days until answered", "A quiet one"]
    text = world.client("coordinator").get(ROOM).text
    assert "Days until answered has shifted down since 24 Nov 2025" in text
    assert text.count('class="chart spark"') == 2


def test_the_list_asks_the_same_questions_however_long(
    world, shifted, django_assert_max_num_queries
):
    scope = world.scope("coordinator")
    with django_assert_max_num_queries(2):
        reads.measures(scope)
    for name in "abcde":
        actions.add_measure(scope, name=name, organization_id=world.org("district").pk)
    with django_assert_max_num_queries(2):
        assert len(reads.measures(scope)) == 6
    with django_assert_max_num_queries(4):
        reads.measure_page(scope, "M-01")


def test_a_measure_has_a_chart_a_table_and_words(world, shifted):
    text = world.client("member_university").get(MEASURE).text
    assert '<svg class="chart wide"' in text
    assert '<svg class="chart narrow"' in text
    assert '<p class="reading">22 points; 10 in a row below the median from point 13' in text
    assert "The first 12 points set the lines. Rule set anhoej" in text
    assert "charts in 100 like this raise a false alarm" in text
    table = text[text.index("<summary>The numbers</summary>") :]
    assert table.count("<tr>") >= 1 + len(SHIFTED)
    assert "pasted observations of “Days until answered”: 22 new, 0 changed" in text


def test_a_measure_without_values_and_one_with_too_few_say_so(world):
    scope = world.scope("coordinator")
    actions.add_measure(scope, name="x", chart="i")
    assert "No values yet" in world.client("coordinator").get(MEASURE).text
    actions.record_observation(scope, key="M-01", on=MONDAY, value=3)
    text = world.client("coordinator").get(MEASURE).text
    assert "no two neighboring values" in text
    assert "<td" in text


def test_a_measure_is_added_and_changed_by_forms(world):
    client = world.client("member_district")
    fields = {"name": "Visits", "chart": "run", "visibility": "partnership", "baseline": "12"}
    assert client.post(f"{ROOM}new/", fields).url == MEASURE
    form = client.get(f"{MEASURE}edit/").text
    assert 'value="Visits"' in form
    changed = {**fields, "name": "Mentor visits", "organization": world.org("college").pk}
    assert client.post(f"{MEASURE}edit/", changed).url == MEASURE
    page = reads.measure_page(world.scope("coordinator"), "M-01")
    assert (page.measure.name, page.organization) == ("Mentor visits", "Lakeside")


@pytest.mark.parametrize(
    "wrong",
    [{"name": ""}, {"chart": "pie"}, {"baseline": "1"}, {"visibility": "public"}, {"dynamic": "x"}],
)
def test_a_form_that_can_not_be_used_comes_back(world, wrong):
    fields = {"name": "Visits", "chart": "run", "visibility": "partnership", **wrong}
    answer = world.client("coordinator").post(f"{ROOM}new/", fields)
    assert answer.status_code == 422
    assert "There is a problem" in answer.text


def test_an_organization_of_the_other_partnership_is_no_choice(world):
    client = world.client("coordinator")
    assert CANARY not in client.get(f"{ROOM}new/").text
    theirs = {"name": "x", "chart": "run", "visibility": "own",
              "organization": world.b.org("district").pk}  # fmt: skip
    assert client.post(f"{ROOM}new/", theirs).status_code == 422


def test_values_are_recorded_pasted_and_left_out_by_forms(world, shifted):
    client, day = world.client("coordinator"), MONDAY - timedelta(days=7)
    assert client.post(f"{MEASURE}record/", {"on": day, "value": "12.5"}).url == MEASURE
    assert client.post(f"{MEASURE}paste/", {"lines": "2025-08-18\t9\n2025-08-11\t"}).url == MEASURE
    assert client.post(f"{MEASURE}{day}/exclude/", {"reason": "flood"}).url == MEASURE
    text = client.get(MEASURE).text
    assert "flood" in text
    assert "not measured" in text
    assert client.post(f"{MEASURE}{day}/include/").url == MEASURE
    assert "flood" not in [
        o.excluded for o in Observation.objects.within(world.scope("coordinator"))
    ]


@pytest.mark.parametrize("value", ["NaN", "inf", "1e999", "12 %", "1,5", "0x1F", "١٢", "1_0"])
def test_a_value_that_is_no_plain_number_comes_back(world, shifted, value):
    answer = world.client("coordinator").post(
        f"{MEASURE}record/", {"on": "2025-08-04", "value": value}
    )
    assert answer.status_code == 422
    assert not Observation.objects.within(world.scope("coordinator")).filter(on__lt=MONDAY)


def test_refused_lines_are_listed_and_nothing_is_lost(world, shifted):
    lines = "2025-08-04\t<b>x</b>\n2025-08-05\t4"
    answer = world.client("coordinator").post(f"{MEASURE}paste/", {"lines": lines})
    assert answer.status_code == 422
    assert "Write 12.5, or leave it empty" in answer.text
    assert "<b>x</b>" not in answer.text
    assert "2025-08-05\t4" in answer.text


def test_what_people_wrote_is_never_markup(world):
    scope, evil = world.scope("coordinator"), "<script>alert(1)</script>"
    actions.add_measure(scope, name=evil, unit="<b>", definition=evil)
    actions.record_observations(scope, key="M-01", lines=weeks([1, 2, 3]))
    actions.record_observation(scope, key="M-01", on=MONDAY, value=1, note=evil)
    for address in (ROOM, MEASURE, f"{MEASURE}edit/"):
        assert evil not in world.client("coordinator").get(address).text


def test_the_csv_holds_every_value(world, shifted):
    scope = world.scope("coordinator")
    actions.record_observation(scope, key="M-01", on=MONDAY, value=None, note="=1+1")
    answer = world.client("sponsor_university").get(f"{MEASURE}data.csv")
    lines = answer.text.splitlines()
    assert lines[:3] == ["date,value,note,excluded", "2025-09-01,,'=1+1,", "2025-09-08,9,,"]
    assert len(lines) == 1 + len(SHIFTED)


@pytest.mark.parametrize("day", ["2025-13-01", "yesterday", "2020-01-01"])
def test_a_day_without_a_value_is_not_there(world, shifted, day):
    answer = world.client("coordinator").post(f"{MEASURE}{day}/exclude/", {"reason": "x"})
    assert answer.status_code == 404


def test_own_measures_stay_with_their_organization(world):
    actions.add_measure(world.scope("member_university"), name="OURS ALONE", visibility="own")
    assert "OURS ALONE" in world.client("researcher").get(ROOM).text
    for name in ("coordinator", "member_college", "funder"):
        client = world.client(name)
        assert "OURS ALONE" not in client.get(ROOM).text
        for page in ("", "data.csv"):
            assert client.get(f"{MEASURE}{page}").status_code == 404


def test_strangers_and_the_other_partnership_see_nothing(world, shifted):
    for client in (world.client("stranger"), world.b.client("coordinator")):
        for address in (ROOM, MEASURE, f"{MEASURE}data.csv", f"{MEASURE}record/"):
            assert client.get(address).status_code == 404
    theirs = reverse("improvement:measure", args=["far", "M-01"])
    assert world.b.client("coordinator").get(theirs).status_code == 404


def test_a_reader_may_not_write(world, shifted):
    for page in ("record/", "paste/", "edit/", f"{MONDAY}/exclude/"):
        assert world.client("sponsor_district").get(f"{MEASURE}{page}").status_code == 403


def test_a_long_list_of_values_goes_on_page_by_page(world):
    scope = world.scope("coordinator")
    actions.add_measure(scope, name="x")
    actions.record_observations(scope, key="M-01", lines=weeks(range(12)))
    days = [MONDAY + timedelta(weeks=n) for n in range(12)]
    first = reads.measure_page(scope, "M-01")
    assert [entry.on for entry in first.entries] == days[::-1]
    assert first.next_cursor == ""
