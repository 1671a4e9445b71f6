"""Raw movie records to clean ones, each for itself."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from embeddings.sources import columns
from embeddings.sources.film_fields import FIELDS, INTEGERS, LISTS, MAPPINGS
from embeddings.sources.text.certificates import certificate_name
from embeddings.sources.text.clean import clean_optional, clean_text
from embeddings.sources.text.genres import clean_genres
from embeddings.sources.text.origins import country_names, language_names
from embeddings.sources.text.tag_names import clean_tags
from embeddings.sources.text.titles import ParsedTitle, parse_title


@dataclass(frozen=True)
class TitleCounts:
    """How many titles needed what."""

    moved_articles: int
    cleaned: int


def clean_movies(raw: pd.DataFrame) -> tuple[pd.DataFrame, TitleCounts]:
    """Clean every record of a dataset; none is dropped or merged here.

    Parameters
    ----------
    raw
        As :meth:`Dataset.movies` gives them. With an original_title column titles are taken as
        they stand, without one they are taken apart as MovieLens'.

    Returns
    -------
    One row each, by movie_id: movie_id int64, title, original_title (text or None),
    alternative_titles (list), year Int16, genres, tags (lists), plot, imdb_id (text or None),
    tmdb_id Int64, countries, languages (lists); and counts
    """
    raw = raw.sort_values(columns.MOVIE_ID, ignore_index=True)
    titles = [str(title) for title in raw[columns.TITLE]]
    if columns.ORIGINAL_TITLE in raw:
        parsed = [
            ParsedTitle(clean_text(title), clean_optional(original), (), None)
            for title, original in zip(titles, raw[columns.ORIGINAL_TITLE], strict=True)
        ]
        moved = 0
    else:
        parsed = [parse_title(title) for title in titles]
        # "The Matrix" does not stand in "Matrix, The (1999)".
        pairs = zip(titles, parsed, strict=True)
        moved = sum(parts.title not in clean_text(title) for title, parts in pairs)
    years = [parts.year for parts in parsed]
    if columns.YEAR in raw:
        given = [None if pd.isna(year) else int(year) for year in raw[columns.YEAR]]
        years = [year or other for year, other in zip(years, given, strict=True)]
    movies = pd.DataFrame(
        {
            columns.MOVIE_ID: raw[columns.MOVIE_ID].astype("int64"),
            **{name: _column(raw, name) for name in FIELDS},
            # A title of nothing but markup stays as it is rather than vanish.
            columns.TITLE: _objects(
                [parts.title or title for parts, title in zip(parsed, titles, strict=True)]
            ),
            columns.ORIGINAL_TITLE: _objects([parts.original_title for parts in parsed]),
            columns.ALTERNATIVE_TITLES: _alternatives(raw, parsed),
            columns.YEAR: pd.array(years, dtype="Int16"),
            columns.GENRES: _objects([clean_genres(names) for names in raw[columns.GENRES]]),
            columns.TAGS: _lists(raw, columns.TAGS, clean_tags),
            columns.PERSON_IMDB_IDS: _mappings(raw, columns.PERSON_IMDB_IDS),
            columns.CHARACTERS: _mappings(raw, columns.CHARACTERS),
            columns.KNOWN_FOR: _lists(raw, columns.KNOWN_FOR, list),
            columns.MINOR_TAGS: _lists(raw, columns.MINOR_TAGS, list),
        }
    )
    cleaned = sum(clean_text(title) != title for title in titles)
    return movies, TitleCounts(moved, cleaned)


def _column(raw: pd.DataFrame, name: str) -> "pd.Series[Any]":
    """Return a field of which nothing but white space needs cleaning."""
    if name in LISTS:
        return _lists(raw, name, _CLEANERS.get(name, _clean_names))
    if name in MAPPINGS:
        return _mappings(raw, name)
    if name in INTEGERS:
        return (raw[name] if name in raw else pd.Series(pd.NA, raw.index)).astype("Int64")
    if name == columns.CERTIFICATE:
        return _objects([text and certificate_name(text) for text in _texts(raw, name)])
    return _texts(raw, name)


def _alternatives(raw: pd.DataFrame, parsed: Sequence[ParsedTitle]) -> "pd.Series[Any]":
    if columns.ALTERNATIVE_TITLES in raw:
        return _lists(raw, columns.ALTERNATIVE_TITLES, _clean_names)
    return _objects([list(parts.alternative_titles) for parts in parsed])


def _lists(
    raw: pd.DataFrame, column: str, clean: Callable[[Iterable[str]], list[str]]
) -> "pd.Series[Any]":
    """Clean a column of lists; empty lists where the source lacks the column or the value."""
    if column not in raw:
        return _objects([[] for _ in range(len(raw))])
    return _objects(
        [clean(names) if isinstance(names, list | tuple) else [] for names in raw[column]]
    )


def _mappings(raw: pd.DataFrame, column: str) -> "pd.Series[Any]":
    """Clean a column of mappings; empty where the source lacks the column or the value."""
    if column not in raw:
        return _objects([{} for _ in range(len(raw))])
    return _objects(
        [
            {clean_text(key): _clean_value(entry) for key, entry in value.items()}
            if isinstance(value, dict)
            else {}
            for value in raw[column]
        ]
    )


def _clean_value(value: object) -> object:
    return clean_text(value) if isinstance(value, str) else value


def _texts(raw: pd.DataFrame, column: str) -> "pd.Series[Any]":
    if column not in raw:
        return _objects([None] * len(raw))
    return _objects([clean_optional(text) for text in raw[column]])


def _clean_names(names: Iterable[str]) -> list[str]:
    cleaned = (clean_text(name) for name in names)
    return list(dict.fromkeys(name for name in cleaned if name))


def _clean_countries(names: Iterable[str]) -> list[str]:
    return country_names(_clean_names(names))


def _clean_languages(names: Iterable[str]) -> list[str]:
    return language_names(_clean_names(names))


_CLEANERS = {columns.COUNTRIES: _clean_countries, columns.LANGUAGES: _clean_languages}


def _objects(values: Sequence[object]) -> "pd.Series[Any]":
    """Return a column that keeps None and lists as they are."""
    return pd.Series(list(values), dtype=object)
