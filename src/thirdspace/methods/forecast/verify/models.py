"""Cases of the push and the pull model, and of hazards added up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from thirdspace.methods.forecast.hazard_sum import HazardSum, hazard_sum
from thirdspace.methods.forecast.pull import Pull, pull
from thirdspace.methods.forecast.push import Push, push
from thirdspace.methods.rates.verify.expected import Case, computed

#: What files call a number of one year, and what we call it.
PUSH = {
    "expected_leavers": "leavers",
    "internal_stock_before_recruits": "internal",
    "expected_stock": "stock",
    "sd_stock": "sd",
}
PULL = {
    "expected_vacancies": "vacancies",
    "expected_leavers": "leavers",
    "expected_movers": "movers",
    "expected_hires": "hires",
    "expected_promotions": "promoted",
    "sd_vacancies": "sd",
}


def differences_of(row: Case) -> Iterator[str] | None:
    """Return where a forecast differs from what the case expects; None if it is none."""
    if {"initial", "transition", "steps"} <= row.keys():
        return _pushed(row)
    if {"initial", "targets", "steps"} <= row.keys():
        return _pulled(row)
    if isinstance(row.get("p"), list) and isinstance(row.get("expected"), dict):
        return _added(row)
    return None


def _states(row: Case) -> list[str]:
    return [str(name) for name in row.get("states", range(1, len(row["initial"]) + 1))]


def _pushed(row: Case) -> Iterator[str]:
    found = push(
        row["initial"],
        row["transition"],
        row.get("recruits", [0] * len(row["initial"])),
        states=_states(row),
        years=max(step["t"] for step in row["steps"]),
        wastage=row.get("wastage"),
    )
    for step in row["steps"]:
        yield from _year(found, PUSH, step)


def _pulled(row: Case) -> Iterator[str]:
    moving = row.get("move_probability")
    leaving = row.get("leave_probability")
    if leaving is None:
        gone = [1 - stay for stay in row["stay_probability"]]
        leaving = [out - move for out, move in zip(gone, moving or [0] * len(gone), strict=True)]
    found = pull(
        row["initial"],
        row["targets"],
        leaving,
        states=_states(row),
        moving=moving,
        promotion=row.get("promotion"),
    )
    for step in row["steps"]:
        yield from _year(found, PULL, step)


def _year(found: Push | Pull, names: dict[str, str], step: Case) -> Iterator[str]:
    year = found.years[step["t"] - 1]
    for key, theirs in step.items():
        if key == "t":
            continue
        ours = dict(zip(found.states, getattr(year, names[key]), strict=True))
        for state, value in _by_state(theirs, found.states).items():
            got = ours[state]
            if key == "expected_vacancies" and value < 0:
                # Some files write a surplus as vacancies below 0.
                got -= dict(zip(found.states, year.surplus, strict=True))[state]
            yield from computed(f"year {step['t']} {key} {state}", got, value)


def _by_state(values: Any, states: tuple[str, ...]) -> dict[str, float]:
    return values if isinstance(values, dict) else dict(zip(states, values, strict=True))


def _added(row: Case) -> Iterator[str]:
    found = hazard_sum(row["p"], openings=row.get("openings", 0), supply=row.get("supply"))
    for key, theirs in row["expected"].items():
        yield from computed(key, _number(found, key), theirs)


def _number(found: HazardSum, key: str) -> Any:
    """Return what a key names: ``q05`` and ``q975`` are quantiles."""
    if quantile := re.fullmatch(r"q(\d{2,})", key):
        return found.quantile(float(f"0.{quantile[1]}"))
    if place := re.fullmatch(r"pmf_at_(\d+)", key):
        return found.pmf[int(place[1])]
    named = {
        "mean": found.mean,
        "variance": found.variance,
        "sd": found.variance**0.5,
        "gap": found.gap_median,
        "pmf": found.pmf,
        "pmf_at_mean": found.pmf[round(found.mean)],
    }
    return named[key]
