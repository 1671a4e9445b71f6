"""``python -m embeddings …``, to which the vectors that ship with the sample are not known.

So that a rebuild of the sample encodes every text, as one of any other data set does.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from embeddings.cli import commands
from embeddings.rebuild import pipeline


def main(arguments: Sequence[str]) -> int:
    """Run the command without them."""
    pipeline.sample_vectors = lambda _encoder: {}
    return commands.main(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
