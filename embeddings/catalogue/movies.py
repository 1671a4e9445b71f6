"""A dataset's movies, cleaned, merged and counted: the catalogue that a release is built from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from embeddings.catalogue.cleaning import TitleCounts, clean_movies
from embeddings.catalogue.dataset import SAMPLE, Dataset
from embeddings.catalogue.duplicates import DuplicateIds, find_duplicates, merge_duplicates
from embeddings.catalogue.enrichment import enrich
from embeddings.catalogue.joined_fields import (
    FieldCounts,
    FieldSource,
    PlotOnly,
    join_fields,
    of_kept,
)
from embeddings.catalogue.report import CatalogueReport
from embeddings.catalogue.tags import MOST_TAGS, TagCounter
from embeddings.knowledge.film import Film
from embeddings.knowledge.pack import NAME, Knowledge
from embeddings.sources import columns
from embeddings.sources.credits.facts import Credits, CreditsReport
from embeddings.sources.film_index import MatchReport
from embeddings.sources.id_map import IdMap
from embeddings.sources.plots import Plots
from embeddings.sources.ratings import DEFAULT_CHUNK_ROWS


@dataclass(frozen=True)
class Catalogue:
    """The movies of one dataset.

    Attributes
    ----------
    movies
        One row each, by movie_id, with the columns of :data:`columns.CATALOGUE_COLUMNS`: movie_id
        int64; title; original_title, plot and imdb_id, text or None; year Int16; tmdb_id Int64;
        alternative_titles, genres, countries and languages, lists of text; tags, most telling
        first, and tag_counts, how many people gave each (1 where the source itself did);
        rating_count int64; rating_mean Float64, in stars; popularity float64, 0 to 1; sources, the
        name of the source of each known field.
    duplicates
        Id of a film that was merged into another → id of that other. The dataset's own ratings
        still carry the former; :meth:`ratings` does not.
    report
        Counts of what cleaning changed.
    """

    movies: pd.DataFrame
    duplicates: Mapping[int, int]
    report: CatalogueReport

    @cached_property
    def ids(self) -> IdMap:
        """External movie id ↔ row of ``movies``."""
        return IdMap(self.movies[columns.MOVIE_ID].to_numpy())

    def kept_ids(self, movie_ids: npt.ArrayLike) -> npt.NDArray[np.int64]:
        """Return the ids under which films are kept: those of merged films replaced.

        Parameters
        ----------
        movie_ids
            ``(n,)`` integers of the dataset.

        Returns
        -------
        ``(n,)`` int64
        """
        return DuplicateIds(self.duplicates).replace(movie_ids)

    def ratings(
        self, dataset: Dataset, chunk_rows: int = DEFAULT_CHUNK_ROWS
    ) -> Iterator[pd.DataFrame]:
        """Yield the dataset's ratings under the ids of this catalogue.

        A person who rated a film under two ids of one film counts once, with the later rating.

        Yields
        ------
        Frames of user_id, movie_id, rating float32 (stars) and timestamp int64

        Raises
        ------
        DatasetError
            If the ratings file is broken.
        """
        return DuplicateIds(self.duplicates).merge_ratings(dataset.ratings(chunk_rows))


@dataclass(frozen=True)
class _RatingStats:
    """Per row of the catalogue: how many ratings, and their sum in stars."""

    counts: npt.NDArray[np.int64]
    sums: npt.NDArray[np.float64]
    people: int


def build_catalogue(
    dataset: Dataset,
    plots: Plots | None = None,
    credits: Credits | None = None,
    knowledge: Knowledge | None = None,
    *,
    most_tags: int = MOST_TAGS,
    chunk_rows: int = DEFAULT_CHUNK_ROWS,
) -> Catalogue:
    """Read a data set and return its catalogue: clean films, duplicates merged, ratings counted.

    Parameters
    ----------
    dataset
        The data set to read.
    plots
        Plots to give to the films; they stand before those of the dataset.
    credits
        Facts to give to the films; they stand before those of the dataset, field by field.
    knowledge
        Films of which to give what dataset, plots and credits do not say.
    most_tags
        Most tags to keep for a film.
    chunk_rows
        Ratings held in memory at a time.

    Raises
    ------
    DatasetError
        If a file of the dataset or of the credits is broken.
    """
    raw = dataset.movies()
    clean, titles = clean_movies(raw)
    duplicates = find_duplicates(clean)
    movies = merge_duplicates(clean, duplicates)
    ids = IdMap(movies[columns.MOVIE_ID].to_numpy())

    tags = TagCounter(duplicates)
    for applications in dataset.tags():
        tags.add(applications)
    movies[columns.TAGS], movies[columns.TAG_COUNTS] = _join_tags(
        movies, tags.most_telling(most_tags), most_tags
    )
    merged = DuplicateIds(duplicates).merge_ratings(dataset.ratings(chunk_rows))
    stats = _count_ratings(merged, ids)
    movies[columns.RATING_COUNT], movies[columns.RATING_MEAN] = _rating_columns(
        stats, raw, duplicates, ids
    )
    counts = movies[columns.RATING_COUNT]
    movies[columns.POPULARITY] = counts.rank(method="max", pct=True).where(counts > 0, 0.0)
    movies[columns.SOURCES] = None
    before: list[FieldSource] = []
    matched: MatchReport | None = None
    credited: CreditsReport | None = None
    # Matched against the raw records, because a file may name a film by the id that was merged.
    if plots is not None:
        texts, matched = plots.match(raw)
        films = {key: PlotOnly(plot) for key, plot in of_kept(texts, duplicates).items()}
        before.append(FieldSource(plots.path.resolve().name, films))
    if credits is not None:
        found, credited = credits.match(raw)
        before.append(FieldSource(credits.path.resolve().name, of_kept(found, duplicates)))
    pack = enrich(movies, knowledge) if knowledge else {}
    after = [FieldSource(knowledge.name, pack)] if knowledge else []
    for name in (columns.KNOWN_FOR, columns.MINOR_TAGS) if pack else ():
        movies[name] = _of_pack(movies, pack, name)
    movies, fields = join_fields(
        movies[list(columns.CATALOGUE_COLUMNS)],
        NAME if dataset.name == SAMPLE else dataset.name,
        before,
        after,
        most_tags,
    )
    report = _report(
        movies, titles, duplicates, stats, tags, _unknown_ratings(dataset), matched, credited,
        fields, len(after[0].films) if after else None,
    )  # fmt: skip
    return Catalogue(movies, duplicates, report)


def _of_pack(movies: pd.DataFrame, pack: Mapping[int, Film], name: str) -> "pd.Series[Any]":
    """Return a field that only the pack has; empty for films that are not in it."""
    ids = movies[columns.MOVIE_ID].tolist()
    values = [list(getattr(pack[movie_id], name)) if movie_id in pack else [] for movie_id in ids]
    return pd.Series(values, index=movies.index, dtype=object)


def _join_tags(
    movies: pd.DataFrame, applied_tags: Mapping[int, tuple[list[str], list[int]]], most: int
) -> tuple["pd.Series[Any]", "pd.Series[Any]"]:
    """Return tags and counts: what people gave first, then what the source gave."""
    names: list[list[str]] = []
    counts: list[list[int]] = []
    for movie_id, given in zip(movies[columns.MOVIE_ID], movies[columns.TAGS], strict=True):
        by_people, people = applied_tags.get(movie_id, ([], []))
        more = [tag for tag in given if tag not in by_people]
        names.append([*by_people, *more][:most])
        counts.append([*people, *(1 for _ in more)][:most])
    return pd.Series(names, dtype=object), pd.Series(counts, dtype=object)


def _count_ratings(chunks: Iterator[pd.DataFrame], ids: IdMap) -> _RatingStats:
    counts = np.zeros(len(ids), dtype=np.int64)
    sums = np.zeros(len(ids), dtype=np.float64)
    people = np.zeros(0, dtype=np.int64)
    for chunk in chunks:
        rows = ids.to_rows(chunk[columns.MOVIE_ID].to_numpy())
        stars = chunk[columns.RATING].to_numpy(dtype=np.float64)
        counts += np.bincount(rows, minlength=len(ids))
        sums += np.bincount(rows, weights=stars, minlength=len(ids))
        people = np.union1d(people, chunk[columns.USER_ID].to_numpy())
    return _RatingStats(counts, sums, len(people))


def _rating_columns(
    stats: _RatingStats, raw: pd.DataFrame, duplicates: Mapping[int, int], ids: IdMap
) -> tuple["pd.Series[Any]", "pd.Series[Any]"]:
    """Return counts and means, the source's own where it gives no single ratings."""
    counts, sums = stats.counts, stats.sums
    if columns.RATING_COUNT in raw and not counts.any():
        rows = ids.to_rows(DuplicateIds(duplicates).replace(raw[columns.MOVIE_ID]))
        given = raw[columns.RATING_COUNT].fillna(0).to_numpy(dtype=np.int64)
        stars = raw[columns.RATING_MEAN].astype("Float64").fillna(0).to_numpy(dtype=np.float64)
        counts = np.zeros(len(ids), dtype=np.int64)
        np.add.at(counts, rows, given)
        sums = np.bincount(rows, given * stars, len(ids)).astype(np.float64)
    means = pd.Series(sums / np.maximum(counts, 1), dtype="Float64")
    return pd.Series(counts), means.where(pd.Series(counts > 0))


