"""Is a new release worse than the live one, by more than the margin and more than chance?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from embeddings.arrays import Doubles
from embeddings.evaluation.grading import (
    PEOPLE_FIGURES,
    SEARCH_FIGURES,
    Grades,
    Marks,
    query_key,
)
from embeddings.evaluation.search_set import all_queries
from embeddings.releases.registry import ReleaseInfo

# With fewer queries or people than this nothing can be told.
FEWEST = 20
# Standard errors that a fall must be larger than, beside the margin.
ERRORS = 2.0
# Share of the exact first 100 below which the index does not do its work; 0.99 is common.
LEAST_SERVED_SHARE = 0.9


def complaints(
    grades: Grades, release: ReleaseInfo, live: ReleaseInfo | None, margin: float
) -> list[str]:
    """Return what speaks against going live, a clause each; empty where nothing does.

    Parameters
    ----------
    grades
        Of ``release``.
    release
        The new one.
    live
        The live one. Where it was made of another data set, or has simulated ratings where the
        new one has real ones, their figures do not compare, and nothing is said of them.
    margin
        Share of the live release's figure that may be lost.
    """
    found = []
    if grades.served_share is not None and grades.served_share < LEAST_SERVED_SHARE:
        found.append(
            f"its index returns {grades.served_share:.3f} of the recommendations that an exact "
            f"search returns, and must return {LEAST_SERVED_SHARE}"
        )
    before = live.figures.get("grades") if live and comparable(release, live) else None
    if before is None:
        return found
    pairs = _same_queries(before["search"], grades.search)
    found += _falls("search", SEARCH_FIGURES, *pairs, margin=margin, paired=True)
    old, new, paired = _same_people(before["people"], grades.people)
    return found + _falls("recommendations", PEOPLE_FIGURES, old, new, margin=margin, paired=paired)


def comparable(release: ReleaseInfo, live: ReleaseInfo) -> bool:
    """Say whether figures of two releases are of the same kind of data."""
    return (release.dataset, release.simulated_ratings) == (live.dataset, live.simulated_ratings)


def _same_queries(old: Marks, new: Marks) -> tuple[Doubles, Doubles]:
    """Return the figures of the queries that the live release was asked and that are still asked.

    A query whose films the new release does not have finds nothing there.
    """
    asked = [key for key in map(query_key, all_queries()) if key in old]
    nothing = [0.0] * len(SEARCH_FIGURES)
    return _array(old, asked), np.array([new.get(key, nothing) for key in asked])


def _same_people(old: Marks, new: Marks) -> tuple[Doubles, Doubles, bool]:
    """Return the figures of the people whom both have; where those are few, of all."""
    both = [key for key in old if key in new]
    if len(both) >= FEWEST:
        return _array(old, both), _array(new, both), True
    return _array(old, list(old)), _array(new, list(new)), False


def _array(marks: Marks, keys: Sequence[str]) -> Doubles:
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
        As `Grades.quality` gives it; None where nothing was measured.
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
    if people := quality["recommendations"]:
        parts.append(
            f"recommendations NDCG@100 {people['ndcg_at_100']:.3f}, by popularity "
            f"{people['popular_ndcg_at_100']:.3f} "
            f"({people['people']} {'simulated ' if simulated else ''}people)"
        )
    forced = ["live by --force"] if quality["forced"] else []
    return "; ".join([*(parts or ["nothing to measure with"]), *forced])
