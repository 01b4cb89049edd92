"""Lists that must be complete: routes, permissions, actions, sentences, registries."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from thirdspace.access import registries
from thirdspace.access.actions import ACTIONS
from thirdspace.access.permissions import ROLE_SENTENCES, Role, every_permission
from thirdspace.access.routes import ROUTES

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


def verbs() -> set[str]:
    """Return every verb that the source writes into the trail."""
    call = re.compile(r"audit\.record\(\s*scope,\s*(?P<rest>[^)]*?)(?:,\s*\n?\s*\w+[,)])", re.S)
    found = set()
    for path in SOURCE.rglob("*.py"):
        for match in call.finditer(path.read_text()):
            found |= set(re.findall(r'"([a-z_]+\.[a-z_]+)"', match["rest"]))
    return found


def test_every_act_has_a_sentence_on_the_timeline() -> None:
    told = {
        verb for entry in registries.sentences.entries() for verb in entry.by_verb
    }
    assert verbs() - told == set()


@pytest.mark.parametrize("name", sorted(ACTIONS))
def test_every_action_leaves_an_audit_record(name: str) -> None:
    module, function = name.rsplit(".", 1)
    path = SOURCE.parent / (module.replace(".", "/") + ".py")
    if not path.exists():
        path = SOURCE.parent / module.replace(".", "/") / "__init__.py"
    body = re.search(rf"^def {function}\(.*?(?=^\S|\Z)", path.read_text(), re.S | re.M)
    assert body
    text = path.read_text()
    # Directly, or through a helper of the same module that does.
    helpers = {
        m[1] for m in re.finditer(r"^def (_\w+)\(.*?(?=^\S|\Z)", text, re.S | re.M)
        if "audit.record" in m[0]
    }  # fmt: skip
    assert "audit.record" in body[0] or any(f"{h}(" in body[0] for h in helpers) or re.search(
        r"(keys|actions|links)\.\w+\(scope", body[0]
    )
