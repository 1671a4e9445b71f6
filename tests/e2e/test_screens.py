"""Every screen, by axe-core and by its width, in both themes and both languages."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from pathlib import Path

import pytest
from selenium.webdriver.remote.webdriver import WebDriver

from tests.e2e.pages import Page
from tests.e2e.person_pages import stars
from tests.e2e.screens import GUEST, PERSON, find_shown, open_screen, prepare_person, set_view
from tests.processes import App

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
WIDTHS = (390, 768, 1440)
RUN = (
    "const [only, done] = arguments;"
    "axe.run(only.length ? {runOnly: only} : {})"
    ".then(r => done(r.violations), e => done([{id: String(e), nodes: []}]))"
)
# WCAG 2.2's least size of what is pressed, which axe-core leaves out unless it is asked for.
FOR_FINGERS = ("target-size",)
# The rules that look at colours.
OF_COLOURS = ("color-contrast", "link-in-text-block")

LAY_OUT_ALL = """
const all = new CSSStyleSheet();
all.replaceSync('* { content-visibility: visible !important }');
document.adoptedStyleSheets = [all];
"""


def violations(browser: WebDriver, only: Sequence[str] = ()) -> list[str]:
    """Return what axe-core says, a line each; it comes in through CDP, past the CSP.

    ``only`` names its rules; without any, it tries all that it tries by default.

    What is far from the window is laid out too: else axe would pass over it, or see the
    colours of the theme before.
    """
    browser.execute_script(LAY_OUT_ALL)
    if not browser.execute_script("return 'axe' in window"):
        browser.execute_cdp_cmd("Runtime.evaluate", {"expression": AXE.read_text(encoding="utf-8")})
    return [
        f"{violation['id']}: {violation.get('help')} "
        f"{[node['target'] for node in violation['nodes']][:3]}"
        for violation in browser.execute_async_script(RUN, list(only))
    ]


@pytest.mark.parametrize("who", ["guest", "person"])
def test_no_screen_has_violations_or_sticks_out(app: App, browser: WebDriver, who: str) -> None:
    shown = find_shown(browser, app.url)
    if who == "person":
        prepare_person(browser, app.url, f"axe-{uuid.uuid4().hex[:12]}")
    found: dict[str, list[str]] = {}
    for screen in GUEST if who == "guest" else PERSON:
        set_view(browser, WIDTHS[-1], 900, "light")
        open_screen(browser, app.url, screen, shown)
        for theme in ("light", "dark"):
            set_view(browser, WIDTHS[-1], 900, theme)
            # Another theme changes what rules of colours find; on one screen all rules are tried.
            is_first = screen in (GUEST[0], PERSON[0])
            only = () if theme == "light" or is_first else OF_COLOURS
            if lines := violations(browser, only):
                found[f"{screen.name}, {theme}"] = lines
        for width in WIDTHS:
            set_view(browser, width, 900, "light")
            wide = browser.execute_script("return document.documentElement.scrollWidth")
            lines = [f"{wide} px wide"] if wide > width else []
            # A list of suggestions lies over parts of what is beneath, for as long as it is open.
            if width == WIDTHS[0] and screen.name != "search":
                lines += violations(browser, FOR_FINGERS)
            if lines:
                found[f"{screen.name}, {width}"] = lines
    assert found == {}
    assert Page(browser, app.url).errors_in_console() == []


def test_another_language_is_chosen_and_kept(app: App, browser: WebDriver) -> None:
    page = Page(browser, app.url)
    page.open("/about")
    page.click("foot-language-de")
    page.wait.until(lambda b: b.find_element("css selector", "h1").text == "Über ordained")
    html = browser.find_element("css selector", "html")
    assert html.get_attribute("lang") == "de"
    assert browser.switch_to.active_element.get_attribute("id") == "foot-de"

    for path in ("/", "/for-you", "/map", "/settings"):
        page.open(path)
        page.wait.until(lambda b: b.find_element("css selector", "h1").text != "")
        assert browser.find_element("css selector", "nav").text.startswith("Suchen")
        for width in WIDTHS:
            set_view(browser, width, 900, "light")
            assert browser.execute_script("return document.documentElement.scrollWidth") <= width


def test_nothing_is_lost_while_the_server_is_gone(app: App, browser: WebDriver) -> None:
    prepare_person(browser, app.url, f"off-{uuid.uuid4().hex[:12]}")
    page = Page(browser, app.url)
    page.open("/library?tab=watchlist")
    page.find("shelf-item")
    browser.execute_cdp_cmd("Network.enable", {})
    browser.execute_cdp_cmd("Network.setBlockedURLs", {"urls": ["*/api/v1/*"]})
    page.click("remove")
    page.find("connection-banner")
    assert page.find("waiting").text

    browser.execute_cdp_cmd("Network.setBlockedURLs", {"urls": []})
    page.gone("connection-banner")
    count = (
        "const done = arguments[0];"
        "fetch('/api/v1/me/watchlist').then(r => r.json()).then(p => done(p.items.length))"
    )
    page.wait.until(lambda b: b.execute_async_script(count) == 5)


def test_a_rating_under_way_outlives_its_page(app: App, browser: WebDriver) -> None:
    prepare_person(browser, app.url, f"away-{uuid.uuid4().hex[:12]}")
    page = Page(browser, app.url)
    page.open("/?q=space")
    film = page.find("result")
    found = film.get_attribute("data-movie-id")
    # What rates it is held in the browser, until the next page is there.
    browser.execute_cdp_cmd("Fetch.enable", {"patterns": [{"urlPattern": "*/me/ratings/*"}]})
    stars(film, 4.5)
    given = film.find_element("css selector", "[data-testid='stars']")
    page.wait.until(lambda _: given.get_attribute("data-rating") == "4.5")
    browser.refresh()
    browser.execute_cdp_cmd("Fetch.disable", {})

    film = page.find("result")
    assert film.get_attribute("data-movie-id") == found
    given = film.find_element("css selector", "[data-testid='stars']")
    page.wait.until(lambda _: given.get_attribute("data-rating") == "4.5")
    kept = (
        "const [film, done] = arguments;"
        "fetch('/api/v1/me/marks?movie_ids=' + film).then(r => r.json())"
        ".then(marks => done(marks.items[0].rating))"
    )
    assert browser.execute_async_script(kept, found) == 4.5
