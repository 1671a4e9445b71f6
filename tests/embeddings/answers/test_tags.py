"""Relevance of tags in SQL is what learning found, and steering goes where it is sent."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from pgvector import HalfVector
from sqlalchemy import Connection, text

from embeddings.answers.budgets import LEADING_FILMS
from embeddings.answers.filters import Filters
from embeddings.answers.leading import LeadingFilms, suffice
from embeddings.answers.rows import Rows, rows_on
from embeddings.answers.similar import NEIGHBOURHOOD, SimilarFilm, Step, similar
from embeddings.answers.tags import TagWords, load_tag_words, most_relevant, relevance_binds
from embeddings.answers.traits import SURE, load_traits
from embeddings.answers.weights import WEIGHTS
from embeddings.learning.tag_relevance_calibration import sigmoid
from embeddings.learning.tag_relevance_targets import LEAST_KEPT
from embeddings.releases.known_relevance import OTHER_MOOD
from embeddings.releases.registry import ReleaseInfo, live_release
from tests.embeddings.bundled_films import bundled_films

EVERYTHING = 100_000


@pytest.fixture
def rows(connection: Connection) -> Rows:
    return rows_on(connection)


@pytest.fixture
def release(connection: Connection) -> ReleaseInfo:
    found = live_release(connection)
    assert found
    return found


@pytest.fixture
def words(rows: Rows, release: ReleaseInfo) -> TagWords:
    return load_tag_words(rows, release)


def relevance(rows: Rows, release: ReleaseInfo, words: TagWords, name: str) -> dict[int, float]:
    return dict(
        most_relevant(rows, release, words, [(name, 1.0)], limit=EVERYTHING, every_film=True)
    )


def test_what_is_stored(words: TagWords) -> None:
    slow, heist = words["slow"], words["heist"]
    assert (slow.kind, slow.parent, heist.kind) == ("mood", "pace", "tag")
    assert "unhurried" in slow.also
    for word in (slow, heist):
        assert word.direction
        assert word.film_count >= 15
        assert word.threshold
        assert 0 < word.threshold < 1
        assert word.quality
        assert word.quality > 0.6
    rare = [word for word in words.values() if word.direction is None]
    assert rare
    assert all(word.film_count < 15 for word in rare)


def test_the_statement_computes_what_was_learned(
    connection: Connection, rows: Rows, release: ReleaseInfo, words: TagWords
) -> None:
    slow = words["slow"]
    assert slow.direction
    assert slow.intercept is not None
    direction = HalfVector.from_text(slow.direction).to_numpy().astype(np.float32)
    found = relevance(rows, release, words, "slow")
    films = connection.execute(
        text(
            "select movie_id, moods, tags, cast(tag_vector as text) as tag_vector from movies"
            " where release_id = :r"
        ),
        {"r": release.release_id},
    ).all()
    assert len(films) == len(found) == release.movie_count
    strengths = {1: 0.55, 2: 0.8, 3: 1.0}
    known_for = {film.movie_id: film.known_for for film in bundled_films()}
    kinds = set()
    for film in films:
        vector = HalfVector.from_text(film.tag_vector).to_numpy().astype(np.float32)
        estimate = float(sigmoid(np.array([vector @ direction + slow.intercept]))[0])
        strength = strengths.get(film.moods.get("slow"))
        if strength is None and {"slow", *slow.also} & set(film.tags):
            strength = 0.8
        kinds.add(strength)
        if strength is not None:
            strength = 1 if "slow" in known_for[film.movie_id] else OTHER_MOOD * strength
        wanted = estimate if strength is None else 0.75 * strength + 0.25 * estimate
        # A lower relevance is not kept.
        kept = wanted if wanted >= LEAST_KEPT else 0
        near_the_limit = abs(wanted - LEAST_KEPT) < 0.01
        assert near_the_limit or found[film.movie_id] == pytest.approx(kept, abs=0.01)
    assert {None, 0.55, 0.8, 1.0} <= kinds


def test_weights_add_up_and_unknown_names_say_nothing(
    rows: Rows, release: ReleaseInfo, words: TagWords
) -> None:
    slow, violent = (relevance(rows, release, words, name) for name in ("slow", "violent"))
    wanted = [("slow", 1.0), ("violent", -0.5), ("no such tag", 9.0)]
    both = dict(most_relevant(rows, release, words, wanted, limit=EVERYTHING, every_film=True))
    for movie_id, value in both.items():
        assert value == pytest.approx(slow[movie_id] - 0.5 * violent[movie_id], abs=1e-5)
    assert list(both.values()) == sorted(both.values(), reverse=True)
    nothing = most_relevant(rows, release, words, [], limit=5)
    assert [value for _, value in nothing] == [0] * 5


def test_a_filter_lets_known_and_clearly_estimated_films_pass(
    connection: Connection, rows: Rows, release: ReleaseInfo, words: TagWords
) -> None:
    found = relevance(rows, release, words, "violent")
    passing = most_relevant(
        rows, release, words, [("violent", 1.0)], Filters(moods=("violent",)), limit=EVERYTHING
    )
    named = set(
        connection.scalars(
            text(
                "select movie_id from movies"
                " where release_id = :r and (moods ? 'violent' or 'violent' = any(tags))"
            ),
            {"r": release.release_id},
        )
    )
    ids = {movie_id for movie_id, _ in passing}
    assert named < ids
    threshold = words["violent"].threshold
    assert threshold
    assert min(found[movie_id] for movie_id in ids - named) >= threshold - 0.01
    others = most_relevant(
        rows, release, words, [], Filters(exclude_moods=("violent",)), limit=EVERYTHING
    )
    assert {movie_id for movie_id, _ in others} == found.keys() - ids


def test_the_leading_films_of_a_tag_are_the_best_that_have_it_and_found_once(
    connection: Connection, rows: Rows, release: ReleaseInfo, words: TagWords
) -> None:
    found, asked = LeadingFilms(), list[str]()
    weights = {"popularity_weight": WEIGHTS.popularity, "wish_weight": WEIGHTS.wish}

    def counted(name: str, **binds: object) -> object:
        asked.append(name)
        return rows(name, **binds)

    ids = set(found.of(counted, release.release_id, words, ["violent"], **weights))
    of_films = relevance(rows, release, words, "violent")
    having = dict(
        connection.execute(
            text(
                "select movie_id, rating_count from movies"
                " where release_id = :r and 'violent' = any(relevant_tags)"
            ),
            {"r": release.release_id},
        )
        .tuples()
        .all()
    )
    scores = {
        movie_id: WEIGHTS.popularity * np.log1p(count) + WEIGHTS.wish * of_films[movie_id]
        for movie_id, count in having.items()
    }
    assert len(ids) == min(LEADING_FILMS, len(scores))
    assert (
        min(scores[movie_id] for movie_id in ids)
        >= max((score for movie_id, score in scores.items() if movie_id not in ids), default=0)
        - 1e-4
    )
    both = found.of(counted, release.release_id, words, ["violent", "slow"], **weights)
    assert ids < set(both)
    assert asked == ["leading_films"] * 2
    assert found.of(rows, release.release_id, words, ["no such tag"], **weights) == []


def test_leading_films_do_not_suffice_where_filters_leave_films_out() -> None:
    assert suffice(Filters(excluded_film_ids=range(50)))
    assert not suffice(Filters(excluded_film_ids=range(51)))
    assert not suffice(Filters(year_min=1990))


def test_binds_of_nothing_are_empty() -> None:
    assert relevance_binds({}, [("slow", 1)]) == {"tag_weights": None}


def film_id(connection: Connection, release: ReleaseInfo, title: str) -> int:
    return int(
        connection.execute(
            text("select movie_id from movies where title = :t and release_id = :r"),
            {"t": title, "r": release.release_id},
        ).scalar_one()
    )


def ids(films: Sequence[SimilarFilm]) -> list[int]:
    return [film.card.movie_id for film in films]


@pytest.mark.parametrize("title", ["Heat", "The Godfather", "Seven Samurai", "Alien"])
@pytest.mark.parametrize(("name", "sign"), [("violent", -1), ("hopeful", 1), ("slow", 1)])
def test_more_strength_never_means_less_of_it(
    connection: Connection,
    rows: Rows,
    release: ReleaseInfo,
    words: TagWords,
    title: str,
    name: str,
    sign: int,
) -> None:
    movie_id = film_id(connection, release, title)
    holds = relevance(rows, release, words, name)
    near = ids(similar(rows, release, movie_id, limit=NEIGHBOURHOOD))
    before = -1.0
    for strength in (0, 0.1, 0.2, 0.35, 0.5, 0.75, 1):
        steps = [Step("funny", 0.3), Step(name, sign * strength)]
        found = ids(similar(rows, release, movie_id, limit=20, words=words, steps=steps))
        assert set(found) <= set(near)
        mean = sign * float(np.mean([holds[film] for film in found]))
        assert mean >= before - 1e-9 or strength == 0
        before = mean
    assert movie_id not in near


def test_a_step_of_no_strength_changes_nothing(
    connection: Connection, rows: Rows, release: ReleaseInfo, words: TagWords
) -> None:
    movie_id = film_id(connection, release, "Heat")
    plain = similar(rows, release, movie_id, limit=30)
    assert ids(
        similar(rows, release, movie_id, limit=30, words=words, steps=[Step("slow", 0)])
    ) == (ids(plain))


def test_a_steered_list_ends_with_the_neighbourhood(
    connection: Connection, rows: Rows, release: ReleaseInfo, words: TagWords
) -> None:
    movie_id = film_id(connection, release, "Heat")
    steps = [Step("hopeful", 1)]
    whole = similar(rows, release, movie_id, limit=EVERYTHING, words=words, steps=steps)
    assert len(set(ids(whole))) == NEIGHBOURHOOD


def test_films_that_have_none_of_the_wanted_tags_are_not_computed(
    rows: Rows, release: ReleaseInfo, words: TagWords
) -> None:
    wanted = [("heist", 1.0), ("slow", 0.4), ("violent", -1.0)]
    best = most_relevant(rows, release, words, wanted, limit=30)
    assert best == most_relevant(rows, release, words, wanted, limit=30, every_film=True)
    having = most_relevant(rows, release, words, wanted, limit=EVERYTHING)
    assert 30 < len(having) < release.movie_count


def test_what_is_said_of_films_is_what_statements_rank_by(
    rows: Rows, release: ReleaseInfo, words: TagWords
) -> None:
    ranked = relevance(rows, release, words, "slow")
    traits = load_traits(rows, release, words, list(ranked))
    assert {movie_id: film.relevance(words["slow"]) for movie_id, film in traits.items()} == (
        pytest.approx(ranked, abs=1e-6)
    )
    assert any(film.is_known(words["slow"]) for film in traits.values())
    said = [film for film in traits.values() if "slow" in film.sure]
    assert said
    assert all(film.is_known(words["slow"]) or film.sure["slow"] >= SURE for film in said)
