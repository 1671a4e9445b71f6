"""Added films and the films of a data set, in one catalogue."""

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from embeddings.catalogue.duplicates import identities
from embeddings.catalogue.movies import Catalogue
from embeddings.errors import ReleaseError
from embeddings.sources import columns
from embeddings.sources.film_fields import FilmFields
from embeddings.sources.identity import IdentityIndex
from sql.tables import ADDED_FROM


def with_added(
    catalogue: Catalogue, films: Mapping[int, FilmFields]
) -> tuple[Catalogue, dict[int, int]]:
    """Append added films to a catalogue, save those that the data set has by now.

    Where the data set has the film by now (`embeddings.sources.identity`), its record stands.

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
    found = _find_same(movies, films)
    rows = [
        {
            **film.columns(),
            columns.MOVIE_ID: movie_id,
            columns.TAG_COUNTS: [1] * len(film.tags),
            columns.PERSON_IMDB_IDS: {},
            columns.CHARACTERS: {},
            columns.KNOWN_FOR: [],
            columns.MINOR_TAGS: [],
            columns.SOURCES: {},
            columns.RATING_COUNT: 0,
            columns.RATING_MEAN: None,
            columns.POPULARITY: 0.0,
        }
        for movie_id, film in sorted(films.items())
        if movie_id not in found
    ]
    if not rows:
        return catalogue, found
    added = pd.DataFrame(rows, columns=list(movies.columns), dtype=object)
    whole = pd.concat([movies.astype(object), added], ignore_index=True)
    return replace(catalogue, movies=whole.astype(movies.dtypes.to_dict())), found


def _find_same(movies: pd.DataFrame, films: Mapping[int, FilmFields]) -> dict[int, int]:
    index = IdentityIndex(identities(movies))
    found: dict[int, int] = {}
    for movie_id, film in films.items():
        row = index.match(film.identity)
        if row is not None:
            found[movie_id] = int(movies[columns.MOVIE_ID].iloc[row])
    return found
