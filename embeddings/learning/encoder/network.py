"""The encoder as a network: texts in groups of like length, a group on each processor."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn.functional import normalize

# Word pieces that are read: of most documents all, of requests what says most.
MOST_TOKENS: Final = 128
# Word pieces that go through the network together, padding included.
TOKENS_A_GROUP: Final = 1536

Ids = Sequence[Sequence[int]]


def quick_matrices() -> torch.autocast:
    """Return a context in which matrices are multiplied in bfloat16 where that is quicker.

    Processors with AVX-512 BF16 or AMX are nearly twice as fast with it; one of AVX2 alone took
    six times as long as in single precision.
    """
    has_avx512 = "AVX512" in torch.backends.cpu.get_cpu_capability()
    return torch.autocast("cpu", dtype=torch.bfloat16, enabled=has_avx512)


class Network:
    """A sentence-transformers model of a BERT and mean pooling.

    Groups of texts go through it side by side, each on one thread: threads that shared a
    multiplication would wait for each other at every one of them, for long on a busy machine.

    Parameters
    ----------
    model : SentenceTransformer
        Trained in place; its embeddings of words stay as they are, because most words do not
        occur here, and those that do would move away from those that do not.
    threads : int
    """

    def __init__(self, model: Any, threads: int = 1) -> None:
        self.model = model
        self.bert = model[0].auto_model
        self._tokenizer = model.tokenizer.backend_tokenizer
        for parameter in self.bert.embeddings.parameters():
            parameter.requires_grad_(False)
        # Without dropout: drawing its numbers takes longer than multiplying by them.
        self.bert.eval()
        torch.set_num_threads(1)
        self._pool = ThreadPoolExecutor(threads, initializer=torch.set_num_threads, initargs=(1,))

    @property
    def parameters(self) -> dict[str, torch.nn.Parameter]:
        """What is trained, by name."""
        return {
            name: parameter
            for name, parameter in self.bert.named_parameters()
            if parameter.requires_grad and not name.startswith("pooler")
        }

    def learn(
        self, texts: Sequence[str], loss_of: Callable[[torch.Tensor], torch.Tensor]
    ) -> torch.Tensor:
        """Add to the gradients of the parameters what a loss over the vectors of texts gives.

        Parameters
        ----------
        loss_of : callable
            (texts, d) float32 unit rows → the loss.

        Returns
        -------
        () float32
            The loss.

        Source: Gao et al., "Scaling deep contrastive learning batch size under memory limited
        setup", RepL4NLP 2021: the gradient of the vectors first, then of each group by itself.
        """
        ids = self._ids(texts, MOST_TOKENS)
        groups = list(_groups(ids))
        found = list(self._pool.map(lambda group: self._run([ids[row] for row in group]), groups))
        rows = [torch.tensor(group) for group in groups]
        vectors = torch.empty((len(texts), found[0].shape[1]))
        for group, part in zip(rows, found, strict=True):
            vectors[group] = part.detach()
        vectors.requires_grad_()
        loss = loss_of(vectors)
        loss.backward()  # type: ignore[no-untyped-call]
        wanted = vectors.grad
        assert wanted is not None
        list(
            self._pool.map(
                lambda part: part[1].backward(wanted[part[0]]), zip(rows, found, strict=True)
            )
        )
        return loss.detach()

    def vectors(self, texts: Sequence[str], most_tokens: int = MOST_TOKENS) -> NDArray[np.float32]:
        """Return (texts, d) float32 unit rows."""
        ids = self._ids(texts, most_tokens)
        groups = list(_groups(ids))

        def run(group: Sequence[int]) -> NDArray[np.float32]:
            with torch.no_grad():
                found: NDArray[np.float32] = self._run([ids[row] for row in group]).numpy()
            return found

        vectors = np.zeros((len(texts), int(self.bert.config.hidden_size)), dtype=np.float32)
        for group, part in zip(groups, self._pool.map(run, groups), strict=True):
            vectors[group] = part
        return vectors

    def _ids(self, texts: Sequence[str], most_tokens: int) -> Ids:
        self._tokenizer.enable_truncation(max_length=most_tokens)
        self._tokenizer.no_padding()
        return [encoding.ids for encoding in self._tokenizer.encode_batch(list(texts))]

    def _run(self, ids: Ids) -> torch.Tensor:
        longest = max(map(len, ids))
        padded = torch.zeros((len(ids), longest), dtype=torch.long)
        mask = torch.zeros((len(ids), longest), dtype=torch.long)
        for row, pieces in enumerate(ids):
            padded[row, : len(pieces)] = torch.tensor(pieces)
            mask[row, : len(pieces)] = 1
        with quick_matrices():
            hidden = self.bert(input_ids=padded, attention_mask=mask).last_hidden_state
        weights = mask.unsqueeze(2).float()
        return normalize((hidden.float() * weights).sum(1) / weights.sum(1), dim=1)


def _groups(ids: Ids) -> Iterator[list[int]]:
    """Yield positions in groups that are padded to their longest text, the longest first."""
    group: list[int] = []
    for position in sorted(range(len(ids)), key=lambda position: -len(ids[position])):
        if group and (len(group) + 1) * len(ids[group[0]]) > TOKENS_A_GROUP:
            yield group
            group = []
        group.append(position)
    if group:
        yield group
