"""What the database ranks is what the vectors say, and nothing of the trial is left."""

import numpy as np
import pytest
from scipy import sparse
from sqlalchemy import Engine, text

from embeddings.answers import recommend
from embeddings.catalogue.movies import build_catalogue
from embeddings.evaluation.ranking import rank_in_memory
from embeddings.evaluation.served import ServedRank
from embeddings.knowledge.dataset import SampleDataset
from embeddings.learning.settings import ItemModelSettings
from embeddings.learning.vectors import build_taste
from embeddings.releases.ratings import all_ratings
from embeddings.texts.stand_in import StandInEncoder


@pytest.mark.slow
@pytest.mark.parametrize("by", ["as served", "the longest first"])
def test_served_lists_are_the_exact_lists(
    by: str, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    if by == "the longest first":  # As in a release that is far larger than the head.
        monkeypatch.setattr(recommend, "HEAD_FILMS", 100)
    dataset = SampleDataset()
    catalogue = build_catalogue(dataset)
    texts = StandInEncoder().encode(list(catalogue.movies["title"]))
    ratings = all_ratings(engine, dataset, catalogue, {}).ratings
    vectors = build_taste(ratings, texts, seed=1, settings=ItemModelSettings())
    fold_in = sparse.csr_matrix(ratings[:25])
    served = ServedRank(engine, catalogue, texts)(vectors, fold_in, 100)
    exact = rank_in_memory(vectors, fold_in, 100)
    overlap = [len(set(ids) & set(other)) / 100 for ids, other in zip(served, exact, strict=True)]
    assert np.mean(overlap) >= 0.98
    among = np.arange(len(texts)) % 5 == 0
    some = ServedRank(engine, catalogue, texts)(vectors, fold_in, 100, among)
    assert among[some].all()
    exact_some = rank_in_memory(vectors, fold_in, 100, among)
    overlap = [len(set(ids) & set(two)) / 100 for ids, two in zip(some, exact_some, strict=True)]
    assert np.mean(overlap) >= 0.98
    for person in range(25):
        assert not set(served[person]) & set(fold_in[[person]].indices)
    with engine.connect() as connection:
        left = connection.scalar(text("select count(*) from releases where dataset = 'evaluation'"))
    assert left == 0
