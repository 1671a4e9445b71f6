"""Reads an upload as texts: a single file, or the files of a zip.

Nothing is written to disk, so no name in a zip can point outside a folder. Sizes are counted
while unpacking, since a zip can lie about its own sizes.
"""

from __future__ import annotations

import codecs
import io
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import PurePosixPath

MOST_FILES = 2_000
MOST_BYTES = 100_000_000
ZIP_START = b"PK\x03\x04"
EMPTY_ZIP_START = b"PK\x05\x06"
SUFFIXES = (".csv", ".tsv", ".txt", ".json", ".data", ".dat")
# Letterboxd's folders of deleted entries, and a folder that macOS adds.
SKIPPED_FOLDERS = ("deleted/", "orphaned/", "__MACOSX/")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class UnreadableFileError(Exception):
    """Nothing can be imported from the file; the message is a sentence that says why."""


@dataclass(frozen=True)
class Part:
    """A text to import from.

    Attributes
    ----------
    name : str
        The file's name; within a zip, its path.
    text : str
        The file's content, decoded.
    in_zip : bool
        Whether the file came in a zip.
    """

    name: str
    text: str
    in_zip: bool

    @property
    def stem(self) -> str:
        """The name without folders and suffix, in lower case."""
        return PurePosixPath(self.name.replace("\\", "/")).stem.lower()

    @property
    def file(self) -> str | None:
        """The file's name in the report; None where the upload is a single file."""
        return self.name if self.in_zip else None


def read(name: str, content: bytes) -> tuple[list[Part], list[str]]:
    """Return an upload's texts, and the names of files in a zip that are ignored.

    Parameters
    ----------
    name : str
        The uploaded file's name.
    content : bytes
        The uploaded bytes.

    Raises
    ------
    UnreadableFileError
        The file is empty, damaged, no text, or unpacks to more than `MOST_BYTES`.
    """
    if not content.strip(b" \t\r\n\x00"):
        raise UnreadableFileError("The file is empty.")
    if content.startswith((ZIP_START, EMPTY_ZIP_START)):
        return _unzip(content)
    return [Part(name, decode(content, "The file"), in_zip=False)], []


def decode(content: bytes, what: str) -> str:
    """Return a file's text, in the encoding of its byte order mark, else UTF-8, else cp1252.

    NUL characters become question marks, because PostgreSQL cannot store them.

    Parameters
    ----------
    what : str
        How an error names the file.

    Raises
    ------
    UnreadableFileError
        The content is no text.
    """
    return _decode(content, what).replace("\x00", "?")


def _decode(content: bytes, what: str) -> str:
    encoding = next((name for mark, name in _BOMS if content.startswith(mark)), None)
    try:
        if encoding:
            return content.decode(encoding)
        if b"\x00" in content[:4096]:
            raise UnreadableFileError(f"{what} is neither text nor a zip.")
        try:
            return content.decode("utf-8")
        except UnicodeDecodeError:
            return content.decode("cp1252", errors="replace")
    except UnicodeDecodeError as error:
        raise UnreadableFileError(f"{what} is not the {encoding} text that it says it is.") from (
            error
        )


def _unzip(content: bytes) -> tuple[list[Part], list[str]]:
    parts: list[Part] = []
    ignored: list[str] = []
    left = MOST_BYTES
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            if len(members) > MOST_FILES:
                raise UnreadableFileError(f"The zip holds more than {MOST_FILES} files.")
            for member in members:
                name = member.filename
                if any(part in f"/{name}" for part in (f"/{folder}" for folder in SKIPPED_FOLDERS)):
                    continue
                if not name.lower().endswith(SUFFIXES):
                    ignored.append(name)
                    continue
                with archive.open(member) as stream:
                    # One byte too many shows that the limit is exceeded.
                    data = stream.read(left + 1)
                left -= len(data)
                if left < 0:
                    raise UnreadableFileError(
                        f"The zip unpacks to more than {MOST_BYTES // 1_000_000} MB."
                    )
                parts.append(Part(name, decode(data, f"{name} in the zip"), in_zip=True))
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
        raise UnreadableFileError("The zip is damaged or cut off.") from error
    # What zipfile raises for a password, and for an unknown method of compression.
    except (NotImplementedError, RuntimeError) as error:
        raise UnreadableFileError("The zip is encrypted, or packed in a way not known.") from error
    if not parts:
        raise UnreadableFileError("The zip holds no CSV or JSON files.")
    return parts, ignored
