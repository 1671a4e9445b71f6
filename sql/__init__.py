"""PostgreSQL: how to reach it and what it is told.

Every statement that reads vectors or ranks films lives in ``sql/queries/NAME.sql``
and is run through `query`. Nothing here imports the other packages.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from pgvector.sqlalchemy import HALFVEC, VECTOR
from sqlalchemy import ARRAY, BigInteger, Float, Integer, Text, TextClause, bindparam, text
from sqlalchemy.types import TypeEngine

QUERIES = Path(__file__).parent / "queries"

# One type for a name in all statements: a bind called ``release_id`` is the same
# thing wherever it stands. tests/sql/test_queries.py holds every file to this list.
BIND_TYPES: dict[str, TypeEngine[Any]] = {
    "candidates": Integer(),
    "exclude_genres": ARRAY(Text()),
    "exclude_tags": ARRAY(Text()),
    "familiarity": Float(),
    "film_ids": ARRAY(BigInteger()),
    "genres": ARRAY(Text()),
    "heard_vector": VECTOR(),
    "imdb_ids": ARRAY(Text()),
    "instead_film_id": BigInteger(),
    "instead_mark": Text(),
    "instead_rating": Float(),
    "limit": Integer(),
    "marks": ARRAY(Text()),
    "movie_id": Integer(),
    "movie_ids": ARRAY(Integer()),
    "names": ARRAY(Text()),
    "offset": Integer(),
    "planned_film_ids": ARRAY(BigInteger()),
    "planned_weight": Float(),
    "popularity_weight": Float(),
    "query_text": Text(),
    "query_vector": HALFVEC(),
    "release_id": Integer(),
    "residual_vector": VECTOR(),
    "said_vector": VECTOR(),
    "tags": ARRAY(Text()),
    "taste_dimension": Integer(),
    "taste_vector": VECTOR(),
    "title_key": Text(),
    "title_keys": ARRAY(Text()),
    "text_dimension": Integer(),
    "text_weight": Float(),
    "title_weight": Float(),
    "tmdb_ids": ARRAY(Integer()),
    "user_id": BigInteger(),
    "weights": ARRAY(Float()),
    "year_max": Integer(),
    "year_min": Integer(),
    "years": ARRAY(Integer()),
}


@cache
def query(name: str) -> TextClause:
    """Return the statement ``sql/queries/NAME.sql`` with typed binds.

    A bind may stand for a type's size, as in ``halfvec(:text_dimension)``: psycopg2
    writes values into the text on the client, so the server sees ``halfvec(384)``
    and can match the expression of the index.

    Parameters
    ----------
    name : str
        File name without ``.sql``.

    Raises
    ------
    FileNotFoundError
        No such statement.
    KeyError
        The statement has a bind that `BIND_TYPES` does not name.
    """
    clause = text((QUERIES / f"{name}.sql").read_text(encoding="utf-8"))
    names = clause._bindparams
    return clause.bindparams(*(bindparam(key, type_=BIND_TYPES[key]) for key in names))
