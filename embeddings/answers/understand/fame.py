"""How well somebody is known, against the films of the release."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Final

from embeddings.answers.understand.lexicon import Lexicon
from embeddings.answers.understand.person_names import OTHER_FORMS
from embeddings.answers.understand.person_rows import PersonRow
from embeddings.releases.movie import Role

# Of the rating count of the most rated film: what somebody's films have together.
_NOTABLE: Final = 0.3
_FAMOUS: Final = 0.9
_NOTABLE_FILMS: Final = 3
_FAMOUS_FILMS: Final = 15


def is_notable(person: PersonRow, lexicon: Lexicon) -> bool:
    """Return whether somebody has a few films, or one that many know."""
    return _films(person) >= _NOTABLE_FILMS or _has_ratings(person, lexicon, _NOTABLE)


def is_famous(person: PersonRow, lexicon: Lexicon) -> bool:
    """Return whether somebody has many films, or such as many know."""
    return _films(person) >= _FAMOUS_FILMS or _has_ratings(person, lexicon, _FAMOUS)


def weight(movie_ids: Iterable[int], lexicon: Lexicon) -> int:
    """Return how many people rated some films, plus the number of films."""
    rows = lexicon.titles.rows
    return sum(1 + rows[movie_id].rating_count for movie_id in movie_ids if movie_id in rows)


def person_weight(person: PersonRow) -> int:
    """Return the same of somebody's films."""
    return person.rating_count + _films(person)


def _films(person: PersonRow) -> int:
    return len(person.films())


def _has_ratings(person: PersonRow, lexicon: Lexicon, share: float) -> bool:
    most_rated = next(iter(lexicon.titles.rows.values()), None)
    most = most_rated.rating_count if most_rated else 0
    return most > 0 and person.rating_count >= share * most


def fame_in(person: PersonRow, role: Role | None) -> float:
    """Return how famous somebody is, in a role: for the share of films, and many of them."""
    if role is None:
        return person.fame
    films = len(person.films(role))
    return person.fame * films / len(person.films()) * math.sqrt(films)


def may_be_same(first: PersonRow, other: PersonRow) -> bool:
    """Return whether two names may be forms of one: "Charlie" and "Charles Chaplin".

    What stands between the first name and the surname may be left out or shortened.
    """
    one, another = first.key.split(), other.key.split()
    if one[-1] != another[-1] or another[0] not in (one[0], *OTHER_FORMS.get(one[0], ())):
        return False
    return all(
        word[:1] == other_word[:1]
        for word, other_word in zip(one[1:-1], another[1:-1], strict=False)
    )
