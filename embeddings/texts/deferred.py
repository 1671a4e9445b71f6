"""An encoder that is loaded when it first encodes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from embeddings.texts.encoder import Encoder


class DeferredEncoder:
    """An encoder whose model is not loaded before it is needed. See `Encoder`.

    A rebuild whose texts all have vectors needs neither torch nor the model.

    Parameters
    ----------
    name, revision, dimension
        Of the encoder that ``load`` returns.
    load
        Called once, when the first text is encoded; what it raises, `encode` raises.
    """

    def __init__(
        self, name: str, revision: str, dimension: int, load: Callable[[], Encoder]
    ) -> None:
        self.name = name
        self.revision = revision
        self.dimension = dimension
        self._load = load

    @cached_property
    def _loaded(self) -> Encoder:
        return self._load()

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return (texts, dimension) float32 with unit rows."""
        return self._loaded.encode(texts)
