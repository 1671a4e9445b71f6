"""The one place that says how a query is read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from embeddings.answers.understand.critiques import NO_CRITIQUE, Critique, find_critique
from embeddings.answers.understand.examples import find_example
from embeddings.answers.understand.filters import MOST_WORDS, Field, find_filters
from embeddings.answers.understand.grammar import YEAR, lowered
from embeddings.answers.understand.lexicon import Lexicon
from embeddings.answers.understand.negations import find_negations
from embeddings.answers.understand.origins import find_origins
from embeddings.answers.understand.spans import blanked, meet, spans, without
from embeddings.answers.understand.titles import TitleMatch
from embeddings.sources.text.titles import title_key

# A longer query is a description; a film's name within it is chance.
MOST_TITLE_WORDS: Final = 10
# A word that so many films have is a word, not a mistyped title of one word.
ORDINARY_MOVIES: Final = 3
# A word of so many films, and of such a share of all, is no part of a title either.
COMMON_MOVIES: Final = 8
COMMON_SHARE: Final = 0.004

_QUOTED: Final = re.compile(
    r"[\"\u201c\u201d\u201e\u00ab]([^\"\u201c\u201d\u201e\u00ab\u00bb]{2,100})[\"\u201d\u201c\u00bb]"
)
_TITLE_YEAR: Final = re.compile(rf"^(?P<title>.*\S)\s*(?P<all>[(,]?\s*(?P<year>{YEAR})\s*\)?)$")


@dataclass(frozen=True)
class ParsedFilter:
    """A filter and the words, as typed, that were taken for it."""

    field: Field
    value: str | int
    phrase: str


@dataclass(frozen=True)
class Example:
    """A film that the answers are to be like, and the words that name it."""

    movie_id: int
    title: str
    year: int | None
    phrase: str


@dataclass
class ParsedQuery:
    """How a query was read.

    Attributes
    ----------
    text
        The words that are left to be searched for, as typed.
    corrected
        The spelling that is searched for, where it is not ``text``.
    excluded_phrases
        The phrases, as typed, of what the film is not; ``excluded_texts`` is what they are about.
    title_matches
        Films whose title the query may mean.
    excluded_movie_ids
        Films that the query rules out by name.
    quoted
        Phrases that were typed in quotation marks.
    only_filters
        Nothing but filters was said.
    critique
        How the answers are to differ from ``example``; its words are searched for.
    rest
        With an ``example``: the words that are neither its phrase nor a critique; else None.
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
        """The words that are encoded."""
        return self.corrected or self.text


def parse(text: str, lexicon: Lexicon, verbatim: Sequence[str] = ()) -> ParsedQuery:
    """Read a query.

    Parameters
    ----------
    text : str
        As typed, without outer spaces.
    lexicon : Lexicon
        Of the release that is searched.
    verbatim : sequence of str
        Phrases that are to be words and nothing else.
    """
    titles = lexicon.titles
    low = lowered(text)
    kept = spans(low, verbatim)
    # In a long request quotation marks are for what somebody says in the film.
    short = len(text.split()) <= MOST_WORDS
    quoted = [match.group(1).strip() for match in _QUOTED.finditer(text)] if short else []
    exact = titles.spelled(text)
    if exact and exact[0].kind == "exact":
        return ParsedQuery(text, title_matches=exact, quoted=quoted)
    if parsed := _title_and_year(text, low, lexicon, kept):
        return parsed
    parsed = ParsedQuery(text, quoted=quoted)
    taken: list[tuple[int, int]] = []
    whole_title = bool(exact) and len(text.split()) > 1
    if not whole_title:
        _take(parsed, taken, text, low, lexicon, kept)
    if taken:
        parsed.text = without(text, taken)
    if parsed.example:
        _wish(parsed, lexicon, kept=[phrase.casefold() for phrase in verbatim])
    if not parsed.text:
        parsed.text = titles.rows[parsed.example.movie_id].title if parsed.example else text
        if not parsed.example:
            parsed.only_filters = bool(parsed.filters) and not parsed.excluded_phrases
            return parsed
    if not parsed.example:
        _find_titles(parsed, lexicon, kept=[phrase.casefold() for phrase in verbatim])
    return parsed


