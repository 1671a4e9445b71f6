"""``make screenshots``: every screen at two widths in both themes, into docs/screenshots."""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
from pathlib import Path

from selenium.webdriver.remote.webdriver import WebDriver

from tests.e2e.conftest import make_browser
from tests.e2e.screens import (
    ADMIN,
    GUEST,
    PERSON,
    Screen,
    Shown,
    find_shown,
    open_screen,
    prepare_person,
    set_view,
)
from tests.e2e.test_admin import grant
from tests.processes import running_app

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "screenshots"
SIZES = {1440: 1000, 390: 844}
THEMES = ("light", "dark")


def take(
    browser: WebDriver, base: str, screens: tuple[Screen, ...], shown: Shown, only: str
) -> None:
    """Take all pictures of some screens; a screen is opened once for each width."""
    for screen in screens:
        if only not in screen.name:
            continue
        for width, height in SIZES.items():
            set_view(browser, width, height, THEMES[0])
            open_screen(browser, base, screen, shown)
            for theme in THEMES:
                set_view(browser, width, height, theme)
                # Time for what was laid out to reach what the picture is taken of.
                browser.execute_async_script("setTimeout(arguments[0], 250)")
                browser.save_screenshot(str(FOLDER / f"{screen.name}-{theme}-{width}.png"))


def main() -> None:
    """Start the application with the bundled sample and take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="screens whose name holds this")
    parser.add_argument("--name", default="ann", help="username of the person they show")
    given = parser.parse_args()
    FOLDER.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(prefix="ordained-screenshots-"))
    home = Path(os.environ.get("ORDAINED_TEST_HOME") or scratch / "home")
    with running_app(home) as app:
        browser = make_browser(scratch / "profile")
        try:
            shown = find_shown(browser, app.url)
            take(browser, app.url, GUEST, shown, given.only)
            prepare_person(browser, app.url, given.name)
            take(browser, app.url, PERSON, shown, given.only)
            grant(app, given.name)
            take(browser, app.url, ADMIN, shown, given.only)
        finally:
            browser.quit()
    shutil.rmtree(scratch, ignore_errors=True)


if __name__ == "__main__":
    main()
