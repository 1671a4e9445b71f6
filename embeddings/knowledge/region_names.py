"""What regions of the map may be called, in English and German: ``region_names.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache

from embeddings.knowledge.vocabulary import FOLDER

REGION_NAMES = "region_names.toml"
LANGUAGES = ("en", "de")


@cache
def region_names() -> Mapping[str, Mapping[str, str]]:
    """Return genre, mood or tag → language → how it stands on the map."""
    tables = tomllib.loads((FOLDER / REGION_NAMES).read_text(encoding="utf-8"))
    return {
        name: dict(zip(LANGUAGES, shown, strict=True))
        for table in tables.values()
        for name, shown in table.items()
    }
