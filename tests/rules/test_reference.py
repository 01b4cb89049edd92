"""The generated reference pages and their pictures say what the code says."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from dataclasses import is_dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from thirdspace import charts
from thirdspace.cli.gallery import EXAMPLES, FOLDER, PURPOSES, pictures
from thirdspace.cli.reference import pages
from thirdspace.methods import all_methods
from thirdspace.methods.spc import KINDS

REFERENCE = Path(__file__).parents[2] / "docs" / "reference"
STYLES = re.compile(r"\.(-?[a-z][\w-]*)")
UNSTYLED = {"t-p", "adapted"}  # plain type; a cycle looks adapted by having no look of its own

PAGES = pages()
PICTURES = pictures()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_up_to_date(name: str) -> None:
    assert (REFERENCE / name).read_text() == PAGES[name], "run: python3 dev.py docs"


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_up_to_date(name: str) -> None:
    same = (REFERENCE / name).read_text(encoding="utf-8") == PICTURES[name]
    assert same, "run: python3 dev.py docs"  # a comparison of two drawings is no help to read


def test_no_page_is_left_of_a_family_that_is_gone() -> None:
    made = {REFERENCE / name for name in PAGES if name.startswith("methods/")}
    assert set((REFERENCE / "methods").iterdir()) == made


def test_no_picture_is_left_of_an_example_that_is_gone() -> None:
    assert set((REFERENCE / FOLDER).iterdir()) == {REFERENCE / name for name in PICTURES}


@pytest.mark.parametrize("name", [name for name in PAGES if "](" in PAGES[name]])
def test_every_link_of_a_page_leads_somewhere(name: str) -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", PAGES[name]):
        assert ((REFERENCE / name).parent / target).is_file(), target


def test_an_example_belongs_to_a_method_or_to_a_chart_of_none() -> None:
    ids = [example.id for example in EXAMPLES]
    assert len(ids) == len(set(ids))
    methods = {method.id for method in all_methods()}
    assert [id_ for id_ in ids if "." in id_ and id_ not in methods] == []


def test_every_kind_of_control_chart_has_an_example() -> None:
    drawn = {example.id for example in EXAMPLES}
    primed = {kind: f"{kind.removesuffix('p')}-prime" for kind in ("pp", "up", "ip")}
    assert {f"spc.{primed.get(kind, kind)}-chart" for kind in KINDS} <= drawn


def test_every_chart_is_on_the_page_with_an_example() -> None:
    found = {
        thing
        for module in pkgutil.walk_packages(charts.__path__, "thirdspace.charts.")
        for name, thing in inspect.getmembers(importlib.import_module(module.name), inspect.isclass)
        if name.endswith("Picture") and is_dataclass(thing) and thing.__module__ == module.name
    }
    assert found == set(PURPOSES) == {example.picture for example in EXAMPLES}


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_brings_the_looks_of_all_it_draws(name: str) -> None:
    drawing = ET.fromstring(PICTURES[name])
    (style,) = (found for found in drawing if found.tag.endswith("style"))
    known = set(STYLES.findall(style.text or ""))
    used = {class_ for mark in drawing.iter() for class_ in (mark.get("class") or "").split()}
    assert used - UNSTYLED <= known
