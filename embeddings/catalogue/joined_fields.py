"""Fields of films from several sources in one catalogue, each from the first that knows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeVar

import pandas as pd

from embeddings.catalogue.tags import MOST_TAGS
from embeddings.sources import columns
from embeddings.sources.credits.facts import FACTS, FilmFacts, new_titles
from embeddings.sources.film_fields import INTEGERS, FilmFields

# How reports call the data set among its sources.
DATA_SET: Final = "data set"
# Source → field → how many films have that field from it.
FieldCounts = Mapping[str, Mapping[str, int]]
_Found = TypeVar("_Found")

# Fields of which one source gives the whole value.
_SINGLE: Final = (
    columns.ORIGINAL_TITLE,
    columns.YEAR,
    columns.GENRES,
    columns.PLOT,
    *(name for name in FACTS if name != columns.ALTERNATIVE_TITLES),
    columns.MINIMUM_AGE,
    columns.MOODS,
    columns.PHRASES,
    columns.COLLECTIONS,
)
_EXPLAINING: Final = (columns.PERSON_IMDB_IDS, columns.CHARACTERS, columns.TITLE_LANGUAGES)
# The type of each column of whole numbers.
_INTEGER_TYPES: Final = dict.fromkeys(INTEGERS, "Int64") | {columns.YEAR: "Int16"}


@dataclass(frozen=True)
class FieldSource:
    """What a source beside the data set says of films, by movie_id."""

    name: str
    films: Mapping[int, FilmFields | FilmFacts | PlotOnly]


@dataclass(frozen=True, slots=True)
class PlotOnly:
    """A film of a source that knows plots and nothing else."""

    plot: str


def of_kept(found: Mapping[int, _Found], duplicates: Mapping[int, int]) -> dict[int, _Found]:
    """Return what was found by movie_id under the ids that films are kept under.

    Parameters
    ----------
    duplicates
        Merged movie id → the id it is kept under. What the kept film has itself stands.
    """
    merged = {duplicates[key]: value for key, value in found.items() if key in duplicates}
    return merged | {key: value for key, value in found.items() if key not in duplicates}


def join_fields(
    movies: pd.DataFrame,
    own_name: str,
    before: Sequence[FieldSource],
    after: Sequence[FieldSource] = (),
    most_tags: int = MOST_TAGS,
) -> tuple[pd.DataFrame, dict[str, dict[str, int]]]:
    """Give films the fields of other sources.

    Of each field the first source that says something gives the value: those of ``before``, then
    the data set, then those of ``after``. Joined instead are alternative titles, since a film is
    found by each of them, and tags, since each source has its own words.

    Parameters
    ----------
    movies
        With the columns of a catalogue.
    own_name
        How the data set is called in the column ``sources``.
    before, after
        The sources that stand before the data set and those after it, in order.
    most_tags
        Most tags to keep for a film.

    Returns
    -------
    The movies with the fields and with ``sources``, and how many films have each field from which
    source; the data set stands there as `DATA_SET`.
    """
    return _Joining(movies, own_name, before, after, most_tags).joined()


class _Joining:
    """The films of a data set and what every source says of them, in order of precedence."""

    def __init__(
        self,
        movies: pd.DataFrame,
        own_name: str,
        before: Sequence[FieldSource],
        after: Sequence[FieldSource],
        most_tags: int,
    ) -> None:
        self.movies = movies.copy()
        self.own_name = own_name
        self.most_tags = most_tags
        self.counts: dict[str, dict[str, int]] = {
            source.name: {} for source in (*before, FieldSource(DATA_SET, {}), *after)
        }
        ids = movies[columns.MOVIE_ID].tolist()
        self.titles = movies[columns.TITLE].tolist()
        # None stands for the data set's own value.
        self.known = [
            [
                *((source.name, source.films[key]) for source in before if key in source.films),
                (DATA_SET, None),
                *((source.name, source.films[key]) for source in after if key in source.films),
            ]
            for key in ids
        ]
        self.sources: list[dict[str, str]] = [{} for _ in ids]

    def joined(self) -> tuple[pd.DataFrame, dict[str, dict[str, int]]]:
        movies = self.movies
        for field in _SINGLE:
            values = [
                self._first(row, field, own) for row, own in enumerate(movies[field].tolist())
            ]
            dtype = _INTEGER_TYPES.get(field, object)
            movies[field] = pd.Series(values, index=movies.index, dtype=dtype)
        self._join_tags()
        self._join_titles()
        for field in _EXPLAINING:
            self._join_mappings(field)
        frame = movies[[columns.TITLE_LANGUAGES, columns.ALTERNATIVE_TITLES]]
        languages = [
            {name: of[name] for name in titles if name in of}
            for of, titles in frame.itertuples(index=False, name=None)
        ]
        self._set(columns.TITLE_LANGUAGES, languages)
        self._set(columns.SOURCES, self.sources)
        return movies, self.counts

    def _set(self, field: str, values: Sequence[Any]) -> None:
        self.movies[field] = pd.Series(list(values), index=self.movies.index, dtype=object)

    def _note(self, row: int, field: str, source: str) -> None:
        """Count that a film has a field from a source, and write it down."""
        self.counts[source][field] = self.counts[source].get(field, 0) + 1
        name = self.own_name if source == DATA_SET else source
        before = self.sources[row].get(field)
        self.sources[row][field] = f"{before}, {name}" if before else name

    def _first(self, row: int, field: str, own: Any) -> Any:
        for source, film in self.known[row]:
            value = own if film is None else getattr(film, field, None)
            # A data set may call a film by the title that is the original one elsewhere.
            if field == columns.ORIGINAL_TITLE and value == self.titles[row]:
                continue
            if _says_something(value):
                self._note(row, field, source)
                return list(value) if isinstance(value, tuple) else value
        return own

    def _join_tags(self) -> None:
        """Append the tags of further sources, which count as given by one person each."""
        names, people = [], []
        frame = self.movies[[columns.TAGS, columns.TAG_COUNTS]]
        for row, (own, counts) in enumerate(frame.itertuples(index=False, name=None)):
            tags, given_by = list(own), list(counts)
            for source, film in self.known[row]:
                given = own if film is None else getattr(film, columns.TAGS, ())
                more = given if film is None else [tag for tag in given if tag not in tags]
                if more:
                    self._note(row, columns.TAGS, source)
                if film is not None:
                    tags += more
                    given_by += [1] * len(more)
            names.append(tags[: self.most_tags])
            people.append(given_by[: self.most_tags])
        self._set(columns.TAGS, names)
        self._set(columns.TAG_COUNTS, people)

    def _join_titles(self) -> None:
        """Append alternative titles of all sources, the data set's first, each once."""
        values: list[list[str]] = []
        frame = self.movies[[columns.TITLE, columns.ORIGINAL_TITLE, columns.ALTERNATIVE_TITLES]]
        for row, (title, original, own) in enumerate(frame.itertuples(index=False, name=None)):
            titles = list(own)
            if own:
                self._note(row, columns.ALTERNATIVE_TITLES, DATA_SET)
            for source, film in self.known[row]:
                given = getattr(film, columns.ALTERNATIVE_TITLES, ())
                if isinstance(film, FilmFields):
                    given = [name for name in (film.title, film.original_title, *given) if name]
                if more := new_titles(given, [title, original, *titles]):
                    self._note(row, columns.ALTERNATIVE_TITLES, source)
                titles += more
            values.append(titles)
        self._set(columns.ALTERNATIVE_TITLES, values)

    def _join_mappings(self, field: str) -> None:
        values = []
        for row, own in enumerate(self.movies[field].tolist()):
            joined: dict[str, str] = {}
            for _, film in reversed(self.known[row]):
                joined |= own if film is None else getattr(film, field, {})
            values.append(joined)
        self._set(field, values)


def _says_something(value: Any) -> bool:
    """Return whether a value is known; an age of 0 is."""
    if value is None or isinstance(value, str | tuple | list | Mapping):
        return bool(value)
    return not pd.isna(value)
