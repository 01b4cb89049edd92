"""Every write: networks and their readers by the operator, releases by a partnership itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _

from thirdspace.access import audit, clock
from thirdspace.access.actions import action
from thirdspace.access.routes import nothing_here
from thirdspace.access.scope import Scope
from thirdspace.network import entrance
from thirdspace.network.models import Network, Release
from thirdspace.network.permissions import RELEASE
from thirdspace.partnership.models import Person
from thirdspace.problems import InputProblem, NotAllowed


def key_of(name: str) -> str:
    """Return the key a network of that name has; "" when the name gives none."""
    return slugify(name)[:60].strip("-")


@action(RELEASE)
def make_network(scope: Scope, *, name: str, extra: Mapping[str, Any] | None = None) -> Network:
    """Make a network; only the operator does, because a network is nobody's own.

    Raises
    ------
    NotAllowed
        The scope is not the operator's.
    InputProblem
        The name gives no key, or a network of that key is there already.
    """
    _only_operator(scope)
    key = key_of(name)
    if not key or len(name) > 200 or entrance.network_keyed(key):
        raise InputProblem(
            _("“%(name)s” can't be the name of a new network.") % {"name": name[:80]},
            _("A name has a letter or digit, 200 characters at most, and is used once."),
            _("Choose another name."),
            field="name",
        )
    network = entrance.store_network(key, name, dict(extra or {}))
    audit.record(scope, "network.make_network", network, label=name)
    return network


@action(RELEASE)
def change_network(
    scope: Scope, *, network_key: str, name: str, extra: Mapping[str, Any]
) -> Network:
    """Change the name of a network and what else is known of it.

    Raises
    ------
    NotThere
        No such network.
    NotAllowed
        The scope is not the operator's.
    """
    _only_operator(scope)
    network = _network(network_key)
    before = {"name": network.name, "extra": network.extra}
    after = {"name": name, "extra": dict(extra)}
    if before != after:
        network.name, network.extra = name, dict(extra)
        network.save(update_fields=["name", "extra"])
        audit.record(
            scope, "network.change_network", network, label=name, before=before, after=after
        )
    return network


@action(RELEASE)
def add_reader(scope: Scope, *, network_key: str, person_id: int) -> None:
    """Let a person of this partnership read in a network; only the operator does.

    Raises
    ------
    NotThere
        No such network, or no such person in this partnership.
    NotAllowed
        The scope is not the operator's.
    """
    _only_operator(scope)
    network = _network(network_key)
    person = Person.objects.within(scope).filter(pk=person_id).first()
    if person is None:
        raise nothing_here()
    if entrance.give_seat(network, person_id):
        audit.record(
            scope, "network.add_reader", network, label=network.name, after={"person": str(person)}
        )


@action(RELEASE)
def release(scope: Scope, *, network_key: str, what: str = Release.What.CODINGS) -> Release:
    """Let a network see the counts of this partnership from now on.

    Raises
    ------
    NotThere
        No such network.
    """
    network = _network(network_key)
    audit.one_at_a_time(scope.partnership_id)
    standing = _standing(scope, network, what)
    if standing:
        return standing
    made = Release.objects.add(
        scope, network=network, what=Release.What(what), released_at=clock.now(),
        person_id=scope.person_id,
    )  # fmt: skip
    audit.record(scope, "network.release", made, label=network.name, after={"what": what})
    return made


@action(RELEASE)
def withdraw_release(
    scope: Scope, *, network_key: str, what: str = Release.What.CODINGS
) -> Release:
    """Take a release back: the network sees nothing of it from the next page on.

    Raises
    ------
    NotThere
        No such network, or nothing is released to it.
    """
    network = _network(network_key)
    standing = _standing(scope, network, what)
    if standing is None:
        raise nothing_here()
    standing.withdrawn_at = clock.now()
    standing.save(update_fields=["withdrawn_at"])
    audit.record(
        scope, "network.withdraw_release", standing, label=network.name, after={"what": what}
    )
    return standing


def _network(key: str) -> Network:
    network = entrance.network_keyed(key)
    if network is None:
        raise nothing_here()
    return network


def _standing(scope: Scope, network: Network, what: str) -> Release | None:
    rows = Release.objects.within(scope).filter(network=network, what=what, withdrawn_at=None)
    return rows.first()


def _only_operator(scope: Scope) -> None:
    if not scope.operator:
        raise NotAllowed(
            _("A network is set up by whoever runs this installation."),
            _("It belongs to no partnership, and a reader sees what many of them released."),
            _("Ask the operator to make it, or to add the reader."),
        )
