"""How much the tags and moods that a film is known to have hold for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from embeddings.arrays import Floats
from embeddings.learning.tag_relevance_targets import Targets
from embeddings.releases.movie import MovieRecord

# Relevance of a tag that a film is known to have: at its heart, beside it, or nobody said which.
# Where the pack names a film among the first for a tag or mood, it is 1. Docs: decision 0047.
AT_HEART: Final = 0.75
MINOR: Final = 0.45
UNWEIGHED: Final = 0.7
# A mood of which other films are the first examples, as a share of what its strength says.
OTHER_MOOD: Final = 0.8


def known_relevance(targets: Targets, movies: Sequence[MovieRecord]) -> Floats:
    """Return (movies, targets) float32: how much each tag and mood that a movie has holds for it.

    As `Targets.known`, from which models learn whether a film has a tag; of films that have one,
    those that viewers would name first stand above those in which it is a matter beside others.
    """
    known = targets.known(movies)
    moods = np.array([target.kind == "mood" for target in targets.terms])
    weighed, unweighed = (np.where(moods, OTHER_MOOD, tag) for tag in (AT_HEART, UNWEIGHED))
    column = {name: at for at, name in enumerate(targets.names)}
    for row, movie in enumerate(movies):
        known[row] *= weighed if movie.known_for or movie.minor_tags else unweighed
        for names, relevance in ((movie.minor_tags, MINOR), (movie.known_for, 1)):
            at = [column[name] for name in names if name in column]
            known[row, at] = np.where(known[row, at] > 0, relevance, 0)
    return known
