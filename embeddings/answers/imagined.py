"""A person as they would be with other marks; nothing is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy import RowMapping

from embeddings.answers.contributions import ImaginedMark
from embeddings.answers.marks import PLANNED, SEEN, load_mark_sums, with_film
from embeddings.answers.person import Person, from_sums
from embeddings.answers.rows import Rows
from embeddings.answers.vectors import to_doubles
from embeddings.releases.registry import ReleaseInfo


def imagine(
    rows: Rows,
    release: ReleaseInfo,
    person: Person,
    ratings: Mapping[int, float | None],
    unmarked: Sequence[int] = (),
) -> tuple[Person, list[ImaginedMark]] | None:
    """Return the person as they would be with other ratings of some films, or with none.

    Parameters
    ----------
    ratings : mapping of int to float or None
        movie_id → stars. Without stars the film is what it would be otherwise: seen, planned, or
        not marked.
    unmarked : sequence of int
        movie_ids of films that are not marked at all.

    Returns
    -------
    (Person, list of ImaginedMark) or None
        None where the release lacks one of the films.
    """
    wanted = {*ratings, *unmarked}
    if not wanted:
        return person, []
    found = rows(
        "marks_of_films",
        release_id=release.release_id,
        user_id=person.user_id,
        movie_ids=sorted(wanted),
    )
    if len(found) < len(wanted):
        return None
    sums = load_mark_sums(rows, release, person.user_id)
    imagined = []
    for film in found:
        mark = _mark(film, ratings, unmarked)
        rating = None if film["movie_id"] in unmarked else ratings[film["movie_id"]]
        imagined.append(ImaginedMark(film["film_id"], rating, mark))
        if film["profile_vector"] is None:
            continue
        profile, bias = to_doubles(film["profile_vector"]), float(film["rating_bias"])
        if film["mark"] is not None:
            sums = with_film(sums, film["mark"], -1, profile, bias)
        if mark is not None:
            sums = with_film(sums, mark, 1, profile, bias)
    vectors = from_sums(release, sums, person.vectors.preference)
    return replace(person, vectors=vectors), imagined


def _mark(
    film: RowMapping, ratings: Mapping[int, float | None], unmarked: Sequence[int]
) -> str | None:
    if film["movie_id"] in unmarked:
        return None
    rating = ratings[film["movie_id"]]
    if rating is not None:
        return f"{rating:.1f}"
    return SEEN if film["seen"] else PLANNED if film["planned"] else None
