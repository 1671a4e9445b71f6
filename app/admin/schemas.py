"""What the routes of the catalogue take."""

from __future__ import annotations

from app.web.contract import Input
from embeddings.sources.film_fields import FilmInput


class MovieIn(FilmInput, Input):
    """A film to add; the whole record, also where it takes the place of another."""
