"""One HTTP client for everything that this service asks elsewhere.

A media server stands in somebody's house: it sleeps, restarts and answers slowly. So each request
has a timeout, one that only reads is repeated after a pause, an answer has a largest size, and no
answer leads to another host. TLS certificates are checked.
"""

from __future__ import annotations

import json
import socket
from collections.abc import Container, Mapping
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

import urllib3
from urllib3.exceptions import HTTPError
from urllib3.util import Retry, Timeout

from app.web.addresses import is_of_servers

CONNECT_S: Final = 4.0
READ_S: Final = 20.0
MOST_BYTES: Final = 20_000_000
# Of requests that read; a write is repeated by the queue, which knows whether it was done.
RETRIES: Final = Retry(
    total=2,
    redirect=0,
    backoff_factor=0.3,
    status_forcelist=(429, 502, 503, 504),
    allowed_methods=frozenset({"GET"}),
    respect_retry_after_header=False,
    raise_on_status=False,
    raise_on_redirect=False,
)
NO_RETRIES: Final = Retry(total=0, redirect=0, raise_on_redirect=False)
REFUSALS: Final = frozenset({401, 403})


class RemoteError(Exception):
    """A server elsewhere gave no usable answer; the message is a sentence without addresses."""


class AwayError(RemoteError):
    """It did not answer, or answered that it cannot now; the same may succeed later."""


class RefusedError(RemoteError):
    """It does not take the token, name or password."""


class MissingError(RemoteError):
    """It has nothing at the address asked for."""


class UnreadableError(RemoteError):
    """It answered, and the answer is not what its API promises."""


class Client:
    """Asks one server.

    Parameters
    ----------
    url : str
        Its address, as `checked_url` returned it.
    """

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")
        self._pool = urllib3.PoolManager(
            num_pools=1, timeout=Timeout(connect=CONNECT_S, read=READ_S)
        )

    def get(
        self, path: str, query: Mapping[str, Any] | None = None, headers: Mapping[str, str] = {}
    ) -> Any:
        """Return the JSON at a path.

        Raises
        ------
        RemoteError
            See its kinds.
        """
        return self.get_with_headers(path, query, headers)[0]

    def get_with_headers(
        self, path: str, query: Mapping[str, Any] | None = None, headers: Mapping[str, str] = {}
    ) -> tuple[Any, Mapping[str, str]]:
        """Return the JSON at a path, and the answer's headers.

        Raises
        ------
        RemoteError
            See its kinds.
        """
        content, answered = self.read(path, query, headers)
        return _json(content), answered

    def read(
        self, path: str, query: Mapping[str, Any] | None = None, headers: Mapping[str, str] = {}
    ) -> tuple[bytes, Mapping[str, str]]:
        """Return what is at a path, and the answer's headers.

        Raises
        ------
        RemoteError
            See its kinds.
        """
        return self._send("GET", path, query, headers, None)

    def send(
        self,
        method: str,
        path: str,
        query: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] = {},
        body: Any = None,
    ) -> Any:
        """Write something; return the JSON of the answer, None where it has none.

        Raises
        ------
        RemoteError
            See its kinds.
        """
        sent, kind = _body(body)
        content, _ = self._send(method, path, query, {**headers, **kind}, sent)
        return _json(content) if content.strip() else None

    def answer(
        self, method: str, path: str, body: Any, expected: Container[int] = ()
    ) -> tuple[int, Any]:
        """Write something of which the status says what came of it; it is never repeated here.

        Parameters
        ----------
        expected : container of int
            Statuses other than success that say something; what they come with is left out.

        Returns
        -------
        tuple
            The status, and the JSON of the answer where it is a success, else None.

        Raises
        ------
        RemoteError
            See its kinds.
        """
        sent, kind = _body(body)
        status, content, _ = self._exchange(method, path, None, kind, sent, NO_RETRIES)
        if status in expected:
            return status, None
        _check(status)
        return status, _json(content) if content.strip() else None

    def write(
        self, method: str, path: str, query: Mapping[str, Any], headers: Mapping[str, str]
    ) -> None:
        """Write something whose answer says nothing more; it is never repeated here.

        Raises
        ------
        RemoteError
            See its kinds.
        """
        self._send(method, path, query, headers, None, retries=NO_RETRIES)

    def _send(
        self,
        method: str,
        path: str,
        query: Mapping[str, Any] | None,
        headers: Mapping[str, str],
        body: bytes | None,
        retries: Retry = RETRIES,
    ) -> tuple[bytes, Mapping[str, str]]:
        status, content, answered = self._exchange(method, path, query, headers, body, retries)
        _check(status)
        return content, answered

    def _exchange(
        self,
        method: str,
        path: str,
        query: Mapping[str, Any] | None,
        headers: Mapping[str, str],
        body: bytes | None,
        retries: Retry,
    ) -> tuple[int, bytes, Mapping[str, str]]:
        """Return status, content and headers of an answer, whatever the status is."""
        refuse_metadata(self.url)
        address = self.url + path + (f"?{urlencode(query)}" if query else "")
        given = {"Accept": "application/json", "User-Agent": "ordained", **headers}
        try:
            response = self._pool.request(
                method,
                address,
                headers=given,
                body=body,
                retries=retries,
                redirect=False,
                preload_content=False,
            )
            try:
                content = response.read(MOST_BYTES + 1)
            finally:
                response.release_conn()
        except (HTTPError, OSError) as error:
            # The error's text may quote the address, and the address may hold a token.
            raise AwayError(f"It does not answer ({type(error).__name__}).") from None
        if len(content) > MOST_BYTES:
            raise UnreadableError(f"Its answer has more than {MOST_BYTES // 1_000_000} MB.")
        return response.status, content, response.headers


