"""What people say of their taste in their own words: what they want, and what they never want.

A text of several sentences is read piece by piece, by the same rules as a query, except that it
names no film and nobody: it holds under every release.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from embeddings.answers.understand.concepts import Found, find_concepts
from embeddings.answers.understand.german import in_english
from embeddings.answers.understand.gloss import Gloss
from embeddings.answers.understand.grammar import ANY_GENRE, genre_names, lowered
from embeddings.answers.understand.negations import find_negations
from embeddings.answers.understand.spans import Span, overlaps, without
from embeddings.answers.understand.tokens import tokenize
from embeddings.answers.understand.words import MOST_WORDS
from embeddings.knowledge.vocabulary import vocabulary

_SENTENCE: Final = re.compile(r"[^.;!?\n]+")
_CLAUSE: Final = re.compile(r"(?:(?!\s*,\s|\s+but\s|\s+aber\s).)+", re.DOTALL)
_GENRE: Final = re.compile(rf"(?<![\w'-])(?:{ANY_GENRE})(?![\w'])")


@dataclass(frozen=True)
class Said:
    """Something that people say of their taste.

    Attributes
    ----------
    kind
        ``"mood"``, ``"tag"`` or ``"genre"``.
    phrase
        The words that say so, as typed.
    """

    kind: str
    name: str
    wanted: bool
    phrase: str


@dataclass(frozen=True)
class OwnWords:
    """How a text was read.

    Attributes
    ----------
    wanted
        What is left of the text, in English where it was German, without what is not wanted.
    said
        Moods, tags and genres, wanted and not wanted, in the order of the words.
    unwanted_texts
        What is not wanted and the vocabulary has no word for.
    """

    wanted: str
    said: tuple[Said, ...]
    unwanted_texts: tuple[str, ...]

    def unwanted(self, kind: str, liked: Collection[str] = ()) -> list[str]:
        """Return the names of a kind that are not wanted, less those that are liked elsewhere."""
        names = (wish.name for wish in self.said if wish.kind == kind and not wish.wanted)
        return [name for name in dict.fromkeys(names) if name not in liked]

    @property
    def unwanted_tags(self) -> list[str]:
        """Tags that are not wanted, and moods that are tags as well."""
        tags = vocabulary().tags
        moods = [name for name in self.unwanted("mood") if name in tags]
        return list(dict.fromkeys([*self.unwanted("tag"), *moods]))


@lru_cache(maxsize=2000)
def read_own_words(text: str) -> OwnWords:
    """Read what people say of their taste.

    Parameters
    ----------
    text : str
        Sentences as typed.

    Examples
    --------
    >>> read = read_own_words("Slow films with a heart. Nothing with ghosts!")
    >>> read.wanted, read.unwanted_tags
    ('Slow films with a heart', ['ghost'])
    """
    wanted: list[str] = []
    said: list[Said] = []
    unwanted_texts: list[str] = []
    for piece in _pieces(text):
        gloss = in_english(lowered(piece), None)
        words = gloss.text if gloss else piece
        low = lowered(words)
        concepts = find_concepts(low, tokenize(low))
        negated: list[Span] = []
        excluded: list[Span] = []
        for negation in find_negations(low, concepts):
            negated.append(negation.span)
            excluded += negation.excluded
        gloss = gloss or Gloss.of(piece)
        found = list(_said(low, concepts))
        for concept_span, kind, name in found:
            inside = overlaps(concept_span, negated)
            if not inside or overlaps(concept_span, excluded):
                span = next(
                    (
                        negated_span
                        for negated_span in negated
                        if overlaps(concept_span, [negated_span])
                    ),
                    None,
                )
                phrase = gloss.words_typed(span or concept_span)
                said.append(Said(kind, name, not inside, phrase))
        unwanted_texts += [
            words[slice(*span)].strip()
            for span in excluded
            if not overlaps(span, [span_ for span_, _, _ in found])
        ]
        wanted.append(without(words, negated))
    return OwnWords(
        ". ".join(filter(None, wanted)), tuple(dict.fromkeys(said)), tuple(unwanted_texts)
    )


def _pieces(text: str) -> Iterator[str]:
    """Yield sentences, and the clauses of those that are longer than a query."""
    for sentence in _SENTENCE.findall(text):
        pieces = [sentence] if len(sentence.split()) <= MOST_WORDS else _CLAUSE.findall(sentence)
        yield from (stripped for piece in pieces if (stripped := piece.strip(" ,")))


def _said(text: str, concepts: list[Found]) -> Iterator[tuple[Span, str, str]]:
    of_concepts = [
        (found.span, concept.kind, concept.name) for found in concepts for concept in found.concepts
    ]
    of_genres = [
        (match.span(), "genre", name)
        for match in _GENRE.finditer(text)
        for name in genre_names(match.group())
    ]
    yield from sorted([*of_concepts, *of_genres])
