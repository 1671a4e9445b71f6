"""The lexicon of a release that films are added to and removed from."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy import Engine

from embeddings.answers.facets import load_facets
from embeddings.answers.rows import rows_on
from embeddings.answers.sample import load_sample
from embeddings.answers.understand.lexicon import Lexicon, load_lexicon, update_lexicon
from embeddings.answers.understand.parsing import parse
from embeddings.releases.add import remove_films
from embeddings.releases.registry import live_release
from tests.embeddings.answers.understand.bundled import pairs
from tests.embeddings.releases.adding import FILM, add_one

CREDITED = replace(
    FILM,
    directors=("Zyxa Quemby",),
    cast=("Tom Hanks", "Zyxa Quemby"),
    runtime=77,
    certificate="X",
)


def lexicon_of(engine: Engine, before: Lexicon | None = None) -> Lexicon:
    with engine.connect() as connection:
        release = live_release(connection)
        assert release is not None
        rows = rows_on(connection)
        genres = load_facets(rows, release).genres
        if before is not None:
            return update_lexicon(rows, before, release, genres)
        sample = load_sample(rows, release.release_id)
        return load_lexicon(rows, release.release_id, genres, sample, release.revision)


def people_of(lexicon: Lexicon) -> dict[str, Any]:
    return {
        person.name: (sorted(person.films()), person.role_counts(), round(person.fame, 6))
        for person in lexicon.people.rows.values()
    }


def test_people_come_and_go_with_films(copied_engine: Engine) -> None:
    first = lexicon_of(copied_engine)
    before = people_of(first)
    assert len(before) > 1000
    movie_id = add_one(copied_engine, CREDITED)
    second = lexicon_of(copied_engine, first)
    assert people_of(second) == people_of(lexicon_of(copied_engine))
    assert people_of(second)["Zyxa Quemby"][0] == [movie_id]
    assert movie_id in people_of(second)["Tom Hanks"][0]
    assert pairs(parse("directed by zyxa quemby", second)) == {("people", "Zyxa Quemby:director")}
    assert "X" in second.certificates
    assert second.has_runtimes
    with copied_engine.begin() as connection:
        remove_films(connection, [movie_id])
    third = lexicon_of(copied_engine, second)
    assert people_of(third) == before
    assert parse("directed by zyxa quemby", third).filters == []
