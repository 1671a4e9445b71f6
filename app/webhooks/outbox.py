"""The outbox: what webhooks are to be sent is written with the mark, in one transaction.

So nothing is sent of a write that is rolled back, and nothing is lost where a process ends.
"""

from __future__ import annotations

from sqlalchemy import Connection, Select, and_, exists, func, insert, literal, select, true
from sqlalchemy.dialects.postgresql import JSONB

from sql.tables import Movie, Rating, Viewing, WatchlistEntry, Webhook, WebhookDelivery


def rated(connection: Connection, release_id: int, user_id: int, film_id: int) -> None:
    """Tell webhooks of a rating of this transaction; the same stars again are none."""
    own = and_(Rating.user_id == user_id, Rating.film_id == film_id, Rating.rated_at == func.now())
    data = func.jsonb_build_object("movie", _movie(), "rating", Rating.rating)
    _enqueue(connection, "rated", user_id, _of(release_id, film_id, data).join(Rating, own))


def watchlisted(connection: Connection, release_id: int, user_id: int, film_id: int) -> None:
    """Tell webhooks of a film that this transaction put on the watchlist."""
    new = exists().where(
        WatchlistEntry.user_id == user_id,
        WatchlistEntry.film_id == film_id,
        WatchlistEntry.created_at == func.now(),
    )
    data = func.jsonb_build_object("movie", _movie())
    _enqueue(connection, "watchlisted", user_id, _of(release_id, film_id, data).where(new))


def seen(
    connection: Connection, release_id: int, user_id: int, film_id: int, viewing_id: int
) -> None:
    """Tell webhooks of a viewing."""
    own = and_(Viewing.user_id == user_id, Viewing.viewing_id == viewing_id)
    data = func.jsonb_build_object("movie", _movie(), "watched_on", Viewing.watched_on)
    _enqueue(connection, "seen", user_id, _of(release_id, film_id, data).join(Viewing, own))


def _movie() -> object:
    names = ("movie_id", "title", "year", "imdb_id", "tmdb_id")
    pairs = [part for name in names for part in (_key(name), getattr(Movie, name))]
    return func.jsonb_build_object(*pairs)


def _key(name: str) -> object:
    return literal("id" if name == "movie_id" else name)


def _of(release_id: int, film_id: int, data: object) -> Select[tuple[object]]:
    """Return the statement of the data of an event about a film."""
    return (
        select(data.label("data"))  # type: ignore[attr-defined]
        .select_from(Movie)
        .where(Movie.release_id == release_id, Movie.film_id == film_id)
    )


def _enqueue(
    connection: Connection, event: str, user_id: int, about: Select[tuple[object]]
) -> None:
    """Add a delivery for each of the person's webhooks that are told of such events."""
    found = about.subquery()
    rows = (
        select(Webhook.webhook_id, literal(event), func.cast(found.c.data, JSONB))
        .join(found, true())
        .where(
            Webhook.user_id == user_id,
            Webhook.disabled_at.is_(None),
            literal(event) == func.any(Webhook.events),
        )
    )
    connection.execute(insert(WebhookDelivery).from_select(["webhook_id", "event", "data"], rows))
