"""What films have that are like a series or a film which a release may lack.

``series.toml`` has television series, which no catalogue has, and ``newer_films.toml`` films that a
data set may end before.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from embeddings.knowledge.vocabulary import FOLDER

SERIES: Final = "series.toml"
NEWER_FILMS: Final = "newer_films.toml"


@cache
def television_series() -> Mapping[str, Sequence[str]]:
    """Return the name of each series in lower case, with moods and tags of the vocabulary."""
    return _read(SERIES)


@cache
def newer_films() -> Mapping[str, Sequence[str]]:
    """Return the title of each film in lower case, with moods and tags of the vocabulary."""
    return _read(NEWER_FILMS)


def _read(name: str) -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))
    return found
