"""Films for tonight: several people's user vectors, one statement, reasons for each person.

The utility of a film for a person has two terms: its score, as a share of the strongest score that
any film of the pool has for the person, which says what the person would pick; and `STARS` times
the predicted stars above what the person usually gives, which says how the person would find it.
Satisfaction is utility as a share of the person's largest, so it is 1 for the film that suits the
person best. A person with a thousand marks, whose scores are large, therefore counts as much as one
with three, and one who is strict as much as one who is kind. Somebody alone is listed by the score
only. Utility as a share of the person's own best, and a weighted sum of welfare and fairness, is
the model of Lin, Zhang, Zhang, Gu, Liu and Ma, "Fairness-Aware Group Recommendation with
Pareto-Efficiency", RecSys 2017; welfare is the mean here, and fairness the least, the "least
misery" of O'Connor, Cosley, Konstan and Riedl, "PolyLens: A Recommender System for Groups of
Users", ECSCW 2001::

    satisfaction = (1 − fairness) × mean over people + fairness × least of all people

The more fairness, the higher the least satisfaction of the first film, and the lower its mean:
both are fixed numbers of each film, and the first film maximises a line between them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

import numpy as np
from pgvector import Vector
from sqlalchemy import RowMapping

from embeddings.answers.budgets import (
    DEEP_CANDIDATES,
    HEAD_FILMS,
    RECOMMEND_CANDIDATES,
    is_narrow,
    reach_of,
)
from embeddings.answers.encoding import Encode
from embeddings.answers.filters import Filters
from embeddings.answers.person import rating_model
from embeddings.answers.recommend import RecommendRequest, allowed, varied
from embeddings.answers.rows import Rows
from embeddings.answers.sample import Sample
from embeddings.answers.tags import TagWords
from embeddings.answers.tonight_films import tonight_films
from embeddings.answers.tonight_time import least_runtime
from embeddings.answers.tonight_types import By, Tonight, TonightRequest
from embeddings.answers.tonight_wishes import Wishes, read_wishes, with_wishes
from embeddings.answers.traits import load_traits
from embeddings.answers.understand.lexicon import Lexicon
from embeddings.answers.watchers import Watcher, films_left_out
from embeddings.answers.weights import WEIGHTS
from embeddings.arrays import Floats
from embeddings.learning.profile import PLANNED_WEIGHT
from embeddings.releases.registry import ReleaseInfo

# Weight of a star beside a person's strongest score; chosen on one half of the people whom no model
# had seen, and measured on the other: docs/decisions/0032.
STARS: Final = 0.2
# Weight of popularity where nobody's taste is known: it lifts the best known film by 0.6 stars.
TONIGHT_POPULARITY: Final = 0.2
# How far the second and third pick may differ in rank to differ in kind; see `diversify`.
PICKS: Final = 3
PICK_DIVERSITY: Final = 0.3
# How many films are read at least, whatever the length of the list, so that picks can differ.
PICKED_FROM: Final = 24
# Of several people each brings fewer candidates: they meet in the films near to the mean of all.
# Only the far end of the slider misses some of the exact list of five people: docs/decisions/0032.
GROUP_CANDIDATES: Final = RECOMMEND_CANDIDATES * 3 // 4
# A film that a child of a given age should hardly see stands above; see too_old.sql.
MOST_TOO_OLD: Final = 0.3


def choose_tonight(
    rows: Rows,
    release: ReleaseInfo,
    sample: Sample,
    words: TagWords,
    watchers: Sequence[Watcher],
    request: TonightRequest,
    reading: Callable[[], tuple[Encode, Lexicon]],
) -> Tonight:
    """Choose films for one person or several.

    Parameters
    ----------
    sample, words
        Of ``release``.
    watchers : sequence of Watcher
        With their histories; see `watchers.with_history`.
    reading : callable
        Returns what words are read with; called only where there are words.

    Raises
    ------
    EncoderError
        There are words to encode, and the encoder did not load.
    """
    wishes = read_wishes(
        rows,
        release,
        words,
        reading,
        words=request.words,
        moods=request.moods,
        filters=request.filters,
        youngest=request.youngest,
    )
    filters = allowed_for_all(watchers, wishes.filters, request.seen)
    speaking = speakers(release, watchers)
    by = _by(speaking, wishes)
    found = rank_together(
        rows,
        release,
        [watchers[at] for at in speaking],
        filters,
        wishes.binds | _popular_binds(by, wishes.binds),
        share=sample.share(filters),
        fairness=request.fairness,
        watchlists_first=request.watchlists_first,
        not_tonight=request.not_tonight,
        least_runtime=None if request.short_films else least_runtime(filters, wishes.wanted),
        limit=max(request.limit, PICKED_FROM),
    )
    shown = list(found[: request.limit])
    wanted = [name for name in wishes.wanted if name in words]
    traits = load_traits(rows, release, words, [row["movie_id"] for row in found] if wanted else [])
    picked = _picks(
        rows,
        release,
        with_wishes(found, traits, [name for name in wanted if name not in wishes.slightly], PICKS),
        watchlists_first=request.watchlists_first,
    )
    told = {row["movie_id"]: row for row in [*shown, *picked]}
    films = tonight_films(
        rows,
        release,
        words,
        watchers,
        speaking,
        list(told.values()),
        by=by,
        traits=traits,
        wanted=wanted,
        runtime_max=filters.runtime_max,
    )
    return Tonight(
        [films[row["movie_id"]] for row in shown],
        [films[row["movie_id"]] for row in picked],
        by,
        wishes.parsed,
    )


def allowed_for_all(watchers: Sequence[Watcher], filters: Filters, seen: str) -> Filters:
    """Return the filters, narrowed by what the watchers never want and by what they have seen.

    What one excludes is excluded for all. Preferred years are those of somebody alone.
    """
    alone = len(watchers) == 1
    for watcher in watchers:
        person = replace(watcher.person, excluded_film_ids=[])
        if not alone:
            person = replace(person, year_min=None, year_max=None)
        filters = allowed(person, RecommendRequest(filters))
    left_out = films_left_out(watchers, seen)
    return replace(filters, excluded_film_ids=(*filters.excluded_film_ids, *left_out))


def speakers(release: ReleaseInfo, watchers: Sequence[Watcher]) -> list[int]:
    """Return the positions of the watchers of whose taste something is known."""
    if not release.taste_dimension:
        return []
    return [at for at, watcher in enumerate(watchers) if watcher.has_say]


def rank_together(
    rows: Rows,
    release: ReleaseInfo,
    watchers: Sequence[Watcher],
    filters: Filters,
    wish_binds: Mapping[str, Any],
    *,
    share: float = 1.0,
    fairness: float,
    watchlists_first: bool = False,
    not_tonight: Sequence[int] = (),
    least_runtime: int | None = None,
    limit: int,
) -> Sequence[RowMapping]:
    """Return rows of ``tonight.sql``: films by the satisfaction of all, best first.

    Parameters
    ----------
    watchers : sequence of Watcher
        Those who have a say.
    wish_binds : mapping
        Of `tonight_wishes.Wishes`.
    share : float
        Of the release's films, how many pass the filters; films left out by id not counted.
    least_runtime : int, optional
        Minutes; films of unknown length pass.
    """
    excluded = len(filters.excluded_film_ids)
    matching = share * (release.movie_count - excluded)
    model = rating_model(release)
    vectors = [watcher.person.vectors for watcher in watchers]
    tastes = [person.taste_vector for person in vectors]
    candidates = _candidates(len(tastes), limit)
    planned = [
        (at, film_id)
        for at, watcher in enumerate(watchers, 1)
        for film_id in watcher.person.planned_film_ids
    ]
    return rows(
        "tonight",
        **filters.binds,
        **wish_binds,
        release_id=release.release_id,
        excluded_movie_ids=list(not_tonight),
        most_too_old=MOST_TOO_OLD,
        least_runtime=least_runtime,
        taste_dimension=release.taste_dimension or 1,
        text_dimension=release.text_dimension,
        taste_vectors=_texts(tastes),
        evidence_vectors=_texts([person.evidence for person in vectors]),
        residual_vectors=_texts([person.residual for person in vectors]),
        near_vectors=_texts(seekers(tastes)),
        planned_people=[person for person, _ in planned],
        planned_films=[film_id for _, film_id in planned],
        planned_weight=PLANNED_WEIGHT,
        stars_weight=STARS if len(watchers) > 1 else 0.0,
        rating_coefficient=model.coefficient,
        rating_support=model.support,
        watchlist_film_ids=sorted(
            {film_id for watcher in watchers for film_id in watcher.person.watchlist_film_ids}
        ),
        watchlists_first=watchlists_first,
        exact=is_narrow(matching, release.movie_count),
        head_films=HEAD_FILMS,
        reach=reach_of(candidates, matching, release.movie_count, excluded),
        candidates=candidates,
        fairness=fairness,
        limit=limit,
    )


def seekers(tastes: Sequence[Floats]) -> list[Floats]:
    """Return the vectors whose nearest films are compared: each person's, and the mean of all.

    The mean is of vectors of length 1, so that nobody with many marks decides it alone.
    """
    if len(tastes) < 2:
        return list(tastes)
    units = [taste / max(float(np.linalg.norm(taste)), 1e-12) for taste in tastes]
    return [*tastes, np.mean(units, axis=0).astype(np.float32)]


def _candidates(people: int, limit: int) -> int:
    if limit > RECOMMEND_CANDIDATES * 3 // 4:
        return DEEP_CANDIDATES
    return GROUP_CANDIDATES if people > 1 else RECOMMEND_CANDIDATES


def _texts(vectors: Sequence[Floats]) -> list[str]:
    return [Vector(vector).to_text() for vector in vectors]


def _by(speaking: Sequence[int], wishes: Wishes) -> By:
    if speaking:
        return "taste"
    return "words" if wishes.say_something else "popular"


def _popular_binds(by: By, wish_binds: Mapping[str, Any]) -> dict[str, float]:
    """Return what orders films where nobody has a say; beside words it settles ties."""
    weight = {"taste": 0.0, "words": 0.2, "popular": 1.0}[by]
    return {
        "rating_wish": wish_binds["rating_wish"] + weight * WEIGHTS.rating_wish,
        "popularity_wish": wish_binds["popularity_wish"] + weight * TONIGHT_POPULARITY,
    }


def _picks(
    rows: Rows, release: ReleaseInfo, found: Sequence[RowMapping], *, watchlists_first: bool
) -> list[RowMapping]:
    """Return three films that differ, the best first; of watchlists, where these come first."""
    planned = [row for row in found if row["on_watchlist"]] if watchlists_first else []
    among = list(planned if len(planned) >= PICKS else found)
    if len(among) <= PICKS or any(row["satisfactions"] is None for row in among):
        return among[:PICKS]
    return varied(rows, release, among, PICK_DIVERSITY)[:PICKS]
