"""What the page of a set-up shows, as plain values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thirdspace.formats.people_table import Meaning, PersonRow
from thirdspace.home.setup import store, wording
from thirdspace.home.setup.draft import Draft, Side
from thirdspace.home.setup.forms import first_day
from thirdspace.home.setup.people import OTHER, Table, coordinator, known, table
from thirdspace.partnership.models import Person

#: Rows that can be mended at once: a browser may send only so many fields.
MENDED_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class ColumnShown:
    """One column of the paste, and what we read it as."""

    heading: str
    samples: str
    meaning: str
    how_sure: str


@dataclass(frozen=True, slots=True)
class FixShown:
    """A field to mend in a row, and why."""

    field: str
    label: str
    value: str
    words: str


@dataclass(frozen=True, slots=True)
class RowShown:
    """One person of the paste."""

    number: int
    name: str
    email: str
    organization: Side | None
    role: str
    before: str
    is_founder: bool
    left_out: bool
    mendable: bool
    fixes: tuple[FixShown, ...]


@dataclass(frozen=True, slots=True)
class PeopleShown:
    """Step 2 as it stands."""

    columns: tuple[ColumnShown, ...]
    rows: tuple[RowShown, ...]
    pasted: str
    said_again: int
    counted: str
    ready: int
    doubtful: int
    keep_all: str
    keep_ready: str
    invite: str
    leads: tuple[tuple[int, str], ...]
    lead: int | None

    @property
    def summary(self) -> str:
        """Return how many names are ready, for the list of steps."""
        ready = ngettext("%(n)d is ready", "%(n)d are ready", self.ready) % {"n": self.ready}
        total = self.ready + self.doubtful
        names = ngettext("%(n)d name pasted", "%(n)d names pasted", total) % {"n": total}
        if not self.doubtful:
            return _("%(names)s: %(ready)s.") % {"names": names, "ready": ready}
        look = ngettext("%(n)d needs a look", "%(n)d need a look", self.doubtful)
        return _("%(names)s: %(ready)s, %(look)s.") % {
            "names": names, "ready": ready, "look": look % {"n": self.doubtful},
        }  # fmt: skip


def people_shown(draft: Draft, founder: Person) -> PeopleShown | None:
    """Return step 2 of a draft, or None before a paste."""
    read = table(draft, founder)
    if read is None:
        return None
    ready, doubtful = read.people.ready, read.people.doubtful
    here = store.known_to(founder, (row.email for row in ready))
    lead = coordinator(draft, read)
    leads = tuple((r.number, r.name) for r in ready if r.organization == OTHER)
    return PeopleShown(
        columns=_columns(draft, read),
        rows=_rows(draft, read, here),
        pasted=_pasted(read),
        said_again=read.people.said_again,
        counted=_counted(draft, read.people.rows),
        ready=len(ready),
        doubtful=len(doubtful),
        keep_all=_("Keep these %(people)s") % {"people": wording.people(len(read.people.rows))},
        keep_ready=wording.keep_the_others(
            len(ready), len(doubtful), _asked(doubtful, dict(leads).get(lead or 0, ""))
        ),
        invite=_("Invite %(people)s") % {"people": wording.people(len(ready))},
        leads=leads,
        lead=lead,
    )


def _columns(draft: Draft, read: Table) -> tuple[ColumnShown, ...]:
    organizations = known(draft.sides)
    return tuple(
        ColumnShown(
            heading=guess.heading or _("Column %(number)s") % {"number": place + 1},
            samples=" · ".join(cell[:60] for cell in guess.samples),
            meaning=str(meaning),
            how_sure=wording.how_sure(guess, meaning, read.matches, organizations),
        )
        for place, (guess, meaning) in enumerate(zip(read.guesses, read.meanings, strict=True))
    )


def _rows(draft: Draft, read: Table, here: set[str]) -> tuple[RowShown, ...]:
    mended = [row.number for row in (*read.people.doubtful, *read.left_out)][:MENDED_AT_ONCE]
    rows = (*read.people.rows, *read.left_out)
    return tuple(_row(draft, read, row, here, row.number in mended) for row in rows)


def _row(draft: Draft, read: Table, row: PersonRow, here: set[str], mendable: bool) -> RowShown:
    founder = row.number == read.founder_row
    side = None if row.organization is None else draft.sides[row.organization]
    return RowShown(
        number=row.number, name=row.name, email=row.email, organization=side, role=row.role,
        before=_("you") if founder else _("known here") if row.email in here else _("new"),
        is_founder=founder, left_out=row in read.left_out, mendable=mendable, fixes=_fixes(row),
    )  # fmt: skip


def _fixes(row: PersonRow) -> tuple[FixShown, ...]:
    values = {"name": row.name[:300], "email": row.email[:300], "organization": ""}
    found: dict[str, FixShown] = {}
    for doubt in row.doubts:
        field = wording.FIELDS[doubt.trouble]
        label = _FIX_LABELS[field](row.name[:80] or _("row %(row)s") % {"row": row.number})
        words = wording.trouble(doubt, row)
        found.setdefault(field, FixShown(field, label, values[field], words))
    return tuple(found.values())


_FIX_LABELS = {
    "name": lambda who: _("Name of %(who)s") % {"who": who},
    "email": lambda who: _("E-mail of %(who)s") % {"who": who},
    "organization": lambda who: _("Organization of %(who)s") % {"who": who},
}


def _pasted(read: Table) -> str:
    rows, columns = len(read.sheet.rows), len(read.sheet.headings)
    return _("%(rows)s, %(columns)s.") % {
        "rows": ngettext("%(n)d row", "%(n)d rows", rows) % {"n": rows},
        "columns": ngettext("%(n)d column", "%(n)d columns", columns) % {"n": columns},
    }


def _counted(draft: Draft, rows: Sequence[PersonRow]) -> str:
    counts = ", ".join(
        f"{side} {sum(row.organization == place for row in rows)}"
        for place, side in enumerate(draft.sides)
    )
    words = _("%(people)s: %(counts)s") % {"people": wording.people(len(rows)), "counts": counts}
    return words[0].upper() + words[1:]


def _asked(doubtful: Sequence[PersonRow], lead: str) -> str:
    """Return the first name of whoever is asked for the rest: the other side's coordinator."""
    theirs = all(row.organization == OTHER for row in doubtful)
    return lead.split()[0] if theirs and lead else ""


def meaning_choices() -> list[tuple[str, object]]:
    """Return what a column may be read as."""
    return [(str(meaning), wording.MEANINGS[meaning]) for meaning in Meaning]


def when_shown(draft: Draft) -> str:
    """Return the day of the first meeting: the one chosen, or the one we offer."""
    return date_format(draft.meeting.day if draft.meeting else first_day(), "l j F")
