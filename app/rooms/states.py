"""A room as it is at one moment, read in one transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Select, func, select

from app.rooms.membership import Seat, load
from app.web.problems import Problem
from sql import query
from sql.tables import RoomMember, RoomVote

NOBODY = -1
NO_VOTES: Mapping[str, int] = {"yes": 0, "no": 0, "seen": 0}


@dataclass(frozen=True)
class State:
    """A room, its members and their votes.

    Attributes
    ----------
    room, me : Row
        Rows of ``rooms`` and of ``room_members``.
    members : sequence of Row
        Those who have not been removed, in the order of joining, with ``voted``: films voted on.
    votes : mapping of int to Row
        ``yes``, ``no`` and ``seen`` by film id.
    choices : mapping of (int, int) to str
        Each vote, by member and film.
    """

    room: Row[Any]
    me: Row[Any]
    members: Sequence[Row[Any]]
    votes: Mapping[int, Row[Any]]
    choices: Mapping[tuple[int, int], str]

    @property
    def my_index(self) -> int:
        """The position of the member who asks; `NOBODY` once their account has been deleted."""
        ids = [member.member_id for member in self.members]
        return ids.index(self.me.member_id) if self.me.member_id in ids else NOBODY

    @property
    def left_out(self) -> list[int]:
        """Ids of films that have left the list: a no, seen tonight, or set aside by the host."""
        voted_out = [film for film, votes in self.votes.items() if votes.no or votes.seen]
        return sorted({*voted_out, *self.room.aside})

    def tally(self, film_id: int) -> dict[str, int]:
        """Return the votes on a film; see `app.rooms.schemas.Votes`."""
        row = self.votes.get(film_id)
        return {name: getattr(row, name) if row else 0 for name in NO_VOTES}


def read(connection: Connection, seat: Seat) -> State:
    """Read a room for a member, as it is now.

    Raises
    ------
    Problem
        ``not-found``: it was deleted meanwhile.
    """
    room = load(connection, seat.room_id, lock=False)
    if room is None:
        raise Problem("not-found")
    voted = (
        select(func.count())
        .where(RoomVote.member_id == RoomMember.member_id)
        .scalar_subquery()
        .label("voted")
    )
    of_room = (RoomMember.room_id == seat.room_id, RoomMember.removed_at.is_(None))
    statement: Select[Any] = select(*RoomMember.__table__.columns, voted)
    members = connection.execute(statement.where(*of_room).order_by(RoomMember.member_id)).all()
    choices = connection.execute(
        select(RoomVote.member_id, RoomVote.film_id, RoomVote.vote)
        .join(RoomMember, RoomMember.member_id == RoomVote.member_id)
        .where(*of_room)
        .order_by(RoomVote.voted_at)
    ).all()
    votes = connection.execute(query("room_votes"), {"room_id": seat.room_id}).all()
    return State(
        room,
        next(
            (member for member in members if member.member_id == seat.member.member_id), seat.member
        ),
        members,
        {row.film_id: row for row in votes},
        {(row.member_id, row.film_id): row.vote for row in choices},
    )
