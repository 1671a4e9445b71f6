"""Tags and moods are learned from described films and estimated for all others."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from embeddings.knowledge.vocabulary import Vocabulary, Word
from embeddings.learning.tag_relevance import learn_tags
from embeddings.learning.tag_relevance_calibration import (
    THRESHOLDS,
    best_thresholds,
    calibrate,
    logit,
    sigmoid,
)
from embeddings.learning.tag_relevance_features import FilmInputs
from embeddings.learning.tag_relevance_fitting import areas
from embeddings.learning.tag_relevance_ridge import fit_ridge
from embeddings.learning.tag_relevance_space import TagSpace
from embeddings.learning.tag_relevance_targets import (
    GenomeScores,
    Targets,
    all_targets,
    choose_targets,
    described,
    film_tags,
    relevance_columns,
)
from embeddings.sources.film_fields import FilmFields

DIMENSION, FILMS, DESCRIBED = 12, 420, 300
TAGS = ("heist", "robot", "desert")
WORDS = Vocabulary(
    genres=frozenset({"Crime", "Drama"}),
    tags={
        "heist": Word("theme", "a robbery", ("robbery", "bank job")),
        "robot": Word("subject", "a machine"),
        "desert": Word("setting", "sand"),
        "slow": Word("style", "little happens"),
    },
    moods={"slow": Word("pace", "little happens", ("unhurried",), ("fast",))},
    countries=frozenset(),
    languages=frozenset(),
    faults=(),
)


@pytest.fixture(scope="module")
def world() -> tuple[FilmInputs, np.ndarray]:
    """Films whose plots have a direction for each tag and for being slow, and what is true of them.

    Of what is true three quarters is told, and only of the described films.
    """
    random = np.random.default_rng(5)
    true = random.random((FILMS, 4)) < (0.2, 0.15, 0.2, 0.3)
    plots = random.standard_normal((FILMS, DIMENSION)) * 0.25 + 0.3
    plots[:, :4] += true
    told = true & (random.random(true.shape) < 0.75)
    films = [
        FilmFields(
            title=f"Film {number}",
            year=1950 + number % 70,
            genres=("Crime",) if number % 3 else ("Drama",),
            tags=tuple(np.array(TAGS)[told[number, :3]]) if number < DESCRIBED else (),
            moods=({"slow": 1 + number % 3} if told[number, 3] else {"loud": 1})
            if number < DESCRIBED
            else {},
        )
        for number in range(FILMS)
    ]
    inputs = FilmInputs(films, plots.astype(np.float32), None, np.zeros(FILMS, dtype=np.int64))
    return inputs, true


def test_films_without_tags_are_estimated(world: tuple[FilmInputs, np.ndarray]) -> None:
    inputs, true = world
    learned = learn_tags(inputs, WORDS)
    assert learned is not None
    assert [direction.target.name for direction in learned.directions] == [*TAGS, "slow"]
    rest = slice(DESCRIBED, None)
    assert areas(learned.logits(rest), true[rest]).min() > 0.97
    # Three quarters of what is true is told; the probabilities are right all the same.
    chances = sigmoid(learned.logits(rest))[:, :3]
    assert chances.mean(0) == pytest.approx(true[rest, :3].mean(0), abs=0.08)
    for direction in learned.directions:
        assert (
            0.8 < direction.quality < 0.97
        )  # against what was told: what was not is counted as a no
        assert direction.films == (inputs_known(inputs, direction.target.name) > 0).sum()


def inputs_known(inputs: FilmInputs, name: str) -> np.ndarray:
    targets = all_targets(WORDS)
    return targets.known(inputs.films)[:, targets.names.index(name)]


def test_what_a_film_lacks_is_not_relied_upon(world: tuple[FilmInputs, np.ndarray]) -> None:
    """A film without plot gets each tag's rate, not the estimate of an empty plot."""
    inputs, true = world
    plots = inputs.plots.copy()
    plots[DESCRIBED:] = 0
    learned = learn_tags(replace(inputs, plots=plots), WORDS)
    assert learned is not None
    chances = sigmoid(learned.logits(slice(DESCRIBED, None)))[:, :3]
    assert chances.mean(0) == pytest.approx(true[:, :3].mean(0), abs=0.1)


