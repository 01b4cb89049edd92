"""Where rooms meet without importing one another.

Each room's ``registers.py`` adds what it gives; `claims`, `home` and the command line read it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from thirdspace.access.models import AuditEvent, Proposal, TaskLink
    from thirdspace.access.permissions import Permission
    from thirdspace.access.scope import Scope

E = TypeVar("E")
Text = "str | _StrPromise"


class Registry(Generic[E]):
    """Entries by name, in the order they ask for."""

    def __init__(self, title: str) -> None:
        self.title = title
        self._entries: dict[str, E] = {}

    def add(self, name: str, entry: E) -> E:
        """Add an entry; a name is given once.

        Raises
        ------
        LookupError
            The name is taken.
        """
        if name in self._entries:
            raise LookupError(f"{self.title}: {name} is registered already.")
        self._entries[name] = entry
        return entry

    def get(self, name: str) -> E | None:
        """Return the entry of that name, if there is one."""
        return self._entries.get(name)

    def names(self) -> tuple[str, ...]:
        """Return all names, sorted."""
        return tuple(sorted(self._entries))

    def entries(self) -> tuple[E, ...]:
        """Return all entries, by their `order` where they have one, then by name."""
        named = sorted(self._entries.items(), key=lambda kv: (getattr(kv[1], "order", 0), kv[0]))
        return tuple(entry for _name, entry in named)


# --- Rooms in the masthead -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Room:
    """A room's place in the masthead."""

    name: str | _StrPromise
    url_name: str
    permission: Permission
    order: int


rooms: Registry[Room] = Registry("rooms")


# --- What can be cited ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Card:
    """How one record reads when it is cited as evidence, for one reader.

    `withheld` says why the words are missing when consent or release keeps them back; the card
    still counts in every tally.
    """

    kind: str
    record_id: int
    kind_label: str
    icon: str
    words: str
    is_quote: bool
    source_label: str
    url: str
    side: str  # district · university · other · joint · computed
    organization_id: int | None = None
    organization_name: str = ""
    when: str = ""
    figure: Any = None  # a drawn chart's SVG, where the record has one
    withheld: str = ""
    nameless: bool = False  # whose it is may not be told to everybody who sees it cited

    @property
    def owner_id(self) -> int | None:
        """Return the organization whose it is, as everybody may know it."""
        return None if self.nameless else self.organization_id


@dataclass(frozen=True, slots=True)
class Citable:
    """A kind of record that can be evidence."""

    kind: str
    label: str | _StrPromise
    icon: str
    cards: Callable[[Scope, Sequence[int]], Mapping[int, Card]]
    find: Callable[[Scope, str, int], Sequence[Card]]
    exists: Callable[[int, Sequence[int]], set[int]]  # partnership id, ids -> ids that exist
    # How a folder names one: natural key <-> id, so that export and import agree.
    to_key: Callable[[Scope, Sequence[int]], Mapping[int, str]]
    from_key: Callable[[Scope, Sequence[str]], Mapping[str, int]]
    order: int = 0


citables: Registry[Citable] = Registry("what can be cited")


# --- Signals -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Signal:
    """Something the record asks of people. `need` is act, talk, wait or look."""

    need: str
    title: str
    detail: str
    url: str
    side: str
    organization_name: str
    held_by: str
    held_by_side: str
    since: str
    next_step: str
    weight: float = 0.0


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign for or against a dynamic, on a day: coded by people or computed."""

    dynamic: str
    strengthens: bool
    on: date
    side: str
    organization_name: str
    computed: bool
    count: int = 1
    latest: str = ""


@dataclass(frozen=True, slots=True)
class SignalSource:
    """A room's signals and signs."""

    signals: Callable[[Scope], Sequence[Signal]] = lambda _scope: ()
    signs: Callable[[Scope], Sequence[Sign]] = lambda _scope: ()


signals: Registry[SignalSource] = Registry("signals")


# --- Timeline ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of a timeline."""

    at: datetime
    when: str
    side: str
    actor: str
    organization_name: str
    sentence: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Sentences:
    """How a room's acts read in the timeline: verb -> sentence with %(label)s and the like."""

    by_verb: Mapping[str, str | _StrPromise]
    url: Callable[[Scope, str, int | None], str] = lambda _scope, _kind, _id: ""
    # What the things of some acts may be called today, by id of the act; where an act is left out,
    # its own label stands. For rooms in which a name may be taken back.
    labels: Callable[[Scope, Sequence[AuditEvent]], Mapping[int, str]] = lambda _scope, _acts: {}


