"""What media servers say, whatever their kind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from app.transfer.ratings import TEN
from app.transfer.rows import FilmKey


@dataclass(frozen=True)
class Item:
    """A film in a library.

    Attributes
    ----------
    item_id : str
        The server's id of it.
    key : FilmKey
        What it is matched by.
    """

    item_id: str
    key: FilmKey


@dataclass(frozen=True)
class ItemMark:
    """What a person's account says of a film in a library.

    Attributes
    ----------
    rating : float or None
        Stars.
    rated_at : datetime or None
        When, where the server says it.
    seen : bool
        Seen to the end, or marked so.
    seen_at : datetime or None
        The last time, where the server says it.
    """

    item: Item
    rating: float | None = None
    rated_at: datetime | None = None
    seen: bool = False
    seen_at: datetime | None = None


@dataclass(frozen=True)
class Identity:
    """A server: its own id and its name."""

    machine_id: str
    name: str


@dataclass(frozen=True)
class SignedIn:
    """A person's account on a server: id and name there, and a token for it."""

    remote_id: str
    name: str
    token: str


class MediaServer(Protocol):
    """A media server. Every function may raise `app.remote.http.RemoteError`.

    Ratings are stars here, and out of ten on all three kinds of server.
    """

    def identity(self, token: str) -> Identity:
        """Return which server it is; the token must open its library."""

    def library(self, token: str) -> Iterator[Item]:
        """Yield all films of the library."""

    def item(self, token: str, item_id: str) -> Item:
        """Return one film of the library."""

    def sign_in(self, name: str, password: str | None, token: str | None) -> SignedIn:
        """Return a person's account; the password is sent once and not kept."""

    def marks(self, token: str, remote_id: str) -> Iterator[ItemMark]:
        """Yield what the account says of the films that it rated or saw."""

    def mark(self, token: str, remote_id: str, item_id: str) -> ItemMark:
        """Return what the account says of one film."""

    def rate(self, token: str, remote_id: str, item_id: str, stars: float) -> None:
        """Set a rating; done twice it is the same."""

    def set_seen(self, token: str, remote_id: str, item_id: str) -> None:
        """Mark a film as seen; callers ask this of unseen films only."""

    def play_url(self, base: str, machine_id: str, item_id: str) -> str:
        """Return where a browser plays a film."""


def stars_of_ten(rating: object) -> float | None:
    """Return a rating out of ten in stars, rounded to a half; None where there is none."""
    if not isinstance(rating, (int, float)) or isinstance(rating, bool) or not 0 < rating <= 10:
        return None
    return TEN.stars(f"{rating:.1f}")


def ten_of_stars(stars: float) -> float:
    """Return stars out of ten."""
    return stars * 2
