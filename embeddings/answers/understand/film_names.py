"""Whether words that may name a person name a film instead."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from embeddings.answers.understand.fame import person_weight, weight
from embeddings.answers.understand.lexicon import Lexicon
from embeddings.answers.understand.mentions import Mention
from embeddings.answers.understand.person_rows import PersonRow
from embeddings.answers.understand.tokens import Token
from embeddings.sources.text.title_forms import without_article
from embeddings.sources.text.titles import title_key

# How many times more ratings a person's films must have than films that are called so.
OVER_TITLES: Final = 2.0
OVER_TITLES_BY_SURNAME: Final = 3.0
# The same where the name is the film's whole title: "Garfield", "Akira".
OVER_JUST_THAT_TITLE: Final = 20.0
# A longer title that contains a whole name is meant, unless the person is this many times better
# known.
OVER_WHOLE_TITLE: Final = 20.0
_MOST_TITLE_WORDS: Final = 8


def names_film(
    text: str, tokens: Sequence[Token], mention: Mention, person: PersonRow, lexicon: Lexicon
) -> bool:
    """Return whether films that are called so are too well known for the person to be meant.

    Parameters
    ----------
    text : str
        The query as `grammar.lowered` returns it.
    tokens : sequence of Token
        Its words.
    """
    key = " ".join(token.key for token in tokens[mention.first : mention.last])
    times = OVER_TITLES
    if mention.is_surname:
        times = OVER_TITLES_BY_SURNAME
        if mention.kind == "first name" or lexicon.titles.match_names(key):
            times = OVER_JUST_THAT_TITLE
    named = lexicon.titles.ids_with_words(key)
    if weight(named - person.films(), lexicon) * times > person_weight(person):
        return True
    return _is_in_title(text, tokens, mention, person, lexicon)


def _is_in_title(
    text: str, tokens: Sequence[Token], mention: Mention, person: PersonRow, lexicon: Lexicon
) -> bool:
    """Return whether the mention is part of a longer title in the query."""
    key = " ".join(token.key for token in tokens[mention.first : mention.last])
    for first in range(max(0, mention.last - _MOST_TITLE_WORDS), mention.first + 1):
        for last in range(mention.last, min(len(tokens), first + _MOST_TITLE_WORDS) + 1):
            if last - first == mention.last - mention.first:
                continue
            title = text[tokens[first].start : tokens[last - 1].end]
            films = set(lexicon.titles.loose_ids(title))
            if films and mention.is_surname:
                if without_article(title_key(title)) != key:
                    return True
            elif weight(films, lexicon) * OVER_WHOLE_TITLE > person_weight(person):
                return True
    return False
