"""Find the films of a data set that the knowledge pack has."""

from __future__ import annotations

import pandas as pd

from embeddings.catalogue.duplicates import identities
from embeddings.knowledge.film import Film
from embeddings.knowledge.pack import Knowledge
from embeddings.sources import columns
from embeddings.sources.identity import IdentityIndex


def enrich(movies: pd.DataFrame, knowledge: Knowledge) -> dict[int, Film]:
    """Return the pack's films by movie_id: by IMDb id, else by title and year.

    The rule is that of `embeddings.sources.identity`; a film that two of the pack's may be gets
    neither.

    Parameters
    ----------
    movies
        With movie_id, title, original_title, year and imdb_id.
    """
    index = IdentityIndex(film.identity for film in knowledge.films)
    found: dict[int, Film] = {}
    for movie_id, identity in zip(
        movies[columns.MOVIE_ID].tolist(), identities(movies), strict=True
    ):
        at = index.match(identity)
        if at is not None:
            found[movie_id] = knowledge.films[at]
    return found
