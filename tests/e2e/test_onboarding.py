"""The first minutes: what is loved and what is not, over a reload, into a page that follows."""

from __future__ import annotations

import json

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webdriver import WebDriver

from tests.e2e.pages import Page, press
from tests.e2e.person_pages import PASSWORD, Account, ForYou, Library, Welcome, movie_id
from tests.e2e.test_journey import someone
from tests.processes import App

RATED = """
const done = arguments[0];
fetch('/api/v1/me/ratings?limit=100').then(r => r.json()).then(page =>
  done(Object.fromEntries(page.items.map(item => [item.movie.id, item.rating]))));
"""
# What has the focus, for a walk by keyboard alone.
NAMED = """
return document.activeElement.dataset.testid ?? '';
"""


def ratings(browser: WebDriver) -> dict[int, float]:
    """Return the stars that the server has, by film."""
    return {int(film): stars for film, stars in browser.execute_async_script(RATED).items()}


@pytest.mark.parametrize("signed_in", [True, False], ids=["person", "guest"])
def test_love_not_for_me_and_not_seen_outlive_a_reload(
    app: App, browser: WebDriver, signed_in: bool
) -> None:
    account = Account(browser, app.url)
    if signed_in:
        account.register(someone())
    welcome = Welcome(browser, app.url)
    welcome.open("/for-you")
    loved, refused, unseen = welcome.films()[:3]
    ids = [movie_id(film) for film in (loved, refused, unseen)]
    welcome.pick(loved)
    press(welcome.all("pick-not")[1])
    press(welcome.all("pick-unseen")[2])
    welcome.wait.until(lambda _: ids[2] not in [movie_id(film) for film in welcome.films()])
    assert len(welcome.films()) >= 12  # another took its place
    welcome.wait.until(lambda _: "2" in welcome.find("picked").text)

    browser.refresh()
    welcome.films()
    welcome.wait.until(lambda _: "2" in welcome.find("picked").text)
    assert ids[2] not in [movie_id(film) for film in welcome.films()]
    loved_one = f"[data-movie-id='{ids[0]}'] [data-testid='pick'][aria-pressed='true']"
    refused_one = f"[data-movie-id='{ids[1]}'] [data-testid='pick-not'][aria-pressed='true']"
    welcome.wait.until(lambda b: b.find_elements(By.CSS_SELECTOR, loved_one))
    welcome.wait.until(lambda b: b.find_elements(By.CSS_SELECTOR, refused_one))

    if signed_in:
        shown = welcome.done().ids()
    else:
        account.register(someone(), "/register")
        shown = ForYou(browser, app.url).ids()
    assert ratings(browser) == {ids[0]: 5, ids[1]: 2}
    assert not set(ids[:2]) & set(shown)


