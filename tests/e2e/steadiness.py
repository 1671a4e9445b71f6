"""How much a page moves, by the browser's own layout-shift entries, and where its films stand."""

from __future__ import annotations

from selenium.webdriver.remote.webdriver import WebDriver

WATCH = """
window.shifts = [];
window.shiftObserver?.disconnect(); // each shift counts once, however often one begins to watch
window.shiftObserver = new PerformanceObserver(list => {
  for (const entry of list.getEntries()) {
    const moved = entry.sources.map(({node, previousRect: a, currentRect: b}) =>
      `${node?.nodeName}.${node?.className} ${a.y | 0}->${b.y | 0} ${a.x | 0}->${b.x | 0}`);
    window.shifts.push([entry.value, moved]);
  }
});
window.shiftObserver.observe({type: 'layout-shift'});
"""
# Lingering stars, the server's answer, and the films on their way.
CALM = """
const [ms, done] = arguments;
let last = performance.now();
const watcher = new MutationObserver(() => (last = performance.now()));
watcher.observe(document.querySelector('main'), {childList: true, subtree: true});
const timer = setInterval(() => {
  if (performance.now() - last < ms) return;
  clearInterval(timer);
  watcher.disconnect();
  done();
}, 50);
"""
CALM_MS = 1500

# The films in the window, by how far each is from its top.
STANDING = """
return [...document.querySelectorAll('main [data-movie-id]')]
  .map(entry => [+entry.dataset.movieId, entry.getBoundingClientRect().top])
  .filter(([, top]) => top >= 0 && top < innerHeight);
"""


class Shifts:
    """What moves from now on, also just after an input, which the browser's score leaves out."""

    def __init__(self, browser: WebDriver) -> None:
        self.browser = browser
        browser.execute_script(WATCH)

    def total(self) -> float:
        """Wait until nothing changes any more; return the sum of all shifts since."""
        calm(self.browser)
        return sum(float(value) for value, _ in self.browser.execute_script("return window.shifts"))

    def moved(self) -> list[object]:
        """Return every shift with what moved, to say in a failure."""
        return list(self.browser.execute_script("return window.shifts"))


def calm(browser: WebDriver) -> None:
    """Wait until the page has not changed for a while."""
    browser.execute_async_script(CALM, CALM_MS)


def standing(browser: WebDriver) -> dict[int, float]:
    """Return the films that begin in the window, each with its distance from the top in px."""
    return {int(film): float(top) for film, top in browser.execute_script(STANDING)}


def focus(browser: WebDriver) -> str:
    """Return the name of the element that has the focus."""
    return str(browser.execute_script("return document.activeElement.nodeName.toLowerCase()"))
