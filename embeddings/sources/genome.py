"""The tag genome of MovieLens: how much each of its tags holds for each of its films.

Source: Vig, Sen & Riedl, "The Tag Genome: Encoding Community Knowledge to Support Novel
Interaction", ACM TiiS 2012; ``genome-scores.csv`` and ``genome-tags.csv`` of ml-20m, ml-25m and
ml-latest. In ml-25m 15,584,448 scores: 1,128 tags of 13,816 films.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from embeddings.errors import DatasetError
from embeddings.sources.rows import LARGEST_ID, Table, shown
from embeddings.sources.source import Source

CHUNK_ROWS: Final = 1_000_000
_DTYPES: Final = {"movieId": "int64", "tagId": "int64", "relevance": "float32"}


@dataclass(frozen=True)
class Genome:
    """Scores of films by tag.

    Attributes
    ----------
    movie_ids
        (films,) int64, as the file names them.
    tags
        Names of tags, lower case.
    scores
        (films, tags) float16 from 0 to 1; 0 where the file has no score.
    """

    movie_ids: npt.NDArray[np.int64]
    tags: tuple[str, ...]
    scores: npt.NDArray[np.float16]


def read_genome(source: Source, chunk_rows: int = CHUNK_ROWS) -> Genome | None:
    """Read the scores in chunks; None where the data set has none.

    Parameters
    ----------
    chunk_rows
        Rows of the file held in memory at a time.

    Raises
    ------
    DatasetError
        On the first row that is no score, with its line and field.
    """
    tags_table, scores_table = source.layout.genome_tags, source.layout.genome_scores
    if tags_table not in source.tables or scores_table not in source.tables:
        return None
    assert tags_table is not None
    assert scores_table is not None
    columns: dict[int, int] = {}
    names: list[str] = []
    for line, (tag_id, name) in source.rows(tags_table):
        columns[source.parse_id(tags_table, line, 0, tag_id)] = len(names)
        names.append(" ".join(name.lower().split()))
    # This reads and checks the header, too.
    if not names or next(source.rows(scores_table), None) is None:
        return None
    reader = _Scores(columns)
    try:
        with (
            source.files.open(source.name_of(scores_table)) as stream,
            pd.read_csv(stream, dtype=_DTYPES, chunksize=chunk_rows, engine="c") as frames,
        ):
            for frame in frames:
                reader.add(frame)
    # pandas' ParserError and UnicodeDecodeError are ValueErrors; a missing column is a KeyError.
    except (ValueError, KeyError, ArithmeticError) as error:
        raise _locate(source, scores_table, columns, error) from None
    ids = np.fromiter(reader.rows, dtype=np.int64, count=len(reader.rows))
    return Genome(ids, tuple(names), reader.scores[: len(ids)])


class _Scores:
    """A matrix that grows as films come."""

    def __init__(self, columns: dict[int, int]) -> None:
        self.rows: dict[int, int] = {}
        self.scores = np.zeros((0, len(columns)), dtype=np.float16)
        self._columns = pd.Series(columns, dtype=np.int64)

    def add(self, frame: pd.DataFrame) -> None:
        """Add a chunk of movieId, tagId and relevance; raise ValueError if a value is wrong."""
        movies, relevance = frame["movieId"], frame["relevance"].to_numpy()
        if not (
            movies.between(1, LARGEST_ID).all() and ((relevance >= 0) & (relevance <= 1)).all()
        ):
            raise ValueError("a value is out of its range")
        columns = frame["tagId"].map(self._columns)
        if columns.isna().any():
            raise ValueError("a tag has no name")
        for movie in movies.unique().tolist():
            self.rows.setdefault(movie, len(self.rows))
        if len(self.rows) > len(self.scores):
            more = max(2 * len(self.rows), 1024) - len(self.scores)
            empty = np.zeros((more, self.scores.shape[1]), dtype=np.float16)
            self.scores = np.vstack([self.scores, empty])
        rows = movies.map(self.rows).to_numpy(dtype=np.int64)
        self.scores[rows, columns.to_numpy(dtype=np.int64)] = relevance


def _locate(
    source: Source, table: Table, columns: dict[int, int], error: Exception
) -> DatasetError:
    """Return the error of the first row that is no score; ``error`` says what pandas found."""
    label = source.label(table)
    for line, (movie, tag, relevance) in source.rows(table):
        source.parse_id(table, line, 0, movie)
        if source.parse_id(table, line, 1, tag) not in columns:
            return DatasetError(label, f"{tag} is no tag of genome-tags.csv", line, "tagId")
        try:
            right = 0 <= float(relevance) <= 1
        except ValueError:
            right = False
        if not right:
            reason = f"{shown(relevance)} is not between 0 and 1"
            return DatasetError(label, reason, line, "relevance")
    return DatasetError(label, f"cannot be read: {error}")
