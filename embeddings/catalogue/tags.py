"""Tags that people gave films: spellings merged, people counted, most telling first.

A film's tags are ordered by ``count · p / (p + 1) · ln(1 + N / n)``: ``count`` people gave the tag
to the film, ``p`` people gave it to any film, and ``n`` of the ``N`` films that have tags carry it.
The first factor is how many people agree. The second lowers tags that a single person uses. The
third, as in tf-idf, ranks "time travel" before "comedy".
"""

from collections import Counter
from collections.abc import Mapping
from itertools import pairwise
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from embeddings.sources import columns
from embeddings.sources.text.tag_names import clean_tag, spelling_key

MOST_TAGS: Final = 20


class TagCounter:
    """Collects tag applications and counts the people behind each tag of each film.

    Parameters
    ----------
    kept_ids
        Merged movie id → the id it is kept under.
    """

    def __init__(self, kept_ids: Mapping[int, int]) -> None:
        self._kept_ids = kept_ids
        self._code_of_raw: dict[str, int] = {}
        self._codes: dict[str, int] = {}
        self._spellings: list[dict[str, int]] = []
        self._parts: list[pd.DataFrame] = []
        self.read = 0
        self.dropped = 0

    def add(self, applications: pd.DataFrame) -> None:
        """Add a chunk of user_id, movie_id and tag."""
        raw = applications[columns.TAG]
        for tag, count in Counter[str](raw.tolist()).items():
            self._enter(tag, count)
        codes = raw.map(self._code_of_raw).to_numpy(dtype=np.int64)
        movies = applications[columns.MOVIE_ID].to_numpy(dtype=np.int64)
        if self._kept_ids:
            movies = pd.Series(movies).replace(dict(self._kept_ids)).to_numpy(dtype=np.int64)
        part = pd.DataFrame(
            {
                columns.MOVIE_ID: movies,
                columns.TAG: codes,
                columns.USER_ID: applications[columns.USER_ID].to_numpy(dtype=np.int64),
            }
        )
        self.read += len(part)
        self.dropped += int((codes < 0).sum())
        self._parts.append(part[codes >= 0].drop_duplicates())

    def most_telling(self, most: int = MOST_TAGS) -> dict[int, tuple[list[str], list[int]]]:
        """Return each film's tags, most telling first, and how many people gave each.

        Ties go to the more frequent tag, then by the alphabet, so the order never depends on that
        of the file.
        """
        if not self._parts:
            return {}
        names = np.array([_usual(spellings) for spellings in self._spellings], dtype=object)
        pairs = pd.concat(self._parts, ignore_index=True).drop_duplicates()
        counted = pairs.groupby([columns.MOVIE_ID, columns.TAG], sort=False).size()
        table = counted.rename("count").reset_index()
        table["score"] = _telling(
            table["count"].to_numpy(),
            table[columns.TAG].to_numpy(),
            np.bincount(pairs[[columns.TAG, columns.USER_ID]].drop_duplicates()[columns.TAG]),
            table[columns.MOVIE_ID].nunique(),
        )
        table["name"] = names[table[columns.TAG].to_numpy()]
        table = table.sort_values(
            [columns.MOVIE_ID, "score", "count", "name"], ascending=[True, False, False, True]
        )
        table = table.groupby(columns.MOVIE_ID, sort=False).head(most)
        movies = table[columns.MOVIE_ID].to_numpy()
        starts = np.flatnonzero(np.diff(movies, prepend=-1)).tolist()
        ordered, people = table["name"].tolist(), table["count"].tolist()
        return {
            int(movies[start]): (ordered[start:stop], people[start:stop])
            for start, stop in pairwise([*starts, len(movies)])
        }

    def _enter(self, raw: str, count: int) -> None:
        """Give a raw tag its code, -1 if it is dropped, and count its spelling."""
        tag = clean_tag(raw)
        if tag is None:
            self._code_of_raw[raw] = -1
            return
        code = self._codes.setdefault(spelling_key(tag), len(self._spellings))
        if code == len(self._spellings):
            self._spellings.append({})
        spellings = self._spellings[code]
        spellings[tag] = spellings.get(tag, 0) + count
        self._code_of_raw[raw] = code


def _usual(spellings: Mapping[str, int]) -> str:
    """Return the spelling used most; among equals one with a hyphen, then the first."""
    return min(spellings, key=lambda tag: (-spellings[tag], "-" not in tag, tag))


def _telling(
    counts: npt.NDArray[np.int64],
    tags: npt.NDArray[np.int64],
    people_of_tag: npt.NDArray[np.int64],
    tagged_movies: int,
) -> npt.NDArray[np.float64]:
    """Return ``count · p / (p + 1) · ln(1 + N / n)`` for each pair of film and tag."""
    carriers = np.bincount(tags)[tags]
    people = people_of_tag[tags]
    agreed = counts * people / (people + 1)
    scores: npt.NDArray[np.float64] = agreed * np.log1p(tagged_movies / carriers)
    return scores
