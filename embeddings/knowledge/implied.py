"""What holds for every film with a tag, and which films have no colours: ``implied.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from functools import cache
from typing import Any, Final

from embeddings.knowledge.vocabulary import FOLDER

IMPLIED: Final = "implied.toml"
BLACK_AND_WHITE: Final = "black-and-white"
_SILENT: Final = "silent film"


def implying(names: Collection[str]) -> list[str]:
    """Return the tags and moods that no film has without one of some others.

    Who wants nothing in black and white wants no silent film, also where nobody said of what
    colours it is.

    Examples
    --------
    >>> implying({"black-and-white"})
    ['silent film']
    """
    implied: Mapping[str, list[str]] = _tables()["implied"]
    return [
        narrower
        for narrower, broader in implied.items()
        if narrower not in names and not set(broader).isdisjoint(names)
    ]


def is_black_and_white(title: str, year: int, tags: Collection[str]) -> bool:
    """Return whether a film must be in black and white: it is silent, or too old for colours.

    Examples
    --------
    >>> is_black_and_white("Detour", 1945, ()), is_black_and_white("Bambi", 1942, ())
    (True, False)
    """
    tables = _tables()
    return f"{title} ({year})" not in tables["in_colour"] and (
        _SILENT in tags or year < tables["black_and_white_before"]
    )


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads((FOLDER / IMPLIED).read_text(encoding="utf-8"))
