"""What ``search.sql`` takes of a query's wishes, superlatives and of who watches."""

from __future__ import annotations

from typing import Any, Final

from embeddings.answers.tags import relevance_binds
from embeddings.answers.understand.lexicon import Lexicon
from embeddings.answers.understand.parsed import ParsedQuery, ParsedWish
from embeddings.answers.understand.superlatives import By
from embeddings.answers.weights import Weights
from embeddings.knowledge.implied import implying
from embeddings.knowledge.vocabulary import vocabulary

# What suits nearly everybody, where a mood that is not wanted has no opposite.
_ANYBODY: Final = "crowd-pleaser"


def wish_binds(parsed: ParsedQuery, lexicon: Lexicon, weights: Weights) -> dict[str, Any]:
    """Return the binds of what the films should be like, and of how good, known and new.

    What is wanted has weights that add up to 1, so a film that has all of it gets the whole
    weight of a wish however many there are.
    """
    tags = [wish for wish in parsed.wishes if wish.kind in ("tag", "mood")]
    tags += _opposites(parsed)
    kinds = [wish for wish in parsed.wishes if wish.kind in ("genre", "country")]
    share = 1 / max(sum(wish.weight for wish in [*tags, *kinds] if wish.wanted), 1e-6)

    def weight(wish: ParsedWish) -> float:
        return share * wish.weight if wish.wanted else -weights.unwished

    unwanted = {wish.name for wish in tags if not wish.wanted}
    spoilers = [(name, -weights.spoiler) for name in parsed.spoilers if name not in unwanted]
    implied = [(name, -weights.unwished) for name in implying(unwanted)]

    def preferred(by: By) -> int:
        found = [preference.direction for preference in parsed.preferences if preference.by == by]
        return found.count("high") - found.count("low")

    fame = preferred("popularity")
    return {
        **relevance_binds(
            lexicon.tag_words, [*((wish.name, weight(wish)) for wish in tags), *spoilers, *implied]
        ),
        "kind_names": [wish.name for wish in kinds],
        "kind_weights": [weight(wish) for wish in kinds],
        "wished_tags": [wish.name for wish in tags if wish.wanted],
        "wished_kinds": [wish.name for wish in kinds if wish.wanted],
        "wish_weight": weights.wish,
        "age": parsed.age,
        "age_weight": weights.age,
        "rating_wish": weights.rating_wish * preferred("rating")
        + (weights.rating if preferred("rating") >= 0 else 0.0),
        "popularity_wish": fame * (weights.popularity_wish if fame > 0 else weights.obscurity_wish),
        "year_wish": weights.year_wish * preferred("year"),
    }


def _opposites(parsed: ParsedQuery) -> list[ParsedWish]:
    """Return what films may be like where a query says only how they should not be.

    Who types "nothing depressing" names no film and no matter, and all films that are not
    depressing would be equally good. They are ranked by the moods that exclude it.
    """
    unwanted = [wish.name for wish in parsed.wishes if not wish.wanted and wish.kind == "mood"]
    is_open = not unwanted or parsed.searched_text or parsed.resembled or parsed.filters
    if is_open or any(wish.wanted for wish in parsed.wishes) or parsed.preferences:
        return []
    moods = vocabulary().moods
    opposites = dict.fromkeys(mood for name in unwanted for mood in moods[name].opposite)
    names = [name for name in opposites if name not in unwanted] or [_ANYBODY]
    return [ParsedWish("mood", name, True, "") for name in names]
