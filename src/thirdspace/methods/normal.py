"""The normal quantile of a 95% interval."""

from __future__ import annotations

Z = 1.959963984540054
