"""How the served statements are run, in one place: the application and the evaluation share it."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from embeddings.catalogue.titles import title_key

# Films that each way of finding hands on to be ranked; also how deep a list goes.
SEARCH_CANDIDATES = 400
RECOMMEND_CANDIDATES = 200
# Where the order is not the index's own (the slider, far pages), it is made of more films.
DEEP_CANDIDATES = 1000

# A filter that leaves at most this many films, and this share, is answered exactly.
EXACT_FILMS = 20_000
EXACT_SHARE = 0.5

# Where the slider from familiar (0) to adventurous (1) stands when nobody has moved it: the
# pure ranking. Over its whole way, how much familiarity counts beside the score, both in
# units of the candidates' spread.
NEUTRAL = 0.3
FAMILIARITY = 0.8
# Before there are marks, words alone say too little to leave out what is well known.
WORDS_FAMILIARITY = 0.4

# Weights of a search score that begins with the cosine. A short, plain query is mostly for
# a film that many know; a long and particular one may be for a film that few do.
# Measured in docs/decisions/0003-search-weights.md.
TEXT_WEIGHT = 0.2
TITLE_WEIGHT = 1.0
POPULARITY_WEIGHT_SHORT = 0.05
POPULARITY_WEIGHT_LONG = 0.02
SHORT_QUERY_WORDS = 20


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


def search_binds(text: str, vector: NDArray[np.float32], text_dimension: int) -> dict[str, Any]:
    """Return the binds of ``search.sql`` that depend on the query's words.

    Parameters
    ----------
    text : str
        The words.
    vector : (text_dimension,) float32
        Their encoding, unit length.
    text_dimension : int
        Of the release.
    """
    short = len(text.split()) <= SHORT_QUERY_WORDS
    return {
        "text_dimension": text_dimension,
        "query_vector": vector,
        "query_text": text,
        "title_key": title_key(text),
        "candidates": SEARCH_CANDIDATES,
        "text_weight": TEXT_WEIGHT,
        "title_weight": TITLE_WEIGHT,
        "popularity_weight": POPULARITY_WEIGHT_SHORT if short else POPULARITY_WEIGHT_LONG,
    }
