"""Every screen there is: its address, what must be there, and a person with something to show.

Screenshots, axe-core and the check that nothing sticks out all go through this list.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.support import expected_conditions as seen

from tests.e2e.pages import waiting
from tests.e2e.person_pages import PASSWORD


def _click(selector: str) -> Callable[[WebDriver], None]:
    def act(browser: WebDriver) -> None:
        element = waiting(browser).until(
            seen.presence_of_element_located((By.CSS_SELECTOR, selector))
        )
        browser.execute_script("arguments[0].click()", element)

    return act


def _type_in_header(words: str) -> Callable[[WebDriver], None]:
    def act(browser: WebDriver) -> None:
        waiting(browser).until(lambda b: b.find_elements(By.CSS_SELECTOR, "main h1"))
        browser.find_element(By.TAG_NAME, "body").send_keys("/")
        focused = (By.CSS_SELECTOR, "[data-testid='header-search-input']:focus")
        waiting(browser).until(lambda b: b.find_elements(*focused))
        browser.find_element(*focused).send_keys(words)

    return act


def _choose_file(browser: WebDriver) -> None:
    """Choose a file of three films, one of which nobody made."""
    file = Path(tempfile.mkdtemp(prefix="ordained-import-")) / "ratings.csv"
    file.write_text(
        "Date,Name,Year,Letterboxd URI,Rating\n"
        "2024-01-05,Inception,2010,https://boxd.it/1,4.5\n"
        "2024-01-06,Heat,1995,https://boxd.it/2,4\n"
        "2024-01-07,A Film That Nobody Made,1999,https://boxd.it/3,3\n",
        encoding="utf-8",
    )
    field = waiting(browser).until(
        seen.presence_of_element_located((By.CSS_SELECTOR, "[data-testid='import-file']"))
    )
    field.send_keys(str(file))


def _add_guest(browser: WebDriver) -> None:
    _click("[data-testid='who'] summary")(browser)
    _click("[data-testid='add-guest']")(browser)


@dataclass(frozen=True)
class Shown:
    """The ids of what the pictures show."""

    film: int
    person: int


@dataclass(frozen=True)
class Screen:
    """One screen in one state.

    Parameters
    ----------
    name : str
        What its pictures are called.
    path : str
        Its address; ``{film}`` and ``{person}`` are the ids of `Shown`.
    there : str
        CSS selector of what must be seen before it counts as there.
    act : callable, optional
        What is done first, on the open page.
    """

    name: str
    path: str
    there: str
    act: Callable[[WebDriver], None] | None = None


GUEST = (
    Screen("start", "/", "[data-testid='result'] svg"),
    Screen("discover", "/?q=a+thief+who+steals+secrets", "[data-testid='result'] svg"),
    Screen("filters", "/?genres=Crime", "#filters-title", _click("[data-testid='filters-open']")),
    Screen("film", "/film/{film}", "[data-testid='similar'] h3"),
    Screen("person", "/people/{person}", "[data-testid='person-film'] svg"),
    Screen("search", "/film/{film}", "[data-testid='found-person']", _type_in_header("heat")),
    Screen("welcome", "/for-you", "[data-testid='pick'] svg"),
    Screen("welcome-words", "/for-you", "textarea", _click("[data-testid='way-words']")),
    Screen("map", "/map", "[data-testid='in-view-film']"),
    Screen("tonight", "/tonight", "[data-testid='tonight-silent']"),
    Screen("tonight-mood", "/tonight?minutes=100&mood=funny", "[data-testid='tonight-film'] svg"),
    Screen("join", "/tonight/join", "[data-testid='join-code']"),
    Screen("room-shut", "/tonight/room/none", "[data-testid='room-shut']"),
    Screen("lists-guest", "/lists", "[data-testid='lists-guest']"),
    Screen("companions-guest", "/companions", "[data-testid='companions-guest']"),
    Screen("sign-in", "/sign-in", "[data-testid='submit']"),
    Screen("register", "/register", "[data-testid='submit']"),
    Screen("about", "/about", "[data-testid='release']"),
    Screen("library-guest", "/library", "[data-testid='library-guest']"),
    Screen("year-guest", "/year/2026", "[data-testid='year-guest']"),
    Screen("settings-guest", "/settings", "[data-testid='theme-dark']"),
    Screen("empty", "/no/such/page", "h1"),
)

PERSON = (
    Screen("start-mine", "/", "[data-testid='result'] svg"),
    Screen("for-you", "/for-you", "[data-testid='shelf'] .poster svg"),
    Screen(
        "for-you-list",
        "/for-you?genres=Drama",
        "[data-testid='recommendation'] [data-testid='stars']",
    ),
    Screen(
        "receipt",
        "/for-you",
        "[data-testid='receipt-total']",
        _click("[data-testid='recommendation'] [data-testid='why']"),
    ),
    Screen("film-mine", "/film/{film}", "[data-testid='similar'] h3"),
    Screen("person-mine", "/people/{person}", "[data-testid='person-film'] [data-testid='stars']"),
    Screen("taste", "/taste", "[data-testid='taste-sentence']"),
    Screen("map-mine", "/map", "[data-testid='in-view-film'] [data-testid='stars']"),
    Screen("library", "/library", "[data-testid='shelf-item'] svg"),
    Screen("watchlist", "/library?tab=watchlist", "[data-testid='shelf-item'] svg"),
    Screen("diary", "/library?tab=history", "[data-testid='month'] svg"),
    Screen("year", "/year/2026", "[data-testid='year-numbers']"),
    Screen("hidden", "/library?tab=hidden", "[data-testid='shelf-item'] svg"),
    Screen(
        "tonight-mine",
        "/tonight?minutes=120&mood=heartwarming&no=violent",
        "[data-testid='others'] svg",
    ),
    Screen(
        "tonight-decided", "/tonight", "[data-testid='decided']", _click("[data-testid='watch']")
    ),
    Screen("guest-dialog", "/tonight", "[data-testid='guest-name']", _add_guest),
    Screen("lists", "/lists", "[data-testid='list']"),
    Screen("list", "/lists", "[data-testid='list-film'] svg", _click("[data-testid='list'] a")),
    Screen("companions", "/companions", "[data-testid='companion-name']"),
    Screen("settings", "/settings", "[data-testid='token-name']"),
    Screen("import", "/settings", "[data-testid='import-report']", _choose_file),
)

# What a person sees whom an operator has made an administrator.
ADMIN = (Screen("admin", "/admin", "[data-testid='admin-accounts']"),)


def open_screen(browser: WebDriver, base: str, screen: Screen, shown: Shown) -> None:
    """Open a screen and wait until it is there, fonts and all."""
    browser.get(base + screen.path.format(**asdict(shown)))
    if screen.act:
        screen.act(browser)
    waiting(browser).until(seen.visibility_of_element_located((By.CSS_SELECTOR, screen.there)))
    browser.execute_async_script("document.fonts.ready.then(arguments[0])")


# Two frames later, and when all transitions have ended, but after two seconds in any case: one that
# is paused, or far from the window, where the browser draws nothing, ends never.
SETTLED = """
const done = arguments[0];
setTimeout(done, 2000);
const ends = animation => animation.playState === 'running'
  && Number.isFinite(animation.effect?.getComputedTiming().endTime);
