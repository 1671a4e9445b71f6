"""The sample's text vectors, which ship with it: ``python -m embeddings.rebuild.sample_vectors``.

Encoding the sample's films, tags and plot sentences takes a machine of two cores about two
minutes, on which everybody's first start would wait. The command encodes what was edited since
the file was written, and drops what is gone; ``--check`` only says whether it would. A text that
the file lacks is encoded in the rebuild, so a file that is behind costs time and nothing else.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np

from embeddings.catalogue.movies import build_catalogue
from embeddings.knowledge.dataset import SampleDataset
from embeddings.releases import records
from embeddings.releases.movie import sentence_records
from embeddings.settings import DEFAULT_ENCODER
from embeddings.texts.cache import HalfVectors
from embeddings.texts.document import text_hash
from embeddings.texts.encoder import Encoder, load_encoder
from embeddings.texts.shipped import read_vectors, write_vectors

FOLDER: Final = Path(__file__).parents[1] / "knowledge" / "vectors"


def file_of(encoder_name: str) -> Path:
    """Return where an encoder's vectors of the sample lie, if there are any."""
    return FOLDER / f"{Path(encoder_name).name}.npz"


def sample_vectors(encoder: Encoder) -> dict[bytes, HalfVectors]:
    """Return the vectors that ship for an encoder, by the text's hash; none for most encoders."""
    return read_vectors(file_of(encoder.name), encoder)


def sample_texts() -> dict[bytes, str]:
    """Return the sample's texts by hash, each distinct one once."""
    catalogue = build_catalogue(SampleDataset())
    movies = records.movie_records(catalogue)
    texts = records.texts_to_encode(
        movies, records.term_records(catalogue), sentence_records(movies)
    )
    return {text_hash(text): text for text in texts}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit code: 1 where ``--check`` finds the file behind."""
    parser = argparse.ArgumentParser(prog="python -m embeddings.rebuild.sample_vectors")
    parser.add_argument("--check", action="store_true", help="only say whether the file is behind")
    check: bool = parser.parse_args(arguments).check
    encoder = load_encoder(DEFAULT_ENCODER)
    path, texts, kept = file_of(encoder.name), sample_texts(), sample_vectors(encoder)
    missing = [key for key in texts if key not in kept]
    gone = len(kept.keys() - texts.keys())
    print(f"{path.name}: {len(texts):,} texts, {len(missing):,} to encode, {gone:,} to drop")
    if check or not (missing or gone):
        return 1 if missing or gone else 0
    vectors: dict[bytes, HalfVectors] = {key: kept[key] for key in texts if key in kept}
    if missing:
        encoded = encoder.encode([texts[key] for key in missing]).astype(np.float16)
        vectors.update(zip(missing, encoded, strict=True))
    FOLDER.mkdir(exist_ok=True)
    write_vectors(path, encoder, vectors)
    return 0


if __name__ == "__main__":
    sys.exit(main())
