"""A person arrives, rates, sees the list change and why, brings files, and leaves for good."""

from __future__ import annotations

import json
import uuid
from pathlib import Path

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webdriver import WebDriver

from tests.e2e.conftest import Browsers
from tests.e2e.pages import Discover, Film, press
from tests.e2e.person_pages import (
    PASSWORD,
    Account,
    ForYou,
    Library,
    Settings,
    Taste,
    Welcome,
    movie_id,
    stars,
)
from tests.processes import App

PICKS = 5


def someone() -> str:
    """Return a username that nobody has."""
    return f"e2e-{uuid.uuid4().hex[:12]}"


@pytest.fixture
def person(app: App, browser: WebDriver) -> str:
    """Somebody new, signed in, before their first rating."""
    name = someone()
    Account(browser, app.url).register(name)
    return name


def begin(app: App, browser: WebDriver) -> ForYou:
    """Pick the first film of each of five groups."""
    welcome = Welcome(browser, app.url)
    welcome.open("/for-you")
    welcome.show_groups(PICKS)
    for group in welcome.all("group")[:PICKS]:
        welcome.pick(group.find_element(By.CSS_SELECTOR, "[data-testid='pick']"))
    return welcome.done()


@pytest.mark.usefixtures("person")
def test_five_clicks_then_a_list_that_answers(app: App, browser: WebDriver) -> None:
    welcome = Welcome(browser, app.url)
    welcome.show_groups(5)
    assert len(welcome.films()) >= 30
    for_you = begin(app, browser)
    before = for_you.ids()
    assert len(before) >= 20

    # A rating takes its film off the list, and the others move.
    first = for_you.cards()[0]
    rated = movie_id(first)
    stars(first, 4.5)
    after = for_you.changed(before)
    for_you.wait.until(lambda _: rated not in for_you.ids())
    assert after != before

    # Undo brings both back.
    for_you.click("toast-action")
    for_you.wait.until(lambda _: rated in for_you.ids())
    assert for_you.errors_in_console() == []


@pytest.mark.usefixtures("person")
def test_a_film_on_a_shelf_is_rated_where_it_stands(app: App, browser: WebDriver) -> None:
    for_you = begin(app, browser)
    card = for_you.first_on_a_shelf()
    rated = for_you.on_shelves()[0]
    stars(card, 4)
    for_you.wait.until(lambda _: rated not in for_you.on_shelves())
    for_you.click("toast-action")
    for_you.wait.until(lambda _: rated in for_you.on_shelves())
    assert for_you.errors_in_console() == []


@pytest.mark.usefixtures("person")
def test_why_adds_up_and_says_what_would_be(app: App, browser: WebDriver) -> None:
    for_you = begin(app, browser)
    receipt = for_you.why(for_you.cards()[0])
    *parts, total = receipt.amounts()
    assert len(receipt.lines()) >= 1
    # Each is written with two decimals.
    assert sum(parts) == pytest.approx(total, abs=0.005 * (len(parts) + 1) + 1e-9)

    said = receipt.strike(receipt.lines()[0])
    assert "Without" in said
    assert "First on your list then" in said
    receipt.press(Keys.ESCAPE)
    receipt.gone("receipt-line")


@pytest.mark.usefixtures("person")
def test_the_slider_and_the_filters_are_in_the_address(app: App, browser: WebDriver) -> None:
    for_you = begin(app, browser)
    before = for_you.ids()
    slider = for_you.find("adventurousness")
    browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", slider)
    slider.send_keys(Keys.END)
    for_you.wait.until(lambda _: "adventurousness=1" in for_you.path)
    adventurous = for_you.changed(before)

    browser.refresh()
    for_you.wait.until(lambda _: for_you.ids() == adventurous)
    browser.back()
    for_you.wait.until(lambda _: for_you.ids() == before)


@pytest.mark.usefixtures("person")
def test_shelves_and_taste_can_be_corrected(app: App, browser: WebDriver) -> None:
    for_you = begin(app, browser)
    assert for_you.shelves()
    taste = Taste(browser, app.url)
    taste.open("/taste")
    assert taste.sentence
    disliked = taste.names("genre")[0]
    taste.never("genre", disliked)
    assert f"never {disliked.lower()}" in taste.find("corrections").text.lower()

    # The page shows the correction before it is stored, and lists follow once it is.
    def nothing_disliked() -> bool:
        for_you.show()
        return all(disliked not in card.text.split("\n")[1] for card in for_you.cards()[:20])

    for_you.wait.until(lambda _: nothing_disliked())


@pytest.mark.usefixtures("person")
def test_words_alone_are_enough(app: App, browser: WebDriver) -> None:
    welcome = Welcome(browser, app.url)
    welcome.films()
    welcome.say("westerns with gunfights and revenge")
    for_you = welcome.done()
    assert any("Western" in card.text for card in for_you.cards()[:10])


def test_a_guest_keeps_what_they_picked(app: App, browser: WebDriver) -> None:
    welcome = Welcome(browser, app.url)
    welcome.open("/for-you")
    picked = movie_id(film := welcome.films()[0])
    welcome.pick(film)
    Account(browser, app.url).register(someone(), "/register?next=%2Flibrary")
    assert Library(browser, app.url).ids() == [picked]


