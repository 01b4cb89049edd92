"""How a set-up reads: counts in words, why a column was read so, why a row needs a look."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from thirdspace.formats.people_table import (
    Column,
    Doubt,
    Known,
    Match,
    Meaning,
    PersonRow,
    Reason,
    Sure,
    Trouble,
)

_NUMBERS = (
    gettext_lazy("zero"), gettext_lazy("one"), gettext_lazy("two"), gettext_lazy("three"),
    gettext_lazy("four"), gettext_lazy("five"), gettext_lazy("six"), gettext_lazy("seven"),
    gettext_lazy("eight"), gettext_lazy("nine"), gettext_lazy("ten"),
)  # fmt: skip
_ORDINALS = (
    "", gettext_lazy("first"), gettext_lazy("second"), gettext_lazy("third"),
    gettext_lazy("fourth"), gettext_lazy("fifth"), gettext_lazy("sixth"), gettext_lazy("seventh"),
    gettext_lazy("eighth"), gettext_lazy("ninth"), gettext_lazy("tenth"),
)  # fmt: skip

MEANINGS = {
    Meaning.FAMILY_FIRST: gettext_lazy("Family name, first name"),
    Meaning.GIVEN_FIRST: gettext_lazy("First name, family name"),
    Meaning.GIVEN: gettext_lazy("First name"),
    Meaning.FAMILY: gettext_lazy("Family name"),
    Meaning.EMAIL: gettext_lazy("E-mail address"),
    Meaning.ORGANIZATION: gettext_lazy("Organization"),
    Meaning.ROLE: gettext_lazy("Role"),
    Meaning.LEAVE_OUT: gettext_lazy("Leave out"),
}


def number(count: int) -> str:
    """Write a small count as a word."""
    return str(_NUMBERS[count]) if count < len(_NUMBERS) else str(count)


def people(count: int) -> str:
    """Return “ten people”."""
    words = ngettext("%(number)s person", "%(number)s people", count)
    return words % {"number": number(count)}


def minutes(seconds: int) -> str:
    """Return the time spent so far: “six minutes so far”."""
    count = max(1, round(seconds / 60))
    words = ngettext("%(number)s minute so far", "%(number)s minutes so far", count)
    return words % {"number": number(count)}


def keep_the_others(ready: int, doubtful: int, asked: str) -> str:
    """Return the words of the button that leaves out who still needs a look."""
    said = {"ready": number(ready), "who": asked, "others": number(doubtful)}
    if doubtful == 1 and ready + 1 < len(_ORDINALS):
        said["nth"] = str(_ORDINALS[ready + 1])
        return (
            _("Keep the %(ready)s, ask %(who)s for the %(nth)s") if asked
            else _("Keep the %(ready)s, add the %(nth)s later")
        ) % said  # fmt: skip
    return (
        _("Keep the %(ready)s, ask %(who)s for the other %(others)s") if asked
        else _("Keep the %(ready)s, add the other %(others)s later")
    ) % said  # fmt: skip


# --- Columns ----------------------------------------------------------------------------------


def how_sure(
    column: Column, chosen: Meaning, matches: Sequence[Match], organizations: Sequence[Known]
) -> str:
    """Return how sure the reading of a column is, and why."""
    if chosen is not column.meaning:
        return _("sure: you said so")
    if column.reason is Reason.ORGANIZATIONS:
        return _organizations(column, matches, organizations)
    counted = column.reason in (Reason.COMMAS, Reason.ADDRESSES)
    because = _counted(column) if counted else _REASONS[column.reason]
    lead = {
        Sure.SURE: _("sure: %(why)s"),
        Sure.LIKELY: _("likely: please check. %(why)s"),
        Sure.LEFT_OUT: _("left out: %(why)s"),
    }
    return lead[column.sure] % {"why": because}


_REASONS = {
    Reason.HEADING: gettext_lazy("your heading says so"),
    Reason.LOOKS: gettext_lazy("It looks like it"),
    Reason.NOT_NEEDED: gettext_lazy("we never need it"),
    Reason.UNKNOWN: gettext_lazy("we can’t tell what it is"),
    Reason.SECOND: gettext_lazy("another column says it already"),
}


def _counted(column: Column) -> str:
    whole = column.count == column.of
    words = {
        (Reason.COMMAS, True): _("a comma in all %(of)s"),
        (Reason.COMMAS, False): _("a comma in %(count)s of %(of)s"),
        (Reason.ADDRESSES, True): _("all %(of)s are addresses"),
        (Reason.ADDRESSES, False): _("%(count)s of %(of)s are addresses"),
    }
    return words[column.reason, whole] % {"count": column.count, "of": column.of}


def _organizations(column: Column, matches: Sequence[Match], organizations: Sequence[Known]) -> str:
    said = [
        _("%(written)s = %(organization)s (%(count)s)") % {
            "written": match.written, "count": match.count,
            "organization": _known(organizations[match.organization]),
        }
        for match in matches if match.organization is not None
    ]  # fmt: skip
    if column.sure is Sure.SURE:
        return _("sure: %(why)s") % {"why": ", ".join(said)}
    return _("likely: please check. %(why)s") % {"why": ", ".join(said)}


def _known(organization: Known) -> str:
    return organization.short_name or organization.name


# --- Rows -------------------------------------------------------------------------------------

_TROUBLES = {
    Trouble.NO_NAME: gettext_lazy("There is no name."),
    Trouble.LONG_NAME: gettext_lazy("The name is longer than 200 characters."),
    Trouble.NO_ADDRESS: gettext_lazy("There is no address."),
    Trouble.NO_ENDING: gettext_lazy("“%(email)s” has no ending."),
    Trouble.NO_SUCH_ADDRESS: gettext_lazy("“%(email)s” is not an address."),
    Trouble.SAME_ADDRESS: gettext_lazy("Row %(other)s has the same address."),
    Trouble.NO_ORGANIZATION: gettext_lazy("“%(written)s” is neither of the two."),
}
FIELDS = {
    Trouble.NO_NAME: "name",
    Trouble.LONG_NAME: "name",
    Trouble.NO_ADDRESS: "email",
    Trouble.NO_ENDING: "email",
    Trouble.NO_SUCH_ADDRESS: "email",
    Trouble.SAME_ADDRESS: "email",
    Trouble.NO_ORGANIZATION: "organization",
}


def trouble(doubt: Doubt, row: PersonRow) -> str:
    """Return why a row needs a look, and where it stands in the sheet."""
    if doubt.trouble is Trouble.NO_ORGANIZATION and not row.written_organization:
        words = _("Nothing says for whom.")
    else:
        words = str(_TROUBLES[doubt.trouble]) % {
            "email": row.email[:80], "other": doubt.row, "written": row.written_organization[:80],
        }  # fmt: skip
    return _("%(words)s Row %(row)s of your sheet.") % {"words": words, "row": row.number}
