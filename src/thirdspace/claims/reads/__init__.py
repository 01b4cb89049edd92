"""Every query of this room."""

from __future__ import annotations

from thirdspace.claims.reads.rows import BoardClaims, ClaimList, ClaimRow, board_claims, claim_list

__all__ = ["BoardClaims", "ClaimList", "ClaimRow", "board_claims", "claim_list"]
