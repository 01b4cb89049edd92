"""Lists that must be complete: routes, permissions, actions, sentences, registries."""

from __future__ import annotations

import ast
import importlib
from pathlib import Path

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from thirdspace.access import registries
from thirdspace.access.actions import ACTIONS
from thirdspace.access.permissions import ROLE_SENTENCES, Role, every_permission
from thirdspace.access.routes import ROUTES
from thirdspace.partnership.files.document import TAKEN

SOURCE = Path(__file__).parents[2] / "src" / "thirdspace"
#: Routes of libraries, each with the reason.
NOT_OURS = {"account": "sign-in and sign-out, by the library; closed sign-up"}
#: Permissions that no seat carries, each with the reason.
WITHOUT_ROLE = {"network.read": "comes with a seat in a network, not in a partnership"}


def patterns(resolver: URLResolver, prefix: str = "") -> list[tuple[str, URLPattern]]:
    found = []
    for entry in resolver.url_patterns:
        path = prefix + str(entry.pattern)
        found += patterns(entry, path) if isinstance(entry, URLResolver) else [(path, entry)]
    return found


ALL = patterns(get_resolver())


def test_every_route_is_declared() -> None:
    declared = {f"{r.path}|{r.name}" for r in ROUTES}
    loose = [
        path
        for path, entry in ALL
        if path.split("/")[0] not in NOT_OURS and f"{entry.pattern}|{entry.name}" not in declared
    ]
    assert not loose


def test_no_partnership_can_take_an_address_of_the_installation() -> None:
    first = {path.split("/")[0] for path, _entry in ALL}
    assert {word for word in first if word and "<" not in word} <= TAKEN


def test_every_open_route_says_why() -> None:
    assert all(len(r.needs.split()) >= 4 for r in ROUTES if r.kind == "open")


def test_every_permission_reads_like_a_sentence_and_has_a_role() -> None:
    for permission in every_permission():
        assert len(str(permission.sentence).split()) >= 3
        assert bool(permission.roles) != (permission.name in WITHOUT_ROLE)


def test_every_role_has_a_sentence() -> None:
    assert set(ROLE_SENTENCES) == set(Role)


def test_every_room_names_a_page_that_exists() -> None:
    from django.urls import reverse

    assert registries.rooms.entries()
    for room in registries.rooms.entries():
        assert reverse(room.url_name, args=["harbor"])


def calls(function: ast.FunctionDef) -> list[ast.Call]:
    return [node for node in ast.walk(function) if isinstance(node, ast.Call)]


def called(call: ast.Call) -> str:
    return ast.unparse(call.func)


def functions_of(path: Path) -> dict[str, ast.FunctionDef]:
    tree = ast.parse(path.read_text())
    return {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}


def verbs() -> set[str]:
    """Return every verb that the source writes into the trail; of a made-up one, its beginning."""
    found = set()
    for path in SOURCE.rglob("*.py"):
        for call in calls(ast.parse(path.read_text())):  # type: ignore[arg-type]
            if called(call) == "audit.record" and len(call.args) > 1:
                found |= strings(call.args[1])
            elif called(call).endswith(".tell"):  # an import's tally writes one for its room
                found |= {verb for arg in call.args for verb in strings(arg) if "." in verb}
    return found


def strings(node: ast.AST) -> set[str]:
    return {
        inner.value
        for inner in ast.walk(node)
        if isinstance(inner, ast.Constant) and isinstance(inner.value, str)
    }


def test_every_act_has_a_sentence_on_the_timeline() -> None:
    told = {verb for entry in registries.sentences.entries() for verb in entry.by_verb}
    silent = {
        verb
        for verb in verbs()
        if verb not in told
        and not (verb.endswith("_") and any(known.startswith(verb) for known in told))
    }
    assert silent == set()


def leaves_a_record(function: ast.FunctionDef, beside: dict[str, ast.FunctionDef]) -> bool:
    """Say whether a function writes to the trail: itself, or by one it calls that does."""
    names = {called(call) for call in calls(function)}
    if "audit.record" in names or any(n.startswith(("keys.", "actions.")) for n in names):
        return True
    return any(leaves_a_record(beside[n], beside) for n in names if n in beside and
               beside[n] is not function)  # fmt: skip


@pytest.mark.parametrize("name", sorted(ACTIONS))
def test_every_action_leaves_an_audit_record(name: str) -> None:
    module, function = name.rsplit(".", 1)
    source = Path(importlib.import_module(module).__file__)
    # Helpers may live in another module of the same room's actions.
    beside: dict[str, ast.FunctionDef] = {}
    for path in [*source.parent.glob("*.py"), source]:
        beside |= functions_of(path)
    assert leaves_a_record(functions_of(source)[function], beside)
