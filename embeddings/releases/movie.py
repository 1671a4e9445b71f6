"""A movie of a release as a record, with the text, title keys and words derived from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from embeddings.sources.film_fields import FIELDS, FilmFields
from embeddings.sources.text.titles import title_key
from embeddings.texts.document import movie_document
from embeddings.texts.sentences import split_sentences

Role = Literal["director", "writer", "cast", "composer"]
# Role of a credit → the field of a film that names the people of that role.
ROLE_FIELDS: Final[dict[Role, str]] = {
    "director": "directors",
    "writer": "writers",
    "cast": "cast",
    "composer": "composers",
}


@dataclass(frozen=True, slots=True)
class PersonRef:
    """A person as a source names them."""

    name: str
    imdb_id: str | None


@dataclass(frozen=True, slots=True)
class CreditRecord:
    """What a person did for a movie; ``position`` counts from 0 within the role."""

    role: Role
    position: int
    person: PersonRef
    character: str | None


@dataclass(frozen=True, kw_only=True)
class MovieRecord(FilmFields):
    """A movie of a release.

    Attributes
    ----------
    rating_mean : float or None
        Stars; None where nobody rated it.
    popularity : float
        Share of the release's films that are rated as often or less, 0 to 1; 0 where nobody rated
        it.
    person_imdb_ids : mapping of str to str
        Name of a credited person → IMDb id, where known.
    characters : mapping of str to str
        Name of a member of the cast → whom they play, where known.
    known_for, minor_tags : tuple of str
        Tags and moods of which the knowledge pack names it among the first; tags that hold for
        it by the pack and are not at its heart.
    sources : mapping of str to str
        Field → name of the source that its value comes from.
    """

    movie_id: int
    tag_counts: tuple[int, ...]
    person_imdb_ids: Mapping[str, str] = field(default_factory=dict)
    characters: Mapping[str, str] = field(default_factory=dict)
    known_for: tuple[str, ...] = ()
    minor_tags: tuple[str, ...] = ()
    sources: Mapping[str, str] = field(default_factory=dict)
    rating_count: int
    rating_mean: float | None
    popularity: float

    @classmethod
    def of_film(cls, movie_id: int, film: FilmFields) -> MovieRecord:
        """Return the record of an added film, which nobody of the data set rated or tagged."""
        return cls(
            **{name: getattr(film, name) for name in FIELDS},
            movie_id=movie_id,
            tag_counts=(1,) * len(film.tags),
            rating_count=0,
            rating_mean=None,
            popularity=0.0,
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
    def credits(self) -> Iterator[CreditRecord]:
        """Who made it and who is in it, by role and billing."""
        for role, name in ROLE_FIELDS.items():
            for position, person in enumerate(getattr(self, name)):
                character = self.characters.get(person) if role == "cast" else None
                imdb_id = self.person_imdb_ids.get(person)
                yield CreditRecord(role, position, PersonRef(person, imdb_id), character)

    @property
    def words(self) -> set[str]:
        """The distinct words of titles, genres, tags, plot and phrases, for spelling."""
        names = [*self.title_keys, *self.genres, *self.tags, *self.phrases]
        return set(title_key(" ".join([*names, self.plot or ""])).split())


@dataclass(frozen=True)
class SentenceRecord:
    """A sentence of a movie's plot, or a phrase of viewers, which stands after the plot."""

    movie_id: int
    position: int
    kind: Literal["plot", "phrase"]
    sentence: str


def sentence_records(movies: Sequence[MovieRecord]) -> list[SentenceRecord]:
    """Return the sentences of all plots and the phrases of all movies, in order."""
    return [
        SentenceRecord(movie.movie_id, position, kind, sentence)
        for movie in movies
        for position, (kind, sentence) in enumerate(_sentences(movie))
    ]


def _sentences(movie: MovieRecord) -> Iterator[tuple[Literal["plot", "phrase"], str]]:
    for sentence in split_sentences(movie.plot or ""):
        yield "plot", sentence
    for phrase in movie.phrases:
        yield "phrase", phrase
