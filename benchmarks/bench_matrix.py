"""The matrix of 200,000 codings, 100 sources and 50 codes."""

from __future__ import annotations

import sys

from common import median_ms, start, tell

start()
from big import build  # noqa: E402 - after Django

found = build(claims=1, links=1, sources=100, codings=200_000, codes=50)
client = found.client("coordinator")
good = True
for columns in ("dynamic", "code"):
    address = f"/{found.key}/evidence/matrix/?columns={columns}"
    assert client.get(address).status_code == 200
    took = median_ms(lambda: client.get(address), rounds=7)  # noqa: B023 - used at once
    good &= tell(f"matrix by {columns}, 200,000 codings", took, 200, "ms")
sys.exit(not good)
