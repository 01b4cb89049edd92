"""Every write of this room."""

from thirdspace.evidence.actions.codes import add_code, change_code
from thirdspace.evidence.actions.codings import code_passage, withdraw_coding
from thirdspace.evidence.actions.sources import (
    add_source,
    add_text_version,
    change_consent,
    set_attributes,
    set_case,
)

__all__ = [
    "add_code",
    "add_source",
    "add_text_version",
    "change_code",
    "change_consent",
    "code_passage",
    "set_attributes",
    "set_case",
    "withdraw_coding",
]
