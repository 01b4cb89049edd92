"""The board: at demo size, and with 10,000 claims, 50,000 links, 1,000 sources, 20,000 codings.

Both have meetings: 24 with 40 decisions and 60 promises, and 60 with 120 and 400. The number of
queries must be the same at both sizes, and 25 at most.
"""

from __future__ import annotations

import sys

from common import median_ms, queries, start, tell

start()
from big import NOW, build  # noqa: E402 - after Django

from thirdspace.access import clock  # noqa: E402 - after Django
from thirdspace.home.reads import board  # noqa: E402 - after Django

clock.stop_at(NOW)
good = True
counts = []
for name, key, size, bar in (
    ("demo size", "small",
     {"claims": 12, "links": 80, "sources": 14, "codings": 105,
      "meetings": 24, "decisions": 40, "promises": 60}, 80),
    ("10,000 claims, 50,000 links", "large",
     {"claims": 10_000, "links": 50_000, "sources": 1000, "codings": 20_000,
      "meetings": 60, "decisions": 120, "promises": 400}, 150),
):  # fmt: skip
    import big

    big.place = lambda key=key: __import__("common").place(key)
    found = build(**size)
    client = found.client("coordinator")
    address = f"/{found.key}/"
    assert client.get(address).status_code == 200

    def anew(client=client, address=address):
        board._kept.cache_clear()  # as after somebody's write
        client.get(address)

    took = median_ms(anew)
    again = median_ms(lambda: client.get(address))  # noqa: B023 - used at once
    with queries() as made:
        anew()
    counts.append(len(made))
    good &= tell(f"board, {name}", took, bar, "ms")
    tell(f"board, {name}: again, nothing written since", again, None, "ms")
    good &= tell(f"board, {name}: queries", len(made), 25, "queries")
good &= tell("difference in queries between the two sizes", abs(counts[0] - counts[1]), 0, "")
sys.exit(not good)
