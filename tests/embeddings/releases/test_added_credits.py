"""People of an added film: credits with it, and none after it."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import Engine, text

from embeddings.cli.commands import main
from embeddings.releases.add import remove_films, replace_film
from embeddings.sources.given_film import read_film
from tests.embeddings.releases.adding import ENCODER, add_one, live_row

FILM = {
    "title": "The Zyxomma Lighthouse",
    "year": 2031,
    "directors": ["Ada Zyxomma"],
    "cast": ["Bea Zyxomma", "Ada Zyxomma"],
    "runtime": "95",
    "certificate": "gp",
    "countries": ["United States"],
    "languages": ["Persian"],
}


def credits_of(engine: Engine, movie_id: int) -> list[tuple[Any, ...]]:
    statement = text(
        "select role, position, name from credits join people using (person_id)"
        " where movie_id = :id order by role, position"
    )
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(statement, {"id": movie_id})]


def test_credits_come_and_go_with_the_film(copied_engine: Engine) -> None:
    movie_id = add_one(copied_engine, read_film(FILM))
    assert credits_of(copied_engine, movie_id) == [
        ("cast", 0, "Bea Zyxomma"),
        ("cast", 1, "Ada Zyxomma"),
        ("director", 0, "Ada Zyxomma"),
    ]
    row = live_row(copied_engine, movie_id)
    assert (row["runtime"], row["certificate"]) == (95, "PG")
    assert (row["countries"], row["languages"]) == (["USA"], ["Farsi"])
    with copied_engine.connect() as connection:
        before = dict(connection.execute(text("select name, person_id from people")).tuples().all())
    ada = before["Ada Zyxomma"]
    assert {str(ada), f"{ada}:director", f"{ada}:cast"} <= set(row["people"])

    with copied_engine.begin() as connection:
        other = read_film(FILM | {"directors": ["Cleo Zyxomma"], "cast": []})
        replace_film(connection, ENCODER, movie_id, other)
    assert credits_of(copied_engine, movie_id) == [("director", 0, "Cleo Zyxomma")]
    with copied_engine.begin() as connection:
        remove_films(connection, [movie_id])
    assert credits_of(copied_engine, movie_id) == []
    again = add_one(copied_engine, read_film(FILM))
    with copied_engine.connect() as connection:
        found = text("select person_id from credits where movie_id = :id and role = 'director'")
        assert connection.scalar(found, {"id": again}) == ada  # the same person as before


def test_by_command(
    copied_engine: Engine,
    tmp_path: object,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    url = copied_engine.url.render_as_string(hide_password=False)
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.setenv("ORDAINED_HOME", str(tmp_path))
    monkeypatch.setenv("ORDAINED_ENCODER", "stand-in")
    film = ["--title", "Zyxomma", "--year", "2031", "--runtime", "90", "--certificate", "X"]
    people = ["--director", "Ada Zyxomma", "--director", "Bea Zyxomma", "--cast", "Cleo Zyxomma"]
    assert main(["add", *film, *people]) == 0
    movie_id = int(capsys.readouterr().out.split()[1].rstrip(":"))
    assert [role for role, _, _ in credits_of(copied_engine, movie_id)] == [
        "cast", "director", "director",
    ]  # fmt: skip
    assert live_row(copied_engine, movie_id)["certificate"] == "NC-17"
    assert main(["remove", str(movie_id)]) == 0
    assert credits_of(copied_engine, movie_id) == []
    assert main(["add", *film[:-1], "X" * 21]) == 1
    assert "certificate has 21 characters; 20 are the most" in capsys.readouterr().err
