"""Fields of pages that all lists share: limit and cursor of a query, cursor of an answer."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from app.web.contract import Query
from app.web.cursors import CURSOR
from app.web.values import WholeNumber

NextCursor = Annotated[
    str | None, Field(description="`cursor` of the next page; null on the last one.")
]


class Page(Query):
    """Which part of a list."""

    limit: WholeNumber = Field(20, ge=1, le=100, description="Most items to return.")
    cursor: str | None = Field(
        None,
        min_length=1,
        max_length=500,
        pattern=CURSOR,
        description="`next_cursor` of the page before; the other parameters must be the same.",
    )
