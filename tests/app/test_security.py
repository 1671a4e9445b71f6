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
