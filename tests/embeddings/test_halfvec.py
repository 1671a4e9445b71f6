"""Every number of half precision reaches PostgreSQL as it is."""

import numpy as np
from pgvector import HalfVector
from sqlalchemy import Engine, text

from embeddings.halfvec import halfvec_text


def test_every_finite_number_is_read_back(empty_engine: Engine) -> None:
    halves = np.arange(2**16, dtype=np.uint16).view(np.float16)
    finite = halves[np.isfinite(halves)]
    statement = text("select cast(:vector as halfvec)")
    with empty_engine.connect() as connection:
        for part in np.array_split(finite, 8):
            read = connection.scalar(statement, {"vector": halfvec_text(part)})
            back = HalfVector.from_text(read).to_numpy()
            assert (back == part).all()


def test_single_precision_is_rounded() -> None:
    assert halfvec_text(np.array([1 / 3, 65504], dtype=np.float32)) == "[0.3333,65500]"
