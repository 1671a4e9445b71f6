"""Films that administrators add, replace and remove, by `embeddings.releases.add`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import g

from app.admin.schemas import MovieIn
from app.data.services import Services
from app.films import service as films
from app.web.problems import Fault, Problem
from embeddings.errors import FilmExistsError, NoSuchFilmError, ReleaseError
from embeddings.releases import add
from embeddings.texts.encoder import Encoder

# Longest wait for a release that goes live, or for a file of films that is being added.
PATIENCE_S = 10


def add_movie(services: Services, body: MovieIn) -> dict[str, Any]:
    """Add a film; see `app.films.schemas.Movie`.

    Raises
    ------
    Problem
        ``movie-exists``, ``release-closed``: see `_refusals_as_problems`.
    """
    with _refusals_as_problems():
        (movie_id,) = add.add_films(
            services.database.connection(),
            _encoder(services),
            [body.film()],
            wait_s=PATIENCE_S,
        )
    return _movie(services, movie_id)


def replace_movie(services: Services, movie_id: int, body: MovieIn) -> dict[str, Any]:
    """Put another record in the place of an added film's; see `add_movie`."""
    with _refusals_as_problems():
        add.replace_film(
            services.database.connection(),
            _encoder(services),
            movie_id,
            body.film(),
            wait_s=PATIENCE_S,
        )
    return _movie(services, movie_id)


def remove_movie(services: Services, movie_id: int) -> None:
    """Remove an added film; see `add_movie`."""
    with _refusals_as_problems():
        add.remove_films(services.database.connection(), [movie_id], wait_s=PATIENCE_S)


def _encoder(services: Services) -> Encoder:
    return services.document_encoders.of(services.releases.live())


def _movie(services: Services, movie_id: int) -> dict[str, Any]:
    g.pop("release", None)  # adding a film gave the release another revision
    return films.one_film(services, movie_id)


@contextmanager
def _refusals_as_problems() -> Iterator[None]:
    """Raise errors of `embeddings.releases.add` as problems that clients can read."""
    try:
        yield
    except FilmExistsError as error:
        there = f"Movie {error.movie_id} is that film already: {error.name}."
        raise Problem("movie-exists", there, [Fault(f"/{error.field}", there)]) from None
    except NoSuchFilmError as error:
        reason = f"There is no added film {error.movie_id} in the live release."
        raise Problem("not-found", reason) from None
    except ReleaseError as error:
        raise Problem("release-closed", f"{str(error)[0].upper()}{str(error)[1:]}.") from None
