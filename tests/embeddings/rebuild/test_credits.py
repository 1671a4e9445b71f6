"""Credits of every layout to a release on real PostgreSQL, and people over changes of source."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, text

from embeddings.catalogue.dataset import open_dataset
from embeddings.cli.commands import main
from embeddings.errors import DatasetError
from embeddings.rebuild import pipeline
from embeddings.rebuild.pipeline import Summary, rebuild
from embeddings.releases import registry
from embeddings.settings import Settings
from embeddings.sources.credits.reading import read_credits
from embeddings.sources.imdb_tables import ATTRIBUTION, BASICS
from embeddings.texts.stand_in import StandInEncoder
from tests.embeddings.sources.credits.imdb import ROWS, write_table, write_tables

CSV = """imdbId,directors,writers,cast,runtime,countries,certificate
0113277,Michael Mann,,Al Pacino|Robert De Niro|Val Kilmer,171,United States,R
0089881,Akira Kurosawa,Akira Kurosawa|Masato Ide,Tatsuya Nakadai,160,Japan,
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "movies.csv").write_text(
        "movieId,title,genres\n1,Heat (1995),Crime\n2,Ran (1985),Drama\n3,Other (1999),Drama\n"
    )
    (folder / "links.csv").write_text("movieId,imdbId,tmdbId\n1,0113277,949\n2,0089881,11645\n")
    (folder / "ratings.csv").write_text(
        "userId,movieId,rating,timestamp\n1,1,4.0,10\n2,1,3.0,11\n3,2,4.5,12\n"
    )
    return folder


@pytest.fixture
def csv(tmp_path: Path) -> Path:
    path = tmp_path / "credits.csv"
    path.write_text(CSV)
    return path


@pytest.fixture
def imdb(tmp_path: Path) -> Path:
    return write_tables(tmp_path / "imdb")


def build(engine: Engine, data: Path, credits: Path | None = None) -> Summary:
    with registry.rebuild_lock(engine):
        return rebuild(
            engine,
            open_dataset(str(data), data),
            StandInEncoder(),
            credits=read_credits(credits) if credits else None,
        )


def live(engine: Engine) -> registry.ReleaseInfo:
    with engine.connect() as connection:
        found = registry.live_release(connection)
    assert found
    return found


def credits_of(engine: Engine, movie_id: int) -> list[tuple[Any, ...]]:
    statement = text(
        "select role, position, name, imdb_id, character from credits join people using (person_id)"
        " where movie_id = :id and release_id = (select release_id from releases where state ="
        " 'live') order by array_position(array['director', 'writer', 'cast', 'composer'], role),"
        " position"
    )
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(statement, {"id": movie_id})]


def people(engine: Engine) -> dict[str, tuple[int, str | None]]:
    with engine.connect() as connection:
        rows = connection.execute(text("select name, person_id, imdb_id from people"))
        return {name: (person_id, imdb_id) for name, person_id, imdb_id in rows}


def movie(engine: Engine, movie_id: int) -> Any:
    statement = text(
        "select * from movies where movie_id = :id and release_id ="
        " (select release_id from releases where state = 'live')"
    )
    with engine.connect() as connection:
        return connection.execute(statement, {"id": movie_id}).mappings().one()


def test_a_csv(empty_engine: Engine, data: Path, csv: Path) -> None:
    build(empty_engine, data, csv)
    assert credits_of(empty_engine, 1) == [
        ("director", 0, "Michael Mann", None, None),
        ("cast", 0, "Al Pacino", None, None),
        ("cast", 1, "Robert De Niro", None, None),
        ("cast", 2, "Val Kilmer", None, None),
    ]
    heat = movie(empty_engine, 1)
    assert (heat["runtime"], heat["countries"], heat["certificate"]) == (171, ["USA"], "R")
    assert heat["cast"] == ["Al Pacino", "Robert De Niro", "Val Kilmer"]
    mann = people(empty_engine)["Michael Mann"][0]
    assert {str(mann), f"{mann}:director"} <= set(heat["people"])
    assert credits_of(empty_engine, 3) == []
    release = live(empty_engine)
    assert release.credits_checksum == read_credits(csv).checksum
    assert ATTRIBUTION not in (release.attribution or "")
    assert release.figures["fields"] == {
        "credits.csv": {
            "directors": 2, "writers": 1, "cast": 2, "runtime": 2, "countries": 2, "certificate": 1,
        },
        "data set": {"year": 3, "genres": 3},
    }  # fmt: skip
    assert "seconds" in release.figures  # what the gate adds stands beside it


def test_imdbs_files(empty_engine: Engine, data: Path, imdb: Path) -> None:
    build(empty_engine, data, imdb)
    assert credits_of(empty_engine, 1) == [
        ("director", 0, "Michael Mann", "nm0000520", None),
        ("cast", 0, "Al Pacino", "nm0000199", 'Vincent "V" Hanna / Lieutenant'),
        ("cast", 1, "Robert De Niro", "nm0000134", "Neil McCauley"),
    ]
    ran = movie(empty_engine, 2)
    # "Ran" is its own title, and the rest is of known languages.
    assert sorted(ran["alternative_titles"]) == ["Kaos", "Kaos II", "Хаос"]
    assert ran["title_languages"] == {"Kaos": "Turkish", "Kaos II": "Turkish", "Хаос": "Russian"}
    assert "хаос" in ran["title_keys"]
    assert (live(empty_engine).attribution or "").endswith(f"; {ATTRIBUTION}")


