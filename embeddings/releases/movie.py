"""A movie of a release as Python values, and what follows from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from embeddings.sources.identity import FilmIdentity
from embeddings.sources.text.titles import title_key
from embeddings.texts.document import movie_document
from embeddings.texts.sentences import split_sentences


@dataclass(frozen=True)
class MovieRecord:
    """A movie as Python values: None for what is unknown, never NaN."""

    movie_id: int
    title: str
    original_title: str | None
    alternative_titles: list[str]
    year: int | None
    genres: list[str]
    tags: list[str]
    tag_counts: list[int]
    plot: str | None
    countries: list[str]
    languages: list[str]
    imdb_id: str | None
    tmdb_id: int | None
    rating_count: int
    rating_mean: float | None

    @property
    def document(self) -> str:
        """The text that stands for the movie."""
        return movie_document(
            self.title, self.year, self.genres, self.tags, self.plot, self.original_title
        )

    @property
    def identity(self) -> FilmIdentity:
        """What tells the film from others."""
        return FilmIdentity.of(self.imdb_id, self.title, self.original_title, self.year)

    @property
    def title_keys(self) -> list[str]:
        """Every normalised form by which somebody may type this title exactly."""
        titles = [self.title, self.original_title, *self.alternative_titles]
        return list(dict.fromkeys(title_key(one) for one in titles if one))

    @property
    def words(self) -> set[str]:
        """The words that queries may have from it: of titles, genres, tags and plot."""
        names = [*self.title_keys, *self.genres, *self.tags]
        return set(title_key(" ".join([*names, self.plot or ""])).split())


@dataclass(frozen=True)
class SentenceRecord:
    """A sentence of a movie's plot."""

    movie_id: int
    position: int
    sentence: str


def sentence_records(movies: Sequence[MovieRecord]) -> list[SentenceRecord]:
    """Return the sentences of all plots, in order."""
    return [
        SentenceRecord(movie.movie_id, position, sentence)
        for movie in movies
        for position, sentence in enumerate(split_sentences(movie.plot or ""))
    ]
