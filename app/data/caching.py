"""Allows caches to keep answers that depend on nothing but address and live release."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Response, current_app, make_response, request

from app.data.services import Services, services

View = Callable[..., Any]


def cached(max_age_s: int, *, unless: Callable[[], object] | None = None) -> Callable[[View], View]:
    """Allow caches to keep a view's answers for ``max_age_s`` seconds, and then to revalidate.

    The entity tag is computed from address and live release before the view runs, so that an
    answer which is still valid costs no search. The view's answers must depend on nothing else.

    Parameters
    ----------
    max_age_s : int
        Seconds; with 0, caches revalidate an answer each time they use it.
    unless : callable, optional
        Returns something true where the answer is the caller's own; no cache keeps it then.
        Other answers vary by cookie and authorization, so no cache gives them to this caller.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def conditional(*args: Any, **kwargs: Any) -> Response:
            if unless is not None and unless():
                return make_response(view(*args, **kwargs))
            tag = entity_tag(services())
            in_cache = request.if_none_match
            # "*" is for writes; taken literally it would hide a 404.
            unchanged = in_cache.contains_weak(tag) and not in_cache.star_tag
            response = Response(status=304) if unchanged else make_response(view(*args, **kwargs))
            response.set_etag(tag, weak=True)
            response.headers["Cache-Control"] = (
                f"public, max-age={max_age_s}" if max_age_s else "public, no-cache"
            )
            if unless is not None:
                response.vary.update(("Authorization", "Cookie"))
            return response

        return conditional

    return decorate


def entity_tag(services: Services) -> str:
    """Return a hash of all that the request's answer depends on."""
    live = services.releases.live()
    arguments = sorted((k, v) for k, values in request.args.lists() for v in values)
    version = str(getattr(current_app, "version", ""))
    pictures = services.posters.shown
    text = repr((version, live.release_id, live.revision, pictures, request.path, arguments))
    return hashlib.sha256(text.encode()).hexdigest()[:20]
