"""What a query does not want: films, and texts to score films down by."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from embeddings.answers.understand.filters import Filter
from embeddings.answers.understand.grammar import (
    ANY_GENRE,
    DEMONYM,
    FILM,
    GENRE_NOUN,
    country_names,
    genre_names,
)
from embeddings.answers.understand.lexicon import Lexicon
from embeddings.answers.understand.negations import Negation, find_negations
from embeddings.answers.understand.parsed import ParsedQuery
from embeddings.answers.understand.reading import Query
from embeddings.answers.understand.spans import Span, blanked, overlaps

# Filters that no negation reaches into: "not too violent, under 90 minutes".
_FACTS: Final = frozenset(
    {"people", "exclude_people", "collections", "exclude_collections", "runtime_min",
     "runtime_max", "certificates",
     "exclude_certificates", "certificate_max"}
)  # fmt: skip


_GENRE: Final = re.compile(
    rf"(?:{GENRE_NOUN}|(?:{ANY_GENRE})[ -]{FILM}|action|fantasy|animated)(?: {FILM})?"
)
_COUNTRY: Final = re.compile(rf"(?:(?:an? )?(?P<country>{DEMONYM}))(?: (?:{FILM}|ones?))?")
# "Not too much action" leaves some.
_DEGREE: Final = re.compile(r"\b(?:too|so|very|overly|really|that|all that|much|many|lots? of)\b")


def excluded_kinds(
    text: str, negations: Sequence[Negation], known: Sequence[Filter], lexicon: Lexicon
) -> list[Filter]:
    """Return the genres and countries that negated phrases name and nothing else.

    Parameters
    ----------
    text : str
        The query as `grammar.lowered` returns it.
    negations : sequence of Negation
    known : sequence of Filter
        Those found already.
    lexicon : Lexicon
        Of the release to search.
    """
    found: list[Filter] = []
    for negation in negations:
        start = negation.span[0]
        for span in negation.excluded:
            words = text[slice(*span)]
            if _DEGREE.search(text[start : span[0]]):
                continue
            if _GENRE.fullmatch(words):
                found += [
                    Filter("exclude_genres", name, *negation.span)
                    for name in genre_names(words)
                    if name in lexicon.genres
                ]
            elif country := _COUNTRY.fullmatch(words):
                found += [
                    Filter("exclude_countries", name, *negation.span)
                    for name in country_names(country["country"])
                    if name in lexicon.countries
                ]
    said = {(filter_.field, filter_.value) for filter_ in known}
    wanted = {filter_.value for filter_ in known if filter_.field in ("genres", "countries")}
    return [
        filter_
        for filter_ in dict.fromkeys(found)
        if (filter_.field, filter_.value) not in said and filter_.value not in wanted
    ]


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
    kept = [negation for negation in negations if not overlaps(negation.span, facts)]
    for negation in kept:
        query.negated.append(negation.span)
        if overlaps(negation.span, excluding) and len(negation.excluded) == 1:
            continue
        parsed.excluded_phrases.append(query.typed(negation.span))
        for span in negation.excluded:
            words = query.text[slice(*span)].strip()
            # A word that is a title as well is meant as a word: "nothing with ghosts".
            is_meant = _says(query, span) and not _is_wanted(query, span)
            named = [] if is_meant else titles.match_names(words)
            # Of "not Star Wars" all films that have it as a part of their names, and of "not
            # Twilight" those whose names go on after it.
            if named:
                best = named[0].kind
                parsed.excluded_movie_ids += [
                    *(match.movie_id for match in named if match.kind == best),
                    *titles.series_ids(words),
                ]
                query.titles.append(span)
            elif not overlaps(span, excluding):
                parsed.excluded_texts.append(words)
        query.consumed.append(negation.span)
    return kept


def _says(query: Query, span: Span) -> set[str]:
    """Return the moods and tags that a span says and nothing else."""
    return {
        concept.name for found in query.concepts if found.span == span for concept in found.concepts
    }


def _is_wanted(query: Query, span: Span) -> bool:
    """Return whether other words say the same: "alien films but not Alien" means the film."""
    said = _says(query, span)
    return any(
        concept.name in said
        for found in query.concepts
        if found.span != span
        for concept in found.concepts
    )
