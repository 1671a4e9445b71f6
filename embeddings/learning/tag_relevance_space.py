"""The map from what is known of a film to its tag vector, as a release stores it."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from itertools import product
from typing import Any, Final

import numpy as np

from embeddings.arrays import Floats, Mask, Rows
from embeddings.learning.tag_relevance_features import WORD_WEIGHT, Features, FilmInputs
from embeddings.learning.tag_relevance_targets import Target, Targets

# Films whose rows are held in memory at a time.
_BLOCK: Final = 5_000


@dataclass(frozen=True, order=True)
class Blocks:
    """Which blocks of its row a film has, beside facts."""

    plot: bool
    taste: bool
    words: bool

    @property
    def key(self) -> str:
        """A short name, fit for a file: ``pt-`` has plot and taste and no tags or moods."""
        return "".join(
            letter if has else "-"
            for letter, has in zip("ptw", (self.plot, self.taste, self.words), strict=True)
        )


ALL_BLOCKS: Final = tuple(Blocks(*blocks) for blocks in product((False, True), repeat=3))


@dataclass(frozen=True)
class TagSpace:
    """Linear maps from rows to tag vectors, one for each combination of blocks.

    Attributes
    ----------
    features, targets
        What the columns of a row are.
    maps
        Blocks → ((features, k) float32, (k,) float32): a film's vector is its row times the first
        plus the second.
    """

    features: Features
    targets: Targets
    maps: Mapping[Blocks, tuple[Floats, Floats]]

    def vectors(self, inputs: FilmInputs) -> Floats:
        """Return (films, k) float32 tag vectors of films, by what is known of each.

        A film that has more than any map takes is treated as if it lacked the rest.
        """
        size = len(next(iter(self.maps.values()))[1])
        result = np.zeros((len(inputs), size), dtype=np.float32)
        for start in range(0, len(inputs), _BLOCK):
            at = np.arange(start, min(start + _BLOCK, len(inputs)))
            block = inputs.some(at)
            known = self.targets.known(block.films)
            facts = self.features.fact_rows(block.films)
            for has, rows in self._by_blocks(block, known):
                weights, constant = self.maps[has]
                some = block.some(rows)
                matrix = rows_of(self.features, facts[rows], some, known[rows], has)
                result[at[rows]] = matrix @ weights + constant
        return result

    def _by_blocks(self, inputs: FilmInputs, known: Floats) -> Iterator[tuple[Blocks, Rows]]:
        found = blocks_of(inputs, known)
        for has in ALL_BLOCKS:
            rows = np.flatnonzero((found == (has.plot, has.taste, has.words)).all(1))
            if len(rows):
                yield self._nearest(has), rows

    def _nearest(self, has: Blocks) -> Blocks:
        """Return the combination with a map that has most of the blocks and no others."""
        fitting = [
            known
            for known in self.maps
            if known.plot <= has.plot and known.taste <= has.taste and known.words <= has.words
        ]
        return max(fitting, key=lambda known: (known.words, known.plot, known.taste))

    def to_bytes(self) -> bytes:
        """Return the maps that an added film needs, which nobody has rated, as an npz file."""
        about = {
            "facts": self.features.facts,
            "targets": [asdict(target) for target in self.targets.terms],
        }
        arrays: dict[str, Any] = {"plot_mean": self.features.plot_mean}
        for has, (weights, constant) in self.maps.items():
            if not has.taste:
                # Rounded to half precision, as the vectors are in the end.
                arrays[f"weights {has.key}"] = weights.astype(np.float16)
                arrays[f"constant {has.key}"] = constant
        file = io.BytesIO()
        np.savez_compressed(file, about=np.array(json.dumps(about)), **arrays)
        return file.getvalue()

    @classmethod
    def from_bytes(cls, data: bytes) -> TagSpace:
        """Read what `to_bytes` wrote."""
        with np.load(io.BytesIO(data), allow_pickle=False) as file:
            about = json.loads(str(file["about"]))
            maps = {
                has: (
                    file[f"weights {has.key}"].astype(np.float32),
                    file[f"constant {has.key}"],
                )
                for has in ALL_BLOCKS
                if f"weights {has.key}" in file
            }
            plot_mean = file["plot_mean"]
        targets = Targets(
            tuple(
                Target(**{**target, "also": tuple(target["also"])}) for target in about["targets"]
            )
        )
        facts = tuple((kind, value) for kind, value in about["facts"])
        features = Features(facts, plot_mean, np.zeros(0, dtype=np.float32))
        return cls(features, targets, maps)


def blocks_of(inputs: FilmInputs, known: Floats) -> Mask:
    """Return (films, 3) bool: whether each film has plot, taste and known tags or moods."""
    return np.stack([inputs.with_plot, inputs.with_taste, known.any(1)], axis=1)


def rows_of(
    features: Features, facts: Floats, inputs: FilmInputs, known: Floats, has: Blocks
) -> Floats:
    """Return (films, features) float32 rows with the blocks of ``has``; tags and moods last.

    Parameters
    ----------
    facts
        (films, facts) float32 as `Features.fact_rows` gives them.
    known
        (films, targets) float32 as `Targets.known` gives them.
    """
    parts = [facts]
    if has.plot:
        parts.append(features.plot_rows(inputs.plots))
    if has.taste:
        assert inputs.taste is not None
        parts.append(features.taste_rows(inputs.taste))
    if has.words:
        parts.append(known * np.float32(WORD_WEIGHT))
    return np.hstack(parts)
