"""Who the words of a query may name: every name in it, whether or not a person is meant."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from rapidfuzz.distance import OSA

from embeddings.answers.understand.critiques import is_comparative
from embeddings.answers.understand.fame import is_famous
from embeddings.answers.understand.grammar import FILM
from embeddings.answers.understand.lexicon import Lexicon
from embeddings.answers.understand.ordinary_names import ORDINARY_NAMES
from embeddings.answers.understand.person_names import KNOWN_AS, PARTICLES
from embeddings.answers.understand.person_rows import PersonRow
from embeddings.answers.understand.tokens import Token

Kind = Literal[
    "name", "short", "other form", "turned", "mistyped", "siblings", "surname",
    "mistyped surname", "first name",
]  # fmt: skip

MOST_NAME_WORDS: Final = 5
# A word in this many films is a word, and no name with a typing error.
ORDINARY_MOVIES: Final = 3
_LEAST_SURNAME: Final = 3
# A name of one word, typed for a name of several: "tomhanks".
_LEAST_JOINED: Final = 7
_LEAST_FIRST_NAME: Final = 5
_SIBLINGS: Final = frozenset({"brothers", "bros", "sisters", "siblings"})
# Surnames that studios have.
_STUDIOS: Final = frozenset({"warner", "shaw"})
# "Two young brothers" are not two people called Young, but the Marx Brothers are.
_TOGETHER: Final = 3
_FILM: Final = re.compile(FILM)
# Words that often stand beside a name and are seldom part of it.
_JOINTS: Final = frozenset(
    {"a", "an", "and", "by", "for", "from", "in", "of", "or", "the", "to", "with"}
)


@dataclass(frozen=True)
class Mention:
    """Words of a query that may name somebody.

    Attributes
    ----------
    first, last
        The first of its words, and the one after the last.
    people
        Who it may be, the likeliest first; of "siblings" all of them.
    errors
        Typing errors in it.
    """

    first: int
    last: int
    kind: Kind
    people: Sequence[PersonRow]
    errors: int = 0

    @property
    def is_surname(self) -> bool:
        """Whether it is a surname, a first name or the only name, alone."""
        return self.kind in ("surname", "mistyped surname", "first name")


def find_mentions(tokens: Sequence[Token], lexicon: Lexicon) -> list[Mention]:
    """Return what may name somebody, in the order of the words; no two have a word in common.

    Whole names come first, the longest before others, then names with typing errors, siblings,
    surnames, and first names.
    """
    found: list[Mention] = []
    used: set[int] = set()
    for find in (
        _whole_names,
        _shared_surnames,
        _siblings,
        _mistyped_names,
        _single_words,
        _surnames,
        _first_names,
    ):
        for mention in find(tokens, lexicon):
            words = range(mention.first, mention.last)
            if used.isdisjoint(words):
                found.append(mention)
                used.update(words)
    return sorted(found, key=lambda mention: mention.first)


def _windows(tokens: Sequence[Token], most: int, least: int = 1) -> Iterator[tuple[int, int]]:
    """Yield the first word and the one after the last of what may be one name, longest first."""
    for size in range(most, least - 1, -1):
        for first in range(len(tokens) - size + 1):
            if all(token.goes_on for token in tokens[first : first + size - 1]):
                yield first, first + size


def _words(tokens: Sequence[Token], first: int, last: int) -> list[str]:
    return [word for token in tokens[first:last] for word in token.key.split()]


def _before_film(tokens: Sequence[Token], last: int) -> bool:
    return last < len(tokens) and _FILM.fullmatch(tokens[last].key) is not None


def _whole_names(tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[Mention]:
    """Yield names of two words or more."""
    for first, last in _windows(tokens, MOST_NAME_WORDS, least=2):
        words = _words(tokens, first, last)
        named = lexicon.people.named(words)
        if not named and words[-1].endswith("s") and _before_film(tokens, last):
            # "jane campions films"
            named = lexicon.people.named([*words[:-1], words[-1][:-1]])
        if not named:
            continue
        kind, people = named
        name = people[0].key.split()
        # "al len" is nobody called Allen, and "by ron howard" is not Byron Howard.
        if len(name) == 1 or any(word in _JOINTS and word not in name for word in words):
            continue
        if kind == "turned" and len(words) == 2 and any(_is_word(lexicon, word) for word in words):
            continue  # "Black Jack" is not Jack Black.
        yield Mention(first, last, kind, people)


def _single_words(tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[Mention]:
    """Yield names that are one word ("Cher", "Arnie"), and whole names typed as one."""
    for at, token in enumerate(tokens):
        if named := lexicon.people.named([token.key]):
            kind, people = named
            if token.key in KNOWN_AS:
                yield Mention(at, at + 1, "first name", people)
            elif " " not in people[0].key:
                yield Mention(at, at + 1, "surname", people)
            elif len(token.key) >= _LEAST_JOINED:
                yield Mention(at, at + 1, kind, people)


def _shared_surnames(tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[Mention]:
    """Yield the first name of "Joel and Ethan Coen"."""
    for mention in list(_whole_names(tokens, lexicon)):
        words = _words(tokens, mention.first, mention.last)
        at = mention.first - 1
        if at > 0 and tokens[at].key == "and":
            at -= 1
        elif at < 0 or tokens[at].goes_on:
            continue
        if len(words) > 1 and (named := lexicon.people.named([tokens[at].key, *words[1:]])):
            yield Mention(at, at + 1, "name", named[1])


def _mistyped_names(tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[Mention]:
    """Yield names of several words with typing errors.

    A word that differs from the name's must be no word of films: "Tom Hands" may be a name, but
    those are words.
    """
    vocabulary = lexicon.vocabulary
    # The names of a few films' characters are words of theirs.
    most = ORDINARY_MOVIES - 1 if len(tokens) < MOST_NAME_WORDS else 0
    odd = {
        at
        for at, token in enumerate(tokens)
        if len(token.key) > 2 and vocabulary.count(token.key) <= most
    }
    for first, last in _windows(tokens, MOST_NAME_WORDS - 1, least=2):
        is_all = last - first == len(tokens)
        if odd.isdisjoint(range(first, last)) and not is_all:
            continue
        words = _words(tokens, first, last)
        near = [
            (person, errors)
            for person, errors in lexicon.people.mistyped(words, more=is_all)
            if " " in person.key
            and (
                all(
                    _is_like(tokens[at].key, person)
                    or (at in odd and (errors == 1 or not lexicon.knows(tokens[at].key)))
                    for at in range(first, last)
                )
                # "Brad Pit" and nothing else: a pit is no film by itself.
                or (errors == 1 and is_all and is_famous(person, lexicon))
            )
        ]
        if near:
            least = near[0][1]
            people = [person for person, errors in near if errors == least]
            yield Mention(first, last, "mistyped", people, least)


def _is_like(word: str, person: PersonRow) -> bool:
    """Return whether a word is one of the name's, or a long one is with an error in it."""
    return any(
        word == other or (min(len(word), len(other)) > 5 and OSA.distance(word, other) == 1)
        for other in person.key.split()
    )


