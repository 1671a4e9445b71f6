"""Cards as the API writes them."""

from __future__ import annotations

from typing import Any, Final

from app.films.schemas import Movie
from app.web.base_path import under
from embeddings.answers.cards import Card

# Fields of `Movie` that a card has under the same name.
_OTHERS: Final = ("id", "poster_url", "directors", "cast")
_SAME: Final = tuple(name for name in Movie.model_fields if name not in _OTHERS)


def movie(card: Card, *, posters_shown: bool) -> dict[str, Any]:
    """Return a card in the shape of `app.films.schemas.Movie`.

    Parameters
    ----------
    posters_shown : bool
        Whether the operator has a key for TMDB; else films have no pictures to ask for.
    """
    has_poster = posters_shown and card.tmdb_id is not None
    return {
        "id": card.movie_id,
        **{name: getattr(card, name) for name in _SAME},
        "directors": [{"id": person.id, "name": person.name} for person in card.directors],
        "cast": [{"id": person.id, "name": person.name} for person in card.cast],
        "poster_url": under(f"/api/v1/movies/{card.movie_id}/poster") if has_poster else None,
    }