requestAnimationFrame(() => requestAnimationFrame(async () => {
  await Promise.allSettled(document.getAnimations().filter(ends).map(each => each.finished));
  done();
}));
"""


def set_view(browser: WebDriver, width: int, height: int, theme: str) -> None:
    """Set the size and the colour scheme that the page sees; motion is reduced.

    It returns two frames later, when colours have changed: the first layout of a new width still
    has lengths in ``vw`` as they were, and text that sticks out by them.
    """
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500},
    )
    browser.execute_cdp_cmd(
        "Emulation.setEmulatedMedia",
        {
            "features": [
                {"name": "prefers-color-scheme", "value": theme},
                {"name": "prefers-reduced-motion", "value": "reduce"},
            ]
        },
    )
    browser.execute_async_script(SETTLED)


FIND = """
const [title, name, done] = arguments;
const first = async (path, words) => {
  const answer = await fetch('/api/v1' + path + '?limit=1&q=' + encodeURIComponent(words));
  return (await answer.json()).items[0];
};
Promise.all([first('/search', title), first('/people', name)])
  .then(([{movie}, person]) => done([movie.id, person.id]), () => done(null));
"""

PREPARE = """
const [username, password, done] = arguments;
const json = {'Content-Type': 'application/json'};
const read = async path => (await fetch('/api/v1' + path)).json();
(async () => {
  let token = (await read('/session')).csrf_token;
  const write = (method, path, body) => fetch('/api/v1' + path, {
    method, headers: {...json, 'X-CSRF-Token': token}, body: body && JSON.stringify(body)});
  const made = await write('POST', '/users', {username, password});
  if (!made.ok) throw new Error('registering: ' + made.status);
  token = (await made.json()).csrf_token;
  const films = (await read('/movies/popular?limit=80')).items.map(({movie}) => movie);
  const has = (film, ...names) => names.some(name => film.genres.includes(name));
  for (const film of films.slice(0, 50)) {
    const rating = has(film, 'Sci-Fi', 'Film-Noir') ? 4.5 : has(film, 'Crime', 'Mystery') ? 4
      : has(film, 'Musical', 'Romance') ? 2 : null;
    if (rating !== null) await write('PUT', '/me/ratings/' + film.id, {rating});
  }
  const rest = films.slice(50);
  for (const [i, film] of rest.slice(0, 12).entries()) {
    const day = new Date(Date.UTC(2026, 4 - Math.floor(i / 4), 27 - 6 * (i % 4)));
    const watched_on = i === 11 ? null : day.toISOString().slice(0, 10);
    await write('PUT', '/me/history/' + film.id, {watched_on});
  }
  for (const film of rest.slice(12, 18)) await write('PUT', '/me/watchlist/' + film.id);
  for (const film of rest.slice(18, 21)) await write('PUT', '/me/hidden/' + film.id);
  const list = await (await write('POST', '/lists', {name: 'For long nights'})).json();
  const into = '/lists/' + list.id + '/movies/';
  for (const film of rest.slice(12, 17)) await write('PUT', into + film.id, {});
  await write('POST', '/tokens', {name: 'backup script', expires_in_days: 90});
})().then(() => done(null), error => done(String(error)));
"""


def prepare_person(browser: WebDriver, base: str, username: str) -> None:
    """Make a person with ratings, a diary, lists and a token, signed in to this browser."""
    browser.get(f"{base}/about")
    browser.set_script_timeout(300)
    failed = browser.execute_async_script(PREPARE, username, PASSWORD)
    assert failed is None, failed


def find_shown(
    browser: WebDriver, base: str, title: str = "Inception", name: str = "Akira Kurosawa"
) -> Shown:
    """Return the ids that the live release has; the encoder may still be loading."""
    browser.get(f"{base}/about")
    film, person = waiting(browser).until(
        lambda b: b.execute_async_script(FIND, title, name), f"no search found {title} and {name}"
    )
    return Shown(int(film), int(person))
