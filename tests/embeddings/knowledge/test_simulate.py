"""Simulated ratings are deterministic, have the stated statistics, and coherent tastes."""

import dataclasses
import hashlib

import numpy as np
import pandas as pd
import pytest

from embeddings.knowledge.film import Film
from embeddings.knowledge.personas import ERAS, PERSONAS
from embeddings.knowledge.simulate import LEAST_RATINGS, PEOPLE, simulate_ratings
from embeddings.knowledge.vocabulary import vocabulary
from tests.effort import seconds, yardstick
from tests.embeddings.bundled_films import bundled_films


@pytest.fixture(scope="module")
def films() -> list[Film]:
    return list(bundled_films())


@pytest.fixture(scope="module")
def ratings(films: list[Film]) -> pd.DataFrame:
    return simulate_ratings(films)


def test_same_seed_same_ratings_in_whatever_order(films: list[Film], ratings: pd.DataFrame) -> None:
    pd.testing.assert_frame_equal(ratings, simulate_ratings(films[::-1]))
    assert not ratings.equals(simulate_ratings(films, seed=1))


def test_the_bits_are_the_same_on_every_platform() -> None:
    # A fixed small catalogue, so that new films do not change it; the model's version must be
    # raised when this changes.
    genres = ("Drama", "Horror", "Comedy", "Sci-Fi")
    films = [
        Film(
            movie_id=n,
            title=str(n),
            original_title=None,
            alternative_titles=(),
            year=1920 + n,
            genres=(genres[n % 4],),
            tags=("sea", "samurai") if n % 3 else ("space",),
            countries=("Japan",),
            languages=("English",) if n % 2 else ("Japanese",),
            imdb_id=None,
            fame=1 + n % 5,
            acclaim=2 + n % 8,
            plot="",
        )
        for n in range(1, 101)
    ]
    frame = simulate_ratings(films, people=50)
    digest = hashlib.sha256(frame.to_csv(index=False).encode()).hexdigest()
    assert digest[:16] == "b002538110c4923c"


def test_types_and_ranges(films: list[Film], ratings: pd.DataFrame) -> None:
    assert ratings.dtypes.astype(str).to_dict() == {
        "user_id": "int32",
        "movie_id": "int32",
        "rating": "float32",
        "timestamp": "int64",
    }
    assert set(ratings["rating"]) <= {step / 2 for step in range(1, 11)}
    assert set(ratings["movie_id"]) <= {film.movie_id for film in films}
    assert not ratings.duplicated(["user_id", "movie_id"]).any()
    assert ratings["user_id"].unique().tolist() == list(range(1, PEOPLE + 1))
    when = pd.to_datetime(ratings["timestamp"], unit="s")
    assert when.min() >= pd.Timestamp("2025-01-01")
    assert when.max() < pd.Timestamp("2026-01-15")
    assert ratings.groupby("user_id")["timestamp"].is_monotonic_increasing.all()


def test_counts_are_as_stated(films: list[Film], ratings: pd.DataFrame) -> None:
    counts = ratings.groupby("user_id").size()
    assert counts.min() >= LEAST_RATINGS
    assert len(ratings) == pytest.approx(60_000, rel=0.05)
    assert counts.median() < counts.mean()
    assert counts.max() <= len(films) / 2


def test_stars_are_as_stated(ratings: pd.DataFrame) -> None:
    assert ratings["rating"].mean() == pytest.approx(3.55, abs=0.15)
    assert ratings["rating"].std() == pytest.approx(0.95, abs=0.1)
    person_means = ratings.groupby("user_id")["rating"].mean()
    assert 0.25 < person_means.std() < 0.5


def test_famous_films_are_seen_more(films: list[Film], ratings: pd.DataFrame) -> None:
    seen = ratings.groupby("movie_id").size().reindex([f.movie_id for f in films], fill_value=0)
    by_fame = seen.groupby([film.fame for film in films]).mean()
    assert by_fame.is_monotonic_increasing
    assert by_fame[5] > 5 * by_fame[1]
    assert seen.max() < 0.8 * PEOPLE


def test_acclaimed_films_are_liked_better(films: list[Film], ratings: pd.DataFrame) -> None:
    acclaim = {film.movie_id: film.acclaim for film in films}
    rated = ratings.groupby("movie_id")["rating"].agg(["mean", "size"])
    often = rated[rated["size"] >= 20]
    ranks = pd.DataFrame({"acclaim": pd.Series(acclaim), "mean": often["mean"]}).dropna().rank()
    assert ranks["acclaim"].corr(ranks["mean"]) > 0.85


def test_people_who_like_horror_like_other_horror(films: list[Film], ratings: pd.DataFrame) -> None:
    horror = {film.movie_id for film in films if "Horror" in film.genres}
    liked = ratings[ratings["rating"] >= 4]
    share = liked["movie_id"].isin(horror).groupby(liked["user_id"]).mean()
    fans, others = share[share > 0.25], share[share <= 0.25]
    assert len(fans) > 0.03 * PEOPLE
    assert fans.mean() > 4 * others.mean()


def test_tastes_can_be_learnt_from_the_ratings(films: list[Film], ratings: pd.DataFrame) -> None:
    """Films liked by the same people share more tags than films do by chance."""
    column = {film.movie_id: at for at, film in enumerate(films)}
    liked = ratings[ratings["rating"] >= 4]
    people = liked["user_id"].to_numpy() - 1
    matrix = np.zeros((PEOPLE, len(films)))
    matrix[people, liked["movie_id"].map(column).to_numpy()] = 1
    count = matrix.sum(axis=0)
    cosine = matrix.T @ matrix / np.sqrt(np.outer(count, count) + 1e-9)
    np.fill_diagonal(cosine, -1)
    shared: list[int] = []
    chance: list[int] = []
    rng = np.random.default_rng(0)
    for at in np.flatnonzero(count >= 20):
        nearest = np.argsort(-cosine[at])[:5]
        for many, chosen in ((shared, nearest), (chance, rng.integers(0, len(films), 5))):
            words = {*films[at].tags, *films[at].genres}
            many += [len(words & {*films[i].tags, *films[i].genres}) for i in chosen if i != at]
    assert np.mean(shared) > 1.3 * np.mean(chance)


def test_a_new_film_draws_nothing_anew_for_the_others(
    films: list[Film], ratings: pd.DataFrame
) -> None:
    new = dataclasses.replace(films[-1], movie_id=9_999_999)
    after = simulate_ratings([*films, new])
    pairs = ["user_id", "movie_id"]
    both = ratings.merge(after, on=pairs, suffixes=("", "_after"))
    assert len(both) > 0.97 * len(ratings)
    assert (both["rating"] == both["rating_after"]).mean() > 0.97


def test_a_tiny_catalogue_is_seen_whole(films: list[Film]) -> None:
    few = simulate_ratings(films[:7], people=5)
    assert few.groupby("user_id").size().tolist() == [7] * 5
    assert simulate_ratings([], people=5).empty
    assert len(simulate_ratings(films[:1], people=1)) == 1


def test_is_fast(films: list[Film]) -> None:
    assert seconds(lambda: simulate_ratings(films)) < 300 * yardstick()


def test_personas_like_words_that_exist() -> None:
    words = vocabulary()
    known = {
        "genre": words.genres,
        "tag": words.tags,
        "country": words.countries,
        "language": words.languages,
        "era": ERAS,
    }
    for persona in PERSONAS:
        for like in persona.likes:
            kind, _, word = like.partition(":")
            assert like == "foreign" or word in known[kind], f"{persona.name}: {like}"
