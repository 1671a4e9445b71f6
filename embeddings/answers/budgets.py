"""How many films a statement compares, and when it compares all that the filters leave."""

from __future__ import annotations

# Films that each way of finding hands on to be ranked. On the judged queries, 60, 100, 150 and 200
# give the same figures: docs/decisions/0029.
SEARCH_CANDIDATES = 100
# Of the candidates so many, the best by what is quickly measured, have every sentence compared.
SEARCH_FINALISTS = 150
# A list of similar films is ranked no deeper.
SIMILAR_CANDIDATES = 200
# The film that a long query means is seldom among the nearest.
LONG_SEARCH_CANDIDATES = 400
RECOMMEND_CANDIDATES = 200
# The slider and far pages change the order of the index, so they need more films to order.
DEEP_CANDIDATES = 1000
# The most rated films, compared exactly beside the walk. Measured in docs/decisions/0010.
HEAD_FILMS = 2500

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


def compares_all(matching: float, movie_count: int) -> bool:
    """Say whether ``recommend.sql`` compares all films that are left, without the index.

    It does so for a small release too: where the head is the whole release, the walk and the
    witnesses find only films that are compared anyway, and cost a third of the time. (The
    sample's 1,593 films, 20 simulated people, the same lists: 29.2 ms with walk and witnesses,
    19.5 ms without.)

    Parameters
    ----------
    matching, movie_count
        See `is_narrow`.
    """
    return movie_count <= HEAD_FILMS or is_narrow(matching, movie_count)
