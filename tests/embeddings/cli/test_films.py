"""``python -m embeddings add`` and ``remove``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlalchemy import Engine

from embeddings.cli.commands import main
from tests.embeddings.releases.test_added_over_rebuilds import build, live_titles, write


@pytest.fixture
def engine(empty_engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Engine:
    """Engine on a release of two films, which the commands find by the environment."""
    build(empty_engine, write(tmp_path / "data"))
    url = empty_engine.url.render_as_string(hide_password=False)
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.setenv("ORDAINED_HOME", str(tmp_path))
    monkeypatch.setenv("ORDAINED_ENCODER", "stand-in")
    return empty_engine


def test_one_film_by_its_options(engine: Engine, capsys: pytest.CaptureFixture[str]) -> None:
    film = ["--title", "Ran", "--year", "1985", "--genre", "Drama", "--genre", "War"]
    assert main(["add", *film, "--tag", "three sons", "--imdb-id", "0089881"]) == 0
    movie_id = max(live_titles(engine))
    assert capsys.readouterr().out == f"movie {movie_id}: Ran (1985)\n"
    assert main(["add", *film]) == 1
    assert f"movie {movie_id} is that film already, Ran (1985)" in capsys.readouterr().err
    assert main(["add", *film, "--plot", "A king divides his realm.", "--replace"]) == 0
    assert main(["remove", str(movie_id)]) == 0
    assert live_titles(engine).keys() == {1, 2}
    assert main(["remove", str(movie_id)]) == 1
    assert "there is no added film" in capsys.readouterr().err


def test_faults_name_the_field(engine: Engine, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["add", "--year", "soon"]) == 1
    told = capsys.readouterr().err
    assert "title is needed" in told
    assert "year is 'soon', and must be a whole number" in told
    assert live_titles(engine).keys() == {1, 2}


def test_a_file_is_added_whole_or_not(
    engine: Engine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "films.csv"
    path.write_text("title,year,imdb_id\nRan,1985,\nStill heat,1995,tt0113277\n")
    assert main(["add", "--file", str(path)]) == 1
    told = capsys.readouterr().err
    assert "films.csv, line 3, field imdb_id: movie 1 is that film already, Heat (1995)" in told
    assert live_titles(engine).keys() == {1, 2}
    path.write_text("title,year\nRan,1985\nKagemusha,1980\n")
    assert main(["add", "--file", str(path), "--json"]) == 0
    ids = json.loads(capsys.readouterr().out)["movie_ids"]
    assert [live_titles(engine)[movie_id] for movie_id in ids] == ["Ran", "Kagemusha"]
    assert main(["add", "--file", str(path), "--title", "x"]) == 1


def test_going_back_takes_added_films_along(
    engine: Engine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    build(engine, write(tmp_path / "data", "3,Ran (1985),Drama\n"))
    assert main(["add", "--title", "Kagemusha"]) == 0
    assert main(["rollback"]) == 0
    assert "Kagemusha" in live_titles(engine).values()
    assert "Ran" not in live_titles(engine).values()
