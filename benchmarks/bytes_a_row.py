"""What a row of each large table takes, and an HNSW index to build, for docs/scaling.md.

``python -m benchmarks.bytes_a_row [PEOPLE] [FILMS]``: an embedded PostgreSQL in a temporary
folder, migrated, with rows of the real columns and widths. Numbers are random and stand for
nobody: only sizes and times are read. Vectors of random numbers are a hard case for HNSW.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection, Engine, text

from sql import migrations
from sql.embedded import embedded_server
from sql.server import make_engine

# Of a taste vector: at most, see embeddings.learning.vectors.
TEXT, TASTE = 384, 512
RATINGS_A_PERSON = 159  # MovieLens 32M: 32,000,204 ratings of 200,948 people
SENTENCES_A_FILM = 3

VECTOR = "(select array_agg((random() - 0.5)::real) from generate_series(1, {0}) where {1} >= 0)"


def vector(numbers: int, kind: str = "halfvec") -> str:
    """Return an expression of random numbers, others in each row of ``n``."""
    return VECTOR.format(numbers, "n") + f"::{kind}({numbers})"


STEPS = {
    "films": "insert into films (title_key, year) select 'a title that is long ' || n, 1990"
    " from generate_series(1, :films) as n",
    "users": "insert into users (username, password_hash) select 'person ' || n, repeat('x', 97)"
    " from generate_series(1, :people) as n",
    "ratings": "insert into ratings (user_id, film_id, rating) select n, 1 + (k * 7919 + n) %"
    " :films, 4.0 from generate_series(1, :people) as n, generate_series(1, :each) as k"
    " on conflict do nothing",
    "tastes": "insert into tastes (user_id, release_id, taste_vector, evidence_vector,"
    " residual_vector, rating_bias, rating_count, mark_count)"
    f" select n, 1, {vector(TASTE, 'vector')}, {vector(TASTE, 'vector')},"
    f" {vector(TASTE, 'vector')}, 0, 1, 1 from generate_series(1, least(:people, 2000)) as n",
    "text_vectors": "insert into text_vectors (encoder, revision, text_hash, text_vector)"
    f" select 'all-MiniLM-L6-v2', '0123456789ab', sha256(n::text::bytea), {vector(TEXT)}"
    " from generate_series(1, :films) as n",
    "movies": "insert into movies (release_id, movie_id, film_id, title, title_keys, year,"
    " genres, tags, tag_counts, plot, rating_count, rating_mean, text_hash, text_vector,"
    " profile_vector, match_vector, rating_bias, map_x, map_y)"
    " select 1, n, n, 'Film number ' || n, array['film ' || n], 1990, array['Drama', 'Comedy'],"
    " array['heist', 'slow', 'twist ending'], array[3, 2, 1],"
    " (select string_agg('word' || (random() * 20000)::int, ' ') from generate_series(1, 60)"
    f" where n > 0), 100, 3.5, sha256(n::text::bytea), {vector(TEXT)}, {vector(TASTE)},"
    f" {vector(TASTE)}, 0, 0, 0 from generate_series(1, :films) as n",
    "sentences": "insert into sentences (release_id, movie_id, position, sentence, text_vector)"
    f" select 1, 1 + n / :sentences, n % :sentences, repeat('word ', 20), {vector(TEXT)}"
    " from generate_series(0, :films * :sentences - 1) as n",
}
RELEASE = (
    "insert into releases (state, dataset, dataset_checksum, encoder, encoder_revision,"
    " text_dimension) values ('building', 'random', 'x', 'all-MiniLM-L6-v2', 'x', 384);"
    " create table movies_r1 partition of movies for values in (1);"
    " alter table movies_r1 set (toast_tuple_target = 8160);"
    " create table sentences_r1 partition of sentences for values in (1);"
    " alter table sentences_r1 set (toast_tuple_target = 8160)"
)
INDEXES = {
    "text": ("text_vector", TEXT, "halfvec_cosine_ops"),
    "taste": ("match_vector", TASTE, "halfvec_ip_ops"),
}


def size(connection: Connection, name: str) -> int:
    """Return the bytes of a table with all that belongs to it."""
    relation = {"movies": "movies_r1", "sentences": "sentences_r1"}.get(name, name)
    found = connection.scalar(text("select pg_total_relation_size(:name)"), {"name": relation})
    return int(found or 0)


def lines(engine: Engine, people: int, films: int) -> Iterator[str]:
    """Fill the tables; yield what each came to."""
    binds = {"people": people, "films": films, "each": RATINGS_A_PERSON}
    binds["sentences"] = SENTENCES_A_FILM
    with engine.begin() as connection:
        connection.execute(text(RELEASE))
    for name, statement in STEPS.items():
        used = {key: value for key, value in binds.items() if f":{key}" in statement}
        with engine.begin() as connection:
            rows = connection.execute(text(statement), used).rowcount
            yield f"{name:14}{rows:>12,} rows {size(connection, name) / rows:10.0f} bytes a row"
    for name, (column, numbers, operators) in INDEXES.items():
        started = time.perf_counter()
        with engine.begin() as connection:
            connection.execute(text("set local maintenance_work_mem = '2GB'"))
            connection.execute(
                text(
                    f"create index {name}_idx on movies_r1 using hnsw"
                    f" (({column}::halfvec({numbers})) {operators})"
                    " with (m = 16, ef_construction = 100)"
                )
            )
            bytes_ = int(connection.scalar(text(f"select pg_relation_size('{name}_idx')")) or 0)
        seconds = time.perf_counter() - started
        yield (
            f"HNSW {name:9}{films:>12,} rows {bytes_ / films:10.0f} bytes a row, built in"
            f" {seconds:.1f} s, {1e6 * seconds / films:.0f} µs a row"
        )


def main(people: int = 5_000, films: int = 10_000) -> None:
    """Measure in a folder that goes afterwards."""
    with (
        tempfile.TemporaryDirectory(prefix="bytes") as folder,
        embedded_server(Path(folder)) as url,
    ):
        engine = make_engine(url)
        migrations.upgrade(engine)
        for line in lines(engine, people, films):
            print(line, flush=True)
        engine.dispose()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
