"""How the served statements are run, in one place: the application and the evaluation share it."""

from __future__ import annotations

from typing import Any

from embeddings.releases.registry import ReleaseInfo

# Films that each way of finding hands on to be ranked; also how deep a list goes.
SEARCH_CANDIDATES = 200
RECOMMEND_CANDIDATES = 200
# Where the order is not the index's own (the slider, far pages), it is made of more films.
DEEP_CANDIDATES = 1000

# Of similar films: what liking them says and whom they suit, against what they are about.
SIMILAR_TASTE_WEIGHT = 0.25
SIMILAR_POPULARITY_WEIGHT = 0.01
# Films of one series, the given one's or another's, that come before others; more of them
# are put further down by so much each.
SERIES_FILMS = 2
SERIES_PENALTY = 0.2


def similar_binds(release: ReleaseInfo, movie_id: int, limit: int, offset: int) -> dict[str, Any]:
    """Return the binds of ``similar.sql``."""
    return {
        "release_id": release.release_id,
        "movie_id": movie_id,
        "text_dimension": release.text_dimension,
        # Releases from before there were taste vectors have texts alone.
        "taste_dimension": release.taste_dimension or 1,
        "taste_weight": SIMILAR_TASTE_WEIGHT if release.taste_dimension else 0.0,
        "popularity_weight": SIMILAR_POPULARITY_WEIGHT,
        "series_films": SERIES_FILMS,
        "series_penalty": SERIES_PENALTY,
        "candidates": SEARCH_CANDIDATES,
        "limit": limit,
        "offset": offset,
    }
