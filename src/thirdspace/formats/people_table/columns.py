"""What each column of a pasted table says of a person, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from thirdspace.formats.people_table.headings import means
from thirdspace.formats.people_table.names import has_family_first
from thirdspace.formats.people_table.organizations import match_organizations
from thirdspace.formats.people_table.records import Column, Known, Meaning, Reason, Sheet, Sure

_NAMES = (Meaning.FAMILY_FIRST, Meaning.GIVEN_FIRST)
_SAMPLES = 2


def guess_columns(sheet: Sheet, organizations: Sequence[Known] = ()) -> tuple[Column, ...]:
    """What does each column say, how sure is it, and why?

    Parameters
    ----------
    sheet : Sheet
        From :func:`read_sheet`.
    organizations : sequence of Known
        Organizations that rows may name; without them a column of organizations is known by its
        heading only.

    Returns
    -------
    tuple of Column
        One a column, in the order of the sheet. A meaning is given once; a second column that says
        the same is left out, and so is all that nobody needs.
    """
    heads = [means(heading) for heading in sheet.headings]
    if Meaning.FAMILY in heads and Meaning.GIVEN not in heads:  # “Name” beside “Surname”
        heads = [Meaning.GIVEN if head is Meaning.GIVEN_FIRST else head for head in heads]
    columns = [_by_content(sheet, place, head, organizations) for place, head in enumerate(heads)]
    columns = _guess_the_rest(sheet, columns)
    return tuple(_given_once(columns))


def _by_content(
    sheet: Sheet, place: int, head: Meaning | None, organizations: Sequence[Known]
) -> Column:
    cells = sheet.column(place)
    column = Column(
        sheet.headings[place], tuple(cells[:_SAMPLES]), Meaning.LEAVE_OUT, Sure.LEFT_OUT,
        Reason.UNKNOWN, of=len(cells),
    )  # fmt: skip
    if cells and 2 * sum("@" in cell for cell in cells) >= len(cells):
        whole = sum("." in cell.partition("@")[2] for cell in cells)
        return _read(column, Meaning.EMAIL, Reason.ADDRESSES, whole, least=0.8)
    if head is None:
        return _without_heading(column, cells, organizations)
    if head in _NAMES:
        return _name(column, cells, head)
    if head is Meaning.LEAVE_OUT:
        return replace(column, reason=Reason.NOT_NEEDED)
    if head is Meaning.ORGANIZATION and organizations:
        return _organization(column, cells, organizations)
    return replace(column, meaning=head, sure=Sure.SURE, reason=Reason.HEADING)


def _read(
    column: Column, meaning: Meaning, reason: Reason, count: int, *, least: float = 1.0
) -> Column:
    sure = Sure.SURE if column.of and count >= least * column.of else Sure.LIKELY
    return replace(column, meaning=meaning, sure=sure, reason=reason, count=count)


def _name(column: Column, cells: Sequence[str], head: Meaning) -> Column:
    turned = sum(map(has_family_first, cells))
    if turned:
        return _read(column, Meaning.FAMILY_FIRST, Reason.COMMAS, turned)
    return replace(column, meaning=head, sure=Sure.SURE, reason=Reason.HEADING)


def _organization(column: Column, cells: Sequence[str], organizations: Sequence[Known]) -> Column:
    matches = match_organizations(cells, organizations)
    count = sum(match.count for match in matches if match.organization is not None)
    sure = all(match.sure for match in matches)
    return replace(
        column, meaning=Meaning.ORGANIZATION, sure=Sure.SURE if sure else Sure.LIKELY,
        reason=Reason.ORGANIZATIONS, count=count,
    )  # fmt: skip


def _without_heading(
    column: Column, cells: Sequence[str], organizations: Sequence[Known]
) -> Column:
    found = _organization(column, cells, organizations)
    if cells and 2 * found.count >= len(cells):
        return found
    return column if _are_words(cells) else replace(column, reason=Reason.NOT_NEEDED)


def _guess_the_rest(sheet: Sheet, columns: list[Column]) -> list[Column]:
    """Without headings: the first column of words is the name, the next one the role."""
    taken = {column.meaning for column in columns}
    wanted = [] if taken & {*_NAMES, Meaning.GIVEN, Meaning.FAMILY} else [Meaning.GIVEN_FIRST]
    wanted += [] if Meaning.ROLE in taken or any(sheet.headings) else [Meaning.ROLE]
    for place, column in enumerate(columns):
        if wanted and column.reason is Reason.UNKNOWN and _are_words(sheet.column(place)):
            columns[place] = _looks(column, sheet.column(place), wanted.pop(0))
    return columns


def _looks(column: Column, cells: Sequence[str], meaning: Meaning) -> Column:
    turned = sum(map(has_family_first, cells)) if meaning in _NAMES else 0
    if 2 * turned > len(cells):
        return _read(column, Meaning.FAMILY_FIRST, Reason.COMMAS, turned)
    return replace(column, meaning=meaning, sure=Sure.LIKELY, reason=Reason.LOOKS)


def _are_words(cells: Sequence[str]) -> bool:
    words = sum(any(c.isalpha() for c in cell) and not _is_number(cell) for cell in cells)
    return bool(cells) and 2 * words > len(cells)


def _is_number(cell: str) -> bool:
    return sum(c.isdigit() for c in cell) > sum(c.isalpha() for c in cell)


def _given_once(columns: Sequence[Column]) -> list[Column]:
    """Leave out the second column of a meaning: the surer one stays, then the first."""
    kept: dict[Meaning, int] = {}
    for place, column in enumerate(columns):
        best = kept.get(_slot(column.meaning))
        if best is None or (columns[best].sure, column.sure) == (Sure.LIKELY, Sure.SURE):
            kept[_slot(column.meaning)] = place
    return [
        column
        if column.meaning is Meaning.LEAVE_OUT or kept[_slot(column.meaning)] == place
        else replace(column, meaning=Meaning.LEAVE_OUT, sure=Sure.LEFT_OUT, reason=Reason.SECOND)
        for place, column in enumerate(columns)
    ]


def _slot(meaning: Meaning) -> Meaning:
    return Meaning.GIVEN_FIRST if meaning in _NAMES else meaning
