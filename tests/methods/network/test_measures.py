"""Measures of a network: the hand-worked one, an independent library, and small truths."""

import random
from datetime import date, timedelta
from itertools import combinations

import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from thirdspace.methods.network import (
    Act,
    Tie,
    articulation_points,
    betweenness,
    brokerage,
    bus_factor,
    components,
    constraint,
    continuity_risk,
    density,
    ei_index,
    layout,
    ties_from_acts,
    waves,
)
from thirdspace.problems import MethodProblem

PEOPLE = [f"p{number}" for number in range(9)]
ORGANIZATIONS = {person: "abc"[number % 3] for number, person in enumerate(PEOPLE)}
PAIRS = list(combinations(PEOPLE, 2))
TIES = st.lists(st.sampled_from(PAIRS), unique=True, max_size=24).map(
    lambda pairs: [Tie(*pair) for pair in pairs]
)
HAND = [Tie(*pair.split()) for pair in ("C S", "C H", "C P1", "C Q1", "P1 P2", "Q1 Q2", "H P1")]
HAND_ORGANIZATIONS = {"C": "D", "S": "D", "H": "D", "P1": "U1", "P2": "U1", "Q1": "U2", "Q2": "U2"}
MEASURES = (
    articulation_points,
    betweenness,
    brokerage,
    bus_factor,
    components,
    constraint,
    continuity_risk,
    density,
    ei_index,
)


def as_graph(ties):
    graph = networkx.Graph()
    graph.add_nodes_from(PEOPLE)
    graph.add_weighted_edges_from((tie.first, tie.second, tie.weight) for tie in ties)
    return graph


def test_hand_worked_network():
    index = ei_index(HAND, HAND_ORGANIZATIONS)
    assert (index.crossing, index.inside, round(index.index, 3)) == (3, 4, -0.143)
    assert round(density(HAND, HAND_ORGANIZATIONS).density, 3) == 0.333
    cut = articulation_points(HAND, HAND_ORGANIZATIONS)
    assert dict(zip(cut.people, cut.rise, strict=True)) == {"C": 2, "P1": 1, "Q1": 1}
    found = betweenness(HAND, HAND_ORGANIZATIONS)
    assert {p: round(v, 3) for p, v in zip(found.people, found.betweenness, strict=True) if v} == {
        "C": 0.733,
        "P1": 0.333,
        "Q1": 0.333,
    }
    risk = {row.person: row for row in continuity_risk(HAND, HAND_ORGANIZATIONS).people}
    loss = {person: round(row.loss, 3) for person, row in risk.items() if row.loss}
    assert loss == {"C": 0.667, "P1": 0.667, "H": 0.333, "Q1": 0.333}
    assert (risk["C"].cut, risk["P1"].cut, risk["H"].cut) == (2, 1, 0)
    factors = {(p.first, p.second): p for p in bus_factor(HAND, HAND_ORGANIZATIONS).pairs}
    assert factors["D", "U2"].factor == 1
    assert factors["D", "U2"].people[0] in {"C", "Q1"}
    assert factors["U1", "U2"].ties == factors["U1", "U2"].factor == 0


@given(TIES)
def test_agrees_with_an_independent_library(ties):
    graph = as_graph(ties)
    between = networkx.betweenness_centrality(graph)
    assert betweenness(ties, ORGANIZATIONS).betweenness == pytest.approx(
        [between[person] for person in PEOPLE]
    )
    cut = articulation_points(ties, ORGANIZATIONS)
    assert set(cut.people) == set(networkx.articulation_points(graph))
    assert {frozenset(b) for b in cut.bridges} == {frozenset(b) for b in networkx.bridges(graph)}
    parts = {frozenset(part) for part in components(ties, ORGANIZATIONS).components}
    assert parts == {frozenset(part) for part in networkx.connected_components(graph)}


@given(TIES, st.randoms(use_true_random=False))
def test_constraint_agrees_with_an_independent_library(ties, chance):
    ties = [Tie(tie.first, tie.second, chance.choice([0.5, 1, 3])) for tie in ties]
    theirs = networkx.constraint(as_graph(ties), weight="weight")
    ours = constraint(ties, ORGANIZATIONS)
    for person, value in zip(ours.people, ours.constraint, strict=True):
        assert (value is None) == (theirs[person] != theirs[person])
        assert value is None or value == pytest.approx(theirs[person])


@given(TIES)
def test_the_rise_is_what_leaving_does(ties):
    graph = as_graph(ties)
    before = networkx.number_connected_components(graph)
    for row in continuity_risk(ties, ORGANIZATIONS).people:
        rest = graph.subgraph(set(PEOPLE) - {row.person})
        assert row.cut == max(networkx.number_connected_components(rest) - before, 0)


