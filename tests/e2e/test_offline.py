"""Without a server the app opens and shows the last lists; ratings are sent when it is back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from apiflask import APIFlask
from flask import request
from selenium.webdriver.remote.webdriver import WebDriver
from sqlalchemy import Engine

from tests.app.accounts.apps import app_on
from tests.e2e.pages import Film
from tests.e2e.person_pages import Account, Library, stars
from tests.e2e.test_journey import someone
from tests.listening import listening
from tests.processes import free_port

PUT = """
const [path, body, done] = arguments;
(async () => {
  const session = await (await fetch('/api/v1/session')).json();
  const headers = {'Content-Type': 'application/json', 'X-CSRF-Token': session.csrf_token};
  const options = {method: 'PUT', headers, body: JSON.stringify(body)};
  return (await fetch('/api/v1' + path, options)).status;
})().then(done, error => done(String(error)));
"""
READY = """
const done = arguments[0];
navigator.serviceWorker.ready.then(async () => {
  while (!navigator.serviceWorker.controller) await new Promise(go => setTimeout(go, 50));
  done(true);
});
"""

HELD = "return localStorage.getItem('ordained.unsaved')"


class Site:
    """The application on a port of its own; it can go away and come back."""

    def __init__(self, app: APIFlask) -> None:
        self.app = app
        self.port = free_port()
        self.ratings: list[str] = []
        self._running = ExitStack()

        @app.before_request
        def count() -> None:
            if request.method == "PUT" and "/me/ratings/" in request.path:
                self.ratings.append(request.path)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        self._running.enter_context(listening(self.app, port=self.port))

    def stop(self) -> None:
        self._running.close()


@pytest.fixture
def site(small_engine: Engine, tmp_path: Path) -> Iterator[Site]:
    """The built front end on the smaller sample."""
    site = Site(app_on(small_engine, tmp_path))
    site.start()
    yield site
    site.stop()


def test_offline(site: Site, browser: WebDriver) -> None:
    Account(browser, site.url).register(someone())
    page = Film(browser, site.url)
    movies = site.app.test_client().get("/api/v1/movies/popular?limit=2").json
    assert movies is not None
    planned, rated = (item["movie"] for item in movies["items"])
    put = browser.execute_async_script
    assert put(PUT, f"/me/watchlist/{planned['id']}", {}) == 200

    # From the first input on, which was typing the name, a worker keeps what is read.
    assert put(READY)
    library = Library(browser, site.url)
    library.show("watchlist")
    assert library.ids() == [planned["id"]]
    page.open(f"/film/{rated['id']}")
    assert page.title

    site.stop()
    browser.execute_cdp_cmd("Network.enable", {})  # type: ignore[attr-defined]
    nothing = {"offline": True, "latency": 0, "downloadThroughput": 0, "uploadThroughput": 0}
    browser.execute_cdp_cmd("Network.emulateNetworkConditions", nothing)  # type: ignore[attr-defined]
    library.show("watchlist")
    assert library.ids() == [planned["id"]]
    assert page.find("connection-banner")

    # A rating made now outlasts the page, and the browser's next one that has no network either.
    page.open(f"/film/{rated['id']}")
    stars(page.find("stars"), 4.5)
    page.find("waiting")
    page.open(f"/film/{rated['id']}")
    assert page.title
    assert site.ratings == []

    browser.execute_cdp_cmd(  # type: ignore[attr-defined]
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1},
    )
    site.start()
    # The banner asks by itself, too, and may be gone before a button is found and pressed.
    again = "document.querySelector('[data-testid=connection-banner] button')?.click()"
    browser.execute_script(again)  # type: ignore[no-untyped-call]
    page.wait.until(lambda _: site.ratings)
    page.wait.until(lambda _: "connection-banner" not in browser.page_source)
    # Until the answer is here, the next page sends the rating again, which changes nothing.
    page.wait.until(lambda _: browser.execute_script(HELD) is None)  # type: ignore[no-untyped-call]
    page.open(f"/film/{rated['id']}")
    assert page.title
    assert site.ratings == [f"/api/v1/me/ratings/{rated['id']}"]
    (kept,) = browser.execute_async_script(
        "fetch('/api/v1/me/ratings').then(r => r.json()).then(p => arguments[0](p.items))"
    )
    assert kept["rating"] == 4.5


def test_signing_out_forgets_what_was_read(site: Site, browser: WebDriver) -> None:
    account = Account(browser, site.url)
    account.register(someone())
    assert browser.execute_async_script(READY)
    Library(browser, site.url).show("watchlist")
    account.sign_out()
    kept = browser.execute_async_script(
        "const done = arguments[0]; caches.open('read-1').then(c => c.keys())"
        ".then(all => done(all.map(one => new URL(one.url).pathname)))"
    )
    assert [path for path in kept if "/me/" in path] == []
