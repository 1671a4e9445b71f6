"""Films like a given film, by their texts and by the taste of people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from embeddings.answers.budgets import EXACT_FILMS, HEAD_FILMS, SIMILAR_CANDIDATES
from embeddings.answers.cards import Card, card
from embeddings.answers.filters import OPEN, Filters
from embeddings.answers.rows import Rows
from embeddings.answers.tags import TagWords, relevance_binds
from embeddings.releases.registry import ReleaseInfo

# What liking the film says for another, against what the other is about.
TASTE_WEIGHT: Final = 0.25
# What having the same tags and moods says, by what is known and estimated of both films.
TAG_WEIGHT: Final = 1.0
POPULARITY_WEIGHT: Final = 0.03
# How many films of one series come before others, and what each further film of it loses.
SERIES_FILMS: Final = 2
SERIES_PENALTY: Final = 0.2


# Films that steering may list: the most alike.
NEIGHBOURHOOD: Final = 100
# What a tag that holds wholly adds to the likeness, at full strength. Of the films most like Heat
# on latest-small the first has 0.70, the twentieth 0.54, the hundredth 0.46; with 0.6 "Heat,
# gentler" began with romances.
STEERING: Final = 0.3
NO_WORDS: Final[TagWords] = {}


@dataclass(frozen=True)
class Step:
    """A tag or mood of which the films are to have more or less than the given one.

    Attributes
    ----------
    strength
        From −1, as little of it as possible, to 1, as much.
    """

    name: str
    strength: float


@dataclass(frozen=True)
class SimilarFilm:
    """A film like the given one; a higher score is more alike."""

    card: Card
    score: float
    shared_genres: list[str]
    shared_tags: list[str]


def similar(
    rows: Rows,
    release: ReleaseInfo,
    movie_id: int,
    filters: Filters = OPEN,
    *,
    limit: int,
    offset: int = 0,
    words: TagWords = NO_WORDS,
    steps: Sequence[Step] = (),
) -> Sequence[SimilarFilm]:
    """List films like ``movie_id`` that pass the filters, the most alike first.

    A list is ranked among the `SIMILAR_CANDIDATES` nearest by text, as many by taste and, in a
    release of up to `EXACT_FILMS` films, as many by tags, so it ends after that many. See
    ``similar.sql``.

    Parameters
    ----------
    words
        The release's tags and moods.
    steps
        How the films are to differ from the film: "less violent". The list is then the
        `NEIGHBOURHOOD` most alike, in another order.
    """
    found = rows(
        "similar",
        **_binds(release, movie_id, filters, limit=limit, offset=offset, words=words, steps=steps),
    )
    return [
        SimilarFilm(card(row), row["score"], row["shared_genres"], row["shared_tags"])
        for row in found
    ]


def alike(
    rows: Rows,
    release: ReleaseInfo,
    movie_id: int,
    *,
    limit: int,
    own_series_penalty: float = 0.0,
    own_series: Sequence[str] = (),
    tag_weight: float = TAG_WEIGHT,
) -> Sequence[tuple[int, float]]:
    """Return movie_id and score of the films that `similar` lists, without their cards.

    Parameters
    ----------
    own_series_penalty
        What films of the same series lose of their score.
    own_series
        Collections that are the film's series; others are told by their titles.
    tag_weight
        What having the same tags and moods says.
    """
    binds = _binds(release, movie_id, OPEN, limit=limit) | {
        "own_series_penalty": own_series_penalty,
        "own_series": list(own_series),
        "tag_weight": tag_weight,
    }
    found = rows("alike", **binds)
    return [(row["movie_id"], row["score"]) for row in found]


def _binds(
    release: ReleaseInfo,
    movie_id: int,
    filters: Filters,
    *,
    limit: int,
    offset: int = 0,
    words: TagWords = NO_WORDS,
    steps: Sequence[Step] = (),
) -> dict[str, Any]:
    return {
        **filters.binds,
        "release_id": release.release_id,
        "movie_id": movie_id,
        "text_dimension": release.text_dimension,
        "head_films": HEAD_FILMS,
        # What the filters leave out is not known before; to compare all is quick enough.
        "reach": SIMILAR_CANDIDATES if filters == OPEN else release.movie_count,
        # A release from before there were taste vectors has text vectors alone.
        "taste_weight": TASTE_WEIGHT if release.taste_dimension else 0.0,
        "tag_weight": TAG_WEIGHT,
        "kindred": SIMILAR_CANDIDATES if release.movie_count <= EXACT_FILMS else 0,
        "popularity_weight": POPULARITY_WEIGHT,
        "series_films": SERIES_FILMS,
        "series_penalty": SERIES_PENALTY,
        "own_series_penalty": 0.0,
        "own_series": [],
        "candidates": SIMILAR_CANDIDATES,
        "neighbourhood": NEIGHBOURHOOD if steps else 3 * SIMILAR_CANDIDATES,
        **relevance_binds(words, [(step.name, STEERING * step.strength) for step in steps]),
        "limit": limit,
        "offset": offset,
    }
