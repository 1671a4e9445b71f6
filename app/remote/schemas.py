"""What routes about media servers and remote accounts take and give."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from app.web.contract import Body, Input, Query
from app.web.openapi import LARGEST_ID
from embeddings.json_numbers import WHOLE
from embeddings.plain_text import SOME, UNALTERED

ServerKind = Literal["jellyfin", "emby", "plex"]
Service = Literal["jellyfin", "emby", "plex", "letterboxd", "trakt", "simkl"]
DIARIES = ("letterboxd", "trakt", "simkl")

Address = Annotated[str, StringConstraints(min_length=1, max_length=300), SOME]
ShortName = Annotated[str, StringConstraints(min_length=1, max_length=60), SOME]
AccountName = Annotated[str, StringConstraints(min_length=1, max_length=100), SOME]
ServerId = Annotated[int, Field(ge=0, le=LARGEST_ID), WHOLE]
Secret = Annotated[str, StringConstraints(min_length=1, max_length=1000), UNALTERED]


class MediaServerIn(Input):
    """A media server."""

    kind: ServerKind
    name: ShortName = Field(description="As people here call it.", examples=["Living room"])
    url: Address = Field(
        description="Where this service asks it.", examples=["http://jellyfin:8096"]
    )
    play_url: Address | None = Field(
        None,
        description="Where people's browsers open it; `url` where it is left out.",
        examples=["https://media.example"],
    )
    token: Secret = Field(
        description="An API key of Jellyfin or Emby, or a token of Plex's owner: it is tried, "
        "stored encrypted, and never shown."
    )


class MediaServerChange(Input):
    """What changes about a media server."""

    name: ShortName | None = None
    url: Address | None = None
    play_url: Address | None = None
    token: Secret | None = None
    new_webhook: bool = Field(False, description="Whether the webhook gets a new secret.")


class LibraryResult(Body):
    """What came of reading a library the last time."""

    failure: Literal["remote", "away", "refused", "missing", "unreadable"] | None
    detail: str | None = Field(description="Why it failed, in words.")


class MediaServer(Body):
    """A media server, as an administrator sees it."""

    id: int
    kind: ServerKind
    name: str
    url: str
    play_url: str
    films: int = Field(description="Films in its library, as it was read last.")
    matched: int = Field(description="Of these, films that the catalogue has.")
    synced_at: datetime | None
    result: LibraryResult | None
    webhook: str | None = Field(
        description="The address that the server's webhook is to call, after this service's own; "
        "told when it is made and never again.",
        examples=["/api/v1/media-servers/webhook?secret=…"],
    )


class MediaServers(Body):
    """All media servers."""

    items: list[MediaServer]


class NotMatchedFilm(Body):
    """A film of a library that the catalogue does not have, or that could be several."""

    title: str
    year: int | None
    reason: str | None


class NotMatchedFilms(Body):
    """Films of a library that were matched to none, in order of title; the first 500."""

    items: list[NotMatchedFilm]


class WebhookQuery(Query):
    """Which media server sends."""

    secret: str = Field(
        min_length=1, max_length=100, description="That of the media server's webhook."
    )


class RemoteAccountIn(Input):
    """An account to connect: one on a media server, or one of a diary service."""

    server_id: ServerId | None = Field(None, description="The media server.")
    service: Literal["letterboxd", "trakt", "simkl"] | None = None
    name: AccountName = Field(
        description="Your name there. Of Plex it is what its webhooks call you."
    )
    password: Secret | None = Field(
        None, description="For Jellyfin and Emby: sent there once for a token, and not kept."
    )
    token: Secret | None = Field(
        None, description="For Plex, Trakt and Simkl, or Jellyfin: kept encrypted, never shown."
    )

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if (self.server_id is None) == (self.service is None):
            raise PydanticCustomError(
                "one_of", "Must have exactly one of server_id and service", {"field": "server_id"}
            )
        return self


class RemoteCodeIn(Input):
    """The service that is to give a code."""

    service: Literal["trakt", "simkl"]


class RemoteCode(Body):
    """A code that is typed on the service's own page, which asks whether that is wanted."""

    code: str = Field(examples=["5055CC52"])
    url: str = Field(description="Where it is typed.", examples=["https://trakt.tv/activate"])
    ticket: str = Field(description="For asking what came of it; it is this person's alone.")
    expires_in_s: int
    wait_s: int = Field(description="Seconds before it is asked what came of it.")


class RemoteCodeCheck(Input):
    """The ticket of a code."""

    ticket: Annotated[str, StringConstraints(min_length=1, max_length=20_000), UNALTERED]


class RemoteAccountChange(Input):
    """Whether marks set here are written there, from now on."""

    writes_back: bool


class RemoteResult(Body):
    """What came of reading an account the last time."""

    failure: Literal["remote", "away", "refused", "missing", "unreadable"] | None
    detail: str | None = Field(description="Why it failed, in words.")
    films: int = Field(description="Films that it says something of and that are here.")
    changed: int = Field(description="Films whose marks were changed here.")
    kept: int = Field(description="Ratings that differ and stay, since they were made here.")
    not_matched: int
    titles: list[str] = Field(description="The first 20 that were not matched.")
    import_id: int | None = Field(
        description="The import that undoes what was changed; see `DELETE /me/imports/{id}`."
    )


class RemoteAccount(Body):
    """One's account elsewhere. Its token is never shown."""

    id: int
    service: Service
    server: str | None = Field(description="Name of the media server.")
    name: str
    writes_back: bool
    waiting: int = Field(description="Marks set here that wait to be written there.")
    synced_at: datetime | None
    result: RemoteResult | None


class RemoteCodeState(Body):
    """What came of a code."""

    state: Literal["waiting", "connected", "denied", "ended"] = Field(
        description="`ended`: it was not typed in time, was used before, or is somebody else's."
    )
    wait_s: int | None = Field(description="Where it waits: seconds before it is asked again.")
    account: RemoteAccount | None = Field(description="Where it is connected.")


class Connectable(Body):
    """What one may connect to."""

    service: Service
    server_id: int | None
    name: str
    by_code: bool = Field(description="Whether it gives codes; see `beginRemoteCode`.")


class RemoteAccounts(Body):
    """One's accounts elsewhere, and what else there is to connect to."""

    items: list[RemoteAccount]
    connectable: list[Connectable]


class PlayLink(Body):
    """Where a film can be played."""

    kind: ServerKind
    name: str = Field(description="The media server's name.")
    url: str


class PlayLinks(Body):
    """Where a film can be played; empty where the house does not have it."""

    items: list[PlayLink]