@given(TIES)
def test_roles_by_looking_at_every_way(ties):
    tied = {frozenset((tie.first, tie.second)) for tie in ties}
    for roles in brokerage(ties, ORGANIZATIONS).people:
        near = [p for p in PEOPLE if frozenset((p, roles.person)) in tied]
        counts = dict.fromkeys(("same", "other", "out", "in", "all"), 0)
        for one in near:
            for two in near:
                if one != two and frozenset((one, two)) not in tied:
                    a, b, c = (ORGANIZATIONS[p] for p in (one, roles.person, two))
                    kind = (
                        "same" if a == b == c else "other" if a == c else
                        "out" if a == b else "in" if b == c else "all"
                    )  # fmt: skip
                    counts[kind] += 1
        assert list(counts.values()) == [
            roles.coordinator,
            roles.consultant,
            roles.representative,
            roles.gatekeeper,
            roles.liaison,
        ]


@given(TIES)
def test_the_bus_factor_is_the_smallest_that_works(ties):
    for pair in bus_factor(ties, ORGANIZATIONS).pairs:
        names = {pair.first, pair.second}
        across = [t for t in ties if {ORGANIZATIONS[t.first], ORGANIZATIONS[t.second]} == names]
        assert pair.ties == len(across)

        def ends_all(gone, across=across):
            return all(tie.first in gone or tie.second in gone for tie in across)

        assert ends_all(set(pair.people))
        smaller = combinations(PEOPLE, max(pair.factor - 1, 0))
        assert not across or not any(ends_all(set(gone)) for gone in smaller)


@given(TIES, st.permutations(PEOPLE))
def test_names_make_no_difference(ties, others):
    name = dict(zip(PEOPLE, others, strict=True))
    renamed = [Tie(name[t.second], name[t.first]) for t in reversed(ties)]
    organizations = {name[person]: ORGANIZATIONS[person] for person in PEOPLE}
    one, other = betweenness(ties, ORGANIZATIONS), betweenness(renamed, organizations)
    values = dict(zip(other.people, other.betweenness, strict=True))
    assert one.betweenness == pytest.approx([values[name[p]] for p in one.people])
    assert bus_factor(ties, ORGANIZATIONS).factor == bus_factor(renamed, organizations).factor
    assert ei_index(ties, ORGANIZATIONS).index == ei_index(renamed, organizations).index


@given(TIES)
def test_a_person_without_ties_changes_little(ties):
    more = ORGANIZATIONS | {"zoe": "a"}
    assert bus_factor(ties, more).factor == bus_factor(ties, ORGANIZATIONS).factor
    assert ei_index(ties, more).index == ei_index(ties, ORGANIZATIONS).index
    assert ("zoe",) in components(ties, more).components


@given(TIES)
def test_the_expected_index_is_that_of_everybody_tied(ties):
    full = ei_index([Tie(*pair) for pair in PAIRS], ORGANIZATIONS)
    assert full.index == pytest.approx(full.expected)
    assert density([Tie(*pair) for pair in PAIRS], ORGANIZATIONS).density == 1
    found = ei_index(ties, ORGANIZATIONS)
    assert found.chance is None or 0 < found.chance <= 1


@given(TIES, TIES)
def test_waves_account_for_every_tie(before, after):
    found = waves(before, after, people_before=ORGANIZATIONS, people_after=ORGANIZATIONS)
    assert len(found.kept) + len(found.lost) == len(before)
    assert len(found.kept) + len(found.new) == len(after)
    assert found.stability == found.stability_among_stayers
    assert (found.left, found.lost_with_a_person) == ((), 0)


def test_acts_fade_with_a_half_life():
    day = date(2026, 3, 1)
    acts = [Act(["p0", "p1", "p1"], day - timedelta(60), 2.0), Act(["p0"], day), Act(["p1", "p0"])]
    (tie,) = ties_from_acts(acts, ORGANIZATIONS, on=day, half_life_days=60).ties
    assert (tie.weight, tie.acts) == (2.0, 2)
    assert ties_from_acts(acts, ORGANIZATIONS, least_acts=3).ties == ()
    assert ties_from_acts(acts, ORGANIZATIONS, on=day - timedelta(90)).acts == 1


