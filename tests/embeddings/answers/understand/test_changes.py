"""Titles and words after updates by single films answer as if all films were loaded again."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest

from embeddings.answers.understand.spelling import Vocabulary
from embeddings.answers.understand.title_rows import TitleRow
from embeddings.answers.understand.titles import Titles

NAMES = (
    ("The Matrix",), ("Matrix Reloaded", "The Matrix: Reloaded"), ("Amélie", "Le Fabuleux destin"),
    ("Back to the Future",), ("Star Wars: Episode V - The Empire Strikes Back",), ("Heat",),
    ("Terminator 2",), ("Heart",), ("The Heat",), ("La Haine", "Hate"), ("Future Back",),
)  # fmt: skip
QUERIES = (
    "matrix", "the matrix", "matrx", "amelie", "le fabuleux destin", "fabuleux", "bttf", "heat",
    "the heat", "haet", "heart", "star wars", "empire strikes back", "the empire strikes",
    "t2", "back to the", "future back", "hate", "haine", "reloaded", "zebra", "zebras",
)  # fmt: skip


def row(movie_id: int, names: tuple[str, ...], ratings: int = 0) -> TitleRow:
    # Each third film is part of a collection.
    parts = ("A Series",) if len(names[0]) % 3 == 0 else ()
    return TitleRow(movie_id, names[0], 2000, names, ratings, parts)


def answers(titles: Titles) -> dict[str, Any]:
    ways: tuple[Callable[[str], Any], ...] = (
        titles.exact_ids, titles.loose_ids, titles.match_names, titles.match_acronym,
        titles.match_mistyped, titles.match_within,
    )  # fmt: skip
    found = {f"{way.__name__} {text}": way(text) for way in ways for text in QUERIES}
    return {**found, "in_collection": titles.in_collection("A Series")}


@pytest.mark.parametrize("seed", range(20))
def test_titles_after_updates_are_those_loaded_again(seed: int) -> None:
    chance = random.Random(seed)
    films = {n: row(n, names, ratings=100 - n) for n, names in enumerate(NAMES[:6], start=1)}
    titles = Titles(films.values())
    spare = [*NAMES[6:], ("Zebra",), ("The Matrix",), ("Heat", "Zebras")]
    for _ in range(8):
        movie_id = chance.choice((101, 102, 103))
        if movie_id in films and chance.random() < 0.4:
            del films[movie_id]
            titles.update([movie_id], [])
        else:
            films[movie_id] = row(movie_id, chance.choice(spare))
            titles.update([movie_id], [films[movie_id]])
        updated, loaded = answers(titles), answers(Titles(films.values()))
        for query, matches in loaded.items():
            assert sorted(updated[query], key=repr) == sorted(matches, key=repr), query


def test_words_after_updates_are_those_loaded_again() -> None:
    before = {"lighthouse": 2, "dragonfly": 1, "keeper": 3, "vanishing": 2}
    after = {"lighthouse": 3, "dragonfly": 2, "keeper": 3, "vanishing": 1, "zyxomma": 2}
    words = Vocabulary(before)
    assert words.correction("dragonflt") is None
    words.update(["lighthouse", "dragonfly", "vanishing", "zyxomma"], after)
    loaded = Vocabulary(after)
    for word in ("dragonflt", "lighthuose", "vanishimg", "zyxoma", "keepr"):
        assert words.correction(word) == loaded.correction(word), word
    words.update(["zyxomma", "dragonfly"], {"dragonfly": 1})
    assert not words.knows("zyxomma")
    assert words.correction("zyxoma") is None
    assert words.correction("dragonflt") is None
