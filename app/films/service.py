"""Finding films: requests to `embeddings.answers`, and its answers as JSON."""

from __future__ import annotations

from dataclasses import asdict, replace
from functools import partial
from typing import Any

from app.accounts import access
from app.data.encoders import QueryEncoder
from app.data.readers import load_reader
from app.data.services import Services
from app.films import links
from app.films.json import movie
from app.films.paging import checked_filters, envelope, start, unknown_tag
from app.films.schemas import PopularQuery, SearchQuery, SimilarQuery
from app.web import cursors
from app.web.problems import Fault, Problem
from embeddings.answers.cards import Card, card
from embeddings.answers.filters import Filters
from embeddings.answers.hits import Hit
from embeddings.answers.people import film_page
from embeddings.answers.popular import popular
from embeddings.answers.predicted import predict_stars
from embeddings.answers.search import SearchRequest, search
from embeddings.answers.shared import shared_traits
from embeddings.answers.similar import Step, similar
from embeddings.answers.sorting import Predict
from embeddings.answers.understand.parsed import ParsedQuery
from embeddings.errors import EncoderMismatchError
from embeddings.releases.registry import ReleaseInfo


def search_films(services: Services, query: SearchQuery) -> dict[str, Any]:
    """Find films by plain words; see `app.films.schemas.SearchPage`."""
    page = start(services, "search", query)
    filters = checked_filters(services, page.release, query)
    encoder = _encoder(services, page.release, query.cursor)
    found = search(
        services.database.rows,
        encoder.encode,
        services.lexicons.of(page.release),
        page.release,
        SearchRequest(
            query.q,
            query.verbatim,
            filters,
            page.limit,
            page.offset,
            query.sort,
            _predict(services, page.release) if query.sort == "predicted" else None,
        ),
        encode_request=encoder.encode_request,
    )
    shown = services.posters.shown
    return {
        **envelope(services, page, query, [_hit(hit, shown) for hit in found.hits]),
        "understood": understood(found.parsed),
        "nothing_fits": found.nothing_fits,
    }


def popular_films(services: Services, query: PopularQuery) -> dict[str, Any]:
    """List popular films; see `app.films.schemas.PopularPage`."""
    page = start(services, "popular", query)
    filters = without_excluded(services, checked_filters(services, page.release, query))
    films = popular(
        services.database.rows, page.release, filters, limit=page.limit, offset=page.offset
    )
    items = [{"movie": _movie(services, film.card), "score": film.score} for film in films]
    return envelope(services, page, query, items)


def similar_films(services: Services, movie_id: int, query: SimilarQuery) -> dict[str, Any]:
    """List films like one; see `app.films.schemas.SimilarPage`."""
    page = start(services, f"similar/{movie_id}", query)
    filters = without_excluded(services, checked_filters(services, page.release, query))
    load_card(services, page.release, movie_id)
    steps = _steps(services, page.release, query)
    films = similar(
        services.database.rows,
        page.release,
        movie_id,
        filters,
        limit=page.limit,
        offset=page.offset,
        words=services.releases.tags(page.release),
        steps=steps,
    )
    traits = shared_traits(
        services.database.rows,
        page.release,
        services.releases.tags(page.release),
        [(movie_id, film.card.movie_id) for film in films],
    )
    items = [
        {
            "movie": _movie(services, film.card),
            "score": film.score,
            "shared": {
                "genres": film.shared_genres,
                "tags": film.shared_tags,
                "traits": [asdict(trait) for trait in traits[movie_id, film.card.movie_id]],
            },
        }
        for film in films
    ]
    return envelope(services, page, query, items)


def _steps(services: Services, release: ReleaseInfo, query: SimilarQuery) -> list[Step]:
    """Return how the films are to differ.

    Raises
    ------
    Problem
        ``invalid``: the release has no such mood or tag.
    """
    steps: list[Step] = []
    errors: list[Fault] = []
    for field, sign in (("more", 1.0), ("less", -1.0)):
        for step in getattr(query, field):
            name, _, strength = step.partition(":")
            steps.append(Step(name, sign * float(strength or 1)))
            if fault := unknown_tag(services, release, f"/query/{field}", name):
                errors.append(fault)
    if errors:
        raise Problem("invalid", errors=errors)
    return steps


