"""Random systems of published cells: tables of two and three ways, nested, linked, sparse."""

from itertools import product

import numpy as np

from thirdspace.methods.protect import Equation


def margins(counts, prefix=""):
    """Return cells with all totals, and every sum, of a table of any number of ways."""
    full = np.asarray(counts)
    shape = full.shape
    for way in range(full.ndim):
        full = np.concatenate([full, full.sum(way, keepdims=True)], way)

    def name(place):
        return prefix + "|".join(
            "all" if at == size else f"{way}{at}"
            for way, at, size in zip("rcklm", place, shape, strict=False)
        )

    cells = {name(place): int(full[place]) for place in np.ndindex(full.shape)}
    equations = []
    for way in range(full.ndim):
        others = [range(size + 1) if at != way else [0] for at, size in enumerate(shape)]
        for place in product(*others):
            line = [name((*place[:way], at, *place[way + 1 :])) for at in range(shape[way] + 1)]
            equations.append(Equation(line[-1], tuple(line[:-1])))
    return cells, equations


def nested(random):
    """Return districts in regions in a state, by two or three groups."""
    groups = int(random.integers(1, 4))
    sizes = random.integers(1, 5, size=int(random.integers(2, 4)))
    regions = [some(random, (size, groups)) for size in sizes]
    cells, equations = margins(np.array([region.sum(axis=0) for region in regions]))
    for at, region in enumerate(regions):
        for group in [*range(groups), None]:
            column = "all" if group is None else f"c{group}"
            counts = region.sum(axis=1) if group is None else region[:, group]
            names = [f"r{at}.{district}|{column}" for district in range(len(region))]
            cells |= dict(zip(names, counts.tolist(), strict=True))
            equations.append(Equation(f"r{at}|{column}", tuple(names)))
        for district in range(len(region)):
            line = tuple(f"r{at}.{district}|c{group}" for group in range(groups))
            equations.append(Equation(f"r{at}.{district}|all", line))
    return cells, equations


def linked(random):
    """Return two tables of the same people, which share their rows' totals."""
    rows = int(random.integers(2, 5))
    one = some(random, (rows, int(random.integers(2, 5))))
    cells, equations = margins(one)
    other_cells, other_equations = {}, []
    parts = int(random.integers(2, 4))
    split = np.array([random.multinomial(n, np.ones(parts) / parts) for n in one.sum(axis=1)])
    second, sums = margins(split, "b:")
    shared = {f"b:r{row}|all": f"r{row}|all" for row in range(rows)} | {"b:all|all": "all|all"}
    other_cells = {name: count for name, count in second.items() if name not in shared}
    for each in sums:
        total = shared.get(each.total, each.total)
        other_equations.append(Equation(total, tuple(shared.get(p, p) for p in each.parts)))
    known = {(e.total, frozenset(e.parts)) for e in equations}
    extra = [e for e in other_equations if (e.total, frozenset(e.parts)) not in known]
    return cells | other_cells, equations + extra


def some(random, shape):
    """Return counts: sparse, skewed or even."""
    kind = int(random.integers(0, 4))
    if kind == 0:
        return random.poisson(2, shape) * random.integers(0, 2, shape)
    if kind == 1:
        return random.negative_binomial(0.8, 0.8 / 20.8, shape)
    if kind == 2:
        return np.floor(np.exp(random.normal(2.5, 1.2, shape))).astype(int)
    counts = random.integers(10, 60, shape)
    counts.flat[random.integers(0, counts.size)] = random.integers(1, 10)
    return counts


def system(random):
    """Return the cells and sums of one random system."""
    kind = int(random.integers(0, 6))
    if kind == 0:
        return nested(random)
    if kind == 1:
        return linked(random)
    if kind == 2:
        return margins(some(random, tuple(random.integers(2, 4, size=3))))
    if kind == 3:
        return margins(some(random, (int(random.integers(2, 9)),)))
    return margins(some(random, tuple(random.integers(2, 8, size=2))))
