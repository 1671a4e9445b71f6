"""The operator's page: what it shows an administrator, and that it is nowhere for others."""

from __future__ import annotations

import os
import subprocess
import sys

from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webdriver import WebDriver

from tests.e2e.pages import Page, waiting
from tests.e2e.screens import prepare_person, set_view
from tests.e2e.test_journey import someone
from tests.e2e.test_screens import OF_COLOURS, violations
from tests.processes import ROOT, App

PARTS = ("jobs", "releases", "backups", "coverage", "people", "statements", "imports")
# Titles of what the person rated, saw or hid.
MARKED = """
const done = arguments[0];
const read = list => fetch('/api/v1/me/' + list + '?limit=100').then(r => r.json());
Promise.all(['ratings', 'history', 'hidden', 'watchlist'].map(read))
  .then(lists => done(lists.flatMap(list => list.items.map(item => item.movie.title))));
"""


def grant(app: App, username: str) -> None:
    """Make somebody an administrator, as an operator does it."""
    subprocess.run(
        [sys.executable, "-m", "app", "admin", "grant", username],
        cwd=ROOT,
        env={**os.environ, **app.environ, "ORDAINED_HOME": str(app.home)},
        check=True,
        capture_output=True,
        timeout=120,
    )


def test_the_operator_sees_the_service_and_nobodys_taste(app: App, browser: WebDriver) -> None:
    name = someone()
    prepare_person(browser, app.url, name)
    page = Page(browser, app.url)
    # To an ordinary person there is no such page, and no link to it.
    page.open("/admin")
    page.find("not-found")
    assert page.all("admin-link") == []

    grant(app, name)
    page.open("/about")
    page.click("admin-link")
    page.wait.until(lambda _: page.path == "/admin")
    for part in PARTS:
        page.find(f"admin-{part}")
        page.settled(f"admin-{part}")

    live = page.find("admin-release")
    assert live.get_attribute("data-state") == "live"
    assert "NDCG@100" in live.text
    assert "MRR" in live.text
    assert page.all("roll-back") == []  # there is no release before the first
    films = browser.execute_async_script(
        "const done = arguments[0];"
        "fetch('/api/v1/release').then(r => r.json()).then(r => done(r.movie_count))"
    )
    assert f"{films:,}" in page.find("admin-coverage").text
    assert name in page.find("admin-accounts").text
    assert (
        "recommend" in page.find("admin-statements").text
        or "session" in page.find("admin-statements").text
    )

    # A backup is made; what a restore asks can be left, and nothing is replaced here, where other
    # tests are served. tests/app/admin/test_backups.py restores.
    page.click("make-backup")
    waiting(browser, 120).until(lambda _: page.all("backup"))
    page.wait.until(lambda _: page.find("backup-job").text == "The backup is made.")
    page.click("restore-backup")
    page.click("restore-confirm")  # without a password
    page.wait.until(lambda _: "password" in page.find("restore-dialog").text)
    assert violations(browser) == []
    browser.switch_to.active_element.send_keys(Keys.ESCAPE)
    page.gone("restore-confirm")
    page.click("delete-backup")
    page.gone("backup")

    # How much each has marked, and nothing of what.
    text = browser.find_element(By.TAG_NAME, "main").text
    marked = browser.execute_async_script(MARKED)
    assert len(marked) > 20
    assert [title for title in marked if len(title) > 4 and title in text] == []

    for theme in ("light", "dark"):
        set_view(browser, 1440, 900, theme)
        assert violations(browser, OF_COLOURS if theme == "dark" else ()) == []
    set_view(browser, 390, 844, "light")
    assert browser.execute_script("return document.documentElement.scrollWidth") <= 390
    assert page.errors_in_console() == []