def one_film(services: Services, movie_id: int) -> dict[str, Any]:
    """Return one film; see `app.films.schemas.MovieDetails`."""
    release = services.releases.live()
    found = film_page(services.database.rows, release, movie_id)
    if found is None:
        raise no_movie(movie_id)
    return {
        **_movie(services, found.card),
        "writers": [asdict(person) for person in found.writers],
        "composers": [asdict(person) for person in found.composers],
        "full_cast": [asdict(person) for person in found.full_cast],
        "alternative_titles": [
            {"title": title, "language": language} for title, language in found.alternative_titles
        ],
        "minimum_age": found.minimum_age,
        "moods": [{"name": mood, "strength": strength} for mood, strength in found.moods],
        "estimated_moods": found.estimated_moods,
        "estimated_tags": found.estimated_tags,
        "sources": found.sources,
    }


def shared_film(services: Services, text: str) -> dict[str, Any]:
    """Say which film a shared text is about; see `app.films.shared_schemas.SharedFilm`."""
    shared = links.read(text)
    return {"movie_id": links.movie_of(services, shared), "words": shared.words}


def live_release(services: Services) -> dict[str, Any]:
    """Describe the live release; see `app.films.release_schemas.Release`."""
    live = services.releases.live()
    facets = services.releases.facets(live)
    return {
        "id": live.release_id,
        "dataset": live.dataset,
        "attribution": live.attribution,
        "simulated_ratings": live.simulated_ratings,
        "encoder": live.encoder,
        "encoder_revision": live.encoder_revision,
        "text_dimension": live.text_dimension,
        "movie_count": live.movie_count,
        "rating_count": live.rating_count,
        "genres": [{"name": name, "count": n} for name, n in facets.genres.items()],
        **{
            kind: [{"name": name, "count": n} for name, n in getattr(facets, kind).items()]
            for kind in ("countries", "languages", "certificates", "collections")
        },
        "runtime_min": facets.runtime_min,
        "runtime_max": facets.runtime_max,
        "year_min": facets.year_min,
        "year_max": facets.year_max,
        "live_at": live.live_at,
        "quality": live.quality,
        "tmdb_posters": services.posters.shown,
    }


def load_card(services: Services, release: ReleaseInfo, movie_id: int) -> Card:
    """Return a film's card.

    Raises
    ------
    Problem
        ``not-found``: the release has no such film.
    """
    rows = services.database.rows("movie", release_id=release.release_id, movie_id=movie_id)
    if not rows:
        raise no_movie(movie_id)
    return card(rows[0])


def no_movie(movie_id: int) -> Problem:
    """Return the problem of a film that the release lacks."""
    return Problem("not-found", f"There is no movie {movie_id} in this release.")


def without_excluded(services: Services, filters: Filters) -> Filters:
    """Leave out the films that the visitor has rated, seen or hidden; a guest has none."""
    visitor = access.visitor()
    if visitor is None:
        return filters
    rows = services.database.rows("excluded_films", user_id=visitor.user_id)
    return replace(filters, excluded_film_ids=tuple(row["film_id"] for row in rows))


def _movie(services: Services, found: Card) -> dict[str, Any]:
    return movie(found, posters_shown=services.posters.shown)


def _predict(services: Services, release: ReleaseInfo) -> Predict | None:
    """Return what predicts the visitor's ratings; None for a guest."""
    visitor = access.visitor()
    if visitor is None:
        return None
    reader = load_reader(services, release, visitor.user_id)
    return partial(predict_stars, services.database.rows, release, reader)


def _encoder(services: Services, release: ReleaseInfo, cursor: str | None) -> QueryEncoder:
    encoder = services.query_encoders.of(release)
    try:
        encoder.get()
    except EncoderMismatchError as error:
        if cursor:
            raise cursors.gone() from error
        raise
    return encoder


def _hit(hit: Hit, posters_shown: bool) -> dict[str, Any]:
    return {
        "movie": movie(hit.card, posters_shown=posters_shown),
        "score": hit.score,
        "fits": hit.fits,
        "why": None if hit.why is None else asdict(hit.why),
    }


def understood(parsed: ParsedQuery) -> dict[str, Any]:
    """Return how a query was parsed; see `app.films.schemas.Understood`."""
    return {
        "text": parsed.text,
        "corrected": parsed.corrected,
        "filters": [asdict(phrase) for phrase in parsed.filters],
        "also": [asdict(phrase) for phrase in parsed.also],
        "like": asdict(parsed.example) if parsed.example else None,
        "likes": [asdict(example) for example in parsed.examples],
        "wishes": [
            {name: value for name, value in asdict(wish).items() if name != "weight"}
            for wish in parsed.wishes
        ],
        "preferences": [asdict(preference) for preference in parsed.preferences],
        "excluded": parsed.excluded_phrases,
    }
