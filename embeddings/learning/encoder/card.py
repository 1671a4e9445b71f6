"""What a training run writes: the model, the difference of its weights, and how it was made."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch
from numpy.typing import NDArray

from embeddings.learning.encoder.films import TrainingFilm
from embeddings.learning.encoder.network import Network
from embeddings.learning.encoder.training import Plan
from embeddings.texts.difference import write_difference
from embeddings.texts.models import MINILM, folder_revision

DIFFERENCE: Final = "difference.npz"
CARD: Final = "card.json"


def arrays_of(weights: Mapping[str, torch.Tensor]) -> dict[str, NDArray[np.float32]]:
    """Return copies of weights as arrays, by name."""
    return {name: value.detach().numpy().copy() for name, value in weights.items()}


def facts(
    films: Sequence[TrainingFilm], held_out: Sequence[TrainingFilm], plan: Plan, minutes: float
) -> dict[str, Any]:
    """Return what a model card has to say of a run; ``minutes`` are of this part of it."""
    return {
        "base": MINILM,
        "films": len(films),
        "phrases": sum(len(film.phrases) for film in films),
        "requests": sum(len(film.requests) for film in films),
        "films_left_out": len(held_out),
        "plan": asdict(plan),
        "minutes": round(minutes, 1),
    }


def write_model(
    out: Path,
    network: Network,
    before: Mapping[str, NDArray[np.float32]],
    base: Path,
    card: Mapping[str, Any],
) -> None:
    """Write a model's folder, with the difference to the model it began with, and its card.

    Parameters
    ----------
    out
        Holds what sentence-transformers loads, `DIFFERENCE` and `CARD` afterwards.
    network
        As trained.
    before
        The weights of the base model.
    base
        Folder of the base model.
    """
    network.model.save(str(out))
    write_difference(out / DIFFERENCE, folder_revision(base), before, arrays_of(network.parameters))
    (out / CARD).write_text(json.dumps(card, indent=2) + "\n", encoding="utf-8")
