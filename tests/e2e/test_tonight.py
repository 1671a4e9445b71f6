"""One film for the evening: alone, on one sofa, in a room of three devices; and lists by a link."""

from __future__ import annotations

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webdriver import WebDriver

from tests.e2e.conftest import Browsers
from tests.e2e.pages import Page, press
from tests.e2e.person_pages import Account
from tests.e2e.screens import prepare_person, set_view
from tests.e2e.test_journey import someone
from tests.e2e.test_screens import violations
from tests.e2e.tonight_pages import Room, Tonight, offline
from tests.processes import App


def test_alone_one_film_fits_the_time_and_answers_differ(app: App, browser: WebDriver) -> None:
    prepare_person(browser, app.url, someone())
    tonight = Tonight(browser, app.url)
    tonight.show("?minutes=100")
    first = tonight.film
    assert tonight.find("tonight-why").text
    assert len(tonight.all("prefer")) == 2
    browser.set_script_timeout(30)
    runtime = browser.execute_async_script(
        "fetch('/api/v1/movies/' + arguments[0]).then(r => r.json())"
        ".then(film => arguments[1](film.runtime))",
        first,
    )
    assert 0 < runtime <= 100

    # What is asked stands in the address, and Back asks as before.
    tonight.click("mood-heartwarming")
    tonight.wait.until(lambda _: "mood=heartwarming" in tonight.path)
    assert "warm" in tonight.find("evening").text

    # How much of the mood: on a slider, by keyboard, whose focus stays.
    strength = tonight.find("mood-heartwarming-strength")
    strength.send_keys(Keys.END)
    tonight.wait.until(lambda _: "mood=heartwarming%3A3" in tonight.path)
    tonight.answered()
    focused = browser.switch_to.active_element.get_attribute("data-testid")
    assert focused == "mood-heartwarming-strength"
    assert strength.get_attribute("aria-valuetext") == "as much as can be"
    browser.back()
    tonight.wait.until(lambda _: tonight.path.endswith("mood=heartwarming"))
    browser.back()
    tonight.wait.until(lambda _: "mood" not in tonight.path)
    tonight.wait.until(lambda _: tonight.film == first)

    # Not tonight: another film, and undo brings it back. Never: it is hidden for good.
    tonight.click("not-tonight")
    second = tonight.another(first)
    tonight.click("toast-action")
    tonight.wait.until(lambda _: tonight.film == first)
    tonight.click("never")
    tonight.another(first)
    hidden = (
        "fetch('/api/v1/me/hidden').then(r => r.json())"
        ".then(page => arguments[0](page.items.map(({movie}) => movie.id)))"
    )
    assert first in browser.execute_async_script(hidden)
    assert second not in browser.execute_async_script(hidden)

    tonight.click("watch")
    tonight.find("decided")
    tonight.click("to-diary")
    tonight.gone("to-diary")
    assert tonight.errors_in_console() == []


def test_two_accounts_and_a_guest_on_one_sofa(app: App, browsers: Browsers) -> None:
    ann, ben = someone(), someone()
    host, two = browsers(), browsers()
    prepare_person(host, app.url, ann)
    prepare_person(two, app.url, ben)
    asking, answering = Page(host, app.url), Page(two, app.url)
    asking.open("/companions")
    asking.find("companion-name").send_keys(ben)
    asking.click("ask-companion")
    asking.find("companions-asked")
    answering.open("/companions")
    answering.click("agree")
    answering.find("companions-agreed")
    answering.click("shows-reasons")
    answering.click("compare")
    assert answering.find("agreement").text

    tonight = Tonight(host, app.url)
    tonight.show(f"?with={ben}")
    tonight.answered()
    tonight.add_guest("Cleo", "inception")
    film = tonight.answered()
    names = "[data-testid='person-stars'] .name"
    tonight.wait.until(
        lambda _: (
            [line.text for line in tonight.answered().find_elements(By.CSS_SELECTOR, names)]
            == ["You", ben, "Cleo"]
        )
    )
    slider = tonight.find("fairness")
    host.execute_script("arguments[0].focus({preventScroll: true})", slider)
    slider.send_keys(Keys.END)
    tonight.wait.until(lambda _: "fairness=100" in tonight.path)
    assert tonight.answered()
    assert film is not None
    assert "%" in tonight.find("balance").text
    assert tonight.errors_in_console() == []


def test_without_a_network_it_is_said_and_asked_again_when_it_is_back(
    app: App, browser: WebDriver
) -> None:
    tonight = Tonight(browser, app.url)
    tonight.show("?mood=funny")
    tonight.answered()
    offline(browser, gone=True)
    tonight.click("mood-dark")
    tonight.find("connection-banner")
    assert "mood=dark" in tonight.path
    offline(browser, gone=False)
    assert tonight.answered()
    tonight.gone("connection-banner")
    assert "dark" in tonight.find("evening").text


