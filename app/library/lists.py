"""Statements of lists: a person's marks of a kind, with the films of a release."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
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

from app.library.viewings import NUMBER, LatestViewing
from sql.tables import HiddenFilm, Rating, Viewing, WatchlistEntry, cards

Mark = type[Rating] | type[Viewing] | type[WatchlistEntry] | type[HiddenFilm]

INSTANT = DateTime(timezone=True)
# In the history, a viewing without a day counts as of the day on which it was entered.
SEEN_ON = func.coalesce(
    LatestViewing.watched_on, cast(func.timezone("UTC", LatestViewing.created_at), Date)
)


@dataclass(frozen=True)
class SortKey:
    """The first sort key of a list.

    Attributes
    ----------
    value : column
        Must not be null, and must survive being cast to text and back unchanged.
    type_ : type
        The type of ``value``.
    descending : bool
        Whether the largest value comes first.
    """

    value: ColumnElement[Any]
    type_: TypeEngine[Any]
    descending: bool = True


@dataclass(frozen=True)
class FilmList:
    """A kind of list.

    Attributes
    ----------
    mark : type
        The table of the marks.
    marked_at : column
        When the film was put on the list.
    extra : sequence of columns
        Columns of a row beside the film and ``marked_at``.
    sorts : mapping
        Sort keys by sort, where they differ from those of `sort_key`.
    rated : bool
        Whether ``extra`` or ``sorts`` name the person's rating, which is of another table.
    identity : column or None
        Tells the entries apart; None is the film.
    """

    mark: Mark
    marked_at: InstrumentedAttribute[Any]
    extra: Sequence[ColumnElement[Any] | InstrumentedAttribute[Any]] = ()
    sorts: Mapping[str, SortKey] = field(default_factory=dict)
    rated: bool = False
    identity: InstrumentedAttribute[int] | None = None

    def sort_key(self, sort: str) -> SortKey:
        """Return the first sort key of a sort, such as ``newest``."""
        if sort in self.sorts:
            return self.sorts[sort]
        return {
            "newest": SortKey(cast(self.marked_at, INSTANT), INSTANT),
            "oldest": SortKey(cast(self.marked_at, INSTANT), INSTANT, descending=False),
            # A film without rating or year comes last. Ratings are decimals, because a binary
            # fraction may change on its way through a cursor.
            "rating": SortKey(func.coalesce(cast(cards.c.rating_mean, Numeric), 0), Numeric()),
            # Cut, because cursors have a largest length and titles have none.
            "title": SortKey(func.left(func.fold(cards.c.title), 80), Text(), descending=False),
            "year": SortKey(func.coalesce(cards.c.year, 0), BigInteger()),
        }[sort]


BY_OWN_RATING = SortKey(func.coalesce(Rating.rating, 0), Numeric())

LISTS: dict[str, FilmList] = {
    "ratings": FilmList(Rating, Rating.rated_at, [Rating.rating], {"rating": BY_OWN_RATING}),
    "history": FilmList(
        LatestViewing,
        LatestViewing.created_at,
        [LatestViewing.watched_on, Rating.rating],
        {
            "newest": SortKey(SEEN_ON, Date()),
            "oldest": SortKey(SEEN_ON, Date(), descending=False),
            "rating": BY_OWN_RATING,
        },
        rated=True,
    ),
    "watchlist": FilmList(WatchlistEntry, WatchlistEntry.created_at),
    "hidden": FilmList(HiddenFilm, HiddenFilm.created_at),
}


# Viewings of the diary, numbered from 1 for each film. Viewings without a day come last.
VIEWINGS = FilmList(
    Viewing,
    Viewing.created_at,
    [Viewing.viewing_id, Viewing.watched_on, Viewing.note, NUMBER.label("number"), Rating.rating],
    {
        "newest": SortKey(func.coalesce(Viewing.watched_on, date.min), Date()),
        "oldest": SortKey(func.coalesce(Viewing.watched_on, date.max), Date(), descending=False),
        "rating": BY_OWN_RATING,
    },
    rated=True,
    identity=Viewing.viewing_id,
)


def page(
    kind: FilmList,
    user_id: int,
    release_id: int,
    sort: str,
    after: list[Any] | None,
    limit: int,
    conditions: Sequence[ColumnElement[bool]] = (),
) -> Select[*tuple[Any, ...]]:
    """Return the statement of a page.

    Parameters
    ----------
    after : list or None
        ``cursor_key`` of the last row of the page before: sort key and time as text, and what
        tells the entries apart.
    conditions : sequence of conditions
        Narrow the list.

    Returns
    -------
    Select
        Rows of the card, ``marked_at``, the list's extra columns, and ``cursor_key``. Films that
        the release lacks are left out.
    """
    key = kind.sort_key(sort)
    identity = kind.identity or kind.mark.film_id
    columns: list[ColumnElement[Any]] = [
        key.value,
        cast(kind.marked_at, INSTANT),
        cast(identity, BigInteger),
    ]
    # As text, because PostgreSQL reads its own text back to the last digit.
    cursor_key = func.json_build_array(cast(columns[0], Text), cast(columns[1], Text), identity)
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
        .where(kind.mark.user_id == user_id, *conditions)
        .order_by(*(column.desc() if key.descending else column.asc() for column in columns))
        .limit(limit)
    )
    if kind.rated:
        own = and_(Rating.user_id == user_id, Rating.film_id == kind.mark.film_id)
        statement = statement.outerjoin(Rating, own)
    if after is not None:
        types: tuple[TypeEngine[Any], ...] = (key.type_, INSTANT, BigInteger())
        last = tuple_(*(cast(value, type_) for value, type_ in zip(after, types, strict=True)))
        row = tuple_(*columns)
        statement = statement.where(row < last if key.descending else row > last)
    return statement
