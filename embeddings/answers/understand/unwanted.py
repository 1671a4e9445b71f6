"""What a query does not want: films, and texts to score films down by."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from embeddings.answers.understand.filters import Filter
from embeddings.answers.understand.negations import Negation, find_negations
from embeddings.answers.understand.parsed import ParsedQuery
from embeddings.answers.understand.reading import Query
from embeddings.answers.understand.spans import blanked, overlaps

# Filters that no negation reaches into: "not too violent, under 90 minutes".
_FACTS: Final = frozenset(
    {"people", "exclude_people", "runtime_min", "runtime_max", "certificates",
     "exclude_certificates", "certificate_max"}
)  # fmt: skip


def consume_negations(
    query: Query, parsed: ParsedQuery, filters: Sequence[Filter]
) -> list[Negation]:
    """Exclude what negated phrases name: a film, or a text to score films down by.

    "not horror" is a filter that excludes a genre, so it is left to `_consume_filters`; such a
    phrase is returned among the negations all the same.
    """
    excluding = [found.span for found in filters if found.field.startswith("exclude_")]
    facts = query.facts = [found.span for found in filters if found.field in _FACTS]
    titles = query.lexicon.titles
    negations = find_negations(
        blanked(query.lowered, [*facts, *query.consumed, *query.verbatim_spans]),
        query.concepts,
        may_begin=not titles.match_within(query.text),
    )
    kept = [each for each in negations if not overlaps(each.span, facts)]
    for negation in kept:
        query.negated.append(negation.span)
        if overlaps(negation.span, excluding) and len(negation.excluded) == 1:
            continue
        parsed.excluded_phrases.append(query.typed(negation.span))
        for span in negation.excluded:
            words = query.text[slice(*span)].strip()
            # A word that is a title as well is meant as a word: "nothing with ghosts".
            is_said = any(each.span == span for each in query.concepts)
            if movie_ids := [] if is_said else titles.loose_ids(words):
                parsed.excluded_movie_ids.append(movie_ids[0])
            elif not overlaps(span, excluding):
                parsed.excluded_texts.append(words)
        query.consumed.append(negation.span)
    return kept
