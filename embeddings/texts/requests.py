"""The second head of an encoder: vectors of long requests, compared with the same documents.

Who has forgotten a title writes a hundred words, most of them about something else than the plot.
A general encoder's vector of that is mostly tone. So the upper layers of the encoder were trained
further on such requests, towards the documents as they are (docs/models/ordained-requests.md):
documents, sentences and short queries keep their vectors, and so a release needs no rebuild. Both
heads stand above the same lower layers and embeddings of words, so the second costs few megabytes.
"""

from __future__ import annotations

import copy
import re
from pathlib import Path
from typing import Any, Final

import torch

from embeddings.errors import EncoderError
from embeddings.texts.difference import apply_difference, read_difference
from embeddings.texts.models import folder_revision

_LAYER: Final = re.compile(r"encoder\.layer\.(\d+)\.")


class LowerLayers(torch.nn.Module):
    """A BERT of which the hidden states below the head for requests are given too.

    Token ids and mask in; the unit vectors of texts and the hidden states out.

    Parameters
    ----------
    bert
        A `transformers` BERT; used as it is.
    count : int
        After how many layers the hidden states are taken.
    """

    def __init__(self, bert: Any, count: int) -> None:
        super().__init__()
        self.embeddings = bert.embeddings
        self.lower = bert.encoder.layer[:count]
        self.upper = bert.encoder.layer[count:]

    def forward(
        self, input_ids: torch.Tensor, attention_mask: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Return (texts, d) unit vectors and (texts, tokens, d) hidden states."""
        lower = _through(self.lower, self.embeddings(input_ids=input_ids), attention_mask)
        return _pooled(_through(self.upper, lower, attention_mask), attention_mask), lower


class RequestHead(torch.nn.Module):
    """Upper layers trained on requests: hidden states and mask in, unit vectors out.

    Parameters
    ----------
    bert
        A `transformers` BERT; copied, because its own layers must stay as they are.
    folder : Path
        Of the model that ``bert`` is.
    difference : Path
        By what the layers for requests differ from the upper layers of ``bert``.

    Raises
    ------
    EncoderError
        The difference is damaged, of another model, or names something else than layers.
    """

    def __init__(self, bert: Any, folder: Path, difference: Path) -> None:
        super().__init__()
        changes = read_difference(difference, folder_revision(folder))
        numbers = [int(found.group(1)) for found in map(_LAYER.match, changes) if found]
        if not numbers or len(numbers) != len(changes):
            raise EncoderError(f"{difference} does not fit the model: it changes no layers alone")
        copied = copy.deepcopy(bert)
        apply_difference(copied, changes, difference)
        self.below = min(numbers)
        self.layers = copied.encoder.layer[self.below :]

    def forward(self, hidden: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        """Return (texts, d) unit vectors."""
        return _pooled(_through(self.layers, hidden, attention_mask), attention_mask)


def _through(layers: Any, hidden: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
    mask = (1 - attention_mask[:, None, None, :].to(hidden.dtype)) * -1e4
    for layer in layers:
        found = layer(hidden, attention_mask=mask)
        hidden = found[0] if isinstance(found, tuple) else found
    return hidden


def _pooled(hidden: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
    """Return the mean over the tokens of each text, at unit length."""
    weights = attention_mask.unsqueeze(2).to(hidden.dtype)
    return torch.nn.functional.normalize((hidden * weights).sum(1) / weights.sum(1), dim=-1)
