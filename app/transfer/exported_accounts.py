"""Accounts elsewhere in an export: which there are, and no token."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from app.data.services import Services
from sql.tables import MediaServer, RemoteAccount


def remote_accounts(services: Services, user_id: int) -> list[dict[str, Any]]:
    """Return a person's accounts elsewhere; see `app.transfer.schemas.ExportedAccount`."""
    statement = (
        select(
            RemoteAccount.service,
            MediaServer.name.label("server"),
            RemoteAccount.name,
            RemoteAccount.writes_back_since.is_not(None).label("writes_back"),
            RemoteAccount.created_at.label("connected_at"),
        )
        .select_from(RemoteAccount)
        .outerjoin(MediaServer, MediaServer.server_id == RemoteAccount.server_id)
        .where(RemoteAccount.user_id == user_id)
        .order_by(RemoteAccount.account_id)
    )
    rows = services.database.fetch("exported_accounts", statement)
    return [dict(row) for row in rows]
