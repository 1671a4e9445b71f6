import json

import numpy as np
import pandas as pd
import pytest

from embeddings.evaluation.cold import evaluate_cold
from embeddings.evaluation.ranking import rank_in_memory
from embeddings.evaluation.recommendations import evaluate, evaluate_ratings
from tests.embeddings.learning.small_world import small_world

RATINGS, TEXTS, _ = small_world()


@pytest.fixture(scope="module")
def report():
    return evaluate_ratings(RATINGS, TEXTS, held_out_users=20, seed=3)


def test_every_model_is_measured_on_the_same_people(report):
    assert set(report.models) == {"popularity", "ease", "served"}
    assert (report.people, report.training_people) == (20, 70)
    assert report.models["served"].ndcg_at_100 > report.models["popularity"].ndcg_at_100
    assert report.ndcg_ratio == pytest.approx(
        report.models["served"].ndcg_at_100 / report.models["ease"].ndcg_at_100
    )
    json.dumps(report.as_dict())


def test_the_same_seed_gives_the_same_figures(report):
    again = evaluate_ratings(RATINGS, TEXTS, held_out_users=20, seed=3)
    assert again.models == report.models


def test_the_given_ranking_is_the_one_that_is_measured(report):
    asked = []

    def rank(vectors, fold_in, length, among=None):
        asked.append((fold_in.shape, length, among is None))
        return rank_in_memory(vectors, fold_in, length, among)[:, ::-1]

    found = evaluate_ratings(RATINGS, TEXTS, held_out_users=20, seed=3, rank=rank)
    assert asked == [((20, 130), 100, True), ((found.cold.people, 130), 100, False)]
    assert found.models["served"].ndcg_at_100 < report.models["served"].ndcg_at_100
    assert found.models["ease"] == report.models["ease"]
    assert found.cold.ndcg_at_100 < report.cold.ndcg_at_100
    assert found.cold.text_ndcg_at_100 == report.cold.text_ndcg_at_100
    assert found.served_overlap == report.served_overlap == 1


def test_films_without_ratings_are_found_better_than_by_chance():
    found = evaluate_cold(RATINGS, TEXTS, held_out_users=20, seed=3)
    assert found.movies == 26
    chance = np.log2(101) / 100
    assert found.ndcg_at_100 > chance
    assert 0 < found.people <= 20


class Folder:
    """The smallest data set there is."""

    name, checksum, attribution = "small", "0", None
    simulated_ratings, tunable = True, False

    def movies(self):
        ids = np.arange(130) + 1000
        return pd.DataFrame(
            {
                "movie_id": ids,
                "title": [f"Film {number} ({1900 + number % 100})" for number in range(130)],
                "genres": [["Drama"]] * 130,
                "imdb_id": [None] * 130,
                "tmdb_id": pd.array([pd.NA] * 130, dtype="Int64"),
            }
        )

    def ratings(self, chunk_rows=1000):
        people, movies = RATINGS.nonzero()
        yield pd.DataFrame(
            {
                "user_id": people,
                "movie_id": movies + 1000,
                "rating": RATINGS.data,
                "timestamp": np.zeros(len(people), dtype=np.int64),
            }
        )

    def tags(self):
        yield pd.DataFrame({"user_id": [1], "movie_id": [1000], "tag": ["slow"]})


def test_a_data_set_is_read_and_evaluated(report):
    found = evaluate(Folder(), lambda catalogue: TEXTS, held_out_users=20, seed=3)
    assert found.models == report.models
