"""Parse a query: an example film, people, facts, exclusions, filters, titles and typing errors."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from embeddings.answers.understand.all_filters import find_all_filters, without_in
from embeddings.answers.understand.certificates import find_age
from embeddings.answers.understand.collection_words import find_collections
from embeddings.answers.understand.concepts import Found
from embeddings.answers.understand.credited import Credited
from embeddings.answers.understand.filters import Filter
from embeddings.answers.understand.german import in_english
from embeddings.answers.understand.gloss import Gloss
from embeddings.answers.understand.grammar import FILM, lowered
from embeddings.answers.understand.lengths import allows_features
from embeddings.answers.understand.lexicon import Lexicon
from embeddings.answers.understand.likeness import consume_examples, consume_style, parse_critique
from embeddings.answers.understand.namesakes import films_of_namesakes
from embeddings.answers.understand.negations import Negation
from embeddings.answers.understand.occasion_wishes import suit_occasions, tells_circumstances
from embeddings.answers.understand.parsed import (
    ParsedQuery,
    ParsedWish,
    Preference,
)
from embeddings.answers.understand.plain_kinds import find_plain_kinds, says_kind
from embeddings.answers.understand.reading import Query, as_parsed
from embeddings.answers.understand.series_like import find_series
from embeddings.answers.understand.series_parts import find_part, find_series_told
from embeddings.answers.understand.spans import (
    Span,
    blanked,
    find_phrases,
    overlaps,
    without,
)
from embeddings.answers.understand.superlatives import find_superlatives
from embeddings.answers.understand.title_matching import corrections, match_titles
from embeddings.answers.understand.unwanted import consume_negations, excluded_kinds
from embeddings.answers.understand.whole_titles import (
    name_of_whole,
    parse_title_and_year,
    title_to_watch,
)
from embeddings.answers.understand.wishes import find_wishes
from embeddings.answers.understand.words import MOST_WORDS, content_words
from embeddings.sources.text.titles import title_key

_SHORT_FILM: Final = "short film"
_FILM: Final = re.compile(rf"\b{FILM}\b")
_QUOTED: Final = re.compile(
    r"[\"\u201c\u201d\u201e\u00ab]([^\"\u201c\u201d\u201e\u00ab\u00bb]{2,100})[\"\u201d\u201c\u00bb]"
)


def parse(text: str, lexicon: Lexicon, verbatim: Sequence[str] = ()) -> ParsedQuery:
    """Parse a query.

    An exact title is nothing but a title, even where its words could set a filter ("12 Angry
    Men", "Horror of Dracula"), unless it is the name of somebody much better known than the film.
    Every other query loses its example, lengths, certificates, people, exclusions and filters in
    this order, and its remaining words may name a film.

    Parameters
    ----------
    text : str
        The query as typed, without surrounding white space.
    lexicon : Lexicon
        Of the release to search.
    verbatim : sequence of str
        Phrases of the query to search for as words: they set no filter, name no example,
        exclude nothing and are not corrected.
    """
    title = title_to_watch(text, lexicon, verbatim)
    gloss = None
    if not title and not lexicon.titles.match_names(text):
        series = [span for span, _ in find_series(lowered(text), lexicon.titles)]
        kept = [*find_phrases(lowered(text), verbatim), *series]
        gloss = in_english(lowered(text), lexicon, kept)
        gloss = gloss and replace(gloss, typed=text)
        gloss = _with_series(text, gloss, lexicon, verbatim)
    parsed = _parse(text, lexicon, verbatim, title, gloss)
    # A mistyped word may say what kind of film is wanted, and is read again as what it stands for.
    if parsed.corrected and not parsed.title_matches:
        before = gloss.text if gloss else text
        spelling = Gloss.of(before, corrections(before, parsed.corrected, lexicon), gloss)
        again = _parse(text, lexicon, verbatim, None, spelling)
        if again.parts > parsed.parts:
            again.corrected = spelling.text if again.described is not None else again.text
            return again
    return parsed


def _with_series(
    text: str, gloss: Gloss | None, lexicon: Lexicon, verbatim: Sequence[str]
) -> Gloss | None:
    """Return a gloss where films like a series are films that have what it has."""
    before = gloss.text if gloss else text
    kept = find_phrases(lowered(before), verbatim)
    series = [
        series
        for series in find_series(lowered(before), lexicon.titles)
        if not overlaps(series[0], kept)
    ]
    return Gloss.of(before, series, gloss) if series else gloss


def _parse(
    typed: str, lexicon: Lexicon, verbatim: Sequence[str], title: str | None, gloss: Gloss | None
) -> ParsedQuery:
    """Parse a query, or the words that it stands for."""
    text = title or (gloss.text if gloss else typed)
    tail = typed[len(title) :] if title and typed.startswith(title) else ""
    spans = find_phrases(lowered(text), verbatim)
    query = Query(text, lowered(text), lexicon, verbatim, spans, tail, gloss=gloss)
    # Quotation marks in a long query hold dialogue of the film.
    is_short = len(text.split()) <= MOST_WORDS
    quoted = [match.group(1).strip() for match in _QUOTED.finditer(text)] if is_short else []
    whole_matches = lexicon.titles.match_names(text)
    named = name_of_whole(query, whole_matches) if whole_matches else Credited()
    if title:
        named = Credited([], [*named.filters, *named.also])
    if whole_matches and whole_matches[0].kind == "exact" and not named.filters:
        parsed = ParsedQuery(
            text, title_matches=whole_matches, quoted=quoted, also=as_parsed(query, named.also)
        )
        _wish(query, parsed, [], [])
        return parsed
    if titled := parse_title_and_year(query):
        return titled
    parts = [] if whole_matches or verbatim else find_part(query.lowered, lexicon)
    if parts:
        return ParsedQuery(text, title_matches=parts, quoted=quoted)
    parsed = ParsedQuery(text, quoted=quoted)
    is_title = bool(whole_matches) and (title is not None or len(text.split()) > 1)
    is_title = is_title and not named.filters
    # "James Bond" is a part of titles and, better, all its films.
    if is_title and whole_matches[0].kind == "part":
        is_title = not find_collections(query.lowered, lexicon.collections)
    filters: list[Filter] = []
    if is_title:
        parsed.also = as_parsed(query, named.also)
        _wish(query, parsed, [], [])
    else:
        consume_examples(query, parsed)
        consume_style(query, parsed)
        found = find_all_filters(query.lowered, query.consumed, query.verbatim_spans, lexicon)
        parsed.also = as_parsed(query, _without_phrases(found.also, query.concepts))
        query.consumed += found.more
        query.title = found.title
        examples = list(query.consumed)
        negations = consume_negations(query, parsed, found.filters)
        filters = found.filters + _plain_kinds(query, found.filters)
        excluded = excluded_kinds(query.lowered, negations, filters, lexicon)
        _wish(query, parsed, [*filters, *excluded], negations, examples)
        _consume_filters(query, parsed, filters)
        if not parsed.example and tells_circumstances(query, parsed):
            query.consumed.append((0, len(query.text)))
            query.facts.append((0, len(query.text)))
        parsed.filters += as_parsed(query, excluded)
    if query.consumed:
        parsed.text = without(text, query.consumed)
        if lexicon.titles.loose_ids(without_in(parsed.text)):
            parsed.text = without_in(parsed.text)
    if parsed.example:
        parse_critique(query, parsed)
        parsed.text = parsed.text or parsed.example.title
    elif not parsed.text or (query.consumed and _says_nothing(parsed.text, lexicon)):
        parsed.text = text
        parsed.only_filters = bool(
            parsed.filters
            or query.negated
            or parsed.preferences
            or query.style
            or query.circumstances
        )
        # What is not wanted finds no films by its words.
        if parsed.only_filters:
            years = [filter_.span for filter_ in filters if filter_.field.startswith("year")]
            styles = [query.style_span] if query.style_span else []
            described = without(text, [*query.negated, *query.facts, *years, *styles])
            parsed.described = described if content_words(title_key(described).split()) else ""
    else:
        parsed.title_matches, parsed.corrected = match_titles(
            parsed.text, lexicon, may_correct=not query.has_verbatim(parsed.text)
        )
        # "Scary movie with no blood" says a kind, and no title with something about it.
        if query.negated and says_kind(lowered(parsed.text)):
            says_film = _FILM.search(lowered(parsed.text))
            parsed.title_matches = [
                match for match in parsed.title_matches if match.kind == "exact" and not says_film
            ]
        if query.title:
            parsed.title_matches = lexicon.titles.match_names(query.title)
        if not parsed.filters and all(match.kind == "within" for match in parsed.title_matches):
            parsed.namesake_movie_ids = films_of_namesakes(text, parsed.also, lexicon)
    is_exact = any(match.kind == "exact" for match in parsed.title_matches)
    if not parsed.example and not verbatim and not is_exact:
        told = find_series_told(query.lowered, lexicon.titles)
        parsed.title_matches = told or parsed.title_matches
    return parsed


def _says_nothing(text: str, lexicon: Lexicon) -> bool:
    """Return whether words say nothing of a film and name none: "movies from", but not "it"."""
    return not content_words(title_key(text).split()) and not lexicon.titles.exact_ids(text)


def _plain_kinds(query: Query, filters: Sequence[Filter]) -> list[Filter]:
    """Return more kinds of film, where the query is made of nothing but words for such."""
    facts = [found.span for found in filters if not found.field.startswith(("genres", "exclude"))]
    taken = [*query.consumed, *query.negated, *facts, *query.verbatim_spans]
    superlatives = [
        superlative.span for superlative in find_superlatives(blanked(query.lowered, taken))
    ]
    kinds = find_plain_kinds(
        query.lowered, [*taken, *superlatives], query.concepts, filters, query.lexicon
    )
    return list(kinds) if len(query.lowered.split()) <= MOST_WORDS else []


def _without_phrases(filters: Sequence[Filter], concepts: Sequence[Found]) -> list[Filter]:
    """Return filters less those of a word that belongs to a phrase: "black and white" is nobody."""
    phrases = [concept.span for concept in concepts if concept.last - concept.first > 1]
    return [filter_ for filter_ in filters if not overlaps(filter_.span, phrases)]


def _wish(
    query: Query,
    parsed: ParsedQuery,
    filters: Sequence[Filter],
    negations: Sequence[Negation],
    examples: Sequence[Span] = (),
) -> None:
    """Set what the films should be like, and how good, known and new they should be."""
    people = [filter_.span for filter_ in filters if filter_.field in ("people", "exclude_people")]
    blocked = [*examples, *people, *query.titles, *query.verbatim_spans]
    parsed.wishes = [
        ParsedWish(wish.kind, wish.name, wish.wanted, query.typed(wish.span))
        for wish in find_wishes(
            query.lowered, query.concepts, negations, filters, blocked, query.lexicon
        )
        if not (wish.name == _SHORT_FILM and allows_features(filters))
    ]
    if query.style:
        parsed.wishes.append(query.style)
    years = [filter_.span for filter_ in filters if filter_.field.startswith("year_")]
    if parsed.title_matches or len(query.lowered.split()) > MOST_WORDS:
        return
    negated = [negation.span for negation in negations]
    phrases = [concept.span for concept in query.concepts if concept.last - concept.first > 1]
    superlatives = list(
        find_superlatives(
            blanked(query.lowered, [*blocked, *negated, *years, *phrases, *query.facts])
        )
    )
    parsed.preferences = [
        Preference(superlative.by, superlative.direction, query.typed(superlative.span))
        for superlative in superlatives
    ]
    # They say how good, known or new a film is, or when it is watched, and no plot has their words.
    said = [*(superlative.span for superlative in superlatives), *query.circumstances]
    query.facts += said
    query.consumed += said
    parsed.age = find_age(query.lowered)
    suit_occasions(query, parsed, [*blocked, *negated])


def _consume_filters(query: Query, parsed: ParsedQuery, filters: Sequence[Filter]) -> None:
    """Set the filters whose words no earlier step consumed.

    A filter that overlaps a negation is not set, but its words are consumed all the same: the
    part of them outside the negation would be searched for without its context.
    """
    free = [found for found in filters if not query.is_verbatim(found.span)]
    unused = [found for found in free if not overlaps(found.span, query.consumed)]
    parsed.filters += list(dict.fromkeys(as_parsed(query, unused)))
    query.consumed += [found.span for found in free]
    query.negated += [found.span for found in free if found.field.startswith("exclude_")]
