"""What is said of a film for tonight can be said aloud."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from embeddings.answers.cards import Card
from embeddings.answers.predicted import Prediction
from embeddings.answers.reasons import Reason
from embeddings.answers.tonight_types import ForWatcher
from embeddings.answers.tonight_why import why
from embeddings.answers.traits import Trait

WARM = Trait("mood", "heartwarming")
GUESSED = Trait("mood", "heartwarming", estimated=True)


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
        (0.9, [reason("Twelve Monkeys"), reason("Babe", WARM)], ["Babe"]),
        (0.9, [reason("Babe", GUESSED)], ["Babe"]),
        (0.1, [reason("Babe", GUESSED)], []),  # a guess, of a film that hardly suits them
        (0.1, [reason("Babe", WARM)], ["Babe"]),
    ],
)
def test_a_film_is_like_another_for_something_that_both_have(
    satisfaction: float, reasons: list[Reason], told: list[str]
) -> None:
    assert loved(satisfaction, *reasons) == told
