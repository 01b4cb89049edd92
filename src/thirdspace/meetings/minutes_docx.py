"""The minutes as a text document that any office program opens and changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO

from django.utils.translation import gettext as _
from docx import Document
from docx.document import Document as File

from thirdspace.access import clock, dates
from thirdspace.meetings.reads.decisions import DecisionRow
from thirdspace.meetings.reads.minutes import Minutes
from thirdspace.meetings.reads.promises import PromiseRow
from thirdspace.meetings.sitting import listed


def written(minutes: Minutes, partnership: str) -> bytes:
    """Return the minutes as a document: agenda, notes, who was here, decisions, promises."""
    document = Document()
    meeting = minutes.meeting
    properties = document.core_properties
    properties.title, properties.author = _plain(meeting.title)[:255], _plain(partnership)[:255]
    properties.created = properties.modified = clock.now().replace(tzinfo=None, microsecond=0)
    document.add_heading(_plain(meeting.title), level=0)
    document.add_paragraph(_plain(f"{partnership}. {minutes.when}. {meeting.place}"))
    document.add_paragraph(_plain(f"{minutes.standing} {minutes.filled}"))
    _agenda(document, minutes)
    _notes(document, minutes)
    _people(document, minutes)
    _decisions(document, minutes.decisions)
    _promises(document, [row for bank in minutes.promises for row in bank.rows])
    saved = BytesIO()
    document.save(saved)
    return saved.getvalue()


def _agenda(document: File, minutes: Minutes) -> None:
    document.add_heading(_("Agenda"), level=1)
    balance = minutes.agenda.balance
    document.add_paragraph(f"{balance.sentence} {balance.joint_sentence}")
    _table(
        document,
        (_("Time"), _("Item"), _("Kind"), _("Led by"), _("Minutes"), _("State")),
        (
            (row.time, row.title, row.kind, row.led_by, str(row.minutes), row.state_label)
            for row in minutes.agenda.rows
        ),
    )


def _notes(document: File, minutes: Minutes) -> None:
    document.add_heading(_("Notes"), level=1)
    if not minutes.notes:
        document.add_paragraph(_("Nothing was typed."))
    for part in minutes.notes:
        if part.number:
            document.add_heading(_plain(f"{part.number}. {part.title}"), level=2)
        for line in part.lines:
            document.add_paragraph(_plain(f"{line.by.name}: {line.text}"), style="List Bullet")


def _people(document: File, minutes: Minutes) -> None:
    document.add_heading(_("Who was here"), level=1)
    _table(
        document,
        (_("Organization"), _("Here"), _("Not here")),
        (
            (
                group.organization,
                ", ".join(person.name for person in group.came),
                ", ".join(p.name for p in group.people if p not in group.came),
            )
            for group in minutes.groups
        ),
    )
    if minutes.missing.anybody:
        missing = [*minutes.missing.organizations, *minutes.missing.voices]
        document.add_paragraph(_plain(_("Missing: %(who)s.") % {"who": listed(missing)}))


def _decisions(document: File, rows: Sequence[DecisionRow]) -> None:
    document.add_heading(_("Decisions"), level=1)
    if not rows:
        document.add_paragraph(_("None was made."))
        return
    _table(
        document,
        (_("Decision"), _("Proposed by"), _("Decided by"), _("Absent when decided"), _("State")),
        (
            (
                f"{row.short} {row.text}",
                row.proposed_by.name if row.proposed_by else "",
                ", ".join(org.name for org in row.decided),
                ", ".join(had.org.name for had in row.absent),
                row.state_label,
            )
            for row in rows
        ),
    )


def _promises(document: File, rows: Sequence[PromiseRow]) -> None:
    document.add_heading(_("Promises"), level=1)
    if not rows:
        document.add_paragraph(_("None was made."))
        return
    _table(
        document,
        (_("Promise"), _("Who"), _("Organization"), _("Due")),
        (
            (
                f"{row.short} {row.text}",
                row.owner,
                _("Both sides") if row.joint else row.organization.name,
                dates.day(row.due) if row.due else _("no date yet"),
            )
            for row in rows
        ),
    )


def _table(document: File, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    table = document.add_table(rows=1, cols=len(head), style="Light Grid Accent 1")
    for cell, words in zip(table.rows[0].cells, head, strict=True):
        cell.text = words
    for row in rows:
        cells = table.add_row().cells
        for cell, words in zip(cells, row, strict=True):
            cell.text = _plain(words)


def _plain(text: str) -> str:
    """Return text without the control characters that XML forbids."""
    return "".join(c for c in text if c in "\n\t" or (ord(c) >= 32 and c not in "\ufffe\uffff"))