def test_taste_counts_where_enough_people_rated_a_film(
    world: tuple[FilmInputs, np.ndarray],
) -> None:
    inputs, true = world
    random = np.random.default_rng(6)
    taste = random.standard_normal((FILMS, 6)).astype(np.float32) * 0.2
    taste[:, :4] += true
    counts = np.where(np.arange(FILMS) % 4, 40, 1)
    blind = replace(inputs, plots=np.zeros_like(inputs.plots), taste=taste, rating_counts=counts)
    learned = learn_tags(blind, WORDS)
    assert learned is not None
    rest = np.arange(FILMS) >= DESCRIBED
    rated = rest & (counts > 1)
    logits = learned.logits()
    assert areas(logits[rated], true[rated]).min() > 0.95
    unrated = rest & (counts == 1)
    assert np.ptp(logits[unrated], axis=0).max() < 2  # facts alone, which say nothing here


def test_an_added_film_gets_what_a_rebuild_gives(world: tuple[FilmInputs, np.ndarray]) -> None:
    inputs, _ = world
    learned = learn_tags(inputs, WORDS)
    assert learned is not None
    kept = TagSpace.from_bytes(learned.space.to_bytes())
    assert kept.targets == learned.space.targets
    some = inputs.some(np.arange(0, FILMS, 7))
    assert kept.vectors(some) == pytest.approx(learned.vectors[::7], abs=0.05)


def test_equal_data_give_equal_vectors(world: tuple[FilmInputs, np.ndarray]) -> None:
    first, second = learn_tags(world[0], WORDS), learn_tags(world[0], WORDS)
    assert first is not None
    assert second is not None
    assert np.array_equal(first.vectors, second.vectors)


def test_too_few_described_films_teach_nothing(world: tuple[FilmInputs, np.ndarray]) -> None:
    assert learn_tags(world[0].some(np.arange(DESCRIBED - 120, FILMS)), WORDS) is not None
    assert learn_tags(world[0].some(np.arange(DESCRIBED - 80, FILMS)), WORDS) is None


def test_known_by_name_synonym_and_strength() -> None:
    targets = all_targets(WORDS)
    assert targets.names == ["heist", "robot", "desert", "slow"]  # what is both is a mood
    films = [
        FilmFields(title="A", tags=("bank job", "unknown"), moods={"slow": 1, "other": 3}),
        FilmFields(title="B", tags=("robot", "unhurried")),
        FilmFields(title="C", tags=("slow",), moods={"slow": 3}),
    ]
    assert targets.known(films).tolist() == [
        [1, 0, 0, pytest.approx(0.55)],
        [0, 1, 0, pytest.approx(0.8)],
        [0, 0, 0, 1],
    ]


def test_described_are_films_with_moods_else_those_of_many_tags() -> None:
    moody = [FilmFields(title="x", moods={"slow": 1})] * 100
    tagged = [FilmFields(title="x", tags=("a", "b", "c", "d", "e")), FilmFields(title="x")]
    assert described([*moody, *tagged]).tolist() == [True] * 100 + [False, False]
    assert described([*moody[:99], *tagged]).tolist() == [False] * 99 + [True, False]


def test_only_what_enough_films_have_is_learned() -> None:
    films = [FilmFields(title="x", tags=("robot",) if n < 15 else ("heist",)) for n in range(29)]
    assert choose_targets(films, WORDS).names == ["robot"]


def test_names_that_hold_are_known_or_estimated() -> None:
    targets = all_targets(WORDS)
    known = np.array([[1, 0, 0, 0], [0, 0, 0, 0.55]], dtype=np.float32)
    logits = logit([0.3, 0.9]).reshape(1, 2).repeat(2, 0)
    limits = logit([0.5, 0.5])
    found = film_tags(targets, known, logits, [1, 2], limits)
    assert [film.names for film in found] == [
        ["heist", "desert"],
        ["desert", "slow"],
    ]
    # Columns in alphabetical order; what is known counts three quarters, 0.3 and 0.9 are estimates.
    columns = relevance_columns(targets.names)
    relevance = found[0].relevance.to_list()
    assert relevance[columns["heist"]] == 1
    assert relevance[columns[targets.names[1]]] == pytest.approx(0.3, abs=1e-3)
    assert found[1].relevance.to_list()[columns["slow"]] == pytest.approx(0.55)
    unlearned = film_tags(targets, known, None, (), ())
    assert [film.names for film in unlearned] == [["heist"], ["slow"]]
    assert unlearned[1].relevance.to_list()[columns["slow"]] == pytest.approx(0.55)


