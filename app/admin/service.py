"""Films that administrators add: from a request to `embeddings.releases.add` and back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from flask import current_app, g

from app.admin.schemas import MovieIn
from app.data.database import Database
from app.data.encoders import DocumentEncoders
from app.films.service import Search
from app.web.problems import Fault, Problem
from embeddings.errors import FilmError, FilmExistsError, NoSuchFilmError, ReleaseError
from embeddings.releases import add
from embeddings.sources.given_film import GivenFilm, read_film
from embeddings.texts.encoder import Encoder

# While a release goes live, or a whole file of films is added, nobody waits longer.
PATIENCE_S = 10


@dataclass(frozen=True)
class CatalogueChanges:
    """Changes of the catalogue on behalf of a request; one for each application."""

    database: Database
    search: Search
    encoders: DocumentEncoders

    def add(self, given: MovieIn) -> dict[str, Any]:
        """Add a film; see `app.films.schemas.Movie`."""
        with _told():
            (movie_id,) = add.add_films(
                self.database.connection(), self._encoder(), [_film(given)], wait_s=PATIENCE_S
            )
        return self._movie(movie_id)

    def replace(self, movie_id: int, given: MovieIn) -> dict[str, Any]:
        """Put another record in the place of an added film's."""
        with _told():
            add.replace_film(
                self.database.connection(),
                self._encoder(),
                movie_id,
                _film(given),
                wait_s=PATIENCE_S,
            )
        return self._movie(movie_id)

    def remove(self, movie_id: int) -> None:
        """Remove an added film."""
        with _told():
            add.remove_films(self.database.connection(), [movie_id], wait_s=PATIENCE_S)

    def _encoder(self) -> Encoder:
        return self.encoders.of(self.search.releases.live())

    def _movie(self, movie_id: int) -> dict[str, Any]:
        g.pop("release", None)  # it is another revision now
        return self.search.movie(movie_id)


def _film(given: MovieIn) -> GivenFilm:
    return read_film(given.model_dump())


@contextmanager
def _told() -> Iterator[None]:
    """Tell the errors of adding as problems."""
    try:
        yield
    except FilmError as error:
        faults = [Fault(f"/{one.field}", f"It {one.reason}.") for one in error.faults]
        raise Problem("invalid", errors=faults) from None
    except FilmExistsError as error:
        there = f"Movie {error.movie_id} is that film already: {error.name}."
        raise Problem("movie-exists", there, [Fault(f"/{error.field}", there)]) from None
    except NoSuchFilmError as error:
        reason = f"There is no added film {error.movie_id} in the live release."
        raise Problem("not-found", reason) from None
    except ReleaseError as error:
        raise Problem("release-closed", f"{str(error)[0].upper()}{str(error)[1:]}.") from None


def current() -> CatalogueChanges:
    """Return the application's changes of the catalogue."""
    catalogue = current_app.extensions["catalogue"]
    assert isinstance(catalogue, CatalogueChanges)
    return catalogue
