"""The map by its controls: layers, search, regions, films around here and around you."""

from __future__ import annotations

import uuid

from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.remote.webelement import WebElement

from tests.e2e.pages import Page, by_id, press
from tests.e2e.person_pages import movie_id, stars
from tests.e2e.screens import prepare_person
from tests.e2e.test_onboarding import ratings
from tests.processes import App


class Map(Page):
    """The map, the list beside it, and what is lit."""

    def show(self, address: str = "/map") -> None:
        self.open(address)
        self.ids()

    def ids(self) -> list[int]:
        """Return the films of the list, once there are some."""
        self.wait.until(lambda _: self.all("in-view-film"))
        drawing = (By.CSS_SELECTOR, "ol[aria-busy='true']")
        self.wait.until(lambda b: not b.find_elements(*drawing))
        return [movie_id(film) for film in self.all("in-view-film")]

    def changed(self, before: list[int]) -> list[int]:
        """Return the films of the list, once they are others than before."""
        self.wait.until(lambda _: self.ids() != before)
        return self.ids()

    def light(self, name: str) -> WebElement:
        """Press the switch of a layer, and return it."""
        switch = self.wait.until(
            lambda b: b.find_element(
                By.CSS_SELECTOR, f"[data-testid='map-layer'][data-name='{name}']"
            )
        )
        press(switch)
        return switch

    def lit(self) -> dict[str, int]:
        """Return how many films each lit layer has, by its key."""
        return {
            str(layer.get_attribute("data-key")): int(layer.get_attribute("data-films") or 0)
            for layer in self.all("lit-layer")
        }


GENRES = """
const [ids, done] = arguments;
Promise.all(ids.map(id => fetch('/api/v1/movies/' + id).then(r => r.json())))
  .then(films => done(films.map(film => film.genres)));
"""


def test_layers_light_all_their_films_and_come_back(app: App, browser: WebDriver) -> None:
    page = Map(browser, app.url)
    page.show()
    before = page.ids()
    horror = page.light("Horror")
    page.wait.until(lambda _: horror.get_attribute("aria-pressed") == "true")
    page.wait.until(lambda _: page.lit().get("genre:Horror", 0) > 0)
    # As many as its switch says that the catalogue has.
    (count,) = page.lit().values()
    assert f"{count:,}" in horror.text
    listed = page.changed(before)
    assert all("Horror" in genres for genres in browser.execute_async_script(GENRES, listed))

    page.click("map-kind-decade")
    decade = page.find("map-layer").get_attribute("data-name")
    page.light(str(decade))
    page.wait.until(lambda _: len(page.lit()) == 2)
    lit = page.lit()
    browser.refresh()
    page.wait.until(lambda _: page.lit() == lit)
    browser.back()
    page.wait.until(lambda _: list(page.lit()) == ["genre:Horror"])
    press(page.find("lit-layer").find_element(By.TAG_NAME, "button"))
    page.gone("lit-layer")
    assert page.errors_in_console() == []


def test_a_title_is_gone_to_and_words_light_what_they_find(app: App, browser: WebDriver) -> None:
    page = Map(browser, app.url)
    page.show()
    page.find("map-search").send_keys("alien")
    page.wait.until(lambda _: [title for title in page.all("map-title") if "Aliens" in title.text])
    press(next(title for title in page.all("map-title") if "Aliens" in title.text))
    page.wait.until(lambda _: "at=" in page.path)
    # The film stands first in the list and has the focus: one can go on by keyboard.
    page.wait.until(lambda _: "Aliens" in page.find("in-view-film").text)
    page.wait.until(lambda b: (b.switch_to.active_element.text or "") == "Aliens")

    page.find("map-search").send_keys("a submarine in trouble", Keys.ENTER)
    page.wait.until(lambda _: any(key.startswith("search:") for key in page.lit()))
    page.wait.until(lambda _: max(page.lit().values()) > 0)
    assert "at=" not in page.path
    assert page.errors_in_console() == []


def test_regions_lead_to_their_films(app: App, browser: WebDriver) -> None:
    page = Map(browser, app.url)
    page.show()
    before = page.ids()
    region = page.find("map-regions").find_element(By.TAG_NAME, "button")
    press(region)
    page.wait.until(lambda _: "at=" in page.path)
    assert page.changed(before)
    browser.back()
    page.wait.until(lambda _: page.ids() == before)


def test_films_around_you_are_rated_from_the_list(app: App, browser: WebDriver) -> None:
    prepare_person(browser, app.url, f"map-{uuid.uuid4().hex[:12]}")
    page = Map(browser, app.url)
    page.show()
    here = page.ids()
    page.click("around-me")
    around = page.changed(here)
    rated = set(ratings(browser))
    assert rated
    assert not rated & set(around)

    # What is rated stays where it is until the map moves, and then goes.
    film = page.all("in-view-film")[1]
    stars(film, 4)
    page.wait.until(lambda b: ratings(b).get(around[1]) == 4)
    assert page.ids() == around
    page.click("around-here")
    page.changed(around)
    page.click("around-me")
    page.wait.until(lambda _: around[1] not in page.ids() and around[0] in page.ids())
    assert browser.find_elements(*by_id("star-map"))
    assert page.errors_in_console() == []
