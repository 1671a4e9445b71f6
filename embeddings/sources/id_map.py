"""External movie ids to matrix rows and back."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt

_SHOWN_IDS = 5


@dataclass(frozen=True, eq=False)
class IdMap:
    """A fixed bijection between external movie ids and rows ``0 .. n-1``.

    Parameters
    ----------
    movie_ids
        ``(movies,)`` int64, strictly increasing; row ``i`` is the movie ``movie_ids[i]``.
        :meth:`from_ids` sorts; the constructor refuses what is not in order, so that a row number
        means the same wherever it is computed.

    Raises
    ------
    ValueError
        If the ids are not a strictly increasing one-dimensional array of integers.
    """

    movie_ids: npt.NDArray[np.int64]

    def __post_init__(self) -> None:
        ids = np.asarray(self.movie_ids)
        if ids.ndim != 1:
            raise ValueError(f"movie ids must be one-dimensional, got shape {ids.shape}")
        if ids.size and not np.issubdtype(ids.dtype, np.integer):
            raise ValueError(f"movie ids must be integers, got {ids.dtype}")
        ids = ids.astype(np.int64, copy=True)
        if (steps := np.diff(ids)).size and steps.min() <= 0:
            at = int(np.argmax(steps <= 0)) + 1
            raise ValueError(f"movie ids must increase: {ids[at]} follows {ids[at - 1]}")
        ids.flags.writeable = False
        object.__setattr__(self, "movie_ids", ids)

    @classmethod
    def from_ids(cls, movie_ids: Iterable[int] | npt.NDArray[np.integer]) -> Self:
        """Make a map from ids in any order.

        Raises
        ------
        ValueError
            If an id occurs twice or is no integer.
        """
        if not isinstance(movie_ids, np.ndarray):
            movie_ids = np.array(list(movie_ids))
        return cls(np.sort(movie_ids))

    def __len__(self) -> int:
        return len(self.movie_ids)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, IdMap):
            return NotImplemented
        return np.array_equal(self.movie_ids, other.movie_ids)

    def __hash__(self) -> int:
        return hash(self.movie_ids.tobytes())

    def contains(self, movie_ids: npt.ArrayLike) -> npt.NDArray[np.bool_]:
        """Return which of the given external ids have a row.

        Returns
        -------
        ``(n,)`` bool
        """
        return self._find(movie_ids)[1]

    def to_rows(self, movie_ids: npt.ArrayLike) -> npt.NDArray[np.int64]:
        """Turn external movie ids into rows.

        Parameters
        ----------
        movie_ids
            ``(n,)`` integers, repeats allowed.

        Returns
        -------
        ``(n,)`` int64 rows in ``0 .. len(self) - 1``

        Raises
        ------
        KeyError
            If an id has no row; the message names the first few.
        """
        rows, known = self._find(movie_ids)
        if not known.all():
            raise KeyError(_unknown("movie ids", np.atleast_1d(np.asarray(movie_ids))[~known]))
        return rows

    def to_ids(self, rows: npt.ArrayLike) -> npt.NDArray[np.int64]:
        """Turn rows into external movie ids.

        Parameters
        ----------
        rows
            ``(n,)`` integers, repeats allowed.

        Returns
        -------
        ``(n,)`` int64 external ids

        Raises
        ------
        KeyError
            If a row is outside ``0 .. len(self) - 1``; negative rows do not count from the end.
        """
        wanted = np.atleast_1d(np.asarray(rows, dtype=np.int64))
        outside = (wanted < 0) | (wanted >= len(self))
        if outside.any():
            raise KeyError(_unknown("rows", wanted[outside]))
        ids: npt.NDArray[np.int64] = self.movie_ids[wanted]
        return ids

    def _find(
        self, movie_ids: npt.ArrayLike
    ) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
        """Rows of the ids, and which of them are real; the row of an unknown id means nothing."""
        wanted = np.atleast_1d(np.asarray(movie_ids, dtype=np.int64))
        if not len(self):
            return np.zeros(wanted.shape, np.int64), np.zeros(wanted.shape, np.bool_)
        rows = np.searchsorted(self.movie_ids, wanted).astype(np.int64, copy=False)
        rows = np.minimum(rows, len(self) - 1)
        return rows, self.movie_ids[rows] == wanted


def _unknown(what: str, values: npt.NDArray[np.integer]) -> str:
    distinct = np.unique(values)
    shown = ", ".join(str(value) for value in distinct[:_SHOWN_IDS])
    more = f" and {len(distinct) - _SHOWN_IDS} more" if len(distinct) > _SHOWN_IDS else ""
    return f"unknown {what}: {shown}{more}"
