"""The sentences that the results of reciprocity say about themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thirdspace.methods.words import counted, joined, plain

if TYPE_CHECKING:
    from thirdspace.methods.reciprocity.balance import OrganizationBalance, ReciprocityBalance
    from thirdspace.methods.reciprocity.dyad_trust import DyadTrust


def balance_sentence(found: ReciprocityBalance) -> str:
    """Return “2 exchanges; District gave 30, received 10 (balance +0.50); …”"""
    if not found.exchanges:
        return "Nothing yet: no exchange was recorded."
    return joined(
        counted(found.exchanges, "exchange"),
        *(_organization(row) for row in found.organizations),
        f"{found.without_value} without a value" if found.without_value else "",
    )


def _organization(row: OrganizationBalance) -> str:
    if row.balance is None:
        return f"{row.organization}: no value noted"
    exchanged = f"gave {plain(row.given)}, received {plain(row.received)}"
    return f"{row.organization} {exchanged} (balance {row.balance:+.2f})"


def trust_sentence(found: DyadTrust) -> str:
    """Return “The first trusts the second 4.2 (n = 2), the second the first 2.7 (n = 2) …”"""
    left = counted(found.left_out, "person", "people")
    left_out = f"{left} with too few answers left out" if found.left_out else ""
    if found.asymmetry is None:
        return joined("nothing to compare: both sides need answers", left_out)
    return joined(
        f"the first trusts the second {found.first_in_second:.1f} (n = {found.first_people}), "
        f"the second the first {found.second_in_first:.1f} (n = {found.second_people}) on "
        f"{found.points} points: {found.asymmetry:.1f} apart",
        left_out,
    )
