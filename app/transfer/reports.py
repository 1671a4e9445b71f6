"""What an import did, or would do, as `app.transfer.report_schemas.ImportReport` has it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from typing import Any

from app.transfer.changes import KINDS, Changes, FilmChange, Mark
from app.transfer.layouts import UnknownLayout
from app.transfer.matching import Match, Miss
from app.transfer.parsed import Parsed
from app.transfer.rows import FilmKey, Row

# Rows and new marks that a report names; marks that are overwritten are why people look.
MOST_REPORTED = 100
# Tables whose columns the person is asked for; each may have hundreds of columns.
MOST_UNKNOWN = 20
MOST_OVERWRITTEN = 1_000
FIRST_ROWS = 5


@dataclass(frozen=True, slots=True)
class Outcome:
    """A row and the film it was matched to, or why it was not."""

    row: Row
    result: Match | Miss


def of_rows(parsed: Parsed, outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """Return the part of a report that tells how rows were read and matched."""
    matches = matched_rows(outcomes)
    uncertain = [(row, match) for row, match in matches if match.doubt]
    missed = missed_rows(outcomes)
    by_id = sum(match.by_id for _, match in matches)
    return {
        "format": parsed.format,
        "rows": len(outcomes),
        "first_rows": _first_rows(outcomes),
        "matched": {"by_id": by_id, "by_title": len(matches) - by_id},
        "uncertain": [
            {**_shown(row), "rows": rows, **_candidate(match)}
            for row, match, rows in _of_films(uncertain)
        ],
        "uncertain_total": len(uncertain),
        "not_matched": [
            {**_shown(row), "rows": rows, **_missed(miss)} for row, miss, rows in _of_films(missed)
        ],
        "not_matched_total": len(missed),
        "choices": [asdict(choice) for choice in parsed.choices],
        "remarks": [asdict(remark) for remark in parsed.remarks[:MOST_REPORTED]],
        "remarks_total": parsed.remarks_total,
        "unknown_layouts": [unknown_layout(layout) for layout in parsed.unknown[:MOST_UNKNOWN]],
        "ignored_files": parsed.ignored[:MOST_REPORTED],
    }


def _first_rows(outcomes: Sequence[Outcome]) -> list[dict[str, Any]]:
    """Return the first rows of each file."""
    counted: Counter[str | None] = Counter()
    found: list[dict[str, Any]] = []
    for row in (outcome.row for outcome in outcomes):
        counted[row.file] += 1
        if counted[row.file] <= FIRST_ROWS and len(found) < MOST_REPORTED:
            found.append(_read(row))
    return found


def of_changes(changes: Changes, movies: Mapping[int, Match]) -> dict[str, Any]:
    """Return the part of a report that tells what is changed.

    Parameters
    ----------
    movies : mapping
        Matches by film id, for their titles.
    """
    named = [(name, change) for name, of_list in changes.items() for change in of_list]
    overwritten = (pair for pair in named if pair[1].kind in ("changed", "removed", "kept"))
    new = (pair for pair in named if pair[1].kind == "new")
    shown = [*islice(overwritten, MOST_OVERWRITTEN), *islice(new, MOST_REPORTED)]
    return {
        **{name: _counts(of_list) for name, of_list in changes.items()},
        "films": [_change(name, change, movies[change.film_id]) for name, change in shown],
    }


def unknown_layout(layout: UnknownLayout) -> dict[str, Any]:
    """Return a table whose columns are not known, as `report_schemas.UnknownLayout`."""
    suggestion = layout.suggestion and layout.suggestion.model_dump(exclude_none=True)
    return {**asdict(layout), "suggestion": suggestion}


def matched_rows(outcomes: Sequence[Outcome]) -> list[tuple[Row, Match]]:
    """Return the rows that were matched, and their films."""
    return [
        (outcome.row, outcome.result) for outcome in outcomes if isinstance(outcome.result, Match)
    ]


def missed_rows(outcomes: Sequence[Outcome]) -> list[tuple[Row, Miss]]:
    """Return the rows that were not matched, and why."""
    return [
        (outcome.row, outcome.result) for outcome in outcomes if isinstance(outcome.result, Miss)
    ]


def _counts(changes: Iterable[FilmChange]) -> dict[str, int]:
    counted = Counter(change.kind for change in changes)
    return {kind: counted[kind] for kind in KINDS}


def _change(name: str, change: FilmChange, match: Match) -> dict[str, Any]:
    return {
        "list": name,
        "change": change.kind,
        "movie": movie(match),
        "here": _mark(change.here),
        "file": _mark(change.file),
    }


def _mark(mark: Mark | None) -> dict[str, Any] | None:
    if mark is None:
        return None
    viewings = [
        {"watched_on": viewing.watched_on and viewing.watched_on.isoformat(), "note": viewing.note}
        for viewing in mark.viewings
    ]
    at = mark.at and mark.at.isoformat()
    return {"rating": mark.rating, "viewings": viewings, "at": at}


def movie(match: Match) -> dict[str, Any]:
    """Return a film as a report names it."""
    return {"movie_id": match.movie_id, "title": match.title, "year": match.year}


def _of_films(
    rows: Sequence[tuple[Row, Any]],
) -> list[tuple[Row, Any, int]]:
    """Return the first rows of films, each with the number of rows that name the film likewise."""
    found: dict[FilmKey | int, tuple[Row, Any]] = {}
    counted: Counter[FilmKey | int] = Counter()
    for index, (row, result) in enumerate(rows):
        # Only where a person may say which film it is are rows of one film one question.
        asks = isinstance(result, Match) or bool(result.candidates)
        key = row.film if asks else index
        found.setdefault(key, (row, result))
        counted[key] += 1
    return [
        (row, result, counted[key]) for key, (row, result) in islice(found.items(), MOST_REPORTED)
    ]


def _shown(row: Row) -> dict[str, Any]:
    """Return what the report shows of a row, so that it can be found in its file."""
    return {"file": row.file, "line": row.line, "title": row.film.title, "year": row.film.year}


def _read(row: Row) -> dict[str, Any]:
    return {
        **_shown(row),
        "lists": sorted(row.lists),
        "rating": row.rating,
        "watched_on": row.watched_on and row.watched_on.isoformat(),
        "note": row.note,
        "fault": row.fault and str(row.fault),
    }


def _candidate(match: Match) -> dict[str, Any]:
    return {"movie": movie(match), "confidence": match.confidence, "doubt": match.doubt}


def _missed(miss: Miss) -> dict[str, Any]:
    candidates = [_candidate(match) for match in miss.candidates]
    return {"reason": miss.reason, "detail": miss.detail, "candidates": candidates}
