"""Groups that are drawn, the figures of their lists, and that fairness does what it says."""

from __future__ import annotations

import json

import numpy as np
import pytest
from scipy import sparse
from sqlalchemy import Engine

from embeddings.catalogue.movies import build_catalogue
from embeddings.evaluation.group_baselines import baseline_lists
from embeddings.evaluation.group_lists import ServedGroups
from embeddings.evaluation.groups import (
    FAIRNESS,
    SIZES,
    draw_groups,
    evaluate_group_ratings,
    figures,
)
from embeddings.evaluation.served import ServedRank
from embeddings.knowledge.dataset import SampleDataset
from embeddings.learning.settings import ItemModelSettings
from embeddings.learning.tuning import weigh
from embeddings.learning.vectors import build_taste
from embeddings.releases.ratings import all_ratings
from embeddings.texts.stand_in import StandInEncoder
from tests.embeddings.learning.small_world import small_world

RATINGS, TEXTS, _ = small_world()


def test_figures_are_of_what_the_group_could_find() -> None:
    fold_in = sparse.csr_matrix(np.array([[5, 0, 0, 0, 0], [0, 5, 0, 0, 0]], dtype=np.float32))
    targets = sparse.csr_matrix(np.array([[0, 5, 4, 0, 0], [0, 0, 0, 4, 0]], dtype=np.float32))
    group = [np.array([0, 1])]
    # Film 1 is the first one's like, but the second has rated it; so 2 and 3 are left.
    both = figures(np.array([[2, 3]]), group, fold_in, targets)
    second = 1 / np.log2(3)
    assert both.mean == pytest.approx((1 + second) / 2)
    assert both.least == pytest.approx(second)
    assert both.everybody == 1
    one = figures(np.array([[2, 4]]), group, fold_in, targets)
    assert (one.mean, one.least, one.everybody) == (0.5, 0, 0)


def test_alike_are_more_alike_than_unlike() -> None:
    rng = np.random.default_rng(1)
    tastes = rng.normal(size=(60, 8))
    units = tastes / np.linalg.norm(tastes, axis=1, keepdims=True)

    def within(kind: str) -> float:
        drawn = draw_groups(tastes, kind, 5, seed=2)  # type: ignore[arg-type]
        assert sorted({len(group) for group in drawn}) == list(SIZES)
        assert all(len(set(group)) == len(group) for group in drawn)
        return float(np.mean([(units[group] @ units[group].T).mean() for group in drawn]))

    assert within("alike") > within("unlike") + 0.2


def test_every_way_is_measured_on_the_same_groups() -> None:
    asked = []

    def rank(vectors, fold_in, groups, fairness, length):
        asked.append(list(fairness))
        return [
            baseline_lists(vectors, RATINGS, fold_in, groups, length)["popularity"]
            for _ in fairness
        ]

    report = evaluate_group_ratings(RATINGS, TEXTS, rank, held_out_users=30, groups=4, seed=3)
    assert asked == [list(FAIRNESS)] * 2
    for ways in report.kinds.values():
        assert ways["fairness 0"] == ways["popularity"]
        assert ways["own list"].mean > ways["popularity"].mean
        assert all(0 <= found.least <= found.mean <= 1 for found in ways.values())
    json.dumps(report.as_dict())


@pytest.mark.slow
def test_the_statement_is_the_formula(engine: Engine) -> None:
    dataset = SampleDataset()
    catalogue = build_catalogue(dataset)
    texts = StandInEncoder().encode(list(catalogue.movies["title"]))
    ratings = all_ratings(engine, dataset, catalogue, {}).ratings
    vectors = build_taste(ratings, texts, seed=1, settings=ItemModelSettings())
    fold_in = sparse.csr_matrix(ratings[:12])
    groups = [np.array([0, 1, 2]), np.array([3, 4]), np.array([5, 6, 7, 8, 9])]
    served = ServedGroups(ServedRank(engine, catalogue, texts))
    lists = served(vectors, fold_in, groups, FAIRNESS, 20)
    scores = np.asarray(weigh(fold_in) @ vectors.profile) @ vectors.match.T
    for at, group in enumerate(groups):
        own = scores[group].copy()
        own[:, np.unique(fold_in[group].indices)] = -np.inf
        shares = own / own.max(1, keepdims=True)
        for fairness, found in zip(FAIRNESS, lists, strict=True):
            together = (1 - fairness) * shares.mean(0) + fairness * shares.min(0)
            exact = np.argsort(-together, kind="stable")[:20]
            assert len({*found[at]} & {*exact}) >= 18
            assert found[at][0] in exact[:3]
