"""A film is seen today, noted and seen again; its year is looked back on, printed and saved."""

from __future__ import annotations

import base64
import struct
import time
import uuid
from datetime import UTC, datetime
from pathlib import Path

from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webdriver import WebDriver

from tests.e2e.pages import WAIT_S, Discover
from tests.e2e.person_pages import Account, Library, movie_id, stars
from tests.e2e.screens import set_view
from tests.e2e.test_onboarding import ratings
from tests.processes import App

HIDDEN_ON_PAPER = """
return [...document.querySelectorAll('#app > header, #app > footer, .not-printed')]
  .map(one => getComputedStyle(one).display);
"""
# What an A4 sheet has room for between the margins of print.css.
PAPER_WIDTH = 688
# Words that stand on two lines, once every film is called so.
BROKEN_WORDS = """
const titles = [...document.querySelectorAll("[data-testid='highlight'] h3 a")];
return titles.filter(link => {
  link.textContent = arguments[0];
  const range = document.createRange();
  range.selectNodeContents(link);
  return range.getClientRects().length > 1;
}).map(link => link.closest('article').offsetWidth);
"""


def downloaded(folder: Path) -> bytes:
    """Wait for the one file of a folder."""
    deadline = time.monotonic() + WAIT_S
    while time.monotonic() < deadline:
        if files := list(folder.glob("*.png")):
            return files[0].read_bytes()
        time.sleep(0.1)
    raise AssertionError("nothing was downloaded")


def test_the_diary_of_a_film_is_on_its_page(app: App, browser: WebDriver) -> None:
    Account(browser, app.url).register(f"e2e-{uuid.uuid4().hex[:12]}")
    discover = Discover(browser, app.url)
    discover.open("/?q=space+war")
    film = discover.open_result(discover.results()[0])
    film.find("seen")
    assert film.all("film-viewings") == []
    film.click("seen")
    film.click("note-edit")
    film.press("With an old friend.", Keys.CONTROL, Keys.ENTER)
    assert film.find("note").text == "With an old friend."

    # Once more: two lines, the latest first, and the note stays with its own.
    film.click("again")
    film.wait.until(lambda _: len(film.all("film-viewing")) == 2)
    latest, earliest = film.all("film-viewing")
    assert "For the second time" in latest.text
    assert "With an old friend." in earliest.text
    browser.refresh()
    film.wait.until(lambda _: len(film.all("film-viewing")) == 2)
    assert "With an old friend." in film.all("film-viewing")[1].text

    film.click("viewing-remove")
    film.wait.until(lambda _: len(film.all("film-viewing")) == 1)
    assert film.find("note").text == "With an old friend."
    film.wait.until(lambda b: b.switch_to.active_element.get_attribute("data-testid") == "again")
    assert film.errors_in_console() == []


def test_seen_noted_seen_again_and_the_year(app: App, browser: WebDriver, tmp_path: Path) -> None:
    today = datetime.now(UTC).date()
    Account(browser, app.url).register(f"e2e-{uuid.uuid4().hex[:12]}")
    discover = Discover(browser, app.url)
    discover.open("/?q=space+war")
    film = discover.open_result(discover.results()[0])
    here = int(film.path.rsplit("/", 1)[1])
    pressed = film.wait.until(lambda _: film.find("watchlist"))
    film.click("watchlist")
    film.wait.until(lambda _: pressed.get_attribute("aria-pressed") == "true")

    # One tap: seen today, and off the watchlist, which is said; undo takes both back.
    film.click("seen")
    said = film.wait.until(lambda _: "off your watchlist" in (film.find("toast").text or ""))
    assert said
    assert film.find("seen-on").get_attribute("value") == str(today)
    film.click("toast-action")
    film.wait.until(lambda _: film.find("watchlist").get_attribute("aria-pressed") == "true")
    film.click("seen")
    stars(film.find("stars"), 4.5)
    film.wait.until(lambda b: ratings(b).get(here) == 4.5)

    # The note is written by keyboard alone.
    library = Library(browser, app.url)
    library.show("history")
    assert library.months() == [f"{today:%Y-%m}"]
    library.find("note-edit").send_keys(Keys.ENTER)
    library.wait.until(
        lambda b: b.switch_to.active_element.get_attribute("data-testid") == "note-field"
    )
    library.press("Better on a big screen.")
    library.press(Keys.CONTROL, Keys.ENTER)
    assert library.find("note").text == "Better on a big screen."
    library.wait.until(
        lambda b: b.switch_to.active_element.get_attribute("data-testid") == "note-edit"
    )

    library.click("again")
    assert library.find("viewing-number").text == "For the second time"
    assert library.ids() == [here, here]

    library.click("year-page")
    numbers = library.find("year-numbers").text
    assert library.path == f"/year/{today.year}"
    assert "1 film" in numbers
    assert "2 times" in numbers
    wall = library.find("wall")
    assert len(wall.find_elements(By.TAG_NAME, "li")) == 1
    best = library.find("best").find_element(By.CSS_SELECTOR, "[data-testid='highlight']")
    assert movie_id(best) == here

    # On paper there is the year and nothing to press, dark on light also from the dark theme.
    set_view(browser, 1440, 900, "dark")
    browser.execute_cdp_cmd(  # type: ignore[attr-defined]
        "Emulation.setEmulatedMedia",
        {"media": "print", "features": [{"name": "prefers-color-scheme", "value": "dark"}]},
    )
    assert set(browser.execute_script(HIDDEN_ON_PAPER)) == {"none"}
    ink = browser.execute_script("return getComputedStyle(document.documentElement).color")
    assert ink == "rgb(27, 23, 18)"
    pdf = browser.execute_cdp_cmd("Page.printToPDF", {})  # type: ignore[attr-defined]
    assert base64.b64decode(pdf["data"]).startswith(b"%PDF")
    set_view(browser, PAPER_WIDTH, 900, "light")
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})  # type: ignore[attr-defined]
    assert browser.execute_script(BROKEN_WORDS, "Oppenheimer") == []
    set_view(browser, 1440, 900, "light")
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})  # type: ignore[attr-defined]

    browser.execute_cdp_cmd(  # type: ignore[attr-defined]
        "Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(tmp_path)}
    )
    library.click("picture")
    picture = downloaded(tmp_path)
    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", picture[16:24]) == (1080, 1350)
    assert library.errors_in_console() == []
