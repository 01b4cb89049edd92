"""Two lists linked, and one cleared of duplicates: made-up people, reference cases, bad input."""

import csv
import json
import subprocess
import sys

import pytest
from linkage_people import columns, person, reached, shuffled, spoiled, two_lists

from reference_cases import CASES
from thirdspace.methods.linkage import candidate_pairs, duplicates, link_lists
from thirdspace.methods.linkage.verify import check, reads
from thirdspace.problems import MethodProblem, Problem

SHARED = CASES / "pipeline" / "linkage"
ONE = {"first": ["Ana"], "last": ["Cruz"], "dob": ["1980-02-28"]}


def pairs(found):
    return {(pair.left, pair.right) for pair in found.automatic}, {
        (pair.left, pair.right) for pair in found.review
    }


@pytest.mark.parametrize(("noise", "f1"), [(1.0, 0.99), (2.5, 0.95)])
@pytest.mark.parametrize("seed", [1, 2])
def test_made_up_lists_are_linked_as_well_as_promised(seed, noise, f1):
    left, right, truth = two_lists(seed, noise=noise)
    found = link_lists(left, right)
    precision, with_review = reached(found, truth)
    assert precision >= 0.995
    assert with_review >= f1
    assert len(found.review) <= 60
    assert found.model.expected == pytest.approx(len(truth), rel=0.15)


def test_the_match_rate_holds_the_true_one():
    left, right, truth = two_lists(4)
    low, high = link_lists(left, right).band.match_rate
    assert low <= len(truth) / 600 <= high + 0.01


def test_order_of_records_does_not_matter():
    left, right, _ = two_lists(3, left=300, right=2500, both=200)
    one = link_lists(left, right)
    (left_other, ours), (right_other, theirs) = shuffled(left, 5), shuffled(right, 6)
    other = link_lists(left_other, right_other)
    for before, after in zip(pairs(one), pairs(other), strict=True):
        assert before == {(ours[a], theirs[b]) for a, b in after}


def test_few_people_are_linked_too():
    left, right, truth = two_lists(9, left=12, right=40, both=9, noise=0.5)
    automatic, review = pairs(link_lists(left, right))
    assert automatic <= truth
    assert len(automatic) >= 5
    assert len(review) <= 1


def test_a_link_explains_itself_by_its_parts():
    left, right, _ = two_lists(1)
    pair = link_lists(left, right).automatic[0]
    assert pair.weight == pytest.approx(pair.start + sum(part.weight for part in pair.parts))
    assert [part.comparison for part in pair.parts] == [
        "given_name",
        "surname",
        "birth_date",
        "zip",
    ]
    assert "birth date the same (+" in pair.sentence


def test_namesakes_beyond_chance_make_two_equal_names_weigh_less():
    left, right, _ = two_lists(7)
    many = {head: [*column, *column[:120]] for head, column in right.items()}
    many["DOB"][-120:] = ["1/1/1950"] * 120
    both = [
        {
            (p.left, p.right): sum(part.weight for part in p.parts[:2])
            for p in link_lists(left, table).automatic
        }
        for table in (right, many)
    ]
    shared = both[0].keys() & both[1].keys()
    lower = sum(both[1][pair] < both[0][pair] for pair in shared)
    assert lower > 0.8 * len(shared)


def test_two_records_that_nobody_can_tell_apart_are_not_linked_by_chance():
    left, right, truth = two_lists(8, noise=0.3)
    row, match = next(iter(truth))
    twice = {head: [*column, column[match]] for head, column in right.items()}
    automatic, _ = pairs(link_lists(left, twice))
    assert row not in {a for a, _ in automatic}


def test_blocking_loses_next_to_nothing():
    left, right, truth = two_lists(2, noise=2)
    found = candidate_pairs(left, right, true_pairs=sorted(truth))
    assert found.lost <= 0.03 * found.known
    assert len(found.pairs) < 0.02 * found.possible


def test_duplicates_are_found_in_one_list():
    import random

    rng = random.Random(11)
    people = [person(rng) for _ in range(300)]
    records = [(n, who) for n, who in enumerate(people)]
    records += [(n, spoiled(people[n], rng, 1.0)) for n in range(150)]
    rng.shuffle(records)
    found = duplicates(columns(who for _, who in records))
    owner = [n for n, _ in records]
    right = sum(len({owner[row] for row in group.records}) == 1 for group in found.groups)
    assert right >= 0.97 * len(found.groups)
    assert right >= 0.9 * 150
    assert found.people == pytest.approx(300, abs=12)
    assert f"leaves {found.people} people" in found.sentence


def test_equal_records_are_one_group_and_strangers_none():
    names = {"first": ["Ana", "Bo", "Cy"], "last": ["Cruz", "Yu", "Lee"]}
    twice = {head: column * 2 for head, column in names.items()}
    assert [g.records for g in duplicates(twice).groups] == [(0, 3), (1, 4), (2, 5)]
    assert duplicates(names).groups == ()


@pytest.mark.parametrize(
    ("table", "why"),
    [
        ({}, "as columns"),
        ([["Ana"]], "names|as columns"),
        ({"first": []}, "hold 0 values"),
        ({"first": ["Ana"], "last": []}, "hold 1, 0 values"),
        ({"first": ["", None]}, "nothing to compare"),
        ({"color": ["red"]}, "nothing to compare"),
        ({"zip": [30012]}, "not text"),
        ({"last": ["Yu"] * 3, "dob": ["Easter", "May", "1980-02-28"]}, "birth dates like “Easter”"),
    ],
)
def test_a_list_that_can_not_be_read_is_refused(table, why):
    for act in (lambda: link_lists(table, ONE), lambda: duplicates(table)):
        with pytest.raises(MethodProblem, match=why):
            act()


