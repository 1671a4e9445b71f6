"""The one question that is asked of TMDB: which poster does a film have?

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
# Nothing but a file of theirs: it becomes part of an address that browsers are sent to.
POSTER_PATH = re.compile(r"/[A-Za-z0-9_-]{1,80}\.(?:jpg|png|webp)")


class TmdbError(Exception):
    """TMDB gave no usable answer; what was asked may be asked again later.

    Attributes
    ----------
    pause_s : int
        How long nothing at all should be asked: 0 where only this film is at fault.
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
        Where the API is.
    """

    def __init__(self, key: str, url: str = TMDB_URL) -> None:
        self._key = key
        self._url = url.rstrip("/")

    def poster_path(self, tmdb_id: int) -> str | None:
        """Return the path of a film's poster, None where TMDB has no such film or no poster.

        Raises
        ------
        TmdbError
            It does not answer in time, refuses, or answers with something else.
        """
        try:
            with urllib.request.urlopen(self._request(tmdb_id), timeout=TIMEOUT_S) as response:
                body = response.read(MOST_BYTES)
        except urllib.error.HTTPError as error:
            error.close()
            if error.code == 404:
                return None
            raise _refusal(error) from None
        except (OSError, HTTPException) as error:
            # Its text may hold the address, and that the key.
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
    asked = error.headers.get("Retry-After", "")
    pause_s = int(asked) if asked.isdecimal() and len(asked) < 6 else PAUSE_S
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
