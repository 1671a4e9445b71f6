"""Regions of the map, and the names that tell each from the rest of the catalogue."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from embeddings.arrays import Doubles, Floats, Rows

# A name is given to a region only if it holds for this share of the region's films.
LEAST_SHARE: Final = 0.6
# A second name says something of its own: at most this share of the films that have one of the
# two names has both (Jaccard), else it is a synonym.
MOST_OVERLAP: Final = 0.5
MOST_NAMES: Final = 2
# A name that is hardly more frequent in the region than elsewhere says nothing of the region.
LEAST_LIFT: Final = 1.3
_FEWEST_FILMS: Final = 60
_MOST_REGIONS: Final = 60
_STARTS: Final = 4
_STEPS: Final = 50


@dataclass(frozen=True)
class Region:
    """A part of the map.

    Attributes
    ----------
    x, y
        Mean coordinates of its films, −1 to 1.
    film_count
        How many films it has.
    names
        Genres, tags and moods that hold for at least `LEAST_SHARE` of its films, the most telling
        first; never empty.
    """

    x: float
    y: float
    film_count: int
    names: list[str]


def find_regions(
    coordinates: Floats,
    names: Sequence[Collection[str]],
    candidates: Collection[str],
    *,
    seed: int,
) -> list[Region]:
    """Divide the map into regions and name them; regions that no name fits are left out.

    Parameters
    ----------
    coordinates
        (films, 2) float32 of `map_coordinates`.
    names
        Genres and relevant tags of each film.
    candidates
        The names that a region may have.
    seed
        Of k-means.

    Returns
    -------
    list of Region
        The largest first.
    """
    films = len(coordinates)
    count = min(_MOST_REGIONS, int(0.6 * films**0.5))
    if films < _FEWEST_FILMS or count < 2:
        return []
    of_film = [frozenset(candidates).intersection(names_) for names_ in names]
    everywhere = Counter(name for names_ in of_film for name in names_)
    regions = []
    labels = _k_means(coordinates.astype(np.float64), count, seed)
    for label in range(count):
        members = np.flatnonzero(labels == label).tolist()
        if found := _names([of_film[film] for film in members], of_film, everywhere):
            x, y = coordinates[members].mean(0, dtype=np.float64).round(4).tolist()
            regions.append(Region(x, y, len(members), found))
    return sorted(regions, key=lambda region: (-region.film_count, region.names))


def _names(
    members: Sequence[frozenset[str]], films: Sequence[frozenset[str]], everywhere: Counter[str]
) -> list[str]:
    """Return the names that tell some films from all, the most telling first.

    A name's weight is its term in the Kullback–Leibler divergence: its share among the members
    times the logarithm of its lift.
    """
    weights = {}
    for name, count in Counter(name for names in members for name in names).items():
        share, lift = count / len(members), count / len(members) / (everywhere[name] / len(films))
        if share >= LEAST_SHARE and lift >= LEAST_LIFT:
            weights[name] = share * np.log(lift)
    chosen: list[str] = []
    for name in sorted(weights, key=lambda name: (-weights[name], name)):
        if len(chosen) < MOST_NAMES and all(
            _overlap(name, other, films) <= MOST_OVERLAP for other in chosen
        ):
            chosen.append(name)
    return chosen


def _overlap(name: str, other: str, films: Sequence[frozenset[str]]) -> float:
    both = sum(name in names and other in names for names in films)
    either = sum(name in names or other in names for names in films)
    return both / either


def _k_means(points: Doubles, count: int, seed: int) -> Rows:
    """Return (points,) the region of each point."""
    # Slow to import, and only a rebuild needs them.
    from sklearn.cluster import KMeans
    from threadpoolctl import threadpool_limits

    with threadpool_limits(1):
        found = KMeans(count, n_init=_STARTS, max_iter=_STEPS, random_state=seed).fit(points)
    return np.asarray(found.labels_, dtype=np.int64)
