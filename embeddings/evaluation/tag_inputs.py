"""What the tags of a release are learned from, read back from its tables."""

from __future__ import annotations

import numpy as np
from pgvector import HalfVector
from sqlalchemy import Connection, RowMapping

from embeddings.arrays import Floats
from embeddings.learning.tag_relevance_features import FilmInputs
from embeddings.releases.registry import ReleaseInfo
from embeddings.sources.film_fields import FilmFields
from sql import query


def read_tag_inputs(connection: Connection, release: ReleaseInfo) -> FilmInputs:
    """Return what a rebuild learned the release's tags from, to half precision."""
    binds = {"release_id": release.release_id}
    rows = connection.execute(query("tag_inputs"), binds).mappings().all()
    size = int(release.taste.get("collaborative_dimension", 0) or 0)
    plots = np.zeros((len(rows), release.text_dimension), dtype=np.float32)
    taste = np.zeros((len(rows), size), dtype=np.float32)
    for at, row in enumerate(rows):
        if row["plot_vector"] is not None:
            plots[at] = _vector(row["plot_vector"])
        if row["match_vector"] is not None:
            taste[at] = _vector(row["match_vector"])[:size]
    return FilmInputs(
        [_film(row) for row in rows],
        plots,
        taste if size else None,
        np.array([row["rating_count"] for row in rows], dtype=np.int64),
    )


def _vector(sent: bytes) -> Floats:
    return HalfVector.from_binary(sent).to_numpy().astype(np.float32)


def _film(row: RowMapping) -> FilmFields:
    return FilmFields(
        title=row["title"],
        year=row["year"],
        genres=tuple(row["genres"]),
        tags=tuple(row["tags"]),
        countries=tuple(row["countries"]),
        languages=tuple(row["languages"]),
        runtime=row["runtime"],
        certificate=row["certificate"],
        minimum_age=row["minimum_age"],
        moods=row["moods"],
    )
