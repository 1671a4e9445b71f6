"""Every example that a page or the README shows is answered by films that must be there."""

from __future__ import annotations

import json
import re
import tomllib
import urllib.parse
import urllib.request
from pathlib import Path

import pytest

from tests.processes import App

ROOT = Path(__file__).resolve().parents[2]
TEXTS = ROOT / "frontend" / "src" / "lib" / "i18n"
EXPECTED = Path(__file__).with_name("examples.toml")
FIRST = 10
LEAST = 3


def shown_on_pages() -> dict[str, str]:
    """Return the examples where the pages take them from, with the file of each."""
    found: dict[str, str] = {}
    for path in sorted(TEXTS.glob("*/films.ts")):
        listed = re.search(r"examples: \[(.*?)\]", path.read_text(encoding="utf-8"), re.DOTALL)
        assert listed, path
        for text in re.findall(r"'([^']+)'", listed[1]):
            found.setdefault(text, f"{path.parent.name}/{path.name}")
    return found


def shown_in_readme() -> list[str]:
    """Return the queries that the README quotes as searches, and those of its addresses."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    said = re.findall(
        r"\*\*(?:Search in plain words|People and facts)\.\*\*(.*?)(?=\n- \*\*)", text, re.DOTALL
    )
    assert len(said) == 2
    quoted = [query for part in said for query in re.findall(r'"([^"]+)"', part)]
    asked = [
        urllib.parse.unquote_plus(query) for query in re.findall(r"search\?q=([^&'\"\s]+)", text)
    ]
    return [re.sub(r"\s+", " ", query) for query in [*quoted, *asked]]


EXPECTATIONS: dict[str, list[str]] = tomllib.loads(EXPECTED.read_text(encoding="utf-8"))
EXAMPLES = list(dict.fromkeys([*shown_on_pages(), *shown_in_readme()]))


def test_every_example_has_films_that_must_be_there() -> None:
    assert set(EXPECTATIONS) == set(EXAMPLES)
    assert all(len(films) >= LEAST for films in EXPECTATIONS.values())


@pytest.mark.parametrize("query", EXAMPLES)
def test_an_example_is_answered(app: App, query: str) -> None:
    address = f"{app.url}/api/v1/search?" + urllib.parse.urlencode({"q": query, "limit": FIRST})
    with urllib.request.urlopen(address, timeout=60) as response:
        page = json.load(response)
    assert not page["nothing_fits"]
    titles = [item["movie"]["title"] for item in page["items"]]
    found = [title for title in titles if title in EXPECTATIONS[query]]
    assert len(found) >= LEAST, titles
