"""What ``search.sql`` takes of a query's wishes, superlatives and of who watches."""

from __future__ import annotations

from typing import Any

from embeddings.answers.tags import relevance_binds
from embeddings.answers.understand.lexicon import Lexicon
from embeddings.answers.understand.parsed import ParsedQuery, ParsedWish
from embeddings.answers.understand.superlatives import By
from embeddings.answers.weights import Weights


def wish_binds(parsed: ParsedQuery, lexicon: Lexicon, weights: Weights) -> dict[str, Any]:
    """Return the binds of what the films should be like, and of how good, known and new.

    What is wanted has weights that add up to 1, so a film that has all of it gets the whole
    weight of a wish however many there are.
    """
    tags = [wish for wish in parsed.wishes if wish.kind in ("tag", "mood")]
    kinds = [wish for wish in parsed.wishes if wish.kind in ("genre", "country")]
    share = 1 / max(sum(wish.wanted for wish in parsed.wishes), 1)

    def weight(wish: ParsedWish) -> float:
        return share if wish.wanted else -weights.unwished

    def preferred(by: By) -> int:
        found = [each.direction for each in parsed.preferences if each.by == by]
        return found.count("high") - found.count("low")

    return {
        **relevance_binds(lexicon.tag_words, [(wish.name, weight(wish)) for wish in tags]),
        "kind_names": [wish.name for wish in kinds],
        "kind_weights": [weight(wish) for wish in kinds],
        "wished_tags": [wish.name for wish in tags if wish.wanted],
        "wished_kinds": [wish.name for wish in kinds if wish.wanted],
        "wish_weight": weights.wish,
        "age": parsed.age,
        "age_weight": weights.age,
        "rating_wish": weights.rating_wish * preferred("rating"),
        "popularity_wish": weights.popularity_wish * preferred("popularity"),
        "year_wish": weights.year_wish * preferred("year"),
    }