def _check(status: int) -> None:
    if status in REFUSALS:
        raise RefusedError("It does not take the token, or the name and password.")
    if status == 404:
        raise MissingError("It has nothing at this address; is it a server of this kind?")
    if 300 <= status < 400:
        raise UnreadableError("It leads to another address; give that one.")
    if status == 429 or status >= 500:
        raise AwayError(f"It cannot answer now (status {status}).")
    if status >= 400:
        raise UnreadableError(f"It refuses the request (status {status}).")


def _body(body: Any) -> tuple[bytes | None, Mapping[str, str]]:
    """Return a body as JSON, and the header that says so; nothing for None."""
    if body is None:
        return None, {}
    return json.dumps(body).encode(), {"Content-Type": "application/json"}


def _json(content: bytes) -> Any:
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        raise UnreadableError("Its answer is no JSON.") from None


def checked_url(text: str) -> str:
    """Return the address of a server without a slash at its end.

    Raises
    ------
    ValueError
        Says what is wrong with it, for the person who typed it.
    """
    try:
        parts = urlsplit(text.strip())
        port = parts.port
    except ValueError:
        raise ValueError("Must be an address such as http://192.168.1.5:8096") from None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("Must begin with http:// or https:// and name a host")
    if parts.username or parts.password:
        raise ValueError("Must hold no name and password")
    if parts.query or parts.fragment:
        raise ValueError("Must have nothing after ? or #")
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return f"{parts.scheme}://{host}{f':{port}' if port else ''}{parts.path.rstrip('/')}"


def refuse_metadata(url: str) -> None:
    """Refuse hosts that no media server is at, and where clouds keep their secrets.

    Addresses of the house are what this is for, so they are asked; see `app.web.addresses`.

    Raises
    ------
    UnreadableError
        The host has such an address.
    """
    host = urlsplit(url).hostname or ""
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return  # the request itself says that the host is not known
    for *_, address in found:
        if not is_of_servers(str(address[0])):
            raise UnreadableError("Servers at such an address are not asked.")
