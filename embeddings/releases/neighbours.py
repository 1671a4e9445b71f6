"""Taste vectors and map coordinates of an added film, from its neighbours in a release."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from sqlalchemy import Connection, select

from embeddings.arrays import Floats
from embeddings.errors import ReleaseError
from embeddings.halfvec import sent_halfvec
from embeddings.learning.added_films import TextSpace, cold_vectors, film_coordinates
from embeddings.learning.map2d import LANDMARKS
from embeddings.releases.movie_rows import MovieVectors
from embeddings.releases.registry import ReleaseInfo
from embeddings.texts.cache import HalfVectors
from sql import query
from sql.tables import Release

# How many films are read, the nearest by raw text. Nearly all of the `cold_start.NEIGHBOURS`
# nearest by centred text are among them.
CANDIDATES: Final = 400
# How many landmarks of the map are read; eight of them are weighed.
NEAR_LANDMARKS: Final = 60


@dataclass(frozen=True)
class Neighbours:
    """What adding a film reads of a release: the release's record and its text space."""

    release: ReleaseInfo
    space: TextSpace

    @classmethod
    def of(cls, connection: Connection, release: ReleaseInfo) -> Neighbours:
        """Read the release's text space.

        Raises
        ------
        ReleaseError
            A version that could not add films built the release.
        """
        kept = connection.scalar(
            select(Release.text_part).where(Release.release_id == release.release_id)
        )
        if kept is None or not release.taste_dimension:
            raise ReleaseError(
                f"release {release.release_id} is of an older version, and films cannot be "
                "added to it; rebuild it first: python -m embeddings rebuild"
            )
        return cls(release, TextSpace.from_bytes(bytes(kept), release.text_dimension))

    def vectors(self, connection: Connection, text_vector: HalfVectors) -> MovieVectors:
        """Return the vectors of a film without ratings.

        Parameters
        ----------
        text_vector : (d,) float16, unit length
        """
        release, text = self.release, text_vector.astype(np.float32)
        binds = {
            "release_id": release.release_id,
            "text_dimension": release.text_dimension,
            "query_vector": text,
        }
        warm = connection.execute(
            query("warm_neighbours"),
            {
                **binds,
                "least_ratings": max(int(release.taste.get("warm_least_ratings", 1)), 1),
                "limit": CANDIDATES,
            },
        ).all()
        size = release.taste_dimension or 0
        profile, match = cold_vectors(
            text,
            self.space,
            _array([row.text_vector for row in warm], release.text_dimension),
            _array([row.profile_vector for row in warm], size),
            _array([row.match_vector for row in warm], size),
        )
        near = connection.execute(
            query("landmarks"), {**binds, "landmarks": LANDMARKS, "limit": NEAR_LANDMARKS}
        ).all()
        coordinates = np.array([(row.map_x, row.map_y) for row in near], dtype=np.float32)
        x, y = film_coordinates(
            text,
            match,
            self.space,
            _array([row.text_vector for row in near], release.text_dimension),
            _array([row.match_vector for row in near], size),
            coordinates.reshape(-1, 2),
        )
        return MovieVectors(text_vector, profile, match, 0.0, float(x), float(y))


def _array(sent: Sequence[Any], size: int) -> Floats:
    """Return (vectors, size) float32 of what ``halfvec_send`` gave."""
    return np.array([sent_halfvec(vector) for vector in sent], dtype=np.float32).reshape(-1, size)
