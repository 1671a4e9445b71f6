"""The map of a release as a rebuild makes it: coordinates of the films, and named regions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from embeddings.arrays import Floats
from embeddings.knowledge.region_names import region_names
from embeddings.learning.map2d import map_coordinates, map_vectors
from embeddings.learning.map_regions import find_regions
from embeddings.learning.tag_relevance import TagRelevance
from embeddings.learning.vectors import TasteVectors
from embeddings.releases.movie import MovieRecord
from embeddings.releases.tags import tags_of_films
from embeddings.texts.cache import HalfVectors


@dataclass(frozen=True)
class FilmPlaces:
    """What a release stores of its map.

    Attributes
    ----------
    coordinates : (movies, 2) float32
        Where the movies lie, −1 to 1.
    regions
        Fields of `embeddings.learning.map_regions.Region`, the largest region first.
    """

    coordinates: Floats
    regions: list[dict[str, Any]]


def place_films(
    movies: Sequence[MovieRecord],
    text_vectors: HalfVectors,
    taste: TasteVectors,
    tags: TagRelevance | None,
    counts: NDArray[np.int64],
    *,
    seed: int,
) -> FilmPlaces:
    """Place the movies on a map, and name its regions.

    Parameters
    ----------
    text_vectors : (movies, d) float16, unit rows
    tags
        Relevance of tags and moods; without it the map follows texts and taste alone.
    counts : (movies,) int64
        Ratings of each movie.
    seed
        Of t-SNE and k-means.
    """
    coordinates = map_coordinates(
        map_vectors(
            text_vectors.astype(np.float32), taste.match, tags=tags.vectors if tags else None
        ),
        counts,
        seed=seed,
    )
    names = [
        {*movie.genres, *film.names}
        for movie, film in zip(movies, tags_of_films(movies, tags), strict=True)
    ]
    regions = find_regions(coordinates, names, region_names().keys(), seed=seed)
    return FilmPlaces(coordinates, [asdict(region) for region in regions])
