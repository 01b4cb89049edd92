"""Where the shared reference cases lie: beside the source, or where the environment says."""

from __future__ import annotations

import os
from pathlib import Path

CASES = Path(os.environ.get("THIRDSPACE_CASES") or Path(__file__).parents[2] / "shared" / "data")