def test_people_and_ratings_stay_from_names_to_ids_and_back(
    empty_engine: Engine, data: Path, csv: Path, imdb: Path
) -> None:
    build(empty_engine, data, csv)
    by_name = people(empty_engine)
    with empty_engine.begin() as connection:
        connection.execute(
            text(
                "insert into users (username, password_hash) values ('ada', 'x');"
                "insert into ratings (user_id, film_id, rating) select user_id, film_id, 4.5"
                " from users, movies where movie_id = 1"
            )
        )

    def rated() -> list[tuple[Any, ...]]:
        statement = text(
            "select title, rating from ratings join movies using (film_id) join releases using"
            " (release_id) where state = 'live'"
        )
        with empty_engine.connect() as connection:
            return [tuple(row) for row in connection.execute(statement)]

    assert {imdb_id for _, imdb_id in by_name.values()} == {None}
    assert rated() == [("Heat", 4.5)]

    build(empty_engine, data, imdb)
    with_ids = people(empty_engine)
    assert with_ids["Al Pacino"] == (by_name["Al Pacino"][0], "nm0000199")
    assert with_ids["Akira Kurosawa"] == (by_name["Akira Kurosawa"][0], "nm0000041")
    assert with_ids["Val Kilmer"] == by_name["Val Kilmer"]  # of whom IMDb's files do not speak
    assert len(with_ids) == len(by_name)
    assert rated() == [("Heat", 4.5)]

    build(empty_engine, data, csv)
    assert people(empty_engine) == with_ids
    assert ("cast", 0, "Al Pacino", "nm0000199", None) in credits_of(empty_engine, 1)
    assert rated() == [("Heat", 4.5)]


def test_a_file_stands_before_the_data_set(empty_engine: Engine, imdb: Path, csv: Path) -> None:
    """An IMDb data set with a CSV: the CSV's cast and minutes, IMDb's ids, characters, titles."""
    build(empty_engine, imdb, csv)
    heat = movie(empty_engine, 113277)
    assert (heat["runtime"], heat["certificate"]) == (171, "R")
    assert heat["alternative_titles"] == ["Fuego contra fuego"]
    assert credits_of(empty_engine, 113277)[1:] == [
        ("cast", 0, "Al Pacino", "nm0000199", 'Vincent "V" Hanna / Lieutenant'),
        ("cast", 1, "Robert De Niro", "nm0000134", "Neil McCauley"),
        ("cast", 2, "Val Kilmer", None, None),
    ]
    of_data_set = live(empty_engine).figures["fields"]["data set"]
    assert of_data_set == {"year": 2, "genres": 2, "alternative_titles": 2}


def test_broken_credits_change_nothing(empty_engine: Engine, data: Path, imdb: Path) -> None:
    before = build(empty_engine, data).release_id
    rows = [list(row) for row in ROWS[BASICS]]
    rows[1][7] = "long"
    write_table(imdb, BASICS, rows)
    with pytest.raises(DatasetError) as refused:
        build(empty_engine, data, imdb)
    assert (refused.value.line, refused.value.field) == (3, "runtimeMinutes")
    assert live(empty_engine).release_id == before
    assert people(empty_engine) == {}


def test_if_needed_sees_other_credits(
    empty_engine: Engine, tmp_path: Path, data: Path, csv: Path, imdb: Path
) -> None:
    settings = Settings.from_env(
        {"ORDAINED_HOME": str(tmp_path / "home"), "ORDAINED_ENCODER": "stand-in"}
    )

    def rebuilt(credits: Path | None) -> bool:
        summary = pipeline.rebuild_from(
            empty_engine, settings, str(data), None, credits, if_needed=True
        )
        return summary is not None

    assert rebuilt(None)
    assert rebuilt(csv)
    assert not rebuilt(csv)
    csv.write_text(CSV.replace("171", "172"))
    assert rebuilt(csv)
    assert rebuilt(imdb)
    assert not rebuilt(imdb)
    (imdb / "title.akas.tsv.gz").unlink()
    assert rebuilt(imdb)
    assert rebuilt(None)


def test_the_commands(
    empty_engine: Engine,
    tmp_path: Path,
    data: Path,
    csv: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    url = empty_engine.url.render_as_string(hide_password=False)
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.setenv("ORDAINED_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("ORDAINED_ENCODER", "stand-in")
    assert main(["rebuild", "--dataset", str(data), "--credits", str(csv)]) == 0
    said = capsys.readouterr()
    assert "credits: 2 of 2 matched" in said.err
    facts = (
        "  from credits.csv: directors of 2 films, writers of 1 films, cast of 2 films,"
        " runtime of 2 films, countries of 2 films, certificate of 1 films\n"
    )
    assert facts in said.err
    assert main(["status"]) == 0
    assert facts in capsys.readouterr().out
    assert main(["status", "--json"]) == 0
    (release,) = json.loads(capsys.readouterr().out)
    assert release["figures"]["fields"]["credits.csv"]["directors"] == 2
    assert release["credits_checksum"] == read_credits(csv).checksum
    csv.write_text(CSV.replace("171", "long"))
    assert main(["rebuild", "--dataset", str(data), "--credits", str(csv)]) == 1
    said = capsys.readouterr()
    assert f"error: {csv}, line 2, field runtime: 'long' is not a whole number" in said.err
    assert main(["rebuild", "--dataset", str(data), "--credits", str(tmp_path / "none.csv")]) == 1
    assert "none.csv: no such file" in capsys.readouterr().err
