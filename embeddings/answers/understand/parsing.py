"""The one place that says how a query is read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from embeddings.answers.understand.critiques import NO_WISH, Wish, find_wish
from embeddings.answers.understand.examples import find_likeness
from embeddings.answers.understand.filters import MOST_WORDS, Field, find_filters
from embeddings.answers.understand.grammar import YEAR, lowered
from embeddings.answers.understand.lexicon import Lexicon
from embeddings.answers.understand.negations import find_negations
from embeddings.answers.understand.origins import find_places
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
class ReadFilter:
    """A filter and the words, as typed, that were taken for it."""

    field: Field
    value: str | int
    phrase: str


@dataclass(frozen=True)
class Anchor:
    """A film that the answers are to be like, and the words that name it."""

    movie_id: int
    title: str
    year: int | None
    phrase: str


@dataclass
class Reading:
    """How a query was read.

    Attributes
    ----------
    text
        The words that are left to be searched for, as typed.
    corrected
        The spelling that is searched for, where it is not ``text``.
    excluded
        The phrases, as typed, of what the film is not; ``unlike`` is what they are about.
    named
        Films whose title the query may mean.
    unwanted
        Films that the query rules out by name.
    quoted
        Phrases that were typed in quotation marks.
    only_filters
        Nothing but filters was said.
    wish
        How the answers are to differ from ``like``; its words are searched for.
    rest
        Where there is ``like``, the words that name neither it nor a wish; they are searched for.
    """

    text: str
    corrected: str | None = None
    filters: list[ReadFilter] = field(default_factory=list)
    like: Anchor | None = None
    excluded: list[str] = field(default_factory=list)
    unlike: list[str] = field(default_factory=list)
    named: list[TitleMatch] = field(default_factory=list)
    unwanted: list[int] = field(default_factory=list)
    quoted: list[str] = field(default_factory=list)
    only_filters: bool = False
    wish: Wish = NO_WISH
    rest: str | None = None

    @property
    def searched(self) -> str:
        """The words that are encoded."""
        return self.corrected or self.text


def read(text: str, lexicon: Lexicon, verbatim: Sequence[str] = ()) -> Reading:
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
        return Reading(text, named=exact, quoted=quoted)
    if reading := _title_and_year(text, low, lexicon, kept):
        return reading
    reading = Reading(text, quoted=quoted)
    taken: list[tuple[int, int]] = []
    whole_title = bool(exact) and len(text.split()) > 1
    if not whole_title:
        _take(reading, taken, text, low, lexicon, kept)
    if taken:
        reading.text = without(text, taken)
    if reading.like:
        _wish(reading, lexicon, kept=[phrase.casefold() for phrase in verbatim])
    if not reading.text:
        reading.text = titles.rows[reading.like.movie_id].title if reading.like else text
        if not reading.like:
            reading.only_filters = bool(reading.filters) and not reading.excluded
            return reading
    if not reading.like:
        _find_titles(reading, lexicon, kept=[phrase.casefold() for phrase in verbatim])
    return reading


def _take(
    reading: Reading,
    taken: list[tuple[int, int]],
    text: str,
    low: str,
    lexicon: Lexicon,
    kept: list[tuple[int, int]],
) -> None:
    """Take out a film to be like, what it is not, and filters."""
    titles = lexicon.titles
    like = find_likeness(low, titles)
    if like and not meet((like.start, like.end), kept):
        row = titles.rows[like.movie_id]
        phrase = text[like.start : like.end].strip()
        reading.like = Anchor(row.movie_id, row.title, row.year, phrase)
        reading.unwanted.append(row.movie_id)
        taken.append((like.start, like.end))
    left = blanked(low, taken)
    filters = [
        *find_filters(left, lexicon.genres),
        *find_places(left, lexicon.countries, lexicon.languages),
    ]
    filters.sort(key=lambda one: one.start)
    negative = [(one.start, one.end) for one in filters if one.field.startswith("exclude_")]
    for no in find_negations(low):
        span = (no.start, no.end)
        if meet(span, kept) or meet(span, taken) or meet(span, negative):
            continue
        about = text[no.what_start : no.what_end].strip()
        reading.excluded.append(text[no.start : no.end].strip())
        if ids := titles.named(about):
            reading.unwanted.append(ids[0])
        else:
            reading.unlike.append(about)
        taken.append(span)
    for one in filters:
        span = (one.start, one.end)
        if not meet(span, kept) and not meet(span, taken):
            reading.filters.append(ReadFilter(one.field, one.value, text[one.start : one.end]))
    taken += [(one.start, one.end) for one in filters if not meet((one.start, one.end), kept)]


def _wish(reading: Reading, lexicon: Lexicon, kept: Sequence[str]) -> None:
    """Read how the answers are to differ from the film that they are to be like."""
    reading.rest = reading.text
    if not any(phrase in reading.text.casefold() for phrase in kept):
        reading.wish, reading.rest = find_wish(reading.text, lexicon.genres)


def _title_and_year(
    text: str, low: str, lexicon: Lexicon, kept: list[tuple[int, int]]
) -> Reading | None:
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
    return Reading(
        text[: match.end("title")].rstrip(" ,("),
        filters=[ReadFilter("year_min", year, phrase), ReadFilter("year_max", year, phrase)],
        named=named,
    )


def _find_titles(reading: Reading, lexicon: Lexicon, kept: Sequence[str]) -> None:
    """Find films that the words name, putting typing errors right on the way."""
    titles, vocabulary, text = lexicon.titles, lexicon.vocabulary, reading.text
    words = title_key(text).split()
    if not words:
        return
    may_correct = not any(phrase in text.casefold() for phrase in kept)
    unknown = [word for word in words if not vocabulary.knows(word)]
    if len(words) <= MOST_TITLE_WORDS:
        reading.named = titles.spelled(text)
        if not reading.named and (len(words) > 1 or vocabulary.count(words[0]) < ORDINARY_MOVIES):
            reading.named = titles.acronym(text)
        if not reading.named and may_correct:
            _find_mistyped(reading, lexicon, words, unknown)
    if unknown and may_correct and not reading.corrected and len(words) <= MOST_WORDS:
        right = {word: vocabulary.correction(word) for word in unknown}
        if any(right.values()):
            reading.corrected = " ".join(right.get(word) or word for word in words)
            if len(words) <= MOST_TITLE_WORDS:
                reading.named = reading.named or titles.spelled(reading.corrected)
    if len(words) <= MOST_TITLE_WORDS:
        # A word that many films have is what is asked for: "space" is not "Office Space".
        common = max(COMMON_MOVIES, COMMON_SHARE * lexicon.movie_count)
        if len(words) == 1 and vocabulary.count(words[0]) >= common:
            return
        reading.named += [
            one
            for one in titles.within(reading.searched)
            if all(one.movie_id != other.movie_id for other in reading.named)
        ]


def _find_mistyped(
    reading: Reading, lexicon: Lexicon, words: Sequence[str], unknown: Sequence[str]
) -> None:
    vocabulary, titles = lexicon.vocabulary, lexicon.titles
    if len(words) == 1 and vocabulary.count(words[0]) >= ORDINARY_MOVIES:
        return
    # Words that all exist may well be meant.
    near = titles.mistyped(reading.text, most=None if unknown else 1)
    if not near:
        return
    reading.named = near
    if unknown:
        reading.corrected = titles.rows[near[0].movie_id].title
