"""Which film is a row about? By id; else by title and year, and how surely.

All rows are matched by two statements, however many they are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from app.data.database import Database
from app.transfer import near_titles
from app.transfer.rows import FilmKey
from app.transfer.schemas import Reason
from embeddings.sources.identity import SAME_ID, FilmIdentity, best_matches, contradict
from embeddings.sources.text.numbers import number_forms
from embeddings.sources.text.titles import title_key

# Comparing titles letter by letter takes time; beyond this a file is not worth it.
MOST_COMPARED = 5_000
MOST_NAMED = 3

# In order of trust.
BY_ID = ("imdb", "tmdb", "movie")


@dataclass(frozen=True)
class Match:
    """The film that a row is about.

    Attributes
    ----------
    movie_id : int or None
        None where the live release does not have the film.
    confidence : float
        1 by id, else 0.5 to 0.95.
    """

    film_id: int
    movie_id: int | None
    title: str
    year: int | None
    confidence: float
    by_id: bool = False


@dataclass(frozen=True)
class Miss:
    """Why no film was found."""

    reason: Reason
    detail: str


def match(
    database: Database, release_id: int, keys: Iterable[FilmKey], confidence_min: float
) -> dict[FilmKey, Match | Miss]:
    """Match every key.

    Parameters
    ----------
    confidence_min : float
        What is matched less surely is a `Miss` that names the film.
    """
    wanted = list(dict.fromkeys(keys))
    if not wanted:
        return {}
    title_keys = [title_key(key.title) if key.title else None for key in wanted]
    # A row is looked up once for each form of its title: "rocky 2" is stored as "rocky ii".
    places, forms = zip(
        *(
            (place, form)
            for place, key in enumerate(title_keys)
            for form in (number_forms(key) if key else (None,))
        ),
        strict=True,
    )
    rows = database.rows(
        "match_films",
        release_id=release_id,
        imdb_ids=[wanted[place].imdb_id for place in places],
        tmdb_ids=[wanted[place].tmdb_id for place in places],
        movie_ids=[wanted[place].movie_id for place in places],
        title_keys=list(forms),
    )
    candidates: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        candidates[places[row["ordinal"] - 1]].append(row)
    found = {key: _best(key, candidates[index]) for index, key in enumerate(wanted)}
    _compare(database, release_id, found, dict(zip(wanted, title_keys, strict=True)))
    return {key: _sure(match, confidence_min) for key, match in found.items()}


def _best(key: FilmKey, rows: Sequence[Any]) -> Match | Miss:
    """Return the film that a row is about, among candidates."""
    for by in BY_ID:
        for row in rows:
            if row["by"] == by and not contradict(key.imdb_id, row["imdb_id"]):
                return _match(row, SAME_ID, by_id=True)
    rows = list({row["film_id"]: row for row in rows}.values())
    wanted = FilmIdentity.of(key.imdb_id, key.title or "", None, key.year)
    found, confidence = best_matches(
        wanted,
        [FilmIdentity(row["imdb_id"], tuple(row["title_keys"]), row["year"]) for row in rows],
    )
    best = [rows[index] for index in found]
    if not best:
        return _none(key, rows)
    if len(best) > 1:  # of several films, the one that people can see here
        best = [row for row in best if row["movie_id"]] or best
    if len(best) > 1:
        names = ", ".join(f"{row['title']} ({row['year']})" for row in best[:MOST_NAMED])
        return Miss("ambiguous", f"Several films may be meant: {names}.")
    return _match(best[0], confidence)


def _none(key: FilmKey, rows: Sequence[Any]) -> Miss:
    if rows and key.title:
        years = ", ".join(str(row["year"]) for row in rows[:MOST_NAMED])
        return Miss("not_in_catalogue", f"The film of this title here is of another year: {years}.")
    ids = key.imdb_id or key.tmdb_id or key.movie_id
    what = {
        (True, True): "this id, or this title",
        (True, False): "this id",
        (False, True): "this title",
    }[bool(ids), bool(key.title)]
    return Miss("not_in_catalogue", f"No film of {what} is in the catalogue.")


def _match(row: Any, confidence: float, *, by_id: bool = False) -> Match:
    return Match(
        row["film_id"], row["movie_id"], row["title"], row["year"], confidence, by_id=by_id
    )


def _compare(
    database: Database,
    release_id: int,
    found: dict[FilmKey, Match | Miss],
    title_keys: dict[FilmKey, str | None],
) -> None:
    """Match by nearly the same title in the same year what was not found by the same."""
    missing = [
        key
        for key, miss in found.items()
        if isinstance(miss, Miss) and miss.reason == "not_in_catalogue" and key.year and key.title
    ][:MOST_COMPARED]
    if not missing:
        return
    years = sorted({key.year for key in missing if key.year})
    rows = database.rows("films_of_years", release_id=release_id, years=years)
    titles = [(key.year or 0, title_keys[key] or "") for key in missing]
    for key, near in zip(missing, near_titles.nearest(titles, rows), strict=True):
        if near is not None and not contradict(key.imdb_id, near.row["imdb_id"]):
            found[key] = _match(near.row, near.confidence)


def _sure(found: Match | Miss, confidence_min: float) -> Match | Miss:
    if isinstance(found, Miss):
        return found
    if found.confidence >= confidence_min:
        return replace(found, confidence=round(found.confidence, 2))
    name = f"{found.title} ({found.year})" if found.year else found.title
    return Miss("uncertain", f"It may be {name}: {found.confidence:.2f} sure.")
