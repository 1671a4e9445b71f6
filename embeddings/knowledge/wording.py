"""How people ask for what the catalogue has words for, in English and German: ``wording.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from embeddings.knowledge.vocabulary import FOLDER

WORDING = "wording.toml"


@dataclass(frozen=True)
class Wording:
    """The catalogue's word → what people type for it, in one language.

    Attributes
    ----------
    words
        German only: words of the grammar, in English → in German.
    comparatives
        German only, as ``words``: those that are comparatives only beside "nur", "aber" or so.
    """

    moods: Mapping[str, list[str]]
    tags: Mapping[str, list[str]]
    words: Mapping[str, list[str]]
    comparatives: Mapping[str, list[str]]


@cache
def wording(language: str) -> Wording:
    """Return the wording of ``"en"`` or ``"de"``."""
    tables = tomllib.loads((FOLDER / WORDING).read_text(encoding="utf-8"))[language]
    return Wording(
        tables["moods"],
        tables["tags"],
        tables.get("words", {}),
        tables.get("comparatives", {}),
    )
