"""Lists do not jump: not by a rating, by undo or by the slider, nor on the way back to them."""

from __future__ import annotations

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webdriver import WebDriver

from tests.e2e.pages import Discover, Page
from tests.e2e.person_pages import ForYou, Library, movie_id, stars
from tests.e2e.screens import prepare_person, set_view
from tests.e2e.steadiness import Shifts, calm, focus, standing
from tests.e2e.test_journey import someone
from tests.processes import App

MOST_BY_RATING = 0.05
MOST_BY_UNDO = 0.05
MOST_BY_SLIDER = 0.1
SAME_PLACE_PX = 4


@pytest.fixture
def for_you(app: App, browser: WebDriver) -> ForYou:
    """The recommendations of somebody with ratings, with the list in the window."""
    prepare_person(browser, app.url, someone())
    page = ForYou(browser, app.url)
    page.show()
    page.ids()
    page.settled("shelves")
    browser.execute_script(
        "document.querySelector('[data-testid=recommendations]').scrollIntoView()"
    )
    calm(browser)
    return page


def within(page: Page, film: int) -> bool:
    """Return whether the focus is on something about the film."""
    about = (
        "return document.activeElement.closest('li')"
        "?.querySelector('[data-movie-id]')?.dataset.movieId"
    )
    return str(page.browser.execute_script(about)) == str(film)


@pytest.mark.parametrize("width", [1440, 412, 390])
def test_a_rating_and_its_undo_move_nothing_abruptly(for_you: ForYou, width: int) -> None:
    browser = for_you.browser
    set_view(browser, width, 900, "light")
    browser.execute_script(
        "document.querySelector('[data-testid=recommendations]').scrollIntoView()"
    )
    calm(browser)
    before = for_you.ids()
    second = for_you.cards()[1]
    rated = movie_id(second)
    shifts = Shifts(browser)
    stars(second, 4.5)
    for_you.wait.until(lambda _: rated not in for_you.ids())
    assert for_you.changed(before) != before
    assert shifts.total() <= MOST_BY_RATING, shifts.moved()
    assert focus(browser) != "body"

    shifts = Shifts(browser)
    for_you.click("toast-action")
    for_you.wait.until(lambda _: rated in for_you.ids())
    assert shifts.total() <= MOST_BY_UNDO, shifts.moved()


def test_by_keyboard_the_film_stays_until_the_focus_leaves(for_you: ForYou) -> None:
    browser = for_you.browser
    third = for_you.cards()[2]
    rated = movie_id(third)
    first = third.find_element(By.CSS_SELECTOR, "[data-testid='stars'] input")
    browser.execute_script("arguments[0].focus({preventScroll: true})", first)
    shifts = Shifts(browser)
    for_you.press(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT)
    calm(browser)
    given = third.find_element(By.CSS_SELECTOR, "[data-testid='stars']")
    assert given.get_attribute("data-rating") == ""  # arrows only choose
    for_you.press(Keys.ENTER)
    for_you.wait.until(lambda _: given.get_attribute("data-rating") == "1.5")
    calm(browser)  # the server's list without the film is there
    assert for_you.ids().index(rated) == 2
    assert within(for_you, rated)

    for_you.press(Keys.ARROW_RIGHT, Keys.ESCAPE)
    assert given.get_attribute("data-rating") == "1.5"
    for _ in range(8):  # past what else can be pressed in the entry
        if not within(for_you, rated):
            break
        for_you.press(Keys.TAB)
    for_you.wait.until(lambda _: rated not in for_you.ids())
    assert shifts.total() <= MOST_BY_RATING, shifts.moved()
    assert focus(browser) != "body"


def test_long_words_leave_the_arrows_of_a_shelf_beside_them(for_you: ForYou) -> None:
    tops = for_you.browser.execute_script("""
        const header = document.querySelector("[data-testid='shelf'] header");
        header.querySelector('p').textContent = 'because you liked that film '.repeat(8);
        return [header, header.querySelector('.arrows')].map(it => it.getBoundingClientRect().top);
    """)
    assert tops[1] - tops[0] < 1


