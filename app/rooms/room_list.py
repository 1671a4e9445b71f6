"""A room's list: films for tonight, computed once for all members of a room."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from app.data.services import Services
from app.rooms.states import State
from app.tonight.people import account
from app.tonight.schemas import TonightWishes
from app.tonight.service import choose_for
from app.web.problems import Fault, Problem
from embeddings.answers.watchers import Watcher, guest, with_history
from embeddings.releases.registry import ReleaseInfo
from sql.tables import Movie


@dataclass(frozen=True)
class RoomList:
    """Films for a room's members; the shapes are those of `app.tonight.schemas`.

    Attributes
    ----------
    film_ids : mapping of int to int
        Film by movie.
    """

    picks: Sequence[Mapping[str, Any]]
    movies: Sequence[Mapping[str, Any]]
    people: Sequence[Mapping[str, Any]]
    film_ids: Mapping[int, int]


NOTHING = RoomList((), (), (), {})


def tonight(
    services: Services, release: ReleaseInfo, state: State, *, new_rules: bool = False
) -> RoomList:
    """Return a room's list; of the same members, rules and votes it is computed once.

    Parameters
    ----------
    new_rules : bool
        Whether the rules come with this request: it is refused where the release has no such genre
        or mood. Later, under another release, the list is empty until the host changes them.

    Raises
    ------
    Problem
        ``invalid``: see ``new_rules``.
    """
    key = (state.room.list_key, release.release_id, release.revision)
    try:
        found = services.room_lists.get(key, lambda: _choose(services, release, state))
    except Problem as problem:
        if problem.status != 422:
            raise
        if not new_rules:
            return NOTHING
        errors = [Fault(f"/wishes{error.pointer}", error.detail) for error in problem.errors]
        raise Problem("invalid", errors=errors) from None
    assert isinstance(found, RoomList)
    return found


def liked_first(state: State, found: RoomList) -> list[Mapping[str, Any]]:
    """Return the list with those films first that most have said yes to already."""

    def yes(movie: Mapping[str, Any]) -> int:
        return state.tally(found.film_ids[movie["movie"]["id"]])["yes"]

    return sorted(found.movies, key=lambda movie: -yes(movie))


def _choose(services: Services, release: ReleaseInfo, state: State) -> RoomList:
    left_out = list(state.left_out)
    movie_ids = _movie_ids(services, release, [*left_out, *_named(state)])
    wishes = TonightWishes.model_validate_json(json.dumps(state.room.wishes))
    gone = [movie_ids[film] for film in left_out if film in movie_ids]
    wishes = wishes.model_copy(update={"not_tonight": [*wishes.not_tonight, *gone]})
    watchers = [_watcher(services, release, member, movie_ids) for member in state.members]
    found = choose_for(services, release, with_history(services.database.rows, watchers), wishes)
    shown = [movie["movie"]["id"] for movie in (*found["movies"], *found["picks"])]
    film_ids = _film_ids(services, release, shown)
    return RoomList(found["picks"], found["movies"], found["people"], film_ids)


def _watcher(
    services: Services,
    release: ReleaseInfo,
    member: Any,
    movie_ids: Mapping[int, int],
) -> Watcher:
    """Return a member; what others see of them is decided where the answer is made for each."""
    if member.user_id is not None:
        return account(services, release, member.user_id, member.name)
    found = guest(
        services.database.rows,
        release,
        lambda: services.query_encoders.of(release).encode,
        member.name,
        [movie_ids[film] for film in member.loves if film in movie_ids],
        [movie_ids[film] for film in member.hates if film in movie_ids],
        member.mood or "",
    )
    assert found is not None  # the release has all of these films
    return found


def _named(state: State) -> set[int]:
    return {film for member in state.members for film in (*member.loves, *member.hates)}


def _movie_ids(services: Services, release: ReleaseInfo, film_ids: Sequence[int]) -> dict[int, int]:
    """Return movie by film, of those that the release has."""
    if not film_ids:
        return {}
    in_release = (Movie.release_id == release.release_id, Movie.film_id.in_(film_ids))
    statement = select(Movie.film_id, Movie.movie_id).where(*in_release)
    rows = services.database.fetch("movies_of_films", statement)
    return {row["film_id"]: row["movie_id"] for row in rows}


def _film_ids(services: Services, release: ReleaseInfo, movie_ids: Sequence[int]) -> dict[int, int]:
    """Return film by movie."""
    binds = {"release_id": release.release_id, "movie_ids": movie_ids}
    rows = services.database.rows("films_of_movies", **binds)
    return {row["movie_id"]: row["film_id"] for row in rows}
