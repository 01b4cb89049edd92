"""What the methods of reciprocity read, one record each."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Exchange:
    """Something one organization gave another.

    Parameters
    ----------
    giver, receiver : str
        The two organizations.
    value : float, optional
        In one unit for all (hours, money); None where nobody put a value on it.
    confirmed : bool
        The receiver said that it was of benefit.
    """

    giver: str
    receiver: str
    value: float | None = None
    confirmed: bool = False