def test_the_slider_moves_films_that_say_from_where(for_you: ForYou) -> None:
    before = for_you.ids()
    slider = for_you.find("adventurousness")
    for_you.browser.execute_script("arguments[0].focus({preventScroll: true})", slider)
    shifts = Shifts(for_you.browser)
    slider.send_keys(Keys.END)
    after = for_you.changed(before)
    assert shifts.total() <= MOST_BY_SLIDER, shifts.moved()
    for line in for_you.all("move"):
        film = line.find_element(By.XPATH, "ancestor::li").find_element(
            By.CSS_SELECTOR, "[data-movie-id]"
        )
        at = after.index(movie_id(film)) + 1
        words = line.text
        assert words.split()[-1].startswith(str(at)), words
        if movie_id(film) in before:
            assert f"from {before.index(movie_id(film)) + 1}" in words
    assert for_you.all("move")


def test_a_rating_on_a_shelf_moves_nothing_abruptly(for_you: ForYou) -> None:
    browser = for_you.browser
    browser.execute_script("scrollTo(0, 0)")
    card = for_you.first_on_a_shelf()
    calm(browser)
    rated = for_you.on_shelves()[0]
    star = card.find_element(By.CSS_SELECTOR, "input")
    browser.execute_script("arguments[0].focus({preventScroll: true})", star)
    shifts = Shifts(browser)
    for_you.press("4", Keys.ENTER)
    calm(browser)
    assert within(for_you, rated)
    for_you.press(Keys.TAB, Keys.TAB)
    for_you.wait.until(lambda _: rated not in for_you.on_shelves())
    assert shifts.total() <= MOST_BY_RATING, shifts.moved()
    assert focus(browser) != "body"


@pytest.mark.parametrize("address", ["/?q=space", "/", "/for-you?genres=Drama"])
def test_reload_and_back_land_where_they_were(app: App, browser: WebDriver, address: str) -> None:
    prepare_person(browser, app.url, someone())
    page = Discover(browser, app.url)
    page.open(address)
    films = "recommendation" if "for-you" in address else "result"
    page.wait.until(lambda _: len(page.all(films)) >= 20)
    calm(browser)
    for _ in range(3):  # further pages come by themselves
        browser.execute_script("scrollBy(0, 1700)")
        calm(browser)
    there = standing(browser)
    film, top = next(iter(there.items()))

    browser.refresh()
    page.wait.until(lambda _: film in standing(browser))
    calm(browser)
    assert standing(browser)[film] == pytest.approx(top, abs=SAME_PLACE_PX)

    browser.execute_script(f"document.getElementById('film-{film}').click()")
    page.find("film-title")
    browser.back()
    page.wait.until(lambda _: film in standing(browser))
    calm(browser)
    assert standing(browser)[film] == pytest.approx(top, abs=SAME_PLACE_PX)


def test_show_more_stays_and_leads_on(app: App, browser: WebDriver) -> None:
    page = Discover(browser, app.url)
    page.open("/?q=love")
    page.results()
    for _ in range(4):  # as often as the list grows by itself
        browser.execute_script("scrollTo(0, document.body.scrollHeight)")
        calm(browser)
    button = page.find("show-more")
    browser.execute_script("arguments[0].scrollIntoView({block: 'end'})", button)
    calm(browser)
    count = len(page.all("result"))
    browser.execute_script("arguments[0].focus({preventScroll: true})", button)
    film, top = next(iter(standing(browser).items()))
    page.press(Keys.ENTER)
    page.wait.until(lambda _: len(page.all("result")) > count)
    first = movie_id(page.all("result")[count])
    page.wait.until(lambda b: b.switch_to.active_element.get_attribute("id") == f"film-{first}")
    calm(browser)
    assert standing(browser)[film] == pytest.approx(top, abs=SAME_PLACE_PX)


def test_a_rating_cleared_in_the_library_keeps_the_focus(app: App, browser: WebDriver) -> None:
    prepare_person(browser, app.url, someone())
    library = Library(browser, app.url)
    library.show()
    before = library.ids()
    cleared = library.items()[1].find_element(By.CSS_SELECTOR, "input:checked")
    browser.execute_script("arguments[0].focus()", cleared)
    library.press(Keys.ARROW_LEFT, Keys.ESCAPE, Keys.DELETE)
    calm(browser)
    assert library.ids() == before  # while the focus is there
    assert focus(browser) == "input"
    for _ in range(3):  # past the film's name, and what is before it
        library.press(Keys.SHIFT + Keys.TAB)
    library.wait.until(lambda _: library.ids() == [before[0], *before[2:]])
    assert focus(browser) != "body"
