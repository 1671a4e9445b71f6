"""Finds out the encoding of an uploaded text and returns it in UTF-8.

Everything after this works on UTF-8 bytes, because a Python string takes four bytes a character
as soon as one character is an emoji: 20 MB would become 80.
"""

from __future__ import annotations

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LOOKED_AT = 4096  # bytes
_CHUNK = 1 << 20  # bytes
_HIGH_RUN = re.compile(rb"[\x80-\xff]+")
# Letters of Mac OS Roman where Windows-1252 has nothing that stands within a word; 0x92 is left
# out, because there Windows-1252 has the apostrophe.
_MAC_LETTER = re.compile(rb"[A-Za-z][\x80\x83\x87-\x8a\x8d-\x90\x98\x9a\x9b\x9d\x9f][a-z]")
_WESTERN_LETTER = re.compile(rb"[\xc0-\xff]")
# Cyrillic words are runs of high bytes; the accented letters of western words stand alone.
_CYRILLIC_RUN = re.compile(rb"[\xc0-\xff\xa8\xb8\xa5\xaa\xaf\xb2-\xb4\xba\xbf]{3,}")


class NoTextError(Exception):
    """The bytes are no text; ``encoding`` is the one that they claim to have, or None."""

    def __init__(self, encoding: str | None) -> None:
        self.encoding = encoding
        super().__init__(f"the bytes are no text of {encoding or 'any encoding'}")


def to_utf8(content: bytes) -> bytes:
    """Return a text in UTF-8, without a byte order mark.

    The encoding is that of the byte order mark, else UTF-16 where every other byte is NUL, else
    UTF-8, else the single-byte encoding of Windows or the Mac that the letters speak for. NUL
    characters become question marks, because PostgreSQL cannot store them.

    Raises
    ------
    NoTextError
        The content is no text.
    """
    mark, encoding = next(
        ((mark, name) for mark, name in _BOMS if content.startswith(mark)), (b"", None)
    )
    content = content[len(mark) :] if mark else content
    encoding = encoding or _without_mark(content)
    if encoding is None:
        if b"\x00" in content[:_LOOKED_AT]:
            raise NoTextError(None)
        encoding = "utf-8" if _is_utf8(content) else _single_byte(content)
    if encoding == "utf-8":
        if mark and not _is_utf8(content):
            raise NoTextError(encoding)
    else:
        # A single-byte encoding leaves some bytes without a character; that costs one letter.
        errors = "strict" if encoding.startswith("utf") else "replace"
        try:
            content = content.decode(encoding, errors).encode()
        except UnicodeError as error:
            raise NoTextError(encoding.removesuffix("-le").removesuffix("-be")) from error
    return _once(content).replace(b"\x00", b"?")


def _without_mark(content: bytes) -> str | None:
    """Return the UTF-16 of a text without a mark, told by the zero bytes of its ASCII letters."""
    start = content[: _LOOKED_AT & ~1]
    half = len(start) // 2
    if half < 2 or len(content) % 2:
        return None
    even, odd = start[::2].count(0), start[1::2].count(0)
    if odd >= half * 0.4 and even <= half * 0.02:
        return "utf-16-le"
    if even >= half * 0.4 and odd <= half * 0.02:
        return "utf-16-be"
    return None


def _once(content: bytes) -> bytes:
    """Return UTF-8 that a program has read as Windows-1252 and written as UTF-8 again, as it was.

    "AmÃ©lie" was "Amélie". Only where all that is not ASCII is such pairs: real texts have letters
    that are none.
    """
    if b"\xc3\x83" not in content and b"\xc3\x82" not in content and b"\xc3\xa2" not in content:
        return content
    runs = set(_HIGH_RUN.findall(content))
    repaired = {}
    for run in runs:
        try:
            once = b"".join(map(_byte_of, run.decode()))
            once.decode()
        except UnicodeError:
            return content
        repaired[run] = once
    return _HIGH_RUN.sub(lambda match: repaired[match[0]], content)


def _byte_of(letter: str) -> bytes:
    # Windows-1252 lacks five bytes, which programs write as the control characters they are.
    return bytes([ord(letter)]) if "\x80" <= letter <= "\x9f" else letter.encode("cp1252")


def _is_utf8(content: bytes) -> bool:
    """Return whether bytes are UTF-8; in chunks, so that the text is never held whole."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for start in range(0, len(content), _CHUNK):
            decoder.decode(content[start : start + _CHUNK])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _single_byte(content: bytes) -> str:
    start = content[:_CHUNK]
    high = sum(len(run) for run in re.findall(rb"[\x80-\xff]+", start))
    cyrillic = sum(len(run) for run in _CYRILLIC_RUN.findall(start))
    if cyrillic > 0.6 * high:
        return "cp1251"
    if _MAC_LETTER.search(start) and not _WESTERN_LETTER.search(start):
        return "mac_roman"
    return "cp1252"
