"""``make lighthouse``: Lighthouse on the built app in local Chromium, as a table.

Each page is loaded with an empty cache, as Lighthouse does it: on its simulated
mid-range phone, and on its desktop. Pages of a person get that person's cookie. Lighthouse
counts the seconds that pass, so that other work on the machine counts as ours, and takes a
phone for four times slower than whatever machine it runs on: each row says how fast that was
(Lighthouse's benchmark index) and how busy (the load average).
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import tempfile
from dataclasses import asdict
from pathlib import Path

from tests.e2e.conftest import make_browser
from tests.e2e.screens import find_shown, prepare_person
from tests.processes import ROOT, running_app

PACKAGE = ROOT / "tests" / "lighthouse"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
GUEST = {
    "Discover, empty": "/",
    "Discover, results": "/?q=a+thief+who+steals+secrets",
    "Film": "/film/{film}",
    "Person": "/people/{person}",
    "Welcome": "/for-you",
    "Map": "/map",
    "Tonight": "/tonight?minutes=100&mood=funny",
    "Tonight, door": "/tonight/join",
    "About": "/about",
    "Sign in": "/sign-in",
}
PERSON = {
    "For you": "/for-you",
    "Taste": "/taste",
    "Library": "/library",
    "Year": "/year/2026",
    "Settings": "/settings",
    "Tonight, mine": "/tonight?minutes=120&mood=heartwarming",
    "Lists": "/lists",
    "Companions": "/companions",
}
FORMS = ("phone", "desktop")
TRIALS = 3
METRICS = {
    "LCP s": "largest-contentful-paint",
    "TBT ms": "total-blocking-time",
    "CLS": "cumulative-layout-shift",
}


def measure(url: str, form: str, cookie: str | None) -> dict[str, float]:
    """Return the scores, 0 to 100, and the metrics of one run."""
    with tempfile.TemporaryDirectory(prefix="ordained-lighthouse-") as folder:
        report = Path(folder) / "report.json"
        flags = "--headless=new --disable-gpu --disable-background-networking"
        if os.geteuid() == 0:
            flags += " --no-sandbox"
        command = [
            str(PACKAGE / "node_modules" / ".bin" / "lighthouse"),
            url,
            *("--output=json", f"--output-path={report}", "--quiet"),
            f"--only-categories={','.join(CATEGORIES)}",
            f"--chrome-flags={flags}",
        ]
        if form == "desktop":
            command.append("--preset=desktop")
        if cookie:
            command.append(f"--extra-headers={json.dumps({'Cookie': cookie})}")
        chrome = next(filter(None, map(shutil.which, ("chromium", "google-chrome"))), "")
        environment = os.environ | {"CHROME_PATH": chrome}
        for _ in range(TRIALS):  # Chromium now and then gives a trace without its start
            report.unlink(missing_ok=True)
            subprocess.run(command, check=False, env=environment, timeout=180)
            found = json.loads(report.read_text(encoding="utf-8")) if report.exists() else {}
            if found and not found.get("runtimeError"):
                break
        else:
            raise RuntimeError(f"{url}: no report of Lighthouse in {TRIALS} trials")
    scores = {name: 100 * (found["categories"][name]["score"] or 0) for name in CATEGORIES}
    metrics = {label: found["audits"][key]["numericValue"] for label, key in METRICS.items()}
    metrics["LCP s"] /= 1000
    metrics["index"] = found["environment"]["benchmarkIndex"]
    if missed := {
        key: audit["title"]
        for name in CATEGORIES[1:]
        for reference in found["categories"][name]["auditRefs"]
        if (key := reference["id"])
        and (audit := found["audits"][key])["score"] is not None
        and audit["score"] < 1
        and reference["weight"] > 0
    }:
        print(f"  {url}: {missed}", flush=True)  # noqa: T201 - what this command is for
    return scores | metrics


def main() -> None:
    """Measure every page on both forms, and print a Markdown table of the medians."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=1, help="runs of each page; the median counts")
    parser.add_argument("--only", nargs="*", default=[""], help="pages with this in their name")
    parser.add_argument("--form", choices=FORMS, help="this form alone")
    given = parser.parse_args()
    scratch = Path(tempfile.mkdtemp(prefix="ordained-lighthouse-"))
    home = Path(os.environ.get("ORDAINED_TEST_HOME") or scratch / "home")
    head = ["page", "form", *CATEGORIES, *METRICS, "index", "load"]
    print("| " + " | ".join(head) + " |\n" + "|---" * len(head) + "|", flush=True)  # noqa: T201
    with running_app(home) as app:
        browser = make_browser(scratch / "profile")
        shown = find_shown(browser, app.url)
        prepare_person(browser, app.url, f"lighthouse-{os.getpid()}")
        cookie = "; ".join(
            f"{cookie['name']}={cookie['value']}" for cookie in browser.get_cookies()
        )
        browser.quit()
        for pages, who in ((GUEST, None), (PERSON, cookie)):
            for name, path in pages.items():
                if not any(part in name for part in given.only):
                    continue
                for form in [given.form] if given.form else FORMS:
                    url = app.url + path.format(**asdict(shown))
                    runs = [measure(url, form, who) for _ in range(given.runs)]
                    row = {key: statistics.median(run[key] for run in runs) for key in runs[0]}
                    cells = [f"{row[key]:.0f}" for key in CATEGORIES]
                    cells += [f"{row['LCP s']:.1f}", f"{row['TBT ms']:.0f}", f"{row['CLS']:.3f}"]
                    cells += [f"{row['index']:.0f}", f"{os.getloadavg()[0]:.1f}"]
                    print("| " + " | ".join([name, form, *cells]) + " |", flush=True)  # noqa: T201
    shutil.rmtree(scratch, ignore_errors=True)


if __name__ == "__main__":
    main()
