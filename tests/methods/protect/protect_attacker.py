"""Readers who want to know hidden cells, written without any of the product's code."""

from itertools import product

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp


class Attacker:
    """Searches other tables of whole counts that show the same, by integer programs on counts."""

    def __init__(self, cells, equations, hidden):
        self.names = list(cells)
        self.true = np.array([cells[name] for name in self.names])
        rows = np.zeros((len(equations), len(cells)))
        for row, equation in zip(rows, equations, strict=True):
            for part in equation.parts:
                row[self.names.index(part)] = 1
            row[self.names.index(equation.total)] = -1
        seen = np.array([name not in set(hidden) for name in self.names])
        most = np.where(seen, self.true, 20 * self.true.sum() + 100)
        self.low, self.high = np.where(seen, self.true, 0), most
        self.rules = [LinearConstraint(rows, 0, 0)] if len(equations) else []

    def leaks(self, small):
        """Return the small cells that have one count in every table that shows the same."""
        left = [self.names.index(name) for name in small]
        found = []
        while left:
            cell = left.pop()
            other = self._other(cell, 1)
            other = self._other(cell, -1) if other is None else other
            if other is None:
                found.append(self.names[cell])
            else:
                left = [each for each in left if other[each] == self.true[each]]
        return found

    def _other(self, cell, sign):
        low, high = self.low.astype(float), self.high.astype(float)
        if sign > 0:
            low[cell] = self.true[cell] + 1
        else:
            high[cell] = self.true[cell] - 1
        if low[cell] > high[cell]:
            return None
        found = milp(
            np.zeros(len(low)),
            constraints=self.rules,
            bounds=Bounds(low, high),
            integrality=np.ones(len(low)),
        )
        assert found.status in (0, 2), found.message
        if found.status == 2:
            return None
        table = np.rint(found.x)
        for rule in self.rules:
            assert (rule.A @ table == 0).all()
        return table


def every_table(cells, equations, hidden, highest):
    """Try all counts up to `highest` of the cells that are no totals; return those that fit."""
    totals = {equation.total for equation in equations}
    inner = [name for name in cells if name not in totals]
    choices = [range(highest + 1) if name in hidden else [cells[name]] for name in inner]
    tables = dict(zip(inner, np.array(list(product(*choices))).T, strict=True))
    left = list(equations)
    fits = np.ones(len(tables[inner[0]]), dtype=bool)
    while left:
        equation = next(e for e in left if all(part in tables for part in e.parts))
        left.remove(equation)
        added = sum(tables[part] for part in equation.parts)
        fits &= tables.setdefault(equation.total, added) == added
    for name, counts in tables.items():
        if name not in hidden:
            fits &= counts == cells[name]
    return {name: counts[fits] for name, counts in tables.items()}
