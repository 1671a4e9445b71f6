"""Whom a query may mean that is a surname of several well-known people: "Bergman", "Hepburn".

No filter can be set, since nobody is meant above all others. So the films of each of them rank
first, and the people themselves are offered.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from embeddings.answers.understand.concepts import says_concept
from embeddings.answers.understand.lexicon import Lexicon
from embeddings.answers.understand.ordinary_names import FIRST_NAMES, ORDINARY_NAMES
from embeddings.answers.understand.parsed import ParsedFilter
from embeddings.sources.text.titles import title_key

# Who has fewer is seldom called by the surname.
_LEAST_FILMS: Final = 5


def films_of_namesakes(text: str, also: Sequence[ParsedFilter], lexicon: Lexicon) -> list[int]:
    """Return the films of everybody whom a query may mean; none where it says anything else.

    Parameters
    ----------
    text : str
        The query.
    also : sequence of ParsedFilter
        Whom its words may mean beside what they were read as.
    lexicon : Lexicon
        Of the release to search.
    """
    key = title_key(text)
    if (key in ORDINARY_NAMES and key not in FIRST_NAMES) or says_concept(key):
        return []
    people = [
        lexicon.people.rows[int(str(filter_.value).split(":")[0])]
        for filter_ in also
        if filter_.field == "people" and title_key(filter_.phrase) == key
    ]
    people = [person for person in people if len(person.films()) >= _LEAST_FILMS]
    films = dict.fromkeys(film for person in people for film in sorted(person.films()))
    return [film for film in films if film in lexicon.titles.rows]
