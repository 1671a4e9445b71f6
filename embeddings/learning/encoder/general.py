"""General texts, which the encoder must go on understanding as it did."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np

from embeddings.knowledge.pack import read_knowledge
from embeddings.learning.encoder.films import TrainingFilm, is_held_out

WORDS: Final = Path(__file__).parent / "general.toml"
# How many of each kind there are.
SENTENCES, QUESTIONS, NAMES, TITLES = 4000, 800, 1500, 1500


def general_texts(films: Sequence[TrainingFilm], seed: int) -> list[str]:
    """Return sentences and questions about anything, names and titles, in an order of chance.

    Names of people are among them because documents do not have them: nothing else would keep
    the names where they are.
    """
    rng = np.random.default_rng([seed, 3])
    people: dict[str, None] = {}
    for film in read_knowledge().films:
        if not is_held_out(film.imdb_id or ""):
            people |= dict.fromkeys([*film.directors, *film.cast[:3]])
    titles = dict.fromkeys(film.title for film in films)
    pool = dict.fromkeys(
        [
            *_sentences(rng),
            *_some([*people], NAMES, rng),
            *_some([*titles], TITLES, rng),
        ]
    )
    return _some([*pool], len(pool), rng)


def _sentences(rng: np.random.Generator) -> list[str]:
    words = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    found = [*words["small"], *words["does"], *words["about"]]
    for _ in range(SENTENCES):
        text = " ".join(str(rng.choice(words[part])) for part in ("who", "does", "when")).strip()
        if rng.random() < 0.3:
            text += ", and " + " ".join(str(rng.choice(words[part])) for part in ("who", "does"))
        found.append(text[0].upper() + text[1:] + "." if rng.random() < 0.7 else text)
    for _ in range(QUESTIONS):
        found.append(str(rng.choice(words["ask"])).format(*rng.choice(words["about"], 2)))
    return found


def _some(texts: Sequence[str], count: int, rng: np.random.Generator) -> list[str]:
    return [texts[position] for position in rng.permutation(len(texts))[:count]]
