"""Lets browsers and proxies keep answers that depend on the live release only."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Response, current_app, make_response, request

from app.data.services import Services, services

View = Callable[..., Any]


def cached(max_age_s: int) -> Callable[[View], View]:
    """Let caches keep a view's answers for ``max_age_s`` seconds, then ask whether they hold.

    The answers must depend on nothing but the address and the live release. So their entity
    tag is known before the view runs, and an answer that still holds costs no search.

    Parameters
    ----------
    max_age_s : int
        0: caches ask each time.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def conditional(*args: Any, **kwargs: Any) -> Response:
            tag = entity_tag(services())
            in_cache = request.if_none_match
            # "*" is for writes; taken literally it would hide a 404.
            unchanged = in_cache.contains_weak(tag) and not in_cache.star_tag
            response = Response(status=304) if unchanged else make_response(view(*args, **kwargs))
            response.set_etag(tag, weak=True)
            response.headers["Cache-Control"] = (
                f"public, max-age={max_age_s}" if max_age_s else "public, no-cache"
            )
            return response

        return conditional

    return decorate


def entity_tag(services: Services) -> str:
    """Return the tag of the request's address as the live release answers it now."""
    live = services.releases.live()
    arguments = sorted((k, v) for k, values in request.args.lists() for v in values)
    version = str(getattr(current_app, "version", ""))
    pictures = services.posters.shown
    text = repr((version, live.release_id, live.revision, pictures, request.path, arguments))
    return hashlib.sha256(text.encode()).hexdigest()[:20]
