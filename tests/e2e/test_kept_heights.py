"""Films far from the window are given room enough before the browser lays them out."""

from __future__ import annotations

from dataclasses import asdict

import pytest
from selenium.webdriver.remote.webdriver import WebDriver

from tests.e2e.pages import waiting
from tests.e2e.screens import find_shown, set_view
from tests.processes import App

# Of every line: its height before it is laid out, and after.
HEIGHTS = """
const lines = [...document.querySelectorAll('.film-line')];
const before = lines.map(line => line.getBoundingClientRect().height);
for (const line of lines) line.style.contentVisibility = 'visible';
return lines.map((line, i) => [before[i], line.getBoundingClientRect().height]);
"""
DRAWN = """
const lines = [...document.querySelectorAll('.film-line')];
return lines.length > 3 && lines.every(line => line.querySelector('h2, h3'));
"""


@pytest.mark.parametrize("path", ["/people/{person}", "/?q=a+thief+who+steals+secrets"])
def test_no_film_hangs_over_the_next(app: App, browser: WebDriver, path: str) -> None:
    set_view(browser, 390, 844, "light")
    browser.get(app.url + path.format(**asdict(find_shown(browser, app.url))))
    waiting(browser).until(lambda b: b.execute_script(DRAWN))
    heights = browser.execute_script(HEIGHTS)
    low = [(kept, whole) for kept, whole in heights if kept < whole - 1]
    assert low == []