def test_films_to_pick_are_known_and_varied(app: App, browser: WebDriver) -> None:
    welcome = Welcome(browser, app.url)
    welcome.open("/for-you")
    welcome.show_groups(8)
    films = welcome.all("group")[0].find_elements(By.CSS_SELECTOR, "[data-testid='pick']")
    ids = [movie_id(film) for film in films]
    read = (
        "const [ids, done] = arguments;"
        "Promise.all(ids.map(id => fetch('/api/v1/movies/' + id).then(r => r.json()))).then(done)"
    )
    found = browser.execute_async_script(read, ids)
    assert len(found) == 12
    assert min(film["popularity"] for film in found) >= 0.9
    assert len({film["genres"][0] for film in found}) >= 5, json.dumps(found)[:500]
    assert len({film["year"] // 10 for film in found}) >= 4


def test_the_list_after_the_first_visit_is_right_at_once(app: App, browser: WebDriver) -> None:
    Account(browser, app.url).register(someone())
    welcome = Welcome(browser, app.url)
    welcome.open("/for-you")
    welcome.show_groups(8)
    dark = welcome.wait.until(
        lambda _: [group for group in welcome.all("group") if "After dark" in group.text]
    )
    for film in dark[0].find_elements(By.CSS_SELECTOR, "[data-testid='pick']")[:4]:
        welcome.pick(film)
    for_you = welcome.done()
    first = for_you.ids()
    browser.refresh()
    assert for_you.ids() == first
    assert any("Horror" in card.text for card in for_you.cards()[:5])


SEEN = """
const [id, done] = arguments;
fetch(`/api/v1/me/marks?movie_ids=${id}`).then(r => r.json()).then(r => done(r.items[0].watched));
"""


# Holds every further Tab once an attribute of what has the focus is as wanted.
HOLD = """
const [name, value] = arguments;
window.letGo?.();
window.arrived = () => document.activeElement.getAttribute(name) === value;
const hold = event => {
  if (event.key !== 'Tab' || !window.arrived()) return;
  event.preventDefault();
  event.stopImmediatePropagation();
};
window.addEventListener('keydown', hold, {capture: true});
window.letGo = () => window.removeEventListener('keydown', hold, {capture: true});
"""
ARRIVED = "return window.arrived()"
# Presses between two looks: a press of its own, with a look, takes three commands to the browser.
AT_ONCE = 20


def tab_until(page: Page, name: str, value: str, most: int) -> None:
    """Press Tab until an attribute of what has the focus is as wanted, from the end on anew."""
    page.browser.execute_script(HOLD, name, value)
    for pressed in range(0, most, AT_ONCE):
        if page.browser.execute_script(ARRIVED):
            break
        page.press(Keys.TAB * min(AT_ONCE, most - pressed))
    arrived = page.browser.execute_script(ARRIVED)
    page.browser.execute_script("window.letGo()")
    assert arrived, f"no {name} {value} within {most} presses of Tab"


def tab_to_link(page: Page, path: str, most: int = 1500) -> None:
    """Press Tab until a link to that path has the focus."""
    tab_until(page, "href", path, most)


def tab_to(page: Page, name: str, most: int = 60) -> None:
    """Press Tab until something of that test id has the focus."""
    tab_until(page, "data-testid", name, most)


def test_by_keyboard_alone_from_register_to_diary(app: App, browser: WebDriver) -> None:
    page = Page(browser, app.url)
    page.open("/register")
    page.find("username")
    tab_to(page, "username")
    page.press(someone(), Keys.TAB, PASSWORD, Keys.ENTER)
    page.find("welcome")

    # Onboard: the films of the first row by Tab, one loved and one not.
    page.find("pick")
    tab_to(page, "pick")
    page.press(Keys.SPACE)
    tab_to(page, "pick-not")
    page.press(Keys.TAB, Keys.TAB)
    tab_to(page, "pick-not")
    page.press(Keys.ENTER)
    page.wait.until(lambda _: "2" in page.find("picked").text)
    tab_to(page, "welcome-done", 600)
    page.press(Keys.ENTER)
    page.wait.until(lambda b: b.execute_script("return document.activeElement.tagName") == "H1")

    # Why: the receipt opens and closes, and the focus is back where it was.
    page.find("recommendation")
    page.settled("recommendations")
    page.settled("shelves")
    tab_to(page, "why", 600)
    page.press(Keys.ENTER)
    page.find("receipt")
    page.press(Keys.ESCAPE)
    page.wait.until(lambda b: b.execute_script(NAMED) == "why")

    # Rate: from the card of that film into its stars.
    page.press(Keys.TAB)
    page.press("4", Keys.ENTER)
    rated = page.browser.execute_script(
        "return +document.activeElement.closest('[data-movie-id]').dataset.movieId"
    )
    page.wait.until(lambda b: ratings(b).get(rated) == 4)

    # Diary: seen, by the switch beside the stars.
    tab_to(page, "seen", 6)
    page.press(Keys.ENTER)
    page.wait.until(lambda b: b.execute_async_script(SEEN, rated))

    # To the diary by the links of the pages, and a note there.
    tab_to_link(page, "/library")
    page.press(Keys.ENTER)
    library = Library(browser, app.url)
    library.find("tab-history")
    tab_to(page, "tab-history")
    page.press(Keys.ENTER)
    library.find("month")
    assert library.ids() == [rated]
    tab_to(page, "note-edit")
    page.press(Keys.ENTER)
    page.wait.until(lambda b: b.execute_script(NAMED) == "note-field")
    page.press("By keyboard alone.", Keys.CONTROL, Keys.ENTER)
    assert library.find("note").text == "By keyboard alone."
    page.wait.until(lambda b: b.execute_script(NAMED) == "note-edit")


def test_one_press_leads_past_three_hundred_buttons(app: App, browser: WebDriver) -> None:
    page = Page(browser, app.url)
    page.open("/for-you")
    page.find("pick")
    tab_to(page, "past-films")
    page.press(Keys.ENTER)
    focused = browser.switch_to.active_element
    assert focused.get_attribute("href").startswith(f"{app.url}/register")
