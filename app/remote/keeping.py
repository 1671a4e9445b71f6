"""Media servers and remote accounts as they are stored."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from app.accounts import people
from app.data.services import Services
from app.remote.http import RefusedError, RemoteError
from sql.tables import MediaServer, RemoteAccount, ServerFilm, WriteBack

ACCOUNT = (
    *RemoteAccount.__table__.columns,
    MediaServer.name.label("server_name"),
    MediaServer.url.label("server_url"),
)
WAITING = (
    select(func.count())
    .where(WriteBack.account_id == RemoteAccount.account_id)
    .scalar_subquery()
    .label("waiting")
)


def servers(connection: Connection, server_id: int | None = None) -> Sequence[Any]:
    """Return all media servers, or one, with how many films each has and how many are matched."""
    films = (
        select(
            ServerFilm.server_id,
            func.count().label("films"),
            func.count(ServerFilm.film_id).label("matched"),
        )
        .group_by(ServerFilm.server_id)
        .subquery()
    )
    statement = (
        select(
            *MediaServer.__table__.columns,
            func.coalesce(films.c.films, 0).label("films"),
            func.coalesce(films.c.matched, 0).label("matched"),
        )
        .select_from(MediaServer)
        .outerjoin(films, films.c.server_id == MediaServer.server_id)
        .order_by(MediaServer.name, MediaServer.server_id)
    )
    if server_id is not None:
        statement = statement.where(MediaServer.server_id == server_id)
    return connection.execute(statement).all()


def server_of_webhook(connection: Connection, webhook_hash: bytes) -> Any:
    """Return the media server whose webhook has a secret of this hash."""
    statement = select(*MediaServer.__table__.columns).where(
        MediaServer.webhook_hash == webhook_hash
    )
    return connection.execute(statement).one_or_none()


def add_server(connection: Connection, values: dict[str, Any]) -> int:
    """Insert a media server; return its id."""
    statement = insert(MediaServer).values(**values).returning(MediaServer.server_id)
    return int(connection.execute(statement).scalar_one())


def change_server(connection: Connection, server_id: int, values: dict[str, Any]) -> None:
    """Change a media server."""
    statement = update(MediaServer).where(MediaServer.server_id == server_id)
    connection.execute(statement.values(**values))


def remove_server(connection: Connection, server_id: int) -> bool:
    """Delete a media server, what it has, and the accounts on it; False where there is none."""
    statement = delete(MediaServer).where(MediaServer.server_id == server_id)
    return connection.execute(statement).rowcount > 0


def replace_films(connection: Connection, server_id: int, films: Sequence[dict[str, Any]]) -> None:
    """Replace a media server's library by these films, each with the columns of `ServerFilm`."""
    connection.execute(delete(ServerFilm).where(ServerFilm.server_id == server_id))
    if films:
        connection.execute(insert(ServerFilm), [{"server_id": server_id, **film} for film in films])


def put_film(connection: Connection, server_id: int, film: dict[str, Any]) -> None:
    """Insert or replace one film of a library."""
    mine = (ServerFilm.server_id == server_id, ServerFilm.item_id == film["item_id"])
    connection.execute(delete(ServerFilm).where(*mine))
    connection.execute(insert(ServerFilm).values(server_id=server_id, **film))


def film_count(connection: Connection, server_id: int) -> int:
    """Return how many films a library has."""
    statement = select(func.count()).where(ServerFilm.server_id == server_id)
    return int(connection.execute(statement).scalar_one())


def not_matched(connection: Connection, server_id: int, most: int) -> Sequence[Any]:
    """Return films of a library that were matched to none, in order of title."""
    statement = (
        select(ServerFilm.title, ServerFilm.year, ServerFilm.reason)
        .where(ServerFilm.server_id == server_id, ServerFilm.film_id.is_(None))
        .order_by(ServerFilm.title, ServerFilm.item_id)
        .limit(most)
    )
    return connection.execute(statement).all()


def owned(connection: Connection, film_id: int) -> Sequence[Any]:
    """Return the servers that have a film, each with one item of it."""
    statement = (
        select(
            MediaServer.kind,
            MediaServer.name,
            MediaServer.play_url,
            MediaServer.machine_id,
            func.min(ServerFilm.item_id).label("item_id"),
        )
        .select_from(MediaServer)
        .join(ServerFilm, ServerFilm.server_id == MediaServer.server_id)
        .where(ServerFilm.film_id == film_id)
        .group_by(MediaServer.server_id)
        .order_by(MediaServer.name, MediaServer.server_id)
    )
    return connection.execute(statement).all()


def items_of(connection: Connection, server_id: int, film_id: int) -> list[str]:
    """Return a server's items of a film: it may have two files of it."""
    statement = select(ServerFilm.item_id).where(
        ServerFilm.server_id == server_id, ServerFilm.film_id == film_id
    )
    return list(connection.scalars(statement))


