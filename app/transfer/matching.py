"""Which film is a row about? By id; else by title and year, and how surely.

All rows are matched by three statements, however many they are, and by the titles that search holds
in memory. An id beats a title, and contradicts it: a row with the id of another film is never
matched by its title.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from app.data.services import Services
from app.transfer.by_title import Doubt, Named, find_named, likeliest, names_of, year_of
from app.transfer.rows import FilmKey
from app.transfer.schemas import Reason
from embeddings.answers.understand.titles import Titles
from embeddings.sources.identity import FilmIdentity, is_same
from embeddings.sources.text.numbers import number_forms
from embeddings.sources.text.titles import title_key

MOST_CANDIDATES: Final = 3
# With less, all that can be said is that the catalogue has a film of this title.
LEAST_LIKELY: Final = 0.5
# By title of a film that no release has any more, compared as strictly as films are merged.
GONE: Final = 0.95

NO_IDS: Final = FilmKey()
# In order of trust.
IDS: Final = ("imdb", "tmdb")


@dataclass(frozen=True)
class Match:
    """A film that a row is about, or may be about.

    Attributes
    ----------
    movie_id : int or None
        None where the live release does not have the film.
    confidence : float
        1 by id, else 0.4 to 0.95.
    doubt : str or None
        Why it is not sure; None where it is.
    """

    film_id: int
    movie_id: int | None
    title: str
    year: int | None
    confidence: float
    by_id: bool = False
    doubt: Doubt | None = None

    @property
    def name(self) -> str:
        """Title and year."""
        return f"{self.title} ({self.year})" if self.year else self.title


@dataclass(frozen=True)
class Miss:
    """Why no film was found, and which it may be, the likeliest first."""

    reason: Reason
    detail: str
    candidates: tuple[Match, ...] = ()


def match(
    services: Services, keys: Iterable[FilmKey], confidence_min: float
) -> dict[FilmKey, Match | Miss]:
    """Match every key with a film of the live release, or with one that it lacks now.

    Parameters
    ----------
    confidence_min : float
        What is matched less surely is a `Miss` that names the film.
    """
    wanted = list(dict.fromkeys(keys))
    if not wanted:
        return {}
    live = services.releases.live()
    titles = services.lexicons.of(live).titles
    by_id = _rows(services, live.release_id, [(key, None) for key in wanted])
    found: dict[FilmKey, Match | Miss] = {}
    for place, key in enumerate(wanted):
        if match := _by_id(key, by_id[place], IDS):
            found[key] = match
    places = [place for place, key in enumerate(wanted) if key not in found]
    left = [wanted[place] for place in places]
    named = find_named(titles, left, confidence_min)
    movie_ids = sorted({film.movie_id for films in named for film in films})
    movies = {
        row["movie_id"]: row
        for row in services.database.rows(
            "films_of_movies", release_id=live.release_id, movie_ids=movie_ids
        )
    }
    unsure = [
        number
        for number, films in enumerate(named)
        if not any(film.confidence >= confidence_min for film in films)
    ]
    gone = _gone(services, live.release_id, {number: left[number] for number in unsure})
    for number, key in enumerate(left):
        rows = [*by_id[places[number]], *gone[number]]
        found[key] = _decide(titles, key, rows, named[number], movies, confidence_min)
    return {key: found[key] for key in wanted}


def _rows(
    services: Services, release_id: int, looked_up: Sequence[tuple[FilmKey, str | None]]
) -> dict[int, list[Any]]:
    """Return the films of ids or title keys, by place in ``looked_up``."""
    rows = services.database.rows(
        "match_films",
        release_id=release_id,
        imdb_ids=[key.imdb_id for key, _ in looked_up],
        tmdb_ids=[key.tmdb_id for key, _ in looked_up],
        movie_ids=[key.movie_id for key, _ in looked_up],
        title_keys=[form for _, form in looked_up],
    )
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row["ordinal"] - 1].append(row)
    return found


def _gone(services: Services, release_id: int, keys: Mapping[int, FilmKey]) -> dict[int, list[Any]]:
    """Return the films of the keys' titles that the release lacks now."""
    # A title is looked up in each form: "rocky 2" is stored as "rocky ii".
    looked_up = [
        (number, form)
        for number, key in keys.items()
        for form in sorted({f for name in names_of(key) for f in number_forms(title_key(name))})
    ]
    found: dict[int, list[Any]] = defaultdict(list)
    if looked_up:
        rows = _rows(services, release_id, [(NO_IDS, form) for _, form in looked_up])
        for place, of_form in rows.items():
            found[looked_up[place][0]] += of_form
    return found


