"""Under a path behind a real nginx, in a real Chromium: pages, files, sessions, links."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webdriver import WebDriver

from app.web.frontend import DIST
from tests.app.accounts.apps import app_on
from tests.app.accounts.people import PASSWORD
from tests.app.sign_on.provider import TestProvider, running_provider
from tests.databases import engine_on_copy
from tests.deploy import nginx
from tests.e2e.pages import Page
from tests.e2e.test_journey import someone
from tests.e2e.test_sign_on import at_the_provider, provider_file
from tests.listening import listening

BASE = "/films"
pytestmark = pytest.mark.skipif(
    nginx.program() is None, reason="nginx is not on this machine: deploy/local/nginx.sh"
)
REQUESTED = """
return performance.getEntriesByType('resource').map(one => new URL(one.name).pathname)
"""


@pytest.fixture(scope="module")
def provider() -> Iterator[TestProvider]:
    """A provider that knows Ann."""
    with running_provider() as provider:
        provider.know("ann-1", preferred_username="ann-of-the-path")
        yield provider


@pytest.fixture(scope="module")
def api(
    server_url: str,
    small_template: str,
    provider: TestProvider,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[str]:
    """The application under /films, as it listens for nginx."""
    home = tmp_path_factory.mktemp("base-path")
    with engine_on_copy(server_url, small_template) as engine:
        environ = {"ORDAINED_BASE_PATH": BASE, "ORDAINED_PROXIES": "1"}
        providers = provider_file(home, provider)
        app = app_on(engine, home, ORDAINED_SIGN_ON=str(providers), **environ)
        with listening(app) as url, pytest.MonkeyPatch.context() as patch:
            patch.setattr("app.data.providers.TIMEOUT_S", 60.0)  # it shares this machine
            yield url


@pytest.fixture(params=["leaves the path", "takes it away", "the image's"])
def host(request: pytest.FixtureRequest, api: str, tmp_path: Path) -> Iterator[str]:
    """Where nginx listens: before the application, or as the front end's image has it."""
    if request.param == "the image's":
        running = nginx.image(tmp_path, api, BASE, DIST)
    else:
        running = nginx.proxy(tmp_path, api, BASE, strips=request.param == "takes it away")
    with running as url:
        yield url


def test_everything_is_under_the_path(host: str, browser: WebDriver) -> None:
    page = Page(browser, host + BASE)
    page.open()
    page.find("search-input")
    page.open("/register?next=%2Ffilms%2Flibrary")  # straight to a screen
    page.find("username").send_keys(name := someone())
    page.find("password").send_keys(PASSWORD)
    page.click("submit")
    page.wait.until(lambda _: page.path == "/library")
    browser.refresh()
    page.open("/settings")
    assert name in page.find("who").text
    page.click("sign-out")
    page.wait.until(lambda _: page.path == "/")

    page.open("/about")
    link = browser.find_element(By.CSS_SELECTOR, "footer a[href$='/api/docs']")
    assert link.get_attribute("href") == f"{host}{BASE}/api/docs"
    manifest = browser.find_element(By.CSS_SELECTOR, "link[rel=manifest]").get_attribute("href")
    assert manifest == f"{host}{BASE}/manifest.webmanifest"
    browser.find_element(By.CSS_SELECTOR, "header a").click()
    page.find("search-input")
    asked = browser.execute_script(REQUESTED)
    assert asked
    assert [path for path in asked if not path.startswith(f"{BASE}/")] == []
    cookies = {cookie["name"]: cookie["path"] for cookie in browser.get_cookies()}
    assert cookies["ordained_session_films"] == BASE
    assert page.errors_in_console() == []


def test_a_provider_sends_people_back_to_the_path(
    host: str, provider: TestProvider, browser: WebDriver
) -> None:
    page = Page(browser, host + BASE)
    page.open("/sign-in?next=%2Ffilms%2Fsettings")
    page.click("provider-house")
    at_the_provider(page, provider, "ann-1")
    page.wait.until(lambda _: page.path == "/settings")
    assert "ann-of-the-path" in page.find("who").text
    assert page.find("identity")
