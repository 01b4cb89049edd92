"""The words a partnership folder uses, whatever language the screen speaks."""

from __future__ import annotations

from thirdspace.partnership.models import Kind

KINDS = {
    "school": Kind.SCHOOL,
    "district": Kind.DISTRICT,
    "university": Kind.UNIVERSITY,
    "state agency": Kind.STATE,
    "community organization": Kind.COMMUNITY,
    "funder": Kind.FUNDER,
    "intermediary": Kind.INTERMEDIARY,
}
KIND_WORDS = {kind.value: word for word, kind in KINDS.items()}
