"""The training run: steps, checkpoints, and the mean of the last weights."""

from __future__ import annotations

import json
import math
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch
from numpy.typing import NDArray

from embeddings.errors import EncoderError
from embeddings.learning.encoder import losses
from embeddings.learning.encoder.batches import NEAREST, Batch, Schedule
from embeddings.learning.encoder.films import TrainingFilm
from embeddings.learning.encoder.network import Network
from embeddings.progress import say

CHECKPOINT: Final = "checkpoint.pt"
# Word pieces of a document by which films are compared with each other.
COMPARED_TOKENS: Final = 48


@dataclass(frozen=True)
class Plan:
    """What decides a run, and so the weights.

    Attributes
    ----------
    steps
        Batches in all.
    films
        Films of a batch, those alike included.
    general
        General texts of a batch.
    rate
        The highest learning rate; it rises over a twentieth of the steps and falls to nothing.
    drift, relations
        Weights of what keeps general language; see `losses`.
    sentences
        Weight of finding a film by its sentences, beside finding it by its document.
    bank
        Documents of steps before that are compared with.
    mean
        Share of the weights before in the running mean of weights, which is what is kept.
    again
        After so many steps, films alike are looked up anew.
    """

    steps: int
    seed: int = 0
    films: int = 72
    general: int = 48
    rate: float = 1e-4
    drift: float = 2.0
    relations: float = 10.0
    sentences: float = 0.5
    bank: int = 1536
    mean: float = 0.98
    again: int = 250
    save_every: int = 50


