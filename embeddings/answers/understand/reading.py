"""A query while it is parsed: its words, and which of them are understood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from embeddings.answers.understand.concepts import Found, find_concepts
from embeddings.answers.understand.filters import Filter
from embeddings.answers.understand.gloss import Gloss
from embeddings.answers.understand.lexicon import Lexicon
from embeddings.answers.understand.occasions import FoundOccasion, find_occasions
from embeddings.answers.understand.parsed import ParsedFilter, ParsedWish
from embeddings.answers.understand.spans import Span, blanked, overlaps
from embeddings.answers.understand.tokens import tokenize
from embeddings.answers.understand.who_watches import OF_AUDIENCE, find_watchers, says_taste
from embeddings.answers.understand.words import MOST_WORDS


@dataclass
class Query:
    """A query while it is parsed.

    ``consumed`` grows with every step that uses up words. Of these, ``negated`` are those of
    negations, and ``facts`` those of people, lengths and certificates. ``title`` are words that
    name a film none of the query's people is credited in, and ``titles`` those of films that are
    not wanted. ``tail`` is what was typed after ``text``
    and says only that a film is wanted. ``style_span`` are the words of ``style``,
    ``trips`` those of where somebody goes.
    """

    text: str
    lowered: str
    lexicon: Lexicon
    verbatim: Sequence[str]
    verbatim_spans: Sequence[Span]
    tail: str = ""
    consumed: list[Span] = field(default_factory=list)
    negated: list[Span] = field(default_factory=list)
    facts: list[Span] = field(default_factory=list)
    title: str | None = None
    titles: list[Span] = field(default_factory=list)
    gloss: Gloss | None = None
    style: ParsedWish | None = None
    style_span: Span | None = None
    trips: list[Span] = field(default_factory=list)

    @cached_property
    def concepts(self) -> list[Found]:
        """Moods and tags of a short query; a long one tells a plot, which has many of them."""
        # "My wife loves submarines" wishes for no love, and "hen night" for no hens.
        occasions = [occasion.span for occasion in self.occasions]
        return [
            found
            for found in self._concepts
            if not overlaps(found.span, occasions)
            and (
                not overlaps(found.span, self.watchers)
                or not OF_AUDIENCE.isdisjoint(concept.name for concept in found.concepts)
            )
        ]

    @cached_property
    def _concepts(self) -> list[Found]:
        if len(self.lowered.split()) > MOST_WORDS:
            return []
        free = blanked(self.lowered, self.verbatim_spans)
        return find_concepts(free, tokenize(free))

    @cached_property
    def occasions(self) -> list[FoundOccasion]:
        """When, with whom and in which state a film is watched; of a short query."""
        if len(self.lowered.split()) > MOST_WORDS:
            return []
        free = blanked(self.lowered, self.verbatim_spans)
        # A longer phrase says something else: "road trip movie".
        longer = [
            found
            for found in self._concepts
            if OF_AUDIENCE.isdisjoint(concept.name for concept in found.concepts)
        ]
        # "My dad only likes westerns" says what he likes.
        tastes = [watcher for watcher in self.watchers if says_taste(self.lowered[slice(*watcher)])]
        return [
            occasion
            for occasion in find_occasions(free, tastes)
            if not any(
                other.span != occasion.span
                and other.span[0] <= occasion.span[0]
                and occasion.span[1] <= other.span[1]
                for other in longer
            )
        ]

    @cached_property
    def watchers(self) -> list[Span]:
        """Words that say for whom or with whom a film is wanted."""
        return find_watchers(self.lowered)

    @cached_property
    def circumstances(self) -> list[Span]:
        """Words that say when or with whom a film is watched."""
        return [*(occasion.span for occasion in self.occasions), *self.watchers]

    def is_verbatim(self, span: Span) -> bool:
        """Return whether a span has words that are to be searched for as they are."""
        return overlaps(span, self.verbatim_spans)

    def has_verbatim(self, text: str) -> bool:
        """Return whether a text has words that are to be searched for as they are."""
        return any(phrase.casefold() in text.casefold() for phrase in self.verbatim)

    def typed(self, span: Span) -> str:
        """Return the words as typed that a span comes from."""
        return self.gloss.words_typed(span) if self.gloss else self.text[slice(*span)].strip()


def as_parsed(query: Query, filters: Sequence[Filter]) -> list[ParsedFilter]:
    """Return filters with the words as typed that set them."""
    tails = [query.tail if filter_.end == len(query.text) else "" for filter_ in filters]
    return [
        ParsedFilter(filter_.field, filter_.value, query.typed(filter_.span) + tail, filter_.label)
        for filter_, tail in zip(filters, tails, strict=True)
    ]
