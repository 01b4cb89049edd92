"""What levels of agreement are usually worth, for lists too short to tell it themselves.

Shares of each level, from “different” to “the same”, among pairs of one person (m) and others (u):
our own round figures for staff lists in the United States. They count as much as a few matches and
some pairs; long lists outvote them.
"""

from __future__ import annotations

#: What the figures count for: this many matches, and this many other pairs.
MATCHES, OTHERS = 5.0, 2000.0
M_AND_U: dict[str, tuple[tuple[float, ...], tuple[float, ...]]] = {
    "given_name": (
        (0.01, 0.02, 0.01, 0.05, 0.06, 0.02, 0.01, 0.82),
        (0.9855, 0.002, 0.0005, 0.002, 0.003, 0.0005, 0.0005, 0.006),
    ),
    "surname": (
        (0.08, 0.02, 0.01, 0.05, 0.05, 0.79),
        (0.9925, 0.001, 0.0005, 0.001, 0.0005, 0.0045),
    ),
    "middle_name": ((0.05, 0.95), (0.93, 0.07)),
    "birth_date": (
        (0.02, 0.01, 0.02, 0.03, 0.03, 0.89),
        (0.9922, 0.001, 0.004, 0.0025, 0.0001, 0.0002),
    ),
    "zip": ((0.10, 0.30, 0.60), (0.35, 0.60, 0.05)),
    "place": ((0.25, 0.10, 0.65), (0.84, 0.06, 0.10)),
    "email": ((0.60, 0.05, 0.35), (0.999, 0.0005, 0.0005)),
    "phone": ((0.40, 0.05, 0.55), (0.999, 0.0005, 0.0005)),
    "exact_id": ((0.03, 0.04, 0.93), (0.9993, 0.0005, 0.0002)),
}
