"""What a screen shows of the answer: the field gives the films its room, and wraps."""

from __future__ import annotations

import pytest
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webdriver import WebDriver

from tests.e2e.pages import Discover
from tests.e2e.screens import prepare_person, set_view
from tests.e2e.test_journey import someone
from tests.processes import App

WHOLE = """
return [...document.querySelectorAll('[data-testid=result]')]
  .filter(row => row.getBoundingClientRect().bottom <= innerHeight).length;
"""
LONG = (
    "a quiet film about a lighthouse keeper and his daughter who repair clocks, fall out over an "
    "old letter, and find each other again one winter when the sea freezes"
)


@pytest.mark.parametrize(("width", "height", "least"), [(1440, 900, 3), (390, 844, 2)])
def test_films_are_seen_without_scrolling(
    app: App, browser: WebDriver, width: int, height: int, least: int
) -> None:
    prepare_person(browser, app.url, someone())
    set_view(browser, width, height, "light")
    discover = Discover(browser, app.url)
    for query in ("heist that goes wrong", "slow Japanese family drama"):
        discover.open(f"/?q={query.replace(' ', '+')}")
        discover.results()
        assert browser.execute_script(WHOLE) >= least, query


def test_a_long_request_wraps_and_is_one_line(app: App, browser: WebDriver) -> None:
    set_view(browser, 390, 844, "light")
    discover = Discover(browser, app.url)
    discover.open()
    discover.field.send_keys(LONG)
    discover.wait_for_answer(LONG)
    rows = "const [field] = arguments; return [field.scrollHeight, field.clientHeight]"
    whole, shown = browser.execute_script(rows, discover.field)
    assert shown >= whole
    assert shown > 3 * 24
    discover.field.send_keys(Keys.ENTER)
    assert discover.field.get_attribute("value") == LONG
    discover.field.send_keys(Keys.ARROW_DOWN)  # from its end into the films
    focused = browser.switch_to.active_element.get_attribute("class") or ""
    assert focused.startswith("result-link")


# Rows in which the words "For you" and the number after them are not on one line.
BROKEN = """
const middle = part => {
  const {top, height} = part.getBoundingClientRect();
  return top + height / 2;
};
return [...document.querySelectorAll('[data-testid=result] [data-testid=for-you-stars]')]
  .filter(line => Math.abs(middle(line.children[0]) - middle(line.children[1])) > 8)
  .map(line => line.textContent);
"""


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_stars_for_a_reader_stand_on_one_line(
    app: App, browser: WebDriver, language: str
) -> None:
    prepare_person(browser, app.url, someone())
    browser.execute_script("localStorage.setItem('ordained.language', arguments[0])", language)
    discover = Discover(browser, app.url)
    for width in (360, 390, 768, 900, 1440):
        set_view(browser, width, 900, "light")
        discover.open("/?q=heist+with+a+twist")
        discover.results()
        discover.wait.until(lambda _: discover.all("for-you-stars"))
        assert browser.execute_script(BROKEN) == [], width
        assert browser.execute_script("return document.documentElement.scrollWidth") <= width
