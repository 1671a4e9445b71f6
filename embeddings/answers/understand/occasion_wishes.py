"""What a query asks for that says when, with whom or in which state a film is watched."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from embeddings.answers.understand.filters import Filter
from embeddings.answers.understand.grammar import ANY_GENRE, country_names_of
from embeddings.answers.understand.occasions import find_destination
from embeddings.answers.understand.parsed import ParsedQuery, ParsedWish
from embeddings.answers.understand.reading import Query, as_parsed
from embeddings.answers.understand.spans import Span, blanked, overlaps
from embeddings.answers.understand.wishes import WishKind
from embeddings.knowledge.occasions import Occasion

# What of an occasion is shown and ranks: its strongest moods, and tags.
_MOST_MOODS: Final = 4
_MOST_TAGS: Final = 2
# Beside an occasion these words say what the film is about.
_ABOUT: Final = re.compile(
    rf"(?<!\w)(?:about|where|set|with (?:an?|lots|some)|starring|featuring|{ANY_GENRE})(?!\w)"
)


def suit_occasions(query: Query, parsed: ParsedQuery, blocked: Sequence[Span]) -> None:
    """Add what suits the occasions of a query: wishes, what would spoil them, ages and minutes.

    What the query itself asks for or refuses is believed.

    Parameters
    ----------
    blocked : sequence of (int, int)
        Spans of names, of films to be like and of negations.
    """
    said = {wish.name for wish in parsed.wishes}
    for found in query.occasions:
        if overlaps(found.span, blocked):
            continue
        phrase = query.typed(found.span)
        wishes = [
            (kind, name, weight)
            for kind, name, weight in _wishes(found.occasion)
            if name not in said and (kind != "genre" or name in query.lexicon.genres)
        ]
        total = sum(weight for _, _, weight in wishes)
        for kind, name, weight in wishes:
            said.add(name)
            share = min(weight / total, 0.99)
            parsed.wishes.append(ParsedWish(kind, name, True, phrase, weight=share))
        parsed.spoilers += [
            name for name in found.occasion.avoid if name not in {*said, *parsed.spoilers}
        ]
        if age := found.occasion.children_from:
            parsed.age = min(age, parsed.age or age)
        is_timed = any(filter_.field.startswith("runtime") for filter_ in parsed.filters)
        if found.occasion.longest and query.lexicon.has_runtimes and not is_timed:
            longest = Filter("runtime_max", found.occasion.longest, *found.span)
            parsed.filters += as_parsed(query, [longest])
    if (trip := find_destination(query.lowered, query.occasions)) and not parsed.examples:
        names = [
            name for name in country_names_of(trip["country"]) if name in query.lexicon.countries
        ]
        phrase = query.typed(trip.span())
        query.trips.append(trip.span())
        parsed.wishes += [ParsedWish("country", name, True, phrase) for name in names]


def _wishes(occasion: Occasion) -> list[tuple[WishKind, str, int]]:
    """Return kind, name and weight of what suits an occasion most."""
    moods = sorted(occasion.moods.items(), key=lambda item: -item[1])[:_MOST_MOODS]
    told = [item for item in occasion.tags.items() if item[1] > 1]
    tags = sorted(told, key=lambda item: -item[1])[:_MOST_TAGS]
    wishes: list[tuple[WishKind, str, int]] = [("mood", name, weight) for name, weight in moods]
    wishes += [("tag", name, weight) for name, weight in tags]
    wishes += [("genre", name, 1) for name in occasion.genres]
    return wishes


def tells_circumstances(query: Query, parsed: ParsedQuery) -> bool:
    """Return whether a query tells of an evening and of no film: "hen night, nine of us".

    Its other words stand in plots by chance only.
    """
    if not (query.occasions or query.trips) or parsed.title_matches:
        return False
    rest = blanked(query.lowered, [*query.consumed, *query.circumstances, *query.trips])
    is_said = any(not overlaps(concept.span, query.consumed) for concept in query.concepts)
    return not is_said and not _ABOUT.search(rest)
