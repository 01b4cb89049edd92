"""Step 2: the pasted table, what was said about it, and who is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.http import QueryDict
from django.utils.translation import gettext as _

from thirdspace.access import clock
from thirdspace.formats.people_table import (
    Column,
    Fix,
    Known,
    Match,
    Meaning,
    People,
    PersonRow,
    Sheet,
    guess_columns,
    match_organizations,
    read_people,
    read_sheet,
)
from thirdspace.home.setup.draft import Draft, Paste, Side
from thirdspace.partnership.models import Person
from thirdspace.problems import InputProblem

#: The founder's own row, when the paste does not name them.
FOUNDER = 0
OWN, OTHER = 0, 1


@dataclass(frozen=True, slots=True)
class Table:
    """The pasted table as it is read now."""

    sheet: Sheet
    guesses: tuple[Column, ...]
    meanings: tuple[Meaning, ...]
    matches: tuple[Match, ...]
    people: People
    left_out: tuple[PersonRow, ...]
    founder_row: int


@dataclass(frozen=True, slots=True)
class Kept:
    """One person who takes part from the beginning."""

    name: str
    email: str
    side: int
    title: str
    coordinates: bool


def known(sides: Sequence[Side]) -> tuple[Known, ...]:
    """Return the organizations as rows may name them."""
    return tuple(Known(side.name, side.short_name) for side in sides)


def table(draft: Draft, founder: Person) -> Table | None:
    """Return the pasted table as it is read with what was said so far, or None before a paste."""
    paste = draft.paste
    if paste is None:
        return None
    organizations = known(draft.sides)
    sheet = read_sheet(paste.text)
    guesses = guess_columns(sheet, organizations)
    meanings = paste.meanings or tuple(column.meaning for column in guesses)
    read = read_people(sheet, meanings, organizations, fixes=paste.fixes)
    people, row = _with_founder(read, founder)
    return Table(
        sheet, guesses, meanings, _matches(sheet, meanings, organizations), people,
        _left_out(sheet, meanings, organizations, paste), row,
    )  # fmt: skip


def _matches(
    sheet: Sheet, meanings: Sequence[Meaning], organizations: Sequence[Known]
) -> tuple[Match, ...]:
    if Meaning.ORGANIZATION not in meanings:
        return ()
    return match_organizations(sheet.column(meanings.index(Meaning.ORGANIZATION)), organizations)


def _left_out(
    sheet: Sheet, meanings: Sequence[Meaning], organizations: Sequence[Known], paste: Paste
) -> tuple[PersonRow, ...]:
    out = {row for row, fix in paste.fixes.items() if fix.leave_out}
    back = {row: replace(fix, leave_out=False) for row, fix in paste.fixes.items()}
    rows = read_people(sheet, meanings, organizations, fixes=back).rows if out else ()
    return tuple(row for row in rows if row.number in out)


def _with_founder(read: People, founder: Person) -> tuple[People, int]:
    """Put the founder in once: they sit for their own organization, whatever the paste says."""
    same = [row for row in read.rows if row.email == founder.email]
    title = same[0].role if same else ""
    number = min((row.number for row in same), default=FOUNDER)
    row = PersonRow(number, str(founder), founder.email, OWN, "", title)
    others = [each for each in read.rows if each.email != founder.email]
    doubtful = [each for each in others if each.doubts]
    ready = [each for each in others if not each.doubts]
    return People((*doubtful, row, *ready), read.said_again), number


# --- What was sent -----------------------------------------------------------------------------


def taken(draft: Draft, sent: QueryDict) -> Draft:
    """Return the draft with what was sent of this step; another text is another paste.

    Raises
    ------
    InputProblem
        Nothing can be read in what was pasted.
    """
    text = sent.get("pasted", "").replace("\r\n", "\n")
    if draft.paste is None or text != draft.paste.text:
        read_sheet(text)
        return replace(draft, paste=Paste(text, clock.now()))
    paste = draft.paste
    columns = len(guess_columns(read_sheet(text)))
    fixes = dict(paste.fixes)
    for number in _numbers(sent.getlist("row")):
        fixes[number] = _fix(fixes.get(number, Fix()), number, sent, len(draft.sides))
    changed = replace(
        paste, meanings=_meanings(sent, columns) or paste.meanings, fixes=fixes,
        coordinator=next(iter(_numbers(sent.getlist("coordinator"))), paste.coordinator),
        kept=False, without=(),
    )  # fmt: skip
    return replace(draft, paste=changed)


def _numbers(texts: Sequence[str]) -> list[int]:
    return [int(text) for text in texts if text.isdecimal() and len(text) < 6]


def _meanings(sent: QueryDict, columns: int) -> tuple[Meaning, ...]:
    chosen = [sent.get(f"column-{place}", "") for place in range(columns)]
    if not all(word in list(Meaning) for word in chosen):
        return ()
    return tuple(map(Meaning, chosen))


def _fix(before: Fix, number: int, sent: QueryDict, sides: int) -> Fix:
    chosen = _numbers([sent.get(f"organization-{number}", "")])
    return Fix(
        name=sent.get(f"name-{number}", before.name),
        email=sent.get(f"email-{number}", before.email),
        organization=chosen[0] if chosen and chosen[0] < sides else before.organization,
        leave_out=f"out-{number}" in sent,
    )


# --- Keeping -----------------------------------------------------------------------------------


def keep(draft: Draft, read: Table, *, only_ready: bool) -> Draft:
    """Return the draft with its people kept; `only_ready` leaves out who still needs a look.

    Raises
    ------
    InputProblem
        A row needs a look, or one side has nobody.
    """
    doubtful = read.people.doubtful
    if doubtful and not only_ready:
        raise _needs_a_look(doubtful[0])
    _refuse_one_sided(draft, read)
    paste = draft.paste or Paste("", clock.now())
    chosen = replace(paste, kept=True, without=_without(read), coordinator=coordinator(draft, read))
    return replace(draft, paste=chosen)


def _without(read: Table) -> tuple[int, ...]:
    return tuple(row.number for row in read.people.doubtful)


def coordinator(draft: Draft, read: Table) -> int | None:
    """Return the row of the other side's coordinator: the one chosen, or the first in the sheet."""
    rows = [row.number for row in read.people.ready if row.organization == OTHER]
    chosen = draft.paste.coordinator if draft.paste else None
    return chosen if chosen in rows else next(iter(rows), None)


