"""Serves the built front end: its files, and its page at every address of a screen."""

from __future__ import annotations

import mimetypes
import re
from pathlib import Path

from flask import Flask, Response, g, make_response, render_template, request, send_from_directory
from werkzeug.exceptions import NotFound
from werkzeug.security import safe_join

from app.web.problems import KINDS, Problem, respond

DIST = Path(__file__).resolve().parents[2] / "frontend" / "dist"

# Vite puts a hash of the content into the names of these files.
ASSETS = "/assets/"
IMMUTABLE = "public, max-age=31536000, immutable"
REVALIDATE = "no-cache"

# Addresses of the page's own files in index.html, which `frontend/build.ts` writes from the root.
OWN_ADDRESS = re.compile(r'\b(href|src)="/(?!/)')

# Suffixes of the compressed files that frontend/build.ts writes; the smallest first.
PACKED = {"br": ".br", "gzip": ".gz"}


def init_app(app: Flask, dist: Path = DIST, base_path: str = "") -> None:
    """Serve the folder ``dist`` wherever no route matches, its page with addresses under a path.

    The front end is a handler of "not found" and not a catch-all route: with such a route,
    a POST to an unknown address would be answered 405 instead of 404.
    """

    @app.errorhandler(NotFound)
    def page_or_problem(error: NotFound) -> Response:
        is_page = isinstance(request.routing_exception, NotFound) and request.method in (
            "GET",
            "HEAD",
        )
        if not is_page or request.path == "/api" or request.path.startswith("/api/"):
            return respond(error)
        return _file(dist) or _screen(dist, base_path) or respond(error)


def _file(dist: Path) -> Response | None:
    """Return the file at the request's path, or None."""
    name = request.path.lstrip("/")
    path = safe_join(str(dist), name) if name and name != "index.html" else None
    if path is None or "\0" in path or not Path(path).is_file():
        return None
    asset = request.path.startswith(ASSETS)
    g.route = f"{ASSETS}…" if asset else "file"
    response = _send(dist, name)
    response.headers["Cache-Control"] = IMMUTABLE if asset else REVALIDATE
    return response


def _send(dist: Path, name: str) -> Response:
    """Send a file, compressed where the build has it compressed and the browser accepts that.

    A request for a range gets bytes of the plain file: a browser that got bytes of a compressed
    one would put them into the plain file. A weak entity tag is that of a file compressed here,
    so it continues nothing, and the whole file is sent.
    """
    weak = request.headers.get("If-Range", "").startswith("W/")
    packed = {
        coding: f"{name}{end}"
        for coding, end in PACKED.items()
        if (dist / f"{name}{end}").is_file()
    }
    accepted = () if request.range else packed
    coding = next((name for name in accepted if request.accept_encodings[name] > 0), None)
    kind = mimetypes.guess_type(name)[0]
    response = send_from_directory(
        dist, packed.get(coding or "", name), mimetype=kind, conditional=not weak
    )
    if packed:
        response.vary.add("Accept-Encoding")
    if coding and response.status_code in (200, 304):
        response.headers["Content-Encoding"] = coding
    return response


def _screen(dist: Path, base_path: str) -> Response | None:
    """Return the page, which reads from the address which screen to show, or None."""
    looks_like_file = "." in request.path.rsplit("/", 1)[-1]
    if request.path.startswith(ASSETS) or looks_like_file:
        return None
    if not request.accept_mimetypes.accept_html:
        return None
    g.route = "page"
    if not (dist / "index.html").is_file():
        return _missing()
    response = _page_under(dist, base_path) if base_path else _send(dist, "index.html")
    response.headers["Cache-Control"] = REVALIDATE
    return response


def _page_under(dist: Path, base_path: str) -> Response:
    """Return the page with the addresses of its files under a path; scripts read it off theirs.

    The build knows no path, so that one build serves under any.
    """
    page = (dist / "index.html").read_text(encoding="utf-8")
    response = make_response(OWN_ADDRESS.sub(rf'\1="{base_path}/', page))
    response.add_etag()
    response.make_conditional(request)
    return response


def _missing() -> Response:
    wanted = request.accept_mimetypes.best_match(("application/json", "text/html"), "text/html")
    if wanted == "application/json":
        return respond(Problem("front-end-missing"))
    kind = KINDS["front-end-missing"]
    response = make_response(render_template("front_end_missing.html", kind=kind), kind.status)
    response.headers["Cache-Control"] = "no-store"
    return response
