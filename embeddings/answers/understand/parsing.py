"""Parse a query: an example film, exclusions, filters, titles and typing errors."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from embeddings.answers.understand.critiques import NO_CRITIQUE, Critique, find_critique
from embeddings.answers.understand.examples import find_example
from embeddings.answers.understand.filters import MOST_WORDS, Field, Filter, find_filters
from embeddings.answers.understand.grammar import YEAR, lowered
from embeddings.answers.understand.lexicon import Lexicon
from embeddings.answers.understand.negations import find_negations
from embeddings.answers.understand.origins import find_origins
from embeddings.answers.understand.spans import Span, blanked, find_phrases, overlaps, without
from embeddings.answers.understand.title_matching import match_titles
from embeddings.answers.understand.titles import TitleMatch

_QUOTED: Final = re.compile(
    r"[\"\u201c\u201d\u201e\u00ab]([^\"\u201c\u201d\u201e\u00ab\u00bb]{2,100})[\"\u201d\u201c\u00bb]"
)
_TITLE_YEAR: Final = re.compile(rf"^(?P<title>.*\S)\s*(?P<phrase>[(,]?\s*(?P<year>{YEAR})\s*\)?)$")


@dataclass(frozen=True)
class ParsedFilter:
    """A filter, and the words as typed that set it; ``label`` is a person's name."""

    field: Field
    value: str | int
    phrase: str
    label: str | None = None


@dataclass(frozen=True)
class Example:
    """A film that the answers are to resemble, and the words as typed that name it."""

    movie_id: int
    title: str
    year: int | None
    phrase: str


@dataclass
class ParsedQuery:
    """A query taken apart.

    Attributes
    ----------
    text
        The words to search for, as typed: the query without example, exclusions and filters.
        Where no word remains, the example's title, or else the whole query.
    corrected
        ``text`` with its typing errors corrected; None where there are none.
    filters
        In the order of the words; a phrase may set several.
    example
        The film of "like Heat".
    excluded_phrases
        What the film is not, as typed: "not too violent".
    excluded_texts
        The words of those phrases to score films down by: "violent". A phrase that names a film
        has none.
    title_matches
        Films whose title the query may mean.
    excluded_movie_ids
        Films that the query names and does not want: the example, and "not Groundhog Day".
    quoted
        Phrases in quotation marks, without the marks.
    only_filters
        Whether every word of the query set a filter.
    critique
        How the answers are to differ from the example.
    rest
        The words that belong neither to the example nor to the critique; None without an example.
    """

    text: str
    corrected: str | None = None
    filters: list[ParsedFilter] = field(default_factory=list)
    example: Example | None = None
    excluded_phrases: list[str] = field(default_factory=list)
    excluded_texts: list[str] = field(default_factory=list)
    title_matches: list[TitleMatch] = field(default_factory=list)
    excluded_movie_ids: list[int] = field(default_factory=list)
    quoted: list[str] = field(default_factory=list)
    only_filters: bool = False
    critique: Critique = NO_CRITIQUE
    rest: str | None = None

    @property
    def searched_text(self) -> str:
        """The text to encode: ``corrected`` where there is one, else ``text``."""
        return self.corrected or self.text


@dataclass
class _Query:
    """A query while it is parsed; ``consumed`` grows with every step that uses up words."""

    text: str
    lowered: str
    lexicon: Lexicon
    verbatim: Sequence[str]
    verbatim_spans: Sequence[Span]
    consumed: list[Span] = field(default_factory=list)

    def is_verbatim(self, span: Span) -> bool:
        return overlaps(span, self.verbatim_spans)

    def has_verbatim(self, text: str) -> bool:
        return any(phrase.casefold() in text.casefold() for phrase in self.verbatim)

    def typed(self, span: Span) -> str:
        return self.text[slice(*span)].strip()


