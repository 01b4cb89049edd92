"""No weighted sum of what is shown concerns fewer than k people."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thirdspace.methods.protect import reveal_groups, survey_groups
from thirdspace.problems import MethodProblem

PEOPLE = list("abcdefghij")
results = st.lists(st.sets(st.sampled_from(PEOPLE)), min_size=1, max_size=5)


def tells(sets, k):
    """Whether some weighted sum of the rows is nothing outside fewer than k people; by ranks."""
    rows = np.array([[person in group for person in PEOPLE] for group in sets], dtype=float)
    rank = np.linalg.matrix_rank(rows)
    for few in combinations(range(len(PEOPLE)), k - 1):
        if np.linalg.matrix_rank(np.delete(rows, few, axis=1)) < rank:
            return True
    return False


@settings(max_examples=60, deadline=None)
@given(results, st.sampled_from([3, 5]))
def test_what_is_shown_tells_nothing_about_few_and_what_is_withheld_would(groups, k):
    named = {f"r{number}": sorted(group) for number, group in enumerate(groups)}
    found = survey_groups(named, k=k)
    shown = [named[name] for name in found.shown]
    assert not shown or not tells(shown, k)
    order = list(named)
    for withheld in found.withheld:
        earlier = [n for n in found.shown if order.index(n) < order.index(withheld.result)]
        few = len(named[withheld.result]) < k
        assert withheld.alone == few
        assert few or tells([*(named[n] for n in earlier), named[withheld.result]], k)
    assert len(found.shown) + len(found.withheld) == len(named)


def test_a_group_its_rest_and_all_are_one_question():
    named = {"all": PEOPLE, "A": PEOPLE[:7], "B": PEOPLE[7:]}
    found = survey_groups(named)
    assert found.shown == ("all",)
    assert [(w.result, w.answers, w.alone) for w in found.withheld] == [
        ("A", 7, False),
        ("B", 3, True),
    ]
    assert survey_groups(named, k=3).shown == ("all", "A", "B")


def test_a_second_wave_with_one_more_person_waits():
    found = survey_groups({"wave 2": PEOPLE, "wave 1": PEOPLE[:9]}, before=["wave 1"])
    assert found.shown == ("wave 1",)
    assert found.sentence == "1 result can be shown together; withheld: wave 2 (10 answers)."


def test_chains_of_differences_are_seen():
    named = {
        "one": PEOPLE,
        "other": list("klmnopqrst"),
        "both but t": list("abcdefghijklmnopqrs"),
    }
    assert survey_groups(named).shown == ("one", "other")


def test_what_is_public_and_tells_is_said():
    found = survey_groups({"x": PEOPLE[:5], "y": PEOPLE[:4]}, before=["x", "y"])
    assert found.too_late
    assert found.sentence.endswith("what is public already tells about fewer than 5.")


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from("UVWXYZ"), st.integers(0, 9)), st.sampled_from([3, 5]))
def test_groups_of_organizations_may_be_shown_together_and_with_all(counts, k):
    groups = reveal_groups(counts, k=k).groups
    if groups:
        named = {
            "+".join(group): [f"{name}{at}" for name in group for at in range(counts[name])]
            for group in groups
        }
        everyone = [person for answered in named.values() for person in answered]
        assert survey_groups({"all of them": everyone} | named, k=k).withheld == ()


@pytest.mark.parametrize(
    ("named", "choices"),
    [
        ({"x": ["a", "a", "b"]}, {}),
        ({"x": "abcde"}, {}),
        ({"x": PEOPLE[:3]}, {"k": 2}),
        ({"x": PEOPLE[:3]}, {"before": ["y"]}),
    ],
)
def test_what_can_not_be_judged_is_refused(named, choices):
    with pytest.raises(MethodProblem):
        survey_groups(named, **choices)


def test_without_results_or_answers_nothing_is_shown():
    assert survey_groups({}).shown == ()
    assert survey_groups({"x": []}).withheld[0].alone
