"""Whether shared people help recommendations: ``python -m benchmarks.people_signal``.

Two films that share directors or leading actors are alike; the overlap is added to the scores of
validation people, exactly, and as the 64 numbers that would fit beside the taste vectors. Takes the
text vectors of the live release, which must be of the data set that is named.
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path

import numpy as np
from pgvector import HalfVector
from scipy import sparse
from scipy.sparse.linalg import svds
from sqlalchemy import text

from embeddings.arrays import Doubles, Floats
from embeddings.catalogue.dataset import open_dataset
from embeddings.catalogue.movies import Catalogue, build_catalogue
from embeddings.learning.interactions import read_interactions
from embeddings.learning.item_model import fit_item_model
from embeddings.learning.metrics import ndcg, top_lists
from embeddings.learning.text_part import fit_text_part
from embeddings.learning.tuning import hold_out, some_histories, spread, tune, weigh
from embeddings.settings import Settings
from embeddings.sources.credits.reading import read_credits
from sql.server import database, make_engine

SEEDS = (1, 2, 3, 4, 5)
WEIGHTS = (0.05, 0.1, 0.2)
RANK = 64
# Role → people of it that count for a film, and how much each does.
ROLES = {"directors": (3, 1.0), "cast": (4, 0.5)}


def people_matrix(catalogue: Catalogue) -> sparse.csr_matrix:
    """Return (movies, people) float32, unit rows; who is in many films counts less."""
    columns: dict[tuple[str, str], int] = {}
    entries = [
        (row, columns.setdefault((role, name), len(columns)), weight)
        for role, (most, weight) in ROLES.items()
        for row, names in enumerate(catalogue.movies[role])
        for name in names[:most]
    ]
    rows, cols, weights = zip(*entries, strict=True)
    shape = (len(catalogue.movies), len(columns))
    matrix = sparse.csr_matrix((np.float32(weights), (rows, cols)), shape=shape)
    films = np.asarray((matrix > 0).sum(0)).ravel()
    matrix = matrix[:, films > 1] @ sparse.diags(1 / np.sqrt(films[films > 1]))
    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(1)).ravel())
    return sparse.csr_matrix(sparse.diags(1 / np.where(lengths, lengths, 1)) @ matrix)


def shortened(matrix: sparse.csr_matrix) -> sparse.csr_matrix:
    """Return the nearest (movies, `RANK`) matrix by singular values."""
    left, values, _ = svds(matrix.astype(float), k=RANK, random_state=0)
    return sparse.csr_matrix((left * values).astype(np.float32))


def text_vectors(home: Path, url: str | None, movie_ids: list[int]) -> Floats:
    """Return (movies, d) float32 text vectors of the live release, in the order of the ids."""
    statement = text(
        "select movie_id, cast(text_vector as text) as text_vector from movies"
        " where release_id = (select release_id from releases where state = 'live')"
    )
    with database(url, home) as where, make_engine(where).connect() as connection:
        found = {row.movie_id: row.text_vector for row in connection.execute(statement)}
    vectors = [HalfVector.from_text(found[movie_id]).to_numpy() for movie_id in movie_ids]
    return np.array(vectors, dtype=np.float32)


def main() -> None:
    """Print, by seed, the mean gain in NDCG@100 over the same people, and its standard error."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.people_signal")
    parser.add_argument("--dataset", required=True)
    parser.add_argument("--credits", type=Path, required=True)
    options = parser.parse_args()
    settings = Settings.from_env(os.environ)
    dataset = open_dataset(options.dataset, settings.home)
    catalogue = build_catalogue(dataset, credits=read_credits(options.credits))
    ratings = read_interactions(catalogue.ratings(dataset), catalogue.ids).ratings
    vectors = text_vectors(
        settings.home, settings.database_url, catalogue.movies["movie_id"].tolist()
    )
    texts = fit_text_part(vectors).project(vectors)
    exact = people_matrix(catalogue)
    for seed in SEEDS:
        train, held = hold_out(ratings, seed)
        chosen = tune(ratings, texts, seed=seed).settings
        model = fit_item_model(train, texts, chosen)
        weights, sample = weigh(held.fold_in), some_histories(train, seed)
        size = spread(model.scores(sample, chosen.rarity))
        text_size = spread(np.asarray((sample @ texts) @ texts.T))
        scores = model.scores(weights, chosen.rarity) + chosen.text * size / text_size * np.asarray(
            (weights @ texts) @ texts.T
        )
        judged = np.diff(held.targets.indptr) > 0

        def quality(scores: Floats) -> Doubles:
            lists = top_lists(scores.astype(np.float32), held.fold_in, 100)  # noqa: B023
            return ndcg(lists, held.targets)[judged]  # noqa: B023

        base = quality(scores)
        print(f"seed {seed}: {len(base)} people, NDCG@100 {base.mean():.4f} without people")
        for name, matrix in (("exact", exact), (f"{RANK} numbers", shortened(exact))):
            overlap = np.asarray(((weights @ matrix) @ matrix.T).todense())
            own = spread(np.asarray(((sample @ matrix) @ matrix.T).todense()))
            for weight in WEIGHTS:
                gain = quality(scores + weight * size / own * overlap) - base
                error = gain.std() / np.sqrt(len(gain))
                print(f"  {name}, weight {weight}: {gain.mean():+.4f} ± {error:.4f}")


if __name__ == "__main__":
    main()
