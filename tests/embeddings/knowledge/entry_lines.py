"""Entries of films as text, with what a test changes, and what the validator says of them."""

from __future__ import annotations

from pathlib import Path

from embeddings.knowledge import validate as command
from embeddings.knowledge.checks import Problem
from embeddings.knowledge.entries import film_files
from embeddings.knowledge.vocabulary import vocabulary

TAGS = (
    '["tokyo", "death", "illness", "old age", "office", "bureaucracy", "meaning of life",'
    ' "post-war"]'
)
MOODS = '{ humane = 3, sad = 2, quiet = 2, hopeful = 1, "thought-provoking" = 2 }'
PHRASES = (
    '["old clerk learns that he is dying", "playground on a swing in the snow", "dying bureaucrat",'
    ' "what to do with the last months of a life", "papers piled up for thirty years",'
    ' "quiet japanese film about death"]'
)
LINES = {
    "id": "1950001",
    "title": '"Ikiru"',
    "original_title": '"To Live"',
    "year": "1952",
    "genres": '["Drama"]',
    "tags": TAGS,
    "countries": '["Japan"]',
    "languages": '["Japanese"]',
    "imdb_id": '"tt0044741"',
    "fame": "4",
    "acclaim": "8",
    "minimum_age": "10",
    "moods": MOODS,
    "phrases": PHRASES,
    "plot": f'"{"A clerk learns that he will die soon and looks for something to do. " * 2}"',
}
PLOT = "A clerk who has stamped papers for thirty years learns that he will die. " * 2


def film(**changed: str | None) -> str:
    """One block; None leaves a key out. Its first key stands on the block's second line."""
    lines = LINES | {"plot": f'"{PLOT.strip()}"'} | changed
    return "[[film]]\n" + "".join(f"{k} = {v}\n" for k, v in lines.items() if v is not None)


def other(**changed: str | None) -> str:
    """Another film, which clashes with the first in nothing."""
    plot = f'"{PLOT.strip().replace("clerk", "guard")}"'
    phrases = PHRASES.replace("a", "o")
    fields = {"id": "1950002", "title": '"Ran"', "imdb_id": '""', "plot": plot, "phrases": phrases}
    return film(**(fields | {"original_title": None} | changed))


def problems(folder: Path, text: str, name: str = "1950s.toml") -> list[Problem]:
    """What the validator says of one file."""
    (folder / name).write_text(text, encoding="utf-8")
    return command.validate(film_files(folder), vocabulary())[1]


def line_of(text: str, start: str) -> int:
    """Line of the last key that starts so."""
    return max(n for n, line in enumerate(text.splitlines(), 1) if line.startswith(start))
