"""SHA-256 of a model's files, kept beside them, to notice at load that one of them was damaged."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

CHECKSUMS = "checksums.json"


def write_checksums(folder: Path) -> None:
    """Write the SHA-256 of every file in ``folder``; call it once they are all there."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != CHECKSUMS)
    digests = {path.relative_to(folder).as_posix(): _digest(path) for path in files}
    draft = folder / f".{CHECKSUMS}"
    draft.write_text(json.dumps(digests, indent=2), encoding="utf-8")
    draft.replace(folder / CHECKSUMS)


def has_checksums(folder: Path) -> bool:
    """Return whether a folder has checksums; those of earlier versions have none."""
    return (folder / CHECKSUMS).exists()


def damaged_files(folder: Path, names: Iterable[str] | None = None) -> list[str]:
    """Return which files are missing or are not as they were written.

    Parameters
    ----------
    folder : Path
        Without checksums nothing is known of it, and nothing returned.
    names : iterable of str, optional
        The files that are about to be read; by default all. Files without a checksum, such as
        drafts, are not judged.
    """
    if not has_checksums(folder):
        return []
    try:
        known = dict(json.loads((folder / CHECKSUMS).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return [CHECKSUMS]
    wanted = known if names is None else [name for name in names if name in known]
    return [name for name in wanted if not _is_whole(folder / name, known[name])]


def _is_whole(path: Path, expected: object) -> bool:
    try:
        return _digest(path) == expected
    except OSError:
        return False


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
