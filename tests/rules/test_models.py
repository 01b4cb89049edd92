"""Lists that must be complete: models and their relations."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import models

from thirdspace.access.models import Guarded, Scoped, Visible

OURS = [m for m in apps.get_models() if m.__module__.startswith("thirdspace.")]

#: Models that are not of one partnership, each with the reason.
UNSCOPED = {
    "access.auditevent": "append-only, outlives what it describes; guarded by its own rule",
    "partnership.organization": "once per installation; guarded: members of the partnership",
    "partnership.outsideid": "of an organization; guarded with it",
    "partnership.person": "once per installation; sign-in looks people up before a scope",
    "partnership.mailchoice": "of a person, over all partnerships; guarded: one's own only",
    "partnership.affiliation": "of a person; guarded: the partnership's people",
    "partnership.partnership": "the space itself; guarded: only the scope's own",
    "home.setup": "before there is a partnership; guarded: one's own only",
    "web.letter": "to one address, over all partnerships; only its addressee reads it",
    "web.bounce": "of an address, over all partnerships; told with the address only",
    "web.tickrun": "of the installation; holds no record of anybody",
    "network.network": "across partnerships; reached through its own scope only",
    "network.networkseat": "of a network; reached through its own scope only",
}


@pytest.mark.parametrize("model", OURS, ids=lambda m: m._meta.label_lower)
def test_every_model_is_scoped_or_listed(model: type[models.Model]) -> None:
    assert issubclass(model, Scoped) != (model._meta.label_lower in UNSCOPED)


def test_no_reason_is_left_over() -> None:
    assert set(UNSCOPED) <= {m._meta.label_lower for m in OURS}


@pytest.mark.parametrize("model", OURS, ids=lambda m: m._meta.label_lower)
def test_objects_is_guarded(model: type[models.Model]) -> None:
    if model._meta.label_lower == "partnership.person":
        assert hasattr(model.objects, "within")
    else:
        assert isinstance(model.objects, Guarded)


@pytest.mark.parametrize("model", OURS, ids=lambda m: m._meta.label_lower)
def test_relations_are_one_way(model: type[models.Model]) -> None:
    for field in model._meta.get_fields():
        if isinstance(field, models.ForeignKey | models.ManyToManyField):
            assert field.remote_field.hidden, f"{model.__name__}.{field.name}"


@pytest.mark.parametrize(
    "model", [m for m in OURS if issubclass(m, Scoped)], ids=lambda m: m._meta.label_lower
)
def test_what_a_child_is_seen_through_leads_to_a_visibility(model: type[Scoped]) -> None:
    if issubclass(model, Visible) or model.visible_through is None:
        return
    step: type[models.Model] = model
    for part in model.visible_through.split("__"):
        step = step._meta.get_field(part).related_model
    assert issubclass(step, Visible)