def _unknown_ratings(dataset: Dataset) -> int:
    """Return how many ratings the reader dropped; only readers of files know such."""
    return getattr(dataset, "unknown_ratings", None) or 0


def _report(
    movies: pd.DataFrame,
    titles: TitleCounts,
    duplicates: Mapping[int, int],
    stats: _RatingStats,
    tags: TagCounter,
    unknown_ratings: int,
    plots: MatchReport | None,
    credits: CreditsReport | None,
    fields: FieldCounts,
    enriched: int | None,
) -> CatalogueReport:
    return CatalogueReport(
        movies=len(movies),
        movies_read=len(movies) + len(duplicates),
        duplicates=len(duplicates),
        without_year=int(movies[columns.YEAR].isna().sum()),
        without_genres=int((movies[columns.GENRES].map(len) == 0).sum()),
        moved_articles=titles.moved_articles,
        original_titles=int(movies[columns.ORIGINAL_TITLE].notna().sum()),
        alternative_titles=int(movies[columns.ALTERNATIVE_TITLES].map(len).sum()),
        cleaned_titles=titles.cleaned,
        ratings=int(stats.counts.sum()),
        people=stats.people,
        unknown_ratings=unknown_ratings,
        tags_read=tags.read,
        tags_dropped=tags.dropped,
        tags=len({tag for names in movies[columns.TAGS] for tag in names}),
        plots=plots,
        credits=credits,
        fields=fields,
        enriched=enriched,
    )
