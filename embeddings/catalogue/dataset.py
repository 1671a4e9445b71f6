"""The interface of a data set, and opening a data set by name or path."""

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol, runtime_checkable

import pandas as pd

from embeddings.errors import DatasetError
from embeddings.sources.download import MOVIELENS_URL, PUBLISHED, download
from embeddings.sources.imdb import ImdbTitles, is_imdb
from embeddings.sources.movielens import MovieLens
from embeddings.sources.ratings import DEFAULT_CHUNK_ROWS

SAMPLE = "sample"


@runtime_checkable
class Dataset(Protocol):
    """Movies, ratings and tags from one source."""

    @property
    def name(self) -> str:
        """Short name, such as ``ml-latest-small``."""

    @property
    def checksum(self) -> str:
        """Hexadecimal SHA-256 of the content; equal content, equal checksum."""

    @property
    def attribution(self) -> str | None:
        """The attribution that the source's licence requires; None if it requires none."""

    @property
    def simulated_ratings(self) -> bool:
        """Whether the ratings come from a model instead of people."""

    @property
    def tunable(self) -> bool:
        """Whether a rebuild may tune hyper-parameters on the ratings; else it uses the defaults."""

    def movies(self) -> pd.DataFrame:
        """Return the movies, one row each.

        Always: movie_id int64, title, genres (list of names), imdb_id (``tt0114709`` or None),
        tmdb_id Int64. Where the source has them: year Int16, original_title, alternative_titles,
        tags (list, most telling first), plot, countries, languages (lists), rating_count,
        rating_mean.

        A source with an original_title column keeps titles clean ("The Matrix"), and they are
        taken as they stand; without one they are MovieLens' ("Matrix, The (1999)").
        """

    def ratings(self, chunk_rows: int = DEFAULT_CHUNK_ROWS) -> Iterator[pd.DataFrame]:
        """Yield frames of user_id, movie_id, rating float32 (stars) and timestamp int64."""

    def tags(self) -> Iterator[pd.DataFrame]:
        """Yield frames of user_id, movie_id and tag (raw text)."""


def open_dataset(name_or_path: str, home: Path, *, base_url: str = MOVIELENS_URL) -> Dataset:
    """Open a dataset by name or path.

    Parameters
    ----------
    name_or_path
        ``sample``, or ``sample:600`` for its 600 best known films; a published MovieLens name such
        as ``ml-latest-small``, which is downloaded unless it lies in ``home/datasets`` already; or
        the path of a folder or zip in any MovieLens layout, or of a folder with IMDb's
        ``title.basics.tsv.gz``. A folder that is called like a published dataset is meant by
        ``./ml-latest-small``.
    home
        Where ordained keeps what it makes.
    base_url
        Where published datasets are downloaded from.

    Raises
    ------
    DatasetError
        If there is nothing at the path, or no dataset, or ``sample:`` stands before no number.
    DownloadError
        If a published dataset cannot be fetched.
    """
    name, colon, most = name_or_path.partition(":")
    if name == SAMPLE:
        from embeddings.knowledge.dataset import SampleDataset  # read only where it is wanted

        if colon and not (most.isascii() and most.isdecimal() and int(most)):
            reason = f"after {SAMPLE}: stands how many films to take, such as {SAMPLE}:600"
            raise DatasetError(name_or_path, reason)
        return SampleDataset(most=int(most) if colon else None)
    if name_or_path in PUBLISHED:
        return MovieLens(_published(name_or_path, home, base_url))
    path = Path(name_or_path).expanduser()
    if not path.exists():
        names = ", ".join((SAMPLE, *PUBLISHED))
        raise DatasetError(path, f"no such file or folder, and no known name; those are {names}")
    return ImdbTitles(path) if is_imdb(path) else MovieLens(path)


def _published(name: str, home: Path, base_url: str) -> Path:
    """Return the folder or zip of a published dataset, downloading the zip if there is neither."""
    folder = home / "datasets" / name
    return folder if folder.is_dir() else download(name, home, base_url=base_url)
