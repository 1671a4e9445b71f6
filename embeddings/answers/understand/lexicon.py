"""What a process holds of a release to read queries: titles, words, a background sample."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from pgvector import HalfVector
from sqlalchemy import RowMapping

from embeddings.answers.understand.spelling import Vocabulary
from embeddings.answers.understand.titles import TitleRow, Titles
from embeddings.releases.registry import ReleaseInfo

Rows = Callable[..., Sequence[RowMapping]]
"""Runs ``sql/queries/NAME.sql``: called with the name and the binds."""

BACKGROUND_FILMS: Final = 500


@dataclass(frozen=True)
class Background:
    """Films taken at random, to tell a near film from one that is near by chance.

    Attributes
    ----------
    vectors
        (films, dimension) float32, unit rows.
    films
        The same films' years, genres, countries and languages.
    """

    vectors: NDArray[np.float32]
    films: Sequence[RowMapping] = ()

    def level(self, query: NDArray[np.float32]) -> float:
        """Return the films' mean cosine with a query."""
        return float((self.vectors @ query).mean()) if len(self.vectors) else 0.0

    def share(self, filters: Mapping[str, Any]) -> float:
        """Estimate which share of the release passes the filters of ``search.sql``."""
        if not self.films or not any(value not in (None, []) for value in filters.values()):
            return 1.0
        return sum(_passes(film, filters) for film in self.films) / len(self.films)


def _passes(film: RowMapping, filters: Mapping[str, Any]) -> bool:
    if not set(filters["genres"]) <= set(film["genres"]):
        return False
    for name in ("genres", "countries", "languages"):
        if set(filters[f"exclude_{name}"]) & set(film[name]):
            return False
    for name in ("countries", "languages"):
        if filters[name] and not set(filters[name]) & set(film[name]):
            return False
    first, last = filters["year_min"], filters["year_max"]
    if first is None and last is None:
        return True
    return film["year"] is not None and (first or 0) <= film["year"] <= (last or 9999)


@dataclass(frozen=True)
class Lexicon:
    """What is held of one release, as of one revision of its films."""

    titles: Titles
    vocabulary: Vocabulary
    genres: Collection[str]
    movie_count: int
    background: Background
    revision: int = 0
    countries: Collection[str] = ()
    languages: Collection[str] = ()


def load_lexicon(
    rows: Rows, release_id: int, genres: Collection[str], revision: int = 0
) -> Lexicon:
    """Read what a release has to know; some 0.2 s and 15 MB for 10,000 films.

    Parameters
    ----------
    rows : callable
        See `Rows`.
    genres : collection of str
        Those that the release can be filtered by.
    revision : int
        Of the release's films, as it was before they are read.
    """
    films = rows("titles", release_id=release_id)
    titles = Titles(_title_row(row) for row in films)
    words = {row["word"]: row["movie_count"] for row in rows("words", release_id=release_id)}
    sample = rows("background", release_id=release_id, limit=BACKGROUND_FILMS)
    vectors = [HalfVector.from_text(row["text_vector"]).to_numpy() for row in sample]
    return Lexicon(
        titles=titles,
        vocabulary=Vocabulary(words),
        genres=genres,
        movie_count=len(titles.rows),
        background=Background(np.array(vectors, dtype=np.float32), sample),
        revision=revision,
        countries=_values("countries", films),
        languages=_values("languages", films),
    )


def update_lexicon(
    rows: Rows, known: Lexicon, release: ReleaseInfo, genres: Collection[str]
) -> Lexicon:
    """Take in what has changed since, and only that; one at a time, while others read ``known``.

    The background stays: it says what is near by chance, whatever single films there are.
    """
    changes = rows("changes", release_id=release.release_id, revision=known.revision)
    movie_ids = sorted({change["movie_id"] for change in changes})
    words = sorted({word for change in changes for word in change["words"]})
    titles = rows("titles_of", release_id=release.release_id, movie_ids=movie_ids)
    known.titles.update(movie_ids, [_title_row(row) for row in titles])
    counts = rows("words_of", release_id=release.release_id, words=words)
    known.vocabulary.update(words, {row["word"]: row["movie_count"] for row in counts})
    # A country that is left without a film stays: a filter by it leaves none.
    return replace(
        known,
        genres=genres,
        movie_count=release.movie_count,
        revision=release.revision,
        countries=_values("countries", titles, known.countries),
        languages=_values("languages", titles, known.languages),
    )


def _values(name: str, rows: Sequence[RowMapping], before: Collection[str] = ()) -> tuple[str, ...]:
    return tuple(sorted({*before, *(value for row in rows for value in row[name])}))


def _title_row(row: RowMapping) -> TitleRow:
    names: list[Any] = [row["title"], row["original_title"], *row["alternative_titles"]]
    return TitleRow(
        movie_id=row["movie_id"],
        title=row["title"],
        year=row["year"],
        names=tuple(dict.fromkeys(name for name in names if name)),
        rating_count=row["rating_count"],
    )
