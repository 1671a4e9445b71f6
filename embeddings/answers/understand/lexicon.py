"""What a process holds of a release to parse queries: titles, people, words, a sample."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from sys import intern
from typing import Any

from sqlalchemy import RowMapping

from embeddings.answers.leading import LeadingFilms
from embeddings.answers.rows import Rows
from embeddings.answers.sample import Sample
from embeddings.answers.stems import Stems
from embeddings.answers.tags import TagWords
from embeddings.answers.terms import Terms
from embeddings.answers.understand.known_words import load_known_words
from embeddings.answers.understand.people import People
from embeddings.answers.understand.person_rows import PersonRow, person_row
from embeddings.answers.understand.spelling import Vocabulary
from embeddings.answers.understand.title_rows import TitleRow
from embeddings.answers.understand.titles import Titles
from embeddings.answers.word_films import WordFilms
from embeddings.releases.registry import ReleaseInfo


@dataclass(frozen=True)
class Lexicon:
    """What queries of one release are parsed with, as of one revision of its films.

    Attributes
    ----------
    genres, countries, languages, certificates, collections : collection of str
        Those that filters may name.
    people : People
        Everybody credited.
    has_runtimes : bool
        Whether any film's running time is known; else a filter by it would leave no film.
    sample : Sample
        Films drawn at random; added films do not change it, since it says what is near by
        chance whatever single films there are.
    stems : Stems
        Of the words of reasons.
    tag_words : mapping of str to TagWord
        Tags and moods that wishes may name.
    leading : LeadingFilms
        The best films for these, as far as searches have asked.
    word_films : WordFilms
        The films that have a word, as far as searches have asked.
    terms : Terms
        The genres and tags that a query is compared with.
    """

    titles: Titles
    vocabulary: Vocabulary
    genres: Collection[str]
    movie_count: int
    sample: Sample
    revision: int = 0
    countries: Collection[str] = ()
    languages: Collection[str] = ()
    certificates: Collection[str] = ()
    collections: Collection[str] = ()
    has_runtimes: bool = False
    people: People = field(default_factory=People)
    stems: Stems = field(default_factory=Stems)
    tag_words: TagWords = field(default_factory=dict)
    leading: LeadingFilms = field(default_factory=LeadingFilms)
    word_films: WordFilms = field(default_factory=lambda: WordFilms({}))
    terms: Terms = field(default_factory=Terms)

    def knows(self, word: str) -> bool:
        """Return whether a word is one of the films', or of the name of somebody credited."""
        return self.vocabulary.knows(word) or self.people.knows(word)


def load_lexicon(
    rows: Rows,
    release_id: int,
    genres: Collection[str],
    sample: Sample,
    revision: int = 0,
    tag_words: TagWords | None = None,
) -> Lexicon:
    """Read the lexicon of a release; some 1.5 s and 40 MB for 10,000 films and
    27,000 people.

    Parameters
    ----------
    rows : callable
        See `Rows`.
    genres : collection of str
        Those that the release can be filtered by.
    sample : Sample
        Of the release.
    revision : int
        The revision of the release's films before they are read.
    tag_words : mapping of str to TagWord
        Of the release; see `load_tag_words`.
    """
    load_known_words()  # or the first query with an unknown word would wait for them
    films = rows("titles", release_id=release_id)
    titles = Titles(_title_row(row) for row in films)
    words = {row["word"]: row["movie_count"] for row in rows("words", release_id=release_id)}
    return Lexicon(
        titles=titles,
        vocabulary=Vocabulary(words),
        genres=genres,
        movie_count=len(titles.rows),
        sample=sample,
        revision=revision,
        countries=_values("countries", films),
        languages=_values("languages", films),
        certificates=_certificates(films),
        collections=_values("collections", films),
        has_runtimes=_has_runtimes(films),
        people=People(_people(rows("credits", release_id=release_id), titles)),
        tag_words=tag_words or {},
        word_films=_word_films(titles),
    )


def update_lexicon(
    rows: Rows, lexicon: Lexicon, release: ReleaseInfo, genres: Collection[str]
) -> Lexicon:
    """Return the lexicon of a newer revision, after reading only what has changed since.

    Other threads may read ``lexicon`` meanwhile; only one thread may update it at a time.
    """
    changes = rows("changes", release_id=release.release_id, revision=lexicon.revision)
    movie_ids = sorted({change["movie_id"] for change in changes})
    words = sorted({word for change in changes for word in change["words"]})
    titles = rows("titles_of", release_id=release.release_id, movie_ids=movie_ids)
    lexicon.titles.update(movie_ids, [_title_row(row) for row in titles])
    counts = rows("words_of", release_id=release.release_id, words=words)
    lexicon.vocabulary.update(words, {row["word"]: row["movie_count"] for row in counts})
    gone = lexicon.people.credited_in(movie_ids)
    people = rows("credits_of", release_id=release.release_id, movie_ids=movie_ids, person_ids=gone)
    # A country that lost its last film stays; a filter by it then leaves no film.
    return replace(
        lexicon,
        genres=genres,
        movie_count=release.movie_count,
        revision=release.revision,
        countries=_values("countries", titles, lexicon.countries),
        languages=_values("languages", titles, lexicon.languages),
        certificates=_certificates(titles, lexicon.certificates),
        collections=_values("collections", titles, lexicon.collections),
        has_runtimes=lexicon.has_runtimes or _has_runtimes(titles),
        people=lexicon.people.updated(gone, list(_people(people, lexicon.titles))),
        leading=LeadingFilms(),
        word_films=_word_films(lexicon.titles),
        terms=Terms(),
    )


def _word_films(titles: Titles) -> WordFilms:
    return WordFilms({movie_id: film.rating_count for movie_id, film in titles.rows.items()})


def _values(name: str, rows: Sequence[RowMapping], before: Collection[str] = ()) -> tuple[str, ...]:
    return tuple(sorted({*before, *(value for row in rows for value in row[name])}))


def _certificates(rows: Sequence[RowMapping], before: Collection[str] = ()) -> tuple[str, ...]:
    return tuple(sorted({*before, *(row["certificate"] for row in rows if row["certificate"])}))


def _has_runtimes(rows: Sequence[RowMapping]) -> bool:
    return any(row["runtime"] is not None for row in rows)


def _people(rows: Sequence[RowMapping], titles: Titles) -> Iterator[PersonRow]:
    def rating_count(movie_id: int) -> int:
        film = titles.rows.get(movie_id)
        return film.rating_count if film else 0

    for row in rows:
        yield person_row(
            row["person_id"],
            row["name"],
            row["name_key"],
            row["movie_ids"],
            row["credits"],
            rating_count,
        )


def _title_row(row: RowMapping) -> TitleRow:
    names: list[Any] = [row["title"], row["original_title"], *row["alternative_titles"]]
    return TitleRow(
        movie_id=row["movie_id"],
        title=row["title"],
        year=row["year"],
        names=tuple(dict.fromkeys(name for name in names if name)),
        rating_count=row["rating_count"],
        # A name is kept once, however many films the collection has.
        collections=tuple(intern(name) for name in row["collections"]),
    )