def accounts(
    connection: Connection,
    *,
    user_id: int | None = None,
    account_id: int | None = None,
    server_id: int | None = None,
) -> Sequence[Any]:
    """Return remote accounts that meet all of what is given, with their servers."""
    statement = (
        select(*ACCOUNT, WAITING)
        .select_from(RemoteAccount)
        .outerjoin(MediaServer, MediaServer.server_id == RemoteAccount.server_id)
        .order_by(RemoteAccount.account_id)
    )
    for column, value in (
        (RemoteAccount.user_id, user_id),
        (RemoteAccount.account_id, account_id),
        (RemoteAccount.server_id, server_id),
    ):
        if value is not None:
            statement = statement.where(column == value)
    return connection.execute(statement).all()


def add_account(connection: Connection, values: dict[str, Any]) -> int:
    """Insert a remote account; return its id."""
    statement = insert(RemoteAccount).values(**values).returning(RemoteAccount.account_id)
    return int(connection.execute(statement).scalar_one())


def set_write_back(connection: Connection, account_id: int, on: bool) -> None:
    """Turn writing back on, from now on, or off; what waits is then forgotten."""
    mine = RemoteAccount.account_id == account_id
    if not on:
        connection.execute(delete(WriteBack).where(WriteBack.account_id == account_id))
    since = func.coalesce(RemoteAccount.writes_back_since, func.now()) if on else None
    connection.execute(update(RemoteAccount).where(mine).values(writes_back_since=since))


def set_result(
    connection: Connection, table: type[MediaServer] | type[RemoteAccount], key: int, result: Any
) -> None:
    """Keep what came of reading a server or an account."""
    column = MediaServer.server_id if table is MediaServer else RemoteAccount.account_id
    statement = update(table).where(column == key)
    connection.execute(statement.values(synced_at=func.now(), result=result))


def remove_account(connection: Connection, account_id: int) -> None:
    """Delete a remote account with its token; ratings and viewings stay."""
    connection.execute(delete(RemoteAccount).where(RemoteAccount.account_id == account_id))


def lock_token(connection: Connection, account_id: int) -> bytes | None:
    """Lock a remote account and return its encrypted token.

    Who waits longer than `people.LOCK_TIMEOUT_MS` gives up.

    Raises
    ------
    RemoteError
        The account is gone.
    """
    people.limit_lock_wait(connection)
    fields = (RemoteAccount.token_box, people.usual_timeout())
    statement = select(*fields).where(RemoteAccount.account_id == account_id)
    row = connection.execute(statement.with_for_update()).one_or_none()
    if row is None:
        raise RemoteError("The account here is gone.")
    box: bytes | None = row.token_box
    return box


def set_token(connection: Connection, account_id: int, token_box: bytes) -> None:
    """Replace a remote account's encrypted token."""
    mine = RemoteAccount.account_id == account_id
    connection.execute(update(RemoteAccount).where(mine).values(token_box=token_box))


def due(connection: Connection, account_id: int) -> Sequence[Any]:
    """Return what is to be written to a remote account now, the oldest first."""
    statement = (
        select(WriteBack.film_id, WriteBack.kind, WriteBack.rating, WriteBack.attempts)
        .where(WriteBack.account_id == account_id, WriteBack.next_at <= func.now())
        .order_by(WriteBack.queued_at, WriteBack.film_id)
    )
    return connection.execute(statement).all()


def postpone(
    connection: Connection, account_id: int, waiting: Any, failure: str, pause_s: int
) -> None:
    """Try a write again later."""
    connection.execute(
        update(WriteBack)
        .where(*_is(account_id, waiting))
        .values(
            attempts=WriteBack.attempts + 1,
            failure=failure,
            next_at=func.now() + timedelta(seconds=pause_s),
        )
    )


def done(connection: Connection, account_id: int, waiting: Any) -> None:
    """Delete a write that is done, unless another rating was set meanwhile."""
    same = WriteBack.rating.is_not_distinct_from(waiting.rating)
    connection.execute(delete(WriteBack).where(*_is(account_id, waiting), same))


def _is(account_id: int, waiting: Any) -> tuple[Any, ...]:
    return (
        WriteBack.account_id == account_id,
        WriteBack.film_id == waiting.film_id,
        WriteBack.kind == waiting.kind,
    )


def token_of(services: Services, box: bytes | None) -> str:
    """Return a stored token.

    Raises
    ------
    RefusedError
        It was encrypted under another SECRET_KEY.
    """
    token = "" if box is None else services.secret_box.open(box)
    if token is None:
        raise RefusedError("The stored token cannot be read any more; connect again.")
    return token
