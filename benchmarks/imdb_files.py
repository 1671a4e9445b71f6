"""Generated files in the layout and of the size of IMDb's published ones.

``python -m benchmarks.imdb_files FOLDER [--share 1]``. With a share of 1 there are 11,000,000
titles, 90,000,000 principals, 13,000,000 people and 50,000,000 other titles, some 10 GB that take
about 2 GB compressed. Ids run from 1 without gaps, so a data set's films are among the titles;
nothing else of the files is true: names, characters and titles are made up from syllables.
"""

from __future__ import annotations

import argparse
import gzip
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from embeddings.sources.imdb_tables import AKAS, BASICS, CREW, NAMES, PRINCIPALS, ImdbTable

TITLES, PRINCIPALS_ROWS, PEOPLE, AKAS_ROWS = 11_000_000, 90_000_000, 13_000_000, 50_000_000
# Rows that are made at a time.
BLOCK_ROWS = 500_000
_LEVEL = 1  # as fast as it goes; IMDb's own files are a little smaller

Bytes: TypeAlias = NDArray[np.uint8]
Numbers: TypeAlias = NDArray[np.int64]

_SYLLABLES = [a + b for a in "BDFGKLMNPRSTVZ" for b in ("a", "en", "i", "or", "um", "ilo", "esh")]
_CATEGORIES = ["actor", "actress", "self", "actor", "director", "writer", "composer", "producer"]
_REGIONS = ["\\N\t\\N", "US\ten", "DE\t\\N", "FR\t\\N", "JP\tja", "ES\t\\N", "CA\tfr", "XWW\ten"]
_GENRES = ["Drama", "Comedy,Drama", "Documentary", "Crime,Drama,Thriller", "\\N"]


