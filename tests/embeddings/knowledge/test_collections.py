"""Collections of the knowledge pack, and what the validator says of wrong ones."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from embeddings.errors import DatasetError
from embeddings.knowledge.collection_checks import check_collections
from embeddings.knowledge.entries import Entry, film_files, read_entries
from embeddings.knowledge.film_collections import (
    KINDS,
    by_kind,
    collections,
    collections_of,
    kind_of,
    read_collections,
)

GERMAN = Path("frontend/src/lib/i18n/de/collections.ts")
FILM = Entry(Path("x.toml"), 1, {"imdb_id": "tt0055928", "title": "Dr. No", "year": 1962})
GOOD = """[[collection]]
name = "James Bond"
german = "James Bond"
means = "a spy"
also = ["007"]
[collection.films]
tt0055928 = "Dr. No (1962)"
"""


@pytest.fixture(scope="module")
def entries() -> list[Entry]:
    return [entry for path in film_files() for entry in read_entries(path)]


def faults(folder: Path, text: str, name: str = "series.toml") -> list[str]:
    (folder / name).write_text(text, encoding="utf-8")
    return [problem.reason for problem in check_collections([FILM], folder)]


def test_the_shipped_collections_have_no_problem(entries: list[Entry]) -> None:
    assert check_collections(entries) == []
    assert {collection.kind for collection in collections().values()} == set(KINDS)


def test_a_part_gives_its_films() -> None:
    assert collections()["Pixar"].films.keys().isdisjoint(collections()["Disney"].films)
    assert (
        collections()["Walt Disney Animation"].films.keys() < collections()["Disney"].films.keys()
    )


def test_collections_of_a_film() -> None:
    assert collections_of("tt0111161") == ()
    assert collections_of(None) == ()
    found = collections_of("tt0167260")
    assert found == (
        "Middle-earth",
        "Oscar",
        "Oscar: Best Director",
        "Oscar: Best Picture",
        "The Lord of the Rings",
    )


def test_kinds() -> None:
    assert (kind_of("Pixar"), kind_of("Oscar"), kind_of("my own")) == ("studio", "award", "list")
    assert by_kind(["Pixar", "my own"]) == {
        "studio": ["Pixar"],
        "series": [],
        "award": [],
        "movement": [],
        "list": ["my own"],
    }


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (GOOD.replace("Dr. No (1962)", "Goldfinger (1964)"), "tt0055928 is Dr. No (1962), not"),
        (GOOD.replace("tt0055928", "tt0000001"), "is no film of the catalogue"),
        (GOOD + 'tt0000001 = "x"\n', "not in order of their ids"),
        (GOOD.replace("007", "Bond"), "'Bond' is not plain lower case"),
        (GOOD.split("[collection.films]")[0], "has no films"),
        (GOOD + GOOD.replace('"James Bond"', '"Bond"'), "'007' is also James Bond"),
        (GOOD + GOOD, "is there twice"),
        (GOOD.replace("also", "alias"), "unknown field 'alias'"),
        (GOOD.replace('german = "James Bond"\n', ""), "has no german"),
        (GOOD.replace("also", 'parts = ["M"]\nalso'), "which is no collection"),
        ("[[collection", "Expected"),
    ],
)
def test_a_fault_is_named(tmp_path: Path, text: str, fault: str) -> None:
    assert faults(tmp_path, GOOD) == []
    assert any(fault in line for line in faults(tmp_path, text)), faults(tmp_path, text)


def test_an_award_is_no_older_than_it_is(tmp_path: Path) -> None:
    text = GOOD.replace('name = "James Bond"', 'name = "Oscar: Best Animated Feature"')
    assert faults(tmp_path, text, "awards.toml") == ["Dr. No (1962) is older than the award"]
    unknown = GOOD.replace('name = "James Bond"', 'name = "Goya"')
    assert "does not know since when" in faults(tmp_path, unknown, "awards.toml")[0]


def test_a_file_of_no_kind(tmp_path: Path) -> None:
    (tmp_path / "people.toml").write_text(GOOD, encoding="utf-8")
    with pytest.raises(DatasetError, match=r"none of studios\.toml"):
        read_collections(tmp_path)


def test_the_pages_have_the_german_names() -> None:
    """They stand in the front end, which loads no TOML."""
    lines = GERMAN.read_text(encoding="utf-8").splitlines()
    found = {}
    for line in lines:
        if match := re.fullmatch(r"""  (['"]?)(.+?)\1: (['"])(.+)\3,""", line):
            found[match[2]] = match[4]
    known = collections().values()
    assert found == {
        collection.name: collection.german
        for collection in known
        if collection.german != collection.name
    }
