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