@given(st.lists(st.lists(st.sampled_from(PEOPLE), unique=True, min_size=2), max_size=8))
def test_every_act_gives_each_person_its_weight_once(acts):
    found = ties_from_acts([Act(people) for people in acts], ORGANIZATIONS)
    strength = dict.fromkeys(PEOPLE, 0.0)
    for tie in found.ties:
        strength[tie.first] += tie.weight
        strength[tie.second] += tie.weight
    assert strength == pytest.approx({p: sum(p in act for act in acts) for p in PEOPLE})


@given(TIES)
def test_everybody_has_a_place_of_their_own(ties):
    found = layout(ties, ORGANIZATIONS, first_bank=["b"])
    places = {(seat.bank, seat.row) for seat in found.seats}
    assert len(places) == len(PEOPLE)
    assert {seat.organization for seat in found.seats if seat.bank == 0} == {"b"}
    assert found == layout(ties[::-1], ORGANIZATIONS, first_bank=["b"])


def test_the_layout_undoes_crossings():
    first, second = [f"a{i}" for i in range(8)], [f"b{i}" for i in range(8)]
    organizations = dict.fromkeys(first, "a") | dict.fromkeys(second, "b")
    order = random.Random(4).sample(second, 8)
    ties = [Tie(one, other) for one, other in zip(first, order, strict=True)]
    assert layout(ties, organizations, first_bank=["a"]).crossings == 0


def test_known_changes_come_first():
    found = continuity_risk(
        HAND,
        HAND_ORGANIZATIONS,
        load={"C": 4, "S": 1},
        ready={"C": 0.5},
        change_expected={"S": date(2026, 8, 1), "H": date(2026, 6, 30)},
    )
    assert [row.person for row in found.people[:3]] == ["H", "S", "C"]
    assert found.people[2].load_percentile == 1
    assert found.people[2].risk == pytest.approx(0.4 * 2 / 3 + 0.2 + 0.2 + 0.1)
    assert "next known change: H by 2026-06-30" in found.sentence


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize(
    ("ties", "organizations"),
    [
        ([], {}),
        ([Tie("a", "b")], {"a": "x"}),
        ([Tie("a", "a")], {"a": "x"}),
        ([Tie("a", "b", 0)], {"a": "x", "b": "x"}),
        ([Tie("a", "b", float("nan"))], {"a": "x", "b": "x"}),
        ([Tie("a", "b", float("inf"))], {"a": "x", "b": "x"}),
        ([Tie("a", "b", "3")], {"a": "x", "b": "x"}),
    ],
)
def test_what_is_no_network_is_refused(measure, ties, organizations):
    with pytest.raises(MethodProblem):
        measure(ties, organizations)


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize(
    ("ties", "people"),
    [([], "a"), ([], "ab"), ([Tie("a", "b")], "ab"), ([Tie("a", "b")] * 2, "ab")],
)
def test_the_smallest_networks_have_an_answer(measure, ties, people):
    for organizations in (dict.fromkeys(people, "x"), dict(zip(people, "xy", strict=False))):
        assert measure(ties, organizations).sentence.endswith(".")


@pytest.mark.parametrize(
    ("given_", "field"),
    [
        ({"load": {"C": -1}}, "load"),
        ({"load": {"zoe": 1}}, "organizations"),
        ({"ready": {"C": 1.5}}, "ready"),
    ],
)
def test_impossible_loads_are_refused(given_, field):
    with pytest.raises(MethodProblem) as caught:
        continuity_risk(HAND, HAND_ORGANIZATIONS, **given_)
    assert caught.value.field == field


@pytest.mark.parametrize(
    ("acts", "more", "field"),
    [
        ([Act(["zoe", "p0"])], {}, "organizations"),
        ([Act(["p0", "p1"], weight=-1)], {}, "weight"),
        ([Act(["p0", "p1"])], {"half_life_days": 30}, "on"),
        ([Act(["p0", "p1"])], {"half_life_days": 0, "on": date(2026, 1, 1)}, "half_life_days"),
        ([], {"least_acts": 0}, "least_acts"),
    ],
)
def test_impossible_acts_are_refused(acts, more, field):
    with pytest.raises(MethodProblem) as caught:
        ties_from_acts(acts, ORGANIZATIONS, **more)
    assert caught.value.field == field


def test_one_is_said_of_one():
    assert components([], {"a": "A"}).sentence == "There is only one person."
    only = bus_factor([Tie("a", "b")], {"a": "A", "b": "B"}).sentence
    assert "holds the only tie between A and B" in only


def test_a_bank_needs_people():
    with pytest.raises(MethodProblem, match="Nobody is of"):
        layout([], ORGANIZATIONS, first_bank=["nowhere"])
