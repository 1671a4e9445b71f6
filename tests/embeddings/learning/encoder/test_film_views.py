"""What the film encoder learns from: films, views of them, and batches."""

import json
from pathlib import Path

import numpy as np
import pytest

from embeddings.errors import DatasetError
from embeddings.learning.encoder import views
from embeddings.learning.encoder.batches import NEAREST, Schedule
from embeddings.learning.encoder.films import (
    Form,
    TrainingFilm,
    is_held_out,
    read_requests,
    read_training_films,
)

DIARY = TrainingFilm(
    key="tt1",
    title="The Lighthouse Diary",
    original_title="Fyrtårnets dagbok",
    year=1994,
    forms=(
        Form(
            ("Drama",),
            ("lighthouse", "diary"),
            "A keeper writes every night. A storm takes his pages. He begins again.",
        ),
        Form(("Drama", "Mystery"), ("sea",), None),
    ),
    moods={"slow": 3, "quiet": 1},
    phrases=("keeper writes by candle light", "pages blown into the sea"),
    requests=("[TOMT] [Movie] Some man alone in a tower writes letters. I saw it in 1999. Help!",),
)


def film(number: int, **changes: object) -> TrainingFilm:
    values = {
        "key": f"tt{number}",
        "title": f"Film {number}",
        "original_title": None,
        "year": 1990 + number % 30,
        "forms": (Form(("Comedy",), ("party",), f"Guest {number} arrives. Guest {number} goes."),),
        "moods": {"funny": 2},
        "phrases": (f"guest number {number}",),
        "requests": (),
    }
    return TrainingFilm(**(values | changes))  # type: ignore[arg-type]


def test_one_film_in_ten_is_held_out_and_always_the_same() -> None:
    keys = [f"tt{number:07d}" for number in range(4000)]
    assert sum(map(is_held_out, keys)) == pytest.approx(400, abs=60)
    assert [is_held_out(key) for key in keys[:50]] == [is_held_out(key) for key in keys[:50]]


def test_no_text_of_a_held_out_film_is_learned_from(tmp_path: Path) -> None:
    learned, held_out = read_training_films(tmp_path, None, None, None)
    assert len(held_out) > 200
    assert not {film_.key for film_ in learned} & {film_.key for film_ in held_out}
    phrases = {phrase for film_ in learned for phrase in film_.phrases}
    of_held_out = {phrase for film_ in held_out for phrase in film_.phrases}
    assert len(phrases & of_held_out) < 10  # two films may be described alike


def test_requests_are_read_by_film_and_bad_lines_named(tmp_path: Path) -> None:
    path = tmp_path / "requests.jsonl"
    path.write_text(json.dumps({"query": " a man ", "movie_ids": [3, 4]}) + "\n\n")
    assert read_requests(path) == {3: ["a man"], 4: ["a man"]}
    for line in ('{"query": ""}', "no", '{"query": "x", "movie_ids": 3}', '["x"]'):
        path.write_text('{"query": "x", "movie_ids": [1]}\n' + line)
        with pytest.raises(DatasetError, match=r"requests.jsonl.*2.*is no request"):
            read_requests(path)
    with pytest.raises(DatasetError, match="--dataset"):
        read_training_films(tmp_path, None, None, path)


def test_a_document_view_says_whether_the_title_is_in_it() -> None:
    rng = np.random.default_rng(0)
    seen = [views.document_view(DIARY, rng) for _ in range(300)]
    assert all(titled == (DIARY.title in text) for text, titled in seen)
    assert {titled for _, titled in seen} == {True, False}
    assert any(text == DIARY.forms[0].plot for text, _ in seen)


def test_a_request_view_is_a_part_of_the_request() -> None:
    rng = np.random.default_rng(0)
    request = DIARY.requests[0]
    seen = {views.request_view(request, rng) for _ in range(200)}
    assert request in seen
    assert all(text in request for text in seen)
    assert any("TOMT" not in text for text in seen)


def test_a_query_for_a_kind_is_answered_by_films_of_that_kind() -> None:
    rng = np.random.default_rng(0)
    asked = [found for _ in range(200) if (found := views.kind_query(DIARY, rng))]
    assert all(query.mood in (None, "slow") for query in asked)  # quiet is too weak to ask for
    other = film(5, moods={"funny": 3})
    for query in asked:
        if query.mood or query.tag:
            assert not query.may_answer(other)
        assert query.may_answer(film(6, moods={}, forms=DIARY.forms[1:], year=1994))
    assert any(query.decade == 1990 for query in asked)


def test_a_schedule_goes_on_as_it_would_have() -> None:
    films = [film(number) for number in range(60)]
    nearest = np.tile(np.arange(NEAREST), (60, 1))
    a, b = Schedule(films, 12, seed=3), Schedule(films, 12, seed=3)
    for step in (0, 40, 7):
        assert a.batch(step, nearest) == b.batch(step, nearest)
    assert a.batch(1, nearest) != Schedule(films, 12, seed=4).batch(1, nearest)


def test_each_pass_takes_every_film_and_every_request() -> None:
    films = [film(number) for number in range(30)]
    films.append(film(30, requests=("one request", "another request", "a third")))
    schedule = Schedule(films, 12, seed=0)
    steps = 33 // schedule.seeds_per_step
    drawn = np.concatenate([schedule.seeds(step) for step in range(steps)])
    drawn = np.concatenate([drawn, schedule.seeds(steps)[: 33 - len(drawn)]])
    assert np.bincount(drawn, minlength=31).tolist() == [1] * 30 + [3]


def test_a_batch_has_each_film_once_and_what_looks_for_it() -> None:
    films = [DIARY, *(film(number) for number in range(2, 40))]
    batch = Schedule(films, 18, seed=1).batch(0, None)
    assert len(set(batch.films)) == len(batch.films) == len(batch.documents)
    assert len(batch.queries) == len(batch.query_films) == len(batch.weights)
    for text, position in zip(batch.sentences, batch.sentence_films, strict=True):
        owner = films[batch.films[position]]
        assert text in owner.phrases or any(text in (form.plot or "") for form in owner.forms)
    assert all(0 <= position < len(batch.films) for position in batch.query_films)
    for query, others in batch.open_to.items():
        assert batch.query_films[query] not in others
