"""How alike two records are, which pairs to compare, and the best one-to-one set."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thirdspace.methods.linkage import candidate_pairs, compare_records, guess_roles, one_to_one
from thirdspace.problems import MethodProblem


def said(role, one, other):
    """Return the label of one comparison."""
    roles = {role: "it"}
    found = compare_records(
        {"it": [one]}, {"it": [other]}, [[0, 0]], left_roles=roles, right_roles=roles
    )
    return found.labels[0][found.levels[0, 0]] if found.levels[0, 0] >= 0 else "not known"


@pytest.mark.parametrize(
    ("role", "one", "other", "label"),
    [
        ("given_name", "Elizabeth", "LIZ", "a nickname"),
        ("given_name", "Peggy", "Margaret", "a nickname"),
        ("given_name", "José", "Jose", "the same"),
        ("given_name", "Mary Ann", "Maryann", "the same"),
        ("given_name", "María José", "Maria", "one part in common"),
        ("given_name", "J.", "Janet", "the initial agrees"),
        ("given_name", "Charyl", "Cheryl", "one letter off"),
        ("given_name", "Jonahtan", "Jonathan", "one letter off"),
        ("given_name", "Omar", "Ingrid", "different"),
        ("surname", "Granado", "Granado-Evans", "one part in common"),
        ("surname", "García López", "Lopez", "one part in common"),
        ("surname", "Avilés Enríquez", "Eneíquez", "one part in common, one letter off"),
        ("surname", "de la Cruz", "de la Fuente", "different"),
        ("surname", "O’Neil, Jr.", "ONeil", "the same"),
        ("surname", "Mc Coy", "McCoy", "the same"),
        ("surname", "Williams", "Wiliams", "one letter off"),
        ("birth_date", "1980-02-28", "2/28/1980", "the same"),
        ("birth_date", "1980-02-28", "28/02/80", "the same"),
        ("birth_date", "1976-08-07", "1976-07-08", "day and month swapped"),
        ("birth_date", "1976-08-07", "1976-08-09", "one digit or one day off"),
        ("birth_date", "1982-02-19", "1982-02-20", "one digit or one day off"),
        ("birth_date", "1967-05-28", "1967-05-01", "one part differs"),
        ("birth_date", "1967", "1967-05-01", "year alone, the same"),
        ("birth_date", "1968", "1967-05-01", "different"),
        ("birth_date", "1967-05-01", "1988-11-23", "different"),
        ("middle_name", "Ann", "A.", "the same"),
        ("middle_name", "B", "A", "different"),
        ("zip", "2139", "02139-4307", "the same"),
        ("zip", "30012", "30044", "the same first three digits"),
        ("place", "Stoke-on-Trent", "stoke on trnt", "close"),
        ("email", "ana.cruz@a.example", "ana.crus@a.example", "close"),
        ("email", "cruz5@a.example", "cruz6@a.example", "different"),
        ("phone", "+1 (212) 555-0147", "212.555.0147", "the same"),
        ("exact_id", "IL-340 247", "il340274", "close"),
    ],
)
def test_levels_of_agreement(role, one, other, label):
    assert said(role, one, other) == label
    assert said(role, other, one) == label


def test_an_empty_value_says_nothing():
    table = {"given": ["Ana", ""], "last": ["Cruz", "Cruz"]}
    found = compare_records(table, table, [[0, 1], [0, 0]])
    assert found.levels[:, 0].tolist() == [-1, len(found.labels[0]) - 1]
    assert "in 25% of the comparisons" in found.sentence


def test_names_in_each_others_place_and_a_former_name_are_seen():
    left = {"first": ["Ana", "Ida"], "last": ["Cruz", "Lee"], "maiden_name": ["", "Yu"]}
    right = {"first": ["Cruz", "Ida"], "last": ["Ana", "Yu"]}
    found = compare_records(left, right, [[0, 0], [1, 1]])
    assert found.labels[0][found.levels[0, 0]] == "names swapped"
    assert found.levels[0, 1] == -1
    assert found.labels[1][found.levels[1, 1]] == "one part in common"


def test_a_full_name_is_taken_apart():
    left = {"full_name": ["de la Cruz, Ana M.", "Bo Yu"]}
    right = {"first": ["Ana", "Bo"], "last": ["Dela Cruz", "Yu"]}
    found = compare_records(left, right, [[0, 0], [1, 1]])
    assert (found.levels == [len(part) - 1 for part in found.labels]).all()


@pytest.mark.parametrize(
    ("table", "roles"),
    [
        ({"FNAME": ["A"], "LNAME": ["B"]}, {"given_name": "FNAME", "surname": "LNAME"}),
        (
            {"NameFirst": ["A"], "NameLast": ["B"]},
            {"given_name": "NameFirst", "surname": "NameLast"},
        ),
        ({"Staff name": ["B, A"], "last day": ["x"]}, {"full_name": "Staff name"}),
        ({"birth_city": ["x"], "Date of birth": ["1970-01-02"]}, {"birth_date": "Date of birth"}),
        ({"a": ["x@y.example"], "b": ["30012"]}, {"email": "a", "zip": "b"}),
        ({"a": ["Robert", "Susan", "Xi"], "b": ["Lu", "Wu", "Yu"]}, {"given_name": "a"}),
        ({"completer_id": ["C1"], "completion_year": ["2020"]}, {}),
    ],
)
def test_roles_are_guessed_from_heads_and_values(table, roles):
    found = guess_roles(table)
    assert {role: found.get(role) for role in roles} == roles
    assert roles or not found


def test_blocking_says_what_each_key_gave_and_what_is_lost():
    left = {"first": ["Liz", "Al", "Bo"], "last": ["Cruz", "Lee", "Yu"], "zip": ["30012"] * 3}
    right = {"first": ["Elizabeth", "Uma"], "last": ["Cruz-Diaz", "Ross"], "zip": ["30012"] * 2}
    found = candidate_pairs(left, right, true_pairs=[[0, 0], [2, 1]])
    assert found.pairs.tolist() == [[0, 0]]
    assert (found.possible, found.known, found.lost) == (6, 2, 1)
    assert sum(key.new for key in found.keys) == 1
    assert found.sentence.startswith("1 pair of 6 has one of")
    assert "1 of 2 known true pairs is lost" in found.sentence


def test_a_group_that_is_too_large_is_left_out_and_counted():
    table = {"dob": ["1900-01-01"] * 30 + ["1980-05-06"]}
    found = candidate_pairs(table, table, largest=100)
    assert found.pairs.tolist() == [[30, 30]]
    assert "groups with 900 pairs" in found.sentence


def best_by_hand(pairs, weights, least):
    sets = (s for size in range(len(pairs) + 1) for s in combinations(range(len(pairs)), size))
    free = [
        s for s in sets if len({pairs[i][0] for i in s}) == len({pairs[i][1] for i in s}) == len(s)
    ]
    return max(sum(weights[i] - least for i in s) for s in free)


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(
        st.tuples(st.integers(0, 3), st.integers(0, 3)), st.floats(-5, 20), min_size=1, max_size=9
    ),
    st.sampled_from([0.0, 3.0, -2.0]),
)
def test_no_other_one_to_one_set_weighs_more(offered, least):
    pairs, weights = list(offered), list(offered.values())
    found = one_to_one(*zip(*pairs, strict=True), weights, least=least)
    left, right = ([pairs[i][side] for i in found.chosen] for side in (0, 1))
    assert len(set(left)) == len(set(right)) == len(found.chosen)
    gain = sum(weights[i] - least for i in found.chosen)
    assert gain == pytest.approx(best_by_hand(pairs, weights, least), abs=1e-6)


def test_order_of_pairs_does_not_matter():
    rng = np.random.default_rng(2)
    pairs = np.unique(rng.integers(0, 40, (300, 2)), axis=0)
    weights = rng.normal(2, 3, len(pairs))
    order = rng.permutation(len(pairs))
    one = one_to_one(*pairs.T, weights)
    other = one_to_one(*pairs[order].T, weights[order])
    assert set(one.chosen) == set(order[list(other.chosen)].tolist())


@pytest.mark.parametrize(
    "arguments",
    [
        ([0], [0, 1], [1]),
        ([0], [0], ["a"]),
        ([-1], [0], [1]),
        ([0, 0], [0, 0], [1, 2]),
        ([0], [0], [np.inf]),
    ],
)
def test_one_to_one_refuses_what_makes_no_sense(arguments):
    with pytest.raises(MethodProblem):
        one_to_one(*arguments)


def test_nothing_on_offer_gives_nothing():
    assert one_to_one([], [], []).chosen == ()
    assert one_to_one([0], [0], [-1]).chosen == ()
