"""The knowledge pack: what the bundled films' entries say, for the films of any data set."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from embeddings.knowledge.entries import FILMS
from embeddings.knowledge.film import Film, checksum_of, read_films

# Where a field of a film comes from the pack, this stands as its source.
NAME: Final = "ordained"
LICENCE: Final = "CC0 1.0"


@dataclass(frozen=True)
class Knowledge:
    """Films of the pack.

    Attributes
    ----------
    films
        In order of id. Their ids are those of the bundled catalogue, and mean nothing in other
        data sets.
    checksum
        Hexadecimal SHA-256 of the files; equal content, equal checksum.
    """

    films: tuple[Film, ...]
    checksum: str
    name: str = NAME


def read_knowledge(folder: Path = FILMS) -> Knowledge:
    """Read the pack.

    Raises
    ------
    DatasetError
        On the first film that does not pass its checks.
    """
    return Knowledge(tuple(read_films(folder)), checksum_of(folder))
