"""The pages of this room."""

from __future__ import annotations

from thirdspace.claims.pages import claim, evidence, listing, readings

__all__ = ["claim", "evidence", "listing", "readings"]
