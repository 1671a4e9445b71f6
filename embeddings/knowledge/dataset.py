"""The bundled catalogue as a dataset, with simulated ratings."""

import hashlib
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Final

import numpy as np
import pandas as pd

from embeddings.knowledge.entries import FILMS
from embeddings.knowledge.film import Film, checksum_of, read_best_known, read_films
from embeddings.knowledge.simulate import MODEL_VERSION, SEED, simulate_ratings
from embeddings.sources import columns
from embeddings.sources.film_fields import FIELDS
from embeddings.sources.ratings import DEFAULT_CHUNK_ROWS

ATTRIBUTION: Final = "ordained's own film catalogue (CC0 1.0), with simulated ratings"


class SampleDataset:
    """Films that ship with ordained; their ratings are simulated, nobody gave them.

    Parameters
    ----------
    folder
        Where the TOML files lie.
    most
        Films at most, `best_known`; None for all.

    Attributes
    ----------
    name
        ``sample``.
    attribution
        CC0 asks for none; this says where the films come from and that the ratings are simulated.
    simulated_ratings
        True.
    tunable
        False: there is nothing to learn from how well simulated people can be guessed.
    """

    name = "sample"
    attribution: str | None = ATTRIBUTION
    simulated_ratings = True
    tunable = False

    def __init__(self, folder: Path = FILMS, most: int | None = None) -> None:
        self._folder = folder
        self._most = most

    @cached_property
    def checksum(self) -> str:
        """SHA-256 over the TOML files, ``most``, and version and seed of the ratings' model."""
        model = f"{checksum_of(self._folder)} model {MODEL_VERSION} seed {SEED}"
        if self._most is not None:
            model += f" most {self._most}"
        return hashlib.sha256(model.encode()).hexdigest()

    @cached_property
    def _films(self) -> list[Film]:
        if self._most is None:
            return read_films(self._folder)
        return read_best_known(self._most, self._folder)

    @cached_property
    def _ratings(self) -> pd.DataFrame:
        # A rebuild reads them twice, to count them and to learn from them.
        return simulate_ratings(self._films)

    def movies(self) -> pd.DataFrame:
        """Return the films, one row each, in order of id.

        Returns
        -------
        pandas.DataFrame
            movie_id int64, title, original_title (text or None), alternative_titles (list), year
            Int16, genres, tags (lists, most telling first), plot, countries, languages (lists),
            imdb_id (text or None), tmdb_id Int64 (all missing)

        Raises
        ------
        DatasetError
            On the first film that does not pass its checks.
        """
        films = self._films
        frame = pd.DataFrame(
            {
                columns.MOVIE_ID: np.array([film.movie_id for film in films], dtype=np.int64),
                columns.YEAR: pd.array([film.year for film in films], dtype="Int16"),
                columns.TMDB_ID: pd.array([None] * len(films), dtype="Int64"),
            }
        )
        for name in (*FIELDS, columns.KNOWN_FOR, columns.MINOR_TAGS):
            if name not in frame and name in Film.__dataclass_fields__:
                values = [getattr(film, name) for film in films]
                frame[name] = pd.Series(
                    [list(value) if isinstance(value, tuple) else value for value in values],
                    dtype=object,
                )
        return frame

    def ratings(self, chunk_rows: int = DEFAULT_CHUNK_ROWS) -> Iterator[pd.DataFrame]:
        """Yield simulated ratings in chunks; see :func:`simulate_ratings` for the columns."""
        ratings = self._ratings
        for start in range(0, len(ratings), chunk_rows):
            yield ratings.iloc[start : start + chunk_rows].reset_index(drop=True)

    def tags(self) -> Iterator[pd.DataFrame]:
        """Yield nothing: the films' tags come with :meth:`movies`, people gave none."""
        return iter(())
