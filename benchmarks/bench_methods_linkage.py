"""Completers linked to a staff roster, beside the join by exact name and birth date.

The lists are those of the reference data where they are present, else made-up ones of their size.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

from common import median_ms, tell

from thirdspace.methods.linkage import candidate_pairs, duplicates, guess_roles, link_lists

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared" / "data" / "pipeline" / "linkage"
BAR_MS, PRECISION, F1, QUEUE = 5000, 0.995, 0.99, 0.10


def table(name):
    with (SHARED / f"{name}.csv").open(encoding="utf-8", newline="") as text:
        heads, *rows = csv.reader(text)
    return dict(zip(heads, map(list, zip(*rows, strict=True)), strict=True))


def lists():
    """Return both lists and the true pairs."""
    if not SHARED.exists():
        sys.path.insert(0, str(ROOT / "tests" / "methods" / "linkage"))
        from linkage_people import two_lists

        return two_lists(1, left=1200, right=6000, both=850)
    ours, theirs, truth = table("completers"), table("roster"), table("truth")
    first, second = (
        {one: place for place, one in enumerate(people[key])}
        for people, key in ((ours, "completer_id"), (theirs, "staff_id"))
    )
    true = zip(truth["completer_id"], truth["staff_id"], strict=True)
    return ours, theirs, {(first[a], second[b]) for a, b in true}


def exact(ours, theirs):
    """Join by exact given name, surname and birth date."""

    def keys(people):
        roles = guess_roles(people)
        parts = [people[roles[role]] for role in ("given_name", "surname", "birth_date")]
        return [key if all(key) else None for key in zip(*parts, strict=True)]

    where = {key: place for place, key in enumerate(keys(theirs)) if key}
    return {(row, where[key]) for row, key in enumerate(keys(ours)) if key in where}


def scores(linked, truth):
    right = len(linked & truth)
    return right / len(linked), right / len(truth), 2 * right / (len(linked) + len(truth))


def reached(what, value, bar):
    """Print a share with its lower bar; return whether it is reached."""
    print(f"{'ok  ' if value >= bar else 'UNDER'}  {what}: {value:.4f} (bar {bar:g} or more)")
    return value >= bar


left, right, true_pairs = lists()
found = link_lists(left, right)
automatic, review = (
    {(pair.left, pair.right) for pair in pairs} for pairs in (found.automatic, found.review)
)
good = tell(
    f"link {found.band.records:,} records to {len(next(iter(right.values()))):,}",
    median_ms(lambda: link_lists(left, right), rounds=3, warm=1),
    BAR_MS,
    "ms",
)
for what, linked in (
    ("exact name and birth date", exact(left, right)),
    ("without review", automatic),
    ("with review", automatic | (review & true_pairs)),
):
    precision, recall, f1 = scores(linked, true_pairs)
    print(f"      {what}: precision {precision:.4f}, recall {recall:.4f}, F1 {f1:.4f}")
good &= reached("precision without review", scores(automatic, true_pairs)[0], PRECISION)
good &= reached("F1 with review", scores(automatic | (review & true_pairs), true_pairs)[2], F1)
good &= tell(
    "share of the list to look at", 100 * len(review) / found.band.records, 100 * QUEUE, "%"
)
blocked = candidate_pairs(left, right, true_pairs=sorted(true_pairs))
print(f"      {blocked.sentence}")
if SHARED.exists():
    people = {head: column for head, column in table("fake_1000").items() if head != "cluster"}
    tell(
        "duplicates among 1,000 records",
        median_ms(lambda: duplicates(people), rounds=3),
        None,
        "ms",
    )
sys.exit(not good)
