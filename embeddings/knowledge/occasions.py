"""When, with whom and in which state people watch, and what suits them then: ``occasions.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

from embeddings.knowledge.vocabulary import FOLDER, vocabulary
from embeddings.sources.text.titles import title_key

OCCASIONS: Final = "occasions.toml"
HEAVIEST: Final = 3


@dataclass(frozen=True)
class Occasion:
    """An occasion of watching.

    Attributes
    ----------
    moods, tags
        What such viewers want → how much, 1 to `HEAVIEST`.
    avoid
        Moods and tags that would spoil it.
    genres
        Those that nearly everybody would expect.
    children_from
        Age of the youngest who watches, in years, where children surely do.
    longest
        Minutes of the longest film for which there is time, where there surely is little.
    of_story
        Whether it happens in the film and is no occasion of watching: "where the dog survives".
    """

    name: str
    moods: Mapping[str, int]
    tags: Mapping[str, int] = field(default_factory=dict)
    avoid: tuple[str, ...] = ()
    genres: tuple[str, ...] = ()
    children_from: int | None = None
    longest: int | None = None
    of_story: bool = False


@dataclass(frozen=True)
class OccasionWords:
    """Words that say an occasion.

    Attributes
    ----------
    beside_cue
        Whether they say it only beside words like "for my", since they say as often what a film
        is about: "wedding".
    """

    occasion: Occasion
    beside_cue: bool


@cache
def occasion_words(language: str) -> Mapping[str, OccasionWords]:
    """Return what people type, in lower case → the occasion that it says.

    Parameters
    ----------
    language
        ``"en"`` or ``"de"``.

    Raises
    ------
    ValueError
        If an occasion has a word that the vocabulary lacks, or two say the same words.
    """
    words: dict[str, OccasionWords] = {}
    seen: dict[str, str] = {}
    tables = tomllib.loads((FOLDER / OCCASIONS).read_text(encoding="utf-8"))["occasion"]
    for table in tables:
        occasion = _read(table)
        for key, beside_cue in ((language, False), (f"{language}_beside_cue", True)):
            for typed in table.get(key, ()):
                other = seen.setdefault(title_key(typed), occasion.name)
                if typed in words or other != occasion.name:
                    raise ValueError(f"{OCCASIONS}: {typed!r} is {other!r} and {occasion.name!r}")
                words[typed] = OccasionWords(occasion, beside_cue)
    return words


def _read(table: Mapping[str, Any]) -> Occasion:
    known = vocabulary()
    moods, tags, avoid = table["moods"], table.get("tags", {}), table.get("avoid", [])
    unknown = {
        *(set(moods) - known.moods.keys()),
        *(set(tags) - known.tags.keys()),
        *(set(avoid) - known.moods.keys() - known.tags.keys()),
        *(set(table.get("genres", ())) - known.genres),
    }
    if unknown or not {*moods.values(), *tags.values()} <= {*range(1, HEAVIEST + 1)}:
        raise ValueError(
            f"{OCCASIONS}: {table['name']!r} has {sorted(unknown)}, or weights that are not 1 to"
            f" {HEAVIEST}"
        )
    return Occasion(
        table["name"],
        moods,
        tags,
        tuple(avoid),
        tuple(table.get("genres", ())),
        table.get("children_from"),
        table.get("longest"),
        table.get("of_story", False),
    )