def test_relevance_mixes_what_is_known_with_the_estimate() -> None:
    targets = all_targets(WORDS)
    known = np.array([[0.55, 0, 0, 0]], dtype=np.float32)
    (film,) = film_tags(targets, known, logit([0.95, 0.04]).reshape(1, 2), [0, 1], logit([0.5] * 2))
    relevance = film.relevance.to_list()
    columns = relevance_columns(targets.names)
    assert relevance[columns[targets.names[0]]] == pytest.approx(0.65, abs=1e-3)
    # An estimate below 0.05 is not kept.
    assert film.relevance.indices() == [columns[targets.names[0]]]


@pytest.mark.parametrize("own", [False, True])
def test_estimates_without_a_film_are_those_of_a_fit_without_it(own: bool) -> None:
    random = np.random.default_rng(9)
    known = (random.random((60, 3)) < 0.4).astype(np.float32)
    rows = np.hstack([random.standard_normal((60, 5)), known * 0.25]).astype(np.float32)
    rows = rows if own else rows[:, :5]
    features = np.arange(5, 8) if own else None
    whole = fit_ridge(rows, known, features, penalty=2)
    for film in (0, 17, 59):
        rest = np.arange(60) != film
        fit = fit_ridge(rows[rest], known[rest], features, penalty=2)
        without = (rows[film] - fit.means) @ fit.weights + fit.base
        # The mean over sixty films and that over fifty-nine are not quite the same.
        assert whole.without[film] == pytest.approx(without, abs=0.01)


def test_no_tag_is_predicted_from_itself() -> None:
    random = np.random.default_rng(9)
    known = (random.random((80, 3)) < 0.4).astype(np.float32)
    rows = np.hstack([random.standard_normal((80, 4)), known * 0.25]).astype(np.float32)
    fit = fit_ridge(rows, known, np.arange(4, 7))
    assert np.diagonal(fit.weights[4:]).tolist() == [0, 0, 0]


def test_a_tag_that_was_not_given_is_not_a_no() -> None:
    """Of 40 % that have a tag, half are given it: the calibrated mean is 40 %, not 20 %."""
    random = np.random.default_rng(2)
    estimates = random.standard_normal((20_000, 1)).astype(np.float32)
    true = random.random((20_000, 1)) < sigmoid(2 * estimates - 0.7)
    given = (true & (random.random(true.shape) < 0.5)).astype(np.float32)
    slope, offset = calibrate(estimates, given, propensity=0.5)
    assert slope[0] == pytest.approx(2, abs=0.25)
    assert offset[0] == pytest.approx(-0.7, abs=0.15)
    chances = sigmoid((estimates * slope + offset).astype(np.float32))
    assert chances.mean() == pytest.approx(true.mean(), abs=0.02)


def test_thresholds_are_where_f1_is_best() -> None:
    chances = np.array([[0.9], [0.5], [0.5], [0.33], [0.33], [0.33], [0.2]], dtype=np.float32)
    given = np.array([[1], [1], [1], [0], [0], [0], [0]], dtype=bool)
    (threshold,) = best_thresholds(chances, given, propensity=1)
    assert 0.33 < threshold <= 0.5
    assert threshold in THRESHOLDS


def test_areas() -> None:
    scores = np.array([[1, 1], [2, 2], [3, 3], [4, 4]], dtype=np.float32)
    has = np.array([[0, 0], [1, 0], [0, 0], [1, 0]], dtype=bool)
    found = areas(scores, has)
    assert found[0] == pytest.approx(0.75)
    assert np.isnan(found[1])
    assert isinstance(all_targets(WORDS), Targets)


def test_published_scores_are_learned_and_stay(world: tuple[FilmInputs, np.ndarray]) -> None:
    """Of the genome's films the scores stand, and its tags are estimated for all others."""
    inputs, true = world
    random = np.random.default_rng(4)
    rows = np.arange(0, 200)
    scores = np.stack([true[rows, 1] * 0.8 + 0.1, random.random(200), true[rows, 3] * 0.7 + 0.1], 1)
    genome = GenomeScores(rows, ("robot", "odd one", "unhurried"), scores.astype(np.float32))
    learned = learn_tags(inputs, WORDS, genome=genome, rank=5)
    assert learned is not None
    names = [direction.target.name for direction in learned.directions]
    assert names == ["heist", "robot", "desert", "slow", "odd one"]
    chances = sigmoid(learned.logits())
    for column, name in enumerate(("robot", "odd one", "slow")):
        found = chances[:, names.index(name)]
        assert found[rows] == pytest.approx(scores[:, column], abs=0.03)
    rest = slice(DESCRIBED, None)
    assert areas(learned.logits(rest)[:, [1, 3]], true[rest][:, [1, 3]]).min() > 0.95
    assert learned.directions[4].target.parent == "genome"
