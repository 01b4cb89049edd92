"""A table of people as it is pasted from a spreadsheet.

Three questions, one after the other: :func:`read_sheet` (which cells are there?),
:func:`guess_columns` (what does each column say?), :func:`read_people` (who is it, and which rows
need a look?).
"""

from thirdspace.formats.people_table.cells import MAX_CHARACTERS, MAX_ROWS, read_sheet
from thirdspace.formats.people_table.columns import guess_columns
from thirdspace.formats.people_table.organizations import match_organizations
from thirdspace.formats.people_table.people import read_people
from thirdspace.formats.people_table.records import (
    Column,
    Doubt,
    Fix,
    Known,
    Match,
    Meaning,
    People,
    PersonRow,
    Reason,
    Sheet,
    SheetRow,
    Sure,
    Trouble,
)

__all__ = [
    "MAX_CHARACTERS",
    "MAX_ROWS",
    "Column",
    "Doubt",
    "Fix",
    "Known",
    "Match",
    "Meaning",
    "People",
    "PersonRow",
    "Reason",
    "Sheet",
    "SheetRow",
    "Sure",
    "Trouble",
    "guess_columns",
    "match_organizations",
    "read_people",
    "read_sheet",
]
