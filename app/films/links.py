"""Links to films of other sites, as a phone shares them: which film a text is about."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sqlalchemy import or_, select

from app.data.services import Services
from sql.tables import Film, Movie

IMDB = re.compile(r"\bimdb\.com/(?:[a-z]{2}(?:-[a-z]{2})?/)?title/(tt[0-9]{7,10})\b", re.IGNORECASE)
TMDB = re.compile(r"\bthemoviedb\.org/movie/([0-9]{1,9})\b", re.IGNORECASE)
LETTERBOXD = re.compile(r"\bletterboxd\.com/(?:[a-z0-9_]+/)?film/([a-z0-9-]+)", re.IGNORECASE)
ADDRESS = re.compile(r"\S*://\S*|\b(?:boxd\.it|letterboxd\.com)/\S*", re.IGNORECASE)


@dataclass(frozen=True)
class SharedText:
    """What a shared text names.

    Attributes
    ----------
    imdb_id, tmdb_id : str, int or None
        The film, where there is a link that has its id.
    words : str
        What to search for where there is none: a title, in most cases with its year.
    """

    imdb_id: str | None
    tmdb_id: int | None
    words: str


def read(text: str) -> SharedText:
    """Read a shared text.

    Letterboxd's links have no id but the title; its short ones (boxd.it) have neither, but come
    with the title beside them.

    Examples
    --------
    >>> read("https://www.imdb.com/title/tt0113277/?ref_=ext").imdb_id
    'tt0113277'
    >>> read("https://letterboxd.com/film/portrait-of-a-lady-on-fire/").words
    'portrait of a lady on fire'
    >>> read("Heat (1995) https://boxd.it/2a9q").words
    'Heat (1995)'
    """
    imdb, tmdb, letterboxd = (pattern.search(text) for pattern in (IMDB, TMDB, LETTERBOXD))
    words = " ".join(ADDRESS.sub(" ", text).split())
    if letterboxd is not None:
        words = words or letterboxd[1].replace("-", " ")
    return SharedText(imdb[1].lower() if imdb else None, int(tmdb[1]) if tmdb else None, words)


def movie_of(services: Services, shared: SharedText) -> int | None:
    """Return the movie that a shared text has an id of; None where the release lacks it."""
    ids = []
    if shared.imdb_id is not None:
        known = select(Film.film_id).where(Film.imdb_id == shared.imdb_id)
        ids = [Movie.imdb_id == shared.imdb_id, Movie.film_id.in_(known)]
    elif shared.tmdb_id is not None:
        ids = [Movie.tmdb_id == shared.tmdb_id]
    if not ids:
        return None
    statement = select(Movie.movie_id).where(
        Movie.release_id == services.releases.live().release_id, or_(*ids)
    )
    rows = services.database.fetch("shared_link", statement.limit(1))
    return int(rows[0]["movie_id"]) if rows else None
