"""Response bodies of feeds."""

from __future__ import annotations

from datetime import datetime

from pydantic import Field

from app.web.contract import Body


class FeedState(Body):
    """Whether one's feeds have an address."""

    created_at: datetime | None = Field(description="When it was made; null where there is none.")
    last_read_at: datetime | None = Field(description="To ten minutes; null where never.")


class FeedAddresses(FeedState):
    """The addresses of one's feeds; whoever knows one reads it, without an account."""

    watchlist_atom: str = Field(
        examples=["https://films.example/api/feeds/q3Vx…/watchlist.atom"],
        description="For feed readers. Shown this once only, as the others.",
    )
    watchlist_ics: str = Field(description="For calendars: the watchlist as tasks.")
    diary_atom: str
    diary_ics: str = Field(description="For calendars: what was seen, on its days.")
