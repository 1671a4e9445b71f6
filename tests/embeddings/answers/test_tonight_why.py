"""What is said of a film for tonight can be said aloud."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from embeddings.answers.cards import Card
from embeddings.answers.predicted import Prediction
from embeddings.answers.reasons import Reason
from embeddings.answers.tags import TagWord
from embeddings.answers.tonight_types import ForWatcher
from embeddings.answers.tonight_why import why
from embeddings.answers.tonight_wishes import with_wishes
from embeddings.answers.traits import FilmTraits, Trait

WARM = Trait("mood", "heartwarming")
DRAMA = Trait("genre", "Drama")
GUESSED = Trait("mood", "sad", estimated=True)
PIGS, WINTER = Trait("tag", "pig"), Trait("tag", "winter")
KUBRICK = Trait("person", "Stanley Kubrick", role="director", id=1)


def loved(satisfaction: float, *reasons: Reason) -> list[str | None]:
    """Return the titles of the films that somebody loves, as they are told."""
    watcher = ForWatcher(satisfaction, Prediction(None), reasons, seen=False, on_watchlist=False)
    card = cast(Card, SimpleNamespace(runtime=90))
    parts = why(card, "taste", None, [watcher], None, cast(Any, {}), (), None, None)
    return [part.title for part in parts if part.kind == "loved"]


def reason(title: str, *shared: Trait) -> Reason:
    return Reason(len(title), title, 5.0, "rated", 0.3, "for", shared=list(shared))


@pytest.mark.parametrize(
    ("satisfaction", "reasons", "told"),
    [
        (0.9, [reason("Twelve Monkeys")], []),  # nothing that one could name
        (0.9, [reason("Twelve Monkeys"), reason("Babe", WARM, PIGS)], ["Babe"]),
        (0.9, [reason("Babe", WARM, GUESSED, GUESSED)], ["Babe"]),
        (0.1, [reason("Babe", WARM, GUESSED, GUESSED)], []),  # guesses, where it hardly suits them
        (0.1, [reason("Babe", WARM, PIGS)], ["Babe"]),
        (0.9, [reason("The Shining", WINTER)], []),
        (0.9, [reason("Stalker", DRAMA, WARM)], []),  # as half of all films are
        (0.9, [reason("Pulp Fiction", WARM, DRAMA, Trait("genre", "Crime"))], []),
        (0.9, [reason("Spartacus", KUBRICK)], ["Spartacus"]),
    ],
)
def test_a_film_is_like_another_for_something_that_both_have(
    satisfaction: float, reasons: list[Reason], told: list[str]
) -> None:
    assert loved(satisfaction, *reasons) == told


def test_what_is_wished_for_is_said_once() -> None:
    words = {
        name: TagWord(name, kind, kind, (), 1)
        for name, kind in (("twisty", "mood"), ("plot twist", "tag"), ("funny", "mood"))
    }
    traits = cast(
        FilmTraits,
        SimpleNamespace(sure=dict.fromkeys(words, 1.0), is_known=lambda word: True),
    )
    card = cast(Card, SimpleNamespace(runtime=90))
    parts = why(card, "words", None, [], traits, words, list(words), None, None)
    assert [part.name for part in parts] == ["twisty", "funny"]


@pytest.mark.parametrize(
    ("scary", "picked_from"),
    [
        ([2, 4, 5], [2, 4, 5]),
        ([2, 4], [2, 4, 1, 3, 5]),  # too few to choose three of
    ],
)
def test_picks_are_what_was_wished_for(scary: list[int], picked_from: list[int]) -> None:
    found = cast(Any, [{"movie_id": movie_id} for movie_id in range(1, 6)])
    traits = {
        movie_id: cast(
            FilmTraits, SimpleNamespace(sure={"scary": 0.9} if movie_id in scary else {})
        )
        for movie_id in range(1, 6)
    }
    having = with_wishes(found, traits, ["scary"], 3)
    assert [row["movie_id"] for row in having] == picked_from
    assert list(with_wishes(found, {}, [], 3)) == found
