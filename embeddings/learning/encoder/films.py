"""The films that the encoder learns from, each with all that is said of it."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pandas as pd

from embeddings.catalogue.dataset import open_dataset
from embeddings.catalogue.movies import build_catalogue
from embeddings.errors import DatasetError
from embeddings.knowledge.dataset import SampleDataset
from embeddings.knowledge.pack import read_knowledge
from embeddings.sources import columns
from embeddings.sources.plots import read_plots
from embeddings.sources.text.titles import title_key

# One film in ten is left out whole, to see what the encoder knows of films that it never met.
HELD_OUT_ONE_IN: Final = 10


@dataclass(frozen=True)
class Form:
    """What one catalogue says of a film; another may give it other tags and another plot."""

    genres: tuple[str, ...]
    tags: tuple[str, ...]
    plot: str | None


@dataclass(frozen=True)
class TrainingFilm:
    """A film to learn from.

    Attributes
    ----------
    key
        The IMDb id, else title and year.
    forms
        One for each catalogue that has the film.
    moods
        Mood → strength from 1 to 3; empty where nobody said.
    phrases
        What viewers would type who look for it.
    requests
        What people wrote who had forgotten its title.
    """

    key: str
    title: str
    original_title: str | None
    year: int | None
    forms: tuple[Form, ...]
    moods: Mapping[str, int]
    phrases: tuple[str, ...]
    requests: tuple[str, ...]


def is_held_out(key: str) -> bool:
    """Say whether a film is one of those that are left out, by a hash of its key."""
    digest = hashlib.sha256(key.encode("utf-8")).digest()
    return int.from_bytes(digest[:8], "big") % HELD_OUT_ONE_IN == 0


def read_training_films(
    home: Path, dataset: str | None, plots: Path | None, requests: Path | None
) -> tuple[list[TrainingFilm], list[TrainingFilm]]:
    """Read the bundled films and those of a data set.

    Parameters
    ----------
    home
        Where downloaded data sets lie.
    dataset, plots, requests
        A data set by name or folder, its plots, and a file of lines
        ``{"query": …, "movie_ids": […]}`` with ids of the data set. All may be absent.

    Returns
    -------
    learned, held_out
        Films in order of key; a film of the second list has no text in the first.

    Raises
    ------
    DatasetError
        A file is broken, or requests are given without a data set.
    """
    if requests and not dataset:
        raise DatasetError(requests, "needs the data set whose ids it has: --dataset")
    frames = [build_catalogue(SampleDataset()).movies]
    asked: Mapping[int, list[str]] = read_requests(requests) if requests else {}
    if dataset:
        frames.append(
            build_catalogue(
                open_dataset(dataset, home),
                read_plots(plots) if plots else None,
                knowledge=read_knowledge(),
            ).movies
        )
    rows: dict[str, list[Any]] = defaultdict(list)
    wanted: dict[str, list[str]] = defaultdict(list)
    for position, frame in enumerate(frames):
        for row in frame.itertuples(index=False):
            key = _key(row)
            rows[key].append(row)
            if position == 1:
                wanted[key] += asked.get(int(str(row.movie_id)), [])
    films = [_film(key, rows[key], wanted[key]) for key in sorted(rows)]
    return (
        [film for film in films if not is_held_out(film.key)],
        [film for film in films if is_held_out(film.key)],
    )


def read_requests(path: Path) -> dict[int, list[str]]:
    """Return what people wrote, by the id of the film that they looked for.

    Raises
    ------
    DatasetError
        A line is no request; names it.
    """
    found: dict[int, list[str]] = defaultdict(list)
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, start=1):
            if not line.strip():
                continue
            try:
                entry = json.loads(line)
                query, movie_ids = entry["query"], entry["movie_ids"]
                if not isinstance(query, str) or not query.strip():
                    raise ValueError("query must be text")
                for movie_id in movie_ids:
                    found[int(movie_id)].append(query.strip())
            except (ValueError, KeyError, TypeError) as error:
                raise DatasetError(path, f"is no request: {error}", number) from error
    return found


def _key(row: Any) -> str:
    imdb_id = _text(getattr(row, columns.IMDB_ID))
    return imdb_id or f"{title_key(row.title)} {_year(row) or ''}".strip()


def _film(key: str, rows: Sequence[Any], requests: Iterable[str]) -> TrainingFilm:
    moods: dict[str, int] = {}
    phrases: dict[str, None] = {}
    for row in rows:
        moods |= row.moods if isinstance(row.moods, dict) else {}
        phrases |= dict.fromkeys(row.phrases if isinstance(row.phrases, list) else [])
    # What the data set calls it comes last, and is what a release of that data set has.
    last = rows[-1]
    return TrainingFilm(
        key=key,
        title=str(last.title),
        original_title=_text(last.original_title),
        year=_year(last),
        forms=tuple(dict.fromkeys(_forms(rows))),
        moods=moods,
        phrases=tuple(phrases),
        requests=tuple(dict.fromkeys(requests)),
    )


def _forms(rows: Sequence[Any]) -> Iterator[Form]:
    for row in rows:
        yield Form(tuple(row.genres), tuple(row.tags), _text(row.plot))


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _year(row: Any) -> int | None:
    return None if pd.isna(row.year) else int(row.year)
