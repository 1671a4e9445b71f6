"""People's pages: requests to `embeddings.answers.people`, and its answers as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from app.accounts import access
from app.data.readers import load_reader
from app.data.services import Services
from app.films.json import movie
from app.library.service import marks
from app.people.schemas import PeopleQuery, PersonQuery
from app.web.problems import Problem
from embeddings.answers.people import CreditedFilm, PersonPage, person_page
from embeddings.answers.predicted import predict_stars
from embeddings.answers.understand.person_rows import ROLES
from embeddings.releases.registry import ReleaseInfo

# No request is longer than this many films; only the most prolific extras have more.
MOST_MARKS = 100
# Films that tell people of one name apart.
MOST_KNOWN = 3


@dataclass(frozen=True)
class _Reader:
    """What the visitor thinks of a person's films; empty for a guest."""

    marks: Mapping[int, Mapping[str, Any]] = field(default_factory=dict)
    predicted: Mapping[int, float | None] = field(default_factory=dict)

    def has_seen(self, movie_id: int) -> bool:
        mark = self.marks.get(movie_id, {})
        return bool(mark.get("watched")) or mark.get("rating") is not None


def find_people(services: Services, query: PeopleQuery) -> dict[str, Any]:
    """Find people by name; see `app.people.schemas.FoundPeople`."""
    lexicon = services.lexicons.of(services.releases.live())
    films = lexicon.titles.rows
    items = []
    for found in lexicon.people.search(query.q, query.limit):
        known = sorted(
            (films[movie_id] for movie_id in found.films() if movie_id in films),
            key=lambda film: (-film.rating_count, film.movie_id),
        )
        counts = Counter({role: len(found.films(role)) for role in ROLES})
        items.append(
            {
                "id": found.person_id,
                "name": found.name,
                "roles": [role for role, count in counts.most_common() if count],
                "film_count": len(known),
                "known_for": [
                    {"id": film.movie_id, "title": film.title, "year": film.year}
                    for film in known[:MOST_KNOWN]
                ],
            }
        )
    return {"items": items}


def person(services: Services, person_id: int, query: PersonQuery) -> dict[str, Any]:
    """Return a person's page; see `app.people.schemas.Person`.

    Raises
    ------
    Problem
        ``not-found``: the release credits nobody of this id.
    """
    release = services.releases.live()
    page = person_page(services.database.rows, release, person_id)
    if page is None:
        raise Problem("not-found", f"There is no person {person_id} in this release.")
    reader = _reader(services, release, page)
    films = [
        _film(film, reader, services.posters.shown) for film in _sorted(page, reader, query.sort)
    ]
    counts = Counter(role for film in page.films for role in film.roles)
    return {
        "id": page.id,
        "name": page.name,
        "imdb_id": page.imdb_id,
        "roles": [{"role": role, "count": count} for role, count in counts.most_common()],
        "film_count": len(films),
        "seen_count": sum(film["seen"] for film in films),
        "films": films,
    }


def _reader(services: Services, release: ReleaseInfo, page: PersonPage) -> _Reader:
    visitor = access.visitor()
    if visitor is None:
        return _Reader()
    user_id = visitor.user_id
    movie_ids = [film.card.movie_id for film in page.films]
    rows = services.database.rows
    found = [
        mark
        for at in range(0, len(movie_ids), MOST_MARKS)
        for mark in marks(services, user_id, movie_ids[at : at + MOST_MARKS])
    ]
    reader = load_reader(services, release, user_id)
    predicted = predict_stars(rows, release, reader, movie_ids)
    return _Reader({mark["movie_id"]: mark for mark in found}, predicted)


def _sorted(page: PersonPage, reader: _Reader, sort: str) -> list[CreditedFilm]:
    if sort == "year":
        return list(page.films)

    def key(film: CreditedFilm) -> tuple[float, float, int]:
        mean = film.card.rating_mean or 0
        predicted = reader.predicted.get(film.card.movie_id)
        first = predicted if sort == "predicted" and predicted is not None else mean
        return -first, -mean, -film.card.rating_count

    return sorted(page.films, key=key)


def _film(film: CreditedFilm, reader: _Reader, posters_shown: bool) -> dict[str, Any]:
    movie_id = film.card.movie_id
    return {
        "movie": movie(film.card, posters_shown=posters_shown),
        "roles": film.roles,
        "character": film.character,
        "seen": reader.has_seen(movie_id),
        "rating": reader.marks.get(movie_id, {}).get("rating"),
        "predicted_rating": reader.predicted.get(movie_id),
    }
