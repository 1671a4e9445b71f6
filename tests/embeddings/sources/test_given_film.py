"""A film as an operator gives it: every field checked, all faults told together."""

from typing import Any

import pytest

from embeddings.errors import FilmError
from embeddings.sources.film_fields import FIELDS, FilmInput
from embeddings.sources.given_film import read_film


def test_cleaned_as_a_data_sets_would_be() -> None:
    film = read_film(
        {
            "title": "  Kramer vs.&nbsp;Kramer ",
            "original_title": "Kramer vs. Kramer",
            "year": "1979",
            "genres": ["drama", "Drama", "(no genres listed)"],
            "tags": [" “Custody” ", "custody"],
            "plot": "",
            "imdb_id": 79417,
            "tmdb_id": None,
        }
    )
    assert film.title == "Kramer vs. Kramer"
    assert film.original_title is None  # it is the title
    assert (film.year, film.imdb_id, film.tmdb_id, film.plot) == (1979, "tt0079417", None, None)
    assert (film.genres, film.tags) == (("Drama",), ("custody",))


@pytest.mark.parametrize(
    ("given", "field", "reason"),
    [
        ({}, "title", "is needed"),
        ({"title": " \u200b "}, "title", "is blank"),
        ({"title": "ring\x07"}, "title", "contains the control character U+0007"),
        ({"title": "x", "genres": ["a", "&nbsp;"]}, "genres/1", "is blank"),
        ({"title": "x" * 301}, "title", "has 301 characters; 300 are the most"),
        ({"title": 7}, "title", "is 7, and must be text"),
        ({"title": "x", "year": 1492}, "year", "is 1492, and must be 1870 to 2200"),
        ({"title": "x", "year": 1999.5}, "year", "is 1999.5, and must be a whole number"),
        ({"title": "x", "year": True}, "year", "is True, and must be a whole number"),
        ({"title": "x", "year": "mcmxc"}, "year", "is 'mcmxc', and must be a whole number"),
        ({"title": "x", "genres": "Drama"}, "genres", "is 'Drama', and must be a list"),
        ({"title": "x", "genres": ["a"] * 21}, "genres", "has 21 entries; 20 are the most"),
        ({"title": "x", "tags": ["a", "1995"]}, "tags/0", "is 'a', which tells nothing of a film"),
        ({"title": "x", "tags": [3]}, "tags/0", "is 3, and must be text"),
        ({"title": "x", "imdb_id": "nm0000001"}, "imdb_id", "must be like tt0113277"),
        ({"title": "x", "imdb_id": 123456789}, "imdb_id", "must be like tt0113277"),
        ({"title": "x", "tmdb_id": 0}, "tmdb_id", "is 0, and must be 1 to"),
        ({"title": "x", "plot": "y" * 10_001}, "plot", "has 10,001 characters"),
        ({"title": "x", "director": "y"}, "director", "there is no such field; there are title,"),
    ],
)
def test_refused(given: dict[str, Any], field: str, reason: str) -> None:
    with pytest.raises(FilmError) as refused:
        read_film(given)
    assert refused.value.faults[0].field == field
    assert reason in refused.value.faults[0].reason


def test_all_faults_together() -> None:
    with pytest.raises(FilmError) as refused:
        read_film({"year": 1, "imdb_id": "x", "colour": "red"})
    fields = [fault.field for fault in refused.value.faults]
    assert sorted(fields) == ["colour", "imdb_id", "title", "year"]
    assert "year is 1, and must be 1870 to 2200" in str(refused.value)


def test_input_and_film_have_the_same_fields() -> None:
    assert tuple(FilmInput.model_fields) == FIELDS
