"""What a film for tonight is for each of the people: satisfaction, stars, reasons, why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import cast

import numpy as np
from sqlalchemy import RowMapping

from embeddings.answers.cards import card
from embeddings.answers.predicted import NO_PREDICTION, predictions
from embeddings.answers.reasons import Reason, contributions, with_shared
from embeddings.answers.rows import Rows
from embeddings.answers.tags import TagWords
from embeddings.answers.tonight_types import By, ForWatcher, Satisfaction, TonightFilm
from embeddings.answers.tonight_why import why
from embeddings.answers.traits import FilmTraits
from embeddings.answers.watchers import Watcher
from embeddings.releases.registry import ReleaseInfo


def tonight_films(
    rows: Rows,
    release: ReleaseInfo,
    words: TagWords,
    watchers: Sequence[Watcher],
    speaking: Sequence[int],
    found: Sequence[RowMapping],
    *,
    by: By,
    traits: Mapping[int, FilmTraits],
    wanted: Sequence[str],
    runtime_max: int | None,
) -> dict[int, TonightFilm]:
    """Return films by movie_id, with what they are for each watcher and why they are chosen.

    Parameters
    ----------
    speaking : sequence of int
        Positions of the watchers who have a say, in the order of the rows' numbers.
    found : sequence of rows
        Of ``tonight.sql``.
    traits : mapping of int to FilmTraits
        By movie_id; of the films found, where something was wished for.
    wanted : sequence of str
        Moods and tags of ``words`` that were wished for.
    runtime_max : int or None
        The time that was asked for.
    """
    places = {at: place for place, at in enumerate(speaking)}
    own = [_own_rows(found, places.get(at)) for at in range(len(watchers))]
    reasons = with_shared(
        rows,
        release,
        words,
        [
            contributions(
                rows,
                release,
                watcher.person,
                own[at] if watcher.shows_reasons and at in places else [],
                imagined=watcher.imagined,
            )
            for at, watcher in enumerate(watchers)
        ],
    )
    for_each = [
        _for_watcher(release, watcher, places.get(at), own[at], reasons[at])
        for at, watcher in enumerate(watchers)
    ]
    films = {}
    for at, row in enumerate(found):
        shown = card(row)
        for_watchers = [of_films[at] for of_films in for_each]
        satisfaction = _satisfaction(row, speaking)
        films[shown.movie_id] = TonightFilm(
            shown,
            row["score"],
            satisfaction,
            for_watchers,
            why(
                shown,
                by,
                satisfaction,
                for_watchers,
                traits.get(shown.movie_id),
                words,
                wanted,
                row["closeness"],
                runtime_max,
            ),
        )
    return films


def _satisfaction(row: RowMapping, speaking: Sequence[int]) -> Satisfaction | None:
    if row["mean"] is None:
        return None
    least = int(np.argmin(row["satisfactions"]))
    return Satisfaction(row["mean"], row["least"], speaking[least])


def _for_watcher(
    release: ReleaseInfo,
    watcher: Watcher,
    at: int | None,
    found: Sequence[RowMapping],
    reasons: Mapping[int, Sequence[Reason]],
) -> list[ForWatcher]:
    """Return what each film is for one watcher.

    Parameters
    ----------
    at : int or None
        The watcher's place among the vectors.
    found : sequence of rows
        As `_own_rows` returns them.
    """
    vectors = watcher.person.vectors
    silent = [NO_PREDICTION] * len(found)
    predicted = silent if at is None else predictions(release, vectors, found)
    watchlist = frozenset(watcher.person.watchlist_film_ids)
    shows = watcher.shows_reasons
    return [
        ForWatcher(
            None if at is None or row["satisfactions"] is None else row["satisfactions"][at],
            prediction,
            _told(watcher, reasons.get(row["movie_id"], [])) if shows else [],
            row["film_id"] in watcher.seen_film_ids if shows else None,
            row["film_id"] in watchlist if shows else None,
        )
        for row, prediction in zip(found, predicted, strict=True)
    ]


def _told(watcher: Watcher, reasons: Sequence[Reason]) -> Sequence[Reason]:
    """Return the reasons that others may know: of a companion films that they like, no ratings."""
    if watcher.kind != "account":
        return reasons
    return [
        replace(reason, rating=None, stars=0.0, film_bias=0.0)
        for reason in reasons
        if reason.speaks == "for"
    ]


def _own_rows(found: Sequence[RowMapping], at: int | None) -> list[RowMapping]:
    """Return the rows with the parts of one person's predicted ratings, as other statements do."""
    return [
        cast(
            RowMapping,
            {
                **row,
                "evidence": 0.0 if at is None else row["evidences"][at] or 0.0,
                "residual": 0.0 if at is None else row["residuals"][at] or 0.0,
            },
        )
        for row in found
    ]