sentences: Registry[Sentences] = Registry("sentences of the timeline")


@dataclass(frozen=True, slots=True)
class EventSource:
    """Happenings that are not acts in the workspace (a retreat, a turnover)."""

    happenings: Callable[[Scope, datetime | None, int], Sequence[Happening]]


events: Registry[EventSource] = Registry("events")


# --- Acts that need both, tasks from a link ------------------------------------------------


@dataclass(frozen=True, slots=True)
class TwoKeyAct:
    """An act that binds others: what it is, and what happens when all have said yes."""

    title: str | _StrPromise
    permission: Permission  # who may answer for an organization
    perform: Callable[[Scope, Proposal], None]
    url: Callable[[Scope, Proposal], str] = lambda _scope, _proposal: ""
    # What happens when it closes because an organization left before it answered.
    left: Callable[[Scope, Proposal], None] = lambda _scope, _proposal: None


two_key_acts: Registry[TwoKeyAct] = Registry("acts that need both")


@dataclass(frozen=True, slots=True)
class Thanks:
    """What the page says when a task is done; `undo` is the token of a link that takes it back."""

    sentence: str
    undo: str = ""


@dataclass(frozen=True, slots=True)
class LinkTask:
    """A task that a signed link opens without signing in.

    `context` gives the template what it shows (GET; changes nothing); `perform` does the task
    with what was sent (POST) and returns its thanks.
    """

    title: str | _StrPromise
    template: str
    context: Callable[[Scope, TaskLink], Mapping[str, Any]]
    perform: Callable[[Scope, TaskLink, Mapping[str, str]], Thanks]


link_tasks: Registry[LinkTask] = Registry("tasks from a link")


class Owes(StrEnum):
    """Whose turn it is."""

    OWE = "owe"  # the person promised it
    ON_ME = "on_me"  # somebody can't go on before the person answers
    WAIT = "wait"  # the person waits for somebody else


@dataclass(frozen=True, slots=True)
class Owed:
    """One thing a person owes, that waits on them, or that they wait for.

    `task` and `record_id` name the link task by which it is answered from a mail; `answers` are
    its possible answers (value, label) where a person can choose before the page opens.
    """

    title: str
    detail: str
    url: str
    due: date | None = None
    owes: Owes = Owes.ON_ME
    who: str = ""  # promised to, who waits, or who has it
    who_side: str = "joint"
    since: date | None = None
    act: str | _StrPromise = ""  # the label of the one act
    task: str = ""
    record_id: int = 0
    answers: tuple[tuple[str, str | _StrPromise], ...] = ()
    post: str = ""  # an address to post to (a nudge), where the act needs no page


@dataclass(frozen=True, slots=True)
class TaskSource:
    """What a person owes in a room, oldest first; at most what one screen can use."""

    owed: Callable[[Scope], Sequence[Owed]]


tasks: Registry[TaskSource] = Registry("tasks one owes")


# --- The partnership folder ----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FolderPart:
    """A room's share of the partnership folder, read and written in `order`.

    ``read(intake)`` stores its rows and adds refusals to ``intake.problems``;
    ``write(scope, outgoing)`` adds its rows. Both types belong to `access.folder`.
    """

    order: int
    read: Callable[[Any], None]
    write: Callable[[Scope, Any], None]


folder_parts: Registry[FolderPart] = Registry("parts of the partnership folder")


# --- What is due by the clock ----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Tick:
    """Work that comes round: how often, and what is done.

    ``run(now)`` gets the time of the workspace's clock and returns one sentence of what it did, or
    nothing. It finds by itself what is left to do: it may be called late, or again after a crash.
    """

    every: timedelta
    run: Callable[[datetime], str]


ticks: Registry[Tick] = Registry("what is due by the clock")


# --- Checks of integrity -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Check:
    """A room's check of its own records: yields one sentence for each thing that is wrong."""

    find: Callable[[], Iterator[str]]


checks: Registry[Check] = Registry("checks of integrity")
