"""PostgreSQL: connections, tables, migrations and statements.

Every statement that reads vectors or ranks films lives in ``sql/queries/NAME.sql``
and is run through `query`. Nothing here imports the other packages.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from pgvector.sqlalchemy import HALFVEC, SPARSEVEC, VECTOR
from sqlalchemy import ARRAY, BigInteger, Boolean, Float, Integer, Text, TextClause, bindparam, text
from sqlalchemy.types import TypeEngine

QUERIES = Path(__file__).parent / "queries"
FRAGMENTS = Path(__file__).parent / "fragments"

# A line that stands for the lines of ``sql/fragments/NAME.sql``.
_INCLUDE = re.compile(r"^(?P<indent> *)-- include (?P<name>[a-z_]+)$", re.M)

# One type for a name in all statements: a bind called ``release_id`` is the same
# thing wherever it stands. tests/sql/test_queries.py holds every file to this list.
BIND_TYPES: dict[str, TypeEngine[Any]] = {
    "account_id": BigInteger(),
    "after": BigInteger(),
    "age": Integer(),
    "age_weight": Float(),
    "awards": ARRAY(Text()),
    "candidates": Integer(),
    "certificates": ARRAY(Text()),
    "countries": ARRAY(Text()),
    "evidence_vector": VECTOR(),
    "evidence_vectors": ARRAY(Text()),
    "exact": Boolean(),
    "exclude_certificates": ARRAY(Text()),
    "exclude_collections": ARRAY(Text()),
    "exclude_countries": ARRAY(Text()),
    "exclude_genres": ARRAY(Text()),
    "exclude_languages": ARRAY(Text()),
    "exclude_moods": ARRAY(Text()),
    "exclude_people": ARRAY(Text()),
    "exclude_tags": ARRAY(Text()),
    "excluded_film_ids": ARRAY(BigInteger()),
    "excluded_movie_ids": ARRAY(Integer()),
    "excluded_vector": HALFVEC(),
    "excluded_weight": Float(),
    "fairness": Float(),
    "familiarity": Float(),
    "film_ids": ARRAY(BigInteger()),
    "finalists": Integer(),
    "first_ids": ARRAY(Integer()),
    "genres": ARRAY(Text()),
    "head_films": Integer(),
    "hint_weight": Float(),
    "hinted_genres": ARRAY(Text()),
    "imdb_ids": ARRAY(Text()),
    "import_id": BigInteger(),
    "is_due": Boolean(),
    "kind_names": ARRAY(Text()),
    "kind_weights": ARRAY(Float()),
    "kindred": Integer(),
    "landmarks": Integer(),
    "languages": ARRAY(Text()),
    "least_ratings": Integer(),
    "limit": Integer(),
    "main_countries": ARRAY(Text()),
    "main_languages": ARRAY(Text()),
    "marks": ARRAY(Text()),
    "moods": ARRAY(Text()),
    "most_bytes": BigInteger(),
    "most_kept": Integer(),
    "most_too_old": Float(),
    "least_runtime": Integer(),
    "movements": ARRAY(Text()),
    "movie_id": Integer(),
    "movie_ids": ARRAY(Integer()),
    "near_vectors": ARRAY(Text()),
    "neighbourhood": Integer(),
    "offset": Integer(),
    "origin_weight": Float(),
    "other_collections": ARRAY(Text()),
    "other_id": BigInteger(),
    "people": ARRAY(Text()),
    "person_id": Integer(),
    "person_ids": ARRAY(Integer()),
    "phrase_weight": Float(),
    "phraseless_share": Float(),
    "planned_film_ids": ARRAY(BigInteger()),
    "planned_films": ARRAY(BigInteger()),
    "planned_people": ARRAY(Integer()),
    "planned_weight": Float(),
    "plotless_share": Float(),
    "popularity_weight": Float(),
    "popularity_wish": Float(),
    "preference_vector": VECTOR(),
    "query_vector": HALFVEC(),
    "rating_coefficient": Float(),
    "rating_support": Float(),
    "rating_wish": Float(),
    "reach": Integer(),
    "release_id": Integer(),
    "residual_vector": VECTOR(),
    "residual_vectors": ARRAY(Text()),
    "revision": Integer(),
    "room_id": BigInteger(),
    "runtime_max": Integer(),
    "runtime_min": Integer(),
    "second_ids": ARRAY(Integer()),
    "sentence_weight": Float(),
    "series": ARRAY(Text()),
    "series_films": Integer(),
    "series_penalty": Float(),
    "stars_weight": Float(),
    "own_series": ARRAY(Text()),
    "owned": Boolean(),
    "own_series_penalty": Float(),
    "studios": ARRAY(Text()),
    "tag_candidates": ARRAY(Text()),
    "tag_weight": Float(),
    "tag_weights": SPARSEVEC(),
    "tag_word_weight": Float(),
    "tags": ARRAY(Text()),
    "taste_dimension": Integer(),
    "taste_vector": VECTOR(),
    "taste_vectors": ARRAY(Text()),
    "taste_weight": Float(),
    "term_names": ARRAY(Text()),
    "term_weight": Float(),
    "term_weights": ARRAY(Float()),
    "text_dimension": Integer(),
    "text_weight": Float(),
    "title_keys": ARRAY(Text()),
    "title_movie_ids": ARRAY(Integer()),
    "title_scores": ARRAY(Float()),
    "title_word_weight": Float(),
    "tmdb_ids": ARRAY(Integer()),
    "user_id": BigInteger(),
    "user_ids": ARRAY(BigInteger()),
    "watchlist_film_ids": ARRAY(BigInteger()),
    "watchlists_first": Boolean(),
    "weights": ARRAY(Float()),
    "wish_weight": Float(),
    "wished_kinds": ARRAY(Text()),
    "wished_movie_ids": ARRAY(Integer()),
    "wished_tags": ARRAY(Text()),
    "word_weight": Float(),
    "word_weights": ARRAY(Float()),
    "word_movie_ids": ARRAY(Integer()),
    "words": ARRAY(Text()),
    "write_count": BigInteger(),
    "year": Integer(),
    "year_max": Integer(),
    "year_min": Integer(),
    "year_scores": ARRAY(Float()),
    "year_wish": Float(),
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
    return bound(text(statement(name)))


def bound(clause: TextClause) -> TextClause:
    """Return a clause whose binds have the types of `BIND_TYPES`."""
    names = clause._bindparams
    return clause.bindparams(*(bindparam(key, type_=BIND_TYPES[key]) for key in names))


def statement(name: str) -> str:
    """Return the text of ``sql/queries/NAME.sql`` with the fragments that it includes.

    A line ``-- include filters`` stands for the lines of ``sql/fragments/filters.sql``, less
    that file's comments, indented as the line is.

    Raises
    ------
    FileNotFoundError
        No such statement, or no such fragment.
    """

    def included(match: re.Match[str]) -> str:
        fragment = (FRAGMENTS / f"{match['name']}.sql").read_text(encoding="utf-8")
        lines = [
            line
            for line in fragment.splitlines()
            if not line.startswith("--") or _INCLUDE.match(line)
        ]
        # A fragment may include another.
        return _INCLUDE.sub(included, "\n".join(match["indent"] + line for line in lines))

    return _INCLUDE.sub(included, (QUERIES / f"{name}.sql").read_text(encoding="utf-8"))
