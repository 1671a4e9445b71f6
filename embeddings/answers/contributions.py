"""What each of a person's marks adds to the scores of some films.

The score of a film is a sum over the person's marks, so the parts are exact: each mark's weight
times the inner product of the marked film's profile with the film's match vector.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

import numpy as np

from embeddings.answers.known_films import Profile, load_matches, load_profiles
from embeddings.answers.marks import LIKED_MARKS, MARK_WEIGHTS, PLANNED
from embeddings.answers.rows import Rows
from embeddings.arrays import Floats
from embeddings.releases.registry import ReleaseInfo

MarkKind = Literal["rating", "seen", "planned"]
Speaks = Literal["for", "against", "neither"]
FOR: Final = "for"
AGAINST: Final = "against"
NEITHER: Final = "neither"


@dataclass(frozen=True)
class ImaginedMark:
    """A mark that a person is imagined to have of a film, in place of the mark there is.

    Attributes
    ----------
    rating : float or None
        None: the film is not rated.
    mark : str or None
        A key of `person.MARK_WEIGHTS`; None: the film is not marked at all.
    """

    film_id: int
    rating: float | None
    mark: str | None


@dataclass(frozen=True)
class Contribution:
    """What one mark adds to the score of one film.

    Attributes
    ----------
    likeness : float
        The inner product.
    amount : float
        The likeness times the mark's weight.
    speaks : str
        ``for``: the marked film is liked and adds to the score; ``against``: it takes away. A film
        rated low may add to the score of one that is unlike it: that is ``neither``, since nobody
        would name it as a reason.
    """

    marked: Profile
    rating: float | None
    mark: MarkKind
    likeness: float
    amount: float
    speaks: Speaks


def contributions_to(
    rows: Rows,
    release: ReleaseInfo,
    user_id: int,
    movie_ids: Sequence[int],
    imagined: Sequence[ImaginedMark],
    most: Mapping[Speaks, int] | None,
) -> dict[int, list[Contribution]]:
    """Return movie_id → contributions, the largest first.

    Parameters
    ----------
    imagined : sequence of ImaginedMark
        They take the place of the marks of their films.
    most : dict of str to int, optional
        How many are returned of each film that speak for it, against it, or neither; None: all.
    """
    marks = _marks(rows, user_id, imagined)
    profiles = load_profiles(rows, release, list(marks))
    matches = load_matches(rows, release, movie_ids)
    if not profiles or not matches:
        return {}
    # In the order of ids, so that of equal contributions a stable sort leaves the lower id first.
    marked = sorted(profiles.items(), key=lambda pair: pair[1].movie_id)
    names = [marks[film][1] for film, _ in marked]
    weights = np.array([MARK_WEIGHTS[name] for name in names])
    liked = np.array([name in LIKED_MARKS for name in names])
    planned = np.array([name == PLANNED for name in names])
    ids = np.array([profile.movie_id for _, profile in marked])
    # Not by "@": its threads wait for one another where others use the processors, and a request
    # took up to 150 ms in place of 0.6.
    likeness = np.einsum(
        "ik,jk->ij",
        _matrix(list(matches.values())),
        _matrix([profile.vector for _, profile in marked]),
    )
    amounts = likeness * weights
    orders = np.argsort(-np.abs(amounts), axis=1, kind="stable")
    found = {}
    for row, movie_id in enumerate(matches):
        order = orders[row]
        # A planned film is no reason for itself.
        order = order[~(planned & (ids == movie_id))[order]]
        of_film = amounts[row, order]
        against, favours = of_film < 0, (of_film > 0) & liked[order]
        kinds: dict[Speaks, Any] = {
            AGAINST: against,
            FOR: favours,
            NEITHER: ~(against | favours),
        }
        named = sorted(
            (int(place), kind)
            for kind, speaks in kinds.items()
            for place in np.flatnonzero(speaks)[: None if most is None else most[kind]]
        )
        found[movie_id] = [
            _contribution(
                marked[order[place]],
                marks,
                float(likeness[row, order[place]]),
                float(of_film[place]),
                kind,
            )
            for place, kind in named
        ]
    return found


def _contribution(
    marked: tuple[int, Profile],
    marks: Mapping[int, tuple[float | None, str]],
    likeness: float,
    amount: float,
    speaks: Speaks,
) -> Contribution:
    film, profile = marked
    rating, name = marks[film]
    mark: MarkKind = "rating" if rating is not None else "planned" if name == PLANNED else "seen"
    return Contribution(profile, rating, mark, likeness, amount, speaks)


def _marks(
    rows: Rows, user_id: int, imagined: Sequence[ImaginedMark]
) -> dict[int, tuple[float | None, str]]:
    """Return film_id → rating and mark, with what is imagined in place of what there is."""
    marks = {
        row["film_id"]: (None if row["rating"] is None else float(row["rating"]), row["mark"])
        for row in rows("person_marks", user_id=user_id)
    }
    for film in imagined:
        marks.pop(film.film_id, None)
    return marks | {
        film.film_id: (film.rating, film.mark) for film in imagined if film.mark is not None
    }


def _matrix(vectors: Sequence[Floats]) -> Floats:
    return np.concatenate(vectors).reshape(len(vectors), -1).astype(np.float32)
