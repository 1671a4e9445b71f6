"""How the served statements are run, in one place: the application and the evaluation share it."""

from __future__ import annotations

from typing import Any

from embeddings.releases.registry import ReleaseInfo

# Films that each way of finding hands on to be ranked; also how deep a list goes.
SEARCH_CANDIDATES = 200
# Of a long request what is meant is seldom nearest.
LONG_SEARCH_CANDIDATES = 400
RECOMMEND_CANDIDATES = 200
# Where the order is not the index's own (the slider, far pages), it is made of more films.
DEEP_CANDIDATES = 1000
# The most rated films, compared exactly beside the walk. Measured in docs/decisions/0010.
HEAD_FILMS = 2500

# A filter that leaves at most this many films, and this share, is answered exactly.
EXACT_FILMS = 10_000
EXACT_SHARE = 0.5

# Where the slider from familiar (0) to adventurous (1) stands when nobody has moved it: the
# pure ranking. Over its whole way, how much familiarity counts beside the score, both in
# units of the candidates' spread.
NEUTRAL = 0.3
FAMILIARITY = 0.8
# Before there are marks, words alone say too little to leave out what is well known.
WORDS_FAMILIARITY = 0.4

# Of similar films: what liking them says and whom they suit, against what they are about.
SIMILAR_TASTE_WEIGHT = 0.25
SIMILAR_POPULARITY_WEIGHT = 0.01
# Films of one series, the given one's or another's, that come before others; more of them
# are put further down by so much each.
SERIES_FILMS = 2
SERIES_PENALTY = 0.2


def is_narrow(matching: float, movie_count: int) -> bool:
    """Say whether so few films are left by the filters that an exact answer is better.

    On ml-latest-small (9,742 films, ten people of 40 ratings, 200 candidates), the films since
    2010 have 0.986 of the exact first 100 through the index, in twice the time of the exact
    answer; three quarters of the catalogue left out by hand, 0.886.

    Parameters
    ----------
    matching : float
        Films that the filters leave, or an estimate.
    movie_count : int
        Films of the release.
    """
    return matching <= min(EXACT_FILMS, EXACT_SHARE * movie_count)


def compares_all(matching: float, movie_count: int) -> bool:
    """Say whether ``recommend.sql`` compares all films that are left, without the index.

    So it does of a small release too: where the head is all of it, the walk and the witnesses
    find only what is compared anyway, and cost a third of the time. (The sample's 1,593 films,
    20 simulated people, the same lists: 29.2 ms with them and 19.5 without.)

    Parameters
    ----------
    matching, movie_count
        See `is_narrow`.
    """
    return movie_count <= HEAD_FILMS or is_narrow(matching, movie_count)


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
