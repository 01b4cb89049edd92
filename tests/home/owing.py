"""A room that only these tests have, in which people owe what a test says."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from thirdspace.access import registries
from thirdspace.access.registries import LinkTask, Owed, Owes, TaskSource, Thanks

TASK = "test.promise"
ANSWERS = (("done", "Done"), ("new_date", "New date"), ("cant", "Can’t"))


class Owing:
    """What each person owes, by partnership and organization."""

    def __init__(self) -> None:
        self._owed: dict[tuple[int, str, str], list[Owed]] = defaultdict(list)
        self.breaks_for: set[int] = set()

    def of(self, scope) -> list[Owed]:
        if scope.person_id in self.breaks_for:
            raise RuntimeError("The test room is broken.")
        return self._owed[scope.person_id, scope.partnership_key, scope.organization_name]

    def add(self, scope, title: str, **more: Any) -> Owed:
        owed = promise(title, **more)
        self._owed[scope.person_id, scope.partnership_key, scope.organization_name].append(owed)
        return owed


def promise(title: str, **more: Any) -> Owed:
    """Return something promised, answered from a mail."""
    fields: dict[str, Any] = {
        "detail": "From steering table 20", "url": f"/thing/{len(title)}/", "owes": Owes.OWE,
        "due": date(2026, 6, 22), "who": "Northfield", "who_side": "university",
        "answers": ANSWERS, "task": TASK, "record_id": abs(hash(title)) % 10**9,
    }  # fmt: skip
    return Owed(title=title, **{**fields, **more})


def waits_on_me(title: str) -> dict[str, Any]:
    """Return the fields of something that somebody else waits for."""
    return {
        "owes": Owes.ON_ME, "due": None, "since": date(2026, 6, 11), "who": "Carla Mendes",
        "act": "Agree or not", "answers": (), "task": "", "url": f"/waits/{len(title)}/",
    }  # fmt: skip


def waits_for(due: date) -> dict[str, Any]:
    """Return the fields of something the person waits for and may nudge about."""
    return {
        "owes": Owes.WAIT, "due": due, "who": "Ingrid Halloran", "act": "Nudge",
        "answers": (), "task": "", "post": "/nudge/",
    }  # fmt: skip


def register(room: Owing) -> None:
    registries.tasks.add("test", TaskSource(room.of))
    registries.link_tasks.add(
        TASK, LinkTask("A promise", "web/task.html", lambda _s, _l: {}, lambda *_: Thanks("Kept."))
    )


def forget() -> None:
    del registries.tasks._entries["test"]
    del registries.link_tasks._entries[TASK]
