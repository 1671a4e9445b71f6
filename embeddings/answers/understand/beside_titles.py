"""Whether a query names a film beside a person: "chris hemsworth star trek".

People look a film up by its title and somebody whom they remember from it. The credits that a
release has may not name that person, and a filter would hide the very film. So where the rest of
the query is the title of other films, that title is searched for, and the person is offered.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from embeddings.answers.understand.credited import Credited
from embeddings.answers.understand.filters import Filter
from embeddings.answers.understand.kinds import find_kinds
from embeddings.answers.understand.lexicon import Lexicon
from embeddings.answers.understand.spans import Rest, Span
from embeddings.sources.text.titles import title_key

# Two words or more inside a title are meant as a part of it: "infinity war".
_LEAST_WORDS_WITHIN: Final = 2


def spans_of(filters: Sequence[Filter]) -> list[Span]:
    """Return the spans of filters."""
    return [found.span for found in filters]


def names_other_film(
    text: str, consumed: Sequence[Span], credited: Credited, lexicon: Lexicon
) -> bool:
    """Return whether the rest of a query is the title of a film that the people are not of.

    Parameters
    ----------
    text : str
        The query as `grammar.lowered` returns it.
    consumed : sequence of (int, int)
        Spans of what is understood already, the people left out.
    """
    spans = [*consumed, *spans_of(credited.filters)]
    rest = Rest(text, spans).text
    roles = ("", "cast") if rest.startswith("in ") else ("",)
    if not credited.filters or any(_role(found) not in roles for found in credited.filters):
        return False
    kinds, _ = find_kinds(text, spans, lexicon, beside_person=True)
    movie_ids = [] if kinds else _titled(rest.removeprefix("in "), lexicon)
    if not movie_ids:
        return False
    of_people = [
        lexicon.people.rows[int(str(found.value).split(":")[0])].films()
        for found in credited.filters
    ]
    return not set.intersection(*of_people) & set(movie_ids)


def _role(found: Filter) -> str:
    """Return the role in which a person is wanted, empty for any; the field of another filter."""
    return str(found.value).partition(":")[2] if found.field == "people" else found.field


def _titled(rest: str, lexicon: Lexicon) -> list[int]:
    """Return the films that the words are the title of, or a part of it.

    A single word is a title only where its film is better known than the word is common: "mafia"
    beside a director is what the film is about.
    """
    key = title_key(rest)
    words = key.split()
    matches = lexicon.titles.match_names(rest)
    if len(words) == 1:
        common = lexicon.vocabulary.count(key)
        rows = lexicon.titles.rows
        matches = [match for match in matches if rows[match.movie_id].rating_count >= common]
    elif not matches and len(words) >= _LEAST_WORDS_WITHIN:
        matches = lexicon.titles.match_within(rest)
    return [match.movie_id for match in matches]
