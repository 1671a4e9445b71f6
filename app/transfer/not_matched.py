"""The rows that an import did not match, as ordained's CSV: put right there, they are imported."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app.transfer.csv_text import csv_text
from app.transfer.formats import ordained
from app.transfer.matching import Match, Miss
from app.transfer.reports import Outcome, missed_rows
from app.transfer.rows import Row

# The likeliest film: its IMDb id, or its movie id, written into the column of that name, is taken.
CANDIDATE = ("candidate_movie_id", "candidate_imdb_id", "candidate_title", "candidate_year")
COLUMNS = (*ordained.COLUMNS, "line", "file", "reason", "detail", *CANDIDATE, "other_candidates")
# Before the names of the file's own columns.
ORIGINAL = "original "
# Of the files' own columns. Each row has a cell of each, so that a hundred thousand rows of JSON,
# each with a name of its own, would be ten gigabytes.
MOST_ORIGINAL = 100
OTHERS = "original others"


def csv_of(outcomes: Sequence[Outcome], imdb_ids: Mapping[int, str | None]) -> str | None:
    """Return the rows that were not matched, with all that their file has of them.

    None where all rows were matched.

    Parameters
    ----------
    imdb_ids : mapping
        IMDb ids of the candidates by film id.
    """
    missed = missed_rows(outcomes)
    if not missed:
        return None
    original: dict[str, None] = {}
    for row, _ in missed:
        original |= dict.fromkeys(row.cells())
        if len(original) > MOST_ORIGINAL:
            break
    kept = [*original][:MOST_ORIGINAL]
    names = [ORIGINAL + name for name in kept] + ([OTHERS] if len(original) > len(kept) else [])
    text = csv_text(
        (*COLUMNS, *names),
        (
            {**_values(row, miss), **_candidates(miss, imdb_ids), **_original(row, kept)}
            for row, miss in missed
        ),
    )
    # What JSON can spell and PostgreSQL cannot store.
    return text.replace("\x00", "?")


def _original(row: Row, kept: Sequence[str]) -> dict[str, str]:
    """Return a row's cells in its file, those beyond ``kept`` in a column together."""
    cells = row.cells()
    found = {ORIGINAL + name: cells.pop(name) for name in kept if name in cells}
    if cells:
        found[OTHERS] = "; ".join(f"{name}: {value}" for name, value in cells.items())
    return found


def candidate_films(outcomes: Sequence[Outcome]) -> list[int]:
    """Return the ids of the films that rows not matched may be about."""
    return sorted(
        {match.film_id for _, miss in missed_rows(outcomes) for match in miss.candidates[:1]}
    )


def _values(row: Row, miss: Miss) -> dict[str, Any]:
    day = row.watched_on or (row.at and row.at.date())
    return {
        "list": " ".join(sorted(row.lists)),
        "movie_id": row.film.movie_id,
        "imdb_id": row.film.imdb_id,
        "tmdb_id": row.film.tmdb_id,
        "title": row.film.title,
        "year": row.film.year,
        "rating": row.rating,
        "date": day and day.isoformat(),
        "note": row.note,
        "line": row.line,
        "file": row.file,
        "reason": miss.reason,
        "detail": miss.detail,
    }


def _candidates(miss: Miss, imdb_ids: Mapping[int, str | None]) -> dict[str, Any]:
    if not miss.candidates:
        return {}
    best, *others = miss.candidates
    values = (best.movie_id, imdb_ids.get(best.film_id), best.title, best.year)
    named = "; ".join(_named(candidate) for candidate in others)
    return {**dict(zip(CANDIDATE, values, strict=True)), "other_candidates": named}


def _named(match: Match) -> str:
    return f"{match.title} ({match.year}): {match.movie_id}"
