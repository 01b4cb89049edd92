"""Sets of rules as data: names, sources, and the numbers that they are made of."""

import pytest

from thirdspace.methods.spc.rules import ANHOEJ, RULES, all_rules, find_rules
from thirdspace.problems import MethodProblem

ALL = all_rules()
IDS = [
    "anhoej",
    "anhoej_bestbox",
    "anhoej_cutbox",
    "western_electric",
    "nelson",
    "nhs_mdc",
    "ihi_run",
    "wheeler",
    "none",
]


def test_all_sets_are_there_and_the_usual_one_is_first():
    assert [rules.id for rules in ALL] == IDS == list(RULES)


@pytest.mark.parametrize("rules", ALL, ids=lambda rules: rules.id)
def test_a_set_says_its_version_and_where_it_was_published(rules):
    assert find_rules(rules.id) is rules
    assert rules.name == f"{rules.id} {rules.version}"
    assert rules.title
    assert rules.cites or rules.id == "none"
    assert all(len(cite.text) > 40 for cite in rules.cites)


@pytest.mark.parametrize("rules", ALL, ids=lambda rules: rules.id)
def test_the_rules_of_a_set_have_names_of_their_own_and_possible_needs(rules):
    assert len({rule.name for rule in rules.rules}) == len(rules.rules)
    assert all(0 < rule.need <= rule.window for rule in rules.rules)


def test_a_name_means_the_same_rule_in_every_set():
    by_name = {}
    for rule in (rule for rules in ALL for rule in rules.rules):
        assert by_name.setdefault(rule.name, rule) == rule


def test_without_limits_only_rules_on_sides_and_neighbors_are_left():
    left = {rules.id: [r.name for r in rules.rules_for(limits=False)] for rules in ALL}
    assert left["western_electric"] == ["we4_8_one_side"]
    assert left["nelson"] == [
        "nelson2_9_one_side",
        "nelson3_6_trend",
        "nelson4_14_alternating",
    ]
    assert left["anhoej"] == []
    assert left["ihi_run"] == [rule.name for rule in RULES["ihi_run"].rules]


def test_sets_for_run_charts_need_no_limits():
    needing = {rules.id for rules in ALL if rules.needs_limits}
    assert needing == set(IDS) - {"ihi_run", "none"}


def test_the_usual_set_tests_runs_as_anhoej_published():
    assert RULES["anhoej"].runs is ANHOEJ
    assert RULES["anhoej"].name == ANHOEJ.name == "anhoej 1"
    assert all(cite.doi for cite in ANHOEJ.cites)


@pytest.mark.parametrize("unknown", ["", "Nelson", "nelson 1", "weco", None, 3, ["nelson"]])
def test_an_unknown_set_is_answered_with_the_known_ones(unknown):
    with pytest.raises(MethodProblem, match="western_electric") as caught:
        find_rules(unknown)
    assert caught.value.field == "rules"
