"""Two companions' tastes and years side by side.

Both agreed to be companions. Films are named only where both show reasons to each other, and
nobody's stars are ever in the answer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, Final

from sqlalchemy import RowMapping, select

from app.accounts import companions
from app.accounts.people import Person
from app.data.services import Services
from app.films.json import movie
from app.web.problems import Problem
from embeddings.answers import comparison
from embeddings.answers.cards import Card, card
from embeddings.answers.comparison import LEAST_FILMS, MOST_FILMS, RatedByBoth
from sql.tables import cards

GENRES: Final = 3
FILMS_OF_BOTH: Final = 8


def compare(
    services: Services, person: Person, companion_id: int, year: int | None
) -> dict[str, Any]:
    """Compare with a companion; see `app.library.comparison_schemas.Comparison`.

    Raises
    ------
    Problem
        ``not-found``: the person has no such companion, or one of the two has not agreed.
    """
    pair = companions.agreed_pair(services.database.connection(), person.user_id, companion_id)
    if pair is None:
        raise Problem("not-found", "You have no such companion who agreed.")
    binds = {"user_id": person.user_id, "other_id": pair.other_id}
    rows = services.database.rows("rated_by_both", **binds)
    rated = [RatedByBoth(row["film_id"], float(row["mine"]), float(row["theirs"])) for row in rows]
    seen = services.database.rows("seen_years", **binds)
    films_shown = bool(pair.shows and pair.shown)
    loved, fought = [], []
    if films_shown and rows:
        loved = comparison.both_love(rated)
        means = (float(rows[0]["my_mean"]), float(rows[0]["their_mean"]))
        fought = comparison.to_fight_about(rated, *means)
    years = sorted(_years(seen, "is_mine") & _years(seen, "is_theirs"), reverse=True)
    chosen = year if year is not None else next(iter(years), None)
    of_year = [row for row in seen if row["year"] == chosen]
    wanted = [film.film_id for film in loved] + [film.film_id for film, _ in fought]
    found = _cards(services, [*wanted, *(row["film_id"] for row in of_year)])
    shown = services.posters.shown
    return {
        "companion_id": companion_id,
        "username": pair.username,
        "agreement": None
        if (agreement := comparison.agreement(rated)) is None
        else asdict(agreement),
        "films": len(rated),
        "least_films": LEAST_FILMS,
        "films_shown": films_shown,
        "both_love": [
            movie(found[film.film_id], posters_shown=shown)
            for film in loved
            if film.film_id in found
        ][:MOST_FILMS],
        "to_fight_about": [
            {
                "movie": movie(found[film.film_id], posters_shown=shown),
                "loved_by": "me" if is_mine else "companion",
            }
            for film, is_mine in fought
            if film.film_id in found
        ][:MOST_FILMS],
        "years": years,
        "year": _year(services, chosen, of_year, found, films_shown=films_shown),
    }


def _years(seen: Sequence[RowMapping], whose: str) -> set[int]:
    return {row["year"] for row in seen if row[whose]}


def _year(
    services: Services,
    year: int | None,
    seen: Sequence[RowMapping],
    found: dict[int, Card],
    *,
    films_shown: bool,
) -> dict[str, Any] | None:
    if year is None:
        return None
    mine = [row["film_id"] for row in seen if row["is_mine"]]
    theirs = [row["film_id"] for row in seen if row["is_theirs"]]
    both = [film for film in mine if film in set(theirs)]
    shown = services.posters.shown
    return {
        "year": year,
        "mine": len(mine),
        "theirs": len(theirs),
        "both": len(both),
        "my_genres": _genres(mine, found),
        "their_genres": _genres(theirs, found),
        "films_of_both": [
            movie(found[film], posters_shown=shown) for film in both if film in found
        ][:FILMS_OF_BOTH]
        if films_shown
        else [],
    }


def _genres(films: Sequence[int], found: dict[int, Card]) -> list[str]:
    counts = Counter(genre for film in films if film in found for genre in found[film].genres)
    return [
        name
        for name, _ in sorted(counts.items(), key=lambda counted: (-counted[1], counted[0]))[
            :GENRES
        ]
    ]


def _cards(services: Services, film_ids: Sequence[int]) -> dict[int, Card]:
    """Return films by film id; those that the live release lacks are left out."""
    if not film_ids:
        return {}
    release_id = services.releases.live().release_id
    in_release = (cards.c.release_id == release_id, cards.c.film_id.in_(set(film_ids)))
    rows = services.database.fetch("compared_films", select(cards).where(*in_release))
    return {row["film_id"]: card(row) for row in rows}
