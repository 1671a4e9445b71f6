"""Answers of an API that are the files of the same site's export: the import reads them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from app.remote.http import UnreadableError
from app.transfer import reading
from app.transfer.files import UnreadableFileError, Upload
from app.transfer.layouts import UnknownLayoutError
from app.transfer.parsed import Parsed, ReadOptions
from app.transfer.schemas import Format


def read_files(site: Format, files: Mapping[str, Any]) -> Parsed:
    """Return the rows of answers, by name of the file that an export has them in.

    Raises
    ------
    UnreadableError
        The answers are not those of the site.
    """
    filled = {name: content for name, content in files.items() if content}
    if not filled:
        return Parsed(format=site)
    uploads: Sequence[Upload] = [
        Upload(name, json.dumps(content).encode()) for name, content in filled.items()
    ]
    try:
        return reading.read_upload(uploads, ReadOptions(format=site))
    except (UnreadableFileError, UnknownLayoutError):
        raise UnreadableError("Its answer is not what its API promises.") from None