def _siblings(tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[Mention]:
    """Yield "Coen brothers" and "the Coens"."""
    for at, token in enumerate(tokens):
        follows = tokens[at + 1].key if at + 1 < len(tokens) else ""
        if token.key in _STUDIOS:
            continue
        if follows in _SIBLINGS and token.goes_on:
            key, last = token.key, at + 2
        elif at and tokens[at - 1].key == "the" and token.key.endswith("s"):
            key, last = token.key[:-1], at + 1
        else:
            continue
        group = _group(lexicon.people.surnamed(key) or lexicon.people.surnamed(token.key))
        if len(group) > 1 and (key not in ORDINARY_NAMES or _work_together(group)):
            first = at - 1 if at and tokens[at - 1].key == "the" else at
            yield Mention(first, last, "siblings", group)


def _group(people: Sequence[PersonRow]) -> list[PersonRow]:
    """Return the most famous of a surname and whoever shares half of the films with them."""
    for eldest in people[:2]:
        films = eldest.films()
        group = [
            person
            for person in people
            if len(films) > 1 and 2 * len(films & person.films()) >= max(2, len(person.films()))
        ]
        if len(group) > 1:
            return group
    return []


def _work_together(group: Sequence[PersonRow]) -> bool:
    """Return whether siblings share so many films that they are known as such."""
    return len(group[0].films() & group[1].films()) >= _TOGETHER


def _surnames(tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[Mention]:
    for first, last in _windows(tokens, 3):
        words = _words(tokens, first, last)
        key = "".join(words)
        if len(key) < _LEAST_SURNAME:
            continue
        people = lexicon.people.surnamed(key)
        # "Bonham Carter" has two words, and so has "di Caprio" to some; "in gram" is no Ingram.
        if last - first > 1 and words[0] not in PARTICLES:
            ending = " " + " ".join(words)
            people = [person for person in people if person.key.endswith(ending)]
        if not people and key.endswith("s") and _before_film(tokens, last):
            people = lexicon.people.surnamed(key[:-1])
        if people:
            yield Mention(first, last, "surname", people)
    for at, token in enumerate(tokens):
        # "Sadder" is a word of English, and nobody's name with an error in it.
        is_word = lexicon.vocabulary.knows(token.key) or is_comparative(token.key)
        if not is_word and not lexicon.people.knows(token.key):
            near = lexicon.people.mistyped_surname(token.key)
            if near:
                least = near[0][1]
                people = [person for person, errors in near if errors == least]
                yield Mention(at, at + 1, "mistyped surname", people, least)


def _first_names(tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[Mention]:
    for at, token in enumerate(tokens):
        people = lexicon.people.first_named(token.key)
        if people and len(token.key) >= _LEAST_FIRST_NAME:
            yield Mention(at, at + 1, "first name", people)


def _is_word(lexicon: Lexicon, word: str) -> bool:
    return lexicon.vocabulary.count(word) >= ORDINARY_MOVIES