def kept_people(draft: Draft, founder: Person) -> list[Kept]:
    """Return everybody who takes part from the beginning; each side has one coordinator.

    Raises
    ------
    InputProblem
        The people are not kept yet.
    """
    read, paste = table(draft, founder), draft.paste
    if read is None or paste is None or not paste.kept or _without(read) != paste.without:
        raise InputProblem(
            _("The people are not kept yet."), _("Nobody is invited by accident."),
            _("Look them over in step 2, then keep them."),
        )  # fmt: skip
    leads = {read.founder_row, coordinator(draft, read)}
    return [
        Kept(row.name, row.email, row.organization or OWN, row.role, row.number in leads)
        for row in read.people.ready
    ]


def asked_for(draft: Draft, founder: Person) -> list[PersonRow]:
    """Return the rows that were left out because somebody else is asked for them."""
    read = table(draft, founder)
    return list(read.people.doubtful) if read else []


def _needs_a_look(row: PersonRow) -> InputProblem:
    return InputProblem(
        _("Row %(row)s needs a look.") % {"row": row.number},
        _("Each person needs a name, an address of their own and an organization."),
        _("Mend it, leave it out, or keep the others."),
        field="people",
    )


def _refuse_one_sided(draft: Draft, read: Table) -> None:
    if any(row.organization == OTHER for row in read.people.ready):
        return
    raise InputProblem(
        _("Nobody of %(organization)s is among them.") % {"organization": draft.sides[OTHER]},
        _("A partnership has people on both sides from its first day."),
        _("Add at least one name with an address, and its organization."),
        field="people",
    )
