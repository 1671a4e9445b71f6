"""The statement behind each list: one person's marks with the live release's films."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Date,
    DateTime,
    Numeric,
    Select,
    Text,
    and_,
    cast,
    func,
    select,
    tuple_,
)
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.types import TypeEngine

from sql.tables import HiddenFilm, Rating, Viewing, WatchlistEntry, cards

Mark = type[Rating] | type[Viewing] | type[WatchlistEntry] | type[HiddenFilm]

INSTANT = DateTime(timezone=True)
# Where the day is not known, the one on which the film was put into the history.
SEEN_ON = func.coalesce(Viewing.watched_on, cast(func.timezone("UTC", Viewing.created_at), Date))


@dataclass(frozen=True)
class SortKey:
    """What a list is sorted by first; it must not be null, and not change by being cast."""

    value: ColumnElement[Any]
    type_: TypeEngine[Any]
    descending: bool = True


@dataclass(frozen=True)
class FilmList:
    """One kind of list.

    Attributes
    ----------
    marked_at : column
        When a film was put on it.
    extra : sequence of columns
        What is told of a film beside itself and when.
    sorts : mapping
        Where a sort differs from `sort_key`'s own.
    """

    mark: Mark
    marked_at: InstrumentedAttribute[Any]
    extra: Sequence[ColumnElement[Any] | InstrumentedAttribute[Any]] = ()
    sorts: Mapping[str, SortKey] = field(default_factory=dict)

    def sort_key(self, sort: str) -> SortKey:
        """Return the key of a sort."""
        if sort in self.sorts:
            return self.sorts[sort]
        return {
            "newest": SortKey(cast(self.marked_at, INSTANT), INSTANT),
            "oldest": SortKey(cast(self.marked_at, INSTANT), INSTANT, descending=False),
            # What has no rating or year comes last.
            # As a decimal, since a binary fraction may change on its way through a cursor.
            "rating": SortKey(func.coalesce(cast(cards.c.rating_mean, Numeric), 0), Numeric()),
            # Titles have no end, but cursors have.
            "title": SortKey(func.left(func.fold(cards.c.title), 80), Text(), descending=False),
            "year": SortKey(func.coalesce(cards.c.year, 0), BigInteger()),
        }[sort]


BY_OWN_RATING = SortKey(func.coalesce(Rating.rating, 0), Numeric())

LISTS: dict[str, FilmList] = {
    "ratings": FilmList(Rating, Rating.rated_at, [Rating.rating], {"rating": BY_OWN_RATING}),
    "history": FilmList(
        Viewing,
        Viewing.created_at,
        [Viewing.watched_on, Rating.rating],
        {
            "newest": SortKey(SEEN_ON, Date()),
            "oldest": SortKey(SEEN_ON, Date(), descending=False),
            "rating": BY_OWN_RATING,
        },
    ),
    "watchlist": FilmList(WatchlistEntry, WatchlistEntry.created_at),
    "hidden": FilmList(HiddenFilm, HiddenFilm.created_at),
}


def page(
    kind: FilmList, user_id: int, release_id: int, sort: str, after: list[Any] | None, limit: int
) -> Select[*tuple[Any, ...]]:
    """Return the statement of a page.

    Parameters
    ----------
    after : list or None
        ``cursor_key`` of the last row of the page before: sort key and time as text, film.

    Returns
    -------
    Select
        Rows of the card, ``marked_at``, the kind's own columns, and ``cursor_key``.
        Films that the release does not have are left out.
    """
    key = kind.sort_key(sort)
    columns: list[ColumnElement[Any]] = [
        key.value,
        cast(kind.marked_at, INSTANT),
        cast(kind.mark.film_id, BigInteger),
    ]
    # As PostgreSQL writes it, which it reads again to the last digit.
    cursor_key = func.json_build_array(
        cast(columns[0], Text), cast(columns[1], Text), kind.mark.film_id
    )
    statement = (
        select(
            *cards.c,
            kind.marked_at.label("marked_at"),
            *kind.extra,
            cursor_key.label("cursor_key"),
        )
        .join(
            cards,
            and_(cards.c.release_id == release_id, cards.c.film_id == kind.mark.film_id),
        )
        .where(kind.mark.user_id == user_id)
        .order_by(*(one.desc() if key.descending else one.asc() for one in columns))
        .limit(limit)
    )
    if kind.mark is Viewing:
        own = and_(Rating.user_id == user_id, Rating.film_id == Viewing.film_id)
        statement = statement.outerjoin(Rating, own)
    if after is not None:
        types: tuple[TypeEngine[Any], ...] = (key.type_, INSTANT, BigInteger())
        last = tuple_(*(cast(value, type_) for value, type_ in zip(after, types, strict=True)))
        here = tuple_(*columns)
        statement = statement.where(here < last if key.descending else here > last)
    return statement