def digits(numbers: Numbers, width: int, least: int = 1) -> Bytes:
    """Return (rows, width) decimal digits; leading zeros beyond the ``least`` digits are byte 0."""
    powers = 10 ** np.arange(width - 1, -1, -1)
    found = (numbers[:, None] // powers % 10 + ord("0")).astype(np.uint8)
    leading = (numbers[:, None] < powers) & (np.arange(width) < width - least)
    found[leading] = 0
    return found


def chosen(choices: Sequence[str], numbers: Numbers) -> Bytes:
    """Return (rows, longest) the texts at these positions of a cycle, filled up with byte 0."""
    packed = [choice.encode() for choice in choices]
    table = np.zeros((len(packed), max(map(len, packed))), dtype=np.uint8)
    for row, text in zip(table, packed, strict=True):
        row[: len(text)] = list(text)
    return table[numbers % len(packed)]


def lines(parts: Sequence[Bytes | str], rows: int) -> bytes:
    """Join columns of bytes and constant texts to lines; bytes of 0 are left out."""
    columns = [
        np.broadcast_to(np.frombuffer(part.encode(), dtype=np.uint8), (rows, len(part.encode())))
        if isinstance(part, str)
        else part
        for part in [*parts, "\n"]
    ]
    joined: Bytes = np.concatenate(columns, axis=1)
    return bytes(joined[joined != 0].tobytes())


def mixed(numbers: Numbers, salt: int) -> Numbers:
    """Return numbers that seem drawn at random, the same ones each time."""
    return (numbers + salt) * 2_654_435_761 % 4_294_967_291


def title_ids(numbers: Numbers) -> list[Bytes | str]:
    """Return the parts of tconsts, counted from 1."""
    return ["tt", digits(numbers, 8, least=7)]


def person_ids(numbers: Numbers, people: int) -> list[Bytes | str]:
    """Return the parts of nconsts of people drawn at random."""
    return ["nm", digits(numbers % people + 1, 8, least=7)]


def words(numbers: Numbers) -> list[Bytes | str]:
    """Return the parts of two made-up words."""
    return [
        chosen(_SYLLABLES, numbers),
        chosen(_SYLLABLES, numbers // 97),
        " ",
        chosen(_SYLLABLES, numbers // 9_409),
        chosen(_SYLLABLES, numbers // 912_673),
    ]


def basics(rows: Numbers, people: int) -> list[Bytes | str]:
    """Return the parts of rows of title.basics."""
    name = words(mixed(rows, 1))
    return [
        *title_ids(rows + 1), "\t", chosen(["movie", "tvEpisode", "short", "tvEpisode"], rows),
        "\t", *name, "\t", *name, "\t0\t", digits(1900 + mixed(rows, 2) % 125, 4), "\t\\N\t",
        digits(20 + mixed(rows, 3) % 150, 3), "\t", chosen(_GENRES, mixed(rows, 4)),
    ]  # fmt: skip


def crew(rows: Numbers, people: int) -> list[Bytes | str]:
    """Return the parts of rows of title.crew."""
    return [
        *title_ids(rows + 1), "\t", *person_ids(mixed(rows, 5), people), "\t",
        *person_ids(mixed(rows, 6), people), ",", *person_ids(mixed(rows, 7), people),
    ]  # fmt: skip


def names(rows: Numbers, people: int) -> list[Bytes | str]:
    """Return the parts of rows of name.basics."""
    return [
        "nm", digits(rows + 1, 8, least=7), "\t", *words(mixed(rows, 8)), "\t",
        digits(1880 + mixed(rows, 9) % 130, 4), "\t\\N\tactor,producer\t",
        *title_ids(mixed(rows, 10) % TITLES + 1), ",", *title_ids(mixed(rows, 11) % TITLES + 1),
    ]  # fmt: skip


def principals(rows: Numbers, people: int, titles: int, count: int) -> list[Bytes | str]:
    """Return the parts of rows of title.principals: eight or nine of each title."""
    of_title, ordering = _shared_out(rows, titles, count)
    acts = ordering % len(_CATEGORIES) < 4
    character = mixed(rows, 12) % 10_000
    played = np.where(acts[:, None], chosen(['["Character '], rows), 0).astype(np.uint8)
    number = np.where(acts[:, None], digits(character, 4), 0).astype(np.uint8)
    closed = np.where(acts[:, None], chosen(['"]'], rows), chosen(["\\N"], rows))
    return [
        *title_ids(of_title + 1), "\t", digits(ordering + 1, 2), "\t",
        *person_ids(mixed(rows, 13), people), "\t", chosen(_CATEGORIES, ordering), "\t\\N\t",
        played, number, closed,
    ]  # fmt: skip


def akas(rows: Numbers, people: int, titles: int, count: int) -> list[Bytes | str]:
    """Return the parts of rows of title.akas: four or five of each title, one the original."""
    of_title, ordering = _shared_out(rows, titles, count)
    return [
        *title_ids(of_title + 1), "\t", digits(ordering + 1, 2), "\t", *words(mixed(rows, 14)),
        "\t", chosen(_REGIONS, np.where(ordering == 0, 0, 1 + mixed(rows, 15) % 7)), "\t",
        chosen(["original", "imdbDisplay"], np.minimum(ordering, 1)), "\t\\N\t",
        chosen(["1", "0"], np.minimum(ordering, 1)),
    ]  # fmt: skip


def _shared_out(rows: Numbers, titles: int, count: int) -> tuple[Numbers, Numbers]:
    """Return the title of each row and its position among that title's rows, from 0."""
    of_title = rows * titles // count
    first = -(-of_title * count // titles)
    return of_title, rows - first


def generate(folder: Path, share: float = 1.0) -> dict[str, int]:
    """Write the files, and return how many rows each has.

    Raises
    ------
    FileExistsError
        The folder is there already.
    """
    folder.mkdir(parents=True)
    titles, people = round(TITLES * share), round(PEOPLE * share)
    many, others = round(PRINCIPALS_ROWS * share), round(AKAS_ROWS * share)
    made: dict[ImdbTable, tuple[int, Callable[[Numbers], list[Bytes | str]]]] = {
        BASICS: (titles, lambda rows: basics(rows, people)),
        CREW: (titles, lambda rows: crew(rows, people)),
        NAMES: (people, lambda rows: names(rows, people)),
        PRINCIPALS: (many, lambda rows: principals(rows, people, titles, many)),
        AKAS: (others, lambda rows: akas(rows, people, titles, others)),
    }
    for table, (count, parts) in made.items():
        _write(folder / f"{table.file}.gz", table, _blocks(count, parts))
        size = (folder / f"{table.file}.gz").stat().st_size
        print(f"{table.file}.gz: {count:,} rows, {size / 2**20:,.0f} MiB", file=sys.stderr)
    return {table.file: count for table, (count, _) in made.items()}


def _blocks(count: int, parts: Callable[[Numbers], list[Bytes | str]]) -> Iterator[bytes]:
    for start in range(0, count, BLOCK_ROWS):
        rows = np.arange(start, min(start + BLOCK_ROWS, count), dtype=np.int64)
        yield lines(parts(rows), len(rows))


def _write(path: Path, table: ImdbTable, blocks: Iterator[bytes]) -> None:
    with gzip.open(path, "wb", compresslevel=_LEVEL) as file:
        file.write("\t".join(table.fields).encode() + b"\n")
        for block in blocks:
            file.write(block)


def main() -> None:
    """Write the folder and print how long it took."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--share", type=float, default=1.0, help="of IMDb's size; default 1")
    given = arguments.parse_args()
    started = time.perf_counter()
    made = generate(given.folder, given.share)
    print(", ".join(f"{count:,} rows of {name}" for name, count in made.items()))
    print(f"{time.perf_counter() - started:.0f} s", file=sys.stderr)


if __name__ == "__main__":
    main()
