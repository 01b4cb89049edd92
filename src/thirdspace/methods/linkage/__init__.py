"""Record linkage: which records of lists without a common id are the same person?"""

from __future__ import annotations

from thirdspace.methods.linkage.agreement import Agreements
from thirdspace.methods.linkage.blocking import Blocking, candidate_pairs
from thirdspace.methods.linkage.comparisons import compare_records
from thirdspace.methods.linkage.duplicates import Duplicates, Group, duplicates
from thirdspace.methods.linkage.explained import Pair, Part
from thirdspace.methods.linkage.fellegi_sunter import MatchModel, fellegi_sunter
from thirdspace.methods.linkage.keys import Block
from thirdspace.methods.linkage.link_lists import Linkage, link_lists
from thirdspace.methods.linkage.one_to_one import OneToOne, one_to_one
from thirdspace.methods.linkage.review_band import ReviewBand, review_band
from thirdspace.methods.linkage.roles import HEADS, guess_roles

__all__ = [
    "HEADS",
    "Agreements",
    "Block",
    "Blocking",
    "Duplicates",
    "Group",
    "Linkage",
    "MatchModel",
    "OneToOne",
    "Pair",
    "Part",
    "ReviewBand",
    "candidate_pairs",
    "compare_records",
    "duplicates",
    "fellegi_sunter",
    "guess_roles",
    "link_lists",
    "one_to_one",
    "review_band",
]
