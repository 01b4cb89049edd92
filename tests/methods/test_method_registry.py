import doctest
import importlib
import inspect
import subprocess
import sys

import pytest

from thirdspace.methods import all_methods, find
from thirdspace.methods.registry import method
from thirdspace.problems import NotThere

ALL = all_methods()


def test_lists_methods_by_id_with_their_family():
    ids = [m.id for m in ALL]
    assert ids == sorted(ids)
    assert {"spc.run-chart", "spc.i-chart"} <= set(ids)
    assert all(m.id.startswith(f"{m.family}.") for m in ALL)


def test_find_returns_the_method_and_its_function():
    found = find("spc.run-chart")
    assert found.function([1.0, 2.0, 3.0]).kind == "run"


def test_an_unknown_method_is_answered_with_the_known_ones():
    with pytest.raises(NotThere, match=r"spc\.run-chart") as caught:
        find("spc.nothing")
    assert caught.value.what == "There is no method “spc.nothing”."


def test_two_methods_can_not_share_an_id():
    find("spc.run-chart")
    again = method("spc.run-chart", title="t", question="q", cites=(), since="0.1")
    with pytest.raises(RuntimeError, match=r"Two methods are called spc\.run-chart"):
        again(lambda: None)


@pytest.mark.parametrize("known", ALL, ids=lambda m: m.id)
def test_a_method_explains_itself(known):
    page = inspect.getmodule(known.function).__doc__
    for head in ("Question\n--", "Formula\n--", "Assumptions\n--", "When not to use it\n--"):
        assert head in page
    assert known.question.endswith("?")
    assert any(cite.doi.startswith("10.") and cite.doi in page for cite in known.cites)
    assert "Parameters\n" in known.function.__doc__


@pytest.mark.parametrize("known", ALL, ids=lambda m: m.id)
def test_a_method_has_a_worked_example_that_is_right(known):
    runner = doctest.DocTestRunner()
    package = importlib.import_module(f"thirdspace.methods.{known.family}")
    examples = doctest.DocTestFinder(recurse=False).find(
        known.function, known.id, globs=vars(package) | inspect.unwrap(known.function).__globals__
    )
    for example in examples:
        runner.run(example)
    assert runner.summarize().failed == 0
    assert runner.summarize().attempted > 0


@pytest.mark.parametrize("known", ALL, ids=lambda m: m.id)
def test_a_family_hands_out_its_methods(known):
    package = importlib.import_module(f"thirdspace.methods.{known.family}")
    assert known.function.__name__ in package.__all__
    assert getattr(package, known.function.__name__) is known.function


def test_importing_methods_loads_neither_scipy_nor_django():
    code = (
        "import sys, thirdspace.methods as m; m.all_methods();"
        "print([n for n in ('scipy.stats', 'django', 'pandas', 'rapidfuzz') if n in sys.modules])"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"


def test_methods_and_charts_work_where_django_is_not_installed():
    code = (
        "import sys; sys.modules['django'] = None;"
        "from thirdspace.methods import spc; from thirdspace import charts;"
        "print(spc.run_chart([1, 2, 3]).kind)"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "run"
