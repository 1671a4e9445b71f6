"""What search is held against: plain vectors, and plain full text."""

from __future__ import annotations

from sqlalchemy import Connection, text

from embeddings.releases.registry import ReleaseInfo
from embeddings.texts.encoder import Encoder

VECTORS = text(
    "select movie_id from movies where release_id = :release_id"
    " order by text_vector <=> cast(:vector as halfvec), movie_id limit :depth"
)
# Any of the words, as PostgreSQL ranks them by itself.
FULL_TEXT = text(
    "with asked as (select cast(replace(cast(plainto_tsquery('english', fold(:words)) as text),"
    " '&', '|') as tsquery) as any_word)"
    " select movie_id from movies, asked where release_id = :release_id and fts @@ any_word"
    " order by ts_rank(fts, any_word) desc, movie_id limit :depth"
)


def plain_vectors(
    connection: Connection, release: ReleaseInfo, encoder: Encoder, words: str, depth: int
) -> list[int]:
    """Return the films whose text vectors are nearest to the query's, exactly."""
    vector = "[" + ",".join(map(str, encoder.encode([words])[0])) + "]"
    binds = {"release_id": release.release_id, "vector": vector, "depth": depth}
    return list(connection.scalars(VECTORS, binds))


def plain_full_text(
    connection: Connection, release: ReleaseInfo, words: str, depth: int
) -> list[int]:
    """Return the films that PostgreSQL's full text ranks highest."""
    binds = {"release_id": release.release_id, "words": words, "depth": depth}
    return list(connection.scalars(FULL_TEXT, binds))
