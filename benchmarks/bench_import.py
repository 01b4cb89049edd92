"""Import 1,000 transcripts (5 MB of text) with 20,000 codings."""

from __future__ import annotations

import os
import random
import resource
import subprocess
import sys
import time
from pathlib import Path

from common import HOME, tell

folder = HOME / "folder"
(folder / "sources").mkdir(parents=True)
dice = random.Random(3)
words = [
    "we",
    "met",
    "the",
    "district",
    "team",
    "and",
    "they",
    "asked",
    "for",
    "a",
    "plan",
    "that",
    "both",
    "sides",
    "could",
    "sign",
]
sources = ["file,partnership,organization,role,kind,date"]
codings = ["file,start,end,code,direction"]
for n in range(1000):
    name = f"interview-{n:04}.txt"
    text = "\n\n".join(" ".join(dice.choice(words) for _ in range(55)) for _ in range(20))[:5000]
    (folder / "sources" / name).write_text(text)
    day = f"2025-{n % 12 + 1:02}-{n % 28 + 1:02}"
    sources.append(f"{name},BIG,Big district,principal,interview,{day}")
    for k in range(20):
        codings.append(f"{name},{k * 200},{k * 200 + 120},code {k},"
                       f"{'strengthening' if k % 3 else 'eroding'}")  # fmt: skip
(folder / "sources.csv").write_text("\n".join(sources) + "\n")
(folder / "codings.csv").write_text("\n".join(codings) + "\n")
(folder / "partnerships.yaml").write_text(
    "partnerships:\n  - key: BIG\n    name: Big partnership\n    organizations:\n"
    "      - {name: Big district, kind: district}\n"
    "      - {name: Big university, kind: university}\n"
)
command = str(Path(sys.executable).with_name("thirdspace"))
environment = {**os.environ, "THIRDSPACE_HOME": str(HOME / "home")}
subprocess.run([command, "migrate"], env=environment, check=True, capture_output=True)
began = time.perf_counter()
subprocess.run([command, "import", str(folder), "--as", "bench@example.org"], env=environment,
               check=True)  # fmt: skip
took = time.perf_counter() - began
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
good = tell("import, 1,000 transcripts and 20,000 codings", took, 20, "s")
good &= tell("its peak memory", peak, 400, "MB")
sys.exit(not good)
