"""Compare a new release with the live one: is it worse by more than the margin and chance?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from embeddings.arrays import Doubles
from embeddings.evaluation.quality import (
    EVERYDAY_FIGURES,
    PEOPLE_FIGURES,
    SEARCH_FIGURES,
    FiguresByKey,
    Quality,
    query_key,
)
from embeddings.evaluation.search_set import all_queries, everyday_queries
from embeddings.releases.registry import ReleaseInfo

# Fewer queries or people than this show nothing but chance.
FEWEST = 20
# Standard errors that a fall must be larger than, beside the margin.
ERRORS = 2.0
# If the served lists hold less than this share of the exact ones, the index is broken. 0.99 is
# common.
LEAST_SERVED_SHARE = 0.9


def regressions(
    quality: Quality, release: ReleaseInfo, live: ReleaseInfo | None, margin: float
) -> list[str]:
    """Return the reasons against going live, a clause each; empty where there is none.

    Parameters
    ----------
    quality
        The quality of ``release``.
    release
        The new release.
    live
        The live release. It is compared only if it is of the same data set and its ratings are
        simulated where the new release's are; otherwise the figures mean different things.
    margin
        Share of a live release's figure that the new release may lose.
    """
    found = []
    if quality.served_share is not None and quality.served_share < LEAST_SERVED_SHARE:
        found.append(
            f"its index returns {quality.served_share:.3f} of the recommendations that an exact "
            f"search returns, and must return {LEAST_SERVED_SHARE}"
        )
    before = live.figures.get("grades") if live and comparable(release, live) else None
    if before is None:
        return found
    pairs = _same_queries(before["search"], quality.search, all_queries())
    found += _falls("search", SEARCH_FIGURES, *pairs, margin=margin, paired=True)
    # A release of an earlier version was not measured on these.
    asked = [query.query for query in everyday_queries()]
    pairs = _same_queries(before.get("everyday", {}), quality.everyday, asked)
    found += _falls("everyday queries", EVERYDAY_FIGURES, *pairs, margin=margin, paired=True)
    old, new, paired = _same_people(before["people"], quality.people)
    return found + _falls("recommendations", PEOPLE_FIGURES, old, new, margin=margin, paired=paired)


def comparable(release: ReleaseInfo, live: ReleaseInfo) -> bool:
    """Say whether figures of two releases are of the same kind of data."""
    return (release.dataset, release.simulated_ratings) == (live.dataset, live.simulated_ratings)


def _same_queries(
    old: FiguresByKey, new: FiguresByKey, queries: Sequence[str]
) -> tuple[Doubles, Doubles]:
    """Return both releases' figures for the queries that the live release was measured on.

    A query whose films the new release does not have finds nothing there.
    """
    keys = [key for key in map(query_key, queries) if key in old]
    nothing = [0.0] * len(next(iter(old.values()), ()))
    return _array(old, keys), np.array([new.get(key, nothing) for key in keys])


def _same_people(old: FiguresByKey, new: FiguresByKey) -> tuple[Doubles, Doubles, bool]:
    """Return the figures of the people whom both have; where those are few, of all."""
    both = [key for key in old if key in new]
    if len(both) >= FEWEST:
        return _array(old, both), _array(new, both), True
    return _array(old, list(old)), _array(new, list(new)), False


def _array(marks: FiguresByKey, keys: Sequence[str]) -> Doubles:
    return np.array([marks[key] for key in keys], dtype=np.float64)


def _falls(
    subject: str,
    names: Sequence[str],
    old: Doubles,
    new: Doubles,
    *,
    margin: float,
    paired: bool,
) -> list[str]:
    if min(len(old), len(new)) < FEWEST:
        return []
    before, after = old.mean(axis=0), new.mean(axis=0)
    falls = before - after
    if paired:
        errors = (old - new).std(axis=0, ddof=1) / np.sqrt(len(old))
    else:
        errors = np.sqrt(old.var(axis=0, ddof=1) / len(old) + new.var(axis=0, ddof=1) / len(new))
    return [
        f"{name} of {subject} fell from {before[at]:.3f} to {after[at]:.3f} "
        f"(by {falls[at] / before[at]:.0%}, and {margin:.0%} may be lost)"
        for at, name in enumerate(names)
        if falls[at] > margin * before[at] and falls[at] > ERRORS * errors[at]
    ]


def describe(quality: Mapping[str, Any] | None, *, simulated: bool) -> str:
    """Return a release's figures as a clause for people.

    Parameters
    ----------
    quality
        As `Quality.quality` gives it; None where nothing was measured.
    simulated
        The people who were held out are simulated.
    """
    if quality is None:
        return "not measured"
    parts = []
    if search := quality["search"]:
        parts.append(
            f"search MRR {search['mrr']:.3f}, hit@10 {search['hit_at_10']:.2f} "
            f"({search['queries']} queries)"
        )
    if everyday := quality.get("everyday"):
        parts.append(
            f"everyday queries P@10 {everyday['precision_at_10']:.2f}, first one good "
            f"{everyday['success_at_1']:.2f} ({everyday['queries']} queries)"
        )
    if people := quality["recommendations"]:
        parts.append(
            f"recommendations NDCG@100 {people['ndcg_at_100']:.3f}, by popularity "
            f"{people['popular_ndcg_at_100']:.3f} "
            f"({people['people']} {'simulated ' if simulated else ''}people)"
        )
    forced = ["live by --force"] if quality["forced"] else []
    return "; ".join([*(parts or ["nothing to measure with"]), *forced])
