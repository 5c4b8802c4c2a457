"""Times `pacte pact review` on the frozen edition, as whole processes, and compares the bytes of the runs.

    .venv/bin/python benchmarks/review_pdf.py [RUNS]

Compared with: 5 seconds, and the same SHA-256 each time.
"""

from __future__ import annotations

import hashlib
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

PACTE = Path(sys.executable).parent / "pacte"


def main(runs: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        surroundings = {**os.environ, "PACTE_DATA": folder, "PACTE_LOG_LEVEL": "WARNING"}
        subprocess.run([PACTE, "demo", "--no-serve"], env=surroundings, check=True, stdout=subprocess.DEVNULL)
        seconds, hashes = [], set()
        for run in range(runs):
            out = Path(folder) / f"review-{run}.pdf"
            began = time.perf_counter()
            subprocess.run(
                [PACTE, "pact", "review", "--edition", "2019", "--out", out],
                env=surroundings, check=True, stdout=subprocess.DEVNULL,
            )  # fmt: skip
            seconds.append(time.perf_counter() - began)
            hashes.add(hashlib.sha256(out.read_bytes()).hexdigest())
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(f"first run {seconds[0]:.2f} s, median of {runs} {median(seconds):.2f} s, slowest {max(seconds):.2f} s")
        print(f"peak memory of a child {peak:.0f} MB, size {out.stat().st_size / 1024:.0f} kB")
        print(f"distinct files: {len(hashes)}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
