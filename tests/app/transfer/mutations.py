"""Changes files as damage, other programs and attackers do."""

from __future__ import annotations

import random
from collections.abc import Callable

from tests.app.transfer.uploads import zipped

ODD = (
    *("", "-1", "0", "11", "NaN", "★★", "4,5", "9/10", "1e9", "99999999999999999999", "tt", "tt0"),
    *("nm0000123", "2024-13-45", "31/12/2020", "12/31/2020", "1970-01-01", "’", "\x00", "\ud800"),
    *('"', '""', "'=1+1", '="x"', "\u202e", "Ω" * 600, "null", "true", "[]", "{}", "<b>", "\r\n"),
    *("tv", "Fernsehserie", "dropped", "Heat (1995)", "Heat", ";", ",", "\t", "|", "sep=;"),
)

Change = Callable[[random.Random, bytes], bytes]


def _cell(chance: random.Random, content: bytes) -> bytes:
    """Replace what stands between two separators."""
    text = content.decode("utf-8", "replace")
    marks = [at for at, letter in enumerate(text) if letter in ',;\t\n"']
    if len(marks) < 2:
        return content
    start = chance.randrange(len(marks) - 1)
    odd = chance.choice(ODD)
    changed = text[: marks[start] + 1] + odd + text[marks[start + 1] :]
    return changed.encode("utf-8", "replace")


def _bytes(chance: random.Random, content: bytes) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.randrange(1, 6)):
        if changed:
            changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _cut(chance: random.Random, content: bytes) -> bytes:
    return content[: chance.randrange(len(content) + 1)]


def _drop(chance: random.Random, content: bytes) -> bytes:
    start = chance.randrange(len(content) + 1)
    return content[:start] + content[start + chance.randrange(1, 40) :]


def _repeat(chance: random.Random, content: bytes) -> bytes:
    start = chance.randrange(len(content) + 1)
    piece = content[start : start + chance.randrange(1, 200)]
    return content[:start] + piece * chance.randrange(2, 5) + content[start:]


def _lines(chance: random.Random, content: bytes) -> bytes:
    lines = content.split(b"\n")
    chance.shuffle(lines)
    return b"\n".join(lines)


def _columns(chance: random.Random, content: bytes) -> bytes:
    """Move a column to another place, as people do in spreadsheets."""
    rows = [line.split(b",") for line in content.split(b"\n")]
    width = len(rows[0])
    if width < 2 or any(len(row) != width for row in rows if row != [b""]):
        return content
    order = [*range(width)]
    chance.shuffle(order)
    return b"\n".join(b",".join(row[at] for at in order) if row != [b""] else b"" for row in rows)


def _encoding(chance: random.Random, content: bytes) -> bytes:
    text = content.decode("utf-8", "replace")
    name = chance.choice(("utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "utf-8-sig"))
    return text.encode(name, "replace")


def _ends(chance: random.Random, content: bytes) -> bytes:
    return content.replace(b"\n", chance.choice((b"\r\n", b"\r", b"\n\n", b"\x0b")))


def _separator(chance: random.Random, content: bytes) -> bytes:
    return content.replace(b",", chance.choice((b";", b"\t", b"|")))


def _zip(chance: random.Random, content: bytes) -> bytes:
    packed = zipped({f"{chance.randrange(9)}.csv": content})
    return _bytes(chance, packed) if chance.random() < 0.7 else packed


CHANGES: tuple[Change, ...] = (
    *(_cell, _cell, _cell, _bytes, _cut, _drop, _repeat, _lines, _columns, _encoding, _ends),
    *(_separator, _zip),
)


def mutated(chance: random.Random, content: bytes) -> bytes:
    """Return a file changed in one to three ways."""
    for _ in range(chance.randrange(1, 4)):
        content = chance.choice(CHANGES)(chance, content)
    return content