def test_a_film_that_no_group_shows_is_picked_by_its_name(app: App, browser: WebDriver) -> None:
    welcome = Welcome(browser, app.url)
    welcome.open("/for-you")
    welcome.films()
    welcome.wait.until(lambda _: welcome.groups() > 1)  # the first comes alone
    offered = {movie_id(film) for film in welcome.films()}
    found = welcome.named("hoop dreems")  # a documentary: no group is of them
    assert "Hoop Dreams" in found[0].text
    assert (picked := movie_id(found[0])) not in offered
    welcome.pick(found[0])

    # It stays in sight once the name is gone, and comes into the account.
    welcome.find("pick-by-name").send_keys(Keys.ESCAPE)
    kept = welcome.named_so_far()
    assert [movie_id(film) for film in kept] == [picked]
    assert kept[0].get_attribute("aria-pressed") == "true"
    Account(browser, app.url).register(someone(), "/register?next=%2Flibrary")
    assert Library(browser, app.url).ids() == [picked]


@pytest.mark.usefixtures("person")
def test_rating_by_keyboard_and_the_diary(app: App, browser: WebDriver) -> None:
    discover = Discover(browser, app.url)
    discover.open("/?q=space+war")
    film = discover.open_result(discover.results()[0])
    assert film.title
    here = int(film.path.rsplit("/", 1)[1])
    film.wait.until(lambda _: film.all("stars"))
    first = film.find("stars").find_element(By.CSS_SELECTOR, "input")
    first.send_keys("4")
    film.press(Keys.ENTER)
    film.wait.until(lambda _: film.find("stars").get_attribute("data-rating") == "4")
    film.click("seen")
    set_day(film, "2024-02-29")

    library = Library(browser, app.url)
    library.show()
    assert library.ids() == [here]
    library.show("history")
    assert library.months() == ["2024-02"]
    library.find("shelf-filter").send_keys("no film is called so")
    assert "no film is called so" in library.empty()


def set_day(film: Film, day: str) -> None:
    """Choose a day, as the browser's own calendar does, and wait until it is kept."""
    field = film.find("seen-on")
    film.browser.execute_script(
        "arguments[0].value = arguments[1];"
        "arguments[0].dispatchEvent(new Event('change', {bubbles: true}))",
        field,
        day,
    )
    kept = (
        "const [id, day, done] = arguments;"
        "fetch(`/api/v1/me/marks?movie_ids=${id}`).then(r => r.json())"
        ".then(r => done(r.items[0].watched_on === day))"
    )
    here = film.path.rsplit("/", 1)[1]
    film.wait.until(lambda b: b.execute_async_script(kept, here, day))


@pytest.mark.usefixtures("person")
def test_import_shows_first_then_export_then_the_end(
    app: App, browser: WebDriver, tmp_path: Path
) -> None:
    file = tmp_path / "ratings.csv"
    file.write_text(
        "Date,Name,Year,Letterboxd URI,Rating\n"
        "2024-01-05,Inception,2010,https://boxd.it/1,4.5\n"
        "2024-01-06,Heat,1995,https://boxd.it/2,4\n"
        "2024-01-07,A Film That Nobody Made,1999,https://boxd.it/3,3\n",
        encoding="utf-8",
    )
    settings = Settings(browser, app.url)
    settings.show()
    settings.choose(file)
    assert settings.planned("ratings", "new") == 2
    assert "A Film That Nobody Made" in settings.find("import-not-matched").text
    assert "Heat (1995)" in settings.find("import-added").text

    # Nothing has happened yet.
    export = json.loads(settings.fetch("export-all"))
    assert export["ratings"] == []
    settings.apply()
    export = json.loads(settings.fetch("export-all"))
    assert sorted(rating["movie"]["title"] for rating in export["ratings"]) == ["Heat", "Inception"]
    assert "2" in settings.take_back()
    assert json.loads(settings.fetch("export-all"))["ratings"] == []

    settings.show()
    settings.delete("not my password")
    settings.find("remove-password-error")
    settings.find("remove-password").clear()
    settings.delete(PASSWORD)
    settings.find("sign-in")
    assert settings.path == "/"


@pytest.mark.usefixtures("person")
def test_a_token_is_shown_once_and_can_be_revoked(app: App, browser: WebDriver) -> None:
    settings = Settings(browser, app.url)
    settings.show()
    assert settings.make_token("a script").count(".") == 2
    browser.refresh()
    assert "a script" in settings.find("token").text
    assert settings.all("new-token") == []
    press(settings.find("token").find_element(By.TAG_NAME, "button"))
    settings.gone("token")


def test_two_people_see_nothing_of_each_other(app: App, browsers: Browsers) -> None:
    ann, ben = browsers(), browsers()
    Account(ann, app.url).register(name := someone())
    begin(app, ann)
    Account(ben, app.url).register(someone())

    assert len(Library(ann, app.url).ids_of_all()) == PICKS
    library = Library(ben, app.url)
    library.show()
    assert "Nothing rated yet" in library.empty()
    settings = Settings(ben, app.url)
    settings.show()
    assert name not in browser_text(ben)
    assert json.loads(settings.fetch("export-all"))["ratings"] == []

    # Neither does whoever signs in to the same browser after her.
    account = Account(ann, app.url)
    account.sign_out()
    account.register(someone(), "/register?next=%2Flibrary")
    assert "Nothing rated yet" in Library(ann, app.url).empty()


def browser_text(browser: WebDriver) -> str:
    return browser.find_element(By.TAG_NAME, "body").text
