"""Rules about the source that no linter knows."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "thirdspace"
FILES = sorted(p for p in SOURCE.rglob("*.py") if "migrations" not in p.parts)
TEXTS = {p.relative_to(SOURCE).as_posix(): p.read_text() for p in FILES}

#: Where a query may go around the scope, each with the reason.
UNSCOPED_QUERIES = {
    "access/models.py": "defines the manager",
    "access/audit.py": "writes and checks the chain itself",
    "access/links.py": "a token is looked up before there is a scope",
    "access/search.py": "replaces entries on the owner's behalf, always with the partnership",
    "partnership/models.py": "builds the rules that `within` applies",
    "partnership/seats.py": "answers the door: who has a seat",
    "partnership/citing.py": "says which events exist, for the check of links",
    "partnership/files/document.py": "an import finds or makes partnerships and organizations",
    "partnership/files/people.py": "an import finds or makes people before they have seats",
    "web/letters/box.py": "letters are of an address, not of a partnership",
    "web/tick.py": "when a tick ran is of the installation",
    "meetings/feeds.py": "a calendar's token is looked up before there is a scope",
    "meetings/blind.py": "counts and shows private answers by the small-group rule",
    "meetings/reminders.py": "reminds of promises in all partnerships, as each person chose",
    "home/choices.py": "a person's own mail, over all their partnerships",
    "home/hooks.py": "finds whom to tell; what is told is read within the partnership",
    "home/setup/store.py": "a set-up is its person's alone, before there is a partnership",
    "network/entrance.py": "answers the door: who may read in a network",
}
#: Whole folders, and files of every room, for the operator of the machine or the door itself.
OPERATOR = ("cli/", "demo/")
EVERY_ROOM = ("checks.py", "keys.py")  # checks of integrity; natural keys of what a link names


def functions(text: str) -> list[ast.FunctionDef]:
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return [node for node in ast.walk(ast.parse(text)) if isinstance(node, kinds)]


def test_files_stay_short() -> None:
    assert not [n for n, text in TEXTS.items() if text.count("\n") > 400], "split it by noun"


def code_lines(function: ast.FunctionDef) -> int:
    """Lines of a function without its docstring: what a method asks for may take a page."""
    first = function.body[0]
    told = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    docstring = first.end_lineno - first.lineno + 1 if told else 0
    return function.end_lineno - function.lineno + 1 - docstring


def test_functions_stay_short() -> None:
    assert not [
        f"{n}: {f.name}" for n, text in TEXTS.items() for f in functions(text) if code_lines(f) > 60
    ]


def test_most_functions_are_very_short() -> None:
    lengths = [
        f.end_lineno - f.body[0].lineno + 1 for text in TEXTS.values() for f in functions(text)
    ]
    assert median(lengths) <= 10


def may_go_around(name: str) -> bool:
    room = name.endswith(EVERY_ROOM) and not name.startswith("access/")
    return name in UNSCOPED_QUERIES or name.startswith(OPERATOR) or room


def test_queries_go_through_a_scope() -> None:
    around = re.compile(r"\.everywhere\b|_default_manager|_base_manager")
    assert not [n for n, t in TEXTS.items() if around.search(t) and not may_go_around(n)]


def test_no_reason_is_left_over() -> None:
    assert {n for n in UNSCOPED_QUERIES if not re.search(r"everywhere", TEXTS.get(n, ""))} == set()


def test_only_the_entrance_makes_a_scope() -> None:
    made = {n for n, text in TEXTS.items() if re.search(r"(?<![\w.])Scope\(", text)}
    assert made <= {"access/entrance.py"}


def test_only_configuration_reads_the_environment() -> None:
    reads = re.compile(r"os\.environ|getenv")
    assert not [
        n for n, t in TEXTS.items() if reads.search(t) and not n.startswith(("config/", "cli/"))
    ]


#: Where people are found or made by address, before they have a seat.
PEOPLE_BY_ADDRESS = ("partnership/actions/people.py", "partnership/files/people.py")


def test_people_are_reached_within_a_scope() -> None:
    loose = re.compile(r"Person\.objects\.(?!within)")
    found = [n for n, t in TEXTS.items() if loose.search(t) and not n.startswith(OPERATOR)]
    assert set(found) <= set(PEOPLE_BY_ADDRESS)


def test_nothing_names_a_registry_or_this_machine() -> None:
    names = re.compile(
        r"(^|[\s\"'(])/(home|root|work)/[a-z]|--(extra-)?index-url [^-]|files\.python"
    )
    tracked = [
        p
        for pattern in ("*.md", "*.toml", "*.txt", "*.py", "*.yaml", ".ci/run")
        for p in ROOT.glob(f"**/{pattern}")
        if ".venv" not in p.parts and "node_modules" not in p.parts
    ]
    assert not [
        p.name for p in tracked if p.name != "test_source.py" and names.search(p.read_text())
    ]


def test_the_lock_names_no_host() -> None:
    text = (ROOT / "requirements.txt").read_text()
    assert not re.search(r"https?://|file:|--(extra-)?index-url|--find-links", text)


def test_every_dependency_says_why() -> None:
    text = (ROOT / "pyproject.toml").read_text()
    block = text[text.index("dependencies = [") : text.index("[project.scripts]")]
    entries = [line for line in block.splitlines() if re.match(r'\s+"', line)]
    assert entries
    assert not [line for line in entries if "#" not in line]


#: Who may make a scope that sees more than one person's seat does, each with the reason.
WIDER_SCOPES = {
    "access/entrance.py": "defines them",
    "access/keys.py": "performs what all sides said yes to",
    "claims/actions/owners.py": "who asked not to be named is forgotten on every claim",
    "claims/checks.py": "the check of integrity looks at all partnerships",
    "home/hooks.py": "a tool outside is told as the whole partnership, without an organization",
    "home/setup/found.py": "makes a partnership, before anybody holds a seat in it",
    "meetings/reminders.py": "the clock's own work, for all partnerships",
    "home/pages/rooms.py": "a report is read as its audience, which sees less than its maker",
    "network/reads.py": "a released partnership is read without any organization's own records",
    "partnership/files/document.py": "an import is the operator's",
}


def test_nobody_else_makes_a_wider_scope() -> None:
    made = re.compile(r"(?<!def )\b(jointly|operate|read_as)\(")
    passed_over = (*OPERATOR, "methods/", "charts/", "formats/")  # can't import a scope at all
    found = {n for n, t in TEXTS.items() if made.search(t) and not n.startswith(passed_over)}
    assert found <= set(WIDER_SCOPES)
    assert set(WIDER_SCOPES) - found <= {"access/entrance.py"}
