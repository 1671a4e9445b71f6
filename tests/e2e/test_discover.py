"""A person types what they are in the mood for, finds the film, opens it, and comes back."""

import pytest
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webdriver import WebDriver

from tests.e2e.pages import Discover, Film
from tests.processes import App

DREAMS = "a thief who steals secrets by entering people's dreams"


@pytest.fixture
def discover(app: App, browser: WebDriver) -> Discover:
    page = Discover(browser, app.url)
    page.open()
    return page


def test_find_open_and_come_back(discover: Discover) -> None:
    discover.search(DREAMS)
    found = discover.results()
    inception = next(
        movie_id
        for movie_id, words in zip(found, discover.titles(), strict=True)
        if "Inception" in words
    )
    assert found.index(inception) < 5

    film = discover.open_result(inception)
    assert film.title == "Inception"
    assert "Inception" in film.browser.title
    assert film.similar()

    film.browser.back()
    assert discover.field.get_attribute("value") == DREAMS
    assert discover.results() == found
    assert discover.errors_in_console() == []


def test_the_address_holds_the_search(discover: Discover) -> None:
    discover.search("space war")
    found = discover.results()
    address = discover.path
    discover.open("/about")
    discover.open(address)
    discover.wait_for_answer("space war")
    assert discover.field.get_attribute("value") == "space war"
    assert discover.results() == found


def test_by_keyboard_alone(discover: Discover) -> None:
    assert discover.field
    discover.press("/")
    assert discover.browser.switch_to.active_element == discover.field
    discover.press("alien")
    discover.wait_for_answer("alien")
    first = discover.results()[0]
    discover.press(Keys.ARROW_DOWN, Keys.ENTER)
    film = Film(discover.browser, discover.base)
    assert film.title
    assert film.path.endswith(f"/film/{first}")


def test_nothing_typed_shows_films_anyway(discover: Discover) -> None:
    assert len(discover.results()) >= 12


def test_unknown_film_and_unknown_page_say_so(discover: Discover) -> None:
    for path in ("/film/999999999", "/no/such/page"):
        discover.open(path)
        discover.wait.until(
            lambda b: b.find_element("css selector", "h1").text.startswith("No such")
        )
        assert discover.browser.title.startswith("No such")
