"""What a person's marks tell about them, in words."""

from __future__ import annotations

from typing import Any

from app.films.service import movie
from app.recommend.service import Recommend
from embeddings.answers.person import MARK_BINDS

MOST_NAMES = 15
NEAREST = 12


def summary(recommend: Recommend) -> dict[str, Any]:
    """Return a person's taste; see `app.recommend.schemas.TasteSummary`."""
    release = recommend.search.releases.live()
    user_id = recommend.caller()
    state = recommend.state(release)
    vectors = recommend.vectors(release, state)
    database = recommend.search.database
    names: dict[str, list[dict[str, Any]]] = {"genre": [], "tag": []}
    for row in database.rows(
        "liked_names",
        release_id=release.release_id,
        user_id=user_id,
        **MARK_BINDS,
        limit=MOST_NAMES,
    ):
        names[row["kind"]].append(
            {"name": row["name"], "weight": row["weight"], "count": row["films"]}
        )
    films: dict[str, list[dict[str, Any]]] = {"nearest": [], "farthest": []}
    if vectors.knows_anything and release.taste_dimension:
        for row in database.rows(
            "extremes",
            release_id=release.release_id,
            taste_dimension=release.taste_dimension,
            taste_vector=vectors.taste,
            film_ids=state["left_out"],
            limit=NEAREST,
        ):
            films[row["side"]].append(movie(row))
    (place,) = database.rows(
        "position",
        release_id=release.release_id,
        user_id=user_id,
        **MARK_BINDS,
    )
    return {
        "rating_count": vectors.rating_count,
        "mark_count": vectors.mark_count,
        "genres": names["genre"],
        "tags": names["tag"],
        **films,
        "position": None if place["x"] is None else {"x": place["x"], "y": place["y"]},
    }
