"""Choosing a film for tonight: requests to `embeddings.answers`, and its answers as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from app.data.services import Services
from app.films.json import movie
from app.films.paging import checked_filters, keep_owned_private, unknown_tag
from app.films.service import understood
from app.recommend.service import because, predicted
from app.tonight.people import watchers_of
from app.tonight.schemas import TonightRequest, TonightWishes
from app.web.problems import Problem
from embeddings.answers import tonight_types as answers
from embeddings.answers.encoding import Encode
from embeddings.answers.tonight import choose_tonight
from embeddings.answers.tonight_types import ForWatcher, TonightFilm
from embeddings.answers.understand.lexicon import Lexicon
from embeddings.answers.watchers import Watcher
from embeddings.releases.registry import ReleaseInfo


def choose(services: Services, body: TonightRequest) -> dict[str, Any]:
    """Choose films; see `app.tonight.schemas.Tonight`.

    Raises
    ------
    Problem
        ``invalid``: somebody cannot be among the people, or the release has no such genre, mood
        and so on.
    """
    keep_owned_private(body.filters)
    release = services.releases.live()
    return choose_for(services, release, watchers_of(services, release, body.people), body)


def choose_for(
    services: Services, release: ReleaseInfo, watchers: Sequence[Watcher], wishes: TonightWishes
) -> dict[str, Any]:
    """Choose films for people who are known already; see `app.tonight.schemas.Tonight`.

    Parameters
    ----------
    watchers : sequence of Watcher
        With their histories: `embeddings.answers.watchers.with_history`.

    Raises
    ------
    Problem
        ``invalid``: the release has no such genre, mood and so on.
    """
    found = choose_tonight(
        services.database.rows,
        release,
        services.releases.sample(release),
        services.releases.tags(release),
        watchers,
        _request(services, release, wishes),
        lambda: _reading(services, release),
    )
    return {
        "picks": [_film(services, watchers, film) for film in found.picks],
        "movies": [_film(services, watchers, film) for film in found.films],
        "people": [
            {
                "person": at,
                "name": watcher.name,
                "kind": watcher.kind,
                "has_say": watcher.has_say,
                "shows_reasons": watcher.shows_reasons,
            }
            for at, watcher in enumerate(watchers)
        ],
        "order": {
            "by": found.by,
            "fairness": wishes.fairness,
            "aggregate": "mean-least",
            "watchlists_first": wishes.watchlists_first,
        },
        "understood": None if found.parsed is None else understood(found.parsed),
        "release": release.release_id,
    }


def _request(
    services: Services, release: ReleaseInfo, wishes: TonightWishes
) -> answers.TonightRequest:
    faults = [
        fault
        for name in wishes.moods
        if (fault := unknown_tag(services, release, f"/moods/{name}", name))
    ]
    if faults:
        raise Problem("invalid", errors=faults)
    return answers.TonightRequest(
        filters=checked_filters(services, release, wishes.filters, "/filters"),
        moods=wishes.moods,
        words=wishes.words or "",
        youngest=wishes.youngest,
        seen=wishes.seen,
        watchlists_first=wishes.watchlists_first,
        short_films=wishes.short_films,
        fairness=wishes.fairness,
        not_tonight=wishes.not_tonight,
        limit=wishes.limit,
    )


def _reading(services: Services, release: ReleaseInfo) -> tuple[Encode, Lexicon]:
    return services.query_encoders.of(release).encode, services.lexicons.of(release)


def _film(services: Services, watchers: Sequence[Watcher], film: TonightFilm) -> dict[str, Any]:
    return {
        "movie": movie(film.card, posters_shown=services.posters.shown),
        "score": film.score,
        "satisfaction": None if film.satisfaction is None else asdict(film.satisfaction),
        "for_people": [
            _for_person(at, watcher.name, for_watcher)
            for at, (watcher, for_watcher) in enumerate(
                zip(watchers, film.for_watchers, strict=True)
            )
        ],
        "why": [asdict(part) for part in film.why],
    }


def _for_person(at: int, name: str, of_film: ForWatcher) -> dict[str, Any]:
    return {
        "person": at,
        "name": name,
        **predicted(of_film.prediction),
        "satisfaction": of_film.satisfaction,
        "because": [because(reason) for reason in of_film.reasons],
        "seen": of_film.seen,
        "on_watchlist": of_film.on_watchlist,
    }
