"""Page objects: what a person sees and does, in one place each."""

from __future__ import annotations

import json

from selenium.common.exceptions import JavascriptException, StaleElementReferenceException
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support import expected_conditions as seen
from selenium.webdriver.support.ui import WebDriverWait

# As long as a busy machine may take; who finds what is there waits no longer.
WAIT_S = 60
# Selenium looks twice a second by itself: each of thousands of waits would last a quarter of a
# second longer than what is waited for.
POLL_S = 0.05
# What moves the page above a button comes with the server's answers, and each may come late.
PRESSES = 3
STAND_STILL_MS = 5000


def waiting(browser: WebDriver, timeout_s: float = WAIT_S) -> WebDriverWait[WebDriver]:
    """Return what waits until something is so on a page.

    A page may put a new element in the place of one that was just found: it is looked for again.
    """
    again = [StaleElementReferenceException]
    return WebDriverWait(browser, timeout_s, POLL_S, ignored_exceptions=again)


def by_id(name: str) -> tuple[str, str]:
    return By.CSS_SELECTOR, f"[data-testid='{name}']"


# Calls back once an element stands still in the middle of the window with nothing before it. What
# is before it for half a second stays there.
STEADY = """
const [element, patience, done] = arguments;
const end = performance.now() + patience;
window.pressed = new WeakSet();
element.addEventListener('pointerdown', () => window.pressed?.add(element), {capture: true});
let before = '';
let frames = 0;
function look() {
  element.scrollIntoView({block: 'center', behavior: 'instant'});
  const box = element.getBoundingClientRect();
  const here = [box.x, box.y, box.width, box.height].join();
  const front = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  frames = here === before ? frames + 1 : 0;
  if (frames > 30 || (frames > 0 && element.contains(front)) || performance.now() > end) done();
  else requestAnimationFrame(look);
  before = here;
}
look();
"""


def press(element: WebElement) -> None:
    """Scroll something into the middle and click on it, as a person would: where it is by then.

    A page that moves between the look and the click makes the click miss, so it is tried again.
    """
    browser = element.parent
    for _ in range(PRESSES):
        browser.execute_async_script(STEADY, element, STAND_STILL_MS)
        ActionChains(browser).move_to_element(element).click().perform()
        try:
            if browser.execute_script("return window.pressed.has(arguments[0])", element):
                return
        except (StaleElementReferenceException, JavascriptException):
            return  # the click led to another page, or took the element away


class Page:
    """What all screens have."""

    def __init__(self, browser: WebDriver, base: str) -> None:
        self.browser = browser
        self.base = base
        self.wait = waiting(browser)

    def open(self, path: str = "/") -> None:
        self.browser.get(self.base + path)

    def find(self, name: str) -> WebElement:
        return self.wait.until(seen.visibility_of_element_located(by_id(name)))

    def all(self, name: str) -> list[WebElement]:
        return self.browser.find_elements(*by_id(name))

    def there(self, name: str) -> WebElement:
        """Return what is in the document, seen or not, once it is there."""
        return self.wait.until(seen.presence_of_element_located(by_id(name)))

    def click(self, name: str) -> None:
        """Press what is there, wherever it is on the page; what covers it is moved away."""
        press(self.find(name))

    def gone(self, name: str) -> None:
        self.wait.until(lambda _: not self.all(name))

    def settled(self, name: str) -> None:
        """Wait until a part of the page no longer waits for the server."""
        self.wait.until(lambda _: self.there(name).get_attribute("aria-busy") == "false")

    def press(self, *keys: str) -> None:
        self.browser.switch_to.active_element.send_keys(*keys)

    @property
    def path(self) -> str:
        return str(self.browser.current_url).removeprefix(self.base)

    def errors_in_console(self) -> list[str]:
        return [
            entry["message"]
            for entry in self.browser.get_log("browser")  # type: ignore[attr-defined]
            if entry["level"] == "SEVERE"
        ]


class Discover(Page):
    """The search."""

    @property
    def field(self) -> WebElement:
        return self.find("search-input")

    def search(self, words: str) -> None:
        self.field.clear()
        self.field.send_keys(words)
        self.wait_for_answer(words)

    def wait_for_answer(self, words: str) -> None:
        """Wait until what is shown answers these words, not the ones before."""
        answer = f"[data-query={json.dumps(words)}][aria-busy='false']"
        self.wait.until(
            lambda b: (
                b.find_elements(By.CSS_SELECTOR, answer)
                and (self.all("result") or self.all("empty-state"))
            )
        )

    def results(self) -> list[int]:
        self.wait.until(lambda _: self.all("result"))
        self.settled("results")  # a list is drawn by and by
        return [int(result.get_attribute("data-movie-id") or 0) for result in self.all("result")]

    def titles(self) -> list[str]:
        return [result.text for result in self.all("result")]

    def open_result(self, movie_id: int) -> Film:
        result = self.browser.find_element(
            By.CSS_SELECTOR, f"[data-testid='result'][data-movie-id='{movie_id}'] a"
        )
        result.click()
        return Film(self.browser, self.base)


class HeaderSearch(Page):
    """The search in the header of every screen but Discover."""

    @property
    def field(self) -> WebElement:
        return self.find("header-search-input")

    def focused(self) -> None:
        self.wait.until(lambda b: b.switch_to.active_element == self.field)

    def suggested(self, kind: str, name: str) -> WebElement:
        """Return the person or film of that name, once it is suggested."""

        def found(_: WebDriver) -> list[WebElement]:
            return [row for row in self.all(f"found-{kind}") if row.text.split("\n")[0] == name]

        return self.wait.until(found)[0]


class Film(Page):
    """A film's page."""

    @property
    def title(self) -> str:
        """Return the film's title; until it is there, the heading says that it loads."""
        loaded = (By.CSS_SELECTOR, "[data-testid='film-title']:not(:has(.hidden-text))")
        return str(self.wait.until(lambda b: b.find_element(*loaded).text))

    def similar(self) -> list[WebElement]:
        """Return the links to similar films, once they are there."""
        links = (By.CSS_SELECTOR, "[data-testid='similar'] a[href^='/film/']")
        self.wait.until(seen.visibility_of_element_located(links))
        return self.browser.find_elements(*links)


__all__ = ["Discover", "Film", "HeaderSearch", "Keys", "Page", "by_id", "press", "waiting"]
