"""Sees all rooms: board, timeline, search, report, and the partnership folder."""
