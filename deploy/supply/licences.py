"""Lists the licence of every dependency, and refuses those that nobody has looked at.

    python -m deploy.supply.licences            compare docs/licences.md with what is installed
    python -m deploy.supply.licences --write    write it anew

Python's are read from the metadata of what is installed in .venv, for every package of the lock
files; the front end's from package-lock.json. What may be used, and what a package without a clear
word is under, stands in licences.toml.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "licences.md"
RULES = Path(__file__).with_name("licences.toml")
# In what runs, and in what only tests and builds it. Ray and the CUDA libraries come with builds
# of their own, and are not installed where this runs; licences.toml has them.
LOCKS = {"run": "run", "torch-cpu": "run", "dev": "development"}
PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)(?: ; (.*?))? *\\?$", re.M)
NPM_LOCKS = (
    "frontend/package-lock.json",
    "deploy/supply/package-lock.json",
    "tests/lighthouse/package-lock.json",
)


class Dependency(NamedTuple):
    """A package: where it comes from, what it is for, and its licence as its maker says."""

    name: str
    kind: str
    use: str
    licence: str


def main(arguments: list[str]) -> int:
    """Compare or write the page; 0 done, 1 where something is not allowed or the page is behind."""
    rules = tomllib.loads(RULES.read_text(encoding="utf-8"))
    found = dependencies(rules)
    refused = [
        package for package in found if not is_allowed(package.licence, set(rules["allowed"]))
    ]
    for package in refused:
        print(
            f"{package.kind} {package.name}: "
            f"the licence {package.licence!r} is not in licences.toml"
        )
    text = page(found)
    if "--write" in arguments and not refused:
        PAGE.write_text(text, encoding="utf-8")
    elif not PAGE.exists() or PAGE.read_text(encoding="utf-8") != text:
        print("docs/licences.md is behind: python -m deploy.supply.licences --write")
        return 1
    print(f"{len(found)} dependencies, {len(refused)} refused")
    return 1 if refused else 0


def dependencies(rules: dict[str, dict[str, str]]) -> list[Dependency]:
    """Return every dependency of the lock files once, in order of their names."""
    found: dict[tuple[str, str], Dependency] = {}
    for lock, use in LOCKS.items():
        text = (ROOT / "requirements" / f"{lock}.lock").read_text(encoding="utf-8")
        for name, *_ in PIN.findall(text):
            licence = rules["python"].get(name) or _of_python(name)
            found.setdefault(("Python", name), Dependency(name, "Python", use, licence))
    for lock in NPM_LOCKS:
        packages = json.loads((ROOT / lock).read_text(encoding="utf-8"))["packages"]
        for path, facts in packages.items():
            if path and not facts.get("link"):
                name = path.rsplit("node_modules/", 1)[-1]
                use = "development" if facts.get("dev") or facts.get("devOptional") else "run"
                licence = rules["npm"].get(name) or str(facts.get("license", "unknown"))
                found.setdefault(("npm", name), Dependency(name, "npm", use, licence))
    return sorted(found.values(), key=lambda package: (package.kind, package.name))


def _of_python(name: str) -> str:
    """Return the licence that an installed package names; "unknown" where it names none."""
    try:
        facts = metadata(name)
    except PackageNotFoundError:
        return "unknown"
    if expressions := facts.get_all("License-Expression"):
        return str(expressions[0])
    if classified := _classified(facts):
        return classified
    words = str((facts.get_all("License") or ["unknown"])[0]).strip().splitlines()[0]
    return words if len(words) <= 60 else "unknown"


def _classified(facts: PackageMetadata) -> str:
    classifiers = facts.get_all("Classifier") or []
    names = [
        classifier.split(" :: ")[-1]
        for classifier in classifiers
        if classifier.startswith("License :: ")
    ]
    return " AND ".join(sorted(set(names) - {"OSI Approved"}))


def is_allowed(licence: str, allowed: set[str]) -> bool:
    """Return whether a licence, or an expression of licences, is allowed.

    Of ``A OR B`` one must be, of ``A AND B`` both.

    Examples
    --------
    >>> is_allowed("(MIT OR GPL-2.0-only) AND BSD-3-Clause", {"MIT", "BSD-3-Clause"})
    True
    >>> is_allowed("MIT AND GPL-2.0-only", {"MIT"})
    False
    """
    if licence in allowed:
        return True
    bare = licence.strip()
    while (inner := re.sub(r"\(([^()]*)\)", lambda m: _judged(m[1], allowed), bare)) != bare:
        bare = inner
    return _judged(bare, allowed) == "yes"


def _judged(expression: str, allowed: set[str]) -> str:
    """Return "yes" or "no" for an expression without brackets; AND binds closer than OR."""
    known = allowed | {"yes"}
    choices = re.split(r"\s+OR\s+", expression.strip())
    good = any(
        all(part.strip() in known for part in re.split(r"\s+AND\s+", choice)) for choice in choices
    )
    return "yes" if good else "no"


def page(found: list[Dependency]) -> str:
    """Return docs/licences.md."""
    lines = [
        "# Licences of dependencies",
        "",
        "Written by `python -m deploy.supply.licences --write`; `make licences` refuses a licence",
        "that `deploy/supply/licences.toml` does not allow, and a page that is behind the lock",
        "files. *run* is in an image or in `make run`, *development* tests and builds it.",
        "",
        "| package | from | for | licence |",
        "| --- | --- | --- | --- |",
    ]
    lines += [
        f"| {package.name} | {package.kind} | {package.use} | {package.licence} |"
        for package in found
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
