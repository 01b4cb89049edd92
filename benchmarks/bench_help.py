"""`thirdspace --help`, warm: a person who mistypes should not wait."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from common import median_ms, tell

command = [str(Path(sys.executable).with_name("thirdspace")), "--help"]
took = median_ms(lambda: subprocess.run(command, capture_output=True, check=True), rounds=9)
sys.exit(not tell("thirdspace --help", took, 400, "ms"))
