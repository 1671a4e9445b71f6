"""Time the map's frames with 10,000 simulated films in real Chromium: ``make lighthouse``.

Chromium draws in software here, as there is no graphics card in a test machine; with
one, frames cost less. The map is zoomed in and out with the wheel in every frame, and dragged.
With ``--served`` the films are those of the home that ``ORDAINED_TEST_HOME`` names.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import tempfile
from pathlib import Path

from selenium.webdriver.common.by import By
from selenium.webdriver.support import expected_conditions as seen

from tests.e2e.conftest import make_browser
from tests.e2e.pages import waiting
from tests.e2e.screens import set_view
from tests.processes import running_app

FILMS = 10_000
FRAMES = 180
SIZES = {"desktop": (1440, 1000), "phone": (390, 844)}

# Answers the map's request with points around 19 centres; the seed is fixed.
SIMULATE = """
const real = window.fetch;
window.fetch = (input, init) => String(input).includes('/movies/map')
  ? Promise.resolve(new Response(JSON.stringify(simulated()), {
      headers: {'Content-Type': 'application/json'}}))
  : real(input, init);
function simulated() {
  let seed = 7;
  const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
  const normal = () => Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random());
  const genres = ['Drama', 'Comedy', 'Thriller', 'Romance', 'Action', 'Horror', 'Documentary',
    'Crime', 'Sci-Fi', 'Adventure', 'Animation', 'Fantasy', 'Mystery', 'Children', 'War',
    'Musical', 'Western', 'Film-Noir', 'IMAX'];
  const centres = genres.map(() => [0.55 * (2 * random() - 1), 0.55 * (2 * random() - 1)]);
  const movies = {movie_id: [], title: [], year: [], rating_count: [], x: [], y: []};
  const clip = value => Math.max(-1, Math.min(1, value));
  for (let i = 0; i < FILMS; i += 1) {
    const genre = Math.floor(genres.length * random() ** 2);
    movies.movie_id.push(i + 1);
    movies.title.push('Simulated film ' + (i + 1));
    movies.year.push(1930 + (i % 95));
    movies.rating_count.push(Math.ceil(20000 / (i + 1) ** 0.7));
    movies.x.push(clip(centres[genre][0] + 0.22 * normal()));
    movies.y.push(clip(centres[genre][1] + 0.22 * normal()));
  }
  const regions = centres.map(([x, y], i) => ({x, y, film_count: FILMS / 19,
    names: [{en: genres[i], de: genres[i]}]}));
  const layers = {moods: [], decades: [], countries: [],
    genres: genres.map(name => ({name, count: 1}))};
  return {release: 1, regions, layers, movies};
}
"""

MEASURE = """
const [how, frames, done] = arguments;
const canvas = document.querySelector('[data-testid=star-map] canvas');
const box = canvas.getBoundingClientRect();
const between = [];
performance.clearMeasures('map-frame');
let last = null;
let count = 0;
const mouse = (type, x, y) => (type === 'mousedown' ? canvas : window).dispatchEvent(
  new MouseEvent(type, {bubbles: true, cancelable: true, view: window, button: 0, buttons: 1,
    clientX: box.left + box.width * x, clientY: box.top + box.height * y}));
const turn = {
  zoom: () => canvas.dispatchEvent(new WheelEvent('wheel', {
    deltaY: Math.floor(count / 60) % 2 === 0 ? -14 : 14, bubbles: true, cancelable: true,
    clientX: box.left + box.width * 0.4, clientY: box.top + box.height * 0.5})),
  // Round and round, so that other films come into the picture.
  pan: () => mouse('mousemove', 0.5 + 0.3 * Math.sin(count / 12), 0.5 + 0.3 * Math.cos(count / 12)),
}[how];
if (how === 'pan') {
  for (let i = 0; i < 3; i += 1) canvas.dispatchEvent(new WheelEvent('wheel', {
    deltaY: -100, bubbles: true, cancelable: true,
    clientX: box.left + box.width * 0.5, clientY: box.top + box.height * 0.5}));
  mouse('mousedown', 0.5, 0.8);
}
function frame(now) {
  if (last !== null) between.push(now - last);
  last = now;
  if ((count += 1) > frames) {
    const painting = performance.getEntriesByName('map-frame').map(entry => entry.duration);
    if (how === 'pan') mouse('mouseup', 0.5, 0.5);
    return done({between, painting});
  }
  turn();
  requestAnimationFrame(frame);
}
requestAnimationFrame(frame);
"""


def at(values: list[float], share: float) -> float:
    """Return the value that ``share`` of all are at most."""
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, int(share * len(ranked)))]


def main() -> None:
    """Measure on both sizes, and print a line of JSON each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--served", action="store_true", help="the films of ORDAINED_TEST_HOME")
    served = parser.parse_args().served
    scratch = Path(tempfile.mkdtemp(prefix="ordained-map-"))
    home = Path(os.environ.get("ORDAINED_TEST_HOME") or scratch / "home")
    with running_app(home) as app:
        browser = make_browser(scratch / "profile")
        browser.set_script_timeout(60)
        if not served:
            browser.execute_cdp_cmd(
                "Page.addScriptToEvaluateOnNewDocument",
                {"source": SIMULATE.replace("FILMS", str(FILMS))},
            )
        for name, (width, height) in SIZES.items():
            set_view(browser, width, height, "dark")
            browser.get(f"{app.url}/map")
            drawn = (By.CSS_SELECTOR, "[data-testid='star-map'][data-stars]")
            sky = waiting(browser, 30).until(seen.presence_of_element_located(drawn))
            waiting(browser, 30).until(lambda _, it=sky: it.get_attribute("data-stars") != "0")
            for how in ("zoom", "pan"):
                found = browser.execute_async_script(MEASURE, how, FRAMES)
                line = {
                    "screen": name,
                    "films": int(sky.get_attribute("data-stars") or 0),
                    "how": how,
                    "frames": len(found["between"]),
                    "ms_between_frames": {
                        "median": round(at(found["between"], 0.5), 1),
                        "p95": round(at(found["between"], 0.95), 1),
                    },
                    "ms_of_script_a_frame": {
                        "median": round(at(found["painting"], 0.5), 1),
                        "p95": round(at(found["painting"], 0.95), 1),
                    },
                    "load": round(os.getloadavg()[0], 1),
                }
                print(json.dumps(line), flush=True)  # noqa: T201 - what this command is for
        browser.quit()
    shutil.rmtree(scratch, ignore_errors=True)


if __name__ == "__main__":
    main()
