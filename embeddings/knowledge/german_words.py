"""What German words mean in English: ``german/*.toml``, beside the wording of the catalogue."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Final

from embeddings.knowledge.vocabulary import FOLDER

GERMAN: Final = "german"


@cache
def german_words() -> Mapping[str, str]:
    """Return each German word or phrase, as written, with its English.

    Raises
    ------
    ValueError
        If two entries have the same German words.
    """
    words: dict[str, str] = {}
    for path in sorted((FOLDER / GERMAN).glob("*.toml")):
        for english, phrases in tomllib.loads(path.read_text(encoding="utf-8")).items():
            for phrase in phrases:
                if phrase in words:
                    raise ValueError(
                        f"{path.name}: {phrase!r} is {words[phrase]!r} and {english!r}"
                    )
                words[phrase] = english
    return words
