"""What a trained model's weights differ by from those it began with, in 8 bits a number.

A row of a matrix is kept as whole numbers from -127 to 127 and the size of one of them; vectors
of numbers (biases, scales) as half precision. Weights that were trained little differ little, so
what rounding loses is a hundredth of the difference, and of the weight far less.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from embeddings.errors import EncoderError

LARGEST_BYTE: Final = 127
_STEPS, _BASE = ".steps", "base"

Weights = Mapping[str, NDArray[np.float32]]


def write_difference(path: Path, base_revision: str, before: Weights, after: Weights) -> None:
    """Write by what weights differ; equal weights give an equal file.

    Parameters
    ----------
    path : Path
        Replaced atomically once everything is written.
    base_revision : str
        Of the model that ``before`` is of; no other model may be changed by the file.
    before, after : mapping of str to float32
        Arrays of one or two axes by name; names and shapes are the same in both.
    """
    arrays: dict[str, NDArray[Any]] = {_BASE: np.array(base_revision)}
    for name in sorted(after):
        change = after[name] - before[name]
        if change.ndim == 2:
            steps = np.abs(change).max(axis=1, keepdims=True) / LARGEST_BYTE
            arrays[name] = np.rint(change / np.maximum(steps, 1e-12)).astype(np.int8)
            arrays[name + _STEPS] = steps.astype(np.float32)
        else:
            arrays[name] = change.astype(np.float16)
    draft = path.with_name(path.name + ".new")
    with draft.open("wb") as file:
        np.savez_compressed(file, allow_pickle=False, **arrays)
    draft.replace(path)


def read_difference(path: Path, base_revision: str) -> dict[str, NDArray[np.float32]]:
    """Return what to add to the weights of the base model, by name.

    Raises
    ------
    EncoderError
        The file is missing or damaged, or is of another base model; says which.
    """
    try:
        with path.open("rb") as opened, np.load(opened, allow_pickle=False) as file:
            arrays = {name: file[name] for name in file.files}
        base = str(arrays.pop(_BASE))
        found = {
            name: values.astype(np.float32) * arrays.get(name + _STEPS, np.float32(1))
            for name, values in arrays.items()
            if not name.endswith(_STEPS)
        }
    except (OSError, ValueError, TypeError, KeyError, EOFError, BadZipFile) as error:
        raise EncoderError(f"{path} holds no difference of weights: {error}") from error
    if base != base_revision:
        raise EncoderError(
            f"{path} belongs to revision {base} of the model that it changes, and installed is "
            f"{base_revision}"
        )
    return found


def apply_difference(module: Any, difference: Weights, path: Path) -> None:
    """Add a difference to the parameters of a torch module.

    Raises
    ------
    EncoderError
        The module lacks a parameter, or has it in another shape; names it.
    """
    import torch

    parameters = dict(module.named_parameters())
    with torch.no_grad():
        for name, change in difference.items():
            if name not in parameters or tuple(parameters[name].shape) != change.shape:
                raise EncoderError(f"{path} does not fit the model: {name} of {change.shape}")
            parameters[name].add_(torch.from_numpy(np.ascontiguousarray(change)))
