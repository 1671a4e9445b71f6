"""Rebuilds on real PostgreSQL: what is new, what stays, and what a failure leaves behind."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from embeddings.catalogue.dataset import open_dataset
from embeddings.errors import DatasetError, ReleaseError
from embeddings.rebuild import pipeline
from embeddings.rebuild.pipeline import Summary, rebuild
from embeddings.releases import load, registry
from embeddings.sources.plots import read_plots
from embeddings.texts.stand_in import StandInEncoder

MOVIES = {
    1: ("Heat (1995)", "Action|Crime", "0113277"),
    2: ("City of Lost Children, The (Cité des enfants perdus, La) (1995)", "Fantasy", "0112682"),
    3: ("Babylon 5", "Sci-Fi", ""),
    5: ("Emma (1996)", "Comedy", "0116191"),
    7: ("Emma (1996)", "Drama", "0118308"),
}


def write(folder: Path, movies: dict[int, tuple[str, str, str]]) -> Path:
    folder.mkdir(exist_ok=True)
    rows = [f'{key},"{title}",{genres}' for key, (title, genres, _) in movies.items()]
    (folder / "movies.csv").write_text("movieId,title,genres\n" + "\n".join(rows) + "\n")
    links = [f"{key},{imdb},{key * 10}" for key, (_, _, imdb) in movies.items() if imdb]
    (folder / "links.csv").write_text("movieId,imdbId,tmdbId\n" + "\n".join(links) + "\n")
    first = next(iter(movies))
    (folder / "ratings.csv").write_text(
        f"userId,movieId,rating,timestamp\n1,{first},4.0,10\n2,{first},3.0,11\n3,{first},4.5,12\n"
    )
    (folder / "tags.csv").write_text(f"userId,movieId,tag,timestamp\n1,{first},Heist,10\n")
    return folder


def build(engine: Engine, folder: Path, plots: Path | None = None) -> Summary:
    with registry.rebuild_lock(engine):
        return rebuild(
            engine,
            open_dataset(str(folder), folder),
            StandInEncoder(),
            read_plots(plots) if plots else None,
        )


def live(engine: Engine) -> registry.ReleaseInfo:
    with engine.connect() as connection:
        found = registry.live_release(connection)
    assert found
    return found


def titles(engine: Engine) -> dict[int, str]:
    with engine.connect() as connection:
        rows = connection.execute(
            text("select movie_id, title from movies where release_id = :r"),
            {"r": live(engine).release_id},
        )
        return {row.movie_id: row.title for row in rows}


def tables(engine: Engine) -> set[str]:
    with engine.connect() as connection:
        return set(
            connection.scalars(
                text("select relname from pg_class where relname ~ '^(movies|terms)_r[0-9]+$'")
            )
        )


def test_first_release_has_everything(empty_engine: Engine, tmp_path: Path) -> None:
    summary = build(empty_engine, write(tmp_path / "data", MOVIES))
    assert (summary.movies, summary.new, summary.changed, summary.unchanged) == (5, 5, 0, 0)
    assert titles(empty_engine)[2] == "The City of Lost Children"
    with empty_engine.connect() as connection:
        heat = connection.execute(text("select * from movies where movie_id = 1")).mappings().one()
    assert heat["year"] == 1995
    assert heat["genres"] == ["Action", "Crime"]
    assert heat["tags"] == ["heist"]
    assert heat["rating_count"] == 3
    assert heat["rating_mean"] == pytest.approx(11.5 / 3, abs=1e-6)
    assert (heat["imdb_id"], heat["tmdb_id"]) == ("tt0113277", 10)


def test_same_data_again_encodes_nothing(empty_engine: Engine, tmp_path: Path) -> None:
    folder = write(tmp_path / "data", MOVIES)
    build(empty_engine, folder)
    summary = build(empty_engine, folder)
    assert (summary.unchanged, summary.encoded) == (5, 0)


def test_only_what_changed_is_encoded(empty_engine: Engine, tmp_path: Path) -> None:
    folder = write(tmp_path / "data", MOVIES)
    build(empty_engine, folder)
    changed = {
        **MOVIES,
        3: ("Babylon 5", "Sci-Fi|Drama", ""),
        9: ("Ran (1985)", "Drama", "0089881"),
    }
    summary = build(empty_engine, write(folder, changed))
    assert (summary.new, summary.changed, summary.unchanged, summary.encoded) == (1, 1, 4, 2)


def test_films_keep_their_identity_in_other_data(empty_engine: Engine, tmp_path: Path) -> None:
    """The same films under other ids, one found by number and one by title and year."""
    build(empty_engine, write(tmp_path / "one", MOVIES))

    def identities() -> dict[str, int]:
        with empty_engine.connect() as connection:
            rows = connection.execute(
                text("select title, film_id from movies where release_id = :r"),
                {"r": live(empty_engine).release_id},
            )
            return {row.title: row.film_id for row in rows}

    before = identities()
    other = {
        71: ("Heat (1995)", "Thriller", "0113277"),
        72: ("City of Lost Children, The (1995)", "Fantasy", ""),
        73: ("Ran (1985)", "Drama", "0089881"),
    }
    summary = build(empty_engine, write(tmp_path / "two", other))
    after = identities()
    assert summary.new == 1
    assert after["Heat"] == before["Heat"]
    assert after["The City of Lost Children"] == before["The City of Lost Children"]
    assert after["Ran"] not in before.values()


def test_rollback_and_what_is_kept(empty_engine: Engine, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    ids = []
    for n in range(3):
        movies = {**MOVIES, 100 + n: (f"Film {n} (2000)", "Drama", "")}
        ids.append(build(empty_engine, write(folder, movies)).release_id)
    # The policy: the one before the live one is kept, older ones are removed.
    assert tables(empty_engine) == {f"{t}_r{r}" for t in ("movies", "terms") for r in ids[1:]}
    with empty_engine.begin() as connection:
        back = registry.rollback(connection)
    assert back.release_id == ids[1]
    assert 101 in titles(empty_engine)
    assert 102 not in titles(empty_engine)


def test_rollback_without_an_earlier_release(empty_engine: Engine, tmp_path: Path) -> None:
    build(empty_engine, write(tmp_path / "data", MOVIES))
    with empty_engine.begin() as connection, pytest.raises(ReleaseError, match="no earlier"):
        registry.rollback(connection)


def test_broken_data_change_nothing(empty_engine: Engine, tmp_path: Path) -> None:
    folder = write(tmp_path / "data", MOVIES)
    before = build(empty_engine, folder).release_id
    (folder / "ratings.csv").write_text("userId,movieId,rating,timestamp\n1,1,4.0,1\n1,2,7,1\n")
    with pytest.raises(DatasetError) as refused:
        build(empty_engine, folder)
    assert (refused.value.line, refused.value.field) == (3, "rating")
    assert live(empty_engine).release_id == before
    assert tables(empty_engine) == {f"movies_r{before}", f"terms_r{before}"}


@pytest.mark.parametrize(
    "stage", ["copy_rows", "copy_sentences", "index_movies", "index_sentences", "vacuum"]
)
def test_a_failure_while_loading_leaves_the_live_release(
    empty_engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stage: str
) -> None:
    folder = write(tmp_path / "data", MOVIES)
    before = build(empty_engine, folder).release_id

    def fail(*_: object, **__: object) -> None:
        raise OSError("no space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(load, stage, fail)
        with pytest.raises(OSError, match="no space"):
            build(empty_engine, folder)
    assert live(empty_engine).release_id == before
    assert tables(empty_engine) == {f"movies_r{before}", f"terms_r{before}"}
    with empty_engine.connect() as connection:
        failed = registry.releases(connection)[0]
    assert failed.state == "failed"
    assert "no space left" in failed.figures["failure"]
    assert build(empty_engine, folder).encoded == 0


def test_a_dead_rebuild_is_cleared_up(empty_engine: Engine, tmp_path: Path) -> None:
    """What a killed process leaves: a building release with tables of its own."""
    with empty_engine.begin() as connection:
        dead = registry.begin(
            connection,
            dataset="x",
            dataset_checksum="x",
            encoder="stand-in",
            encoder_revision="1",
            text_dimension=64,
        )
        registry.create_partitions(connection, dead)
    summary = build(empty_engine, write(tmp_path / "data", MOVIES))
    assert f"movies_r{dead}" not in tables(empty_engine)
    assert live(empty_engine).release_id == summary.release_id != dead


def test_a_second_rebuild_is_refused(empty_engine: Engine) -> None:
    with (
        registry.rebuild_lock(empty_engine),
        pytest.raises(ReleaseError, match="another rebuild"),
        registry.rebuild_lock(empty_engine),
    ):
        pass


def test_unfinished_rows_are_never_visible(
    empty_engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While a release is built, readers see the one before, whole."""
    folder = write(tmp_path / "data", MOVIES)
    build(empty_engine, folder)
    seen: list[tuple[int, int]] = []
    vacuum = load.vacuum

    def look(engine: Engine, release_id: int) -> None:
        vacuum(engine, release_id)
        with engine.connect() as connection:
            counted = connection.scalar(text("select count(*) from movies"))
        seen.append((live(engine).release_id, int(counted or 0)))

    monkeypatch.setattr(load, "vacuum", look)
    second = build(empty_engine, write(folder, {**MOVIES, 9: ("Ran (1985)", "Drama", "0089881")}))
    assert seen == [(second.release_id - 1, 5)]


