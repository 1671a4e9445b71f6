"""What ``search.sql`` takes of a query's wishes, superlatives and of who watches."""

from __future__ import annotations

from typing import Any

from embeddings.answers.tags import relevance_binds
from embeddings.answers.understand.lexicon import Lexicon
from embeddings.answers.understand.parsed import ParsedQuery
from embeddings.answers.understand.superlatives import By
from embeddings.answers.weights import Weights


def wish_binds(parsed: ParsedQuery, lexicon: Lexicon, weights: Weights) -> dict[str, Any]:
    """Return the binds of what the films should be like, and of how good, known and new.

    What is wanted has weights that add up to 1, so a film that has all of it gets the whole
    weight of a wish however many there are.
    """
    wanted = [wish for wish in parsed.wishes if wish.wanted]
    share = 1 / max(len(wanted), 1)
    tags = [
        (wish.name, share if wish.wanted else -weights.unwished)
        for wish in parsed.wishes
        if wish.kind in ("tag", "mood")
    ]
    kinds = [
        (wish.name, share if wish.wanted else -weights.unwished)
        for wish in parsed.wishes
        if wish.kind in ("genre", "country")
    ]

    def preferred(by: By) -> int:
        found = [each.direction for each in parsed.preferences if each.by == by]
        return found.count("high") - found.count("low")

    return {
        **relevance_binds(lexicon.tag_words, tags),
        "kind_names": [name for name, _ in kinds],
        "kind_weights": [weight for _, weight in kinds],
        "wished_tags": [wish.name for wish in wanted if wish.kind in ("tag", "mood")],
        "wished_kinds": [wish.name for wish in wanted if wish.kind in ("genre", "country")],
        "wish_weight": weights.wish,
        "age": parsed.age,
        "age_weight": weights.age,
        "rating_wish": weights.rating_wish * preferred("rating"),
        "popularity_wish": weights.popularity_wish * preferred("popularity"),
        "year_wish": weights.year_wish * preferred("year"),
    }
