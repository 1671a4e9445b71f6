"""Facts of several sources in one catalogue: who gives a field of a film stands before the next."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, TypeVar

import pandas as pd

from embeddings.sources import columns
from embeddings.sources.credits.facts import FACTS, FilmFacts, new_titles
from embeddings.sources.film_fields import INTEGERS

DATA_SET: Final = "data set"
# Source → field → how many films have that field from it.
FactCounts = Mapping[str, Mapping[str, int]]
_Found = TypeVar("_Found")
_EXPLAINED: Final = (columns.PERSON_IMDB_IDS, columns.CHARACTERS, columns.TITLE_LANGUAGES)


def of_kept(found: Mapping[int, _Found], duplicates: Mapping[int, int]) -> dict[int, _Found]:
    """Return what was found by movie_id under the ids that films are kept under.

    Parameters
    ----------
    duplicates
        Merged movie id → the id it is kept under. What the kept film has itself stands.
    """
    merged = {duplicates[key]: value for key, value in found.items() if key in duplicates}
    return merged | {key: value for key, value in found.items() if key not in duplicates}


def join_facts(
    movies: pd.DataFrame, sources: Mapping[str, Mapping[int, FilmFacts]]
) -> tuple[pd.DataFrame, dict[str, dict[str, int]]]:
    """Give films the facts of sources that stand before the data set.

    Of each field the first source that says something stands, and the data set's own value where
    none does. Alternative titles are joined instead, since a film is found by each of them.

    Parameters
    ----------
    movies
        With the columns of a catalogue.
    sources
        Name of a source → its facts by movie_id; the first source stands before the others.

    Returns
    -------
    The movies with the facts, and how many films have each field from which source, the data set
    being the last one
    """
    movies = movies.copy()
    counts: dict[str, dict[str, int]] = {
        name: dict.fromkeys(FACTS, 0) for name in (*sources, DATA_SET)
    }
    ids = movies[columns.MOVIE_ID].tolist()
    of_films = [
        [(name, facts[movie_id]) for name, facts in sources.items() if movie_id in facts]
        for movie_id in ids
    ]
    for field in FACTS:
        if field == columns.ALTERNATIVE_TITLES:
            continue
        values = []
        for own, given in zip(movies[field].tolist(), of_films, strict=True):
            name, value = _first(field, own, given)
            values.append(value)
            if name is not None:
                counts[name][field] += 1
        dtype = "Int64" if field in INTEGERS else object
        movies[field] = pd.Series(values, index=movies.index, dtype=dtype)
    movies[columns.ALTERNATIVE_TITLES] = _joined_titles(movies, of_films, counts)
    for field in _EXPLAINED:
        movies[field] = _joined_mappings(movies, field, of_films)
    movies[columns.TITLE_LANGUAGES] = _languages_of_titles(movies)
    return movies, {name: _known(fields) for name, fields in counts.items()}


def _first(field: str, own: Any, given: list[tuple[str, FilmFacts]]) -> tuple[str | None, Any]:
    for name, facts in given:
        if value := getattr(facts, field):
            return name, list(value) if isinstance(value, tuple) else value
    known = len(own) > 0 if isinstance(own, list) else not pd.isna(own)
    return DATA_SET if known else None, own


def _joined_titles(
    movies: pd.DataFrame,
    of_films: list[list[tuple[str, FilmFacts]]],
    counts: dict[str, dict[str, int]],
) -> pd.Series[Any]:
    """Return the alternative titles of all sources, the data set's first, each once."""
    values: list[list[str]] = []
    frame = movies[[columns.TITLE, columns.ORIGINAL_TITLE, columns.ALTERNATIVE_TITLES]]
    for (title, original, own), given in zip(
        frame.itertuples(index=False, name=None), of_films, strict=True
    ):
        titles = list(own)
        counts[DATA_SET][columns.ALTERNATIVE_TITLES] += bool(own)
        for name, facts in given:
            more = new_titles(facts.alternative_titles, [title, original, *titles])
            counts[name][columns.ALTERNATIVE_TITLES] += bool(more)
            titles += more
        values.append(titles)
    return pd.Series(values, index=movies.index, dtype=object)


def _joined_mappings(
    movies: pd.DataFrame, field: str, of_films: list[list[tuple[str, FilmFacts]]]
) -> pd.Series[Any]:
    values = []
    for own, given in zip(movies[field].tolist(), of_films, strict=True):
        joined = dict(own)
        for _, facts in reversed(given):
            joined |= getattr(facts, field)
        values.append(joined)
    return pd.Series(values, index=movies.index, dtype=object)


def _languages_of_titles(movies: pd.DataFrame) -> pd.Series[Any]:
    """Return the languages of the titles that a film has."""
    pairs = zip(movies[columns.TITLE_LANGUAGES], movies[columns.ALTERNATIVE_TITLES], strict=True)
    kept = [{name: of[name] for name in titles if name in of} for of, titles in pairs]
    return pd.Series(kept, index=movies.index, dtype=object)


def _known(fields: Mapping[str, int]) -> dict[str, int]:
    return {field: count for field, count in fields.items() if count}
