"""A service under a path: what the application answers, whatever the proxy does with the path."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app.settings import Settings
from app.web.base_path import named
from sql.env import SettingsError
from tests.app.accounts.people import Browser, guest, new_name
from tests.app.conftest import MakeApp

BASE = "/films"
HTML = {"Accept": "text/html"}


@pytest.fixture
def under(make_app: MakeApp) -> Browser:
    """A browser signed in to an application under /films whose proxy leaves the path."""

    class Under(Browser):
        def send(self, method: str, path: str, json: object = None, **options: object):  # type: ignore[no-untyped-def]
            headers = {"X-CSRF-Token": self.csrf_token} if self.csrf_token else {}
            body = {} if json is None else {"json": json}
            return self.client.open(
                f"{BASE}/api/v1{path}", method=method, headers=headers, **body, **options
            )

    browser = Under(make_app(ORDAINED_BASE_PATH=BASE).test_client(), new_name())
    assert browser.register().status_code == 201
    return browser


def test_a_session_is_of_the_path_alone(under: Browser) -> None:
    assert under.user() is not None
    assert under.client.get_cookie("ordained_session_films", path=BASE) is not None
    assert under.client.get_cookie("ordained_device_films", path=f"{BASE}/api/v1") is not None
    assert under.client.get_cookie("ordained_session") is None


def test_two_instances_of_a_host_keep_their_own_sessions(make_app: MakeApp) -> None:
    """One browser, one host; cookies do not know ports."""
    first, second = make_app(), make_app(ORDAINED_INSTANCE="second")
    browser = guest(first)
    browser.register()
    other = Browser(second.test_client(), new_name())
    for cookie in browser.client._cookies.values():
        other.client.set_cookie(cookie.key, cookie.value, path=cookie.path)
    assert other.user() is None
    other.register()
    assert {cookie.key for cookie in other.client._cookies.values()} >= {
        "ordained_session",
        "ordained_session_second",
    }


def test_names_of_cookies() -> None:
    assert named("x", "", "") == "x"
    assert named("x", "/a/b-c", "two") == "x_a_b-c_two"
    assert named("x", "/a_b", "") == named("x", "/a/b", "")  # their paths tell these apart


@pytest.mark.parametrize(
    ("base", "name", "path"),
    [("", "__Host-ordained_session", "/"), (BASE, "__Secure-ordained_session_films", BASE)],
)
def test_production_s_cookies(make_app: MakeApp, base: str, name: str, path: str) -> None:
    app = make_app(ORDAINED_ENV="production", ORDAINED_BASE_PATH=base)
    answer = app.test_client().get(f"{base}/api/v1/session", base_url="https://films.example")
    (cookie,) = answer.headers.getlist("Set-Cookie")
    assert cookie.startswith(f"{name}=")
    assert {f"Path={path}", "Secure", "HttpOnly"} <= set(cookie.split("; "))


def test_links_and_addresses_have_the_path(under: Browser) -> None:
    made = under.send("POST", "/lists", {"name": "Long nights"}).json
    assert under.put(f"/lists/{made['id']}/read-link")["read_link"].startswith(
        f"{BASE}/lists/shared#"
    )
    problem = under.send("GET", "/movies/999999999").json
    assert problem["type"] == f"{BASE}/api/docs#not-found"
    assert problem["instance"] == f"{BASE}/api/v1/movies/999999999"
    document = under.client.get(f"{BASE}/api/openapi.json").json
    assert document is not None
    assert document["servers"] == [{"url": BASE}]
    page = under.client.get(f"{BASE}/api/docs").text
    assert f'href="{BASE}/api/static/docs.css' in page
    assert f'href="{BASE}/api/openapi.json"' in page


def test_rooms_have_the_path(under: Browser) -> None:
    room = under.send("POST", "/rooms", {"name": "Host"}).json
    assert room["link"].startswith(f"{BASE}/tonight#join=")
    assert under.client.open(f"{BASE}/api/v1/rooms/{room['id']}/qr.svg").status_code == 200


@pytest.fixture
def pages(make_offline: MakeApp, dist: Path) -> FlaskClient:
    """The pages under /films, without a database."""
    (dist / "index.html").write_text(
        '<!doctype html><link href="/assets/a.css"><link href="//elsewhere.example/x">'
        '<script src="/first.js"></script><a href="https://films.example/">'
    )
    return make_offline(base_path=BASE).test_client()


@pytest.mark.parametrize("path", ["/films/", "/films/for-you", "/for-you"])
def test_pages_name_their_files_under_the_path(pages: FlaskClient, path: str) -> None:
    text = pages.get(path, headers=HTML).text
    assert 'href="/films/assets/a.css"' in text
    assert 'src="/films/first.js"' in text
    assert 'href="//elsewhere.example/x"' in text
    assert 'href="https://films.example/"' in text


def test_files_under_the_path(pages: FlaskClient) -> None:
    assert pages.get("/films/assets/index-1a2b3c.js").status_code == 200
    assert pages.get("/films/assets/none.js").status_code == 404
    moved = pages.get("/films?x=1")
    assert (moved.status_code, moved.headers["Location"]) == (308, "/films/?x=1")
    assert (
        pages.get("/filmsy", headers=HTML).status_code == 200
    )  # a screen's address that is none, as ever
    answer = pages.get("/films/", headers=HTML)
    again = pages.get("/films/", headers={**HTML, "If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("path", ["films", "/a b", "/a//b", "/..", "/ä", "/a?b", '/"'])
def test_paths_that_are_none(tmp_path: Path, path: str) -> None:
    given = {"ORDAINED_HOME": str(tmp_path), "SECRET_KEY": "x" * 32}
    with pytest.raises(SettingsError, match="ORDAINED_BASE_PATH must be empty or a path"):
        Settings.from_env({**given, "ORDAINED_BASE_PATH": path})
    assert Settings.from_env({**given, "ORDAINED_BASE_PATH": "/films/"}).base_path == "/films"


@pytest.mark.parametrize(
    ("base_url", "headers", "proxies", "lost", "said"),
    [
        ("http://films.example", {}, "0", True, "Put a proxy that ends TLS in front"),
        (
            "http://films.example",
            {"X-Forwarded-Proto": "https"},
            "0",
            True,
            "ORDAINED_PROXIES is 0",
        ),
        ("http://films.example", {"X-Forwarded-Proto": "https"}, "1", False, None),
        ("https://films.example", {}, "0", False, None),
    ],
)
def test_production_over_plain_http_says_what_is_wrong(
    make_app: MakeApp,
    caplog: pytest.LogCaptureFixture,
    base_url: str,
    headers: dict[str, str],
    proxies: str,
    lost: bool,
    said: str | None,
) -> None:
    app = make_app(ORDAINED_ENV="production", ORDAINED_PROXIES=proxies)
    with caplog.at_level(logging.WARNING):
        for _ in range(3):
            answer = app.test_client().get("/api/v1/session", base_url=base_url, headers=headers)
    assert json.loads(answer.text)["loses_cookies"] is lost
    lines = [record.getMessage() for record in caplog.records if record.name == "app.web.security"]
    assert len(lines) == (1 if said else 0)
    assert said is None or said in lines[0]


def test_this_machine_needs_no_tls(make_app: MakeApp, caplog: pytest.LogCaptureFixture) -> None:
    client = make_app(ORDAINED_ENV="production").test_client()
    for host in ("http://localhost:8000", "http://127.0.0.1:8000", "http://[::1]:8000"):
        assert client.get("/api/v1/session", base_url=host).json["loses_cookies"] is False  # type: ignore[index]
    assert "plain http" not in caplog.text
