"""How well somebody is known, against the films of the release."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Final

from embeddings.answers.understand.lexicon import Lexicon
from embeddings.answers.understand.person_names import OTHER_FORMS
from embeddings.answers.understand.person_rows import PersonRow
from embeddings.releases.movie import Role

# What somebody's films have together, as a share of the rating count of the most rated film.
_NOTABLE: Final = 0.3
_FAMOUS: Final = 0.9
_NOTABLE_FILMS: Final = 3
_FAMOUS_FILMS: Final = 15
# Who directed this many films is known by the surname, whatever the ratings.
_DIRECTED: Final = 5
# How many times more famous such a director must be than somebody whom it does not call to mind.
_CLEARLY_OVER_UNKNOWN: Final = 1.2


def is_notable(person: PersonRow, lexicon: Lexicon) -> bool:
    """Return whether somebody has a few films, or one that many know."""
    return _films(person) >= _NOTABLE_FILMS or _has_ratings(person, lexicon, _NOTABLE)


def is_famous(person: PersonRow, lexicon: Lexicon) -> bool:
    """Return whether somebody has many films, or such as many know."""
    return _films(person) >= _FAMOUS_FILMS or _has_ratings(person, lexicon, _FAMOUS)


def is_known_by_surname(person: PersonRow, lexicon: Lexicon) -> bool:
    """Return whether somebody is famous, or directed several films."""
    return is_famous(person, lexicon) or is_director(person)


def is_director(person: PersonRow) -> bool:
    """Return whether somebody directed several films."""
    return len(person.films("director")) >= _DIRECTED


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


def is_clear(people: Sequence[PersonRow], times: float, role: Role | None = None) -> bool:
    """Return whether the first is so much more famous than others who are somebody else.

    "Charlie" and "Charles Chaplin" are one, whatever the data say.

    Parameters
    ----------
    people : sequence of PersonRow
        The likeliest first.
    times : float
        How many times more famous.
    role : Role, optional
        The role in which fame is compared.
    """
    same = [person for person in people if may_be_same(people[0], person)]
    fame = sum(fame_in(person, role) for person in same)
    return all(fame >= times * fame_in(person, role) for person in people if person not in same)


def is_clear_surname(
    people: Sequence[PersonRow], times: float, role: Role | None, lexicon: Lexicon
) -> bool:
    """Return the same of people of a surname.

    A director needs to be fewer times as famous as those whom the surname does not call to mind:
    "Chaplin" is not Geraldine Chaplin.
    """
    first, *others = people
    if role is None and is_director(first):
        unknown = [person for person in others if not is_known_by_surname(person, lexicon)]
        known = [person for person in others if person not in unknown]
        fewer = min(times, _CLEARLY_OVER_UNKNOWN)
        return is_clear([first, *known], times) and is_clear([first, *unknown], fewer)
    return is_clear(people, times, role)


def may_be_same(first: PersonRow, other: PersonRow) -> bool:
    """Return whether two names may be forms of one: "Charlie" and "Charles Chaplin".

    What stands between the first name and the surname may be left out or shortened.
    """
    words, another = first.key.split(), other.key.split()
    if words[-1] != another[-1] or another[0] not in (words[0], *OTHER_FORMS.get(words[0], ())):
        return False
    return all(
        word[:1] == other_word[:1]
        for word, other_word in zip(words[1:-1], another[1:-1], strict=False)
    )