def parse(text: str, lexicon: Lexicon, verbatim: Sequence[str] = ()) -> ParsedQuery:
    """Parse a query.

    An exact title is nothing but a title, even where its words could set a filter ("12 Angry
    Men", "Horror of Dracula"). Every other query loses its example, exclusions and filters in
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
    query = _Query(text, lowered(text), lexicon, verbatim, find_phrases(lowered(text), verbatim))
    # Quotation marks in a long query hold dialogue of the film.
    is_short = len(text.split()) <= MOST_WORDS
    quoted = [match.group(1).strip() for match in _QUOTED.finditer(text)] if is_short else []
    whole_matches = lexicon.titles.match_names(text)
    if whole_matches and whole_matches[0].kind == "exact":
        return ParsedQuery(text, title_matches=whole_matches, quoted=quoted)
    if titled := _parse_title_and_year(query):
        return titled
    parsed = ParsedQuery(text, quoted=quoted)
    is_title = bool(whole_matches) and len(text.split()) > 1
    if not is_title:
        _consume_example(query, parsed)
        filters = _find_all_filters(query)
        _consume_negations(query, parsed, filters)
        _consume_filters(query, parsed, filters)
    if query.consumed:
        parsed.text = without(text, query.consumed)
    if parsed.example:
        _parse_critique(query, parsed)
        parsed.text = parsed.text or parsed.example.title
    elif not parsed.text:
        parsed.text = text
        parsed.only_filters = bool(parsed.filters) and not parsed.excluded_phrases
    else:
        parsed.title_matches, parsed.corrected = match_titles(
            parsed.text, lexicon, may_correct=not query.has_verbatim(parsed.text)
        )
    return parsed


def _parse_title_and_year(query: _Query) -> ParsedQuery | None:
    """Parse "the thing 1982", where the release has a film of that title and year."""
    match = _TITLE_YEAR.match(query.lowered)
    if not match or query.is_verbatim(match.span("phrase")):
        return None
    year = int(match["year"])
    titles = query.lexicon.titles
    matches = titles.match_names(query.text[: match.end("title")])
    of_year = [found for found in matches if titles.rows[found.movie_id].year == year]
    if not of_year:
        return None
    phrase = query.text[slice(*match.span("phrase"))].strip(" ,")
    return ParsedQuery(
        query.text[: match.end("title")].rstrip(" ,("),
        filters=[ParsedFilter("year_min", year, phrase), ParsedFilter("year_max", year, phrase)],
        title_matches=of_year,
    )


def _consume_example(query: _Query, parsed: ParsedQuery) -> None:
    example = find_example(query.lowered, query.lexicon.titles)
    if not example or query.is_verbatim(example.span):
        return
    film = query.lexicon.titles.rows[example.movie_id]
    parsed.example = Example(film.movie_id, film.title, film.year, query.typed(example.span))
    parsed.excluded_movie_ids.append(film.movie_id)
    query.consumed.append(example.span)


def _find_all_filters(query: _Query) -> list[Filter]:
    """Return the filters of the query in order, those of verbatim phrases included.

    The example is blanked first, so that no word of its title sets a filter.
    """
    text = blanked(query.lowered, query.consumed)
    filters = [
        *find_filters(text, query.lexicon.genres),
        *find_origins(text, query.lexicon.countries, query.lexicon.languages),
    ]
    return sorted(filters, key=lambda found: found.start)


def _consume_negations(query: _Query, parsed: ParsedQuery, filters: Sequence[Filter]) -> None:
    """Exclude what negated phrases name: a film, or a text to score films down by.

    "not horror" is a filter that excludes a genre, so it is left to `_consume_filters`.
    """
    excluding = [found.span for found in filters if found.field.startswith("exclude_")]
    for negation in find_negations(query.lowered):
        span = negation.span
        if query.is_verbatim(span) or overlaps(span, [*query.consumed, *excluding]):
            continue
        parsed.excluded_phrases.append(query.typed(span))
        excluded_text = query.typed(negation.excluded_span)
        if movie_ids := query.lexicon.titles.loose_ids(excluded_text):
            parsed.excluded_movie_ids.append(movie_ids[0])
        else:
            parsed.excluded_texts.append(excluded_text)
        query.consumed.append(span)


def _consume_filters(query: _Query, parsed: ParsedQuery, filters: Sequence[Filter]) -> None:
    """Set the filters whose words no earlier step consumed.

    A filter that overlaps a negation is not set, but its words are consumed all the same: the
    part of them outside the negation would be searched for without its context.
    """
    free = [found for found in filters if not query.is_verbatim(found.span)]
    parsed.filters += [
        ParsedFilter(found.field, found.value, query.text[slice(*found.span)])
        for found in free
        if not overlaps(found.span, query.consumed)
    ]
    query.consumed += [found.span for found in free]


def _parse_critique(query: _Query, parsed: ParsedQuery) -> None:
    parsed.rest = parsed.text
    if not query.has_verbatim(parsed.text):
        parsed.critique, parsed.rest = find_critique(parsed.text, query.lexicon.genres)
