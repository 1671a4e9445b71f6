"""Films that a dataset lists twice."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from embeddings.sources import columns
from embeddings.sources.film_fields import FIELDS, LISTS, MAPPINGS
from embeddings.sources.identity import FilmIdentity, groups

_JOINED = (*MAPPINGS, columns.PERSON_IMDB_IDS, columns.CHARACTERS)
_SCALARS = tuple(
    name for name in FIELDS if name not in (*LISTS, *MAPPINGS) and name != columns.TITLE
)


def find_duplicates(movies: pd.DataFrame) -> dict[int, int]:
    """Find films that are listed twice, by the rule of `embeddings.sources.identity`.

    Parameters
    ----------
    movies
        With movie_id, title, year and imdb_id, and original_title where the source has it.

    Returns
    -------
    Movie id → the lowest id of the same film, for all films but those kept
    """
    movies = movies.sort_values(columns.MOVIE_ID)
    ids = [int(movie_id) for movie_id in movies[columns.MOVIE_ID]]
    kept: dict[int, int] = {}
    for group in groups(identities(movies)):
        first, *others = (ids[index] for index in group)
        kept |= dict.fromkeys(others, first)
    return kept


def identities(movies: pd.DataFrame) -> list[FilmIdentity]:
    """Return what is compared of each row of a frame of movies."""
    originals = (
        movies[columns.ORIGINAL_TITLE] if columns.ORIGINAL_TITLE in movies else [None] * len(movies)
    )
    return [
        FilmIdentity.of(imdb_id, title, original, None if pd.isna(year) else int(year))
        for imdb_id, title, original, year in zip(
            movies[columns.IMDB_ID],
            movies[columns.TITLE],
            originals,
            movies[columns.YEAR],
            strict=True,
        )
    ]


def merge_duplicates(movies: pd.DataFrame, duplicates: Mapping[int, int]) -> pd.DataFrame:
    """Return the kept films, with what only their duplicates knew.

    Lists are joined, each name once, and so are mappings; of single values the kept film's
    stands, else the first one known. A duplicate's title becomes an alternative one where it is
    another.
    """
    if not duplicates:
        return movies
    groups: dict[int, list[int]] = {}
    for movie, into in sorted(duplicates.items()):
        groups.setdefault(into, [into]).append(movie)
    by_id = movies.set_index(columns.MOVIE_ID, drop=False)
    merged = pd.DataFrame(
        [_merge(by_id.loc[ids].to_dict("records")) for ids in groups.values()], dtype=object
    )
    untouched = ~movies[columns.MOVIE_ID].isin([*groups, *duplicates])
    parts = [movies[untouched].astype(object), merged[movies.columns]]
    joined = pd.concat(parts).sort_values(columns.MOVIE_ID, ignore_index=True)
    return joined.astype(movies.dtypes.to_dict())


class DuplicateIds:
    """Replaces the ids of merged films, and a person's several ratings of one film by the last.

    Parameters
    ----------
    duplicates
        Merged movie id → the id it is kept under.
    """

    def __init__(self, duplicates: Mapping[int, int]) -> None:
        self._from = np.array(sorted(duplicates), dtype=np.int64)
        self._into = np.array(
            [duplicates[int(movie_id)] for movie_id in self._from], dtype=np.int64
        )

    def replace(self, movie_ids: npt.ArrayLike) -> npt.NDArray[np.int64]:
        """Return ids with those of merged films replaced; ``(n,)`` integers to ``(n,)`` int64."""
        ids = np.array(movie_ids, dtype=np.int64)
        if self._from.size:
            at = np.minimum(np.searchsorted(self._from, ids), self._from.size - 1)
            hit = self._from[at] == ids
            ids[hit] = self._into[at[hit]]
        return ids

    def merge_ratings(self, chunks: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        """Yield the chunks with ids replaced; the ratings of merged films come last, in one chunk.

        A person who rated a film under two ids counts once, with the later rating.
        """
        if not self._from.size:
            yield from chunks
            return
        held_back: list[pd.DataFrame] = []
        for chunk in chunks:
            dtype = chunk[columns.MOVIE_ID].to_numpy().dtype
            movie_ids = self.replace(chunk[columns.MOVIE_ID])
            chunk = chunk.assign(**{columns.MOVIE_ID: movie_ids.astype(dtype)})
            merged = np.isin(movie_ids, self._into)
            held_back.append(chunk[merged])
            yield chunk[~merged].reset_index(drop=True)
        ratings = pd.concat(held_back) if held_back else pd.DataFrame()
        if not ratings.empty:
            ratings = ratings.sort_values(columns.TIMESTAMP, kind="stable")
            yield ratings.drop_duplicates(
                [columns.USER_ID, columns.MOVIE_ID], keep="last", ignore_index=True
            )


def _merge(films: Sequence[Mapping[Any, Any]]) -> dict[Any, Any]:
    """Merge films, the first of which is kept."""
    kept = dict(films[0])
    for column in LISTS:
        if column in kept:
            kept[column] = list(dict.fromkeys(name for film in films for name in film[column]))
    for column in _JOINED:
        if column in kept:
            kept[column] = {
                key: value for film in reversed(films) for key, value in film[column].items()
            }
    for column in _SCALARS:
        if column in kept:
            known = [film[column] for film in films if not pd.isna(film[column])]
            kept[column] = known[0] if known else films[0][column]
    names = [*kept[columns.ALTERNATIVE_TITLES], *(film[columns.TITLE] for film in films[1:])]
    shown = (kept[columns.TITLE], kept[columns.ORIGINAL_TITLE])
    kept[columns.ALTERNATIVE_TITLES] = [name for name in dict.fromkeys(names) if name not in shown]
    return kept
