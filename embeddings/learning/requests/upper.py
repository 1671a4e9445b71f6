"""The upper layers of an encoder, trained above lower ones that stay as they are."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from typing import Any, Final

import torch
from torch.nn.functional import normalize

# Word pieces of a text that are read in training; half of the requests are shorter than 130.
MOST_TOKENS: Final = 144
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

    def read(self, texts: Sequence[str]) -> None:
        """Run the lower layers over the texts that `vectors` is asked for afterwards."""
        self._tokenizer.enable_truncation(max_length=MOST_TOKENS)
        self._tokenizer.no_padding()
        ids = [encoding.ids for encoding in self._tokenizer.encode_batch(list(texts))]
        self._kept = [torch.empty(0)] * len(ids)
        for group in _groups([len(each) for each in ids]):
            longest = len(ids[group[0]])
            padded = torch.zeros((len(group), longest), dtype=torch.long)
            lengths = torch.tensor([len(ids[row]) for row in group])
            for place, row in enumerate(group):
                padded[place, : len(ids[row])] = torch.tensor(ids[row])
            with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
                hidden = self._bert.embeddings(input_ids=padded)
                hidden = _through(self._lower, hidden, lengths)
            for place, row in enumerate(group):
                self._kept[row] = hidden[place, : len(ids[row])].to(torch.bfloat16).clone()

    def vectors(self, positions: Sequence[int]) -> torch.Tensor:
        """Return (positions, d) float32 unit rows, with gradients."""
        parts = [self._kept[position] for position in positions]
        lengths = torch.tensor([len(part) for part in parts])
        hidden = torch.nn.utils.rnn.pad_sequence(parts, batch_first=True)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            hidden = _through(self.layers, hidden, lengths)
        weights = _mask(lengths, hidden.shape[1]).float().unsqueeze(2)
        return normalize((hidden.float() * weights).sum(1) / weights.sum(1), dim=1)

    def groups(self, positions: Sequence[int]) -> Iterator[list[int]]:
        """Yield positions in groups of texts of like length, which go through together."""
        for group in _groups([len(self._kept[position]) for position in positions]):
            yield [positions[place] for place in group]


def _through(layers: Any, hidden: torch.Tensor, lengths: torch.Tensor) -> torch.Tensor:
    mask = (1 - _mask(lengths, hidden.shape[1]).to(torch.bfloat16))[:, None, None, :] * -1e4
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
