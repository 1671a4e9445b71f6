"""What may be kept: entity tags, Cache-Control, and gzip."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Flask, Response, current_app, make_response, request

from app.data.releases import Releases

LEAST_BYTES = 1000
LEVEL = 5
COMPRESSIBLE = (
    "application/json",
    "application/problem+json",
    "image/svg+xml",
    "text/css",
    "text/html",
    "text/javascript",
    "text/plain",
)

# Answers that depend on the code alone: their bytes are their tag.
OF_THE_CODE = ("/api/openapi.json", "/api/docs")

View = Callable[..., Any]


def cached(max_age_s: int) -> Callable[[View], View]:
    """Let answers of a view be kept for ``max_age_s`` seconds, then asked for again.

    They depend on nothing but the address and the live release, so their tag is
    known before they are made, and asking again costs no search.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def conditional(*args: Any, **kwargs: Any) -> Response:
            live = _releases().live()
            tag = entity_tag(live.release_id, live.revision)
            known = request.if_none_match
            # "*" is for writes; taken literally it would hide a 404.
            unchanged = known.contains_weak(tag) and not known.star_tag
            response = Response(status=304) if unchanged else make_response(view(*args, **kwargs))
            response.set_etag(tag, weak=True)
            response.headers["Cache-Control"] = (
                f"public, max-age={max_age_s}" if max_age_s else "public, no-cache"
            )
            return response

        return conditional

    return decorate


def entity_tag(release_id: int, revision: int) -> str:
    """Return the tag of the request's address as answered from a release with its films."""
    arguments = sorted((k, v) for k, values in request.args.lists() for v in values)
    version = str(getattr(current_app, "version", ""))
    pictures = current_app.extensions["posters"].shown
    text = repr((version, release_id, revision, pictures, request.path, arguments))
    return hashlib.sha256(text.encode()).hexdigest()[:20]


def _releases() -> Releases:
    releases = current_app.extensions["releases"]
    assert isinstance(releases, Releases)
    return releases


def init_app(app: Flask) -> None:
    """Compress larger answers of ``app``, and keep what says nothing of caches out of them."""

    @app.after_request
    def compress(response: Response) -> Response:
        if request.path in OF_THE_CODE and response.status_code == 200:
            response.headers["Cache-Control"] = "public, no-cache"
            response.add_etag(weak=True)
            response.make_conditional(request)
        response.headers.setdefault("Cache-Control", "no-store")
        if response.mimetype not in COMPRESSIBLE or "Content-Encoding" in response.headers:
            return response
        response.vary.add("Accept-Encoding")
        if response.status_code != 200 or request.accept_encodings["gzip"] <= 0:
            return response
        # Files are streamed past Python unless told otherwise.
        response.direct_passthrough = False
        if len(body := response.get_data()) < LEAST_BYTES:
            return response
        response.set_data(gzip.compress(body, LEVEL, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
        response.headers.pop("Accept-Ranges", None)
        tag, weak = response.get_etag()
        if tag and not weak:
            response.set_etag(tag, weak=True)
        return response
