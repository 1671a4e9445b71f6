"""Compresses answers, and forbids caches to keep those that do not allow it themselves."""

from __future__ import annotations

import gzip

from flask import Flask, Response, request

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

# Answers that depend on the code alone: a hash of their bytes is their entity tag.
CODE_ONLY_PATHS = ("/api/openapi.json", "/api/docs")


def init_app(app: Flask) -> None:
    """Gzip answers of ``app`` from `LEAST_BYTES` on; set ``no-store`` where a view set nothing."""

    @app.after_request
    def compress(response: Response) -> Response:
        if request.path in CODE_ONLY_PATHS and response.status_code == 200:
            response.headers["Cache-Control"] = "public, no-cache"
            response.add_etag(weak=True)
            response.make_conditional(request)
        response.headers.setdefault("Cache-Control", "no-store")
        if response.mimetype not in COMPRESSIBLE or "Content-Encoding" in response.headers:
            return response
        response.vary.add("Accept-Encoding")
        if response.status_code != 200 or request.accept_encodings["gzip"] <= 0:
            return response
        # Otherwise files are streamed past Python, and there is nothing to compress.
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
