"""The least set of cells to hide, by implicit hitting sets.

Each failed attempt yields a *cut*: shown cells of which at least one must be hidden, whatever else
is. The cheapest set that meets every cut so far is either safe, and then nothing cheaper is, or it
fails and yields more cuts.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from thirdspace.methods.protect.moves import TOLERANCE
from thirdspace.methods.protect.need import Needs, given_away
from thirdspace.methods.protect.system import Mask, System
from thirdspace.problems import MethodProblem

#: Attempts to prove that nothing cheaper is safe, and steps of the solver in each.
ROUNDS = 15
NODES = 50


@dataclass(eq=False)
class Cover:
    """A search for cells to hide.

    Parameters
    ----------
    system : System
        Cells and ties.
    needs : Needs
        Small cells, and what protects them.
    start : array of bool
        What is hidden in any case: small cells and slacks.
    open : array of bool
        Cells that may be hidden as well.
    cuts : dict
        Found so far, as bytes of masks, each with its mask; their order is that of discovery.
    """

    system: System
    needs: Needs
    start: Mask
    open: Mask
    cuts: dict[bytes, Mask] = field(default_factory=dict)

    def least(self) -> tuple[Mask, int]:
        """Return what to hide, and a proven least number of cells beside the small ones.

        First the number is made small, then what is lost with them.
        """
        ones = self.open.astype(float)
        hidden, bound = self._search(ones)
        fewest = self._extra(hidden)
        if bound < fewest:
            return self._trimmed(hidden), bound
        cheaper, _ = self._search(self._losses(), at_most=fewest)
        return min((hidden, cheaper), key=self._cost), bound

    def _search(self, losses: NDArray[Any], at_most: int | None = None) -> tuple[Mask, int]:
        """Return the best safe pattern met, and the proven least sum of losses (rounded up)."""
        patterns = []
        bound = 0.0
        for _ in range(ROUNDS):
            chosen, bound = self._hit(losses, at_most)
            patterns.append(self._grown(self.start | chosen))
            safe = (patterns[-1] == (self.start | chosen)).all()
            if safe or losses[chosen & ~self.start].sum() > bound + TOLERANCE:
                break
        return min(patterns, key=self._cost), int(np.ceil(bound - TOLERANCE))

    def _grown(self, hidden: Mask) -> Mask:
        """Hide more until all is safe, keeping every cut met on the way."""
        needs, hidden = self.needs, hidden.copy()
        while failing := dict(given_away(self.system, hidden, needs)):
            needs = needs.only(np.isin(needs.cells, list(failing)))
            cuts = np.array([self._cut(hidden, *failure) for failure in failing.items()])
            self.cuts |= {cut.tobytes(): cut for cut in cuts}
            while len(cuts):
                best = np.argmax(cuts.sum(axis=0) / (1 + self._losses()))
                hidden[best] = True
                cuts = cuts[~cuts[:, best]]
        return hidden

    def _cut(self, hidden: Mask, cell: int, helpers: Mask | None) -> Mask:
        cut = self.open & (self._kept_in_vain(hidden, cell) if helpers is None else helpers)
        if not cut.any():
            raise MethodProblem(
                f"Nothing protects “{self.system.names[cell]}”.",
                "What is public already, or must stay shown, gives it away.",
                "Allow more cells to be hidden, join groups, or don’t publish the table.",
                field="never_hide",
            )
        return cut

    def _kept_in_vain(self, hidden: Mask, cell: int) -> Mask:
        """Return the shown cells left when all that doesn't help this cell is hidden too."""
        need = self.needs.only(self.needs.cells == cell)
        hidden = hidden.copy()
        for other in sorted(
            np.flatnonzero(self.open & ~hidden), key=lambda at: -self._losses()[at]
        ):
            hidden[other] = True
            hidden[other] = any(given_away(self.system, hidden, need))
        return ~hidden

    def _hit(self, losses: NDArray[Any], at_most: int | None) -> tuple[Mask, float]:
        """Return the cells with the least loss that meet every cut, and the proven least loss."""
        from scipy.optimize import Bounds, LinearConstraint, milp
        from scipy.sparse import csr_array

        if not self.cuts:
            return self.start, 0.0
        cuts = csr_array(np.array(list(self.cuts.values())).astype(float))
        rules = [LinearConstraint(cuts, 1, np.inf)]
        if at_most is not None:
            rules.append(LinearConstraint(np.ones((1, len(losses))), 0, at_most))
        found = milp(
            losses,
            constraints=rules,
            integrality=np.ones(len(losses)),
            bounds=Bounds(0, self.open.astype(float)),
            options={"mip_rel_gap": 0, "node_limit": NODES},
        )
        if found.x is None:
            return self.start, 0.0
        return found.x > 0.5, found.mip_dual_bound

    def _trimmed(self, hidden: Mask) -> Mask:
        """Show again what turned out not to be needed, zeros and then largest counts first."""
        hidden = hidden.copy()
        extra = np.flatnonzero(hidden & ~self.start)
        for cell in sorted(extra, key=lambda at: -self._losses()[at]):
            hidden[cell] = False
            hidden[cell] = any(given_away(self.system, hidden, self.needs))
        return hidden

    def _losses(self) -> NDArray[Any]:
        """What each cell's hiding loses: its share of all that is counted, and never nothing.

        A 0 costs more than all others together: beside it readers can often tell that the hidden
        cells are small.
        """
        values = self.system.values * self.open
        shares = (1 + values) / (1 + values.sum())
        return np.asarray(np.where(values > 0, shares, 1 + shares.sum()))

    def _extra(self, hidden: Mask) -> int:
        return int((hidden & ~self.start).sum())

    def _cost(self, hidden: Mask) -> tuple[int, float]:
        return self._extra(hidden), float(self._losses()[hidden & ~self.start].sum())
