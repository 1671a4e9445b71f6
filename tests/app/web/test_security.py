import re
from collections.abc import Callable

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient

MakeApp = Callable[..., APIFlask]

EVERYWHERE = ["/healthz", "/api/v1/nothing", "/api/v1/release", "/api/docs", "/", "/assets/none.js"]


@pytest.mark.parametrize("path", EVERYWHERE)
def test_every_response_has_the_headers(offline: FlaskClient, path: str) -> None:
    headers = offline.get(path).headers
    policy = headers["Content-Security-Policy"]
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "Referrer-Policy" in headers
    assert "Permissions-Policy" in headers
    assert "Strict-Transport-Security" not in headers


@pytest.mark.parametrize(
    ("production", "scheme", "sent"),
    [(True, "https", True), (True, "http", False), (False, "https", False)],
)
def test_strict_transport_only_in_production_over_tls(
    make_offline: MakeApp, production: bool, scheme: str, sent: bool
) -> None:
    client = make_offline(production=production).test_client()
    headers = client.get("/healthz", base_url=f"{scheme}://films.example").headers
    assert ("Strict-Transport-Security" in headers) == sent


def test_proxies_are_believed_only_where_configured(make_offline: MakeApp) -> None:
    forwarded = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.9"}
    for proxies, sent in ((0, False), (1, True)):
        client = make_offline(production=True, proxies=proxies).test_client()
        headers = client.get("/healthz", headers=forwarded).headers
        assert ("Strict-Transport-Security" in headers) == sent


def test_docs_page_needs_nothing_that_the_policy_forbids(offline: FlaskClient) -> None:
    page = offline.get("/api/docs").text
    assert "<script" not in page
    assert "<style" not in page
    assert not re.search(r"\s(style|on\w+)=", page)
    assert not re.search(r"(src|href)=\"(https?:)?//", page)
    sheet = re.search(r'rel="stylesheet" href="([^"]+)"', page)
    assert sheet
    assert offline.get(sheet[1]).content_type.startswith("text/css")


PREFLIGHT = {
    "Origin": "https://films.example",
    "Access-Control-Request-Method": "PUT",
    "Access-Control-Request-Headers": "authorization, content-type",
}
ALLOW_ORIGIN = "Access-Control-Allow-Origin"


@pytest.mark.parametrize("method", ["GET", "OPTIONS"])
def test_pages_of_other_sites_are_kept_out_unless_configured(
    offline: FlaskClient, method: str
) -> None:
    response = offline.open("/api/v1/session", method=method, headers=PREFLIGHT)
    assert not [name for name, _ in response.headers if name.startswith("Access-Control")]


@pytest.mark.parametrize(
    ("origins", "origin", "allowed"),
    [
        (("https://films.example", "http://localhost:3000"), "https://films.example", True),
        (("https://films.example", "http://localhost:3000"), "http://localhost:3000", True),
        (("https://films.example",), "https://films.example.evil.example", False),
        (("https://films.example",), "http://films.example", False),
        (("https://films.example",), "https://filmsxexample", False),
        (("https://films.example",), "null", False),
        (("*",), "https://anybody.example", True),
    ],
)
def test_configured_origins(
    make_offline: MakeApp, origins: tuple[str, ...], origin: str, allowed: bool
) -> None:
    client = make_offline(cors_origins=origins).test_client()
    for path, method in (("/api/v1/me/ratings/1", "OPTIONS"), ("/api/v1/nothing", "GET")):
        response = client.open(path, method=method, headers={**PREFLIGHT, "Origin": origin})
        given = response.headers.get(ALLOW_ORIGIN)
        assert given == ((origin if "*" not in origins else "*") if allowed else None)
        # Cookies are never for them.
        assert "Access-Control-Allow-Credentials" not in response.headers
    preflight = client.options("/api/v1/me/ratings/1", headers={**PREFLIGHT, "Origin": origin})
    if allowed:
        assert "PUT" in preflight.headers["Access-Control-Allow-Methods"]
        assert "authorization" in preflight.headers["Access-Control-Allow-Headers"].lower()
    assert ALLOW_ORIGIN not in client.get("/", headers=PREFLIGHT).headers


@pytest.mark.parametrize("path", ["/", "/api/v1/release", "/api/v1/nothing", "/healthz"])
@pytest.mark.parametrize("method", ["TRACE", "TRACK", "CONNECT", "DEBUG"])
def test_trace_is_refused(offline: FlaskClient, method: str, path: str) -> None:
    response = offline.open(path, method=method, headers={"Cookie": "a=secret"})
    assert response.status_code in (404, 405)
    assert "secret" not in response.text
