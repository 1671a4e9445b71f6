"""What films like a television series have, since the catalogue has no series: ``series.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from embeddings.knowledge.vocabulary import FOLDER

SERIES: Final = "series.toml"


@cache
def television_series() -> Mapping[str, Sequence[str]]:
    """Return the name of each series in lower case, with moods and tags of the vocabulary."""
    found: dict[str, list[str]] = tomllib.loads((FOLDER / SERIES).read_text(encoding="utf-8"))
    return found
