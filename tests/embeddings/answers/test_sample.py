"""A sample of films estimates what filters leave; the filters are those of the statements."""

from typing import Any

import numpy as np
import pytest
from sqlalchemy import Engine, text

from embeddings.answers.filters import OPEN, Filters
from embeddings.answers.rows import rows_on
from embeddings.answers.sample import Sample, load_sample
from embeddings.releases.registry import live_release
from sql import FRAGMENTS, bound


def film(year: int | None, genres: list[str], country: str) -> Any:
    return {
        "year": year, "genres": genres, "countries": [country], "languages": ["French"],
        "tags": ["slow"] if year else [], "people": ["1", "1:cast"] if year == 1994 else [],
        "certificate": "PG" if genres else None, "runtime": 90 if year else None,
        "relevant_tags": ["slow", "sad"] if genres else [], "collections": [],
    }  # fmt: skip


SAMPLE = Sample(
    np.zeros((4, 2), dtype=np.float32),
    [
        film(1994, ["Crime", "Drama"], "France"),
        film(2004, ["Drama"], "Belgium"),
        film(None, ["Comedy"], "France"),
        film(2014, [], "Canada"),
    ],
)


@pytest.mark.parametrize(
    ("filters", "share"),
    [
        (OPEN, 1.0),
        (Filters(genres=["Drama"]), 0.5),
        (Filters(genres=["Drama", "Crime"]), 0.25),
        (Filters(exclude_genres=["Crime", "Comedy"]), 0.5),
        (Filters(countries=["France", "Belgium"]), 0.75),
        (Filters(exclude_countries=["France"]), 0.5),
        (Filters(languages=["Korean"]), 0.0),
        (Filters(exclude_tags=["slow"]), 0.25),
        (Filters(moods=["slow", "sad"]), 0.75),
        (Filters(moods=["slow", "funny"]), 0.0),
        (Filters(exclude_moods=["sad", "funny"]), 0.25),
        (Filters(year_min=2000), 0.5),
        (Filters(year_max=2000), 0.25),
        (Filters(year_min=1990, year_max=2010, genres=["Drama"]), 0.5),
        (Filters(people=["1:cast"]), 0.25),
        (Filters(exclude_people=["1"]), 0.75),
        (Filters(certificates=["PG"]), 0.75),
        (Filters(exclude_certificates=["PG"]), 0.25),
        (Filters(certificate_max="G"), 0.0),
        (Filters(certificate_max="R"), 0.75),
        (Filters(runtime_max=90), 0.75),
        (Filters(runtime_min=91), 0.0),
        (Filters(excluded_film_ids=[1, 2, 3]), 1.0),
    ],
)
def test_share_that_filters_leave(filters: Filters, share: float) -> None:
    assert SAMPLE.share(filters) == share


def test_filters_that_are_empty_lists_are_open_as_empty_tuples_are() -> None:
    """A request's filters come as lists."""
    assert Filters(genres=[], excluded_film_ids=[1]).is_open
    assert Filters(genres=["Drama"]) == Filters(genres=("Drama",))


def test_without_a_sample_every_film_passes() -> None:
    empty = Sample(np.zeros((0, 2), dtype=np.float32))
    assert empty.share(Filters(genres=["Drama"])) == 1.0


@pytest.mark.parametrize(
    "filters",
    [
        Filters(genres=("Drama",)),
        Filters(genres=("Drama", "Romance"), exclude_genres=("Comedy",)),
        Filters(countries=("France", "Japan"), exclude_languages=("Japanese",)),
        Filters(languages=("French",), exclude_countries=("France",)),
        Filters(exclude_tags=("slow", "melancholy"), year_min=1970),
        Filters(year_min=1990, year_max=1999),
        Filters(people=("1:director",)),
        Filters(exclude_people=("1", "2:cast")),
        Filters(certificates=("R", "PG"), runtime_min=100),
        Filters(exclude_certificates=("R",), runtime_max=95),
        Filters(certificate_max="PG", exclude_people=("3",)),
        Filters(moods=("sad",), exclude_moods=("slow", "heist")),
    ],
)
def test_a_film_passes_in_python_where_it_passes_in_sql(engine: Engine, filters: Filters) -> None:
    """On every film of the release; and 500 of them estimate the share."""
    fragment = (FRAGMENTS / "filters.sql").read_text("utf-8")
    condition = "\n".join(line for line in fragment.splitlines() if not line.startswith("--"))
    with engine.connect() as connection:
        release = live_release(connection)
        assert release
        passing = set(
            connection.scalars(
                bound(text(f"select movie_id from movies where {condition}")),
                {**filters.binds, "release_id": release.release_id},
            )
        )
        films = connection.execute(
            text("select * from movies where release_id = :release_id"),
            {"release_id": release.release_id},
        ).mappings()
        assert passing == {film["movie_id"] for film in films if filters.passes(film)}
        share = load_sample(rows_on(connection), release.release_id).share(filters)
    assert share == pytest.approx(len(passing) / release.movie_count, abs=0.09)