@pytest.fixture
def whole(empty_engine: Engine, shared_datasets: Path) -> Summary:
    data = shared_datasets / "ml-latest-small"
    return build(empty_engine, data, shared_datasets / "plots-ml-latest-small.csv")


@pytest.mark.slow
def test_ml_latest_small_whole(empty_engine: Engine, whole: Summary) -> None:
    assert whole.movies == whole.new == 9742
    release = live(empty_engine)
    assert (release.movie_count, release.rating_count) == (9742, 100836)
    assert "Harper" in (release.attribution or "")
    assert not release.simulated_ratings
    with empty_engine.connect() as connection:
        counted = connection.execute(
            text(
                "select count(*) as movies, count(distinct film_id) as films,"
                " count(plot) as plots, count(imdb_id) as numbered, sum(rating_count) as ratings"
                " from movies"
            )
        ).one()
    assert tuple(counted) == (9742, 9742, 9202, 9742, 100836)


def test_if_needed_if_empty_and_wait(
    empty_engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from embeddings.settings import Settings

    settings = Settings.from_env(
        {"ORDAINED_HOME": str(tmp_path / "home"), "ORDAINED_ENCODER": "stand-in"}
    )
    folder = str(write(tmp_path / "data", MOVIES))
    first = pipeline.rebuild_from(empty_engine, settings, folder, if_empty=True, wait=True)
    assert first is not None
    assert pipeline.rebuild_from(empty_engine, settings, folder, if_needed=True) is None
    plots = tmp_path / "plots.csv"
    plots.write_text("movieId,plot\n1,A thief meets a policeman.\n")
    second = pipeline.rebuild_from(empty_engine, settings, folder, plots, if_needed=True)
    assert second is not None
    assert second.changed == 1
    # What is live is other data, and stays: as a container that starts again must do.
    assert pipeline.rebuild_from(empty_engine, settings, "sample", if_empty=True) is None
