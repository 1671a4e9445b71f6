"""Tell whom a surname means that many have, by the films that people made together."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from embeddings.answers.understand.evidence import CLEARLY, MOST_NAMESAKES, Evidence
from embeddings.answers.understand.mentions import Mention
from embeddings.answers.understand.ordinary_names import ORDINARY_NAMES
from embeddings.answers.understand.person_rows import PersonRow
from embeddings.answers.understand.role_words import Context

# How many films two people must share where nothing else says who they are.
_LEAST_SHARED: Final = 2


def partner(
    evidence: Evidence, mention: Mention, context: Context, others: Sequence[PersonRow]
) -> PersonRow | None:
    """Return whom a surname means that many have, by the films shared with the others."""
    if context.is_subject or mention.kind != "surname" or not others:
        return None
    films = set.intersection(*(other.films() for other in others))
    shared = {
        person.person_id: films & person.films()
        for person in mention.people[:MOST_NAMESAKES]
        if person not in others
    }
    ranked = sorted(shared, key=lambda person_id: -_fame(evidence, shared[person_id]))
    if not ranked or not shared[ranked[0]] or not evidence.is_alone:
        return None
    is_word = evidence.is_word(mention, mention.people[0])
    if is_word and len(shared[ranked[0]]) < _LEAST_SHARED:
        return None
    if len(ranked) > 1 and (
        _fame(evidence, shared[ranked[0]]) < CLEARLY * _fame(evidence, shared[ranked[1]])
    ):
        return None
    return evidence.lexicon.people.rows[ranked[0]]


def pair(evidence: Evidence, mentions: Sequence[tuple[Mention, Context]]) -> list[PersonRow] | None:
    """Return whom two surnames mean that many have, by the films that two people share."""
    if len(mentions) != 2 or not evidence.is_alone:
        return None
    if any(mention.kind != "surname" or context.is_subject for mention, context in mentions):
        return None
    (first, _), (second, _) = mentions
    ranked = sorted(
        (
            (
                _fame(evidence, person.films() & other.films()),
                len(person.films() & other.films()),
                person.person_id,
                other.person_id,
            )
            for person in first.people[:MOST_NAMESAKES]
            for other in second.people[:MOST_NAMESAKES]
            if person != other
        ),
        reverse=True,
    )
    # "Snow White" and "black and white" are no pair of people, "Ford and Wayne" are.
    are_words = all(evidence.key(mention) in ORDINARY_NAMES for mention, _ in mentions)
    if are_words or not ranked or ranked[0][1] < _LEAST_SHARED:
        return None
    if len(ranked) > 1 and ranked[0][0] < CLEARLY * ranked[1][0]:
        return None
    rows = evidence.lexicon.people.rows
    return [rows[ranked[0][2]], rows[ranked[0][3]]]


def _fame(evidence: Evidence, movie_ids: set[int]) -> float:
    """Return how well known films are: the sum of the square roots of their rating counts."""
    rows = evidence.lexicon.titles.rows
    return sum((math.sqrt(rows[movie_id].rating_count) for movie_id in movie_ids), 0.0)
