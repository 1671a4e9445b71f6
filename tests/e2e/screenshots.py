"""``make screenshots``: every screen at two widths in both themes, into docs/screenshots."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.support import expected_conditions as seen
from selenium.webdriver.support.ui import WebDriverWait

from tests.e2e.conftest import make_browser
from tests.processes import running_app

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "screenshots"
SIZES = {1440: 1000, 390: 844}
# Screen → its address, and what must be there before the picture is taken.
SCREENS = {
    "start": ("/", "[data-testid='result'] svg"),
    "discover": ("/?q=a+thief+who+steals+secrets", "[data-testid='result'] svg"),
    "film": ("/film/{inception}", "[data-testid='similar'] svg"),
    "about": ("/about", "[data-testid='release']"),
    "empty": ("/no/such/page", "h1"),
}


def set_view(browser: WebDriver, width: int, theme: str) -> None:
    """Set the width and the colour scheme that the page sees."""
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {
            "width": width,
            "height": SIZES[width],
            "deviceScaleFactor": 1,
            "mobile": width < 500,
        },
    )
    browser.execute_cdp_cmd(
        "Emulation.setEmulatedMedia",
        {
            "features": [
                {"name": "prefers-color-scheme", "value": theme},
                {"name": "prefers-reduced-motion", "value": "reduce"},
            ]
        },
    )


def find_inception(browser: WebDriver, base: str) -> str:
    """Return the id that the live release has for Inception."""
    browser.get(f"{base}/?q=inception")
    first = WebDriverWait(browser, 30).until(
        seen.presence_of_element_located((By.CSS_SELECTOR, "[data-testid='result']"))
    )
    return str(first.get_attribute("data-movie-id"))


def main() -> None:
    """Start the application with the bundled sample and take all pictures."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(prefix="ordained-screenshots-"))
    with running_app(scratch / "home") as app:
        browser = make_browser(scratch / "profile")
        wait = WebDriverWait(browser, 30)
        inception = find_inception(browser, app.url)
        for width in SIZES:
            for theme in ("light", "dark"):
                set_view(browser, width, theme)
                for name, (path, there) in SCREENS.items():
                    browser.get(app.url + path.format(inception=inception))
                    wait.until(seen.visibility_of_element_located((By.CSS_SELECTOR, there)))
                    browser.execute_async_script("document.fonts.ready.then(arguments[0])")
                    browser.save_screenshot(str(FOLDER / f"{name}-{theme}-{width}.png"))
        browser.quit()
    shutil.rmtree(scratch, ignore_errors=True)


if __name__ == "__main__":
    main()
