"""The part of the partnership folder that this room reads and writes."""

from __future__ import annotations

from thirdspace.access.folder import Intake
from thirdspace.evidence.files.codes import read_codes
from thirdspace.evidence.files.codings import read_codings
from thirdspace.evidence.files.outgoing import write
from thirdspace.evidence.files.sources import read_sources
from thirdspace.evidence.files.tally import Tallies
from thirdspace.partnership.models import Partnership

__all__ = ["read", "write"]


def read(intake: Intake) -> None:
    """Store what the folder holds for this room; what is there already stays as it is."""
    tallies = Tallies()
    texts = read_sources(intake, tallies)
    read_codings(intake, texts, read_codes(intake, tallies), tallies)
    for key, scope in intake.scopes.items():
        partnership = Partnership.objects.within(scope).get()
        tallies.of(key).tell(intake, scope, "evidence.import_folder", partnership)
