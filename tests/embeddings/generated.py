"""Folders of MovieLens layout with as many films as asked for; made up, from a seed."""

from __future__ import annotations

from pathlib import Path

import numpy as np

GENRES = ("Action", "Comedy", "Crime", "Drama", "Horror", "Musical", "Sci-Fi", "War")
RATED = 2_000
"""Films that have ratings, so that learning from them takes seconds whatever their number."""


def write_films(
    folder: Path, films: int, *, changed: int = 0, people: int = 300, ratings: int = 40
) -> Path:
    """Write a data set.

    Parameters
    ----------
    films : int
        Each with a title of its own.
    changed : int
        Of so many, spread evenly, the title is another one.
    people, ratings : int
        How many people rate, and how many films each.
    """
    rng = np.random.default_rng(5)
    folder.mkdir(parents=True, exist_ok=True)
    again = set(np.linspace(0, films - 1, changed).astype(int).tolist()) if changed else set()
    rows = ["movieId,title,genres"]
    links = ["movieId,imdbId,tmdbId"]
    kinds = rng.integers(0, len(GENRES), (films, 2))
    years = rng.integers(1920, 2024, films)
    for film in range(films):
        edition = " Restored" if film in again else ""
        genres = "|".join(dict.fromkeys(GENRES[kind] for kind in kinds[film]))
        rows.append(f'{film + 1},"Film number {film + 1}{edition} ({years[film]})",{genres}')
        links.append(f"{film + 1},{film + 1:07d},")
    lines = ["userId,movieId,rating,timestamp"]
    for person in range(people):
        seen = rng.choice(min(films, RATED), min(ratings, films), replace=False)
        stars = rng.integers(1, 11, len(seen)) / 2
        lines += [
            f"{person + 1},{movie + 1},{star:.1f},1"
            for movie, star in zip(seen, stars, strict=True)
        ]
    tags = ["userId,movieId,tag,timestamp", "1,1,made up,1"]
    for name, content in (
        ("movies.csv", rows), ("links.csv", links), ("ratings.csv", lines), ("tags.csv", tags),
    ):  # fmt: skip
        (folder / name).write_text("\n".join(content) + "\n")
    return folder
