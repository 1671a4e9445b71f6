"""Insert single films into a finished release, and delete them again.

Both also update how many films have each term and each word.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

import numpy as np
from psycopg2.extras import execute_values
from sqlalchemy import Connection, delete, select, text

from embeddings.halfvec import halfvec_text
from embeddings.releases import copying, identities
from embeddings.releases.added import COLUMNS, film_of_row
from embeddings.releases.added_tags import with_tags
from embeddings.releases.movie import MovieRecord, SentenceRecord, sentence_records
from embeddings.releases.movie_rows import copy_movies, sentence_rows
from embeddings.releases.neighbours import Neighbours
from embeddings.releases.people import credit_rows, identify_people
from embeddings.releases.registry import ReleaseInfo
from embeddings.sources.film_fields import FilmFields
from embeddings.texts.cache import HalfVectors, encode_within
from embeddings.texts.encoder import Encoder
from sql.server import cursor
from sql.tables import ADDED_FROM, Credit, Movie, Sentence

Terms = Counter[tuple[str, str]]


def added_records(connection: Connection, release_id: int) -> dict[int, FilmFields]:
    """Return the added films that a release contains, by movie_id."""
    columns = [getattr(Movie, column.key) for column in COLUMNS]
    found = connection.execute(
        select(Movie.movie_id, *columns).where(
            Movie.release_id == release_id, Movie.movie_id >= ADDED_FROM
        )
    )
    return {row["movie_id"]: film_of_row(row) for row in found.mappings()}


def film_ids(connection: Connection, release_id: int, movie_ids: Collection[int]) -> dict[int, int]:
    """Return movie_id → film_id of the given added films that the release contains."""
    found = connection.execute(
        select(Movie.movie_id, Movie.film_id).where(
            Movie.release_id == release_id,
            Movie.movie_id.in_([movie_id for movie_id in movie_ids if movie_id >= ADDED_FROM]),
        )
    )
    return {row.movie_id: row.film_id for row in found}


def insert_films(
    connection: Connection,
    release: ReleaseInfo,
    encoder: Encoder,
    films: Mapping[int, FilmFields],
    known: Mapping[int, int],
) -> dict[int, set[str]]:
    """Write every row that a rebuild writes of a film.

    Parameters
    ----------
    films : mapping of int to FilmFields
        By movie_id; the release contains none of them.
    known : mapping of int to int
        movie_id → film_id of films whose identity is known; the others are identified.

    Returns
    -------
    dict
        movie_id → the film's words
    """
    movies = [MovieRecord.of_film(movie_id, film) for movie_id, film in sorted(films.items())]
    sentences = sentence_records(movies)
    terms = _terms(movies)
    vectors = encode_within(
        connection,
        encoder,
        [movie.document for movie in movies]
        + [name for _, name in terms]
        + [sentence.sentence for sentence in sentences],
    )
    texts, term_vectors, sentence_vectors = np.split(vectors, np.cumsum([len(movies), len(terms)]))
    unsettled = [movie for movie in movies if movie.movie_id not in known]
    ids = {**known, **_identify(connection, unsettled)} if unsettled else dict(known)
    _delete_tastes(connection, release.release_id, list(ids.values()))
    _copy_movies(connection, release, movies, ids, texts, sentences, sentence_vectors)
    copying.copy_rows(
        connection,
        "sentences",
        copying.SENTENCE_COLUMNS,
        sentence_rows(release.release_id, sentences, sentence_vectors),
    )
    _count(connection, release.release_id, movies, terms, term_vectors)
    return {movie.movie_id: movie.words for movie in movies}


def delete_films(
    connection: Connection, release_id: int, movie_ids: Sequence[int]
) -> dict[int, set[str]]:
    """Delete all rows of some added films, and return movie_id → the film's words."""
    if not movie_ids:
        return {}
    before = added_records(connection, release_id)
    movies = [MovieRecord.of_film(movie_id, before[movie_id]) for movie_id in movie_ids]
    _delete_tastes(
        connection, release_id, list(film_ids(connection, release_id, movie_ids).values())
    )
    for table in (Credit, Sentence, Movie):
        connection.execute(
            delete(table).where(table.release_id == release_id, table.movie_id.in_(movie_ids))
        )
    terms = [(kind, name, count) for (kind, name), count in _terms(movies).items()]
    words = [(None, word, count) for word, count in _words(movies).items()]
    same_term = "kind = removed.of_kind and name = removed.label"
    _count_down(connection, release_id, "terms", same_term, "film_count", terms)
    _count_down(connection, release_id, "words", "word = removed.label", "movie_count", words)
    return {movie.movie_id: movie.words for movie in movies}


