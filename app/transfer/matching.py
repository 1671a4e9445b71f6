"""Which film is a row about? By id; else by title and year, and how surely.

All rows are matched by two statements, however many they are, and by the titles that search holds
in memory. An id beats a title, and contradicts it: a row with the id of another film is never
matched by its title.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
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
BY_ID: Final = ("imdb", "tmdb", "movie")


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
    named = find_named(titles, wanted, confidence_min)
    unsure = {
        key
        for key, films in zip(wanted, named, strict=True)
        if not any(film.confidence >= confidence_min for film in films)
    }
    by_id = _rows(services, live.release_id, wanted, unsure)
    movie_ids = sorted({film.movie_id for films in named for film in films})
    movies = {
        row["movie_id"]: row
        for row in services.database.rows(
            "films_of_movies", release_id=live.release_id, movie_ids=movie_ids
        )
    }
    return {
        key: _decide(titles, key, by_id[index], named[index], movies, confidence_min)
        for index, key in enumerate(wanted)
    }


def _rows(
    services: Services, release_id: int, keys: Sequence[FilmKey], unsure: Set[FilmKey]
) -> dict[int, list[Any]]:
    """Return the films that keys name by id, and those of their titles that the release lacks.

    Parameters
    ----------
    unsure : set of FilmKey
        Those whose titles are looked up among the films that the release lacks.
    """
    looked_up: list[tuple[int, FilmKey, str | None]] = []
    for place, key in enumerate(keys):
        looked_up.append((place, key, None))
        # A title is looked up in each form: "rocky 2" is stored as "rocky ii".
        names = names_of(key) if key in unsure else ()
        forms = {form for name in names for form in number_forms(title_key(name))}
        looked_up += [(place, NO_IDS, form) for form in forms]
    rows = services.database.rows(
        "match_films",
        release_id=release_id,
        imdb_ids=[key.imdb_id for _, key, _ in looked_up],
        tmdb_ids=[key.tmdb_id for _, key, _ in looked_up],
        movie_ids=[key.movie_id for _, key, _ in looked_up],
        title_keys=[form for _, _, form in looked_up],
    )
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[looked_up[row["ordinal"] - 1][0]].append(row)
    return found


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
    for by in BY_ID:
        for row in rows:
            agrees = by != "movie" or not key.title or row["movie_id"] in of_title
            if row["by"] == by and agrees and not _contradicts(key, row):
                return _match(row, 1.0, None, by_id=True)
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
