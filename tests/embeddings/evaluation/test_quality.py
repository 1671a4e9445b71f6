"""A rebuild grades itself: figures on record, worse releases refused, forced ones on record."""

from __future__ import annotations

import json
from collections.abc import Sequence

import numpy as np
import pytest
from flask.testing import FlaskClient
from numpy.typing import NDArray
from sqlalchemy import Engine, text

from embeddings.cli import commands
from embeddings.errors import RefusedError
from embeddings.evaluation.search_set import grading_queries
from embeddings.knowledge.dataset import SampleDataset
from embeddings.rebuild.gate import Gate
from embeddings.rebuild.pipeline import Summary, rebuild
from embeddings.releases import registry
from embeddings.releases.partitions import show_alone
from embeddings.texts.stand_in import StandInEncoder
from tests.databases import SMALL_FILMS


class Blind(StandInEncoder):
    """An encoder to which all texts are nearly the same, under a name of its own.

    Words and titles are left to find films by, and they do better than the stand-in's vectors.
    """

    def __init__(self) -> None:
        super().__init__()
        self.name = "blind"

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        length = np.array([[len(text) % 7] for text in texts], dtype=np.float32)
        rows = np.hstack([np.ones((len(texts), 63), dtype=np.float32), length / 1e3])
        return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)


class Noisy(StandInEncoder):
    """The stand-in in so few dimensions that most texts are near to most others by chance."""

    def __init__(self) -> None:
        super().__init__(8)


def build(engine: Engine, encoder: StandInEncoder, gate: Gate | None = None) -> Summary:
    with registry.rebuild_lock(engine):
        return rebuild(engine, SampleDataset(most=SMALL_FILMS), encoder, gate=gate)


def newest(engine: Engine) -> registry.ReleaseInfo:
    with engine.connect() as connection:
        return registry.releases(connection)[0]


def test_the_live_release_tells_how_good_it_is(client: FlaskClient, engine: Engine) -> None:
    quality = client.get("/api/v1/release").json["quality"]  # type: ignore[index]
    assert quality["forced"] is False
    assert quality["measured_at"].startswith("20")
    assert quality["search"]["queries"] >= 100
    assert 0.3 < quality["search"]["mrr"] <= quality["search"]["hit_at_10"]
    everyday = quality["everyday"]
    assert everyday["queries"] >= 70
    assert 0 < everyday["precision_at_10"] < 1
    assert 0 < everyday["ndcg_at_10"] < 1
    assert 0 < everyday["success_at_1"] < 1
    people = quality["recommendations"]
    assert people["people"] >= 100
    # Not a comparison of quality, as the people are simulated: that both are measured.
    assert 0 < people["popular_ndcg_at_100"] < people["ndcg_at_100"] < 1
    assert 0 < people["popular_recall_at_20"] < people["recall_at_20"] < 1


def test_a_release_is_asked_while_nobody_else_sees_it(engine: Engine) -> None:
    """Through views of the statements' tables, and by the same indexes as once it is live."""
    release = newest(engine)
    release_id, vector = release.release_id, f"text_vector::halfvec({release.text_dimension})"
    statement = text(
        "explain select movie_id from movies where release_id = :release_id order by"
        f" {vector} <=> (select {vector} from movies"
        " where release_id = :release_id order by movie_id limit 1) limit 10"
    )
    with engine.connect() as connection, connection.begin() as transaction:
        show_alone(connection, release_id)
        assert len(grading_queries(connection, release_id)) >= 100
        connection.exec_driver_sql("set local enable_seqscan = off")
        plan = "\n".join(connection.scalars(statement, {"release_id": release_id}))
        transaction.rollback()
    assert f"movies_r{release_id}_text_vector_idx" in plan


@pytest.mark.slow
def test_a_worse_release_is_refused_then_forced(
    empty_engine: Engine, capsys: pytest.CaptureFixture[str]
) -> None:
    first = build(empty_engine, Blind())
    before = newest(empty_engine)
    with pytest.raises(RefusedError) as refused:
        build(empty_engine, Noisy())
    message = str(refused.value)
    assert "mrr of search fell from" in message
    assert f"Release {first.release_id} stays live" in message
    assert "--force" in message
    assert "ORDAINED_QUALITY_MARGIN" in message

    record = newest(empty_engine)
    assert record.state == "refused"
    assert "mrr of search fell" in record.figures["failure"]
    assert record.quality is not None
    with empty_engine.connect() as connection:
        assert registry.live_release(connection) == before
        left = text("select count(*) from pg_class where relname = :name")
        name = registry.partition("movies", record.release_id)
        assert connection.scalar(left, {"name": name}) == 0

    forced = build(empty_engine, Noisy(), Gate(force=True))
    assert forced.encoded == 0, "a refused rebuild keeps its vectors"
    assert forced.quality is not None
    assert forced.quality["forced"] is True
    live = newest(empty_engine)
    assert (live.state, live.quality) == ("live", forced.quality)
    assert live.figures["complaints"] == record.figures["complaints"]

    arguments = commands.parser().parse_args(["status"])
    capsys.readouterr()
    commands.status(empty_engine, None, arguments)  # type: ignore[arg-type]
    lines = capsys.readouterr().out
    assert "live by --force" in lines
    assert "simulated people" in lines
    commands.status(empty_engine, None, commands.parser().parse_args(["status", "--json"]))  # type: ignore[arg-type]
    listed = json.loads(capsys.readouterr().out)
    assert [release["state"] for release in listed] == ["live", "refused", "retired"]
    assert listed[0]["quality"] == live.quality
    assert "grades" not in listed[0]["figures"]


def test_the_settings_margin_is_a_share() -> None:
    from embeddings.settings import Settings
    from sql.env import SettingsError

    assert Settings.from_env({"ORDAINED_QUALITY_MARGIN": "0.2"}).quality_margin == 0.2
    for wrong in ("-0.1", "5", "much", "nan"):
        with pytest.raises(SettingsError, match="ORDAINED_QUALITY_MARGIN must be a number"):
            Settings.from_env({"ORDAINED_QUALITY_MARGIN": wrong})
