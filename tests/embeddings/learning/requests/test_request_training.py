"""What the layers for requests learn from, and a real run of a few steps."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from embeddings.errors import EncoderError
from embeddings.learning.encoder.films import Form, TrainingFilm
from embeddings.learning.encoder.network import Network
from embeddings.learning.requests.__main__ import main
from embeddings.learning.requests.documents import document_vectors
from embeddings.learning.requests.texts import asked_texts, documents_of, sentences_of
from embeddings.learning.requests.training import Answers, Plan, Run
from embeddings.learning.requests.upper import UpperLayers
from embeddings.texts.difference import read_difference
from embeddings.texts.encoder import load_encoder
from embeddings.texts.models import MINILM, MINILM_REVISION, request_file
from embeddings.texts.sentences import split_sentences

PLACES = ("harbour", "castle", "museum", "station", "circus", "bakery", "prison", "desert")
FILMS = [
    TrainingFilm(
        key=f"tt{number}",
        title=f"The {place} Affair",
        original_title=None,
        year=1980 + number,
        forms=(
            Form(("Comedy",), (), None),
            Form(("Drama",), (place,), f"A clerk goes to the {place}. The {place} burns."),
        ),
        moods={},
        phrases=(),
        requests=(
            f"[TOMT] I saw this when I was a child, on a rainy day at my aunt's. Somebody works "
            f"at a {place}. In the end it is on fire and everybody runs away from it.",
        )
        if number % 2
        else (),
    )
    for number, place in enumerate(PLACES)
]


def test_each_request_is_there_whole_and_in_part() -> None:
    asked = asked_texts(FILMS, 0)
    whole = [text for text in asked if text.weight == 1.0]
    assert [text.text for text in whole] == [film.requests[0] for film in FILMS if film.requests]
    assert [text.film for text in whole] == [1, 3, 5, 7]
    parts = [text for text in asked if text.weight < 1.0]
    assert parts
    for part in parts:
        request = FILMS[part.film].requests[0]
        assert len(part.text) < len(request)
        assert all(sentence in request for sentence in split_sentences(part.text))
    assert asked == asked_texts(FILMS, 0) != asked_texts(FILMS, 1)


def test_sentences_are_those_of_the_last_plot_and_then_the_phrases() -> None:
    films = [replace(FILMS[0], phrases=("the clerk one",)), FILMS[1]]
    assert sentences_of(films) == (
        [
            "A clerk goes to the harbour.",
            "The harbour burns.",
            "the clerk one",
            "A clerk goes to the castle.",
            "The castle burns.",
        ],
        [0, 0, 0, 1, 1],
    )


def test_documents_are_those_of_the_last_catalogue() -> None:
    assert documents_of(FILMS)[0] == (
        "The harbour Affair (1980). Drama. harbour. A clerk goes to the harbour. The harbour burns."
    )


def test_documents_are_encoded_once(tmp_path: Path) -> None:
    asked: list[str] = []

    def encode(texts: list[str]) -> np.ndarray:
        asked.extend(texts)
        return np.array([[len(text), 1] for text in texts], dtype=np.float32)

    first = document_vectors(encode, ["a", "ccc", "bb", "a"], tmp_path)  # type: ignore[arg-type]
    assert first.tolist() == [[1, 1], [3, 1], [2, 1], [1, 1]]
    assert asked == ["ccc", "bb", "a"]
    again = document_vectors(encode, ["dddd", "a"], tmp_path)  # type: ignore[arg-type]
    assert again.tolist() == [[4, 1], [1, 1]]
    assert asked == ["ccc", "bb", "a", "dddd"]


PLAN = Plan(passes=16, batch=4, layers=2, rate=3e-4, save_every=5, mean=0.5, sentence=0.75)


def run(folder: Path, plan: Plan = PLAN) -> Run:
    model = load_encoder(MINILM).model  # type: ignore[attr-defined]
    network = Network(model)
    sentences, owners = sentences_of(FILMS)
    answers = Answers(
        network.vectors(documents_of(FILMS)), network.vectors(sentences), np.array(owners)
    )
    asked = asked_texts(FILMS, plan.seed)
    upper = UpperLayers(model, plan.layers)
    upper.read([text.text for text in asked], plan.tokens)
    return Run(upper, asked, answers, plan, folder)


@pytest.mark.slow
def test_untrained_vectors_are_those_of_the_encoder(tmp_path: Path) -> None:
    encoder = load_encoder(MINILM)
    untrained = run(tmp_path)
    texts = [text.text for text in untrained.asked]
    with torch.no_grad():
        vectors = untrained.upper.vectors(range(len(texts))).numpy()
    assert (vectors * encoder.encode(texts)).sum(axis=1).min() > 0.999  # half precision
    assert {name.split(".")[2] for name in untrained.parameters} == {"4", "5"}


@pytest.mark.slow
def test_a_share_of_a_text_is_drawn_in_runs_and_is_near_to_the_whole(tmp_path: Path) -> None:
    upper = run(tmp_path).upper
    with torch.no_grad():
        whole = upper.vectors([0, 1])
        drawn = [upper.vectors([0, 1], 0.5, np.random.default_rng(seed)) for seed in (1, 1, 2)]
    assert torch.equal(drawn[0], drawn[1])
    assert not torch.allclose(drawn[0], drawn[2])
    assert 0.5 < (drawn[0] * whole).sum(1).min() < 0.999


@pytest.mark.slow
def test_a_score_is_that_of_the_document_and_of_the_best_sentence(tmp_path: Path) -> None:
    trained = run(tmp_path)
    axes = np.eye(384, dtype=np.float32)
    trained._documents = torch.from_numpy(axes[:2])
    # The first film has two sentences, the second none.
    trained._sentences = torch.from_numpy(axes[2:4])
    trained._owners = torch.tensor([0, 0])
    asked = torch.zeros((1, 384))
    asked[0, :4] = torch.tensor([0.4, 0.6, 0.1, 0.5])
    assert trained.scores(asked).tolist() == [
        pytest.approx([0.4 + 0.75 * 0.5, 0.6 + 0.75 * 0.5 * 0.6])
    ]


@pytest.mark.slow
def test_a_run_may_begin_with_what_ships(tmp_path: Path) -> None:
    upper = run(tmp_path).upper
    shipped = request_file(MINILM)
    assert shipped
    change = read_difference(shipped, MINILM_REVISION)
    with pytest.raises(EncoderError, match="raise --layers"):
        upper.change(change, shipped)  # which changes three layers, and here two are trained
    ours = {name: values for name, values in change.items() if name in upper.parameters}
    before = {name: upper.parameters[name].detach().clone() for name in ours}
    upper.change(ours, shipped)
    for name, value in ours.items():
        assert np.allclose((upper.parameters[name] - before[name]).detach(), value, atol=1e-6)


@pytest.mark.slow
def test_an_interrupted_run_goes_on_and_learns(tmp_path: Path) -> None:
    (tmp_path / "whole").mkdir()
    (tmp_path / "parts").mkdir()
    whole = run(tmp_path / "whole")
    started = {name: value.detach().clone() for name, value in whole.parameters.items()}
    losses = [whole._train_on([0, 1, 2, 3])]
    with torch.no_grad():
        for name, value in whole.parameters.items():
            value.copy_(started[name])
    whole = run(tmp_path / "whole")
    found = whole.train()
    losses.append(whole._train_on([0, 1, 2, 3]))
    assert losses[1] < losses[0] / 2
    interrupted = run(tmp_path / "parts")
    step, calls = interrupted._train_on, iter(range(100))

    def until_killed(batch: list[int]) -> float:
        if next(calls) == 7:
            raise KeyboardInterrupt
        return step(batch)

    interrupted._train_on = until_killed  # type: ignore[method-assign,assignment]
    with pytest.raises(KeyboardInterrupt):
        interrupted.train()
    again = run(tmp_path / "parts")
    mean = again.train()
    for name, value in found.items():
        assert torch.allclose(mean[name], value, atol=5e-4), name
    with pytest.raises(EncoderError, match="other settings"):
        run(tmp_path / "parts", replace(PLAN, rate=1e-5)).train()


@pytest.mark.slow
def test_a_loss_that_is_no_number_stops_the_run(tmp_path: Path) -> None:
    broken = run(tmp_path)
    with torch.no_grad():
        next(iter(broken.parameters.values())).fill_(float("nan"))
    with pytest.raises(EncoderError, match="is no number"):
        broken.train()


def test_bad_requests_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    requests = tmp_path / "requests.jsonl"
    requests.write_text('{"query": "a film"}\n')
    folders = ["--out", str(tmp_path / "out"), "--work", str(tmp_path / "work")]
    assert main([*folders, "--dataset", "sample:600", "--requests", str(requests)]) == 1
    assert "requests.jsonl" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