class Run:
    """A run that goes on where it was interrupted.

    Parameters
    ----------
    network
        Trained in place.
    films
        To learn from.
    general
        Texts whose vectors should stay.
    plan
    folder
        Holds the checkpoint.
    """

    def __init__(
        self,
        network: Network,
        films: Sequence[TrainingFilm],
        general: Sequence[str],
        plan: Plan,
        folder: Path,
    ) -> None:
        self.network, self.films, self.plan, self.folder = network, films, plan, folder
        self.schedule = Schedule(films, plan.films, plan.seed)
        self.general = general
        self._before = torch.from_numpy(network.vectors(general))
        self.parameters = network.parameters
        self.mean = {name: value.detach().clone() for name, value in self.parameters.items()}
        self.optimizer = torch.optim.AdamW(
            self.parameters.values(), lr=plan.rate, betas=(0.9, 0.98), weight_decay=0.01
        )
        self.step = 0
        self.nearest: NDArray[np.int64] | None = None
        self._bank: deque[tuple[int, torch.Tensor]] = deque(maxlen=plan.bank)

    def start(self, model: Any) -> None:
        """Begin with the weights of another model; general texts still stay as in the first."""
        found = model[0].auto_model.state_dict()
        with torch.no_grad():
            for name, value in self.parameters.items():
                value.copy_(found[name])
                self.mean[name].copy_(found[name])

    def train(self) -> dict[str, torch.Tensor]:
        """Go through all steps; return the running mean of the weights, by name."""
        self._resume()
        started, first = time.perf_counter(), self.step
        while self.step < self.plan.steps:
            if self.nearest is None or (self.step and self.step % self.plan.again == 0):
                self.nearest = self._alike()
                self._bank.clear()
                self._save()
            figures = self._train_on(self.schedule.batch(self.step, self.nearest))
            self.step += 1
            if self.step % 10 == 0 or self.step == self.plan.steps:
                step_s = (time.perf_counter() - started) / (self.step - first)
                left = step_s * (self.plan.steps - self.step)
                shown = ", ".join(f"{name} {value:.4f}" for name, value in figures.items())
                say(f"  {self.step} of {self.plan.steps}: {shown}; {step_s:.2f} s a step, "
                    f"about {left / 60:.0f} min left")  # fmt: skip
            if self.step % self.plan.save_every == 0 or self.step == self.plan.steps:
                self._save()
        return self.mean

    def _train_on(self, batch: Batch) -> dict[str, float]:
        for group in self.optimizer.param_groups:
            group["lr"] = self.plan.rate * rate_share(self.step, self.plan.steps)
        rng = np.random.default_rng([self.plan.seed, 4, self.step])
        chosen = rng.permutation(len(self.general))[: self.plan.general]
        texts = [
            *batch.documents,
            *batch.queries,
            *batch.sentences,
            *(self.general[position] for position in chosen),
        ]
        sizes = [len(batch.documents), len(batch.queries), len(batch.sentences), len(chosen)]
        here = set(batch.films)
        bank = [vector for film, vector in self._bank if film not in here]
        before = self._before[torch.from_numpy(chosen)]
        parts: dict[str, torch.Tensor] = {}
        seen: list[torch.Tensor] = []

        def loss_of(vectors: torch.Tensor) -> torch.Tensor:
            documents, queries, sentences, general = torch.split(vectors, sizes)
            seen.append(documents.detach())
            parts["document"] = losses.query_to_document(
                queries, documents, batch, torch.stack(bank) if bank else None
            )
            parts["sentence"] = losses.query_to_sentence(queries, sentences, batch)
            parts["drift"] = losses.drift(general, before)
            parts["relations"] = losses.relations(general, before)
            weights = {
                "document": 1.0,
                "sentence": self.plan.sentences,
                "drift": self.plan.drift,
                "relations": self.plan.relations,
            }
            return torch.stack([weights[name] * part for name, part in parts.items()]).sum()

        self.optimizer.zero_grad(set_to_none=True)
        if not torch.isfinite(self.network.learn(texts, loss_of)):
            raise EncoderError(f"the loss of step {self.step} is no number; lower --rate")
        torch.nn.utils.clip_grad_norm_(self.parameters.values(), 1.0)
        self.optimizer.step()
        self._bank.extend(zip(batch.films, seen[0], strict=True))
        with torch.no_grad():
            # The first steps are not worth remembering.
            share = min(self.plan.mean, (1 + self.step) / (10 + self.step))
            for name, value in self.parameters.items():
                self.mean[name].lerp_(value, 1 - share)
        return {name: value.item() for name, value in parts.items()}

    def _alike(self) -> NDArray[np.int64]:
        """Return the films most alike to each, of those that are searched for."""
        say("comparing films with each other …")
        texts = [_matter(film) for film in self.films]
        vectors = self.network.vectors(texts, COMPARED_TOKENS)
        searched = self.schedule.searched
        nearest = np.zeros((len(texts), NEAREST), dtype=np.int64)
        for start in range(0, len(texts), 1000):
            rows = np.arange(start, min(start + 1000, len(texts)))
            scores = vectors[rows] @ vectors[searched].T
            scores[rows[:, None] == searched[None, :]] = -2
            nearest[rows] = searched[np.argpartition(-scores, NEAREST, axis=1)[:, :NEAREST]]
        return nearest

    def _save(self) -> None:
        draft = self.folder / f"{CHECKPOINT}.new"
        torch.save(
            {
                "plan": asdict(self.plan),
                "step": self.step,
                "nearest": self.nearest,
                "weights": {name: value.detach() for name, value in self.parameters.items()},
                "mean": self.mean,
                "optimizer": self.optimizer.state_dict(),
            },
            draft,
        )
        draft.replace(self.folder / CHECKPOINT)

    def _resume(self) -> None:
        path = self.folder / CHECKPOINT
        if not path.exists():
            return
        kept: dict[str, Any] = torch.load(path, weights_only=False)
        if kept["plan"] != asdict(self.plan):
            raise EncoderError(
                f"{path} is of a run with other settings ({json.dumps(kept['plan'])}); "
                "give those, or another --work folder"
            )
        with torch.no_grad():
            for name, value in self.parameters.items():
                value.copy_(kept["weights"][name])
        self.mean, self.nearest, self.step = kept["mean"], kept["nearest"], kept["step"]
        self.optimizer.load_state_dict(kept["optimizer"])
        say(f"resumed after step {self.step}")


def rate_share(step: int, steps: int) -> float:
    """Return the share of the highest learning rate: a short rise, then half a cosine."""
    rise = max(1, steps // 20)
    if step < rise:
        return (step + 1) / rise
    return 0.5 * (1 + math.cos(math.pi * (step - rise) / max(1, steps - rise)))


def _matter(film: TrainingFilm) -> str:
    form = film.forms[-1]
    return ". ".join([form.plot or film.title, ", ".join(form.tags[:6])])
