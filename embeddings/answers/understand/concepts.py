"""Moods and tags in the words of a query, by their names, synonyms and other wordings."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from embeddings.answers.understand.spans import Span
from embeddings.answers.understand.tokens import Token, is_broken
from embeddings.answers.understand.word_forms import base_phrase
from embeddings.knowledge.vocabulary import vocabulary
from embeddings.knowledge.wording import wording
from embeddings.sources.text.titles import title_key

MOST_WORDS: Final = 6
# Phrases whose words say something else than each by itself.
_OTHERWISE: Final = frozenset(
    {
        "science fiction",
        "sci fi",
        "of all time",
        "deep in",
        "too deep",
        "old fashioned",
        "lights on",
        "heavy metal",
        "award winning",
        "oscar winning",
        "prize winning",
        "two lives",
    }
)  # fmt: skip
# Several of them are something else than one: "blue" is no form of "blues".
_PLURAL_ALONE: Final = frozenset({"aids", "blues", "guts", "marines", "mars", "singles", "woods"})
_OWN: Final = frozenset({"my", "our", "meine", "meinem", "meiner", "unserer", "unserem"})
# "For small children" says who watches.
_FOR_THEM: Final = re.compile(r"(?<!\w)for (?:(?:the|all|small|little|young|younger|very) )*$")
_RELATIVES: Final = frozenset(
    {"motherhood", "parenthood", "grandparent", "siblings", "marriage", "children", "twins"}
)
_FILM_SETS: Final = frozenset({"film set", "films set", "movie set", "movies set"})
_WHERE: Final = re.compile(
    r" (?:(?:mostly|entirely|mainly|only|almost|all) )*(?:in|on|at|during|around|near|inside|aboard"
    r"|over|before|after|under|underwater|between|within|outside|among|against)(?!\w)"
)
_VERBS: Final = frozenset({"love", "loved", "fear"})
_DOERS: Final = frozenset(
    {"i", "we", "you", "they", "id", "youd", "would", "really", "also", "kids", "absolutely"}
)


@dataclass(frozen=True, slots=True, order=True)
class Concept:
    """A mood or a tag of the vocabulary."""

    kind: Literal["mood", "tag"]
    name: str


@dataclass(frozen=True, slots=True)
class Found:
    """Words of a query that say some moods and tags.

    Attributes
    ----------
    first, last
        The first of its words, and the one after the last.
    span
        Of its characters.
    concepts
        A mood first, where the words say both.
    """

    first: int
    last: int
    span: Span
    concepts: tuple[Concept, ...]


_Index = dict[str, tuple[Concept, ...]]


def find_concepts(text: str, tokens: Sequence[Token]) -> list[Found]:
    """Return the moods and tags that a query says, in the order of its words.

    The longest wording wins, and no word belongs to two: "coming of age" says nothing of age.

    Parameters
    ----------
    text : str
        The query as `grammar.lowered` returns it.
    tokens : sequence of Token
        Its words.
    """
    exact, by_base = _indexes()
    found: list[Found] = []
    at = 0
    while at < len(tokens):
        for last in range(min(len(tokens), at + MOST_WORDS), at, -1):
            phrase = " ".join(token.key for token in tokens[at:last])
            # "Trains" are several of a train, and no training.
            concepts = (
                exact.get(phrase)
                or exact.get(phrase.removesuffix("s"))
                or (() if _is_other(phrase) else by_base.get(base_phrase(phrase)))
            )
            is_other = phrase in _OTHERWISE
            if (is_other or concepts) and not is_broken(text, tokens[at:last]):
                span = tokens[at].start, tokens[last - 1].end
                is_wish = not is_other and not _is_place_of_story(text, phrase, span[1])
                if concepts and _FOR_THEM.search(text[: span[0]]):
                    concepts = tuple(concept for concept in concepts if concept.name != "children")
                if concepts and at and tokens[at - 1].key in _OWN:
                    # "My mother" asks, or watches; she is not what the film is about.
                    concepts = tuple(
                        concept for concept in concepts if concept.name not in _RELATIVES
                    )
                if concepts and is_wish and not _is_verb(tokens, at):
                    found.append(Found(at, last, span, concepts))
                at = last - 1
                break
        at += 1
    return found


def _is_place_of_story(text: str, phrase: str, end: int) -> bool:
    """Return whether "films set" goes on with where or when: they are about no film set."""
    return phrase in _FILM_SETS and bool(_WHERE.match(text, end))


def _is_verb(tokens: Sequence[Token], at: int) -> bool:
    """Return whether "love" and "fear" are what somebody does: "we love westerns"."""
    return tokens[at].key in _VERBS and at > 0 and tokens[at - 1].key in _DOERS


@cache
def _indexes() -> tuple[_Index, _Index]:
    """Return wording → concepts, by the very words and by their bases."""
    exact: dict[str, list[Concept]] = defaultdict(list)
    by_base: dict[str, list[Concept]] = defaultdict(list)
    for phrase, concept in _wordings():
        if concept not in exact[phrase]:
            exact[phrase].append(concept)
    for phrase, concepts in exact.items():
        for concept in concepts:
            # "Winning" means charming; "wins" and "win" do not.
            if (concept.kind == "mood" and phrase.endswith("ing")) or phrase in _PLURAL_ALONE:
                continue
            if concept not in by_base[base_phrase(phrase)]:
                by_base[base_phrase(phrase)].append(concept)
    return _ordered(exact), _ordered(by_base)


def _is_other(phrase: str) -> bool:
    """Return whether words are no form of a wording, though they have its base: "plans"."""
    return not _other_words().isdisjoint((phrase, phrase.removesuffix("s")))


@cache
def _other_words() -> frozenset[str]:
    """Return what differs from a wording by a last "e" alone: "plan" is no form of "plane"."""
    exact = _indexes()[0]
    shorter = {phrase[:-1] for phrase in exact if phrase.endswith("e")}
    return frozenset({*shorter, *(f"{phrase}e" for phrase in exact)} - exact.keys())


@cache
def _known_words() -> frozenset[str]:
    return frozenset(word for phrase in _indexes()[0] for word in phrase.split())


def says_concept(word: str) -> bool:
    """Return whether a word stands in the wording of any mood or tag."""
    return word in _known_words()


def _ordered(index: Mapping[str, list[Concept]]) -> _Index:
    """Return an index with moods first, and without tags that are moods as well."""
    return {
        phrase: tuple(
            concept
            for concept in sorted(concepts)
            if concept.kind == "mood" or Concept("mood", concept.name) not in concepts
        )
        for phrase, concepts in index.items()
    }


def _wordings() -> Iterator[tuple[str, Concept]]:
    words = vocabulary()
    said = wording("en")
    for name, word in words.moods.items():
        for phrase in (name, *word.also, *said.moods.get(name, ())):
            yield title_key(phrase), Concept("mood", name)
    for name, word in words.tags.items():
        for phrase in (name, *word.also, *said.tags.get(name, ())):
            yield title_key(phrase), Concept("tag", name)
