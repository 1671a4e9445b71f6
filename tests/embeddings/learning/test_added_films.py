"""A film that comes later gets what a rebuild would have given it, from finished vectors."""

import numpy as np
import pytest

from embeddings.learning.added_films import TextSpace, cold_vectors
from embeddings.learning.cold_start import warm_up
from embeddings.learning.text_part import fit_text_part

FILMS, DIMENSION, RANK, COLLABORATIVE = 300, 24, 10, 7
MANY = 10_000  # ratings, beyond which neighbours count for nothing


def unit(vectors: np.ndarray) -> np.ndarray:
    return vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)


@pytest.fixture
def world() -> tuple[np.ndarray, np.ndarray, np.ndarray, TextSpace]:
    """Texts of films, the last one new, their collaborative vectors, and the text space."""
    rng = np.random.default_rng(3)
    texts = unit(rng.standard_normal((FILMS + 1, DIMENSION)) + 1).astype(np.float32)
    vectors = rng.standard_normal((2, FILMS + 1, COLLABORATIVE)).astype(np.float32)
    space = TextSpace(fit_text_part(texts, RANK), profile_scale=0.7, match_scale=1.9)
    return texts, vectors[0], vectors[1], space


def test_vectors_are_those_of_a_rebuild(
    world: tuple[np.ndarray, np.ndarray, np.ndarray, TextSpace],
) -> None:
    texts, profile, match, space = world
    counts = np.full(FILMS + 1, MANY)
    counts[-1] = 0
    projected = space.part.project(texts)
    wanted = warm_up(profile, match, counts, unit(projected))
    stored = [
        np.hstack([vector[:-1], projected[:-1] * np.float32(scale)])
        for vector, scale in ((profile, 0.7), (match, 1.9))
    ]
    found = cold_vectors(texts[-1], space, texts[:-1], *stored)
    for ours, theirs, scale in zip(found, wanted, (0.7, 1.9), strict=True):
        # The rebuild asks for one neighbour more and strikes out the film itself, which here
        # is not among them.
        assert ours[:COLLABORATIVE] == pytest.approx(theirs[-1], abs=0.02)
        assert ours[COLLABORATIVE:] == pytest.approx(projected[-1] * scale, abs=1e-5)


def test_without_neighbours_the_text_part_alone(
    world: tuple[np.ndarray, np.ndarray, np.ndarray, TextSpace],
) -> None:
    texts, _, _, space = world
    nothing = np.zeros((0, RANK), dtype=np.float32)
    profile, match = cold_vectors(texts[0], space, texts[:0], nothing, nothing)
    assert profile == pytest.approx(space.part.project(texts[:1])[0] * 0.7, abs=1e-6)
    assert match == pytest.approx(profile * 1.9 / 0.7, abs=1e-5)


def test_kept_as_bytes(world: tuple[np.ndarray, np.ndarray, np.ndarray, TextSpace]) -> None:
    texts, _, _, space = world
    read = TextSpace.from_bytes(space.to_bytes(), DIMENSION)
    assert (read.profile_scale, read.match_scale) == pytest.approx((0.7, 1.9))
    assert (read.part.project(texts) == space.part.project(texts)).all()
