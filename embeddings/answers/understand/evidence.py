"""Weigh whether words of a query name a person, and whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from rapidfuzz.distance import OSA

from embeddings.answers.understand.fame import (
    fame_in,
    is_clear,
    is_clear_surname,
    is_famous,
    is_known_by_surname,
    is_notable,
)
from embeddings.answers.understand.filler import FILLER
from embeddings.answers.understand.film_names import names_film
from embeddings.answers.understand.grammar import COUNTRIES
from embeddings.answers.understand.lexicon import Lexicon
from embeddings.answers.understand.mentions import Mention
from embeddings.answers.understand.ordinary_names import FIRST_NAMES, ORDINARY_NAMES
from embeddings.answers.understand.person_rows import PersonRow
from embeddings.answers.understand.role_words import Context
from embeddings.answers.understand.spans import Rest, Span, blanked
from embeddings.answers.understand.tokens import Token

# How many times more famous than the next somebody of a surname must be, to be meant by it.
CLEARLY: Final = 2.5
CLEARLY_IN_ROLE: Final = 1.5
CLEARLY_BY_FIRST_NAME: Final = 4.0
# Beside a person who is meant, others are offered who are at least this part as famous.
_NAMESAKE_SHARE: Final = 0.25
# A surname is an ordinary word if more films have the word than this, and more than this share of
# the number of films that the person has.
_LEAST_WORD_FILMS: Final = 3
_WORD_SHARE: Final = 0.75
# Even after "by" or "starring", a word in more films than both of these is no name.
_COMMON_SHARE: Final = 0.01
_COMMON_FILMS: Final = 20
# Among more plain words than this a surname is a character's, since the words tell a story.
_MOST_PLAIN_WORDS: Final = 3
MOST_NAMESAKES: Final = 12


@dataclass(frozen=True)
class Evidence:
    """What speaks for and against each reading of a query's names.

    Attributes
    ----------
    text
        The query as `grammar.lowered` returns it.
    mentions
        All of the query.
    spans
        Of every mention with the words for its role.
    """

    text: str
    tokens: Sequence[Token]
    lexicon: Lexicon
    mentions: Sequence[Mention]
    spans: Sequence[Span]

    @cached_property
    def is_alone(self) -> bool:
        """Whether the query is nothing but names and words for a kind of film."""
        return FILLER.fullmatch(blanked(self.text, self.spans)) is not None

    @cached_property
    def plain_words(self) -> int:
        """How many words are neither names nor words for a kind of film."""
        return sum(
            not self._is_named(at) and not FILLER.fullmatch(token.key)
            for at, token in enumerate(self.tokens)
        )

    def people(self, mention: Mention, context: Context) -> tuple[PersonRow, ...]:
        """Return the person whom a mention names, or the siblings; nobody where it may not."""
        if context.is_subject:
            return ()
        if mention.kind == "siblings":
            eldest = mention.people[0]
            is_word = mention.last - mention.first == 1 and self.is_word(mention, eldest)
            return () if is_word or self._names_film(mention, eldest) else tuple(mention.people[:2])
        candidates = self._in_role(mention, context)
        person = candidates[0]
        is_said = context.wording in ("said", "called", "by")
        if mention.is_surname and (maker := self._maker(candidates, context)):
            return (maker,)
        if mention.is_surname:
            is_meant = self._surname_is_meant(mention, context, candidates)
        else:
            is_meant = is_said or (
                self._is_known(mention, person) and not self._names_film(mention, person)
            )
        return (person,) if is_meant else ()

    def _maker(self, candidates: Sequence[PersonRow], context: Context) -> PersonRow | None:
        """Return whose film the rest of the query names: "Carpenter's The Thing"."""
        rest = Rest(self.text, [context.span]).text
        films = set(self.lexicon.titles.loose_ids(rest)) if len(rest) > 2 else set()
        return next((person for person in candidates if films & person.films()), None)

    def _names_film(self, mention: Mention, person: PersonRow) -> bool:
        return names_film(self.text, self.tokens, mention, person, self.lexicon)

    def _is_known(self, mention: Mention, person: PersonRow) -> bool:
        """Return whether somebody is known well enough to be meant by a whole name."""
        kind = mention.kind
        if kind == "short":  # "George Romero" lacks an initial only, "David Grant" a name
            words = [word for word in person.key.split() if len(word) > 1]
            kind = "name" if words == self.key(mention).split() else "short"
        if kind == "other form" or (kind == "short" and not self.is_alone):
            return is_famous(person, self.lexicon)
        # A query that is nothing but a name, or a name with one error, means nothing else.
        if self.is_alone and mention.errors <= 1 and kind != "short":
            return True
        return is_notable(person, self.lexicon)

    def _in_role(self, mention: Mention, context: Context) -> list[PersonRow]:
        """Return the people of the role that is said; everybody where none has it."""
        people = list(mention.people[:MOST_NAMESAKES])
        if context.wording in ("said", "called", "by") and context.roles:
            role = context.roles[0]
            in_role = [person for person in people if person.films(role)]
            return sorted(in_role, key=lambda person: -fame_in(person, role)) or people
        return people

    def _surname_is_meant(
        self, mention: Mention, context: Context, candidates: Sequence[PersonRow]
    ) -> bool:
        person = candidates[0]
        is_said = context.wording in ("said", "by")
        if mention.kind == "first name":
            return (
                (self.is_alone or is_said)
                and is_clear(candidates, CLEARLY_BY_FIRST_NAME)
                and is_famous(person, self.lexicon)
                and not self.is_word(mention, person)
                and not self._names_film(mention, person)
            )
        role = context.roles[0] if is_said else None
        times = CLEARLY_IN_ROLE if is_said else CLEARLY
        if not is_clear_surname(candidates, times, role, self.lexicon):
            return False
        if mention.kind == "mistyped surname" and not (
            (self.is_alone or is_said)
            and is_notable(person, self.lexicon)
            and self._is_nearest(mention)
        ):
            return False
        if is_said:
            # "Based on her", "by chance": no name after all.
            common = self.lexicon.movie_count * _COMMON_SHARE
            return (
                (is_notable(person, self.lexicon) or not self.is_word(mention, person))
                and role in person.role_counts()
                and self.lexicon.vocabulary.count(self.key(mention)) <= max(common, _COMMON_FILMS)
            )
        if (
            self.is_word(mention, person)
            or self._names_film(mention, person)
            or self._has_first_name(mention)
            or self._is_first_name(mention)
        ):
            return False
        if self.is_alone:
            is_whole_name = " " not in person.key
            return is_whole_name or len(person.films()) > 1 or bool(person.films("director"))
        if self.plain_words > _MOST_PLAIN_WORDS:
            return False
        return is_known_by_surname(person, self.lexicon)

    def key(self, mention: Mention) -> str:
        """Return the words of a mention, as `title_key` writes them."""
        return " ".join(token.key for token in self.tokens[mention.first : mention.last])

    def is_word(self, mention: Mention, person: PersonRow) -> bool:
        """Return whether a surname is an ordinary word of English or of the catalogue."""
        key = self.key(mention)
        films = self.lexicon.vocabulary.count(key)
        most = max(_LEAST_WORD_FILMS, _WORD_SHARE * len(person.films()))
        return key in ORDINARY_NAMES or films > most

    def _has_first_name(self, mention: Mention) -> bool:
        """Return whether a first name before the surname makes it somebody else's.

        "Max Payne" is not Alexander Payne; in "Burton Depp" there is a surname before the other.
        """
        at = mention.first - 1
        if at < 0 or not self.tokens[at].goes_on:
            return False
        if any(
            other.first <= at < other.last and other.last - other.first > 1
            for other in self.mentions
        ):
            return False
        word = self.tokens[at].key
        first_named, surnamed = (
            self.lexicon.people.first_named(word),
            self.lexicon.people.surnamed(word),
        )
        if not first_named or FILLER.fullmatch(word):
            return False
        return not surnamed or word in FIRST_NAMES or surnamed[0].fame < first_named[0].fame

    def _goes_on(self, mention: Mention) -> bool:
        """Return whether a word follows that may be the surname of a first name."""
        after = self.tokens[mention.last] if mention.last < len(self.tokens) else None
        return (
            after is not None
            and self.tokens[mention.last - 1].goes_on
            and not FILLER.fullmatch(after.key)
        )

    def _is_first_name(self, mention: Mention) -> bool:
        """Return whether a surname is the first name of somebody else: "Macy Gray".

        The word after it is then a surname, or a word that neither films nor names have.
        """
        if not self._goes_on(mention):
            return False
        people = self.lexicon.people
        after = self.tokens[mention.last].key
        if not self.lexicon.knows(after):
            return True
        if self._is_named(mention.last):
            return False
        surnamed = people.surnamed(after)
        if not surnamed or self.is_alone:
            return bool(surnamed) and bool(people.first_named(self.key(mention)))
        return after in ORDINARY_NAMES or not is_clear(surnamed, CLEARLY)

    def _is_named(self, token: int) -> bool:
        """Return whether a word belongs to another name or to the words for its role."""
        at = self.tokens[token].start
        return any(start <= at < end for start, end in self.spans)

    def _is_nearest(self, mention: Mention) -> bool:
        """Return whether no ordinary word is as near to a mistyped surname as the surname is."""
        word = self.key(mention)
        nearest = self.lexicon.vocabulary.correction(word)
        surname = mention.people[0].key.split()[-1]
        return nearest is None or nearest == surname or OSA.distance(word, nearest) > mention.errors

    def offered(
        self,
        mention: Mention,
        context: Context,
        others: Sequence[tuple[PersonRow, Span]],
        meant: PersonRow | None = None,
    ) -> list[PersonRow]:
        """Return whom a mention may mean that is read as words, or as another person.

        Parameters
        ----------
        others : sequence of (PersonRow, (int, int))
            The people whom the query is read to ask for besides, and the spans of their words.
        meant : PersonRow, optional
            Whom the mention is read to mean.
        """
        rest = blanked(self.text, [context.span, *(span for _, span in others)])
        if context.is_subject or context.is_excluded or not FILLER.fullmatch(rest):
            return []
        key = self.key(mention)
        if key in COUNTRIES:
            return []
        is_known = is_known_by_surname if key in ORDINARY_NAMES else is_notable
        candidates = [
            person
            for person in self._in_role(mention, context)
            if person != meant
            and is_known(person, self.lexicon)
            and all(person.films() & other.films() for other, _ in others)
        ]
        if meant:
            least = meant.fame * _NAMESAKE_SHARE
        else:
            least = candidates[0].fame / CLEARLY if candidates else 0
        return [person for person in candidates if person.fame > least]
