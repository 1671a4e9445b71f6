"""The training run of the layers for requests: steps, checkpoints, the mean of the last weights."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn.functional import cross_entropy

from embeddings.errors import EncoderError
from embeddings.learning.encoder.losses import SAME_DOCUMENT
from embeddings.learning.encoder.training import rate_share
from embeddings.learning.requests.texts import Asked
from embeddings.learning.requests.upper import UpperLayers
from embeddings.progress import say

CHECKPOINT: Final = "checkpoint.pt"
_NEVER: Final = -1e4


@dataclass(frozen=True)
class Plan:
    """What decides a run, and so the weights.

    Attributes
    ----------
    passes
        How often every text is seen.
    layers
        How many of the upper layers are trained.
    batch
        Texts of a step.
    rate
        The highest learning rate; see `rate_share`.
    temperature
        By which scores are divided.
    sentence, plotless
        What the nearest sentence of a film weighs beside its document, and the share of the
        document's cosine that a film without sentences has for it: as in the served score of a
        long request. With 0 documents are the only answers.
    tokens
        Word pieces of a text that are read; half of the requests are shorter than 130, and what
        is served reads 256.
    share
        Of those, how many go through the layers in a step; see `UpperLayers.vectors`.
    mean
        Share of the weights before in the running mean of weights, which is what is kept.
    """

    passes: float = 3.0
    seed: int = 0
    layers: int = 3
    batch: int = 64
    rate: float = 2e-4
    temperature: float = 0.03
    sentence: float = 0.0
    plotless: float = 0.5
    tokens: int = 144
    share: float = 1.0
    mean: float = 0.98
    save_every: int = 20


@dataclass(frozen=True)
class Answers:
    """Vectors of what a request may find.

    Attributes
    ----------
    documents : (films, d) float32, unit rows
    sentences : (sentences, d) float32, unit rows
    owners : (sentences,) int64
        The position of each sentence's film.
    """

    documents: NDArray[np.float32]
    sentences: NDArray[np.float32]
    owners: NDArray[np.int64]


class Run:
    """A run that goes on where it was interrupted.

    Parameters
    ----------
    upper
        Trained in place; has read the texts of ``asked``, in their order.
    asked
        To learn from.
    answers
        Vectors of every film, as they are and stay; each other film of all is a wrong answer.
    plan
    folder
        Holds the checkpoint.
    """

    def __init__(
        self,
        upper: UpperLayers,
        asked: Sequence[Asked],
        answers: Answers,
        plan: Plan,
        folder: Path,
    ) -> None:
        self.upper, self.asked, self.plan, self.folder = upper, asked, plan, folder
        self._documents = torch.from_numpy(answers.documents)
        self._sentences = torch.from_numpy(answers.sentences)
        self._owners = torch.from_numpy(answers.owners)
        self.parameters = upper.parameters
        self.mean = {name: value.detach().clone() for name, value in self.parameters.items()}
        self.optimizer = torch.optim.AdamW(
            self.parameters.values(), lr=plan.rate, betas=(0.9, 0.98), weight_decay=0.01
        )
        self.steps = int(len(asked) * plan.passes / plan.batch)
        self.step = 0

    def train(self) -> dict[str, torch.Tensor]:
        """Go through all steps; return the running mean of the weights, by name."""
        self._resume()
        started, first = time.perf_counter(), self.step
        while self.step < self.steps:
            loss = self._train_on(self._batch())
            self.step += 1
            if self.step % 10 == 0 or self.step == self.steps:
                step_s = (time.perf_counter() - started) / (self.step - first)
                left = step_s * (self.steps - self.step) / 60
                say(f"  {self.step} of {self.steps}: {loss:.3f}; about {left:.0f} min left")
            if self.step % self.plan.save_every == 0 or self.step == self.steps:
                self._save()
        return self.mean

    def _batch(self) -> list[int]:
        """Return the texts of the step, which a resumed run draws as it would have."""
        wanted = np.arange(self.step * self.plan.batch, (self.step + 1) * self.plan.batch)
        a_pass = len(self.asked)
        orders = {
            number: np.random.default_rng([self.plan.seed, 6, int(number)]).permutation(a_pass)
            for number in np.unique(wanted // a_pass)
        }
        return [int(orders[place // a_pass][place % a_pass]) for place in wanted]

    def _train_on(self, batch: Sequence[int]) -> float:
        for group in self.optimizer.param_groups:
            group["lr"] = self.plan.rate * rate_share(self.step, self.steps)
        self.optimizer.zero_grad(set_to_none=True)
        total = sum(self.asked[position].weight for position in batch)
        loss = 0.0
        rng = np.random.default_rng([self.plan.seed, 7, self.step])
        for some in self.upper.groups(batch):
            films = torch.tensor([self.asked[position].film for position in some])
            vectors = self.upper.vectors(some, self.plan.share, rng)
            weights = torch.tensor([self.asked[position].weight for position in some])
            part = (self._losses(vectors, films) * weights).sum() / total
            part.backward()  # type: ignore[no-untyped-call]
            loss += part.item()
        if not np.isfinite(loss):
            raise EncoderError(f"the loss of step {self.step} is no number; lower --rate")
        torch.nn.utils.clip_grad_norm_(self.parameters.values(), 1.0)
        self.optimizer.step()
        with torch.no_grad():
            # The first steps are not worth remembering.
            share = min(self.plan.mean, (1 + self.step) / (10 + self.step))
            for name, value in self.parameters.items():
                self.mean[name].lerp_(value, 1 - share)
        return loss

    def _losses(self, vectors: torch.Tensor, films: torch.Tensor) -> torch.Tensor:
        """Return how far each text is from finding its film among all, as search scores them.

        Source: van den Oord, Li & Vinyals, "Representation learning with contrastive predictive
        coding", 2018, equation 4 (InfoNCE), with every film as a wrong answer.
        """
        # A document of the same film under another id is no wrong answer.
        same = self._documents[films] @ self._documents.T > SAME_DOCUMENT
        same[torch.arange(len(films)), films] = False
        scores = self.scores(vectors) / self.plan.temperature
        return cross_entropy(scores.masked_fill(same, _NEVER), films, reduction="none")

    def scores(self, vectors: torch.Tensor) -> torch.Tensor:
        """Return (texts, films) float32: cosines of documents and of each film's best sentence."""
        near = vectors @ self._documents.T
        if not self.plan.sentence:
            return near
        best = (self.plan.plotless * near).scatter_reduce(
            1,
            self._owners.expand(len(vectors), -1),
            vectors @ self._sentences.T,
            "amax",
            include_self=False,
        )
        return near + self.plan.sentence * best

    def _save(self) -> None:
        draft = self.folder / f"{CHECKPOINT}.new"
        torch.save(
            {
                "plan": asdict(self.plan),
                "step": self.step,
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
        self.mean, self.step = kept["mean"], kept["step"]
        self.optimizer.load_state_dict(kept["optimizer"])
        say(f"resumed after step {self.step}")
