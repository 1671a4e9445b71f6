"""How many films a statement compares, and when it compares all that the filters leave."""

from __future__ import annotations

import math

# Films that each way of finding hands on to be ranked. On the judged queries, 60, 100, 150 and 200
# give the same figures: docs/decisions/0029.
SEARCH_CANDIDATES = 100
# How many of the candidates, the best by the quick measures, have every sentence compared.
# With 150 the first 20 films are the same: docs/decisions/0035.
SEARCH_FINALISTS = 100
# Films that are kept for a tag or mood, for searches that wish for it: docs/decisions/0041.
LEADING_FILMS = 200
# A list of similar films is ranked no deeper.
SIMILAR_CANDIDATES = 200
# The film that a long query means is seldom among the nearest.
LONG_SEARCH_CANDIDATES = 400
RECOMMEND_CANDIDATES = 200
# The slider and far pages change the order of the index, so they need more films to order.
DEEP_CANDIDATES = 1000
# The films with the longest match vectors, which any taste is compared with: docs/decisions/0030.
HEAD_FILMS = 1000
# Films beyond those that filters are estimated to leave out, since it is an estimate.
REACH_MARGIN = 1.5

# A filter that leaves at most this many films, and this share, is answered exactly.
EXACT_FILMS = 10_000
EXACT_SHARE = 0.5


def is_narrow(matching: float, movie_count: int) -> bool:
    """Say whether the filters leave so few films that an exact answer is better.

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


def reach_of(candidates: int, matching: float, movie_count: int, excluded: int) -> int:
    """Return how many of the films that suit best hold as many candidates as a list needs.

    Parameters
    ----------
    candidates : int
        Films that the list is ranked among.
    matching, movie_count
        See `is_narrow`.
    excluded : int
        Films that are left out by id; all of them may be among the best.
    """
    share = min(1.0, max(matching, 1.0) / max(movie_count, 1))
    margin = 1.0 if share == 1 else REACH_MARGIN
    return min(movie_count, math.ceil(candidates / share * margin) + excluded)
