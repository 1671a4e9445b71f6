"""Signing in through a provider, and with a second factor, in a real Chromium.

The application is served by this process on the smaller sample, with the built front end; the
provider is oidc-provider-mock, on another port.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pyotp
import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webdriver import WebDriver

from tests.app.accounts.apps import app_on
from tests.app.accounts.people import PASSWORD
from tests.app.sign_on.provider import CLIENT_ID, TestProvider, running_provider
from tests.databases import engine_on_copy
from tests.e2e.pages import Page
from tests.e2e.screens import set_view
from tests.e2e.test_screens import OF_COLOURS, violations
from tests.listening import listening

WHO = "const done = arguments[0]; fetch('/api/v1/session').then(r => r.json()).then(done)"


@pytest.fixture(scope="module")
def provider() -> Iterator[TestProvider]:
    """A provider that knows Ann."""
    with running_provider() as provider:
        provider.know("ann-1", preferred_username="ann", groups=["operators"])
        yield provider


def provider_file(folder: Path, provider: TestProvider) -> Path:
    """Write the file of providers."""
    entry = {
        "id": "house",
        "name": "Haus & Hof",
        "issuer": provider.issuer,
        "client_id": CLIENT_ID,
        "client_secret": "s3cret",
        "admin_groups": ["operators"],
    }
    file = folder / "providers.json"
    file.write_text(json.dumps({"provider": [entry]}))
    return file


@pytest.fixture(scope="module")
def base(
    server_url: str,
    small_template: str,
    provider: TestProvider,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[str]:
    """Where the application listens."""
    home = tmp_path_factory.mktemp("sign-on")
    file = provider_file(home, provider)
    with engine_on_copy(server_url, small_template) as engine:
        app = app_on(engine, home, ORDAINED_SIGN_ON=str(file))
        with listening(app) as url, pytest.MonkeyPatch.context() as patch:
            patch.setattr("app.data.providers.TIMEOUT_S", 60.0)  # it shares this machine
            yield url


def speak(page: Page, language: str) -> None:
    page.open("/about")
    script = "localStorage.setItem('ordained.language', arguments[0])"
    page.browser.execute_script(script, language)


def at_the_provider(page: Page, provider: TestProvider, subject: str) -> None:
    """Say at the provider who one is."""
    page.wait.until(lambda b: b.current_url.startswith(provider.issuer))
    field = page.wait.until(lambda b: b.find_element(By.NAME, "sub"))
    field.send_keys(subject)
    field.submit()


def clean(page: Page) -> None:
    """Check the present screen in both themes, and on a phone."""
    for theme in ("light", "dark"):
        set_view(page.browser, 1440, 900, theme)
        assert violations(page.browser, OF_COLOURS if theme == "dark" else ()) == []
    set_view(page.browser, 390, 844, "light")
    assert page.browser.execute_script("return document.documentElement.scrollWidth") <= 390
    set_view(page.browser, 1440, 900, "light")


@pytest.mark.parametrize(
    ("language", "said"), [("en", "Sign in with Haus & Hof"), ("de", "Mit Haus & Hof anmelden")]
)
def test_signing_in_through_a_provider(
    base: str, provider: TestProvider, browser: WebDriver, language: str, said: str
) -> None:
    page = Page(browser, base)
    speak(page, language)
    page.open("/sign-in?next=%2Flibrary")
    assert page.find("provider-house").text == said
    clean(page)
    page.click("provider-house")
    at_the_provider(page, provider, "ann-1")
    page.wait.until(lambda _: page.path == "/library")
    user = browser.execute_async_script(WHO)["user"]
    assert (user["username"], user["is_admin"]) == ("ann", True)

    page.open("/settings")
    assert "Haus & Hof" in page.find("identity").text
    clean(page)
    page.click("sign-out")
    page.wait.until(lambda b: b.current_url.startswith(f"{provider.issuer}/oauth2/end_session"))
    page.open("/")
    assert browser.execute_async_script(WHO)["user"] is None


def test_what_goes_wrong_is_said(base: str, provider: TestProvider, browser: WebDriver) -> None:
    page = Page(browser, base)
    speak(page, "de")
    page.open("/sign-in")
    provider.answers = False
    try:
        # What was discovered before is still known; who it is, is not.
        page.click("provider-house")
        page.wait.until(
            lambda b: b.current_url.startswith(provider.issuer) or page.all("provider-error")
        )
    finally:
        provider.answers = True
    page.open("/sign-on/house?error=access_denied&state=x")
    assert "nicht durchgelassen" in page.find("sign-on-error").text
    page.open("/sign-on/house?code=stolen&state=of-somebody-else")
    assert "in einem anderen Tab" in page.find("sign-on-error").text
    clean(page)


def test_a_second_factor_is_set_up_and_asked_for(base: str, browser: WebDriver) -> None:
    page = Page(browser, base)
    speak(page, "en")
    page.open("/register")
    page.find("username").send_keys("bob")
    page.find("password").send_keys(PASSWORD)
    page.click("submit")
    page.wait.until(lambda _: page.path != "/register")

    page.open("/settings")
    page.find("factor-password").send_keys(PASSWORD)
    page.click("factor-set-up")
    secret = page.find("factor-secret").text
    clean(page)
    page.find("factor-code").send_keys("000000")
    page.click("factor-switch-on")
    page.find("factor-code-error")
    page.find("factor-code").clear()
    page.find("factor-code").send_keys(pyotp.TOTP(secret).now())
    page.click("factor-switch-on")
    codes = page.find("recovery-codes").text.split()
    assert len(codes) == 10
    page.find("factor-on")
    clean(page)
    page.click("sign-out")
    page.wait.until(lambda _: page.path == "/")

    page.open("/sign-in")
    page.find("username").send_keys("bob")
    page.find("password").send_keys(PASSWORD)
    page.click("submit")
    page.find("code-error")
    clean(page)
    page.find("code").send_keys(codes[0])
    page.click("submit")
    page.wait.until(lambda _: page.path == "/")
    assert browser.execute_async_script(WHO)["user"]["username"] == "bob"
