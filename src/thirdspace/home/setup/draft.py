"""A new partnership while it is being set up, as plain values: what :class:`SetUp` keeps."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import date, datetime, time
from typing import Any

from thirdspace.formats.people_table import Fix, Meaning
from thirdspace.partnership.models import SIDES, Kind


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two organizations: one the founder sits for already, or a new one."""

    name: str
    short_name: str
    kind: str
    id: int | None = None

    def __str__(self) -> str:
        return self.short_name or self.name

    @property
    def side(self) -> str:
        """Return whose mark it carries."""
        return SIDES.get(Kind(self.kind), "other")


@dataclass(frozen=True, slots=True)
class Paste:
    """The pasted table and what was said about it; `kept` once the people are chosen."""

    text: str
    at: datetime
    meanings: tuple[Meaning, ...] = ()  # as chosen; none: as guessed
    fixes: dict[int, Fix] = field(default_factory=dict)
    coordinator: int | None = None  # row of the other side's coordinator
    without: tuple[int, ...] = ()  # rows that somebody else is asked for
    kept: bool = False


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """One line of the first agenda."""

    title: str
    minutes: int
    kind: str


@dataclass(frozen=True, slots=True)
class FirstMeeting:
    """When and where the two sides meet, how often from then on, and what about."""

    day: date
    starts: time
    ends: time
    time_zone: str
    place: str
    again: str
    agenda: tuple[AgendaLine, ...]

    @property
    def minutes(self) -> int:
        """Return how long it lasts."""
        return (self.ends.hour - self.starts.hour) * 60 + self.ends.minute - self.starts.minute


@dataclass(frozen=True, slots=True)
class Founded:
    """What a finished set-up became."""

    key: str
    meeting_id: int


@dataclass(frozen=True, slots=True)
class Draft:
    """A set-up under way."""

    pk: int
    person_id: int
    begun_at: datetime
    saved_at: datetime
    name: str = ""
    purpose: str = ""
    sides: tuple[Side, ...] = ()
    paste: Paste | None = None
    meeting: FirstMeeting | None = None
    founded: Founded | None = None
    seconds: int = 0  # spent on it so far, without the breaks

    @property
    def step(self) -> int:
        """Return the step that comes next: 2 until the people are kept, then 3."""
        return 3 if self.paste and self.paste.kept else 2


_ROW = ("pk", "person_id", "begun_at", "saved_at")


def written(draft: Draft) -> dict[str, Any]:
    """Return a draft as JSON keeps it."""
    values = {name: value for name, value in asdict(draft).items() if name not in _ROW}
    if draft.paste:
        values["paste"]["at"] = draft.paste.at.isoformat()
    if draft.meeting:
        for name in ("day", "starts", "ends"):
            values["meeting"][name] = getattr(draft.meeting, name).isoformat()
    return values


def read(
    pk: int, person_id: int, begun_at: datetime, saved_at: datetime, data: dict[str, Any]
) -> Draft:
    """Return a draft from its row; the opposite of :func:`written`."""
    paste, meeting, founded = (data.get(name) for name in ("paste", "meeting", "founded"))
    return Draft(
        pk, person_id, begun_at, saved_at,
        name=data["name"],
        purpose=data["purpose"],
        sides=tuple(Side(**side) for side in data["sides"]),
        paste=_paste(**paste) if paste else None,
        meeting=_meeting(**meeting) if meeting else None,
        founded=Founded(**founded) if founded else None,
        seconds=data["seconds"],
    )  # fmt: skip


def _paste(*, at: str, meanings: list[str], fixes: dict[str, Any], **rest: Any) -> Paste:
    return Paste(
        at=datetime.fromisoformat(at),
        meanings=tuple(map(Meaning, meanings)),
        fixes={int(row): Fix(**fix) for row, fix in fixes.items()},
        **{**rest, "without": tuple(rest["without"])},
    )


def _meeting(
    *, day: str, starts: str, ends: str, agenda: list[dict[str, Any]], **rest: Any
) -> FirstMeeting:
    return FirstMeeting(
        day=date.fromisoformat(day),
        starts=time.fromisoformat(starts),
        ends=time.fromisoformat(ends),
        agenda=tuple(AgendaLine(**line) for line in agenda),
        **rest,
    )
