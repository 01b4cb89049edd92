"""The share of this room in the partnership folder: the key `network` of partnerships.yaml.

All partnerships of the folder release their counts to the network, except those that the key
`withdrawn` lists: they took their release back, and a copy of the folder must not undo that.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from thirdspace.access.folder import Intake, Outgoing
from thirdspace.access.scope import Scope
from thirdspace.formats.folder import DOCUMENT
from thirdspace.network import actions, entrance
from thirdspace.network.models import Release

KEY, WITHDRAWN = "network", "withdrawn"


@dataclass(frozen=True, slots=True)
class _Given:
    """The network as a folder describes it."""

    key: str
    name: str
    extra: Mapping[str, Any]
    withdrawn: frozenset[str]


def read(intake: Intake) -> None:
    """Make or find the network of a folder and release the counts of its partnerships to it."""
    entry = intake.folder.documents[DOCUMENT].get(KEY)
    given = _given(intake, entry) if entry is not None else None
    scopes = list(intake.scopes.values())
    if given is None or not scopes or intake.problems:
        return
    _store_network(intake, given, scopes)
    for scope in scopes:
        _store_release(intake, given, scope)


def write(scope: Scope, outgoing: Outgoing) -> None:
    """Put the network of a partnership back, once for all partnerships of the folder."""
    newest = (
        Release.objects.within(scope)
        .select_related("network")
        .order_by("network__key", "-id")
        .first()
    )
    if newest is None:
        return
    held = outgoing.document.pop(KEY, None)
    listed = held.get(WITHDRAWN, []) if isinstance(held, Mapping) else []
    withdrawn = {key for key in listed if key != scope.partnership_key}
    if newest.withdrawn_at:
        withdrawn.add(scope.partnership_key)
    entry = {"name": newest.network.name, **newest.network.extra}
    if withdrawn:
        entry[WITHDRAWN] = sorted(withdrawn)
    outgoing.document = {KEY: entry, **outgoing.document}


def _given(intake: Intake, entry: object) -> _Given | None:
    fields = entry if isinstance(entry, Mapping) else {}
    name = str(fields.get("name") or "").strip()
    withdrawn = fields.get(WITHDRAWN) or []
    key = actions.key_of(name)
    if not key or len(name) > 200 or not isinstance(withdrawn, list):
        intake.refuse(
            DOCUMENT, None, KEY, "The network has no usable name.",
            "It has a “name” with a letter or digit, 200 characters at most; “withdrawn”, if it "
            "is there, lists keys of partnerships.",
            "Write “name: Coastal pipeline network” below “network:”, or take the key out.",
        )  # fmt: skip
        return None
    extra = {word: value for word, value in fields.items() if word not in ("name", WITHDRAWN)}
    intake.unused.extend(f"{DOCUMENT}: {KEY}.{word} (kept)" for word in extra)
    return _Given(key, name, extra, frozenset(map(str, withdrawn)))


def _store_network(intake: Intake, given: _Given, scopes: list[Scope]) -> None:
    network = entrance.network_keyed(given.key)
    if network is None:
        actions.make_network(scopes[0], name=given.name, extra=given.extra)
        intake.stored["networks"] += 1
    elif entrance.others_released(network, [scope.partnership_id for scope in scopes]):
        # Others share this network: a folder neither renames it nor lets a new reader in.
        return
    else:
        actions.change_network(scopes[0], network_key=given.key, name=given.name, extra=given.extra)
    if intake.person_id is not None:
        actions.add_reader(scopes[0], network_key=given.key, person_id=intake.person_id)


def _store_release(intake: Intake, given: _Given, scope: Scope) -> None:
    """Release once; what was withdrawn here since stays withdrawn."""
    if Release.objects.within(scope).filter(network__key=given.key).exists():
        return
    actions.release(scope, network_key=given.key)
    if scope.partnership_key in given.withdrawn:
        actions.withdraw_release(scope, network_key=given.key)
    intake.stored["releases"] += 1
