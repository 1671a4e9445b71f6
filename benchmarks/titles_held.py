"""Measure the memory of titles in a web process, and the time to match a mistyped title.

``python -m benchmarks.titles_held [FILMS …]``: titles of two to five made-up words, seeded.
Reports process memory and processor time by number of films, for docs/scaling.md.
"""

from __future__ import annotations

import gc
import random
import sys
import time

import psutil

from embeddings.answers.understand.title_rows import TitleRow
from embeddings.answers.understand.titles import Titles

ROUNDS = 30
DEFAULT = (10_000, 100_000)


def titles(films: int) -> list[TitleRow]:
    """Return films with titles of made-up words, of which few are frequent and most are rare."""
    chance = random.Random(1)  # noqa: S311 - no secret
    words = [
        "".join(chance.choices("abcdefghiklmnoprstuvw", k=chance.randint(3, 9)))
        for _ in range(40_000)
    ]
    rows = []
    for movie_id in range(films):
        indices = (int(40_000 * chance.random() ** 3) for _ in range(chance.randint(2, 5)))
        title = " ".join(words[index] for index in indices).title()
        rows.append(TitleRow(movie_id, title, 1990, (title,), chance.randint(0, 999)))
    return rows


def main(sizes: tuple[int, ...] = DEFAULT) -> None:
    """Print a line for each size."""
    process = psutil.Process()
    for films in sizes:
        rows = titles(films)
        gc.collect()
        memory, began = process.memory_info().rss, time.process_time()
        held = Titles(rows)
        built = time.process_time() - began
        memory = process.memory_info().rss - memory
        mistyped = [row.title[1:] + "x" for row in rows[:ROUNDS]]
        began = time.process_time()
        for title in mistyped:
            held.match_mistyped(title)
        seconds = (time.process_time() - began) / ROUNDS
        print(
            f"{films:>10,} films {memory / 1e6:8.0f} MB {memory / films:6.0f} bytes a film,"
            f" built in {built:.1f} s, {1000 * seconds:.1f} ms a mistyped title",
            flush=True,
        )
        del held, rows


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or DEFAULT)
