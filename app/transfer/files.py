"""Reads uploads as texts: single files, the files of a folder, or those of a zip.

Nothing is written to disk, so no name in a zip can point outside a folder. Sizes are counted
while unpacking, since a zip can lie about its own sizes, and the number of entries is counted
before `zipfile` reads the directory, since it builds an object for each.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from app.transfer.encodings import NoTextError, to_utf8

MOST_FILES = 2_000
MOST_BYTES = 20_000_000
LONGEST_NAME = 200
ZIP_START = b"PK\x03\x04"
EMPTY_ZIP_START = b"PK\x05\x06"
_DIRECTORY_ENTRY = b"PK\x01\x02"
# What exports use. Others may ask for memory as their header says: LZMA for gigabytes.
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
OLD_EXCEL_START = b"\xd0\xcf\x11\xe0"
SUFFIXES = (".csv", ".tsv", ".txt", ".json", ".xml", ".data", ".dat", ".item")
# Letterboxd's folders of deleted entries, and a folder that macOS adds.
SKIPPED_FOLDERS = ("deleted/", "orphaned/", "__MACOSX/")
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class UnreadableFileError(Exception):
    """Nothing can be imported from the file; the message is a sentence that says why."""


@dataclass(frozen=True)
class Upload:
    """An uploaded file.

    Attributes
    ----------
    name : str
        The file's name; of a folder's file, its path within the folder.
    content : bytes
        What was uploaded.
    """

    name: str
    content: bytes


@dataclass(frozen=True)
class Part:
    """A text to import from.

    Attributes
    ----------
    name : str
        The file's name; within a zip or folder, its path.
    content : bytes
        The file's text in UTF-8.
    alone : bool
        Whether the upload is this file and no other.
    """

    name: str
    content: bytes
    alone: bool = True

    @property
    def stem(self) -> str:
        """The name without folders and suffix, in lower case."""
        return PurePosixPath(self.name.replace("\\", "/")).stem.lower()

    @property
    def folders(self) -> str:
        """The folders that the file is in, in lower case, each with a slash behind it."""
        return f"{PurePosixPath(self.name.replace(chr(92), '/')).parent}/".lower()

    @property
    def file(self) -> str | None:
        """The file's name in the report; None where the upload is a single file."""
        return None if self.alone else self.name


def read(uploads: Sequence[Upload]) -> tuple[list[Part], list[str]]:
    """Return the texts of uploads, and the names of files that hold nothing to import.

    Raises
    ------
    UnreadableFileError
        A file is empty, damaged or no text, or all of them unpack to more than `MOST_BYTES`.
    """
    reader = _Reader(alone=len(uploads) == 1)
    for upload in uploads:
        reader.add(upload)
    if not reader.parts:
        what = "zip" if uploads and is_zip(uploads[0].content) else "upload"
        raise UnreadableFileError(f"The {what} holds no CSV or JSON files.")
    return reader.parts, reader.ignored


def is_zip(content: bytes) -> bool:
    """Return whether bytes begin as a zip does."""
    return content.startswith((ZIP_START, EMPTY_ZIP_START))


class _Reader:
    def __init__(self, *, alone: bool) -> None:
        self.alone = alone
        self.parts: list[Part] = []
        self.ignored: list[str] = []
        self.bytes_left = MOST_BYTES
        self.files_left = MOST_FILES

    def add(self, upload: Upload) -> None:
        name, content = shown_name(upload.name), upload.content
        if is_zip(content):
            self._unzip(content, "" if self.alone else f"{name}/")
            return
        if not content.strip(b" \t\r\n\x00"):
            if not self.alone:
                self.ignored.append(name)
                return
            raise UnreadableFileError("The file is empty.")
        if _is_skipped(name):
            return
        if not self.alone and not name.lower().endswith(SUFFIXES):
            self.ignored.append(name)
            return
        if content.startswith(OLD_EXCEL_START):
            raise UnreadableFileError("This is a file of Excel; save it as CSV there first.")
        self._count(len(content), "The files are together larger than")
        self.parts.append(Part(name, _text(content, "The file"), alone=self.alone))

    def _count(self, size: int, what: str) -> None:
        self.bytes_left -= size
        self.files_left -= 1
        if self.bytes_left < 0:
            raise UnreadableFileError(f"{what} {MOST_BYTES // 1_000_000} MB.")
        if self.files_left < 0:
            raise UnreadableFileError(f"There are more than {MOST_FILES} files.")

    def _unzip(self, content: bytes, folder: str) -> None:
        if content.count(_DIRECTORY_ENTRY) > MOST_FILES:
            raise UnreadableFileError(f"The zip holds more than {MOST_FILES} files.")
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                names = {member.filename for member in archive.infolist()}
                if "xl/workbook.xml" in names:
                    raise UnreadableFileError(
                        "This is a file of Excel; save it as CSV there first."
                    )
                for member in archive.infolist():
                    if not member.is_dir():
                        self._unpack(archive, member, folder)
        except (NotImplementedError, RuntimeError) as error:
            # What zipfile raises for a password, and for an unknown method of compression.
            raise UnreadableFileError(
                "The zip is encrypted, or packed in a way not known."
            ) from error
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
            raise UnreadableFileError("The zip is damaged or cut off.") from error
        except (struct.error, LookupError) as error:
            raise UnreadableFileError("The zip is damaged or cut off.") from error

    def _unpack(self, archive: zipfile.ZipFile, member: zipfile.ZipInfo, folder: str) -> None:
        name = shown_name(folder + member.filename)
        if _is_skipped(name):
            return
        if not name.lower().endswith(SUFFIXES):
            self.ignored.append(name)
            return
        if member.compress_type not in _METHODS:
            raise NotImplementedError
        with archive.open(member) as stream:
            # One byte too many shows that the limit is exceeded.
            data = stream.read(self.bytes_left + 1)
        self._count(len(data), "The zip unpacks to more than")
        if data.strip(b" \t\r\n\x00"):
            self.parts.append(Part(name, _text(data, f"{name} in the zip"), alone=False))
        else:
            self.ignored.append(name)


def shown_name(name: str) -> str:
    """Return a file's name without characters that cannot be shown, cut to `LONGEST_NAME`."""
    return _UNPRINTABLE.sub("?", name)[-LONGEST_NAME:]


def _is_skipped(name: str) -> bool:
    return any(f"/{folder}" in f"/{name}" for folder in SKIPPED_FOLDERS)


def _text(content: bytes, what: str) -> bytes:
    try:
        return to_utf8(content)
    except NoTextError as error:
        if error.encoding is None:
            raise UnreadableFileError(f"{what} is neither text nor a zip.") from error
        raise UnreadableFileError(
            f"{what} is not the {error.encoding} text that it says it is."
        ) from error
