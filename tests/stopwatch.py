"""A stop watch for `make test`: which step takes how many seconds.

``python -m tests.stopwatch NAME COMMAND …`` runs a command and notes when it began and ended;
``--begin`` forgets what was noted before, ``--table`` prints it. Within the tests, `tests.slowest`
says which files and fixtures take long.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

NOTES = Path(__file__).resolve().parent / "artifacts" / "steps.tsv"


def run_step(name: str, command: Sequence[str]) -> int:
    """Run a command, note its name and times, and return its exit status."""
    began = time.time()
    sys.stdout.write(f"==> {name}\n")
    sys.stdout.flush()
    status = subprocess.run(command, check=False).returncode
    NOTES.parent.mkdir(parents=True, exist_ok=True)
    with NOTES.open("a", encoding="utf-8") as notes:
        notes.write(f"{began}\t{time.time()}\t{name}\n")
    return status


def table(notes: str) -> str:
    """Return one line a step in order of beginning: steps that overlap ran side by side."""
    steps = sorted(
        (float(began), float(ended), name)
        for began, ended, name in (line.split("\t") for line in notes.splitlines())
    )
    if not steps:
        return "no step was timed\n"
    first, last = steps[0][0], max(ended for _, ended, _ in steps)
    lines = [f"{'step':<24}{'from':>8}{'to':>8}{'seconds':>9}"]
    lines += [
        f"{name:<24}{began - first:>8.0f}{ended - first:>8.0f}{ended - began:>9.1f}"
        for began, ended, name in steps
    ]
    lines.append(f"{'all':<24}{0:>8}{last - first:>8.0f}{last - first:>9.1f}")
    return "\n".join(lines) + "\n"


def main(arguments: Sequence[str]) -> int:
    """Run the command line that the module's docstring shows."""
    if arguments == ["--begin"]:
        NOTES.unlink(missing_ok=True)
        return 0
    if arguments == ["--table"]:
        sys.stdout.write(table(NOTES.read_text(encoding="utf-8") if NOTES.exists() else ""))
        return 0
    return run_step(arguments[0], arguments[1:])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
