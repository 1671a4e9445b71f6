"""The losses of the film encoder, and a real run of a few steps."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from torch.nn.functional import normalize

from embeddings.errors import EncoderError
from embeddings.learning.encoder import losses
from embeddings.learning.encoder.__main__ import main
from embeddings.learning.encoder.batches import Batch
from embeddings.learning.encoder.films import Form, TrainingFilm
from embeddings.learning.encoder.general import general_texts
from embeddings.learning.encoder.network import Network
from embeddings.learning.encoder.training import Plan, Run, rate_share
from embeddings.texts.encoder import load_encoder
from embeddings.texts.models import MINILM

UNIT = torch.eye(4)


def batch(**changes: object) -> Batch:
    values = {
        "films": [10, 11, 12],
        "documents": ["a", "b", "c"],
        "queries": ["qa", "qb"],
        "query_films": [0, 1],
        "weights": [1.0, 1.0],
        "sentences": ["sa", "sb"],
        "sentence_films": [0, 1],
    }
    return Batch(**(values | changes))  # type: ignore[arg-type]


def test_the_loss_is_least_where_each_query_is_at_its_document() -> None:
    documents = UNIT[:3]
    right = losses.query_to_document(UNIT[:2], documents, batch(), None)
    wrong = losses.query_to_document(UNIT[[1, 0]], documents, batch(), None)
    assert right < 1e-4
    assert wrong > 10


def test_a_film_that_may_answer_is_no_wrong_answer() -> None:
    documents, queries = UNIT[:3], UNIT[[2, 1]]  # the first query is at another film
    counted = losses.query_to_document(queries, documents, batch(), None)
    open_to = losses.query_to_document(queries, documents, batch(open_to={0: [1, 2]}), None)
    assert open_to < counted - 1


def test_documents_of_one_film_under_two_ids_are_no_wrong_answers() -> None:
    documents = torch.stack([UNIT[0], normalize(UNIT[0] + 0.1 * UNIT[1], dim=0), UNIT[2]])
    queries = torch.stack([documents[1], UNIT[2]])
    found = losses.query_to_document(queries, documents, batch(query_films=[0, 2]), None)
    assert found < 0.1


def test_documents_of_earlier_steps_are_wrong_answers() -> None:
    queries, documents = UNIT[:2], UNIT[:3]
    alone = losses.query_to_document(queries, documents, batch(), None)
    with_bank = losses.query_to_document(queries, documents, batch(), UNIT[:1])
    assert with_bank > alone + 0.1
    asked = batch(open_to={0: [1]})
    assert losses.query_to_document(queries, documents, asked, UNIT[:1]) < 0.01


def test_a_film_is_as_near_as_its_nearest_sentence() -> None:
    sentences = torch.stack([UNIT[3], UNIT[0], UNIT[1]])
    both = batch(sentences=["x", "sa", "sb"], sentence_films=[0, 0, 1])
    assert losses.query_to_sentence(UNIT[:2], sentences, both) < 1e-3
    without = batch(sentences=["sb"], sentence_films=[1])
    # The first query's film has no sentence here, so only the second counts.
    assert losses.query_to_sentence(UNIT[[3, 1]], UNIT[[1]], without) < 1e-3


def test_what_stays_costs_nothing() -> None:
    vectors = normalize(torch.randn(5, 8, generator=torch.Generator().manual_seed(0)), dim=1)
    assert losses.drift(vectors, vectors) == pytest.approx(0, abs=1e-6)
    assert losses.relations(vectors, vectors) == 0
    # Turned as a whole, every vector moved and no two moved apart.
    turned = vectors[:, [1, 2, 3, 4, 5, 6, 7, 0]]
    assert losses.drift(turned, vectors) > 0.1
    assert losses.relations(turned, vectors) == pytest.approx(0, abs=1e-6)


def test_the_learning_rate_rises_and_falls_to_nothing() -> None:
    shares = [rate_share(step, 100) for step in range(100)]
    assert shares[0] < shares[2] < shares[5] == max(shares) == 1
    assert sorted(shares[5:], reverse=True) == shares[5:]
    assert shares[-1] < 0.01


def test_general_texts_are_the_same_for_a_seed() -> None:
    texts = general_texts([], 0)
    assert texts == general_texts([], 0) != general_texts([], 1)
    assert len(texts) == len(set(texts)) > 3000


PLACES = (
    "harbour", "castle", "museum", "station", "airport", "hospital", "circus", "bakery", "prison",
    "school", "theatre", "island", "desert", "forest", "library", "factory", "palace", "hotel",
    "market", "tower", "bridge", "mine", "farm", "garden", "church", "stadium", "bank", "court",
    "palace-of-ice", "lighthouse",
)  # fmt: skip
FILMS = [
    TrainingFilm(
        key=f"tt{number}",
        title=f"The {place} Affair",
        original_title=None,
        year=1980 + number,
        forms=(Form(("Drama",), (place,), f"A clerk goes to the {place}. The {place} burns."),),
        moods={},
        phrases=(f"clerk at the {place}", f"{place} in flames"),
        requests=(),
    )
    for number, place in enumerate(PLACES)
]


def run(folder: Path, plan: Plan) -> tuple[Run, Network]:
    network = Network(load_encoder(MINILM).model, threads=2)  # type: ignore[attr-defined]
    return Run(network, FILMS, ["good morning", "a red car", "tax law"], plan, folder), network


PLAN = Plan(steps=4, films=9, general=2, rate=3e-4, bank=12, save_every=2, mean=0.5)


@pytest.mark.slow
def test_an_interrupted_run_goes_on_and_learns(tmp_path: Path) -> None:
    (tmp_path / "whole").mkdir()
    (tmp_path / "parts").mkdir()
    whole, _ = run(tmp_path / "whole", PLAN)
    found = whole.train()
    assert whole.step == PLAN.steps
    interrupted, _ = run(tmp_path / "parts", PLAN)
    step = interrupted._train_on
    calls = iter(range(PLAN.steps))

    def until_killed(batch: Batch) -> dict[str, float]:
        if next(calls) == 3:
            raise KeyboardInterrupt
        return step(batch)

    interrupted._train_on = until_killed  # type: ignore[method-assign]
    with pytest.raises(KeyboardInterrupt):
        interrupted.train()
    again, network = run(tmp_path / "parts", PLAN)
    mean = again.train()
    assert again.step == PLAN.steps
    # What is kept between steps is the weights; documents of steps before are not, so not equal.
    for name, value in found.items():
        assert torch.allclose(mean[name], value, atol=5e-4), name
    frozen = network.bert.embeddings.word_embeddings.weight
    base = load_encoder(MINILM).model[0].auto_model.embeddings  # type: ignore[attr-defined]
    assert torch.equal(frozen, base.word_embeddings.weight)
    with pytest.raises(EncoderError, match="other settings"):
        run(tmp_path / "parts", replace(PLAN, rate=1e-5))[0].train()


@pytest.mark.slow
def test_a_loss_that_is_no_number_stops_the_run(tmp_path: Path) -> None:
    broken, network = run(tmp_path, PLAN)
    with torch.no_grad():
        next(iter(network.parameters.values())).fill_(float("nan"))
    with pytest.raises(EncoderError, match="is no number"):
        broken.train()


@pytest.mark.slow
def test_vectors_are_those_of_the_encoder(tmp_path: Path) -> None:
    encoder = load_encoder(MINILM)
    network = Network(encoder.model, threads=2)  # type: ignore[attr-defined]
    texts = ["x", "a longer text about a lighthouse and its keeper", "word " * 90]
    cosines = (network.vectors(texts) * encoder.encode(texts)).sum(axis=1)
    assert cosines.min() > 0.999  # half precision
    assert network.vectors([]).shape == (0, 384)
    assert np.isfinite(cosines).all()


def test_bad_arguments_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folders = ["--out", str(tmp_path / "out"), "--work", str(tmp_path / "work"), "--steps", "1"]
    requests = tmp_path / "requests.jsonl"
    requests.write_text("{}")
    assert main([*folders, "--requests", str(requests)]) == 1
    assert "--dataset" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
