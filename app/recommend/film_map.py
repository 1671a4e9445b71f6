"""Where films lie on the map of the live release."""

from __future__ import annotations

from typing import Any

from app.recommend.service import Recommend

# What a browser can hold and a person can look at; the rest is too little known to place.
MOST_FILMS = 20_000
DECIMALS = 4


def film_map(recommend: Recommend) -> dict[str, Any]:
    """Return the map; see `app.recommend.schemas.MovieMap`."""
    release = recommend.search.releases.live()
    rows = recommend.search.database.rows("map", release_id=release.release_id, limit=MOST_FILMS)
    genres = list(recommend.search.releases.facets(release).genres)
    places = {genre: place for place, genre in enumerate(genres)}
    return {
        "release": release.release_id,
        "genres": genres,
        "movies": {
            "movie_id": [row["movie_id"] for row in rows],
            "title": [row["title"] for row in rows],
            "year": [row["year"] for row in rows],
            "genre": [places.get(row["genre"]) for row in rows],
            "rating_count": [row["rating_count"] for row in rows],
            "x": [round(row["map_x"], DECIMALS) for row in rows],
            "y": [round(row["map_y"], DECIMALS) for row in rows],
        },
    }
