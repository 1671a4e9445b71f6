"""What first.js asks before the scripts are there is what the screen asks, and asked once."""

from __future__ import annotations

import time
from dataclasses import asdict

from selenium import webdriver

from tests.e2e.conftest import Browsers
from tests.e2e.pages import waiting
from tests.e2e.screens import find_shown, prepare_person
from tests.processes import App

GUEST = {
    "/": ["/movies/popular"],
    "/?q=a+thief+who+steals+secrets": ["/search"],
    "/film/{film}": ["/movies/{film}", "/movies/{film}/similar"],
    "/people/{person}": ["/people/{person}"],
    "/for-you": ["/movies/popular"],
    "/map": ["/movies/map"],
    "/sign-in": [],
    # Another screen, or another question than the plain one: nothing is guessed.
    "/?genres=Crime": [],
    "/film/{film}?more=slow": [],
}
PERSON = {
    "/": ["/me/recommendations"],
    "/for-you": ["/me/recommendations", "/me/shelves"],
}

# Keeps the address of whatever the scripts ask for.
LISTEN = """
window.asked = [];
const plain = window.fetch;
window.fetch = (address, ...rest) => {
  window.asked.push(new URL(address.url ?? address, location.href).href);
  return plain(address, ...rest);
};
"""
EARLY = """
return [...document.querySelectorAll('link[rel=preload][as=fetch]')].map(link => link.href);
"""
ASKED = "return window.asked"
COUNTS = """
const counts = {};
for (const {name} of performance.getEntriesByType('resource'))
  counts[name] = (counts[name] ?? 0) + 1;
return counts;
"""
ALWAYS = {"/session", "/release"}


def _check(browser: webdriver.Chrome, base: str, path: str, wanted: list[str]) -> None:
    api = f"{base}/api/v1"
    browser.get(base + path)
    early = [address.removeprefix(api) for address in browser.execute_script(EARLY)]
    assert {address.split("?")[0] for address in early} - ALWAYS == set(wanted), path
    expected = set(early)

    def all_asked(driver: webdriver.Chrome) -> bool:
        return expected <= {address.removeprefix(api) for address in driver.execute_script(ASKED)}

    waiting(browser).until(all_asked, f"{path}: asked early and not by the screen")
    counts = browser.execute_script(COUNTS)
    twice = [address for address in early if counts.get(api + address, 1) > 1]
    assert twice == [], f"{path}: asked early and again"


def test_early_questions_are_those_of_the_screens(app: App, browsers: Browsers) -> None:
    browser = browsers()
    shown = asdict(find_shown(browser, app.url))
    browser.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": LISTEN})
    for path, wanted in GUEST.items():
        _check(
            browser, app.url, path.format(**shown), [address.format(**shown) for address in wanted]
        )


def test_what_is_somebodys_is_asked_early_only_while_they_are_signed_in(
    app: App, browsers: Browsers
) -> None:
    browser = browsers()
    prepare_person(browser, app.url, f"early-{time.time_ns()}")
    browser.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": LISTEN})
    browser.get(f"{app.url}/about")
    waiting(browser).until(
        lambda b: b.execute_script("return localStorage.getItem('ordained.somebody') !== null")
    )
    for path, wanted in PERSON.items():
        _check(browser, app.url, path, wanted)
    browser.delete_all_cookies()
    browser.get(f"{app.url}/about")
    waiting(browser).until(
        lambda b: b.execute_script("return localStorage.getItem('ordained.somebody') === null")
    )
    _check(browser, app.url, "/for-you", GUEST["/for-you"])


def test_the_page_is_the_same_for_everybody(app: App, browsers: Browsers) -> None:
    """No answer is put into the HTML, so no cache between can show somebody's to another."""
    browser = browsers()
    read = "return fetch('/for-you', {cache: 'no-store'}).then(found => found.text())"
    browser.get(f"{app.url}/about")
    of_guest = browser.execute_script(read)
    prepare_person(browser, app.url, f"same-{time.time_ns()}")
    assert browser.execute_script(read) == of_guest
