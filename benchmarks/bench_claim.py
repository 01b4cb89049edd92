"""One claim with 1,000 links: the first page of its evidence."""

from __future__ import annotations

import sys

from common import median_ms, queries, start, tell

start()
from big import build  # noqa: E402 - after Django

found = build(claims=20, links=1400, sources=100, codings=5000, links_on_first=1000)
client = found.client("coordinator")
address = f"/{found.key}/claims/1/"
assert client.get(address).status_code == 200
good = tell("claim with 1,000 links", median_ms(lambda: client.get(address)), 100, "ms")
with queries() as made:
    client.get(address)
tell("its queries", len(made), None, "queries")
sys.exit(not good)
