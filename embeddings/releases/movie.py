"""A movie of a release as a record, with the text, title keys and words derived from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from embeddings.sources.film_fields import FIELDS, FilmFields
from embeddings.sources.text.titles import title_key
from embeddings.texts.document import movie_document
from embeddings.texts.sentences import split_sentences


@dataclass(frozen=True, kw_only=True)
class MovieRecord(FilmFields):
    """A movie of a release; ``rating_mean`` is in stars, None where nobody rated it."""

    movie_id: int
    tag_counts: tuple[int, ...]
    rating_count: int
    rating_mean: float | None

    @classmethod
    def of_film(cls, movie_id: int, film: FilmFields) -> MovieRecord:
        """Return the record of an added film, which nobody of the data set rated or tagged."""
        return cls(
            **{name: getattr(film, name) for name in FIELDS},
            movie_id=movie_id,
            tag_counts=(1,) * len(film.tags),
            rating_count=0,
            rating_mean=None,
        )

    @property
    def document(self) -> str:
        """The text that the movie's vector is made from."""
        return movie_document(
            self.title, self.year, self.genres, self.tags, self.plot, self.original_title
        )

    @property
    def title_keys(self) -> list[str]:
        """All titles of the movie as `title_key` writes them, each once."""
        titles = [self.title, self.original_title, *self.alternative_titles]
        return list(dict.fromkeys(title_key(title) for title in titles if title))

    @property
    def words(self) -> set[str]:
        """The distinct words of titles, genres, tags and plot, for correcting typing errors."""
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