def record_change(
    connection: Connection, release_id: int, words: Mapping[int, set[str]], more: int
) -> None:
    """Raise the release's revision, by which every process reads the changed films anew.

    Parameters
    ----------
    words : mapping of int to set of str
        movie_id of each changed film → the words that are in more or fewer films now.
    more : int
        How many films the release has more than before; may be negative.
    """
    if not words:
        return
    revision = connection.scalar(
        text(
            "update releases set revision = revision + 1, movie_count = movie_count + :more"
            " where release_id = :release_id returning revision"
        ),
        {"release_id": release_id, "more": more},
    )
    connection.execute(
        text(
            "insert into release_changes (release_id, revision, movie_id, words)"
            " values (:release_id, :revision, :movie_id, :words)"
        ),
        [
            {
                "release_id": release_id,
                "revision": revision,
                "movie_id": movie_id,
                "words": sorted(some),
            }
            for movie_id, some in sorted(words.items())
        ],
    )


def _identify(connection: Connection, movies: Sequence[MovieRecord]) -> dict[int, int]:
    return identities.identify(connection, {movie.movie_id: movie.identity for movie in movies})


def _copy_movies(
    connection: Connection,
    release: ReleaseInfo,
    movies: Sequence[MovieRecord],
    ids: Mapping[int, int],
    texts: HalfVectors,
    sentences: Sequence[SentenceRecord],
    sentence_vectors: HalfVectors,
) -> None:
    neighbours = Neighbours.of(connection, release)
    # All before the first row is written, since a row would be among the next film's neighbours.
    vectors = [neighbours.vectors(connection, vector) for vector in texts]
    vectors = with_tags(
        connection, release.release_id, movies, vectors, sentences, sentence_vectors
    )
    person_ids = identify_people(connection, movies)
    copy_movies(connection, "movies", release.release_id, ids, movies, iter(vectors), person_ids)
    copying.copy_rows(
        connection,
        "credits",
        copying.CREDIT_COLUMNS,
        credit_rows(release.release_id, movies, person_ids),
    )


def _terms(movies: Sequence[MovieRecord]) -> Terms:
    return Counter(
        (kind, name)
        for movie in movies
        for kind, names in (("genre", movie.genres), ("tag", movie.tags))
        for name in set(names)
    )


def _words(movies: Sequence[MovieRecord]) -> Counter[str]:
    return Counter(word for movie in movies for word in movie.words)


def _count(
    connection: Connection,
    release_id: int,
    movies: Sequence[MovieRecord],
    terms: Terms,
    vectors: HalfVectors,
) -> None:
    with cursor(connection) as raw:
        for (kind, name), vector in zip(terms, vectors, strict=True):
            raw.execute(
                "insert into terms (release_id, kind, name, text_vector, film_count)"
                " values (%s, %s, %s, %s, %s) on conflict (release_id, kind, name)"
                " do update set film_count = terms.film_count + excluded.film_count",
                (release_id, kind, name, halfvec_text(vector), terms[kind, name]),
            )
        execute_values(
            raw,
            "insert into words (release_id, word, movie_count) values %s"
            " on conflict (release_id, word)"
            " do update set movie_count = words.movie_count + excluded.movie_count",
            [(release_id, word, count) for word, count in sorted(_words(movies).items())],
        )


def _count_down(
    connection: Connection,
    release_id: int,
    table: str,
    same: str,
    count: str,
    fewer: Sequence[tuple[str | None, str, int]],
) -> None:
    """Lower the counts of terms or words, and delete those that no film has any more."""
    removed = "(values %s) as removed (of_kind, label, fewer)"
    where = f"where release_id = {release_id:d} and {same}"
    with cursor(connection) as raw:
        for change in (
            f"delete from {table} using {removed} {where} and {count} <= fewer",
            f"update {table} set {count} = {count} - fewer from {removed} {where}",
        ):
            execute_values(raw, change, fewer, "(%s::text, %s::text, %s)", max(len(fewer), 1))


def _delete_tastes(connection: Connection, release_id: int, ids: Sequence[int]) -> None:
    """Delete user vectors of people who marked these films; their next request makes new ones."""
    connection.execute(
        text(
            "delete from tastes where release_id = :release_id and user_id in"
            " (select user_id from marks where film_id = any(:film_ids))"
        ),
        {"release_id": release_id, "film_ids": list(ids)},
    )
