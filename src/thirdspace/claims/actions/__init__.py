"""Every write of this room."""

from __future__ import annotations

from thirdspace.claims.actions.evidence import link_evidence, reply_to_link, withdraw_link
from thirdspace.claims.actions.readings import (
    answer_proposal,
    propose_reading,
    propose_release,
)
from thirdspace.claims.actions.statements import (
    add_holder,
    comment,
    make_claim,
    remove_holder,
    reword_claim,
    share_claim,
    state_mind_changer,
)

__all__ = [
    "add_holder",
    "answer_proposal",
    "comment",
    "link_evidence",
    "make_claim",
    "propose_reading",
    "propose_release",
    "remove_holder",
    "reply_to_link",
    "reword_claim",
    "share_claim",
    "state_mind_changer",
    "withdraw_link",
]
