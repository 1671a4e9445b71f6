"""Films that stand for a tag are more relevant to it than films that have it beside others."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from embeddings.catalogue.movies import build_catalogue
from embeddings.knowledge.dataset import SampleDataset
from embeddings.learning.tag_relevance_targets import Target, Targets
from embeddings.releases.known_relevance import known_relevance
from embeddings.releases.movie import MovieRecord
from embeddings.releases.records import movie_records
from embeddings.sources.film_fields import FilmFields

TARGETS = Targets(
    (
        Target("tag", "heist", "device", ("robbery",)),
        Target("tag", "diner", "setting"),
        Target("mood", "tense", "tension"),
    )
)
FILM = MovieRecord.of_film(
    1, FilmFields("Heat", tags=("heist", "diner"), moods={"tense": 3}, year=1995)
)


def row(film: MovieRecord) -> list[float]:
    """Relevance of a heist, a diner and tension."""
    return [round(value, 3) for value in known_relevance(TARGETS, [film])[0].tolist()]


def test_what_a_film_is_known_for_stands_above_what_is_at_its_heart_and_beside_it() -> None:
    known = row(replace(FILM, known_for=("heist", "tense"), minor_tags=("diner",)))
    heart = row(replace(FILM, minor_tags=("diner",)))
    unweighed = row(FILM)
    assert known[0] == known[2] == 1
    assert known[0] > heart[0] > unweighed[0] > known[1] == heart[1] > 0
    assert known[2] > heart[2] == unweighed[2]


def test_a_tag_in_peoples_spelling_counts_as_the_packs() -> None:
    assert row(replace(FILM, tags=("robbery",), known_for=("heist",)))[0] == 1


def test_nothing_is_relevant_that_the_film_does_not_have() -> None:
    film = replace(FILM, tags=("diner",), moods={}, known_for=("heist",), minor_tags=("heist",))
    assert row(film)[0] == row(film)[2] == 0


def test_whether_a_film_has_a_tag_does_not_depend_on_it() -> None:
    weighed = replace(FILM, known_for=("heist",), minor_tags=("diner",))
    known = TARGETS.known([FILM, weighed])
    np.testing.assert_array_equal(known[0], known[1])
    np.testing.assert_array_equal(known > 0, known_relevance(TARGETS, [FILM, weighed]) > 0)


def test_the_bundled_films_bring_theirs() -> None:
    films = {film.title: film for film in movie_records(build_catalogue(SampleDataset(most=400)))}
    assert "heist" in films["Heat"].known_for
    assert "heist" in films["Goodfellas"].minor_tags
