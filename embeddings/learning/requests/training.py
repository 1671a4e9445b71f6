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
        By which cosines are divided.
    mean
        Share of the weights before in the running mean of weights, which is what is kept.
    """

    passes: float = 3.0
    seed: int = 0
    layers: int = 3
    batch: int = 64
    rate: float = 2e-4
    temperature: float = 0.03
    mean: float = 0.98
    save_every: int = 20


class Run:
    """A run that goes on where it was interrupted.

    Parameters
    ----------
    upper
        Trained in place; has read the texts of ``asked``, in their order.
    asked
        To learn from.
    documents : (films, d) float32, unit rows
        Of every film, as they are and stay; each other film of all is a wrong answer.
    plan
    folder
        Holds the checkpoint.
    """

    def __init__(
        self,
        upper: UpperLayers,
        asked: Sequence[Asked],
        documents: NDArray[np.float32],
        plan: Plan,
        folder: Path,
    ) -> None:
        self.upper, self.asked, self.plan, self.folder = upper, asked, plan, folder
        self._documents = torch.from_numpy(documents)
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
            loss = self._one(self._batch())
            self.step += 1
            if self.step % 10 == 0 or self.step == self.steps:
                each = (time.perf_counter() - started) / (self.step - first)
                left = each * (self.steps - self.step) / 60
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

    def _one(self, batch: Sequence[int]) -> float:
        for group in self.optimizer.param_groups:
            group["lr"] = self.plan.rate * rate_share(self.step, self.steps)
        self.optimizer.zero_grad(set_to_none=True)
        total = sum(self.asked[position].weight for position in batch)
        loss = 0.0
        for some in self.upper.groups(batch):
            films = torch.tensor([self.asked[position].film for position in some])
            weights = torch.tensor([self.asked[position].weight for position in some])
            part = (self._losses(self.upper.vectors(some), films) * weights).sum() / total
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
        """Return how far each text is from finding its film among all documents.

        Source: van den Oord, Li & Vinyals, "Representation learning with contrastive predictive
        coding", 2018, equation 4 (InfoNCE), with every film as a wrong answer.
        """
        scores = vectors @ self._documents.T / self.plan.temperature
        # A document of the same film under another id is no wrong answer.
        same = self._documents[films] @ self._documents.T > SAME_DOCUMENT
        same[torch.arange(len(films)), films] = False
        return cross_entropy(scores.masked_fill(same, _NEVER), films, reduction="none")

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
