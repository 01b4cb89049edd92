"""The claims room's part of the partnership folder: claims.csv and evidence.csv.

Not carried: comments, answers to evidence, former wordings and mind changers, proposals that wait,
and the hour of the day. A holder is carried once, for the organization of their first seat.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from thirdspace.access import audit, search
from thirdspace.access.folder import Intake, Outgoing
from thirdspace.access.routes import nothing_here
from thirdspace.access.scope import Scope
from thirdspace.claims.actions.found import found_by
from thirdspace.claims.files.claims import read_claims
from thirdspace.claims.files.evidence import read_evidence
from thirdspace.claims.files.outgoing import claim_rows, evidence_rows
from thirdspace.claims.files.words import CLAIMS, EVIDENCE, Place, place_of
from thirdspace.formats.folder import TABLES
from thirdspace.partnership.files.cells import Cells
from thirdspace.partnership.models import Partnership

__all__ = ["read", "table", "write"]


def read(intake: Intake) -> None:
    """Store claims and evidence; a second import of the same folder changes nothing."""
    places = {key: place_of(scope) for key, scope in intake.scopes.items()}
    for name, store in ((CLAIMS, read_claims), (EVIDENCE, read_evidence)):
        for key, rows in _by_partnership(intake, name, places).items():
            audit.one_at_a_time(places[key].scope.partnership_id)
            store(intake, places[key], rows)
    for place in places.values():
        _tell(intake, place)


def _by_partnership(
    intake: Intake, table: str, places: Mapping[str, Place]
) -> dict[str, list[Cells[Place]]]:
    found: dict[str, list[Cells[Place]]] = defaultdict(list)
    for row in intake.rows(table):
        scope = intake.scope_of(table, row)
        if scope:
            place = places[scope.partnership_key]
            found[scope.partnership_key].append(Cells(intake, table, row, place))
    return found


def _tell(intake: Intake, place: Place) -> None:
    partnership = Partnership.objects.within(place.scope).get()
    told = not intake.problems and place.tally.tell(
        intake, place.scope, "claims.import_folder", partnership
    )
    if told:
        search.put(place.scope, [found_by(place.scope, claim) for claim in place.claims.values()])


def write(scope: Scope, outgoing: Outgoing) -> None:
    """Add the claims a scope may see, and the evidence on them both ways."""
    outgoing.add(CLAIMS, list(claim_rows(scope)))
    outgoing.add(EVIDENCE, list(evidence_rows(scope)))


def table(scope: Scope, name: str) -> tuple[list[str], list[Mapping[str, str]]]:
    """Return the columns and rows of one of the two tables.

    Raises
    ------
    NotThere
        This room has no such table.
    """
    if name not in (CLAIMS, EVIDENCE):
        raise nothing_here()
    rows = list(claim_rows(scope) if name == CLAIMS else evidence_rows(scope))
    known = [*TABLES[name].required, *TABLES[name].known]
    return [*known, *_more(rows, known)], rows


def _more(rows: Iterable[Mapping[str, str]], known: Iterable[str]) -> list[str]:
    return sorted({column for row in rows for column in row}.difference(known))