def test_two_browsers_and_a_guest_choose_a_film_together(app: App, browsers: Browsers) -> None:
    host, second, guest = browsers(), browsers(), browsers()
    prepare_person(host, app.url, someone())
    Account(second, app.url).register(someone())
    tonight = Tonight(host, app.url)
    tonight.show("?minutes=150")
    tonight.answered()
    room = tonight.open_room("Ann")
    picture = room.find("room-qr")
    room.wait.until(lambda _: int(picture.get_attribute("naturalWidth") or 0) > 0)
    link, code = room.link(), room.code()

    ben, cleo = Room(second, app.url), Room(guest, app.url)
    ben.enter_by_link(link, "Ben")
    cleo.enter_by_code(code, "Cleo")
    for page in (room, ben, cleo):
        page.wait.until(lambda _, page=page: page.members() == ["Ann", "Ben", "Cleo"])

    # One says no: the film leaves the list of the others by itself.
    refused = cleo.say("no")
    room.wait.until(lambda _: room.film != refused)
    ben.wait.until(lambda _: ben.film != refused)

    # The network of one goes: it is said, and the answer follows when it is back.
    offline(guest, gone=True)
    film = cleo.say("yes")
    cleo.find("room-offline")
    assert cleo.all("connection-banner") == []  # it would lie over the answers
    offline(guest, gone=False)
    cleo.gone("room-offline")

    # The others say yes to it too, by button and by key; then it has won for all at once.
    for _ in range(12):
        if room.film == film:
            break
        room.say("seen")
    assert room.say("yes") == film
    for _ in range(12):
        if ben.film == film:
            break
        ben.say("seen")
    assert ben.film == film
    second.execute_script("document.activeElement.blur()")
    ben.press(Keys.ARROW_RIGHT)
    assert {page.winner() for page in (room, ben, cleo)} == {film}

    # The host ends it, and everybody is told.
    room.click("close-room")
    room.click("close-room")
    for page in (room, ben, cleo):
        page.find("room-shut")
    # A stream that ends with its room is an error to the browser, and to nobody else.
    assert [line for line in room.errors_in_console() if "/events?" not in line] == []


def test_a_list_is_shared_by_link_and_written_by_two(app: App, browsers: Browsers) -> None:
    host, two, reader = browsers(), browsers(), browsers()
    Account(host, app.url).register(someone())
    page = Page(host, app.url)
    page.open("/lists")
    page.find("list-name").send_keys("Long nights")
    page.click("make-list")
    page.find("list-add").send_keys("inception")
    press(page.find("list-add-film"))
    page.find("list-film")

    # What somebody says of a film; it stays over a reload, and is no more than there is room for.
    page.click("note-edit")
    note = page.find("note-field")
    assert note.get_attribute("maxlength") == "500"
    note.send_keys("With tea.")
    page.click("note-save")
    page.wait.until(lambda _: page.find("note").text == "With tea.")
    host.refresh()
    page.wait.until(lambda _: page.find("note").text == "With tea.")

    # From a row of search results.
    page.open("/?q=casablanca")
    row = page.find("result")
    found = row.get_attribute("data-movie-id")
    press(row.find_element(By.CSS_SELECTOR, "[data-testid='to-list']"))
    page.click("choose-list")
    page.gone("to-list-dialog")
    page.open("/lists")
    press(page.find("list").find_element(By.TAG_NAME, "a"))
    page.wait.until(
        lambda _: found in [film.get_attribute("data-movie-id") for film in page.all("list-film")]
    )
    press(page.all("entry-take")[-1])
    page.wait.until(lambda _: len(page.all("list-film")) == 1)

    # From a film's page.
    host.find_element(By.CSS_SELECTOR, "[data-testid='list-film'] a").click()
    page.find("film-title")
    film = page.path
    page.click("to-list")
    page.click("choose-list")
    page.gone("to-list-dialog")
    host.back()
    page.find("list-film")

    # Not by the pointer: what comes late moves the two buttons, and the other one was pressed.
    by_script = "arguments[0].click()"
    host.execute_script(by_script, page.find("make-read-link"))  # type: ignore[no-untyped-call]
    link = str(page.find("copy-read-link").get_attribute("data-link"))
    host.execute_script(by_script, page.find("make-edit-link"))  # type: ignore[no-untyped-call]
    invitation = str(page.find("copy-edit-link").get_attribute("data-link"))

    # Read without an account.
    reading = Page(reader, app.url)
    reader.get(link)
    assert reading.find("list-title").text == "Long nights"
    entry = reading.find("list-film")
    assert film in str(entry.find_element(By.TAG_NAME, "a").get_attribute("href"))
    assert not reading.all("entry-take")

    # Whoever is invited makes an account, writes, and the owner sees it.
    writing = Page(two, app.url)
    two.get(invitation)
    press(writing.find("edit-guest").find_element(By.CSS_SELECTOR, "a[href^='/register']"))
    name = someone()
    writing.find("username").send_keys(name)
    writing.find("password").send_keys("seven odd lanterns")
    writing.click("submit")
    writing.find("list-add").send_keys("casablanca")
    press(writing.find("list-add-film"))
    writing.wait.until(lambda _: len(writing.all("list-film")) == 2)
    host.refresh()
    page.wait.until(lambda _: len(page.all("list-film")) == 2)
    assert name in page.find("editor").text

    # A link that was withdrawn opens nothing.
    page.click("drop-read-link")
    page.find("make-read-link")
    reader.get("about:blank")
    reader.get(link)
    reading.find("not-found")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_room_has_no_violations_and_fits_a_phone(
    app: App, browser: WebDriver, theme: str
) -> None:
    tonight = Tonight(browser, app.url)
    tonight.show("?mood=funny")
    tonight.answered()
    room = tonight.open_room("Ann")
    room.find("deck-film")
    for width in (390, 1440):
        set_view(browser, width, 844, theme)
        assert browser.execute_script("return document.documentElement.scrollWidth") <= width
        assert violations(browser) == []
    room.say("yes")  # a room of one decides nothing
    assert not room.all("winner")
