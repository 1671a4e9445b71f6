"""Added films and the films of a data set, in one catalogue."""

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from embeddings.catalogue.movies import Catalogue
from embeddings.errors import ReleaseError
from embeddings.sources import columns
from embeddings.sources.given_film import GivenFilm
from embeddings.sources.text.titles import title_key
from sql.tables import ADDED_FROM


def with_added(
    catalogue: Catalogue, films: Mapping[int, GivenFilm]
) -> tuple[Catalogue, dict[int, int]]:
    """Append added films to a catalogue, save those that the data set has by now.

    The same film is one of the same IMDb id; else one of the same title (or original title) and
    year, unless both have an IMDb id. The data set's record then stands.

    Parameters
    ----------
    catalogue
        Of a data set.
    films
        By movie_id.

    Returns
    -------
    catalogue
        With the added films last, as their ids are the highest.
    replaced
        Id of an added film that is left out → id of the data set's film that it is.

    Raises
    ------
    ReleaseError
        The data set has ids that are reserved for added films.
    """
    movies = catalogue.movies
    if len(movies) and (highest := int(movies[columns.MOVIE_ID].max())) >= ADDED_FROM:
        raise ReleaseError(
            f"the data set has a movie {highest}; ids from {ADDED_FROM} on are those of added films"
        )
    if not films:
        return catalogue, {}
    found = _same(movies, films)
    rows = [
        {
            **film.columns(),
            columns.MOVIE_ID: movie_id,
            columns.TAG_COUNTS: [1] * len(film.tags),
            columns.RATING_COUNT: 0,
            columns.RATING_MEAN: None,
        }
        for movie_id, film in sorted(films.items())
        if movie_id not in found
    ]
    if not rows:
        return catalogue, found
    added = pd.DataFrame(rows, columns=list(movies.columns), dtype=object)
    whole = pd.concat([movies.astype(object), added], ignore_index=True)
    return replace(catalogue, movies=whole.astype(movies.dtypes.to_dict())), found


def _same(movies: pd.DataFrame, films: Mapping[int, GivenFilm]) -> dict[int, int]:
    numbers: dict[str, int] = {}
    names: dict[tuple[str, int | None], list[tuple[int, bool]]] = {}
    wanted = {(key, film.year) for film in films.values() for key in film.name_keys}
    for movie_id, title, original, others, year, imdb_id in movies[
        [
            columns.MOVIE_ID,
            columns.TITLE,
            columns.ORIGINAL_TITLE,
            columns.ALTERNATIVE_TITLES,
            columns.YEAR,
            columns.IMDB_ID,
        ]
    ].itertuples(index=False, name=None):
        if imdb_id is not None:
            numbers[imdb_id] = movie_id
        for name in (title, original, *others):
            key = (title_key(name), None if pd.isna(year) else int(year)) if name else None
            if key in wanted:
                names.setdefault(key, []).append((movie_id, imdb_id is not None))
    found: dict[int, int] = {}
    for movie_id, film in films.items():
        if film.imdb_id in numbers:
            found[movie_id] = numbers[film.imdb_id]
            continue
        named = [one for key in film.name_keys for one in names.get((key, film.year), ())]
        same = [other for other, numbered in named if not (numbered and film.imdb_id)]
        if same:
            found[movie_id] = min(same)
    return found
