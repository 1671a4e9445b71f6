"""MovieLens in every layout it has been published in."""

import logging
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Final

import numpy as np
import pandas as pd

from embeddings.sources import columns
from embeddings.sources.genome import Genome, read_genome
from embeddings.sources.id_map import IdMap
from embeddings.sources.movielens_movies import read_movies
from embeddings.sources.ratings import DEFAULT_CHUNK_ROWS, read_ratings
from embeddings.sources.source import find_source

CITATION: Final = (
    "MovieLens data: F. Maxwell Harper and Joseph A. Konstan. 2015. The MovieLens Datasets: "
    "History and Context. ACM Transactions on Interactive Intelligent Systems (TiiS) 5, 4: "
    "19:1-19:19. https://doi.org/10.1145/2827872"
)
SIMULATED_MARK: Final = "simulated.txt"
"""In a folder whose ratings nobody gave: its first line says where they come from."""

_TAG_CHUNK_ROWS = 200_000
_LOG = logging.getLogger(__name__)


class MovieLens:
    """A published MovieLens dataset in a folder or zip.

    Parameters
    ----------
    path
        Folder or zip. It may hold the files at its top or in one folder; a folder may also hold
        nothing but the zip.

    Attributes
    ----------
    name
        Name of the folder or zip, without ``.zip``.
    attribution
        The citation that the licence asks for; of a generated folder what its mark says.
    simulated_ratings
        Whether the folder has the mark of a generated one; else people gave them.
    tunable
        True: hyper-parameters are chosen on these ratings.
    unknown_ratings
        How many ratings of movies that the movies file lacks the last complete pass over the
        ratings dropped; None before there was one.

    Raises
    ------
    DatasetError
        If there is no dataset of a known layout.
    """

    tunable = True

    def __init__(self, path: Path) -> None:
        self._source = find_source(path)
        mark = self._source.first_line(SIMULATED_MARK)
        self.simulated_ratings = mark is not None
        self.attribution: str | None = CITATION if mark is None else mark
        absolute = path.resolve()
        self.name = absolute.name if absolute.is_dir() else absolute.stem
        self.unknown_ratings: int | None = None

    @cached_property
    def checksum(self) -> str:
        """SHA-256 over the files that are read, the same for folder and zip."""
        return self._source.checksum()

    def movies(self) -> pd.DataFrame:
        """Return the movies as published; see :func:`read_movies` for the columns.

        Raises
        ------
        DatasetError
            On the first broken row of the movies or links file.
        """
        return read_movies(self._source)

    def ratings(self, chunk_rows: int = DEFAULT_CHUNK_ROWS) -> Iterator[pd.DataFrame]:
        """Yield the ratings of known movies in chunks; see :func:`read_ratings` for the columns.

        Ratings of movies that the movies file lacks are dropped, counted in ``unknown_ratings``
        and logged once the file is read.

        Raises
        ------
        DatasetError
            On the first row that is not a rating.
        """
        files, layout = self._source.files, self._source.layout
        name = self._source.name_of(layout.ratings)
        unknown = 0
        for frame in read_ratings(files, name, layout.ratings, layout.scale, chunk_rows):
            known = self._known.contains(frame[columns.MOVIE_ID].to_numpy())
            unknown += len(frame) - int(known.sum())
            yield frame if known.all() else frame[known].reset_index(drop=True)
        self.unknown_ratings = unknown
        if unknown:
            _LOG.warning(
                "%s: dropped %d ratings of movies that %s lacks",
                files.label(name),
                unknown,
                layout.movies.file,
            )

    def tags(self) -> Iterator[pd.DataFrame]:
        """Yield the tag applications to known movies in chunks; none where there is no tag file.

        Yields
        ------
        Frames with user_id int32, movie_id int32 and tag (raw)

        Raises
        ------
        DatasetError
            On the first broken row.
        """
        table = self._source.layout.tags
        users: list[int] = []
        movies: list[int] = []
        tags: list[str] = []
        for line, (user, movie, tag, _) in self._source.rows(table):
            assert table is not None
            users.append(self._source.parse_id(table, line, 0, user))
            movies.append(self._source.parse_id(table, line, 1, movie))
            tags.append(tag)
            if len(users) == _TAG_CHUNK_ROWS:
                yield self._tag_frame(users, movies, tags)
                users, movies, tags = [], [], []
        if users:
            yield self._tag_frame(users, movies, tags)

    def genome(self) -> Genome | None:
        """Return the published relevance of tags; None where the data set has none.

        Raises
        ------
        DatasetError
            On the first broken row.
        """
        return read_genome(self._source)

    @cached_property
    def _known(self) -> IdMap:
        return IdMap.from_ids(self.movies()[columns.MOVIE_ID].to_numpy())

    def _tag_frame(self, users: list[int], movies: list[int], tags: list[str]) -> pd.DataFrame:
        frame = pd.DataFrame(
            {
                columns.USER_ID: np.array(users, dtype=np.int32),
                columns.MOVIE_ID: np.array(movies, dtype=np.int32),
                columns.TAG: pd.Series(tags, dtype=object),
            }
        )
        known = self._known.contains(frame[columns.MOVIE_ID].to_numpy())
        return frame[known].reset_index(drop=True)
