"""Releases, readers, and the matrix over partnerships."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import RequestFactory

from cast import CANARY
from network.conftest import NETWORK, code_source
from thirdspace.access.models import AuditEvent
from thirdspace.evidence.models import Code
from thirdspace.network import actions, reads
from thirdspace.network.entrance import open_network
from thirdspace.partnership.models import Membership, Seat
from thirdspace.problems import InputProblem, NotAllowed, NotThere

ROOM = f"/networks/{NETWORK}/"


def opened(person):
    request = RequestFactory().get(ROOM)
    request.user = person
    return open_network(request, NETWORK)


@pytest.fixture
def scope(network, coded):
    return opened(coded.a.people["coordinator"])


class TestReleases:
    def test_only_a_standing_release_opens_a_partnership(self, coded, network):
        person = coded.a.people["coordinator"]
        assert opened(person).partnership_ids == (coded.a.partnership.pk,)
        actions.release(coded.b.scope("sponsor_university"), network_key=NETWORK)
        assert opened(person).partnership_ids == (
            coded.b.partnership.pk,
            coded.a.partnership.pk,
        )
        actions.withdraw_release(coded.scope("sponsor_university"), network_key=NETWORK)
        assert opened(person).partnership_ids == (coded.b.partnership.pk,)

    def test_a_release_is_made_once_and_told(self, coded, network):
        scope = coded.scope("sponsor_district")
        acts = AuditEvent.objects.within(scope).filter(verb="network.release")
        actions.release(scope, network_key=NETWORK)
        assert acts.count() == 1
        actions.withdraw_release(scope, network_key=NETWORK)
        actions.release(scope, network_key=NETWORK)
        assert acts.count() == 2

    @pytest.mark.parametrize("name", ["coordinator", "member_university", "funder", "researcher"])
    def test_only_a_sponsor_releases(self, coded, network, name):
        for act in (actions.release, actions.withdraw_release):
            with pytest.raises(NotAllowed):
                act(coded.scope(name), network_key=NETWORK)

    def test_a_sponsor_neither_makes_networks_nor_lets_readers_in(self, coded, network):
        sponsor = coded.scope("sponsor_district")
        person = coded.a.people["sponsor_district"]
        with pytest.raises(NotAllowed):
            actions.make_network(sponsor, name="Mine")
        with pytest.raises(NotAllowed):
            actions.add_reader(sponsor, network_key=NETWORK, person_id=person.pk)
        with pytest.raises(NotAllowed):
            actions.change_network(sponsor, network_key=NETWORK, name="Mine", extra={})

    def test_what_is_not_there_can_not_be_withdrawn(self, coded, network):
        for key in (NETWORK, "no-such"):
            with pytest.raises(NotThere):
                actions.withdraw_release(coded.b.scope("operator"), network_key=key)

    @pytest.mark.parametrize("name", ["Coastal  Network!", "…", "x" * 201])
    def test_a_name_is_used_once_and_gives_a_key(self, coded, network, name):
        with pytest.raises(InputProblem):
            actions.make_network(coded.scope("operator"), name=name)

    def test_a_reader_is_a_person_of_the_partnership(self, coded, network):
        with pytest.raises(NotThere):
            actions.add_reader(
                coded.scope("operator"), network_key=NETWORK, person_id=coded.stranger.pk
            )


class TestMatrix:
    def test_only_shared_sources_of_released_partnerships_count(self, scope):
        matrix = reads.network_matrix(scope)
        (row,) = matrix.rows
        assert row.name == "Harbor Leaders Partnership"
        assert (row.eroding, row.strengthening, row.undirected, row.elsewhere) == (2, 2, 1, 1)
        assert matrix.passages == 6
        assert (row.coded, row.sources) == (2, 2)
        cells = {cell.column: (cell.eroding, cell.strengthening) for cell in row.cells}
        assert cells["Ownership"] == (2, 2)
        assert list(cells.values()).count((0, 0)) == 4

    def test_the_reader_gets_no_more_for_sitting_in_the_partnership(self, coded, network):
        person = coded.a.people["member_university"]
        operator = coded.scope("operator")
        actions.add_reader(operator, network_key=NETWORK, person_id=person.pk)
        (row,) = reads.network_matrix(opened(person)).rows
        assert (row.eroding, row.sources) == (2, 2)

    def test_codes_of_partnerships_meet_when_called_alike(self, coded, scope):
        actions.release(coded.b.scope("operator"), network_key=NETWORK)
        matrix = reads.network_matrix(opened(coded.a.people["coordinator"]), "code")
        assert [name.lower() for name in matrix.columns] == [
            "reciprocal benefits",
            "shared ownership",
            "weather",
        ]
        far, harbor = matrix.rows
        assert [(c.eroding, c.strengthening) for c in far.cells] == [(1, 0), (0, 0), (0, 1)]
        assert [(c.eroding, c.strengthening) for c in harbor.cells] == [(0, 0), (2, 2), (1, 0)]

    def test_quotes_open_only_for_those_with_a_seat_there(self, coded, scope):
        actions.release(coded.b.scope("operator"), network_key=NETWORK)
        far, harbor = reads.network_matrix(opened(coded.a.people["coordinator"])).rows
        assert [cell.url for cell in far.cells] == [""] * 5
        assert not far.opens
        (url,) = [cell.url for cell in harbor.cells if cell.url]
        answer = coded.client("coordinator").get(url)
        assert answer.status_code == 200
        assert url.startswith("/harbor/evidence/quotes/")

    def test_a_seat_that_ended_opens_nothing(self, coded, network):
        person = coded.a.people["coordinator"]
        Seat.everywhere.filter(person=person).update(until=date(2020, 1, 1))
        (row,) = reads.network_matrix(opened(person)).rows
        assert not row.opens

    def test_an_organization_that_left_opens_nothing(self, coded, network):
        person = coded.a.people["coordinator"]
        district = coded.org("district")
        Membership.everywhere.filter(organization=district).update(left=date(2020, 1, 1))
        (row,) = reads.network_matrix(opened(person)).rows
        assert not row.opens

    @pytest.mark.usefixtures("counted_on_sqlite")
    def test_a_partnership_costs_the_same_however_much_is_coded(
        self, coded, scope, django_assert_num_queries
    ):
        # Opening it and counting: four; whether the reader has a seat there: three.
        with django_assert_num_queries(7):
            reads.network_matrix(scope)
        member = coded.scope("member_district")
        code = Code.objects.within(member).first()
        for n in range(4):
            code_source(member, f"more-{n}.txt", [(code, "eroding")])
        with django_assert_num_queries(7):
            assert reads.network_matrix(scope).rows[0].sources == 6


class TestPages:
    def test_the_page_has_a_table_and_words(self, coded, network):
        text = coded.client("coordinator").get(ROOM).text
        assert "Harbor Leaders Partnership, Ownership: 2 eroding, 2 strengthening" in text
        assert '<table class="rows matrix">' in text
        assert "2 eroding, 2 strengthening, from 2 of 2 sources." in text
        assert 'class="rooms"' not in text
        by_code = coded.client("coordinator").get(ROOM, {"by": "code"}).text
        assert "Weather" in by_code

    def test_nothing_of_a_partnership_that_did_not_release(self, coded, network):
        for address in (ROOM, f"{ROOM}?by=code", f"{ROOM}matrix.csv"):
            answer = coded.client("coordinator").get(address)
            assert answer.status_code == 200
            assert CANARY not in answer.text
            assert "benefits" not in answer.text.replace("Benefits", "")

    def test_a_withdrawn_release_is_gone_at_once(self, coded, network):
        client = coded.b.client("coordinator")
        assert "Harbor Leaders Partnership" in client.get(ROOM).text
        actions.withdraw_release(coded.scope("sponsor_district"), network_key=NETWORK)
        answer = client.get(ROOM)
        assert "Harbor" not in answer.text
        assert "Nothing is released to this network now" in answer.text
        assert client.get(f"{ROOM}matrix.csv").text == "case,code,direction,n\n"

    @pytest.mark.parametrize("page", ["", "matrix.csv"])
    def test_who_has_no_seat_in_the_network_finds_nothing(self, coded, network, page):
        for client in (coded.client("stranger"), coded.client("sponsor_district")):
            assert client.get(f"{ROOM}{page}").status_code == 404
            assert client.get(f"/networks/no-such/{page}").status_code == 404
        assert coded.client("nobody").get(f"{ROOM}{page}").status_code == 302

    def test_words_and_sources_stay_with_the_partnership(self, coded, network):
        text = coded.b.client("coordinator").get(ROOM).text
        assert "quotes stay with the partnership" in text
        assert "/harbor/" not in text
        for held in ("one.txt", "We write", "Harbor County", "Northfield", "Ana Lindqvist"):
            assert held not in text

    def test_the_csv_holds_the_counts(self, coded, network):
        answer = coded.client("coordinator").get(f"{ROOM}matrix.csv")
        assert answer.text.splitlines() == [
            "case,code,direction,n",
            "harbor,Weather,eroding,1",
            "harbor,shared ownership,,1",
            "harbor,shared ownership,eroding,2",
            "harbor,shared ownership,strengthening,2",
        ]

    def test_each_person_sees_their_own_networks(self, coded, network):
        assert ROOM in coded.client("coordinator").get("/networks/").text
        assert "You read in no network yet" in coded.client("stranger").get("/networks/").text
        assert coded.client("nobody").get("/networks/").status_code == 302
