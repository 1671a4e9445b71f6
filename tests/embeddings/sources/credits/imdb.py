"""IMDb's files of two films and four people, small, and as a tester wants them."""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from pathlib import Path

from embeddings.sources.imdb_tables import (
    AKAS,
    BASICS,
    CREW,
    NAMES,
    PRINCIPALS,
    ImdbTable,
)

HEAT, RAN = "tt0113277", "tt0089881"
Rows = Sequence[Sequence[str]]
ROWS: dict[ImdbTable, Rows] = {
    BASICS: [
        (RAN, "movie", "Ran", "Ran", "0", "1985", r"\N", "160", "Drama,War"),
        (HEAT, "movie", "Heat", "Heat", "0", "1995", r"\N", "170", "Crime"),
        ("tt0000001", "short", "X", "X", "0", "1894", r"\N", "no number", "Short"),
    ],
    CREW: [(RAN, "nm0000041", r"nm0000041,nm0000004"), (HEAT, r"\N", r"\N")],
    PRINCIPALS: [
        (HEAT, "2", "nm0000134", "actor", r"\N", '["Neil McCauley"]'),
        (HEAT, "1", "nm0000199", "actor", r"\N", r'["Vincent \"V\" Hanna","Lieutenant"]'),
        (HEAT, "3", "nm0000520", "director", r"\N", r"\N"),
        (HEAT, "4", "nm0000999", "composer", r"\N", r"\N"),  # whom the table of names lacks
        (HEAT, "5", "nm0000134", "archive_footage", r"\N", r"\N"),
        (RAN, "1", "nm0000520", "director", r"\N", r"\N"),  # the crew says who it was
        ("tt0000001", "x", "nobody", "actor", r"\N", "broken, of another film"),
    ],
    NAMES: [
        ("nm0000041", "Akira Kurosawa", "1910", "1998", "director", r"\N"),
        ("nm0000004", "Masato Ide", r"\N", r"\N", "writer", r"\N"),
        ("nm0000134", "Robert De Niro", "1943", r"\N", "actor", r"\N"),
        ("nm0000199", "Al Pacino", "1940", r"\N", "actor", r"\N"),
        ("nm0000520", "Michael Mann", "1943", r"\N", "director", r"\N"),
        ("nm0000001", "Fred Astaire", "1899", "1987", "actor", r"\N"),
    ],
    AKAS: [
        (RAN, "1", "乱", r"\N", r"\N", "original", r"\N", "1"),
        (RAN, "2", "Ran", "US", r"\N", "imdbDisplay", r"\N", "0"),
        (RAN, "3", "Bonsoir", "CA", r"\N", r"\N", r"\N", "0"),  # in which language?
        (RAN, "4", "Хаос", "SUHH", "ru", "imdbDisplay", r"\N", "0"),
        (RAN, "5", "Kaos", "TR", r"\N", "imdbDisplay", r"\N", "0"),
        (RAN, "6", "Kaos II", "TR", r"\N", r"\N", "literal title", "0"),
        (RAN, "7", "Der Aufruhr", "DE", r"\N", "working", r"\N", "0"),
        (HEAT, "1", "Fuego contra fuego", "MX", "es", "imdbDisplay", r"\N", "0"),
        (HEAT, "2", "FUEGO contra fuego!", "AR", "es", "imdbDisplay", r"\N", "0"),
    ],
}


def write_table(folder: Path, table: ImdbTable, rows: Rows, packed: bool = True) -> Path:
    """Write a table, and return its file."""
    folder.mkdir(exist_ok=True)
    text = "\n".join("\t".join(row) for row in [table.fields, *rows]) + "\n"
    path = folder / (f"{table.file}.gz" if packed else table.file)
    path.write_bytes(gzip.compress(text.encode()) if packed else text.encode())
    return path


def write_tables(folder: Path, rows: dict[ImdbTable, Rows] = ROWS) -> Path:
    """Write the tables into a folder, and return it."""
    for table, some in rows.items():
        write_table(folder, table, some)
    return folder
