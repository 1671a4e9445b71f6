"""Seconds and peak memory of reading IMDb's files for the films of a data set.

``python -m benchmarks.credits FOLDER --dataset D``: the folder as `benchmarks.imdb_files` makes it,
or the published files. Reads the films of ``D``, then what the folder says of them, in one process
without a database, and prints one JSON object. The peak is that of the whole process (VmHWM).
"""

from __future__ import annotations

import argparse
import json
import os
import time
from pathlib import Path
from typing import Any

from benchmarks.machine import facts
from embeddings.catalogue.dataset import open_dataset
from embeddings.settings import Settings
from embeddings.sources.credits.facts import FACTS
from embeddings.sources.credits.reading import read_credits


def peak_mb() -> int:
    """Return the most memory that this process has had resident, in MB, as Linux counts it."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    (peak,) = (line.split()[1] for line in lines if line.startswith("VmHWM:"))
    return int(peak) // 1024


def measure(folder: Path, dataset: str, home: Path) -> dict[str, Any]:
    """Read the films and their facts, and return what it took."""
    movies = open_dataset(dataset, home).movies()
    before_mb = peak_mb()
    started, cpu = time.perf_counter(), time.process_time()
    found, report = read_credits(folder).match(movies)
    seconds, cpu_s = time.perf_counter() - started, time.process_time() - cpu
    return {
        "machine": facts(),
        "dataset": Path(dataset).name,
        "films": len(movies),
        "report": report.line(),
        "films_with": {
            name: sum(1 for film in found.values() if getattr(film, name)) for name in FACTS
        },
        "files_mib": {file.name: file.stat().st_size // 2**20 for file in sorted(folder.iterdir())},
        "seconds": round(seconds, 1),
        "cpu_seconds": round(cpu_s, 1),
        "peak_mb_before": before_mb,
        "peak_mb": peak_mb(),
    }


def main() -> None:
    """Print one JSON object."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--dataset", required=True)
    given = arguments.parse_args()
    home = Settings.from_env(os.environ).home
    print(json.dumps(measure(given.folder, given.dataset, home), indent=1))


if __name__ == "__main__":
    main()
