"""Media servers: Jellyfin, Emby and Plex behind one interface."""

from __future__ import annotations

from app.remote.http import Client
from app.remote.servers.jellyfin import Emby, Jellyfin
from app.remote.servers.plex import Plex
from app.remote.servers.types import MediaServer

KINDS: dict[str, type[Jellyfin] | type[Emby] | type[Plex]] = {
    "jellyfin": Jellyfin,
    "emby": Emby,
    "plex": Plex,
}


def media_server(kind: str, url: str) -> MediaServer:
    """Return what asks a media server of a kind at an address."""
    return KINDS[kind](Client(url))
