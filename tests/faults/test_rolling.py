"""Releases that roll while people watch: killed rebuilds, another encoder, and back again.

Keep the log: ``ORDAINED_KILL_LOG=FILE pytest tests/faults/test_rolling.py``.
"""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Iterator
from itertools import chain, cycle, islice
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from embeddings.progress import say
from embeddings.texts.cache import CHUNK
from sql.embedded import embedded_server
from sql.server import make_engine
from tests.databases import SMALL_FILMS
from tests.faults.rolling import STAGES, Audience, Rebuild, command, stage_starts
from tests.processes import App, running_app

pytestmark = pytest.mark.slow

KILLS = int(os.environ.get("ORDAINED_KILLS", "20"))
SEED = 20
# Longest wait within a stage; the kill comes anywhere in it, or in one of the next.
LONGEST_S = 1.0
# What is over sooner.
SHORTER_S = {"encoding with": 0.3, "going live": 0.15}
OLD, NEW = "stand-in", "stand-in-48"


@pytest.fixture
def server_url(home: Path) -> Iterator[str]:
    with embedded_server(home) as url:
        yield url


@pytest.fixture
def app(server_url: str, tmp_path: Path) -> Iterator[App]:
    given = {
        "ORDAINED_ARGON2_MEMORY_KIB": "64",
        "ORDAINED_LOG_LEVEL": "error",
        # Of two stand-ins the shorter one ranks worse, and that is not what is tried here.
        "ORDAINED_QUALITY_MARGIN": "0.5",
    }
    with running_app(tmp_path, DATABASE_URL=server_url, ORDAINED_ENCODER=OLD, **given) as app:
        yield app


@pytest.fixture
def database(server_url: str) -> Iterator[Engine]:
    engine = make_engine(server_url)
    yield engine
    engine.dispose()


def cached(database: Engine, encoder: str) -> set[bytes]:
    statement = text("select text_hash from text_vectors where encoder = :encoder")
    with database.connect() as connection:
        return {bytes(key) for key in connection.scalars(statement, {"encoder": encoder})}


def visible(database: Engine) -> dict[str, dict[int, int]]:
    """Return state → release → films that statements find."""
    statement = text(
        "select state, release_id, count(*) as films from movies"
        " join releases using (release_id) group by state, release_id"
    )
    found: dict[str, dict[int, int]] = {}
    with database.connect() as connection:
        for row in connection.execute(statement):
            found.setdefault(row.state, {})[row.release_id] = row.films
    return found


def tell(line: str) -> None:
    say(line)
    if path := os.environ.get("ORDAINED_KILL_LOG"):
        with Path(path).open("a", encoding="utf-8") as log:
            log.write(line + "\n")


@pytest.mark.timeout(1800)  # two dozen rebuilds on a busy machine
def test_killed_at_random_moments_while_it_rolls_to_another_encoder(
    app: App, database: Engine
) -> None:
    times: Counter[bytes] = Counter()
    killed = encoding = 0
    with Audience(app, SMALL_FILMS) as audience:
        for place, (stage, wait_s) in enumerate(islice(moments(), 2 * KILLS)):
            if killed == KILLS:
                break
            before = cached(database, NEW)
            rebuild = audience.rebuild = Rebuild(app, NEW)
            was_killed = rebuild.kill_in(stage, wait_s)
            encoded = rebuild.encoded()
            times.update(encoded)
            killed += was_killed
            unfinished = set(encoded) - cached(database, NEW)
            encoding += bool(unfinished)
            reached = stage_starts(rebuild.log)[-1]
            tell(
                f"{place + 1:2}. {'killed' if was_killed else 'ended'} {wait_s:.2f} s after "
                f"“{stage}”, in “{reached}”: {len(encoded):,} texts encoded, "
                f"{len(unfinished):,} of them lost"
            )
            assert not before & set(encoded), "texts that were kept were encoded again"
            assert len(unfinished) <= CHUNK, "more was lost than a batch"
            found = visible(database)
            assert set(found) <= {"live", "retired"}
            assert {n for ids in found.values() for n in ids.values()} == {SMALL_FILMS}
        last = audience.rebuild = Rebuild(app, NEW)
        assert last.process.wait(600) == 0, last.output()
        times.update(last.encoded())
        roll_on(app, database, audience)
    distinct, twice = len(times), sum(count - 1 for count in times.values())
    tell(
        f"{killed} kills, {sum(audience.statuses.values()):,} requests, of which "
        f"{len(audience.faults)} failed, the slowest {audience.slowest_s:.1f} s; "
        f"{distinct:,} texts, {twice:,} encoded again out of batches that {encoding} kills cut off"
    )
    assert killed == KILLS, "the kills came too late"
    assert audience.faults == []
    assert twice <= encoding * CHUNK
    assert {release["encoder"] for release in audience.releases.values()} == {OLD, NEW}
    assert all(release["quality"] for release in audience.releases.values())
    with database.connect() as connection:
        ended = connection.scalars(
            text("select release_id from releases where state in ('failed', 'refused')")
        )
        assert not set(ended) & set(audience.releases)


def moments() -> Iterator[tuple[str, float]]:
    """Yield stages, and seconds after their beginning; the same ones whenever it runs.

    The encoding first, and often, while there is something to encode; then every stage in turn.
    """
    chance = random.Random(SEED)
    for stage in chain(("encoding with",) * 4, cycle(STAGES)):
        yield stage, chance.random() * SHORTER_S.get(stage, LONGEST_S)


def roll_on(app: App, database: Engine, audience: Audience) -> None:
    """Roll to the old encoder, and roll back."""
    (before,) = visible(database)["live"]
    known = cached(database, OLD)
    again = audience.rebuild = Rebuild(app, OLD)
    assert again.process.wait(600) == 0, again.output()
    assert not known & set(again.encoded())
    assert list(visible(database)["retired"]) == [before], "one is kept, and it is the one before"
    command(app, "rollback")
    assert list(visible(database)["live"]) == [before]
    assert len(visible(database)["retired"]) == 1
