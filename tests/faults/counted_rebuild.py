"""``python -m embeddings`` with the stand-in, whose batches are written down as they are encoded.

``python -m tests.faults.counted_rebuild FILE rebuild …``: FILE gets 32 bytes a text, the hash by
which it is kept, before it is encoded; queries, which come one by one, are left out.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from embeddings.cli import commands
from embeddings.texts.document import text_hash
from embeddings.texts.stand_in import StandInEncoder


def main(file: Path, arguments: Sequence[str]) -> int:
    encode = StandInEncoder.encode

    def counted(self: StandInEncoder, texts: Sequence[str]) -> NDArray[np.float32]:
        if len(texts) > 1:
            with file.open("ab") as written:
                written.write(b"".join(map(text_hash, texts)))
        return encode(self, texts)

    StandInEncoder.encode = counted  # type: ignore[method-assign]
    return commands.main(arguments)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