def _take(
    parsed: ParsedQuery,
    taken: list[tuple[int, int]],
    text: str,
    low: str,
    lexicon: Lexicon,
    kept: list[tuple[int, int]],
) -> None:
    """Take out a film to be like, what it is not, and filters."""
    titles = lexicon.titles
    like = find_example(low, titles)
    if like and not meet((like.start, like.end), kept):
        row = titles.rows[like.movie_id]
        phrase = text[like.start : like.end].strip()
        parsed.example = Example(row.movie_id, row.title, row.year, phrase)
        parsed.excluded_movie_ids.append(row.movie_id)
        taken.append((like.start, like.end))
    left = blanked(low, taken)
    filters = [
        *find_filters(left, lexicon.genres),
        *find_origins(left, lexicon.countries, lexicon.languages),
    ]
    filters.sort(key=lambda one: one.start)
    negative = [(one.start, one.end) for one in filters if one.field.startswith("exclude_")]
    for no in find_negations(low):
        span = (no.start, no.end)
        if meet(span, kept) or meet(span, taken) or meet(span, negative):
            continue
        about = text[no.what_start : no.what_end].strip()
        parsed.excluded_phrases.append(text[no.start : no.end].strip())
        if ids := titles.named(about):
            parsed.excluded_movie_ids.append(ids[0])
        else:
            parsed.excluded_texts.append(about)
        taken.append(span)
    for one in filters:
        span = (one.start, one.end)
        if not meet(span, kept) and not meet(span, taken):
            parsed.filters.append(ParsedFilter(one.field, one.value, text[one.start : one.end]))
    taken += [(one.start, one.end) for one in filters if not meet((one.start, one.end), kept)]


def _wish(parsed: ParsedQuery, lexicon: Lexicon, kept: Sequence[str]) -> None:
    """Read how the answers are to differ from the film that they are to be like."""
    parsed.rest = parsed.text
    if not any(phrase in parsed.text.casefold() for phrase in kept):
        parsed.critique, parsed.rest = find_critique(parsed.text, lexicon.genres)


def _title_and_year(
    text: str, low: str, lexicon: Lexicon, kept: list[tuple[int, int]]
) -> ParsedQuery | None:
    """Read "the thing 1982" where there is such a film of that year."""
    match = _TITLE_YEAR.match(low)
    if not match or meet(match.span("all"), kept):
        return None
    year = int(match["year"])
    found = lexicon.titles.spelled(text[: match.end("title")])
    named = [one for one in found if lexicon.titles.rows[one.movie_id].year == year]
    if not named:
        return None
    phrase = text[match.start("all") : match.end("all")].strip(" ,")
    return ParsedQuery(
        text[: match.end("title")].rstrip(" ,("),
        filters=[ParsedFilter("year_min", year, phrase), ParsedFilter("year_max", year, phrase)],
        title_matches=named,
    )


def _find_titles(parsed: ParsedQuery, lexicon: Lexicon, kept: Sequence[str]) -> None:
    """Find films that the words name, putting typing errors right on the way."""
    titles, vocabulary, text = lexicon.titles, lexicon.vocabulary, parsed.text
    words = title_key(text).split()
    if not words:
        return
    may_correct = not any(phrase in text.casefold() for phrase in kept)
    unknown = [word for word in words if not vocabulary.knows(word)]
    if len(words) <= MOST_TITLE_WORDS:
        parsed.title_matches = titles.spelled(text)
        if not parsed.title_matches and (
            len(words) > 1 or vocabulary.count(words[0]) < ORDINARY_MOVIES
        ):
            parsed.title_matches = titles.acronym(text)
        if not parsed.title_matches and may_correct:
            _find_mistyped(parsed, lexicon, words, unknown)
    if unknown and may_correct and not parsed.corrected and len(words) <= MOST_WORDS:
        right = {word: vocabulary.correction(word) for word in unknown}
        if any(right.values()):
            parsed.corrected = " ".join(right.get(word) or word for word in words)
            if len(words) <= MOST_TITLE_WORDS:
                parsed.title_matches = parsed.title_matches or titles.spelled(parsed.corrected)
    if len(words) <= MOST_TITLE_WORDS:
        # A word that many films have is what is asked for: "space" is not "Office Space".
        common = max(COMMON_MOVIES, COMMON_SHARE * lexicon.movie_count)
        if len(words) == 1 and vocabulary.count(words[0]) >= common:
            return
        parsed.title_matches += [
            one
            for one in titles.within(parsed.searched_text)
            if all(one.movie_id != other.movie_id for other in parsed.title_matches)
        ]


def _find_mistyped(
    parsed: ParsedQuery, lexicon: Lexicon, words: Sequence[str], unknown: Sequence[str]
) -> None:
    vocabulary, titles = lexicon.vocabulary, lexicon.titles
    if len(words) == 1 and vocabulary.count(words[0]) >= ORDINARY_MOVIES:
        return
    # Words that all exist may well be meant.
    near = titles.mistyped(parsed.text, most=None if unknown else 1)
    if not near:
        return
    parsed.title_matches = near
    if unknown:
        parsed.corrected = titles.rows[near[0].movie_id].title
