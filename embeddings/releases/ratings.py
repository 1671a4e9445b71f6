"""All ratings for a rebuild: of the data set's people and of ordained's users."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd
from sqlalchemy import Engine, text

from embeddings.catalogue.dataset import Dataset
from embeddings.catalogue.movies import Catalogue
from embeddings.learning.interactions import Interactions, read_interactions
from embeddings.sources import columns

ROWS = 100_000


def all_ratings(
    engine: Engine, dataset: Dataset, catalogue: Catalogue, film_ids: Mapping[int, int]
) -> Interactions:
    """Return everybody's ratings; columns are the catalogue's rows."""

    def chunks() -> Iterator[pd.DataFrame]:
        yield from catalogue.ratings(dataset)
        yield from own_ratings(engine, film_ids)

    return read_interactions(chunks(), catalogue.ids)


def own_ratings(engine: Engine, film_ids: Mapping[int, int]) -> Iterator[pd.DataFrame]:
    """Yield the ratings of ordained's users, of films in the catalogue.

    User ids are negated, so that they never equal a user_id of the data set.
    """
    movie_ids = {film_id: movie_id for movie_id, film_id in film_ids.items()}
    statement = text(
        "select -user_id as user_id, film_id, rating::real as rating,"
        " extract(epoch from rated_at)::bigint as timestamp from ratings"
    )
    with engine.connect().execution_options(stream_results=True) as connection:
        for rows in connection.execute(statement).partitions(ROWS):
            frame = pd.DataFrame(rows, columns=["user_id", "film_id", "rating", "timestamp"])
            frame[columns.MOVIE_ID] = frame["film_id"].map(movie_ids)
            frame = frame.dropna(subset=[columns.MOVIE_ID])
            yield frame.astype({columns.MOVIE_ID: np.int64, columns.RATING: np.float32})[
                list(columns.RATING_COLUMNS)
            ]
