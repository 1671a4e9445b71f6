"""Films keep their identity from one data set to the next.

People's ratings point to films (the table ``films``), so the films of a data set are matched with
those that are known, by the rule of `embeddings.sources.identity`, and entered where they are new.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

from psycopg2.extras import execute_values
from sqlalchemy import Connection

from embeddings.sources.identity import FilmIdentity, IdentityIndex, match
from embeddings.sources.text.numbers import number_forms
from sql import query
from sql.server import cursor

T = TypeVar("T")

# How many films are looked up, or entered, by one statement.
FILMS_PER_STATEMENT = 5_000


def identify(connection: Connection, movies: Mapping[int, FilmIdentity]) -> dict[int, int]:
    """Return movie_id → film_id, entering films that are new.

    No two movies become one film. A movie takes the known film of its IMDb id. Of those left over,
    a movie and a film belong together where each is the only one that the other may be, so that
    nobody's rating moves to a film that was merely called the same. A film that had no IMDb id
    takes the movie's.

    Parameters
    ----------
    connection : Connection
        In a transaction; the caller commits.
    movies : mapping of int to FilmIdentity
        By movie_id; no two of one IMDb id, and no two without one of one title and year
        (`embeddings.catalogue` merges those).
    """
    film_ids, known = _candidates(connection, list(movies.values()))
    by_imdb = {film.imdb_id: at for at, film in enumerate(known) if film.imdb_id is not None}
    found = {
        movie_id: by_imdb[movie.imdb_id]
        for movie_id, movie in movies.items()
        if movie.imdb_id in by_imdb
    }
    found |= _match_others(movies, known, found)
    _learn(
        connection, [(film_ids[at], known[at], movies[movie_id]) for movie_id, at in found.items()]
    )
    new = [movie_id for movie_id in sorted(movies) if movie_id not in found]
    entered = _enter(connection, [movies[movie_id] for movie_id in new])
    return {movie_id: film_ids[at] for movie_id, at in found.items()} | dict(
        zip(new, entered, strict=True)
    )


def _candidates(
    connection: Connection, movies: Sequence[FilmIdentity]
) -> tuple[list[int], list[FilmIdentity]]:
    """Return the ids and the identities of all known films that may be one of the movies."""
    films: dict[int, FilmIdentity] = {}
    for batch in _batches(movies):
        rows = connection.execute(
            query("identity_candidates"),
            {
                "imdb_ids": [movie.imdb_id for movie in batch if movie.imdb_id is not None],
                "title_keys": list(
                    {
                        form
                        for movie in batch
                        for key in movie.title_keys
                        for form in number_forms(key)
                    }
                ),
            },
        )
        for film_id, imdb_id, title_key, original, year in rows:
            titles = (title_key,) if original is None else (title_key, original)
            films[film_id] = FilmIdentity(imdb_id, titles, year)
    return list(films), list(films.values())


def _match_others(
    movies: Mapping[int, FilmIdentity], known: Sequence[FilmIdentity], found: Mapping[int, int]
) -> dict[int, int]:
    """Match the movies and the known films that no IMDb id has matched."""
    claimed = set(found.values())
    free = [at for at in range(len(known)) if at not in claimed]
    index = IdentityIndex(known[at] for at in free)
    candidates = {
        movie_id: index.same(movie) for movie_id, movie in movies.items() if movie_id not in found
    }
    suitors: dict[int, list[int]] = defaultdict(list)
    for movie_id in sorted(candidates):
        for at in candidates[movie_id]:
            suitors[at].append(movie_id)
    chosen = {
        at: movie_ids[best]
        for at, movie_ids in suitors.items()
        if (best := match(index.films[at], [movies[movie_id] for movie_id in movie_ids]))
        is not None
    }
    matched = {}
    for movie_id, same in candidates.items():
        best = match(movies[movie_id], [index.films[at] for at in same])
        if best is not None and chosen.get(same[best]) == movie_id:
            matched[movie_id] = free[same[best]]
    return matched


def _learn(connection: Connection, pairs: Sequence[tuple[int, FilmIdentity, FilmIdentity]]) -> None:
    """Enter what movies tell of known films: an IMDb id, and an original title."""
    news = []
    for film_id, film, movie in pairs:
        original = next((key for key in movie.title_keys if key != film.title_keys[0]), None)
        imdb_id = movie.imdb_id if film.imdb_id is None else None
        if imdb_id is not None or (original is not None and len(film.title_keys) == 1):
            news.append((film_id, imdb_id, original))
    with cursor(connection) as raw:
        for batch in _batches(news):
            execute_values(
                raw,
                "update films set imdb_id = coalesce(films.imdb_id, news.imdb_id),"
                " original_title_key = coalesce(films.original_title_key, news.original)"
                " from (values %s) as news (film_id, imdb_id, original)"
                " where films.film_id = news.film_id",
                batch,
                "(%s, %s::text, %s::text)",
                page_size=FILMS_PER_STATEMENT,
            )


def _enter(connection: Connection, movies: Sequence[FilmIdentity]) -> list[int]:
    """Enter new films, and return their ids in the order of the movies."""
    entered: list[int] = []
    with cursor(connection) as raw:
        for batch in _batches(movies):
            rows = [
                (position, movie.imdb_id, movie.title_keys[0], _original(movie), movie.year)
                for position, movie in enumerate(batch)
            ]
            # Ids are given in the order of the rows, and RETURNING need not keep that order.
            found = execute_values(
                raw,
                "insert into films (imdb_id, title_key, original_title_key, year)"
                " select imdb_id, title_key, original, year from (values %s)"
                " as new (position, imdb_id, title_key, original, year) order by position"
                " returning film_id",
                rows,
                "(%s, %s::text, %s, %s::text, %s::smallint)",
                page_size=FILMS_PER_STATEMENT,
                fetch=True,
            )
            entered += sorted(film_id for (film_id,) in found)
    return entered


def _original(movie: FilmIdentity) -> str | None:
    return movie.title_keys[1] if len(movie.title_keys) > 1 else None


def _batches(items: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(items), FILMS_PER_STATEMENT):
        yield items[start : start + FILMS_PER_STATEMENT]
