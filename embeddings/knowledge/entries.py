"""Film entries as they stand in the TOML files, each with its file and its lines."""

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from string import ascii_lowercase
from typing import Any

FILMS = Path(__file__).parent / "films"

DEFAULT_FAME = 3
IDS_PER_YEAR = 1000
IDS_PER_FILE = 200
_FILE_NAME = re.compile(r"(\d{3}0)s(?:-([a-z]))?")
_NUMBER = re.compile(r"^(id|year|fame)\s*=\s*(\d+)\s*(?:#.*)?$", re.MULTILINE)
_KEY = re.compile(r"\s*([A-Za-z_][\w-]*)\s*=")


@dataclass(frozen=True)
class Entry:
    """One ``[[film]]`` block: its raw fields, unchecked, and where each of them stands."""

    path: Path
    line: int
    fields: dict[str, Any]
    lines: dict[str, int] = field(default_factory=dict)

    def line_of(self, name: str) -> int:
        """Return the line of a key, or that of the block where the key is missing."""
        return self.lines.get(name, self.line)


@dataclass(frozen=True)
class Outline:
    """A block of which only the numbers are read by which films are chosen."""

    path: Path
    line: int
    text: str
    movie_id: int
    year: int
    fame: int


def film_files(folder: Path = FILMS) -> list[Path]:
    """Return the catalogue's files in order of name."""
    return sorted(folder.glob("*.toml"))


def decade_of(path: Path) -> int | None:
    """Return the first year of the decade that a file is named after, None if it is not."""
    match = _FILE_NAME.fullmatch(path.stem)
    return int(match[1]) if match else None


def id_range(path: Path) -> range:
    """Return the ids that a file may give out; empty where its name says no decade.

    A decade owns ten thousand ids from ``decade * 1000`` on. The plain file has the first two
    hundred (without 0), each of the files ``-a`` to ``-z`` the next two hundred. Ids lie above
    MovieLens' (below a million), so the two are never mistaken for each other.

    Examples
    --------
    >>> id_range(Path("1950s.toml"))
    range(1950001, 1950200)
    >>> id_range(Path("1950s-a.toml"))
    range(1950200, 1950400)
    """
    match = _FILE_NAME.fullmatch(path.stem)
    if not match:
        return range(0)
    part = ascii_lowercase.index(match[2]) + 1 if match[2] else 0
    start = int(match[1]) * IDS_PER_YEAR + part * IDS_PER_FILE
    return range(start if part else start + 1, start + IDS_PER_FILE)


def read_entries(path: Path) -> list[Entry]:
    """Read one file.

    Returns
    -------
    list of Entry
        In the file's order.

    Raises
    ------
    tomllib.TOMLDecodeError
        If the file is not TOML; the message names line and column.
    ValueError
        If it is not UTF-8, or holds anything but ``[[film]]`` blocks.
    """
    return _entries(path, path.read_bytes().decode("utf-8"))


def read_outlines(path: Path) -> list[Outline]:
    """Read of each block what a choice needs, in a hundredth of the time that all of it takes.

    Raises
    ------
    ValueError
        If the file is not UTF-8, or a block has no plain number as its id or year.
    """
    text = path.read_bytes().decode("utf-8")
    lines = text.splitlines(keepends=True)
    starts = [line for line, _ in _blocks(text)]
    outlines = []
    for start, end in zip(starts, [*starts[1:], len(lines) + 1], strict=True):
        block = "".join(lines[start - 1 : end - 1])
        numbers = {name: int(number) for name, number in reversed(_NUMBER.findall(block))}
        if not {"id", "year"} <= numbers.keys():
            raise ValueError(f"line {start}: the film has no number as its id or year")
        fame = numbers.get("fame", DEFAULT_FAME)
        outlines.append(Outline(path, start, block, numbers["id"], numbers["year"], fame))
    return outlines


def read_entry(outline: Outline) -> Entry:
    """Read the whole of one block; raises as `read_entries` does."""
    (entry,) = _entries(outline.path, "\n" * (outline.line - 1) + outline.text)
    return entry


def _entries(path: Path, text: str) -> list[Entry]:
    data = tomllib.loads(text)
    films = data.get("film", [])
    blocks = _blocks(text)
    if set(data) - {"film"} or not isinstance(films, list) or len(films) != len(blocks):
        raise ValueError("holds something other than [[film]] blocks")
    return [
        Entry(path, line, fields, lines)
        for fields, (line, lines) in zip(films, blocks, strict=True)
    ]


def _blocks(text: str) -> list[tuple[int, dict[str, int]]]:
    """Find the line of each block and of each key in it: tomllib keeps no positions."""
    blocks: list[tuple[int, dict[str, int]]] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if line.split("#")[0].strip() == "[[film]]":
            blocks.append((number, {}))
        elif blocks and (match := _KEY.match(line)):
            blocks[-1][1].setdefault(match[1], number)
    return blocks
