"""A film's page in a real browser: who, where from and for whom are read without scrolling."""

from __future__ import annotations

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webdriver import WebDriver

from tests.e2e.pages import Film
from tests.e2e.screens import Shown, find_shown, set_view
from tests.processes import App

# What may stand on the poster of a film about grave things.
CALM = {
    "horizon", "ripples", "dawn", "stones", "feather", "birds", "paperBird", "candle", "grass",
    "stillness", "leaf",
}  # fmt: skip
FACTS = ("film-facts", "directors", "writers", "cast", "certificate")


def open_film(browser: WebDriver, base: str, shown: Shown) -> Film:
    page = Film(browser, base)
    page.open(f"/film/{shown.film}")
    assert page.title
    page.similar()
    return page


def foot(page: Film, name: str) -> float:
    """Return how far below the top of the window something ends, in CSS pixels."""
    return float(
        page.browser.execute_script(
            "return arguments[0].getBoundingClientRect().bottom", page.there(name)
        )
    )


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
def test_facts_and_people_stand_above_the_fold(
    app: App, browser: WebDriver, width: int, height: int
) -> None:
    shown = find_shown(browser, app.url, title="Schindler's List")
    set_view(browser, width, height, "light")
    page = open_film(browser, app.url, shown)
    assert page.title == "Schindler's List"
    assert {name: foot(page, name) for name in FACTS if foot(page, name) > height} == {}
    assert browser.execute_script("return document.documentElement.scrollWidth") <= width
    assert page.errors_in_console() == []


def test_its_poster_is_calm_and_its_links_lead_on(app: App, browser: WebDriver) -> None:
    shown = find_shown(browser, app.url, title="Schindler's List")
    page = open_film(browser, app.url, shown)
    drawn = (By.CSS_SELECTOR, "article .poster[data-motif] svg")
    page.wait.until(lambda b: b.find_elements(*drawn))
    poster = browser.find_element(By.CSS_SELECTOR, "article .poster[data-motif]")
    assert poster.get_attribute("data-motif") in CALM

    notes = page.there("similar").find_elements(By.CSS_SELECTOR, "[data-testid='result'] p")
    assert len(notes) >= 6
    page.there("moods").find_element(By.TAG_NAME, "a").click()
    page.wait.until(lambda _: page.path.startswith("/?q="))
    page.find("result")
