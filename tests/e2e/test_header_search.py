"""The search in the header: people and films by name from every screen, at every width."""

import uuid

import pytest
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webdriver import WebDriver

from tests.e2e.pages import Discover, Film, HeaderSearch
from tests.e2e.person_pages import Account
from tests.e2e.screens import set_view
from tests.processes import App

# On either side of where the header changes, and the narrowest phone.
WIDTHS = (320, 360, 560, 561, 899, 900, 1099, 1100, 1279, 1280, 1440)


@pytest.fixture
def header(app: App, browser: WebDriver) -> HeaderSearch:
    page = HeaderSearch(browser, app.url)
    page.open("/about")
    assert page.field
    return page


def test_by_keyboard_to_a_person_and_to_a_search(header: HeaderSearch) -> None:
    header.press("/")
    header.focused()
    header.press("kurosa")
    header.suggested("person", "Akira Kurosawa")
    header.press(Keys.ARROW_DOWN, Keys.ENTER)
    header.wait.until(lambda _: header.find("person-name").text == "Akira Kurosawa")
    assert header.field.get_attribute("value") == ""

    header.press("/", "heat", Keys.ENTER)
    discover = Discover(header.browser, header.base)
    discover.wait_for_answer("heat")
    assert discover.path == "/?q=heat"
    assert discover.field.get_attribute("value") == "heat"
    header.gone("header-search-input")  # two fields would compete

    header.browser.back()
    header.wait.until(lambda _: header.find("person-name").text == "Akira Kurosawa")
    assert header.errors_in_console() == []


def test_on_a_phone_a_button_opens_the_field(header: HeaderSearch) -> None:
    set_view(header.browser, 390, 844, "light")
    header.gone("header-search-input")
    header.click("header-search-open")
    header.focused()
    assert header.field.rect["width"] > 250
    header.press("heat")
    header.suggested("film", "Heat").click()
    assert Film(header.browser, header.base).title == "Heat"
    header.gone("header-search-input")

    header.click("header-search-open")
    header.focused()
    header.press(Keys.ESCAPE)
    header.wait.until(
        lambda b: b.switch_to.active_element.get_attribute("data-testid") == "header-search-open"
    )


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_header_fits(app: App, browser: WebDriver, language: str) -> None:
    account = Account(browser, app.url)
    account.register(f"a-long-name-{uuid.uuid4().hex[:12]}")
    browser.execute_script("localStorage.setItem('ordained.language', arguments[0])", language)
    account.open("/about")
    account.find("settings-link")
    for width in WIDTHS:
        set_view(browser, width, 900, "light")
        read = "return document.documentElement.scrollWidth"
        assert browser.execute_script(read) <= width, width
