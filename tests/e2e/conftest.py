"""A real server with the bundled sample, and a real Chromium."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.service import Service

from tests.databases import wait_for_no_disk
from tests.processes import App, copy_home, locked, running_app

ARTIFACTS = Path(__file__).resolve().parents[1] / "artifacts"

# The background flags keep Chromium from calling home, which a closed network would refuse.
FLAGS = (
    "--headless=new",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--force-device-scale-factor=1",
)


def make_browser(profile: Path, width: int = 1440, height: int = 900) -> webdriver.Chrome:
    """Start a Chromium of its own; a missing one is a failure, not a skip."""
    binary = next(
        (
            found
            for name in ("chromium", "chromium-browser", "google-chrome")
            if (found := shutil.which(name))
        ),
        None,
    )
    driver = shutil.which("chromedriver")
    assert driver, "chromedriver is missing: run deploy/local/chromium.sh"
    options = webdriver.ChromeOptions()
    if binary:
        options.binary_location = binary
    for flag in (*FLAGS, f"--user-data-dir={profile}", f"--window-size={width},{height}"):
        options.add_argument(flag)
    if os.geteuid() == 0:
        options.add_argument("--no-sandbox")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    browser = webdriver.Chrome(options=options, service=Service(driver))
    browser.set_page_load_timeout(60)
    browser.set_script_timeout(60)
    return browser


@pytest.fixture(scope="session")
def started_home(shared_folder: Path) -> Path:
    """A stopped home with the bundled sample, made by a first start from nothing; to be copied."""
    folder = shared_folder / "started"
    with locked(folder):
        if not (folder / "home").exists():
            with running_app(folder / "first"):
                pass
            wait_for_no_disk(folder / "first")
            (folder / "first").rename(folder / "home")
    return folder / "home"


@pytest.fixture(scope="session")
def app(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """The application as `make run` starts it, with the bundled sample.

    Each test process has its own, on a copy of one home: a first start encodes for a minute.
    ``ORDAINED_TEST_HOME`` names a home that is prepared, for working on these tests.
    """
    if prepared := os.environ.get("ORDAINED_TEST_HOME"):
        home = Path(prepared)
    else:
        home = tmp_path_factory.mktemp("home")
        copy_home(request.getfixturevalue("started_home"), home)
    with running_app(home) as app:
        yield app


class Browsers:
    """Browsers of one test, each with a profile of its own: as many people at once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.started: list[webdriver.Chrome] = []

    def __call__(self) -> webdriver.Chrome:
        """Start another one."""
        browser = make_browser(self._folder / f"profile-{len(self.started)}")
        self.started.append(browser)
        return browser


@pytest.fixture
def browsers(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Browsers]:
    """Start browsers; when the test fails, a screenshot of each is kept in tests/artifacts."""
    browsers = Browsers(tmp_path)
    failed_before = request.session.testsfailed
    yield browsers
    for number, browser in enumerate(browsers.started):
        if request.session.testsfailed > failed_before:
            ARTIFACTS.mkdir(exist_ok=True)
            browser.save_screenshot(str(ARTIFACTS / f"{request.node.name}-{number}.png"))
        browser.quit()


@pytest.fixture
def browser(browsers: Browsers) -> webdriver.Chrome:
    """A fresh browser."""
    return browsers()
