"""Asks TMDB for the path of a film's poster.

Source: https://developer.themoviedb.org/reference/movie-details
"""

from __future__ import annotations

import json
import re
import urllib.error
import urllib.parse
import urllib.request
from http.client import HTTPException

from app.settings import TMDB_URL

IMAGES = "https://image.tmdb.org/t/p/w342"

TIMEOUT_S = 4.0
MOST_BYTES = 1_000_000
PAUSE_S = 10
LONGEST_PAUSE_S = 600
# Browsers are redirected to an address with this path, so nothing but a file name may pass.
POSTER_PATH = re.compile(r"/[A-Za-z0-9_-]{1,80}\.(?:jpg|png|webp)")


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """Follows no redirect: it could name any address that this server reaches."""

    def redirect_request(self, *_: object) -> None:
        """Return nothing, so that the redirect is a refusal like every other."""


_opener = urllib.request.build_opener(_NoRedirects)


class TmdbError(Exception):
    """TMDB gave no usable answer; the film may be looked up again later.

    Attributes
    ----------
    pause_s : int
        Seconds in which TMDB should not be asked at all; 0 where only this film failed.
    """

    def __init__(self, reason: str, pause_s: int = 0) -> None:
        super().__init__(reason)
        self.pause_s = pause_s


class Tmdb:
    """TMDB's API.

    Parameters
    ----------
    key : str
        An API key (v3), or a read access token (v4), which begins with ``eyJ``.
    url : str
        Address of the API.
    """

    def __init__(self, key: str, url: str = TMDB_URL) -> None:
        self._key = key
        self._url = url.rstrip("/")

    def poster_path(self, tmdb_id: int) -> str | None:
        """Return the path of a film's poster; None where TMDB has no such film or no poster.

        Raises
        ------
        TmdbError
            TMDB does not answer within `TIMEOUT_S`, refuses, or its answer is no film.
        """
        try:
            with _opener.open(self._request(tmdb_id), timeout=TIMEOUT_S) as response:
                body = response.read(MOST_BYTES)
        except urllib.error.HTTPError as error:
            error.close()
            if error.code == 404:
                return None
            raise _refusal(error) from None
        except (OSError, HTTPException) as error:
            # The error's text may quote the address, and the address may hold the key.
            raise TmdbError(f"no answer ({type(error).__name__})", PAUSE_S) from None
        return _path(body)

    def _request(self, tmdb_id: int) -> urllib.request.Request:
        address = f"{self._url}/movie/{tmdb_id}"
        headers = {"Accept": "application/json"}
        if self._key.startswith("eyJ"):
            headers["Authorization"] = f"Bearer {self._key}"
        else:
            address += "?" + urllib.parse.urlencode({"api_key": self._key})
        return urllib.request.Request(address, headers=headers)


def _refusal(error: urllib.error.HTTPError) -> TmdbError:
    if error.code in (401, 403):
        return TmdbError("it does not take the key", LONGEST_PAUSE_S)
    retry_after = error.headers.get("Retry-After", "")
    is_seconds = retry_after.isdecimal() and len(retry_after) < 6
    pause_s = int(retry_after) if is_seconds else PAUSE_S
    return TmdbError(f"status {error.code}", min(pause_s, LONGEST_PAUSE_S))


def _path(body: bytes) -> str | None:
    try:
        answer = json.loads(body)
        path = answer["poster_path"]
    except (ValueError, TypeError, KeyError):
        raise TmdbError("an answer that is not a film") from None
    if path is None:
        return None
    if not isinstance(path, str) or not POSTER_PATH.fullmatch(path):
        raise TmdbError("a poster path that is none")
    return path
