"""The upper layers of an encoder, trained above lower ones that stay as they are."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch
from torch.nn.functional import normalize

from embeddings.errors import EncoderError
from embeddings.learning.encoder.network import quick_matrices
from embeddings.texts.difference import Weights

# Neighbouring word pieces that are kept or left out together.
PIECES_TOGETHER: Final = 8
# Word pieces that go through the network together, padding included.
TOKENS_A_GROUP: Final = 2048


class UpperLayers:
    """Copies of an encoder's upper layers, above what its lower ones make of each text.

    The lower layers run once for each text, and what they give is kept in half precision: some
    90 kB a text. A pass over all texts then costs what the trained layers do.

    Parameters
    ----------
    model : SentenceTransformer
        Of a BERT and mean pooling; not changed.
    count : int
        How many layers are trained.
    """

    def __init__(self, model: Any, count: int) -> None:
        self._bert = model[0].auto_model.eval()
        self._tokenizer = model.tokenizer.backend_tokenizer
        layers = self._bert.encoder.layer
        self._first = len(layers) - count
        self.layers = copy.deepcopy(layers[self._first :])
        self._lower = layers[: self._first]
        self._kept: list[torch.Tensor] = []

    @property
    def parameters(self) -> dict[str, torch.nn.Parameter]:
        """What is trained, by its name in the whole model."""
        return {
            f"encoder.layer.{self._first + number}.{name}": parameter
            for number, layer in enumerate(self.layers)
            for name, parameter in layer.named_parameters()
        }

    def change(self, difference: Weights, path: Path) -> None:
        """Add to the layers what `embeddings.texts.difference.read_difference` gave for the model.

        Raises
        ------
        EncoderError
            It changes layers that are not trained here; names one.
        """
        parameters = self.parameters
        with torch.no_grad():
            for name, change in difference.items():
                if name not in parameters:
                    raise EncoderError(f"{path} changes {name}, which stays: raise --layers")
                parameters[name].add_(torch.from_numpy(np.ascontiguousarray(change)))

    def read(self, texts: Sequence[str], most_tokens: int) -> None:
        """Run the lower layers over the texts that `vectors` is asked for afterwards.

        Of each so many word pieces are read at most.
        """
        self._tokenizer.enable_truncation(max_length=most_tokens)
        self._tokenizer.no_padding()
        ids = [encoding.ids for encoding in self._tokenizer.encode_batch(list(texts))]
        self._kept = [torch.empty(0)] * len(ids)
        for group in _groups([len(tokens_) for tokens_ in ids]):
            longest = len(ids[group[0]])
            padded = torch.zeros((len(group), longest), dtype=torch.long)
            lengths = torch.tensor([len(ids[row]) for row in group])
            for place, row in enumerate(group):
                padded[place, : len(ids[row])] = torch.tensor(ids[row])
            with torch.no_grad(), quick_matrices():
                hidden = self._bert.embeddings(input_ids=padded)
                hidden = _through(self._lower, hidden, lengths)
            for place, row in enumerate(group):
                self._kept[row] = hidden[place, : len(ids[row])].half().clone()

    def vectors(
        self, positions: Sequence[int], share: float = 1.0, rng: np.random.Generator | None = None
    ) -> torch.Tensor:
        """Return (positions, d) float32 unit rows, with gradients.

        Parameters
        ----------
        share, rng
            With a generator so large a share of a text's word pieces goes through the trained
            layers, drawn in runs of `PIECES_TOGETHER`: a text is another one in each pass, and
            costs less.
        """
        parts = [self._kept[position].float() for position in positions]
        if rng is not None and share < 1:
            parts = [_some(part, share, rng) for part in parts]
        lengths = torch.tensor([len(part) for part in parts])
        hidden = torch.nn.utils.rnn.pad_sequence(parts, batch_first=True)
        with quick_matrices():
            hidden = _through(self.layers, hidden, lengths)
        weights = _mask(lengths, hidden.shape[1]).float().unsqueeze(2)
        return normalize((hidden.float() * weights).sum(1) / weights.sum(1), dim=1)

    def groups(self, positions: Sequence[int]) -> Iterator[list[int]]:
        """Yield positions in groups of texts of like length, which go through together."""
        for group in _groups([len(self._kept[position]) for position in positions]):
            yield [positions[place] for place in group]


def _some(part: torch.Tensor, share: float, rng: np.random.Generator) -> torch.Tensor:
    """Return a share of the rows in their order, the first always among them."""
    runs = -(-len(part) // PIECES_TOGETHER)
    chosen = np.sort(rng.permutation(runs)[: max(1, round(share * runs))])
    rows = (chosen[:, None] * PIECES_TOGETHER + np.arange(PIECES_TOGETHER)).ravel()
    return part[torch.from_numpy(np.union1d(0, rows[rows < len(part)]))]


def _through(layers: Any, hidden: torch.Tensor, lengths: torch.Tensor) -> torch.Tensor:
    number = torch.bfloat16 if torch.is_autocast_enabled("cpu") else hidden.dtype
    mask = (1 - _mask(lengths, hidden.shape[1]).to(number))[:, None, None, :] * -1e4
    for layer in layers:
        found = layer(hidden, attention_mask=mask)
        hidden = found[0] if isinstance(found, tuple) else found
    return hidden


def _mask(lengths: torch.Tensor, longest: int) -> torch.Tensor:
    return torch.arange(longest)[None, :] < lengths[:, None]


def _groups(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Yield positions in groups that are padded to their longest text, the longest first."""
    group: list[int] = []
    for position in sorted(range(len(lengths)), key=lambda position: -lengths[position]):
        if group and (len(group) + 1) * lengths[group[0]] > TOKENS_A_GROUP:
            yield group
            group = []
        group.append(position)
    if group:
        yield group
