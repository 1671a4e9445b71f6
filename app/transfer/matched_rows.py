"""Rows of files with their films: as they match, or as the person says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy import select

from app.data.services import Services
from app.transfer import matching
from app.transfer.forms import ImportForm
from app.transfer.matching import Match, Miss
from app.transfer.parsed import Parsed
from app.transfer.reports import Outcome
from app.transfer.rows import FilmKey, Row
from app.web.problems import Fault, Problem
from sql.tables import Movie


def match_rows(services: Services, parsed: Parsed, form: ImportForm) -> list[Outcome]:
    """Return each row with its film, or why it has none.

    Raises
    ------
    Problem
        ``invalid``: a film that the person accepted is not in the live release.
    """
    keys = {index: _key(row) for index, row in enumerate(parsed.rows) if row.fault is None}
    accepted = _accepted(services, parsed, form)
    results = matching.match(services, keys.values(), form.confidence_min)
    outcomes = []
    for index, row in enumerate(parsed.rows):
        result: Match | Miss
        if row.fault is not None:
            result = Miss(row.fault.reason, str(row.fault))
        elif row.film in accepted:
            result = accepted[row.film] or _left_out(results[keys[index]])
        else:
            result = results[keys[index]]
            if isinstance(result, Miss) and row.kind:
                result = Miss("not_a_film", f"To the file this is a {row.kind[:40]}.")
        outcomes.append(Outcome(row, result))
    return outcomes


def _key(row: Row) -> FilmKey:
    """Return the key that a row's film is matched by.

    What the file calls a series or a game is matched by its id only: its title may be a film's.
    """
    key = row.film
    return FilmKey(key.imdb_id) if row.kind else key


def _accepted(
    services: Services, parsed: Parsed, form: ImportForm
) -> Mapping[FilmKey, Match | None]:
    """Return the films that the person named for rows, by the rows' keys; None leaves them out."""
    if not form.accepted:
        return {}
    rows = {(row.file, row.line): row.film for row in parsed.rows if row.fault is None}
    wanted = {row.movie_id for row in form.accepted} - {None}
    statement = select(Movie.movie_id, Movie.film_id, Movie.title, Movie.year).where(
        Movie.release_id == services.releases.live().release_id, Movie.movie_id.in_(wanted)
    )
    movies = {
        row["movie_id"]: Match(
            row["film_id"], row["movie_id"], row["title"], row["year"], 1.0, by_id=True
        )
        for row in services.database.fetch("accepted_movies", statement)
    }
    faults = [
        Fault(f"/accepted/{place}/movie_id", "There is no such movie in this release.")
        for place, row in enumerate(form.accepted)
        if row.movie_id is not None and row.movie_id not in movies
    ]
    if faults:
        raise Problem("invalid", errors=faults)
    # A row that other options do not read is none to be accepted, and no fault.
    return {
        rows[row.file, row.line]: None if row.movie_id is None else movies[row.movie_id]
        for row in form.accepted
        if (row.file, row.line) in rows
    }


def _left_out(result: Match | Miss) -> Miss:
    candidates = (replace(result, by_id=False),) if isinstance(result, Match) else result.candidates
    return Miss("uncertain", "You left this row out.", candidates)
