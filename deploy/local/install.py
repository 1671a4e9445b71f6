"""Install pinned packages into .venv, showing how far it is: `install.py LOCK [LOCK …]`.

Runs inside .venv, with nothing but the standard library. Each LOCK is a file under
requirements/ with hashes; pip is told not to resolve anything, so what is installed
is what the file lists. torch comes first, in the build that fits this machine.
"""

from __future__ import annotations

import json
import os
import platform
import re
import shutil
import subprocess
import sys
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PIP = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input"]
# Not of pyproject.toml, which changes with every linter's setting: the image would install anew.
TORCH = re.match(r"torch==([0-9.]+)", (ROOT / "requirements/torch-cpu.lock").read_text("utf-8"))
assert TORCH, "requirements/torch-cpu.lock pins torch"
TORCH_VERSION = TORCH.group(1)


def say(message: str) -> None:
    """Write a line at once."""
    print(f"==> {message}", flush=True)


def run_pip(arguments: list[str], total: int) -> None:
    """Run pip, showing one line for the package in work instead of pip's many.

    Raises
    ------
    SystemExit
        pip failed; its last lines are shown.
    """
    command = [*PIP, "install", "--progress-bar", "off", *arguments]
    tail: list[str] = []
    seen = 0
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        assert process.stdout
        for line in process.stdout:
            tail = [*tail[-14:], line.rstrip()]
            found = re.match(
                r"(?:Collecting|Requirement already satisfied:) ([A-Za-z0-9_.-]+)", line
            )
            if found:
                seen += 1
                _progress(f"{seen}/{total} {found.group(1)}")
            elif line.startswith("Installing collected"):
                _progress(f"unpacking {total} packages")
    _progress("")
    if process.returncode:
        print("\n".join(tail), file=sys.stderr)
        raise SystemExit(f"pip could not install {' '.join(arguments)}; see the lines above")


def _progress(text: str) -> None:
    if sys.stdout.isatty():
        print(f"\r\033[K    {text}", end="" if text else "\r", flush=True)


def installed(name: str) -> str | None:
    """Return the installed version of a package, or None."""
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def has_gpu() -> bool:
    """Return whether this machine has an NVIDIA driver with a card."""
    smi = shutil.which("nvidia-smi")
    return smi is not None and subprocess.run([smi, "-L"], capture_output=True).returncode == 0


def offered_wheel(requirement: str) -> str:
    """Return the file name of the wheel that pip would take for ``requirement``."""
    report = subprocess.run(
        [*PIP, "install", "--dry-run", "--no-deps", "--quiet", "--report", "-", requirement],
        capture_output=True,
        text=True,
    )
    try:
        return str(json.loads(report.stdout)["install"][0]["download_info"]["url"]).split("/")[-1]
    except (ValueError, KeyError, IndexError):
        return ""


def install_torch() -> None:
    """Install torch: the CPU build, unless there is an NVIDIA card to use.

    On Linux the ordinary index offers a build with gigabytes of CUDA. uv knows where
    the CPU builds are; ORDAINED_TORCH_INDEX names another index, a mirror for instance.
    """
    if (installed("torch") or "").split("+")[0] == TORCH_VERSION:
        return
    requirement = f"torch=={TORCH_VERSION}"
    index = os.environ.get("ORDAINED_TORCH_INDEX")
    if index:
        say(f"installing {requirement}, CPU build, from {index}")
        run_pip([*locked("torch-cpu"), "--index-url", index], 1)
    elif platform.system() != "Linux":
        say(f"installing {requirement} (about 80 MB)")
        run_pip(locked("torch"), 1)
    elif has_gpu():
        say(f"installing {requirement} with CUDA, for the card that is here (several GB)")
        run_pip(locked("torch"), 1)
    elif "cpu" in offered_wheel(requirement):
        say(f"installing {requirement}, CPU build (about 190 MB)")
        run_pip(locked("torch-cpu"), 1)
    else:
        say(f"installing {requirement}, CPU build, through uv (about 190 MB)")
        install_torch_with_uv()


def locked(lock: str) -> list[str]:
    """Return pip's arguments for what a lock file lists, by its hashes and nothing else."""
    path = ROOT / "requirements" / f"{lock}.lock"
    return ["--no-deps", "--require-hashes", "-r", str(path)]


def install_torch_with_uv() -> None:
    """Install torch's CPU build from the index that uv has built in."""
    uv = str(Path(sys.executable).with_name("uv"))
    command = [uv, "pip", "install", "--python", sys.executable]
    command += ["--torch-backend", "cpu", *locked("torch-cpu")]
    done = subprocess.run(command)
    if done.returncode:
        raise SystemExit(
            "the CPU build of torch could not be fetched. Where its index cannot be reached, set\n"
            "  ORDAINED_TORCH_INDEX to a mirror of it, or install a CPU wheel by hand:\n"
            f"  .venv/bin/pip install --no-deps ./torch-{TORCH_VERSION}+cpu-….whl"
        )


def main(locks: list[str]) -> None:
    """Install the given locks and, where one of them is the application's, torch."""
    for lock in locks:
        path = ROOT / "requirements" / f"{lock}.lock"
        total = sum(1 for line in path.read_text().splitlines() if re.match(r"[a-z0-9]", line))
        say(f"installing {total} packages of requirements/{lock}.lock (minutes, the first time)")
        run_pip(locked(lock), total)
    if set(locks) & {"run", "dev"}:
        install_torch()


if __name__ == "__main__":
    main(sys.argv[1:])