def _by_id(key: FilmKey, rows: Sequence[Any], ids: Sequence[str]) -> Match | None:
    """Return the film that one of these ids names, unless another id contradicts it."""
    for by in ids:
        for row in rows:
            if row["by"] == by and not _contradicts(key, row):
                return _match(row, 1.0, None, by_id=True)
    return None


def _decide(
    titles: Titles,
    key: FilmKey,
    rows: Sequence[Any],
    named: Sequence[Named],
    movies: Mapping[int, Any],
    confidence_min: float,
) -> Match | Miss:
    """Return the film that a row is about, or why it cannot be told."""
    # Another data set may give a film's number to another film, which its title tells.
    of_title = {film.movie_id for film in named}
    agreeing = [row for row in rows if not key.title or row["movie_id"] in of_title]
    if match := _by_id(key, agreeing, ("movie",)):
        return match
    known = [film for film in named if film.movie_id in movies]
    possible = [film for film in known if not _contradicts(key, movies[film.movie_id])]
    best = likeliest(titles, key, possible) if possible else []
    is_sure = bool(best) and best[0].confidence >= confidence_min
    gone = {row["film_id"]: row for row in rows if row["by"] == "title" and _is_same(key, row)}
    if not is_sure and len(gone) == 1:
        return _match(next(iter(gone.values())), GONE, None)
    likely = [_match(movies[film.movie_id], film.confidence, film.doubt) for film in best]
    if is_sure and len(likely) == 1:
        return likely[0]
    if len(likely) > 1:
        likely = [replace(film, doubt="same_title") for film in likely]
    likely += [
        _match(movies[film.movie_id], film.confidence, film.doubt)
        for film in possible
        if film not in best
    ]
    others = [
        _match(movies[film.movie_id], film.confidence, "other_id")
        for film in known
        if film not in possible and film.confidence >= LEAST_LIKELY
    ]
    return _miss(key, likely, others)


def _miss(key: FilmKey, likely: Sequence[Match], others: Sequence[Match]) -> Miss:
    """Return why a row has no film.

    Parameters
    ----------
    likely : sequence of Match
        Films that it may be about, the likeliest first.
    others : sequence of Match
        Films of its title that have another id.
    """
    ranked = sorted((*likely, *others), key=lambda film: -film.confidence)
    candidates = tuple(ranked[:MOST_CANDIDATES])
    if likely and likely[0].confidence >= LEAST_LIKELY:
        equal = [film.name for film in likely if film.doubt == "same_title"]
        if equal:
            names = ", ".join(equal[:MOST_CANDIDATES])
            return Miss("ambiguous", f"Several films may be meant: {names}.", candidates)
        detail = f"It may be {likely[0].name}: {likely[0].confidence:.2f} sure."
        return Miss("uncertain", detail, candidates)
    if others:
        detail = f"Its id is of another film than {others[0].name}, which has its title."
    elif likely:
        years = ", ".join(str(film.year) for film in candidates)
        detail = f"The film of this title here is of another year: {years}."
    else:
        detail = f"No film of {_looked_for(key)} is in the catalogue."
    return Miss("not_in_catalogue", detail, candidates)


def _looked_for(key: FilmKey) -> str:
    has_id = bool(key.imdb_id or key.tmdb_id or key.movie_id)
    names = [*(["this id"] if has_id else []), *(["this title"] if key.title else [])]
    return ", or ".join(names)


def _match(row: Any, confidence: float, doubt: Doubt | None, *, by_id: bool = False) -> Match:
    return Match(
        row["film_id"],
        row["movie_id"],
        row["title"],
        row["year"],
        round(confidence, 2),
        by_id,
        doubt,
    )


def _contradicts(key: FilmKey, row: Any) -> bool:
    """Return whether a film has another id than the row; IMDb's decides where both have it."""
    if key.imdb_id and row["imdb_id"]:
        return bool(key.imdb_id != row["imdb_id"])
    return bool(key.tmdb_id and row["tmdb_id"] and key.tmdb_id != row["tmdb_id"])


def _is_same(key: FilmKey, row: Any) -> bool:
    named = FilmIdentity(key.imdb_id, tuple(map(title_key, names_of(key))), year_of(key))
    return is_same(named, FilmIdentity(row["imdb_id"], tuple(row["title_keys"]), row["year"]))