def test_roles_and_lists_that_do_not_fit_are_refused():
    with pytest.raises(MethodProblem, match="no role “firstname”"):
        link_lists(ONE, ONE, left_roles={"firstname": "first"})
    with pytest.raises(MethodProblem, match="no column “given”"):
        link_lists(ONE, ONE, right_roles={"given_name": "given"})
    with pytest.raises(MethodProblem, match="in common"):
        link_lists({"zip": ["30012"]}, {"last": ["Cruz"]})
    with pytest.raises(MethodProblem, match="one record"):
        duplicates(ONE)


def test_long_lists_of_strangers_are_refused():
    ours = {"last": [f"{a}{b}ton" for a in "bcdfg" for b in range(200)]}
    theirs = {"last": [f"{a}{b}ley" for a in "klmnp" for b in range(200)]}
    with pytest.raises(MethodProblem, match="None of the 1,000,000 pairs"):
        link_lists(ours, theirs)


def test_one_record_a_list_gives_a_link_to_look_at_or_none():
    found = link_lists(ONE, ONE)
    assert len(found.automatic) + len(found.review) <= 1
    stranger = {"first": ["Bo"], "last": ["Yu"], "dob": ["1961-11-05"]}
    assert pairs(link_lists(ONE, stranger)) == (set(), set())


def test_without_rapidfuzz_the_way_out_is_named():
    code = (
        "import sys; sys.modules['rapidfuzz'] = None\n"
        "from thirdspace.methods.linkage import link_lists\n"
        "one, other = {'last': ['Cruz']}, {'last': ['Cruse']}\n"
        "try: link_lists(one, other)\n"
        "except Exception as problem: print(type(problem).__name__, problem)"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.startswith("MethodProblem")
    assert "pip install 'thirdspace[linkage]'" in out.stdout


def write(file, table):
    with file.open("w", newline="") as text:
        rows = csv.writer(text)
        rows.writerow(table)
        rows.writerows(zip(*table.values(), strict=True))


@pytest.fixture
def case(tmp_path):
    left, right, truth = two_lists(6, noise=2)
    ours, theirs = ([f"{sign}{n}" for n in range(size)] for sign, size in (("A", 600), ("B", 1800)))
    write(tmp_path / "graduates.csv", {"id": ours, **left})
    write(tmp_path / "payroll.csv", {"emp": theirs, **right})
    true = {"emp": [theirs[b] for _, b in truth], "grad": [ours[a] for a, _ in truth]}
    write(tmp_path / "key.csv", true)
    file = tmp_path / "anything.json"
    accept = {"auto": "precision >= 0.99 unseen", "review": "F1 >= 0.9, queue at most 12 %"}
    files = {"graduates": "", "payroll": "", "key": ""}
    file.write_text(json.dumps({"files": files, "accept": accept}))
    return file


def test_cases_are_read_by_content_and_judged(case):
    content = json.loads(case.read_text())
    assert reads(content)
    assert [result.outcome for result in check("x", content, case)] == ["passed", "passed"]
    content["accept"]["auto"] = "recall >= 1.0"
    failed = next(check("x", content, case))
    assert failed.outcome == "failed"
    assert "expected 1.0 or more" in failed.reason


def test_a_case_without_true_pairs_is_one_of_groups(case):
    left, _, _ = two_lists(5, left=80, both=10)
    twice = {head: column * 2 for head, column in left.items()}
    write(case.parent / "one.csv", {**twice, "cluster": [*range(80), *range(80)]})
    content = {"files": {"one": ""}, "accept": {"f1": 0.95}}
    assert [str(result) for result in check("x", content, case)] == ["passed  x: f1"]
    (vague,) = check("x", {"files": {"one": ""}, "accept": {"all": "as good as can be"}}, case)
    assert (vague.outcome, "no precision" in vague.reason) == ("failed", True)
    with pytest.raises(Problem, match="true groups"):
        list(check("x", {"files": {"payroll": ""}, "accept": {"f1": 0.9}}, case))
    with pytest.raises(Problem, match="is not there"):
        list(check("x", {"files": {"absent": ""}, "accept": {}}, case))


def test_records_of_groups_that_are_not_sure_are_the_queue(case):
    left, _, _ = two_lists(5, left=80, both=10)
    twice = {head: column + [c[:-1] for c in column] for head, column in left.items()}
    write(case.parent / "one.csv", {**twice, "cluster": [*range(80), *range(80)]})
    content = {"files": {"one": ""}, "accept": {"f1": "F1 >= 0.01, queue at most 0.001 %"}}
    (result,) = check("x", content, case)
    assert "of the list are to be looked at" in result.reason


@pytest.mark.skipif(not SHARED.exists(), reason="the reference data are not on this machine")
def test_the_reference_cases_pass():
    file = SHARED / "expected.json"
    content = json.loads(file.read_text())
    content["accept"]["strict"] = "F1 >= 0.99 with a review of at most 10 %"
    results = list(check("linkage", content, file))
    assert len(results) == 3
    assert [result for result in results if result.outcome != "passed"] == []
    groups = {"files": {"fake_1000": ""}, "accept": {"f1": 0.96}}
    assert next(check("fake", groups, file)).outcome == "passed"
